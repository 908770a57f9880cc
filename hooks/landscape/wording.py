"""The words of the glossary as all texts write them: finds the wordings that stand for one of them and are not used.

What others wrote is theirs: nothing is looked for in quotation marks, code and addresses, nor in the names of models,
tools, organisations and licences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from landscape.models import Avoided, Category, Data, Technique, Term

Path: TypeAlias = "tuple[str | int, ...]"

_OTHERS = ("licences", "organisations", "families", "models", "tools")
"""Sections whose names are proper names."""

_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|《[^《》\n]*》|「[^「」\n]*」|`[^`\n]+`|https?://[^\s)>\]]+")
_BRACKETED = re.compile(r"\s*[（(][^（）()]*[）)]$")


@dataclass(frozen=True, slots=True)
class Misworded:
    """A wording that the glossary writes otherwise: where it stands in the text, and what stands there instead."""

    start: int
    found: str
    say: str
    id: str

    @property
    def message(self) -> str:
        """What is wrong."""
        return f"the glossary says {self.say!r}, not {self.found!r}"

    @property
    def hint(self) -> str:
        """What to write, and the ways out where the wording is another's or means something else."""
        return f"write {self.say!r}; quote {self.found!r} if it is another's word; if it means something else, add its phrase to unless: under avoid: of {self.id!r}"


class Wording:
    """All wordings to be avoided in one language, looked for at once."""

    def __init__(self, data: Data, language: Literal["zh", "en"]) -> None:
        """Gather them from the terms, techniques and categories of ``data``; Chinese text has English words in it, too."""
        spoken: tuple[Literal["zh", "en"], ...] = ("zh", "en") if language == "zh" else ("en",)
        found = [(str(path[-1]), standard(word, one), avoided) for path, word in words(data) for one in spoken for avoided in getattr(word.avoid, one)]
        self._avoided = sorted(found, key=lambda one: len(one[2].wording), reverse=True)
        self._pattern = _pattern([avoided.wording for _, _, avoided in self._avoided]) if found else None
        self._names = [name for name in _proper_names(data) if self._pattern and self._pattern.search(name.lower())]

    def find(self, text: str) -> Iterator[Misworded]:
        """Yield what is written otherwise than in the glossary."""
        if self._pattern is None:
            return
        plain = _QUOTED.sub(lambda match: " " * len(match[0]), text)
        lower = plain.lower() if len(plain.lower()) == len(plain) else plain
        for match in self._pattern.finditer(lower):
            id_, name, avoided = next(one for one in self._avoided if re.fullmatch(_expression(one[2].wording), match[0]))
            if not _covered(lower, match.span(), [phrase.lower() for phrase in avoided.unless]) and not _covered(plain, match.span(), self._names):
                found = text[slice(*match.span())]
                yield Misworded(match.start(), found, _instead(found, avoided, name), id_)


def words(data: Data) -> Iterator[tuple[Path, Term | Technique | Category]]:
    """Yield all words of the glossary and the names of categories, which are words of the field, too."""
    for id_, dimension in data.dimensions.items():
        for parent, category in dimension.categories.items():
            yield ("dimensions", id_, "categories", parent), category
            yield from ((("dimensions", id_, "categories", parent, "categories", child), nested) for child, nested in category.categories.items())
    yield from ((("techniques", id_), technique) for id_, technique in data.techniques.items())
    yield from ((("terms", id_), term) for id_, term in data.terms.items())


def standard(word: Term | Technique | Category, language: Literal["zh", "en"]) -> str:
    """Return the word as it stands within a sentence."""
    name = _BRACKETED.sub("", getattr(word.name, language))
    first = name.split(" ")[0]
    return name[0].lower() + name[1:] if first[1:].replace("-", "").replace("–", "").islower() else name


def _pattern(wordings: list[str]) -> re.Pattern[str]:
    """Return one pattern for all wordings, the longest first; Latin ones are whole words and no part of an address or a file's name.

    Those that begin alike are grouped: that is many times faster than trying one after the other.
    """
    groups: dict[str, list[str]] = {}
    for wording in wordings:
        groups.setdefault(wording[0].lower(), []).append(_expression(wording).removeprefix(re.escape(wording[0].lower())))
    sides = {True: r"(?<![\w/@.-])(?:%s)(?![\w@-]|[./]\w)", False: "(?:%s)"}
    kinds = {latin: [re.escape(first) + f"(?:{'|'.join(rest)})" for first, rest in groups.items() if first.isascii() is latin] for latin in sides}
    return re.compile("|".join(side % "|".join(kinds[latin]) for latin, side in sides.items() if kinds[latin]), re.ASCII)


def _expression(wording: str) -> str:
    """Return a pattern for a wording: spaces are of any length, a star at its end stands for any ending."""
    stem = wording.lower().removesuffix("*")
    return r"\s+".join(re.escape(part) for part in stem.split()) + ("[a-z]*" if wording.endswith("*") else "")


def _instead(found: str, avoided: Avoided, name: str) -> str:
    """Return what to write, with the ending and the capital of what was found."""
    say = avoided.say or name
    if avoided.wording.endswith("*") and say.endswith("*"):
        say = say[:-1] + found[len(avoided.wording) - 1 :]
    return say[0].upper() + say[1:] if found[0].isupper() and found[1:2].islower() else say


def _covered(text: str, span: tuple[int, int], phrases: Iterable[str]) -> bool:
    """Tell whether what was found is a part of one of the phrases."""
    start, end = span
    for phrase in phrases:
        at = text.find(phrase, max(0, end - len(phrase)), start + len(phrase))
        if at >= 0:
            return True
    return False


def _proper_names(data: Data) -> Iterator[str]:
    for section in _OTHERS:
        for entry in getattr(data, section).values():
            yield from (entry.name.zh, entry.name.en, *entry.aliases)
