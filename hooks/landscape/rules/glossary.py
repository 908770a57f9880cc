"""The glossary: a word has one name, and all texts use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from landscape.rules.found import Found
from landscape.values import Text
from landscape.walk import records
from landscape.wording import Wording, standard, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from landscape.models import Data
    from landscape.walk import Path

_LANGUAGES: tuple[Literal["zh", "en"], ...] = ("zh", "en")


def texts_use_the_words_of_the_glossary(data: Data, _today: date) -> Iterator[Found]:
    """A reader who learnt a word meets the same word everywhere; what others are called is theirs."""
    wording = {language: Wording(data, language) for language in _LANGUAGES}
    for path, record in records(data):
        if not isinstance(record, Text):
            continue
        for language in _LANGUAGES:
            for wrong in wording[language].find(getattr(record, language)):
                yield Found((*path, language), wrong.message, wrong.hint, offset=wrong.start)


def words_are_defined_once(data: Data, _today: date) -> Iterator[Found]:
    """Two definitions of one word drift apart; one of them can be an alias or a link."""
    for language in _LANGUAGES:
        names: dict[str, Path] = {}
        for path, word in words(data):
            if path[0] == "dimensions":
                continue
            shown = getattr(word.name, language)
            name = shown.casefold()
            if name in names:
                yield Found((*path, "name"), f"{shown!r} is defined already, as {names[name][1]!r}", "keep one of the two, or tell them apart by name", key=True)
            names.setdefault(name, path)


def avoided_wordings_can_be_avoided(data: Data, _today: date) -> Iterator[Found]:
    """What is to be written instead must not be wrong itself, and an exception must concern the wording."""
    for language in _LANGUAGES:
        wording = Wording(data, language)
        seen: dict[str, str] = {}
        for path, word in words(data):
            for index, avoided in enumerate(getattr(word.avoid, language)):
                here = (*path, "avoid", language, index)
                plain = avoided.wording.lower()
                if plain in seen:
                    yield Found(here, f"{avoided.wording!r} is avoided already, for {seen[plain]!r}", "keep it at the word that people mean by it")
                seen.setdefault(plain, str(path[-1]))
                if any(wording.find(avoided.say or standard(word, language))):
                    yield Found(here, f"what stands instead of {avoided.wording!r} is avoided itself", "name another wording under say:")
                for place, phrase in enumerate(avoided.unless):
                    if plain.removesuffix("*") not in phrase.lower():
                        yield Found((*here, "unless", place), f"{phrase!r} does not hold {avoided.wording!r}", "write the whole phrase in which the wording is right")
