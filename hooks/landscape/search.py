"""What the site's search looks through: one list of records per language.

A record is ``[address, title, kind, other names, text, mentions]``. Names and aliases of BOTH languages are in the other
names, so that a word of either language finds its page on either site; the text is the reader's language only.
The browser side is ``docs/assets/js/search.js``.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

from landscape.facts import ENTRY_SECTIONS, shown_texts
from landscape.markup import Writer
from landscape.models import Placed, Technique
from landscape.pages import ONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landscape.facts import Atlas
    from landscape.labels import Language


class Record(NamedTuple):
    """One thing that can be found."""

    address: str
    title: str
    kind: str
    names: tuple[str, ...]
    text: str
    mentions: int = 0
    """How many other entries name it: what is named often comes first among equals."""


def records(atlas: Atlas, language: Language) -> Iterator[Record]:
    """Yield a record for every entry, category and term."""
    writer = Writer(atlas, language)
    for id_, dimension in atlas.data.dimensions.items():
        yield Record(writer.address(id_), writer.pick(dimension.name), "page", _names(dimension, writer, id_), writer.pick(dimension.question))
    for place in atlas.places.values():
        yield Record(writer.address(place.id), writer.name(place.id), "category", _names(place.category, writer, place.id), writer.pick(place.category.summary))
    for section in ENTRY_SECTIONS:
        for id_, item in getattr(atlas.data, section).items():
            yield Record(writer.address(id_), writer.name(id_), ONE[section], _names(item, writer, id_), _entry_text(writer, item), atlas.mentions.get(id_, 0))
    for id_, term in atlas.data.terms.items():
        yield Record(writer.address(id_), writer.name(id_), "term", _names(term, writer, id_), writer.pick(term.definition))


def _names(item: Any, writer: Writer, id_: str) -> tuple[str, ...]:
    """Return the other language's name, the aliases, the identifiers and the id, without repetition."""
    title = writer.pick(item.name)
    ids = [name for names in item.ids.values() for name in names] if isinstance(item, Placed) else []
    spdx = [item.spdx] if getattr(item, "spdx", None) else []
    short = [item.short.zh, item.short.en] if hasattr(item, "short") else []
    names = dict.fromkeys([item.name.zh, item.name.en, *short, *getattr(item, "aliases", ()), *spdx, *getattr(item, "formerly_named", ()), *ids, id_])
    names.pop(title, None)
    return tuple(names)


def _entry_text(writer: Writer, item: Any) -> str:
    parts = [writer.pick(item.summary)]
    if isinstance(item, Technique):
        parts.insert(0, writer.pick(item.definition))
        parts += [writer.pick(text) for text in shown_texts(item)]
    if isinstance(item, Placed) and item.by:
        parts.append(" ".join(writer.name(maker.organisation) for maker in item.by))
    if hasattr(item, "sizes"):
        parts.append(" ".join(item.sizes))
    return " ".join(parts)


class _Sections(HTMLParser):
    """Cuts a page into the parts that start at its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = [["", "", ""]]  # anchor, title, text
        self._heading = False
        self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id")
        if tag in ("h2", "h3") and anchor:
            self.found.append([anchor, "", ""])
            self._heading = True
        elif tag in ("svg", "table", "script", "style", "nav", "aside") or self._skip:
            self._skip += tag not in ("br", "img", "path", "rect", "circle", "input", "hr")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h2", "h3"):
            self._heading = False
        elif self._skip:
            self._skip -= 1

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.found[-1][1 if self._heading else 2] += data


def sections(address: str, title: str, html: str, known: set[str]) -> Iterator[Record]:
    """Yield a record for a hand-written page and for each part of it under a heading.

    Args:
        address: of the page, below the language's root.
        title: of the page.
        html: its content.
        known: addresses that have a record already (dimensions and their categories), which is enough.
    """
    parser = _Sections()
    parser.feed(html)
    for anchor, heading, text in parser.found:
        name = heading.replace("¶", "").strip()
        here = f"{address}#{anchor}" if anchor else address
        if here not in known:
            words = " ".join(text.split())
            yield Record(here, f"{name} · {title}" if name else title, "page", (), words[:600])
