"""What is written by hand outside the data (pages, the files at the top, words of the interface), and its wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from landscape.labels import LANGUAGES, Language
from landscape.problems import Place, Problem
from landscape.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from landscape.models import Data

CODE = re.compile(r"^ *(```|~~~).*?^ *\1\s*$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
"""Code of a page, in blocks and in lines."""

_NO_PROSE = re.compile(
    r"<[^>]*>"  # tags and comments
    r"|\[[^\[\]\n]*\]\(https?://[^)]*\)"  # a source elsewhere, called by its own title
    r"|(?<=\])\([^)\n]*\)"  # where a link leads
    r"|(?<=\[\[)[^\[\]|\n]+"  # the id in a marker
    r"|\{[^}\n]*\}"  # attributes
)
_WORDS = {
    ".html": re.compile(r"\"[^\"\s\u4e00-\u9fff]*\"|(?P<words>\"[^\"]*\"|(?<=[>}])[^<>{}]+)"),
    ".py": re.compile(r"(?P<words>\"[^\"\n]*\")"),
    ".yml": re.compile(r"(?P<words>[^\n]+)"),
}
"""Words for readers in files of other kinds: attributes of several words and what stands between tags, texts in quotes, lines."""

_OTHERS = ("README*.md", "CONTRIBUTING.md", "mkdocs.yml", "hooks/landscape/labels/*.py", "hooks/landscape/templates/**/*.html", "hooks/theme/**/*.html")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A hand-written page in one language: its path in ``docs`` without language and ending, and its text."""

    file: str
    stem: str
    language: Language
    text: str


def read(docs: Path, root: Path) -> list[Source]:
    """Read all hand-written pages below ``docs``; problems name their files from ``root``."""
    found = []
    for path in sorted(docs.rglob("*.md")):
        stem, _, language = path.relative_to(docs).as_posix().removesuffix(".md").rpartition(".")
        found.append(Source(path.relative_to(root).as_posix(), stem, cast("Language", language), path.read_text(encoding="utf-8")))
    return found


def check(sources: Iterable[Source], root: Path, data: Data) -> Iterator[Problem]:
    """Yield what pages and the files beside them write otherwise than the glossary."""
    wording = {language: Wording(data, language) for language in LANGUAGES}
    for source in sources:
        if source.language in LANGUAGES:
            yield from _page(source.file, source.text, wording[source.language])
    for path in sorted(path for pattern in _OTHERS for path in root.glob(pattern)):
        file, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            yield from _page(file, text, wording["zh" if ".zh." in path.name else "en"])
            continue
        for words in _WORDS[path.suffix].finditer(text):
            said = (words["words"] or "").strip('"')
            yield from _problems(file, text, words.start() + words[0].index(said), said, wording["zh" if _HAN.search(said) else "en"])


def blank(match: re.Match[str]) -> str:
    """Return spaces in place of what was found, so that places stay the same."""
    return re.sub(r"[^\n]", " ", match[0])


def place(file: str, text: str, offset: int) -> Place:
    """Return where a sign of a text stands."""
    return Place(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _page(file: str, text: str, wording: Wording) -> Iterator[Problem]:
    return _problems(file, text, 0, _NO_PROSE.sub(blank, CODE.sub(blank, text)), wording)


def _problems(file: str, text: str, start: int, said: str, wording: Wording) -> Iterator[Problem]:
    """Yield the problems of words that start at ``start`` in the text of a file."""
    for wrong in wording.find(said):
        yield Problem(place(file, text, start + wrong.start), wrong.message, wrong.hint)
