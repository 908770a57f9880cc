"""The way on from a page: what comes before and after it, and in which row the three stand.

A model stands in its family; everything else that is placed stands in the narrowest of its categories, with the others
whose narrowest it is. Both are in the order of time, and what comes next has this page before it. Organisations, licences
and families stand among their kind, by name; dimensions in the order of the data.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from landscape.labels.vocabularies import WORDS
from landscape.markup import Writer, render
from landscape.models import Licence, Model, Organisation, Placed

if TYPE_CHECKING:
    from markupsafe import Markup

    from landscape.facts import Atlas
    from landscape.labels import Language


@dataclass(frozen=True, slots=True)
class Row:
    """Pages in an order, and what they have in common: its name and its address below the language's root."""

    name: str
    address: str
    ids: tuple[str, ...]


def row(writer: Writer, id_: str) -> Row | None:
    """Return the row in which an entry stands; ``None`` when it is alone."""
    atlas, item = writer.atlas, writer.atlas.item(id_)
    section = atlas.sections[id_]
    if isinstance(item, Model) and item.family and len(atlas.generations[item.family]) > 1:
        return Row(writer.name(item.family), writer.address(item.family), atlas.generations[item.family])
    if isinstance(item, Placed):
        home = _home(atlas, id_)
        kin = _at_home(atlas, section, home) if home else ()
        return Row(writer.name(home), writer.address(home), kin) if home and len(kin) > 1 else None
    kind = item.kind if isinstance(item, Organisation | Licence) else ""
    kin = _by_name(atlas, section, kind, writer.language)
    name = f"{writer.say(section)} · {writer.word(section[:-1], kind)}" if kind and section[:-1] in WORDS else writer.say(section)
    return Row(name, f"{section}/", kin) if len(kin) > 1 else None


@lru_cache(maxsize=4096)
def _home(atlas: Atlas, id_: str) -> str | None:
    """Return the narrowest category of an entry that stands in no family with others."""
    item = atlas.item(id_)
    if isinstance(item, Model) and item.family and len(atlas.generations[item.family]) > 1:
        return None
    categories = [category for dimension in atlas.data.dimensions for category in atlas.categories_of(id_, dimension)]
    return min(categories, key=lambda name: len(atlas.members[name]), default=None)


@lru_cache(maxsize=512)
def _at_home(atlas: Atlas, section: str, category: str) -> tuple[str, ...]:
    """Return the entries of one kind whose narrowest category it is, the oldest first."""
    return tuple(id_ for id_ in reversed(atlas.members[category]) if atlas.sections[id_] == section and _home(atlas, id_) == category)


@lru_cache(maxsize=64)
def _by_name(atlas: Atlas, section: str, kind: str, language: Language) -> tuple[str, ...]:
    writer = Writer(atlas, language)
    ids = (id_ for id_, item in getattr(atlas.data, section).items() if not kind or item.kind == kind)
    return tuple(sorted(ids, key=lambda id_: (writer.name(id_).casefold(), id_)))


def of_entry(writer: Writer, id_: str) -> Markup | str:
    """Return the links to the entries before and after one."""
    found = row(writer, id_)
    return _links(writer, id_, found) if found else ""


def of_dimension(writer: Writer, id_: str) -> Markup | str:
    """Return the links to the dimensions before and after one."""
    return _links(writer, id_, Row("", "", tuple(writer.atlas.data.dimensions)))


def _links(writer: Writer, id_: str, row: Row) -> Markup:
    at = row.ids.index(id_)
    before = row.ids[at - 1] if at else None
    after = row.ids[at + 1] if at + 1 < len(row.ids) else None
    return render("neighbours.html", writer=writer, row=row, before=before, after=after, dimensions=writer.atlas.data.dimensions)
