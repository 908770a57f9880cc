"""Counts over time: one mark for each model, by powers of ten, shaped by how open it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from landscape.charts.marks import KINDS, SIZE, Mark, name_some
from landscape.charts.scales import Powers, Years, breadth, moment
from landscape.facts import context_of, date_of, largest, tokens_of
from landscape.labels import enumerate_
from landscape.markup import number, parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    from landscape.markup import Writer
    from landscape.models import Model

WIDE, HIGH = 960, 520
_TOP, _BOTTOM = 30, 30
_NAMES = 40

MISSING = ("undisclosed", "absent", "undated")
"""Why a model is not drawn: its maker does not say, nobody has looked yet, or its date is not known."""


@dataclass(frozen=True, slots=True)
class Point:
    """What one model has to show: a count, a smaller one below it where there is one, and both in words."""

    id: str
    count: int
    lower: int | None
    words: str
    kind: str = ""
    """Which of several counts it is, in words."""


@dataclass(frozen=True, slots=True)
class Scatter:
    """A chart of counts over time, ready to be written."""

    marks: tuple[Mark, ...]
    points: tuple[Point, ...]
    years: Years
    powers: Powers
    ticks: tuple[tuple[str, float], ...]
    left: float
    missing: dict[str, tuple[str, ...]]
    """Reason → ids of the models that are not drawn."""


Read: TypeAlias = "Callable[[str, Model, Writer], Point | str]"
"""Returns what a model has to show, or the reason why it has nothing."""


def parameters_of(id_: str, model: Model, writer: Writer) -> Point | str:
    """Return the parameters of a model's largest size."""
    size = largest(model)
    if size is None or not size.total:
        return "undisclosed"  # a size without a count says so, by a rule of the data
    words = [f"{writer.say('total')} {parameters(size.total)}", f"{writer.say('active')} {parameters(size.active)}"] if size.active else [parameters(size.total)]
    return Point(id_, size.total, size.active or None, enumerate_(words, writer.language))


def context_window_of(id_: str, model: Model, writer: Writer) -> Point | str:
    """Return the context window that tables show, with its kind."""
    found = context_of(model)
    if found is None or not tokens_of(found[1]):
        windows = (model.context.trained, model.context.stated, model.context.configured, model.context.extended)
        return "undisclosed" if any(claim.state == "undisclosed" for facts in windows for claim in facts.root) else "absent"
    kind, claim = found
    name = writer.say(f"context.{kind}")
    return Point(id_, tokens_of(claim), None, f"{name} {number(tokens_of(claim))}", name)


def scatter(read: Read, writer: Writer) -> Scatter:
    """Lay out a chart of what ``read`` finds in each model."""
    atlas = writer.atlas
    missing: dict[str, list[str]] = {reason: [] for reason in MISSING}
    points: list[Point] = []
    for id_, model in atlas.data.models.items():
        point = read(id_, model, writer)
        if isinstance(point, str):
            missing[point].append(id_)
        elif not date_of(model):
            missing["undated"].append(id_)
        else:
            points.append(point)
    points.sort(key=lambda point: (moment(date_of(atlas.data.models[point.id])), point.id))
    powers = Powers.over([count for point in points for count in (point.count, point.lower or point.count)], HIGH - _BOTTOM, _TOP)
    ticks = tuple((parameters(count), height) for count, height in powers.ticks())
    left = max(breadth(words, SIZE) for words, _ in ticks) + 10
    years = Years.over([date_of(atlas.data.models[point.id]) for point in points], left, WIDE - left)
    marks = [_mark(point, years, powers, writer) for point in points]
    return Scatter(
        tuple(name_some(marks, writer, _NAMES, left, WIDE - left)),
        tuple(points),
        years,
        powers,
        ticks,
        left,
        {reason: tuple(ids) for reason, ids in missing.items()},
    )


def _mark(point: Point, years: Years, powers: Powers, writer: Writer) -> Mark:
    when = date_of(writer.atlas.data.models[point.id])
    level = writer.atlas.openness[point.id].level
    words = " · ".join((writer.name(point.id), when, point.words, level_name(level, writer)))
    foot = round(powers.at(point.lower), 1) if point.lower else None
    return Mark(point.id, round(years.at(moment(when)), 1), round(powers.at(point.count), 1), words, KINDS[level], foot)


def level_name(level: str | None, writer: Writer) -> str:
    """Return the name of a class of openness, or that nobody has looked."""
    return writer.say("absent") if level is None else writer.name(level)
