"""Marks: what stands for one entry in a chart, its shape, its words, and which ones carry their names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from landscape.charts.scales import breadth
from landscape.facts import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from landscape.facts import Atlas
    from landscape.markup import Writer

SIZE = 12
"""Size of the font in charts."""

_SHAPES = ("m-3.3 0a3.3 3.3 0 1 0 6.6 0 3.3 3.3 0 1 0-6.6 0z", "m0-4.4 4.4 4.4-4.4 4.4-4.4-4.4z", "m-3.4-3.4h6.8v6.8h-6.8z", "m0-4 4 7h-8z")
_CROSS = "m-3-3 6 6m0-6-6 6"
_NEAR, _TOUCH = 7, 4
_MOST_HIDDEN = 2
_FAMILY = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of openness as charts show it: by shape and by how much of it is filled.

    Attributes:
        style: the name of its style; each step of the ladder is filled more than the one before.
        shape: its outline, as the rest of a path that starts in its middle.
    """

    style: str
    shape: str


KINDS: dict[str | None, Kind] = {level: Kind(f"l{n}", _SHAPES[n % len(_SHAPES)]) for n, level in enumerate(LEVELS)} | {None: Kind("lx", _CROSS)}
"""Class of openness → how it is drawn; ``None``: nobody has looked."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry in a chart.

    Attributes:
        id: of the entry.
        x: its place across.
        y: its place down.
        words: its name and what the chart says of it.
        kind: how it is drawn.
        foot: where a line down from it ends, for the active parameters of a mixture of experts.
        label: where its name begins or ends, when there is room for it.
    """

    id: str
    x: float
    y: float
    words: str
    kind: Kind
    foot: float | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside or above a mark."""

    text: str
    x: float
    y: float
    anchor: str = "start"
    leader: float | None = None
    """The height to which a line from the mark leads, where the name stands away from it."""

    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom."""
        wide = breadth(self.text, SIZE)
        left = self.x - {"start": 0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - SIZE + 2, left + wide, self.y + 3


def weighed(ids: Iterable[str], atlas: Atlas) -> dict[str, int]:
    """Return ids with what they weigh, the heaviest first: whose names a chart shows where there is room.

    An entry weighs as much as others name it (``Atlas.mentions``, where representatives count more); a generation of
    a family that stands for a category weighs more than its own mentions.
    """
    standing = {id_ for ids in atlas.representatives.values() for id_ in ids}
    weights = {id_: atlas.mentions.get(id_, 0) + _FAMILY * (getattr(atlas.item(id_), "family", None) in standing) for id_ in ids}
    return dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0])))


def name_some(marks: Sequence[Mark], writer: Writer, most: int, left: float, right: float) -> list[Mark]:
    """Give the best-known marks their names, where that hides no other name and few other marks."""
    at = {mark.id: mark for mark in marks}
    taken: list[tuple[float, float, float, float]] = []
    named: dict[str, Mark] = {}
    for id_ in weighed(at, writer.atlas):
        if len(named) == most:
            break
        best = _best(at[id_], writer.name(id_), marks, taken, (left, right))
        if best:
            taken.append(best.box())
            named[id_] = replace(at[id_], label=best)
    return [named.get(mark.id, mark) for mark in marks]


def _best(mark: Mark, text: str, marks: Sequence[Mark], taken: list[tuple[float, float, float, float]], edges: tuple[float, float]) -> Label | None:
    found: list[tuple[int, Label]] = []
    for dx, dy, anchor in ((_NEAR, _TOUCH, "start"), (-_NEAR, _TOUCH, "end"), (0, -_NEAR - 1, "middle"), (0, SIZE + _TOUCH, "middle")):
        label = Label(text, round(mark.x + dx, 1), round(mark.y + dy, 1), anchor)
        left, top, right, bottom = label.box()
        if left < edges[0] or right > edges[1] or any(left < r and l < right and top < b and t < bottom for l, t, r, b in taken):  # noqa: E741 - left of another
            continue
        hidden = sum(1 for other in marks if left - _TOUCH < other.x < right + _TOUCH and top - _TOUCH < other.y < bottom + _TOUCH and other is not mark)
        found.append((hidden, label))
    return next((label for hidden, label in sorted(found, key=lambda pair: pair[0]) if hidden <= _MOST_HIDDEN), None)
