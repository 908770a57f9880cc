"""Languages: each reader gets the whole text in their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel import Locale

from landscape.rules.found import Found
from landscape.values import Text
from landscape.walk import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from landscape.models import Data

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_NAMES = {"name", "short", "columns", "positions", "attention", "normalisation", "activation"}


def both_languages_are_written(data: Data, _today: date) -> Iterator[Found]:
    """Each reader gets the whole text in their own language, not a leftover of the other."""
    for path, record in records(data):
        if not isinstance(record, Text):
            continue
        if isinstance(path[-1], str) and path[-1] == "role" and record.en == "-":
            continue
        if han := _HAN.search(record.en):
            yield Found((*path, "en"), f"Chinese in the English text: {_around(record.en, han.start())!r}", "write it in English; other spellings go under aliases:")
        is_name = path[-1] in _NAMES or path[-2] in _NAMES or (path[-1] == "note" and record.zh == record.en)
        if not is_name and not _HAN.search(record.zh):
            yield Found((*path, "zh"), f"no Chinese in the Chinese text: {record.zh[:24]!r}", "write it in Chinese")


def _around(text: str, index: int) -> str:
    return text[max(0, index - 8) : index + 12]


def codes_exist(data: Data, _today: date) -> Iterator[Found]:
    """Country and language codes are shown by name; an unknown one has no name."""
    english = Locale("en")
    for id_, organisation in data.organisations.items():
        for index, claim in enumerate(organisation.country.root):
            if claim.value and claim.value not in english.territories:
                yield Found(("organisations", id_, "country", index, "is"), f"{claim.value!r} is no country code", "two letters of ISO 3166-1: CN, US, FR")
    for id_, model in data.models.items():
        for index, tags in enumerate(model.languages.root):
            for place, tag in enumerate(tags.value or ()):
                if tag.split("-")[0] not in english.languages:
                    yield Found(("models", id_, "languages", index, "is", place), f"{tag!r} is no language tag", "BCP 47: en, zh, zh-Hant, yue")
