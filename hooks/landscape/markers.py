"""Finds what a page asks of the data, and fills it in.

========================================  ====================================================
``[[llama-2]]``, ``[[llama-2|it]]``       a link to an entry, term, category or dimension
``[[llama-2.context.trained]]``           one fact with its citation
``[[models.count]]``                      the number of entries of a section or category
``<!-- table: models; … -->``             a table (see :mod:`landscape.tables`)
``<!-- explorer: models -->``              all entries of a section, to be filtered and sorted
``<!-- compare -->``                       entries side by side
``<!-- drawing: attention-masks -->``     a drawing
``<!-- chart: timeline-architecture -->`` a chart with its table (see :mod:`landscape.charts`)
``<!-- cards -->``                        the dimensions as cards with live counts
``<!-- glossary -->``                     all terms
``<!-- offline -->``                      the buttons that keep the whole catalogue
========================================  ====================================================

Pages are checked before anything is built (:func:`check`), and filled in after Markdown has been through
(:func:`fill`), so that generated tables are not parsed as Markdown.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from landscape import charts, explore, offline, prose, tables
from landscape.drawings import DRAWINGS, draw
from landscape.facts import ENTRY_SECTIONS, Atlas
from landscape.fields import UnknownField, print_fact
from landscape.labels import LANGUAGES, Language
from landscape.markup import Writer, html, render
from landscape.problems import DataError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from landscape.prose import Source

_LINK = re.compile(r"\[\[([^\[\]|\n]+?)(?:\|([^\[\]\n]+))?\]\]")
_OTHER = re.compile(r"(?:\[\[|⟦)([^\[\]⟦⟧|\n]+?)(?:\|([^\[\]⟦⟧\n]+))?(?:\]\]|⟧)")
_COMMENT = re.compile(r"<!--\s*(table|explorer|compare|drawing|chart|cards|glossary|offline)\b(.*?)-->", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*$", re.MULTILINE)
_ANCHOR = re.compile(r"\{[^}]*#([\w-]+)[^}]*\}")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class _MarkerError(Exception):
    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


# Filling in


def protect(markdown: str) -> str:
    """Put ``[[…]]`` outside code into brackets that mean nothing to Markdown, for which ``[[a]][[b]]`` is a reference."""
    pieces = []
    position = 0
    for code in prose.CODE.finditer(markdown):
        pieces += [_LINK.sub(_in_other_brackets, markdown[position : code.start()]), code[0]]
        position = code.end()
    return "".join([*pieces, _LINK.sub(_in_other_brackets, markdown[position:])])


def _in_other_brackets(match: re.Match[str]) -> str:
    return f"⟦{match[0][2:-2]}⟧"


def fill(html: str, writer: Writer) -> str:
    """Fill in everything that a page asks for; the page has been checked before."""
    html = _replace_in_text(html, writer)
    return _COMMENT.sub(lambda match: str(_block(match, writer)), html)


_TOKENS = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)[^>]*>", re.DOTALL)
_NO_LINKS = frozenset({"a", "code", "pre", "script", "style", "svg", "button"})
_NO_TERMS = _NO_LINKS | {"h1", "h2", "h3", "h4", "h5", "h6", "th", "figcaption", "summary", "dt"}
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def _replace_in_text(html: str, writer: Writer) -> str:
    """Put links and facts into the text between tags, and explain the first use of each glossary term."""
    out: list[str] = []
    open_: list[str] = []
    terms = _Terms(writer)
    position = 0
    for token in _TOKENS.finditer(html):
        out.append(_text(html[position : token.start()], open_, terms, writer))
        out.append(token[0])
        position = token.end()
        tag = (token[2] or "").lower()
        if tag and tag not in _VOID and not token[0].endswith("/>"):
            if token[1]:
                while open_ and open_.pop() != tag:
                    pass
            else:
                open_.append(tag)
    out.append(_text(html[position:], open_, terms, writer))
    return "".join(out)


def _text(text: str, open_: list[str], terms: _Terms, writer: Writer) -> str:
    if not text.strip() or any(tag in _NO_LINKS for tag in open_):
        return text
    explain = not any(tag in _NO_TERMS for tag in open_)
    out: list[str] = []
    position = 0
    for match in _OTHER.finditer(text):
        before = text[position : match.start()]
        out.append(terms.explain(before) if explain else before)
        out.append(str(_inline(match, writer)))
        position = match.end()
    rest = text[position:]
    out.append(terms.explain(rest) if explain else rest)
    return "".join(out)


class _Terms:
    """Links the first use of each glossary term on a page to its definition, which shows on hover and focus."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.left = dict(_spellings(writer))
        self.pattern = _pattern(tuple(self.left)) if self.left and writer.base != "glossary/" else None

    def explain(self, text: str) -> str:
        return self.pattern.sub(self._link, text) if self.pattern else text

    def _link(self, match: re.Match[str]) -> str:
        id_ = self.left.get(match[0])
        if id_ is None:
            return match[0]
        self.left = {spelling: other for spelling, other in self.left.items() if other != id_}
        definition = self.writer.pick(self.writer.atlas.data.terms[id_].definition)
        link = Markup('<a class="term" href="{}" data-tip="{}">{}</a>')
        return str(link.format(self.writer.url(self.writer.address(id_)), definition, Markup(match[0])))  # noqa: S704 - the page's text is HTML already


