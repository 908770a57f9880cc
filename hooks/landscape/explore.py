"""The explorer: a table of all entries of a section that a reader filters, sorts and takes along.

The page holds the whole table, so it serves without a script: its first rows as they are, the rest in ``<noscript>``,
from which the script takes them when they are asked for. Beside it lie two files in each language: ``explore.json`` says
what entries can be filtered and sorted by, ``columns.json`` has the cells of the columns that are not shown at first.
The browser side is ``docs/assets/js/explore.js``.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from landscape.columns import ALLOWED, COLUMNS, DEFAULTS
from landscape.facets import FACETS, STATES, Facet, facets, sizes_of, values
from landscape.labels.interface import LABELS
from landscape.markup import Writer, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markupsafe import Markup

    from landscape.facts import Atlas

SECTIONS = tuple(FACETS)
FIRST = 30
"""Rows that are there before the script has run: a screen or two."""


def table(section: str, writer: Writer) -> Markup:
    """Return the explorer of a section as it stands in its page."""
    rows = [(id_, _cells(writer, id_, DEFAULTS[section])) for id_ in in_order(writer.atlas, section)]
    columns = [(name, COLUMNS[name]) for name in DEFAULTS[section]]
    return render("explorer.html", writer=writer, section=section, columns=columns, first=rows[:FIRST], rest=rows[FIRST:])


def in_order(atlas: Atlas, section: str) -> tuple[str, ...]:
    """Return the entries of a section as the explorer shows them at first: the newest, or else the most used."""
    ids = atlas.newest_first(getattr(atlas.data, section))
    if "released" in DEFAULTS[section]:
        return ids
    uses = {"organisations": atlas.made_by, "licences": atlas.used_by}[section]
    return tuple(sorted(ids, key=lambda id_: (-len(uses.get(id_, ())), atlas.item(id_).name.en.casefold())))


def comparison(writer: Writer) -> Markup:
    """Return the place where entries are set side by side, with some comparisons to begin with."""
    atlas = writer.atlas
    asked: list[tuple[str, ...]] = []
    for section in SECTIONS:
        often = sorted((id_ for id_, item in getattr(atlas.data, section).items() if getattr(item, "compare", ())), key=lambda id_: -atlas.mentions.get(id_, 0))
        asked += [(id_, *atlas.compared_with(id_)[:2]) for id_ in often[:3]]
    return render("compare.html", writer=writer, starts=asked)


def _cells(writer: Writer, id_: str, names: tuple[str, ...]) -> list[tuple[Any, Markup | str]]:
    return [(COLUMNS[name], COLUMNS[name].cell(writer, id_, writer.atlas.item(id_))) for name in names]


def more_columns(section: str) -> tuple[str, ...]:
    """Return the columns that a reader can add."""
    return tuple(name for name in COLUMNS if name in ALLOWED[section] and name not in DEFAULTS[section])


def files(writer: Writer) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield the address, below the language's root, of what the script reads, and what gives its data."""
    yield "compare/entries.json", partial(names, writer)
    for section in SECTIONS:
        here = Writer(writer.atlas, writer.language, f"{section}/")
        yield f"{section}/explore.json", partial(data, section, here)
        yield f"{section}/columns.json", partial(cells, section, here)


def names(writer: Writer) -> list[list[str]]:
    """Return id, section and the name in both languages of all that can be compared."""
    found = [(id_, section, item.name) for section in SECTIONS for id_, item in getattr(writer.atlas.data, section).items()]
    return [[id_, section, writer.pick(name), name.en if writer.language == "zh" else name.zh] for id_, section, name in found]


def cells(section: str, writer: Writer) -> dict[str, list[str]]:
    """Return id → the cells of the further columns, as HTML, in the order of :func:`more_columns`."""
    names = more_columns(section)
    return {id_: [str(cell) for _, cell in _cells(writer, id_, names)] for id_ in getattr(writer.atlas.data, section)}


