"""What other programs read of a page: the names, the picture and the place that a messenger or a search engine shows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from landscape.labels import LANGUAGES, OPEN_GRAPH_LOCALES, Language
from landscape.markup import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landscape.facts import Atlas

Crumb = tuple[str, str]
"""Address below the language's root, and text."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site in one language."""

    name: str
    description: str
    language: Language
    root: str = ""
    """Its address, ending in a slash; empty where it is not known, and then nothing is said that needs it."""
    cards: bool = False
    """Whether there is a social card for each page."""

    def url(self, address: str) -> str:
        """Return the whole address of what is at ``address`` below the language's root."""
        return f"{self.root}{'' if self.language == LANGUAGES[0] else f'{self.language}/'}{address}"


@dataclass(frozen=True, slots=True)
class Described:
    """A page as others see it."""

    address: str
    title: str
    description: str
    crumbs: Sequence[Crumb] = ()
    """What stands above it, from the home page down."""


def head(site: Site, page: Described, *things: dict[str, Any]) -> Markup:
    """Return the tags for a page.

    Args:
        site: the site in the page's language.
        page: the page.
        things: what the page is about, in the words of schema.org; left out where the site's address is not known.
    """
    trail = [breadcrumbs(site, page)] if page.crumbs else []
    other = next(language for language in LANGUAGES if language != site.language)
    return render(
        "head.html",
        site=site,
        address=page.address,
        title=page.title,
        description=page.description,
        url=site.url(page.address),
        image=site.url(card_address(page.address)) if site.cards and site.root else "",
        locale=OPEN_GRAPH_LOCALES[site.language],
        other_locale=OPEN_GRAPH_LOCALES[other],
        things=[_script(thing) for thing in (*trail, *things)] if site.root else [],
    )


def card_address(address: str) -> str:
    """Return where the social card of a page is.

    >>> card_address("models/llama-2/"), card_address("")
    ('cards/models/llama-2.png', 'cards/index.png')
    """
    return f"cards/{address.rstrip('/') or 'index'}.png"


def breadcrumbs(site: Site, page: Described) -> dict[str, Any]:
    """Return the way from the home page to a page."""
    steps = [*page.crumbs, (page.address, page.title)]
    items = [{"@type": "ListItem", "position": place, "name": name, "item": site.url(address)} for place, (address, name) in enumerate(steps, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def dataset(site: Site, atlas: Atlas, licence: str) -> dict[str, Any]:
    """Return the catalogue as a data set that can be had."""
    formats = {"data/catalogue.json": "application/json", "data/models.csv": "text/csv", "data/tools.csv": "text/csv"}
    return {
        "@type": "Dataset",
        "name": site.name,
        "description": site.description,
        "url": site.url(""),
        "inLanguage": list(LANGUAGES),
        "license": licence,
        "isAccessibleForFree": True,
        "dateModified": atlas.updated,
        "distribution": [{"@type": "DataDownload", "contentUrl": site.root + address, "encodingFormat": kind} for address, kind in formats.items()],
    }


def term(site: Site, page: Described) -> dict[str, Any]:
    """Return a technique as a term of the glossary, in which it stands, too."""
    terms = {"@type": "DefinedTermSet", "name": site.name, "url": site.url("glossary/")}
    return {"@type": "DefinedTerm", "name": page.title, "description": page.description, "url": site.url(page.address), "inDefinedTermSet": terms}


def _script(thing: dict[str, Any]) -> Markup:
    text = json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - no tag can start in it