def _spellings(writer: Writer) -> Iterator[tuple[str, str]]:
    for id_, term in writer.atlas.data.terms.items():
        name = writer.pick(term.name)
        yield str(Markup.escape(name)), id_
        if writer.language == "en" and name[1:].islower():
            yield str(Markup.escape(name[0].lower() + name[1:])), id_


def _pattern(spellings: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(spellings, key=len, reverse=True)
    return re.compile("|".join(rf"(?<![\w]){re.escape(s)}(?![\w])" if s.isascii() else re.escape(s) for s in ordered), re.ASCII)


def _inline(match: re.Match[str], writer: Writer) -> Markup | str:
    target, text = match[1].strip(), match[2]
    atlas = writer.atlas
    id_, dot, path = target.partition(".")
    if path == "count":
        return html('<span class="num">{}</span>', _count(atlas, id_))
    if id_ not in atlas.sections and id_ not in atlas.places and id_ not in atlas.data.dimensions:
        raise _MarkerError(f"nothing has the id {id_!r}", _near(id_, [*atlas.sections, *atlas.places, *atlas.data.dimensions]))
    if not dot:
        return writer.link(id_, text)
    if id_ not in atlas.sections:
        raise _MarkerError(f"{id_!r} has no facts", "write [[id]] or [[id.count]]")
    try:
        return print_fact(writer, id_, path)
    except UnknownField as error:
        raise _MarkerError(f"{id_!r} has no fact {path!r}", _near(path, error.known)) from None


def _count(atlas: Atlas, id_: str) -> int:
    if id_ in atlas.places:
        return len(atlas.members[id_])
    if id_ in (*ENTRY_SECTIONS, "terms"):
        return len(getattr(atlas.data, id_))
    raise _MarkerError(f"there is no section or category {id_!r}", _near(id_, [*ENTRY_SECTIONS, "terms", *atlas.places]))


def _block(match: re.Match[str], writer: Writer) -> Markup:
    kind, rest = match[1], match[2]
    if kind == "table":
        try:
            return tables.render(tables.parse("table" + rest), writer)
        except tables.QueryError as error:
            raise _MarkerError(error.message, error.hint) from None
    blocks: dict[str, Callable[[], Markup]] = {
        "explorer": lambda: explore.table(_named(rest, "explorer", explore.SECTIONS), writer),
        "compare": lambda: explore.comparison(writer),
        "drawing": lambda: draw(_named(rest, "drawing", DRAWINGS), writer),
        "chart": lambda: charts.draw(_named(rest, "chart", charts.names(writer.atlas)), writer),
        "glossary": lambda: tables.render(tables.Query("terms"), writer),
        "offline": lambda: offline.controls(writer),
        "cards": lambda: render("cards.html", writer=writer, atlas=writer.atlas),
    }
    return blocks[kind]()


def _check_block(match: re.Match[str], atlas: Atlas) -> None:
    """Raise when a block asks for what is not there, without writing it."""
    kind, rest = match[1], match[2]
    if kind == "table":
        try:
            query = tables.parse("table" + rest)
            tables.check(query, atlas)
        except tables.QueryError as error:
            raise _MarkerError(error.message, error.hint) from None
    elif kind == "explorer":
        _named(rest, "explorer", explore.SECTIONS)
    elif kind == "drawing":
        _named(rest, "drawing", DRAWINGS)
    elif kind == "chart":
        _named(rest, "chart", charts.names(atlas))


def _named(rest: str, kind: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    name = rest.strip().removeprefix(":").strip()
    if name not in known:
        raise _MarkerError(f"there is no {kind} {name!r}", _near(name, known))
    return name


def _near(word: str, words: Mapping[str, object] | list[str] | tuple[str, ...]) -> str:
    matches = difflib.get_close_matches(word, list(words), n=1)
    return f"did you mean {matches[0]!r}?" if matches else "known ones: " + ", ".join(sorted(words)[:12])


# Checking


@dataclass(slots=True)
class _Outline:
    """What both languages of a page must have alike."""

    headings: list[tuple[int, int, str | None]] = field(default_factory=list)  # level, line, anchor
    blocks: list[tuple[str, int]] = field(default_factory=list)
    links: dict[str, int] = field(default_factory=dict)


def check_all(docs: Path, root: Path, atlas: Atlas) -> None:
    """Read all hand-written pages; raise ``DataError`` with everything that is wrong in them and in the wording beside them."""
    sources = prose.read(docs, root)
    if problems := [*check(sources, atlas), *prose.check(sources, root, atlas.data)]:
        raise DataError(problems)


def check(sources: list[Source], atlas: Atlas) -> Iterator[Problem]:
    """Yield everything that is wrong in the hand-written pages.

    Each marker must name what exists, each page must be there in both languages, the two must have the same headings,
    tables, drawings and links, and a dimension's page must have a heading for each of its categories.
    """
    pages: dict[str, dict[Language, Source]] = {}
    for source in sources:
        if source.language not in LANGUAGES:
            yield Problem(Place(source.file), "the name of the page says no language", "call it name.zh.md or name.en.md, and write both")
    sources = [source for source in sources if source.language in LANGUAGES]
    for source in sources:
        pages.setdefault(source.stem, {})[source.language] = source
    outlines: dict[str, _Outline] = {}
    for source in sources:
        outlines[source.file] = _Outline()
        yield from _check_page(source, atlas, outlines[source.file])
    for stem, versions in pages.items():
        for language in LANGUAGES:
            if language not in versions:
                other = next(iter(versions.values()))
                missing = other.file.replace(f".{other.language}.md", f".{language}.md")
                yield Problem(Place(other.file), f"the page has no {language} version", f"write {missing}")
        if len(versions) == len(LANGUAGES):
            yield from _compare(versions, outlines)
        if stem in atlas.data.dimensions:
            yield from _check_anchors(stem, versions, outlines, atlas)
    for dimension in atlas.data.dimensions:
        if dimension not in pages:
            yield Problem(Place(atlas.catalogue.file), f"the dimension {dimension!r} has no page", f"write docs/{dimension}.zh.md and docs/{dimension}.en.md")


def _check_page(source: Source, atlas: Atlas, outline: _Outline) -> Iterator[Problem]:
    front = _FRONT.match(source.text)
    blank = _blank(source.text, front.end() if front else 0)
    writer = Writer(atlas, source.language, "" if source.stem == "index" else f"{source.stem.removesuffix('/index')}/")
    for match in sorted([*_LINK.finditer(blank), *_COMMENT.finditer(blank)], key=lambda found: found.start()):
        where = prose.place(source.file, source.text, match.start())
        inline = match.re is _LINK
        try:
            _inline(match, writer) if inline else _check_block(match, atlas)
        except _MarkerError as error:
            yield Problem(where, error.message, error.hint)
        if inline:
            outline.links.setdefault(match[1].strip(), where.line)
        else:
            outline.blocks.append((" ".join((match[1] + match[2]).split()), where.line))
    for match in _HEADING.finditer(blank):
        anchor = _ANCHOR.search(match[2])
        outline.headings.append((len(match[1]), prose.place(source.file, source.text, match.start()).line, anchor[1] if anchor else None))
        if "[[" in match[2]:
            yield Problem(prose.place(source.file, source.text, match.start()), "a heading holds a [[…]] marker", "headings are plain text: put the marker into the text below")


def _blank(text: str, start: int) -> str:
    """Return the text with front matter and code overwritten by spaces, so that places stay the same."""
    return re.sub(r"[^\n]", " ", text[:start]) + prose.CODE.sub(prose.blank, text[start:])


def _compare(versions: dict[Language, Source], outlines: dict[str, _Outline]) -> Iterator[Problem]:
    first, second = (versions[language] for language in LANGUAGES)
    one, two = outlines[first.file], outlines[second.file]
    levels = [[level for level, _, _ in outline.headings] for outline in (one, two)]
    if levels[0] != levels[1]:
        at = next((i for i, pair in enumerate(zip(*levels, strict=False)) if pair[0] != pair[1]), min(map(len, levels)))
        line = two.headings[at][1] if at < len(two.headings) else 1
        yield Problem(
            Place(second.file, line),
            f"the headings differ from {first.file}: {len(levels[0])} there, {len(levels[1])} here, the first difference at heading {at + 1}",
            "both languages have the same headings in the same order",
        )
    elif [h[2] for h in one.headings] != [h[2] for h in two.headings]:
        at = next(i for i, pair in enumerate(zip(one.headings, two.headings, strict=True)) if pair[0][2] != pair[1][2])
        yield Problem(Place(second.file, two.headings[at][1]), f"the heading's anchor differs from {first.file}:{one.headings[at][1]}", "give both the same {#anchor}")
    if [b for b, _ in one.blocks] != [b for b, _ in two.blocks]:
        yield Problem(
            Place(second.file, two.blocks[0][1] if two.blocks else 1), f"the tables and drawings differ from {first.file}", "both languages ask for the same ones in the same order"
        )
    for here, there, outline in ((first, second, two), (second, first, one)):
        mine = outlines[here.file].links
        for target in mine.keys() - outline.links.keys():
            yield Problem(Place(here.file, mine[target]), f"[[{target}]] stands here but not in {there.file}", "both languages link to the same entries and facts")


def _check_anchors(stem: str, versions: Mapping[Language, Source], outlines: dict[str, _Outline], atlas: Atlas) -> Iterator[Problem]:
    for source in versions.values():
        there = {anchor for _, _, anchor in outlines[source.file].headings}
        for place in atlas.places.values():
            if place.dimension == stem and place.id not in there:
                yield Problem(Place(source.file), f"no heading has the anchor of the category {place.id!r}", f"add {{#{place.id}}} to its heading")
