"""What the site's search looks through, written so that a first query fetches little.

``search.json`` lists what can be found: ``[address, title, kind, other names, lead, mentions]``. Names and aliases of
BOTH languages are in the other names, so that a word of either language finds its page on either site; the lead is the
beginning of the text in the reader's language. The words of the whole texts stand in ``search/<version>/<n>.json``
(word → records), of which a query fetches the few that its words fall into. The browser side is
``docs/assets/js/search.js``; it cuts texts into words as ``words`` does here.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

from landscape.facts import ENTRY_SECTIONS, shown_texts
from landscape.labels import LANGUAGES, say
from landscape.markup import Writer
from landscape.models import Placed, Technique
from landscape.pages import ONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landscape.facts import Atlas
    from landscape.labels import Language


SHARDS = 128
"""Files over which the words of the texts are spread."""

LEAD = 36
"""Width of the text that is shown under a name, in Latin letters (a Han character is two wide)."""

COMMON = 0.15
"""Share of the records above which a word tells nothing."""


ASKING = r"什么是|是什么意思|是什么|有哪些|有没有|有什么|哪些|哪个|让|哪种|哪家|如何|怎么样|怎么|怎样|为什么|能不能|可以|请问|介绍一下|所有的?|全部|列表|清单|的?(?:区别|不同|差别)|[吗呢啊？]|\b(?:what(?:'s|s)?|which|how|why|who|when|where|is|are|was|were|do|does|did|can|could|should|i|my|me|we|you|the|an?|all|any|list|best|of|for|to|in|on|by|with|from|about|explain|tell|there|between|difference|vs|versus|stand|use|make|made|come|came)\b"
"""What makes words a question, but says nothing of what is asked; a pattern that Python and JavaScript read alike."""

LISTING = r"哪些|所有|全部|列表|清单|\b(?:which|all|list)\b"
"""What asks for a list."""

FORMS = (
    "語语言言訓训練练資资據据參参數数權权開开閉闭對对齊齐調调優优論论斷断編编碼码譯译圖图視视頻频學学習习強强機机構构術术許许證证庫库類类較较網网絡络檢检儲储緩缓變变換换層层環环節节點点壓压縮缩預预測测記记憶忆體体詞词彙汇義义"
    "達达擴扩長长處处應应用用獎奖勵励專专門门醫医療疗題题問问務务計计運运載载質质評评標标準准線线閱阅讀读說说話话聲声國国際际華华為为衛卫藥药與与後后實实驗验導导產产業业創创發发現现實实時时間间選选擇择單单雙双總总結结果果萬万億亿"
)
"""Traditional characters of the field's words, each before its simplified form."""


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
    """Return the other language's name, the aliases, the identifiers and the id, without what differs in signs only."""
    title = writer.pick(item.name)
    ids = [name.rpartition("/")[2] for names in item.ids.values() for name in names] if isinstance(item, Placed) else []
    spdx = [item.spdx] if getattr(item, "spdx", None) else []
    short = [item.short.zh, item.short.en] if hasattr(item, "short") else []
    names = {"".join(_runs(title)): title}
    for name in (item.name.zh, item.name.en, *short, *getattr(item, "aliases", ()), *spdx, *getattr(item, "formerly_named", ()), *ids, id_):
        names.setdefault("".join(_runs(name)), name)
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
        elif tag in ("h1", "svg", "table", "script", "style", "nav", "aside") or self._skip:
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
            section = address.rstrip("/")
            called = tuple(say(section, language) for language in LANGUAGES) if section in ENTRY_SECTIONS and not anchor else ()
            yield Record(here, f"{name} · {title}" if name else title, "page", called, " ".join(text.split())[:600])


def files(found: list[Record]) -> Iterator[tuple[str, object]]:
    """Yield path and data of what the browser fetches: the list of records, and the words of their texts."""
    shards: list[dict[str, list[int]]] = [{} for _ in range(SHARDS)]
    for word, places in _places(found).items():
        if len(places) <= max(COMMON * len(found), 1):
            shards[shard(word)][word] = places
    version = hashlib.sha256(repr(shards).encode()).hexdigest()[:8]
    for number, words_there in enumerate(shards):
        yield f"search/{version}/{number}.json", words_there
    rows = [[record.address, record.title, record.kind, record.names, lead(record.text), record.mentions] for record in found]
    about = {"kinds": _kinds(), "forms": FORMS, "asking": ASKING, "listing": LISTING}
    yield "search.json", {"texts": f"search/{version}/", "shards": SHARDS, **about, "rows": rows}


def _places(found: list[Record]) -> dict[str, list[int]]:
    """Return in which records' texts, but not names, each word occurs."""
    places: dict[str, list[int]] = defaultdict(list)
    for order, record in enumerate(found):
        named = {word for name in (record.title, *record.names) for word in words(name)}
        for word in sorted(set(words(record.text)) - named):
            places[word].append(order)
    return places


def _kinds() -> dict[str, list[str]]:
    """Return what the kinds of entries are called in both languages, one and many, the longest word first."""
    called = {kind: [say(key, language) for key in (section, kind) for language in LANGUAGES] for section, kind in ONE.items()}
    also = {kind: [word for language in LANGUAGES for word in re.split("、|, ", say(f"{kind}.also", language))] for kind in called}
    return {kind: sorted({" ".join(_runs(word)) for word in (*called[kind], *also[kind])}, key=len, reverse=True) for kind in called}


def shard(word: str) -> int:
    """Return the number of the file in which a word stands; words that begin alike stand together.

    >>> shard("align") == shard("alignment")
    True
    """
    return sum(ord(sign) * 7**place for place, sign in enumerate(word[:2])) % SHARDS


_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[^\W\d_\u3400-\u4dbf\u4e00-\u9fff]+|\d+")
_PLURAL = 5


def _runs(text: str) -> list[str]:
    """Return runs of Han characters, of letters and of digits, in lower case and British spelling, without accents."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _RUN.findall(re.sub(r"iz(?=e|ing|ation)", "is", plain.lower()).replace("license", "licence"))


def words(text: str) -> list[str]:
    """Cut a text into words, numbers and pairs of Han characters.

    >>> words("Llama2 的量化模型s, models")
    ['llama', '2', '的量', '量化', '化模', '模型', 's', 'model']
    """
    found = []
    for run in _runs(text):
        if not _HAN.match(run):
            found.append(run[:-1] if len(run) >= _PLURAL and run.endswith("s") and not run.endswith("ss") else run)
        elif len(run) == 1:
            found.append(run)
        else:
            found += [run[at : at + 2] for at in range(len(run) - 1)]
    return found


def lead(text: str, width: int = LEAD) -> str:
    """Return the beginning of a text, cut after a sentence or clause where one ends in time.

    >>> lead("One sentence. Another one that is longer.", 20)
    'One sentence.'
    >>> lead("短的。这一句长得放不下了", 12)
    '短的。'
    """
    used = 0
    for at, sign in enumerate(text):
        used += 2 if ord(sign) > 0x2E80 else 1  # noqa: PLR2004 - where East Asian signs begin
        if used > width:
            part = text[:at]
            break
    else:
        return text
    ends = [found.end() for found in re.finditer(r"[。；]|[.;](?= )", part)]
    if ends and ends[-1] > len(part) / 3:
        return part[: ends[-1]]
    return part.rpartition(" ")[0] + "…" if re.search(r"[A-Za-z]$", part) and " " in part[len(part) // 2 :] else part + "…"
