"""Tables: which columns there are, and what a query in a page asks for.

A page asks with a comment, so that hosts' previews hide it::

    <!-- table: models; where: architecture=encoder-only; columns: name, released, sizes; sort: -released; limit: 5 -->

Columns are in :mod:`landscape.columns`.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from landscape.columns import ALLOWED, COLUMNS, DEFAULTS, Item
from landscape.facts import Atlas, licences_of
from landscape.markup import Writer
from landscape.markup import render as render_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

SECTIONS = ("models", "tools", "techniques", "organisations", "licences", "families", "terms", "categories")


@dataclass(frozen=True, slots=True)
class Query:
    """What a table shows."""

    section: str
    where: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    sort: str = ""
    limit: int = 0
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class QueryError(Exception):
    """A query that cannot be answered: what is wrong, and what to do."""

    message: str
    hint: str


def parse(text: str) -> Query:
    """Read the inside of a table comment.

    Raises:
        QueryError: for an unknown key, section, column or a limit that is no number.
    """
    parts = {key.strip(): value.strip() for key, _, value in (piece.partition(":") for piece in text.replace("\n", ";").split(";") if piece.strip())}
    known = ("table", "where", "columns", "sort", "limit", "dimension")
    for key in parts:
        if key not in known:
            raise QueryError(f"a table has no setting {key!r}", _near(key, known))
    section = parts["table"]
    if section not in SECTIONS:
        raise QueryError(f"there are no tables of {section!r}", _near(section, SECTIONS))
    columns = tuple(column.strip() for column in parts.get("columns", "").split(",") if column.strip())
    sort = parts.get("sort", "")
    for column in (*columns, *([sort.removeprefix("-")] if sort else [])):
        if column not in ALLOWED[section]:
            raise QueryError(f"{section} have no column {column!r}", _near(column, [name for name in COLUMNS if name in ALLOWED[section]]))
    where = tuple((key.strip(), value.strip()) for key, _, value in (piece.partition("=") for piece in parts.get("where", "").split(",") if piece.strip()))
    limit = parts.get("limit", "0")
    if not limit.isdecimal():
        raise QueryError(f"limit {limit!r} is no number", "write limit: 5")
    return Query(section, where, columns, sort, int(limit), parts.get("dimension", ""))


def _near(word: str, words: Any) -> str:
    matches = difflib.get_close_matches(word, list(words), n=1)
    return f"did you mean {matches[0]!r}?" if matches else "known ones: " + ", ".join(words)


def rows(query: Query, atlas: Atlas) -> list[str]:
    """Return the ids that a query asks for, sorted.

    Raises:
        QueryError: for a filter or value that does not exist.
    """
    ids = [id_ for id_, item in getattr(atlas.data, query.section).items() if all(_matches(atlas, id_, item, key, value) for key, value in query.where)]
    column = COLUMNS[query.sort.removeprefix("-") or ("released" if query.section in ("models", "tools", "techniques") else "name")]
    descending = query.sort.startswith("-") or (not query.sort and query.section in ("models", "tools"))
    known = [(key, id_) for id_ in ids if (key := column.sort(atlas, id_, atlas.item(id_))) is not None]
    unknown = [id_ for id_ in ids if column.sort(atlas, id_, atlas.item(id_)) is None]
    known.sort(key=lambda pair: pair[1])
    known.sort(key=lambda pair: pair[0], reverse=descending)
    found = [id_ for _, id_ in known] + unknown
    return found[: query.limit] if query.limit else found


def _matches(atlas: Atlas, id_: str, item: Item, key: str, value: str) -> bool:
    if key in atlas.data.dimensions:
        if value not in atlas.places or atlas.places[value].dimension != key:
            raise QueryError(f"{key} has no category {value!r}", _near(value, [p.id for p in atlas.places.values() if p.dimension == key]))
        return id_ in atlas.members[value]
    tests: dict[str, Callable[[], bool]] = {
        "by": lambda: value in [maker.organisation for maker in getattr(item, "by", ())],
        "family": lambda: getattr(item, "family", None) == value,
        "licence": lambda: value in [licence for licence, _ in licences_of(item)],
        "state": lambda: any(claim.value == value for claim in item.state.root),
        "kind": lambda: getattr(item, "kind", None) == value,
    }
    if key not in tests:
        raise QueryError(f"there is no filter {key!r}", _near(key, [*atlas.data.dimensions, *tests]))
    return tests[key]()


def render(query: Query, writer: Writer) -> Markup:
    """Write the table that a query asks for. Raises ``QueryError``."""
    if query.section == "categories":
        return _categories(query, writer)
    if query.section == "terms":
        return _terms(writer)
    atlas = writer.atlas
    names = query.columns or DEFAULTS[query.section]
    ids = rows(query, atlas)
    if not ids:
        return render_template("empty.html", writer=writer, key="empty_table")
    return render_template(
        "table.html",
        writer=writer,
        section=query.section,
        columns=[(name, COLUMNS[name]) for name in names],
        rows=[(id_, [(COLUMNS[name], COLUMNS[name].cell(writer, id_, atlas.item(id_))) for name in names]) for id_ in ids],
    )


def check(query: Query, atlas: Atlas) -> None:
    """Raise ``QueryError`` when a query cannot be answered, without writing the table."""
    if query.section == "categories":
        if query.dimension not in atlas.data.dimensions:
            raise QueryError(f"there is no dimension {query.dimension!r}", _near(query.dimension, atlas.data.dimensions))
    elif query.section != "terms":
        rows(query, atlas)


def _categories(query: Query, writer: Writer) -> Markup:
    """Write the comparison of the categories of one dimension: its texts from the data, its examples from the entries."""
    atlas = writer.atlas
    check(query, atlas)
    dimension = atlas.data.dimensions[query.dimension]
    return render_template("categories.html", writer=writer, id=query.dimension, dimension=dimension, atlas=atlas)


def _terms(writer: Writer) -> Markup:
    """Write the glossary: terms, and techniques by their definition, in the order of the reader's language."""
    atlas = writer.atlas
    items = [(id_, atlas.item(id_)) for section in ("terms", "techniques") for id_ in getattr(atlas.data, section)]
    items.sort(key=lambda pair: pair[1].name.en.casefold())
    groups: dict[str, list[tuple[str, Any]]] = {}
    for id_, item in items:
        first = item.name.en[0].upper()
        groups.setdefault(first if first.isalpha() else "#", []).append((id_, item))
    return render_template("glossary.html", writer=writer, groups=groups, atlas=atlas)
