"""What the site's search looks through, written so that a first query fetches little.

``search.json`` lists what can be found: ``[address, title, kind, other names, lead, mentions]``. Names and aliases of
BOTH languages are in the other names, so that a word of either language finds its page on either site; the lead is the
beginning of the text in the reader's language. The words of the whole texts stand in ``search/<version>/<n>.json``
(word → records), of which a query fetches the few that its words fall into; there, as negative numbers, stand the
wordings too by which people ask for a record (``asked``), whose weights are one sign each at the end of its row. The
browser side is ``docs/assets/js/search.js``; it cuts texts into words and weighs them as ``landscape.words`` does.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from landscape.facts import ENTRY_SECTIONS, shown, shown_texts
from landscape.labels import LANGUAGES, say
from landscape.markup import Writer, tongue
from landscape.models import Model, Placed, Technique
from landscape.pages import ONE
from landscape.words import ASKING, FORMS, LISTING, SAME, SHARDS, key, lead, question, runs, shard, weight, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from landscape.facts import Atlas
    from landscape.labels import Language


COMMON = 0.15
"""Share of the records above which a word tells nothing."""


FEW = 6
"""Languages up to which a model is asked for by the name of each."""


class Record(NamedTuple):
    """One thing that can be found."""

    address: str
    title: str
    kind: str
    names: tuple[str, ...]
    text: str
    mentions: int = 0
    """How many other entries name it: what is named often comes first among equals."""
    asked: tuple[str, ...] = ()
    """How people ask for it who do not know its name, in both languages."""


def records(atlas: Atlas, language: Language) -> Iterator[Record]:
    """Yield a record for every entry, category and term."""
    writer = Writer(atlas, language)

    def record(id_: str, kind: str, item: Any, text: str) -> Record:
        asked = (*item.asked, *_tongues(item))
        return Record(writer.address(id_), writer.pick(item.name), kind, _names(item, writer, id_), text, atlas.mentions.get(id_, 0), asked)

    for id_, dimension in atlas.data.dimensions.items():
        yield record(id_, "page", dimension, writer.pick(dimension.question))
    for place in atlas.places.values():
        yield record(place.id, "category", place.category, writer.pick(place.category.summary))
    for section in ENTRY_SECTIONS:
        for id_, item in getattr(atlas.data, section).items():
            yield record(id_, ONE[section], item, _entry_text(writer, item))
    for id_, term in atlas.data.terms.items():
        yield record(id_, "term", term, writer.pick(term.definition))


Written: TypeAlias = "tuple[str, str, Callable[[], str], tuple[str, ...]]"
"""A hand-written page: its address below the language's root, its title, what gives its content, and how people ask for it."""


def everything(atlas: Atlas, language: Language, pages: Iterable[Written]) -> list[Record]:
    """Return all that can be found in one language: the entries, and the pages with their parts."""
    every = list(records(atlas, language))
    for address, title, html, asked in pages:
        every += list(sections(address, title, html(), {record.address for record in every}, asked))
    return every


def _names(item: Any, writer: Writer, id_: str) -> tuple[str, ...]:
    """Return the other language's name, the aliases and avoided words, the identifiers and the id, without what differs in signs only."""
    title = writer.pick(item.name)
    ids = [name.rpartition("/")[2] for names in item.ids.values() for name in names] if isinstance(item, Placed) else []
    spdx = [item.spdx] if getattr(item, "spdx", None) else []
    short = [item.short.zh, item.short.en] if hasattr(item, "short") else []
    avoided = item.avoid.synonyms if hasattr(item, "avoid") else ()
    names = {"".join(runs(title)): title}
    for name in (item.name.zh, item.name.en, *short, *getattr(item, "aliases", ()), *avoided, *spdx, *getattr(item, "formerly_named", ()), *ids, id_):
        names.setdefault("".join(runs(name)), name)
    return tuple(names.values())[1:]


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


def _tongues(item: Any) -> Iterator[str]:
    """Yield the names, in both languages, of the few languages that a model is made for besides the two of the site."""
    claim = shown(item.languages) if isinstance(item, Model) else None
    tags = (claim.value if claim else None) or ()
    if len(tags) <= FEW:
        yield from (f"{tongue(tag, language)} {say('model', language)}" for tag in tags if tag not in LANGUAGES for language in LANGUAGES)


