"""The whole landscape on one sheet: every category of every dimension with its entries, for print (A2) and for sharing.

Each dimension is a block of columns; its categories run through them one below another, the names of their entries set
as running text, the ones that stand for a category in bold. The letters are as large as the sheet allows. The layout
is computed once in points (:func:`sheet`) and then written as SVG (a template) or as PDF (:mod:`landscape.paper`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from landscape.labels import LANGUAGES, Language
from landscape.lettering import width, wrap
from landscape.markup import Writer, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from landscape.facts import Atlas

WIDTH, HEIGHT = 1684, 1191
"""A2 on its side, in points (594 mm by 420 mm)."""
MARGIN = 40
TOP = 104
"""Where the dimensions begin."""
_BOTTOM = HEIGHT - 52
_GAP = 9
BAND = 42
"""Height of the band with a dimension's name and its question."""
NAME, QUESTION = 16, 9.5
"""Letters in the band."""
TITLES = {1: 1.25, 2: 1.08}
"""How much larger the names of categories are, by level."""
_LEADING = 1.27
_BOLD = 1.12
DOT, COMMA = " · ", ", "
"""Between entries; between generations of a family."""
_STEM = re.compile(r"[^\W\d_]{3,}")
_SMALLEST, _LARGEST = 2.0, 14.0
_FINE = 0.03
_COLUMNS = range(8, 16)


@dataclass(frozen=True, slots=True)
class Name:
    """An entry or category on the sheet.

    Attributes:
        id: of the entry or category.
        text: what is written.
        bold: whether it stands for its category.
        full: its whole name, where only the end of it is written after a forerunner's: “Qwen3, 2.5”.
    """

    id: str
    text: str
    bold: bool = False
    full: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column: the name of a category (``level`` 1, nested 2) with the number of its entries, or names (0)."""

    level: int
    names: tuple[Name, ...]
    count: int = 0
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A dimension on the sheet."""

    id: str
    name: str
    question: str
    """Empty where the band has no room for it."""
    x: float
    width: float
    colour: str
    soft: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the poster, placed."""

    size: float
    """Of the letters of entries, in points."""
    column: float
    """Width of a column."""
    blocks: tuple[Block, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Part:
    """A category with its entries that stand in none nested in it, and how wide each name is at size 1."""

    title: Line
    names: tuple[tuple[Name, float], ...]


def _stem(name: str) -> str:
    """Return the letters with which a name begins, as far as generations of a family share them.

    >>> _stem("Qwen2.5-VL"), _stem("GPT-4o"), _stem("o1")
    ('Qwen', 'GPT', '')
    """
    found = _STEM.match(name)
    return found[0] if found else ""


def _together(names: list[Name], writer: Writer) -> Iterator[Name]:
    """Yield names with the generations of a family side by side, of which only the first has the whole name."""
    runs: dict[tuple[str | None, str], list[Name]] = {}
    for name in names:
        family, stem = getattr(writer.atlas.item(name.id), "family", None), _stem(name.text)
        runs.setdefault((family, stem) if family and stem else (None, name.id), []).append(name)
    for (family, stem), (first, *rest) in runs.items():
        yield first
        for name in rest:
            end = name.text.removeprefix(stem).lstrip(" -")
            yield Name(name.id, end, name.bold, name.text) if family and end[:1].isalnum() else name


def _parts(writer: Writer, dimension: str) -> Iterator[_Part]:
    """Yield the categories of a dimension in the order of the data."""
    atlas = writer.atlas
    for place in atlas.places.values():
        if place.dimension != dimension:
            continue
        nested = {id_ for child in place.category.categories for id_ in atlas.members[child]}
        bold = set(atlas.representatives[place.id])
        names = [Name(id_, writer.name(id_), id_ in bold) for id_ in atlas.members[place.id] if id_ not in nested]
        title = Line(2 if place.parent else 1, (Name(place.id, writer.name(place.id)),), len(atlas.members[place.id]))
        yield _Part(title, tuple((name, _wide(name)) for name in _together(names, writer)))


def _wide(name: Name) -> float:
    return width(name.text) * (_BOLD if name.bold else 1)


def _running(parts: tuple[_Part, ...], room: float) -> Iterator[Line]:
    """Yield the lines of a dimension for columns of ``room`` letters' width, top to bottom."""
    for part in parts:
        yield part.title
        row: list[Name] = []
        used = 0.0
        for name, wide in part.names:
            if row and used + width(between(name)) + wide > room:
                yield Line(0, tuple(row))
                row, used = [], 0.0
            if name.full and not row:  # a line begins with a whole name
                name, wide = (whole := Name(name.id, name.full, name.bold)), _wide(whole)  # noqa: PLW2901
            if wide > room:  # a name that is longer than the column goes on in the next line
                *before, last = wrap(name.text, wide / width(name.text), room)
                yield from (Line(0, (Name(name.id, piece, name.bold),)) for piece in before)
                row, used = [Name(name.id, last, name.bold)], wide / width(name.text) * width(last)
                continue
            used += wide + (width(between(name)) if row else 0)
            row.append(name)
        if row:
            yield Line(0, tuple(row))


def between(name: Name) -> str:
    """Return what stands between a name and the one before it."""
    return COMMA if name.full else DOT


def _height(line: Line, *, first: bool) -> float:
    """Return the height of a line in letters; a category keeps its distance from what stands above it."""
    if line.level == 0:
        return _LEADING
    return TITLES[line.level] * _LEADING + (0 if first else 0.9 if line.level == 1 else 0.45)


