"""What surrounds the pages: the slots of the theme's page, redirects, the map of the site, the colours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from landscape.facts import ENTRY_SECTIONS, Atlas
from landscape.head import Described, Site, dataset, head, term
from landscape.labels import LANGUAGES, LOCALES, Language, say
from landscape.markup import Writer, render, templates
from landscape.pages import ONE
from landscape.pages.neighbours import of_dimension

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from landscape.pages import Page

LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
"""Of the licence of the data, as :data:`landscape.exports.LICENCE` names it."""

SLOT = "slot-of-id"
SLOT_TITLE = "slot-of-title"
SLOT_BODY = "slot-of-body"
SLOT_DESCRIPTION = "slot-of-description"
SLOT_HEAD = "slot-of-head"
_SLOTS = re.compile("(slot-of-(?:id|title|body|description|head))")


def slots(html: str, site: Site) -> Callable[[Page], str]:
    """Cut a rendered page at its slots, and return what fills them for one entry.

    The theme's template is so rendered once for each kind of entry and language instead of once for each entry.
    """
    pieces = _SLOTS.split(html)

    def fill(page: Page) -> str:
        words = {
            SLOT: page.id,
            SLOT_TITLE: str(escape(page.title)),
            SLOT_BODY: str(page.body),
            SLOT_DESCRIPTION: str(escape(page.description)),
            SLOT_HEAD: str(entry_head(site, page)),
        }
        return "".join(words.get(piece, piece) for piece in pieces)

    return fill


def entry_head(site: Site, page: Page) -> Markup:
    """Return what other programs read of the page of an entry."""
    described = Described(page.address, page.title, page.description, page.crumbs)
    return head(site, described, *([term(site, described)] if page.section == "techniques" else []))


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the text of a hand-written page: in its head, above it, below it."""

    head: Markup
    above: Markup
    below: Markup
    kind: str = ""
    """What the title names after the page's own name, so that no two are alike."""


def around_slots(section: str, language: Language) -> Around:
    """Return what stands around the page into which entries of a section are put."""
    return Around(escape(SLOT_HEAD), Markup(), Markup(), say(ONE[section], language))


def around(writer: Writer, site: Site, page: Described, changed: str) -> Around:
    """Return what stands around a hand-written page.

    Args:
        writer: for the page.
        site: the site in the page's language.
        page: what it is called and says.
        changed: day of the last change of its text; empty when it is not known.
    """
    home = not writer.base
    dimension = writer.base.rstrip("/") in writer.atlas.data.dimensions
    crumbs = [] if home else [("", writer.say("home"))]
    tags = head(site, replace(page, crumbs=crumbs), *([dataset(site, writer.atlas, LICENCE_ADDRESS)] if home else []))
    above = render("crumbs.html", writer=writer, crumbs=crumbs, title=page.title) if crumbs and not dimension else Markup()
    below = render("below.html", writer=writer, neighbours=of_dimension(writer, writer.base.rstrip("/")) if dimension else "", changed=changed)
    return Around(tags, above, below, writer.say("dimension") if dimension else "")


def redirects(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Yield (old address, link to the new one) for every former id."""
    for section in ENTRY_SECTIONS:
        for id_, item in getattr(atlas.data, section).items():
            for old in getattr(item, "formerly", ()):
                yield f"{section}/{old}/", f"../../{section}/{id_}/"


def sitemap(atlas: Atlas, root: str, pages: Mapping[str, Mapping[Language, str]], changed: Mapping[str, str]) -> str:
    """Return ``sitemap.xml`` with both languages of every page as alternates of each other.

    Args:
        atlas: the catalogue.
        root: the address of the site, ending in a slash.
        pages: address of each hand-written page, below the language's root → day of its last change by language, where known.
        changed: ``section/id`` of an entry → day of its last change, where known.
    """
    days: dict[str, Mapping[Language, str]] = {address: pages[address] for address in sorted(pages)}
    for name in (f"{section}/{id_}" for section in ENTRY_SECTIONS for id_ in getattr(atlas.data, section)):
        days[f"{name}/"] = dict.fromkeys(LANGUAGES, changed.get(name, ""))
    prefixes = {language: "" if language == LANGUAGES[0] else f"{language}/" for language in LANGUAGES}
    return templates().get_template("sitemap.xml").render(root=root, days=days, prefixes=prefixes, locales=LOCALES)


def colours(atlas: Atlas) -> Markup:
    """Return the style rules that give each dimension its colours in both schemes, from the data."""
    return render("colours.css", dimensions=atlas.data.dimensions)


_UNREAD = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n|^[ \t]*//[^\n]*\n|/\*\*(?:(?!\*/).)*\*/ ?|^[ \t]+", re.DOTALL | re.MULTILINE)


def shortened(script: str) -> str:
    r"""Return a script of ours without what readers need not load: comments on lines of their own, types, and indents.

    Two well-kept minifiers broke these modules (nested templates; names used before they are declared). Ours have no
    text over several lines, whose indents would count; a test says so.

    >>> shortened("// why\nconst a = 1; // stays\n/** @type {x} */\nif (a)\n  b(/** @type {y} */ (a));\n")
    'const a = 1; // stays\nif (a)\nb((a));\n'
    """
    return _UNREAD.sub("", script)
