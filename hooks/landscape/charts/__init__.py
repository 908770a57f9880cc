"""Charts: SVG made of the data at build time, each with the table of the same data; one is a table itself.

Scales and layout are computed here, markup stands in ``templates/charts``. Colours and fills come from the style
sheet, so that charts follow the scheme. Adding a chart is adding a template and a line to ``CHARTS``; each
dimension has a timeline without that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from landscape.charts import bars
from landscape.charts.marks import KINDS, SIZE
from landscape.charts.matrix import matrix
from landscape.charts.scatter import HIGH, MISSING, Point, Read, Scatter, context_window_of, level_name, parameters_of, scatter
from landscape.charts.timeline import WIDE, Lane, lanes_of, timeline
from landscape.facts import Atlas, date_of
from landscape.markup import number, parameters, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from markupsafe import Markup

    from landscape.markup import Writer

_TIMELINE = "timeline-"


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below a chart: sentences that say how it is counted, and the table of its data."""

    notes: list[str]
    headings: list[tuple[str, bool]]
    """Headings of columns, and whether the column has numbers."""
    rows: list[list[str | Markup]]


def _timeline(dimension: str, writer: Writer) -> Markup:
    chart = timeline(dimension, writer)
    section = writer.say(chart.section)
    counts = {"all": len(chart.drawn) + len(chart.undated), "drawn": len(chart.drawn), "section": section if writer.language == "zh" else section.lower()}
    apart = {"undated": len(chart.undated), "coarse": chart.coarse, "several": chart.several}
    notes = [writer.say("timeline_note", **counts), *(writer.say(f"timeline_{key}", count=count) for key, count in apart.items() if count)]
    years = [year for year, _ in chart.years.ticks()]
    headings = [(writer.say("category"), False), (writer.say("count"), True), *((year, True) for year in years), (writer.say("undated"), True)]
    rows = [_year_counts(writer.chip(lane) if lane else writer.say("no_category"), ids, years, writer.atlas) for lane, ids in lanes_of(writer.atlas, dimension).items()]
    return _chart(f"{_TIMELINE}{dimension}", "timeline.html", dimension, writer, Below(notes, headings, rows), chart=chart, lane_name=partial(_lane_name, writer))


def _lane_name(writer: Writer, lane: Lane) -> str:
    return writer.name(lane.category) if lane.category else writer.say("no_category")


def _year_counts(name: str | Markup, ids: list[str], years: list[str], atlas: Atlas) -> list[str | Markup]:
    dates = [date_of(atlas.item(id_))[:4] for id_ in ids]
    return [name, str(len(ids)), *(str(dates.count(year)) for year in [*years, ""])]


def _scatter(name: str, read: Read, table: Callable[[Scatter, Writer], Below], writer: Writer) -> Markup:
    chart = scatter(read, writer)
    below = table(chart, writer)
    active = sum(point.lower is not None for point in chart.points)
    below.notes.append(writer.say(f"{name}_note", all=len(writer.atlas.data.models), drawn=len(chart.marks)))
    below.notes.extend([writer.say("active_note", count=active)] if active else [])
    below.notes.extend(writer.say(f"missing_{reason}", count=len(chart.missing[reason])) for reason in MISSING if chart.missing[reason])
    used = {mark.kind for mark in chart.marks}
    return _chart(name, "scatter.html", _openness(writer.atlas), writer, below, chart=chart, levels=[level for level, kind in KINDS.items() if kind in used])


def _parameters_table(chart: Scatter, writer: Writer) -> Below:
    headings = [(writer.say(key), key in ("date", "total", "active")) for key in ("model", "date", "total", "active", "openness")]
    return Below([], headings, [_row(point, writer, parameters(point.count), parameters(point.lower) if point.lower else "") for point in reversed(chart.points)])


def _context_table(chart: Scatter, writer: Writer) -> Below:
    headings = [(writer.say(key), key in ("date", "context")) for key in ("model", "date", "context", "kind", "openness")]
    return Below([], headings, [_row(point, writer, number(point.count), point.kind) for point in reversed(chart.points)])