def data(section: str, writer: Writer) -> dict[str, Any]:
    """Return what entries are filtered and sorted by.

    ``facets`` are in the order in which they are offered, each with its values as ``[value, word]``. A row of ``rows`` is
    ``[id, names, sort keys, values by facet, values of each size by facet of a size]``; values of a choice are places in
    the list of the facet, quantities are numbers or a state.
    """
    atlas = writer.atlas
    ids = in_order(atlas, section)
    known = facets(atlas, section)
    whole = {name: facet for name, facet in known.items() if not facet.sized}
    sized = {name: facet for name, facet in known.items() if facet.sized}
    choices = {name: _choices(facet, atlas, ids) for name, facet in known.items() if not facet.stops}
    place = {name: {value: at for at, value in enumerate(found)} for name, found in choices.items()}

    def coded(name: str, facet: Facet, id_: str, size: str = "") -> list[Any]:
        found = values(facet, atlas, id_, size)
        return list(found) if facet.stops else [place[name][str(value)] for value in found]

    def row(id_: str) -> list[Any]:
        item = atlas.item(id_)
        sizes = [[coded(name, facet, id_, size) for name, facet in sized.items()] for size in sizes_of(item)] if sized else []
        keys = [COLUMNS[name].sort(atlas, id_, item) for name in (*DEFAULTS[section], *more_columns(section))]
        return [id_, _names(writer, id_), keys, [coded(name, facet, id_) for name, facet in whole.items()], [size for at, size in enumerate(sizes) if size not in sizes[:at]]]

    return {
        "facets": [_offer(writer, name, facet, choices.get(name, ())) for name, facet in (*whole.items(), *sized.items())],
        "order": list(known),
        "columns": [[name, writer.say(COLUMNS[name].label), int(COLUMNS[name].numeric)] for name in (*DEFAULTS[section], *more_columns(section))],
        "shown": len(DEFAULTS[section]),
        "rows": [row(id_) for id_ in ids],
        "say": {key.removeprefix("explore."): writer.say(key) for key in LABELS if key.startswith("explore.")},
    }


def _choices(facet: Facet, atlas: Atlas, ids: tuple[str, ...]) -> list[str]:
    """Return the values that occur, in the order in which they are offered, missing ones last."""
    counts = Counter(str(value) for id_ in ids for size in (sizes_of(atlas.item(id_)) if facet.sized else ("",)) for value in values(facet, atlas, id_, size))
    known = [value for value in counts if value not in STATES]
    order = list(atlas.places) if facet.label in atlas.data.dimensions else ["yes", "conditional", "no", "not-addressed"]
    if facet.order == "given":
        known.sort(key=lambda value: order.index(value) if value in order else len(order))
    elif facet.order == "value":
        known.sort(reverse=True)
    else:
        known.sort(key=lambda value: (-counts[value], value))
    return [*known, *(state for state in STATES if counts[state])]


def _offer(writer: Writer, name: str, facet: Facet, choices: list[str] | tuple[()]) -> dict[str, Any]:
    """Return one facet as the browser gets it."""
    dimension = facet.label in writer.atlas.data.dimensions
    label = writer.pick(writer.atlas.data.dimensions[facet.label].short) if dimension else writer.say(facet.label)
    offer: dict[str, Any] = {"name": name, "label": label, "values": [[value, writer.say(value) if value in STATES else facet.word(writer, value)] for value in choices]}
    if dimension:
        nested = [writer.atlas.places[value].parent for value in choices if value in writer.atlas.places]
        offer |= {"dimension": facet.label, "nested": [int(parent is not None) for parent in nested]}
    if facet.sized:
        offer["sized"] = 1
    if facet.stops:
        offer["stops"] = [[stop, facet.word(writer, str(stop))] for stop in facet.stops]
        offer["states"] = {state: writer.say(state) for state in STATES}
    return offer


def _names(writer: Writer, id_: str) -> str:
    """Return all that a text filter looks through: names and aliases of both languages, names programs use, makers."""
    item: Any = writer.atlas.item(id_)
    makers = [text for maker in writer.atlas.makers(id_) for text in _both(writer.atlas.item(maker).name)]
    ids = [name for names in getattr(item, "ids", {}).values() for name in names]
    return "\n".join(dict.fromkeys([*_both(item.name), *item.aliases, id_, *ids, *makers]))


def _both(text: Any) -> tuple[str, str]:
    return text.zh, text.en
