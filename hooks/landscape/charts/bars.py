"""Models counted by how open they are, year by year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from landscape.charts.marks import KINDS, Kind
from landscape.charts.scatter import level_name
from landscape.facts import date_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landscape.facts import Atlas
    from landscape.markup import Writer

_ROOM = 3.8
"""How many hundredths of the width each character of a number needs inside its bar, on a phone."""

Counts = Counter[str | None]
"""Class of openness → number of models; ``None``: nobody has looked."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar, in hundredths of the width."""

    kind: Kind
    left: float
    width: float
    number: str
    words: str

    @property
    def shows_number(self) -> bool:
        """Tell whether its number has room inside."""
        return self.width >= _ROOM * len(self.number)


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: a year with its number of models and the pieces that make it up."""

    name: str
    total: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows that stand together, with what they count where a chart has several panels."""

    heading: str
    bars: tuple[Bar, ...]


def by_year(atlas: Atlas) -> dict[str, Counts]:
    """Return year → models of that year by openness, without gaps; under the empty string those without a date."""
    found: dict[str, Counts] = {}
    for id_, model in atlas.data.models.items():
        found.setdefault(date_of(model)[:4], Counter())[atlas.openness[id_].level] += 1
    years = [int(year) for year in found if year]
    span = [str(year) for year in range(min(years), max(years) + 1)] if years else []
    return {year: found.get(year, Counter()) for year in [*span, ""]}


def levels(counts: Iterable[Counts]) -> list[str | None]:
    """Return the classes in their order; the unknown one only where it occurs."""
    there = {level for count in counts for level in count}
    return [level for level in KINDS if level is not None or None in there]


def bar(name: str, counts: Counts, whole: int, writer: Writer, *, share: bool = False) -> Bar:
    """Return a row in which ``whole`` models fill the width; with ``share`` it says parts of a hundred."""
    total = counts.total()
    left = 0.0
    segments = []
    for level, kind in KINDS.items():
        count = counts[level]
        if not count:
            continue
        width = 100 * count / whole
        percent = f"{count / total:.0%}"
        words = f"{name} · {level_name(level, writer)} · {count} / {total} ({percent})"
        segments.append(Segment(kind, round(left, 2), round(width, 2), percent if share else str(count), words))
        left += width
    return Bar(name, str(total), tuple(segments))