def _row(point: Point, writer: Writer, *cells: str) -> list[str | Markup]:
    return [writer.link(point.id), date_of(writer.atlas.item(point.id)), *cells, level_name(writer.atlas.openness[point.id].level, writer)]


def _by_year(writer: Writer) -> Markup:
    found = bars.by_year(writer.atlas)
    dated = {year: counts for year, counts in found.items() if year}
    most = max((counts.total() for counts in dated.values()), default=1)
    panels = [
        bars.Panel(writer.say("number_of_models"), tuple(bars.bar(year, counts, most, writer) for year, counts in dated.items())),
        bars.Panel(writer.say("share_of_models"), tuple(bars.bar(year, counts, counts.total(), writer, share=True) for year, counts in dated.items())),
    ]
    notes = [writer.say("by_year_note", all=len(writer.atlas.data.models))]
    if undated := found[""].total():
        notes.append(writer.say("by_year_undated", count=undated))
    below = _levels_table(writer.say("year"), {year or writer.say("undated"): counts for year, counts in found.items()}, writer, notes)
    return _bars("openness-by-year", panels, below, found.values(), writer)


def _publishers(writer: Writer) -> Markup:
    chart = matrix(writer)
    shown = sum(len(rows) for _, rows in chart.groups)
    return render("charts/publishers.html", chart=chart, writer=writer, title=writer.say("chart_publishers"), notes=writer.say("publishers_note", shown=shown, all=chart.all))


def _levels_table(what: str, counts: Mapping[str, bars.Counts] | Mapping[Markup, bars.Counts], writer: Writer, notes: list[str]) -> Below:
    levels = bars.levels(counts.values())
    headings = [(what, False), *((level_name(level, writer), True) for level in levels), (writer.say("sum"), True)]
    return Below(notes, headings, [[name, *(str(count[level]) for level in levels), str(count.total())] for name, count in counts.items()])


def _bars(name: str, panels: list[bars.Panel], below: Below, counts: Iterable[bars.Counts], writer: Writer) -> Markup:
    return _chart(name, "bars.html", _openness(writer.atlas), writer, below, panels=panels, levels=bars.levels(counts))


def _openness(atlas: Atlas) -> str:
    """Return the id of the dimension whose places are classes of openness."""
    return next(id_ for id_, dimension in atlas.data.dimensions.items() if dimension.derived == "openness")


def _chart(name: str, template: str, dimension: str, writer: Writer, below: Below, **context: object) -> Markup:
    title = writer.say(f"chart_{name.partition('-')[0]}", dimension=writer.pick(writer.atlas.data.dimensions[dimension].short))
    notes = ("" if writer.language == "zh" else " ").join(below.notes)
    drawing = {"kinds": KINDS, "level_name": level_name, "size": SIZE, "wide": WIDE, "high": HIGH}
    return render(f"charts/{template}", name=name, title=title, dimension=dimension, writer=writer, notes=notes, below=below, **drawing, **context)


CHARTS: dict[str, Callable[[Writer], Markup]] = {
    "parameters": partial(_scatter, "parameters", parameters_of, _parameters_table),
    "context": partial(_scatter, "context", context_window_of, _context_table),
    "openness-by-year": _by_year,
    "publishers": _publishers,
}
"""Charts by name; beside these each dimension has one called ``timeline-`` and its id."""


def names(atlas: Atlas) -> tuple[str, ...]:
    """Return the names of all charts that a page may ask for."""
    return (*CHARTS, *(f"{_TIMELINE}{dimension}" for dimension in atlas.data.dimensions))


def draw(name: str, writer: Writer) -> Markup:
    """Return a chart as a figure with its table; raises ``KeyError`` for an unknown name."""
    if name.startswith(_TIMELINE):
        return _timeline(name.removeprefix(_TIMELINE), writer)
    return CHARTS[name](writer)
