"""When the entries of a dimension came out: a lane for each of its categories, a column for each month, a dot for each entry."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from landscape.charts.marks import SIZE, Kind, Label, Mark, weighed
from landscape.charts.scales import Years, breadth
from landscape.facts import date_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landscape.facts import Atlas
    from landscape.markup import Writer

WIDE = 960
_EDGE = 4
_TITLE = 24
_LABELS = 42
"""How high names may stand above the highest column of a lane."""
_WEIGHT = 2
"""What an entry must weigh at least to be named."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One category with its entries; without a category: those that stand in none."""

    category: str | None
    marks: tuple[Mark, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline, ready to be written."""

    dimension: str
    section: str
    years: Years
    lanes: tuple[Lane, ...]
    height: float
    undated: tuple[str, ...]
    coarse: int
    """Drawn entries of whose date only the year is known."""
    several: int
    """Drawn entries that stand in more than one lane."""

    @property
    def drawn(self) -> frozenset[str]:
        """Ids of the entries that have a mark."""
        return frozenset(mark.id for lane in self.lanes for mark in lane.marks)


def lanes_of(atlas: Atlas, dimension: str) -> dict[str | None, list[str]]:
    """Return the categories of a dimension, nested ones in their parents, with the entries of the kind it mainly holds."""
    described = atlas.data.dimensions[dimension]
    found: dict[str | None, list[str]] = {category: [] for category in described.categories}
    for id_ in getattr(atlas.data, described.holds[0]):
        tops = {atlas.places[category].parent or category for category in atlas.categories_of(id_, dimension)}
        for top in tops or (None,):
            found.setdefault(top, []).append(id_)
    return found


def timeline(dimension: str, writer: Writer) -> Timeline:
    """Lay out the timeline of one dimension."""
    atlas = writer.atlas
    section = atlas.data.dimensions[dimension].holds[0]
    dates = {id_: date_of(entry) for id_, entry in getattr(atlas.data, section).items()}
    years = Years.over([when for when in dates.values() if when], _EDGE, WIDE - _EDGE)
    lanes: list[Lane] = []
    top = float(_TITLE)
    members = lanes_of(atlas, dimension)
    for category, ids in members.items():
        lanes.append(_lane(category, {id_: dates[id_] for id_ in ids if dates[id_]}, years, top, writer))
        top = lanes[-1].bottom + 8
    drawn = [id_ for id_, when in dates.items() if when]
    standing = [sum(id_ in ids for ids in members.values()) for id_ in drawn]
    return Timeline(
        dimension,
        section,
        years,
        tuple(lanes),
        top + _TITLE,
        tuple(id_ for id_, when in dates.items() if not when),
        sum("-" not in dates[id_] for id_ in drawn),
        sum(count > 1 for count in standing),
    )


def _lane(category: str | None, dates: Mapping[str, str], years: Years, top: float, writer: Writer) -> Lane:
    """Stack the entries of each month, those with a name on top, and set the names above."""
    pitch = (years.right - years.left) / years.months
    columns: dict[int, list[str]] = defaultdict(list)
    for id_ in sorted(dates):
        columns[years.month(dates[id_])].append(id_)
    heights = [len(columns[month]) * pitch for month in range(years.months)]
    named = _names(dates, years, heights, writer)
    above = max([*heights, *(-label.y + SIZE for label in named.values())], default=0)
    bottom = round(top + SIZE + above + pitch, 1)
    radius = round(pitch * 0.42, 2)
    dot = Kind("dot", f"m-{radius} 0a{radius} {radius} 0 1 0 {2 * radius} 0 {radius} {radius} 0 1 0-{2 * radius} 0z")
    marks = []
    for month in sorted(columns):
        for row, id_ in enumerate(sorted(columns[month], key=lambda id_: (id_ in named, dates[id_], id_))):
            label = named.get(id_)
            if label:
                label = replace(label, y=round(bottom + label.y, 1), leader=round(bottom + label.y + 3, 1))
            x, y = years.left + (month + 0.5) * pitch, bottom - (row + 0.5) * pitch
            marks.append(Mark(id_, round(x, 1), round(y, 1), f"{writer.name(id_)} · {dates[id_]}", dot, label=label))
    return Lane(category, tuple(marks), top, bottom)


def _names(dates: Mapping[str, str], years: Years, heights: list[float], writer: Writer) -> dict[str, Label]:
    """Find room for the names of the best-known entries above the columns; heights are measured up from the lane's ground."""
    pitch = (years.right - years.left) / years.months
    skyline = list(heights)
    highest = max(heights, default=0) + _LABELS
    found: dict[str, Label] = {}
    for id_, weight in weighed(dates, writer.atlas).items():
        month = years.month(dates[id_])
        if weight < _WEIGHT or skyline[month] > heights[month]:
            continue
        wide = breadth(writer.name(id_), SIZE)
        x = years.left + (month + 0.5) * pitch
        to_right = x + wide < years.right
        first = month if to_right else max(0, month - int(wide / pitch) - 2)
        last = min(years.months, month + int(wide / pitch) + 3) if to_right else month + 1
        ground = max(skyline[first:last]) + 4
        if ground + SIZE > highest:
            continue
        skyline[first:last] = [ground + SIZE] * (last - first)
        found[id_] = Label(writer.name(id_), round(x - 2 if to_right else x + 2, 1), -ground, "start" if to_right else "end")
    return found
