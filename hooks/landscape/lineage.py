"""The family tree of the whole field: who came from whom, laid out with time from left to right.

Every model hangs from the first model that it is based on; what else it is based on is a second, lighter line. A tree
takes as many lanes as it needs: its first heir goes on in the lane of its forerunner where the names leave room, the
others branch off below. Lines of a tree so never run over names of it. Large trees come first, in the order of time;
the small ones are packed below like stones in a wall. Models that are related to none are counted, not drawn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from landscape.lettering import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landscape.markup import Writer
    from landscape.models import Descent, Model

YEAR = 270
"""Width of a year."""
LANE = 24
"""Height of a lane: what can be touched is 24 pixels from the next."""
LETTER = 13
_LEFT, _TOP = 24, 44
_MARK = 9
"""From the middle of a node to its name."""
_STEP = 16
"""A model stands at least so far to the right of the one it comes from."""
_LARGE = 8
"""Trees with so many models have their lanes to themselves."""
_AIR = 14
_ASKED = 8
"""So many models from which the most others came are offered to begin with."""
_OFTEN = 24
"""Lanes after which the years are written again."""


@dataclass(frozen=True, slots=True)
class Node:
    """A model in the drawing; ``how`` says how it came from the one that it hangs from, ``root`` that from none."""

    id: str
    name: str
    how: str
    x: int
    y: int
    line: str
    """To the model that it hangs from; empty for a root."""
    others: tuple[tuple[str, str], ...]
    """(line, how) to whatever else it is based on."""


@dataclass(frozen=True, slots=True)
class Branch:
    """The same as a nested list: a model, how it came about, what else it is based on, and what came from it."""

    id: str
    how: str
    others: tuple[tuple[str, str], ...]
    children: tuple[Branch, ...]


@dataclass(slots=True)
class _Shape:
    """Where the models of a tree stand below its root, and what room they take in each lane."""

    at: dict[str, int] = field(default_factory=dict)
    taken: dict[int, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, lane: int, left: float, right: float) -> None:
        self.taken[lane].append((left, right))

    def fits(self, other: _Shape, down: int) -> bool:
        return all(
            right + _AIR <= a or b + _AIR <= left for lane, spans in other.taken.items() if lane + down in self.taken for left, right in spans for a, b in self.taken[lane + down]
        )

    def add(self, other: _Shape, down: int) -> None:
        self.at.update({id_: lane + down for id_, lane in other.at.items()})
        for lane, spans in other.taken.items():
            self.taken[lane + down] += spans

    @property
    def depth(self) -> int:
        return max(self.taken, default=-1) + 1


def when(date: str) -> float:
    """Return a date as a number of years; a year or a month stands for its middle.

    >>> when("2023"), when("2023-07"), when("2023-01-01")
    (2023.5, 2023.5416666666667, 2023.0)
    """
    year, month, day = [*map(int, date.split("-")), 0, 0][:3]
    if not month:
        return year + 0.5
    return year + (month - 1 + ((day - 1) / 31 if day else 0.5)) / 12


class Lineage:
    """The lineage of all models, for one language."""

    def __init__(self, writer: Writer) -> None:
        """Lay out the lineage of the writer's catalogue."""
        self.writer = writer
        self.models = writer.atlas.data.models

    # Who belongs together

    @cached_property
    def bases(self) -> dict[str, tuple[Descent, ...]]:
        """Model id → what it is based on, without “nothing”."""
        return {id_: tuple(descent for descent in model.based_on if descent.model) for id_, model in self.models.items()}

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """Model id → the models that hang from it, oldest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for id_ in sorted(self.models, key=lambda id_: (self.writer.atlas.since(id_) or "9", id_)):
            if self.bases[id_]:
                found[str(self.bases[id_][0].model)].append(id_)
        return found

    @cached_property
    def related(self) -> frozenset[str]:
        """The models that are drawn: those that came from a model, and those from which one came."""
        return frozenset(id_ for id_, bases in self.bases.items() if bases) | self.writer.atlas.descendants.keys()

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The models from which trees grow: large trees by date, then the others by size."""
        roots = [id_ for id_ in self.models if id_ in self.related and not self.bases[id_]]
        size = {id_: self.size(id_) for id_ in roots}
        return tuple(sorted(roots, key=lambda id_: (size[id_] < _LARGE, -size[id_] if size[id_] < _LARGE else 0, self.writer.atlas.since(id_) or "9", id_)))

    def size(self, id_: str) -> int:
        """Count the models of a tree."""
        return 1 + sum(map(self.size, self.children[id_]))

    def alone(self) -> tuple[int, int]:
        """Count the models that are not drawn: those trained from nothing, and those of which nothing is recorded."""
        rest: list[Model] = [model for id_, model in self.models.items() if id_ not in self.related]
        new = sum(1 for model in rest if model.based_on)
        return new, len(rest) - new

    # Where they stand

    @cached_property
    def x(self) -> dict[str, float]:
        """Model id → its place in time, always to the right of the one that it hangs from."""
        found: dict[str, float] = {}

        def place(id_: str, left: float) -> None:
            date = self.writer.atlas.since(id_)
            found[id_] = max(_LEFT + (when(date) - self.first) * YEAR if date else self._before(id_), left)
            for child in self.children[id_]:
                place(child, found[id_] + _STEP)

        for root in self.roots:
            place(root, _LEFT)
        return found

    def _before(self, id_: str) -> float:
        """Return a place for a model without a date: just before the first that came from it, or at the end of time."""
        since = self.writer.atlas.since
        dates = [date for child in self.children[id_] if (date := since(child))] or [max(map(since, self.related))]
        return _LEFT + (when(min(dates)) - self.first) * YEAR - _MARK - width(self.writer.name(id_), LETTER) - 2 * _AIR if min(dates) else 0

    @cached_property
    def first(self) -> int:
        """The year with which the drawing begins."""
        return min((int(date[:4]) for id_ in self.related if (date := self.writer.atlas.since(id_))), default=2000)

    def _end(self, id_: str) -> float:
        return self.x[id_] + _MARK + width(self.writer.name(id_), LETTER)

    def _shape(self, id_: str) -> _Shape:
        x = self.x[id_]
        shape = _Shape({id_: 0})
        shape.take(0, x - _MARK, self._end(id_))
        rest = list(self.children[id_])
        heirs = [child for child in rest if self.x[child] - _MARK - _AIR >= self._end(id_)]
        if heirs:
            heir = max(heirs, key=lambda child: (self.size(child), -self.x[child]))
            rest.remove(heir)
            shape.take(0, x, self.x[heir] - _MARK - _AIR)
            shape.add(self._shape(heir), 0)
        for child in rest:
            branch = self._shape(child)
            branch.take(0, x, self.x[child] - _MARK - _AIR)
            down = next(lane for lane in range(1, shape.depth + 2) if shape.fits(branch, lane))
            shape.add(branch, down)
            for lane in range(1, down):
                shape.take(lane, x - 1, x + 1)
        return shape

    @cached_property
    def wall(self) -> _Shape:
        """All trees, each in its place."""
        wall, floor = _Shape(), 0
        for root in self.roots:
            shape = self._shape(root)
            large = self.size(root) >= _LARGE
            down = wall.depth if large else next(lane for lane in range(floor, wall.depth + 1) if wall.fits(shape, lane))
            wall.add(shape, down)
            if large:
                floor = wall.depth
        return wall

    @property
    def lanes(self) -> dict[str, int]:
        """Model id → its lane."""
        return self.wall.at

    def _y(self, id_: str) -> int:
        return _TOP + self.lanes[id_] * LANE

    def nodes(self) -> Iterator[Node]:
        """Yield the models from the top to the bottom."""
        for id_ in sorted(self.lanes, key=lambda id_: (self.lanes[id_], self.x[id_])):
            first, *others = self.bases[id_] or (None,)
            name = self.writer.name(id_) + ("" if self.writer.atlas.since(id_) else " ?")
            curves = tuple((self._curve(str(other.model), id_), other.how) for other in others if other)
            line = self._line(str(first.model), id_) if first else ""
            yield Node(id_, name, first.how if first else "root", round(self.x[id_]), self._y(id_), line, curves)

    def _line(self, base: str, id_: str) -> str:
        x, y, end = round(self.x[base]), self._y(base), round(self.x[id_]) - 6
        return f"M{round(self._end(base)) + 4} {y}H{end}" if self.lanes[base] == self.lanes[id_] else f"M{x} {y + 6}V{self._y(id_)}H{end}"

    def _curve(self, base: str, id_: str) -> str:
        x1, y1, x2, y2 = round(self.x[base]), self._y(base), round(self.x[id_]), self._y(id_)
        bend = max(30, (x2 - x1) // 2)
        return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"

    # The whole

    def tree(self, id_: str) -> Branch:
        """Return a tree for the list."""
        first, *others = self.bases[id_] or (None,)
        return Branch(
            id_,
            first.how if first else "root",
            tuple((str(other.model), other.how) for other in others if other),
            tuple(self.tree(child) for child in self.children[id_]),
        )

    def years(self) -> list[tuple[int, int, list[int]]]:
        """Return (year, where it begins, the heights at which it is written: every so often, where no name stands)."""
        last = max((self._end(id_) for id_ in self.lanes), default=0)
        years = []
        for year in range(self.first, self.first + int((last - _LEFT) / YEAR) + 1):
            x = _LEFT + (year - self.first) * YEAR
            label = _Shape()
            label.take(0, x, x + 3 * LETTER)
            free = (next((lane for lane in range(near, near + _OFTEN // 2) if self.wall.fits(label, lane)), None) for near in range(_OFTEN, self.wall.depth, _OFTEN))
            years.append((year, x, [_TOP + lane * LANE for lane in free if lane is not None]))
        return years

    def context(self) -> dict[str, Any]:
        """Return what the template draws."""
        new, unknown = self.alone()
        used = Counter(base.how for bases in self.bases.values() for base in bases)
        return {
            "nodes": {node.id: node for node in self.nodes()},
            "asked": sorted(self.related, key=lambda id_: (-len(self.writer.atlas.descendants.get(id_, ())), id_))[:_ASKED],
            "trees": [self.tree(root) for root in self.roots],
            "years": self.years(),
            "kinds": used.most_common(),
            "width": round(max((self._end(id_) for id_ in self.lanes), default=0)) + _LEFT,
            "height": _TOP + (max(self.lanes.values(), default=0) + 1) * LANE + 16,
            "drawn": len(self.related),
            "new": new,
            "unknown": unknown,
        }
