"""What surrounds the pages: the slots of the theme's page, redirects, the map of the site, the colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from landscape.facts import ENTRY_SECTIONS, Atlas
from landscape.labels import LANGUAGES, LOCALES
from landscape.markup import render, templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from landscape.pages import Page

SLOT = "slot-of-id"
SLOT_TITLE = "slot-of-title"
SLOT_BODY = "slot-of-body"
SLOT_DESCRIPTION = "slot-of-description"
_SLOTS = re.compile("(slot-of-(?:id|title|body|description))")


def slots(html: str) -> Callable[[Page], str]:
    """Cut a rendered page at its slots, and return what fills them for one entry.

    The theme's template is so rendered once for each kind of entry and language instead of once for each entry.
    """
    pieces = _SLOTS.split(html)

    def fill(page: Page) -> str:
        words = {SLOT: page.id, SLOT_TITLE: str(escape(page.title)), SLOT_BODY: str(page.body), SLOT_DESCRIPTION: str(escape(page.description))}
        return "".join(words.get(piece, piece) for piece in pieces)

    return fill


def redirects(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Yield (old address, link to the new one) for every former id."""
    for section in ENTRY_SECTIONS:
        for id_, item in getattr(atlas.data, section).items():
            for old in getattr(item, "formerly", ()):
                yield f"{section}/{old}/", f"../../{section}/{id_}/"


def sitemap(atlas: Atlas, root: str, pages: list[str]) -> str:
    """Return ``sitemap.xml`` with both languages of every page as alternates of each other.

    Args:
        atlas: the catalogue.
        root: the address of the site, ending in a slash.
        pages: addresses of the hand-written pages, below the language's root.
    """
    entries = [f"{section}/{id_}/" for section in ENTRY_SECTIONS for id_ in getattr(atlas.data, section)]
    prefixes = {language: "" if language == LANGUAGES[0] else f"{language}/" for language in LANGUAGES}
    return templates().get_template("sitemap.xml").render(root=root, addresses=[*sorted(pages), *entries], prefixes=prefixes, locales=LOCALES)


def colours(atlas: Atlas) -> Markup:
    """Return the style rules that give each dimension its colours in both schemes, from the data."""
    return render("colours.css", dimensions=atlas.data.dimensions)
