"""The pages of entries: what stands on each kind of page, in which order.

Layout is in ``templates/entry.html``. Here the parts are put together: facts as rows, lineage, sizes, parts,
the boxes beside. A kind of entry is a function that returns its sections.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from landscape.facts import ENTRY_SECTIONS
from landscape.markup import Writer, render
from landscape.models import Placed
from landscape.pages.kinds import family, licence, organisation, technique, tool
from landscape.pages.model import model
from landscape.pages.neighbours import of_entry
from landscape.pages.parts import Parts, crumbs, edit_box, strip, verification

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from markupsafe import Markup

    from landscape.facts import Atlas
    from landscape.labels import Language

ONE = {
    "models": "model",
    "tools": "tool",
    "techniques": "technique",
    "organisations": "organisation",
    "licences": "licence",
    "families": "family",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is ready to be put into the site's frame."""

    section: str
    id: str
    address: str
    """Below the language's root: ``models/llama-2/``."""
    title: str
    description: str
    body: Markup
    line: int
    """Of the data file, for the edit link."""
    crumbs: tuple[tuple[str, str], ...] = ()
    """(address, text) of what stands above it, from the home page down."""


def entry_pages(atlas: Atlas, language: Language, edit: Callable[[int], str], changed: Mapping[str, str] | None = None) -> Iterator[Page]:
    """Yield the page of every entry in one language.

    Args:
        atlas: the catalogue with what is derived from it.
        language: of the pages.
        edit: gives the address at which a line of the data file can be edited; empty when there is none.
        changed: ``section/id`` → day on which the entry last changed, as far as that is known.
    """
    for section in ENTRY_SECTIONS:
        for id_ in getattr(atlas.data, section):
            yield entry_page(atlas, language, id_, edit, (changed or {}).get(f"{section}/{id_}", ""))


def entry_page(atlas: Atlas, language: Language, id_: str, edit: Callable[[int], str], changed: str = "") -> Page:
    """Return the page of one entry; ``changed`` is the day of its last change, if known."""
    section = atlas.sections[id_]
    writer = Writer(atlas, language, f"{section}/{id_}/")
    item: Any = atlas.item(id_)
    parts = KINDS[section](writer, id_, item)
    verification(writer, item, parts)
    edit_box(writer, atlas.line(id_), edit, parts, changed)
    title = writer.pick(item.name)
    above = crumbs(writer, section, item)
    body = render(
        "entry.html",
        writer=writer,
        section=section,
        id=id_,
        title=title,
        crumbs=above,
        byline=parts.byline,
        badges=parts.badges,
        strip=strip(writer, id_, item) if isinstance(item, Placed) else [],
        summary=writer.pick(item.summary),
        sections=[part for part in parts.sections if part.body],
        boxes=[part for part in parts.boxes if part.body],
        neighbours=of_entry(writer, id_),
    )
    return Page(section, id_, writer.base, title, writer.pick(item.summary), body, atlas.line(id_), tuple(above))


KINDS: dict[str, Callable[[Writer, str, Any], Parts]] = {
    "models": model,
    "tools": tool,
    "techniques": technique,
    "organisations": organisation,
    "licences": licence,
    "families": family,
}
