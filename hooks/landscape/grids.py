"""Query heads and experts as squares, one for each, for the drawing of a model's structure.

A row of squares is one line whose dashes are the squares, so that 512 experts weigh no more than eight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landscape.markup import Writer
    from landscape.models import Configuration

WIDTH = 280
"""Of every panel of a drawing, so that it stands on a phone unshrunk."""

_CELL = 8
_SMALL = 4
_PITCH = 10


@dataclass(frozen=True, slots=True)
class Grid:
    """A picture of squares."""

    title: str
    value: str
    """What the picture as a whole shows, for comparing."""
    path: str
    """The squares: query heads, or experts that run."""
    dashes: str
    other: str
    """The bars below the squares, or the experts that do not run."""
    other_dashes: str
    hollow: tuple[int, ...]
    """Where hollow squares stand (shared experts), on a line of their own."""
    height: int
    captions: tuple[str, ...]
    unknown: bool = False


def groups_of(block: Configuration) -> int | None:
    """Return how many groups of query heads share keys and values; ``None`` where that cannot be told.

    Multi-head means as many as there are heads, multi-query means one: by definition, not by guess.
    """
    if block.kv_heads:
        return block.kv_heads
    kind = block.attention.en if block.attention else ""
    if is_latent(block):
        return 1
    return block.heads if kind.startswith("multi-head") else 1 if kind.startswith("multi-query") else None


def is_latent(block: Configuration) -> bool:
    """Tell whether all heads share one compressed vector."""
    return block.attention is not None and "latent" in block.attention.en


def heads(writer: Writer, block: Configuration) -> Grid:
    """Draw the query heads, and below each group of them the key–value head that they share."""
    count, latent = block.heads or 0, is_latent(block)
    told = groups_of(block)
    groups = told if told and not latent and count % told == 0 else 1
    members = count // groups
    gap = 4 if groups > 1 else 0
    columns = _even(members, 4 if groups > 1 else WIDTH // _PITCH)
    rows = -(-members // columns)
    step, high = columns * _PITCH + gap, rows * _PITCH + 14
    across = _even(groups, WIDTH // step)
    squares, bars = [], []
    for group in range(groups):
        x, y = group % across * step, group // across * high + 6
        squares += [f"M{x} {y + row * _PITCH}h{min(columns, members - row * columns) * _PITCH - 2}" for row in range(rows)]
        bars.append(f"M{x} {y + rows * _PITCH}h{columns * _PITCH - 2}")
    known = told is not None and (latent or count % told == 0)
    return Grid(
        title=writer.say("heads"),
        value=f"{count}/{'latent' if latent else told if known else ''}",
        path="".join(squares),
        dashes=f"{_CELL} {_PITCH - _CELL}",
        other="".join(bars),
        other_dashes="",
        hollow=(),
        height=-(-groups // across) * high,
        captions=(writer.say("head_latent" if latent else "head_groups" if known else "head_groups_unknown"),),
        unknown=not known,
    )


def _even(count: int, most: int) -> int:
    """Return how many stand in a row: as many as fit, or fewer where all rows are then full.

    >>> _even(8, 6), _even(128, 28), _even(71, 28), _even(3, 4)
    (4, 16, 28, 3)
    """
    most = min(count, most)
    return next((columns for columns in range(most, most // 2, -1) if count % columns == 0), most)


def experts(writer: Writer, block: Configuration) -> Grid:
    """Draw all routed experts of one layer, those that run for one token large, and shared ones hollow."""
    count, active, shared = block.experts or 0, block.experts_active or 0, block.experts_shared or 0
    columns = _even(count, WIDTH // _PITCH)
    keys = ["expert_grid" if block.experts_active else "expert_grid_unknown", *(["expert_grid_shared"] if shared else [])]
    return Grid(
        title=writer.say("experts"),
        value=f"{count}/{active or ''}/{shared}",
        path=_rows(0, active, columns, _CELL),
        dashes=f"{_CELL} {_PITCH - _CELL}",
        other=_rows(active, count, columns, _SMALL),
        other_dashes=f"{_SMALL} {_PITCH - _SMALL}",
        hollow=tuple(n * _PITCH for n in range(shared)),
        height=-(-count // columns) * _PITCH + (16 if shared else 2),
        captions=tuple(writer.say(key) for key in keys),
        unknown=not active,
    )


def _rows(first: int, last: int, columns: int, cell: int) -> str:
    """Return the path of the squares from ``first`` up to ``last`` in rows of ``columns``."""
    pieces = []
    while first < last:
        end = min(last, (first // columns + 1) * columns)
        x, y = first % columns * _PITCH + (_CELL - cell) // 2, first // columns * _PITCH + 6
        pieces.append(f"M{x} {y}h{(end - first - 1) * _PITCH + cell}")
        first = end
    return "".join(pieces)
