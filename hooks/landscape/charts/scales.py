"""Where things stand in a chart: time from left to right, counts by powers of ten, and room for words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

_MONTHS = 12
_ASCII = 0.62
"""Width of a Latin letter as a share of the font's size, on average; a Han character has 1."""


def moment(when: str) -> float:
    """Return a date of any precision as a year with a fraction: the middle of the span that is known.

    >>> moment("2024"), moment("2024-01"), round(moment("2024-12-31"), 3)
    (2024.5, 2024.0416666666667, 2024.999)
    """
    year, *rest = (int(part) for part in when.split("-"))
    if not rest:
        return year + 0.5
    month, *days = rest
    length = (date(year + month // _MONTHS, month % _MONTHS + 1, 1) - date(year, month, 1)).days
    return year + (month - 1 + ((days[0] - 0.5) / length if days else 0.5)) / _MONTHS


@dataclass(frozen=True, slots=True)
class Years:
    """Time from the first of January of ``first`` to the end of ``last``, between two places across the chart."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, dates: list[str], left: float, right: float) -> Years:
        """Return the scale on which all ``dates`` have room; it has one year when there are none."""
        years = [int(when[:4]) for when in dates] or [0]
        return cls(min(years), max(years), left, right)

    @property
    def months(self) -> int:
        """How many months the scale has."""
        return (self.last + 1 - self.first) * _MONTHS

    def at(self, time: float) -> float:
        """Return the place of a year with a fraction."""
        return self.left + (time - self.first) / (self.last + 1 - self.first) * (self.right - self.left)

    def month(self, when: str) -> int:
        """Return the number of the month in which a date lies, from the scale's first."""
        return int((moment(when) - self.first) * _MONTHS)

    def ticks(self) -> list[tuple[str, float]]:
        """Return each year with the place at which it begins."""
        return [(str(year), round(self.at(year), 1)) for year in range(self.first, self.last + 1)]


@dataclass(frozen=True, slots=True)
class Powers:
    """Counts from one power of ten to another, between two heights of the chart."""

    low: int
    high: int
    bottom: float
    top: float

    @classmethod
    def over(cls, counts: list[int], bottom: float, top: float) -> Powers:
        """Return the scale on which all ``counts`` have room."""
        known = [count for count in counts if count > 0] or [1]
        low = math.floor(math.log10(min(known)))
        return cls(low, max(low + 1, math.ceil(math.log10(max(known)))), bottom, top)

    def at(self, count: int) -> float:
        """Return the height of a count above zero."""
        return self.bottom + (math.log10(count) - self.low) / (self.high - self.low) * (self.top - self.bottom)

    def ticks(self) -> list[tuple[int, float]]:
        """Return each power of ten with its height."""
        return [(10**power, round(self.at(10**power), 1)) for power in range(self.low, self.high + 1)]


def breadth(words: str, size: float) -> float:
    """Return about how wide words are at a size of font.

    >>> breadth("ab", 10), breadth("词元", 10)
    (12.4, 20.0)
    """
    return round(sum(_ASCII if character.isascii() else 1.0 for character in words) * size, 1)