_TOLD_ELSEWHERE = re.compile(r'<figure class="chart.*?</details>|<table.*?</table>', re.DOTALL)
"""Tables, and charts with theirs: names and numbers that the entries themselves answer for."""


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
        elif tag in ("h1", "svg", "figure", "table", "script", "style", "nav", "aside") or self._skip:
            self._skip += tag not in ("br", "img", "path", "rect", "circle", "input", "hr")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over what closes itself: nothing stands in it."""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h2", "h3"):
            self._heading = False
        elif self._skip:
            self._skip -= 1

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.found[-1][1 if self._heading else 2] += data


def sections(address: str, title: str, html: str, known: set[str], asked: tuple[str, ...] = ()) -> Iterator[Record]:
    """Yield a record for a hand-written page and for each part of it under a heading.

    Args:
        address: of the page, below the language's root.
        title: of the page.
        html: its content.
        known: addresses that have a record already (dimensions and their categories), which is enough.
        asked: how people ask for the page, in both languages.
    """
    parser = _Sections()
    parser.feed(_TOLD_ELSEWHERE.sub("", html))
    for anchor, heading, text in parser.found:
        name = heading.replace("¶", "").strip()
        here = f"{address}#{anchor}" if anchor else address
        if here not in known:
            section = address.rstrip("/")
            called = tuple(say(section, language) for language in LANGUAGES) if section in ENTRY_SECTIONS and not anchor else ()
            yield Record(here, f"{name} · {title}" if name else title, "page", called, " ".join(text.split())[:600], asked=() if anchor else asked)


def files(found: list[Record]) -> Iterator[tuple[str, object]]:
    """Yield path and data of what the browser fetches: the list of records, and the words of their texts."""
    shards: list[dict[str, list[int]]] = [{} for _ in range(SHARDS)]
    texts = {word: places for word, places in _places(found).items() if len(places) <= max(COMMON * len(found), 1)}
    wordings = [question(wording) for record in found for wording in record.asked]
    asked: dict[str, list[int]] = defaultdict(list)
    for number, wording in enumerate(wordings, 1):
        for word in wording:
            asked[word].append(-number)
    for word in texts | asked:
        shards[shard(word)][word] = texts.get(word, []) + asked.get(word, [])
    weights = iter(sum(weight(word, len(texts.get(word, ())) + len(asked[word]), len(found)) for word in wording) for wording in wordings)
    version = hashlib.sha256(repr(shards).encode()).hexdigest()[:8]
    for number, words_there in enumerate(shards):
        yield f"search/{version}/{number}.json", words_there
    rows = [[record.address, record.title, record.kind, record.names, lead(record.text), record.mentions, "".join(_sign(next(weights)) for _ in record.asked)] for record in found]
    about = {"kinds": _kinds(), "forms": FORMS, "asking": ASKING, "listing": LISTING, "same": SAME}
    yield "search.json", {"texts": f"search/{version}/", "shards": SHARDS, **about, "rows": rows}


def _sign(number: float) -> str:
    """Return a weight as one sign (base 36), rounded down in steps of 1.5: the whole of a wording is never more than all its words."""
    return "0123456789abcdefghijklmnopqrstuvwxyz"[min(int(number / 1.5), 35)]


def _places(found: list[Record]) -> dict[str, list[int]]:
    """Return in which records' texts, but not names, each word occurs."""
    places: dict[str, list[int]] = defaultdict(list)
    for order, record in enumerate(found):
        named = {key(word) for name in (record.title, *record.names) for word in words(name)}
        for word in sorted(set(map(key, words(record.text))) - named):
            places[word].append(order)
    return places


def _kinds() -> dict[str, list[str]]:
    """Return what the kinds of entries are called in both languages, one and many, the longest word first."""
    called = {kind: [say(key, language) for key in (section, kind) for language in LANGUAGES] for section, kind in ONE.items()}
    also = {kind: [word for language in LANGUAGES for word in re.split("、|, ", say(f"{kind}.also", language))] for kind in called}
    return {kind: sorted(dict.fromkeys(" ".join(runs(word)) for word in (*called[kind], *also[kind])), key=len, reverse=True) for kind in called}