def _columns(lines: list[Line], high: float) -> list[list[Line]]:
    """Break lines into columns of ``high`` letters; the name of a category never stands last in one."""
    columns: list[list[Line]] = [[]]
    used = 0.0
    for index, line in enumerate(lines):
        follows = sum(_height(after, first=False) for after in lines[index + 1 : index + 3]) if line.level else 0
        if columns[-1] and used + _height(line, first=False) + follows > high:
            columns.append([])
            used = 0.0
        used += _height(line, first=not columns[-1])
        columns[-1].append(line)
    return columns


def _fit(material: dict[str, tuple[_Part, ...]], size: float, count: int) -> list[list[list[Line]]] | None:
    """Return the columns of each dimension at this size with ``count`` columns in all; ``None`` when they do not fit."""
    found = []
    titles = (part.title for parts in material.values() for part in parts)
    if max((width(f"{title.names[0].text} {title.count}") * TITLES[title.level] * _BOLD for title in titles), default=0) * size > _column(count) + _GAP / 2:
        return None
    for parts in material.values():
        found.append(_columns(list(_running(parts, _column(count) / size)), (_BOTTOM - TOP - BAND - 8) / size))
        if sum(map(len, found)) > count:
            return None
    return found


def _column(count: int) -> float:
    return (WIDTH - 2 * MARGIN - (count - 1) * _GAP) / count


def sheet(writer: Writer) -> Sheet:
    """Lay out the poster in the writer's language with the largest letters that fit."""
    return _sheet(writer.atlas, writer.language)


@lru_cache(maxsize=len(LANGUAGES))
def _sheet(atlas: Atlas, language: Language) -> Sheet:
    """Lay the poster out once for all its forms."""
    writer = Writer(atlas, language)
    material = {dimension: tuple(_parts(writer, dimension)) for dimension in writer.atlas.data.dimensions}
    size, count, found = _SMALLEST, 0, None
    for columns in _COLUMNS:
        low, high = size + _FINE, _LARGEST
        while low < high:
            middle = (low + high) / 2
            if fitting := _fit(material, middle, columns):
                size, count, found = middle, columns, fitting
                low = middle + _FINE
            else:
                high = middle - _FINE
    if found is None:
        raise ValueError("the entries no longer fit on one sheet in letters that can be read")
    found = [_balanced(columns) for columns in found]
    return Sheet(round(size, 2), _column(count), tuple(_blocks(writer, size, _column(count), found)))


def _balanced(columns: list[list[Line]]) -> list[list[Line]]:
    """Return the columns of a dimension in their least height, so that they end alike."""
    lines = [line for column in columns for line in column]
    high = sum(_height(line, first=False) for line in lines) / len(columns) if columns else 0
    while len(found := _columns(lines, high)) > len(columns):
        high += 1
    return found


def _blocks(writer: Writer, size: float, column: float, found: list[list[list[Line]]]) -> Iterator[Block]:
    spare = WIDTH - 2 * MARGIN - sum(map(len, found)) * (column + _GAP) + _GAP
    x: float = MARGIN
    for (id_, dimension), columns in zip(writer.atlas.data.dimensions.items(), found, strict=True):
        lines = []
        for number, column_lines in enumerate(columns):
            y: float = TOP + BAND + 8
            for index, line in enumerate(column_lines):
                y += _height(line, first=index == 0) * size
                lines.append(Line(line.level, line.names, line.count, round(x + number * (column + _GAP), 1), round(y, 1)))
        wide = len(columns) * (column + _GAP) - _GAP
        name, question = writer.pick(dimension.short), writer.pick(dimension.question)
        if width(question, QUESTION) + 16 > wide:
            question = ""
        yield Block(id_, name, question, round(x, 1), round(wide, 1), dimension.light.text, dimension.light.soft, tuple(lines))
        x += wide + _GAP + spare / max(1, len(found) - 1)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above and below the dimensions."""

    title: str
    counts: str
    origin: str
    note: str


def head(writer: Writer, root: str) -> Head:
    """Return the words around the dimensions; ``root`` is the address of the site, empty where it has none."""
    data = writer.atlas.data
    counts = writer.say("poster_counts", dimensions=len(data.dimensions), models=len(data.models), tools=len(data.tools), techniques=len(data.techniques))
    origin = [writer.say("data_until", date=writer.day(writer.atlas.updated)), writer.say("licence_line"), root.partition("://")[2].rstrip("/")]
    return Head(writer.say("site"), counts, " · ".join(filter(None, origin)), writer.say("poster_note"))


def address(writer: Writer, id_: str, root: str) -> str:
    """Return where a name on the sheet leads: within the site, or, on its own, to the site where that is known."""
    target = writer.address(id_)
    return f"{root}{'' if writer.language == LANGUAGES[0] else writer.language + '/'}{target}" if root else ""


_SHARED: dict[str, Any] = {"titles": TITLES, "top": TOP, "band": BAND, "between": between}


def svg(writer: Writer, root: str, sheet: Sheet) -> Markup:
    """Return the poster as a file of its own, with links to the site at ``root`` where that is known."""
    return render("poster.svg", writer=writer, sheet=sheet, head=head(writer, root), **_SHARED, alone=True, address=lambda id_: address(writer, id_, root))


def context(writer: Writer) -> dict[str, Any]:
    """Return what the page of the poster shows."""
    return {"sheet": sheet(writer), "head": head(writer, ""), **_SHARED, "alone": False, "address": lambda id_: writer.url(writer.address(id_))}
