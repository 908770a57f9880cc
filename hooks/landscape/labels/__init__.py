"""Words of the interface in both languages; names and texts of entries are in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from landscape.labels.interface import LABELS
from landscape.labels.vocabularies import WORDS

if TYPE_CHECKING:
    from landscape.values import Text

Language: TypeAlias = Literal["zh", "en"]

LANGUAGES: tuple[Language, ...] = ("zh", "en")

LOCALES: dict[Language, str] = {"zh": "zh", "en": "en"}
"""What ``<html lang>`` and ``hreflang`` say."""

OPEN_GRAPH_LOCALES: dict[Language, str] = {"zh": "zh_CN", "en": "en_GB"}
"""What previews of a link are told, in which a language goes with a country."""


def say(key: str, language: Language, **values: object) -> str:
    """Return a word or sentence of the interface, its ``{places}`` filled with ``values``.

    >>> say("models", "en")
    'Models'
    >>> say("verified_on", "zh", date="2026-11-24")
    '逐条核对于 2026-11-24'
    """
    text = LABELS[key]
    words = text.zh if language == "zh" else text.en
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", str(value))
    return words


def word(vocabulary: str, value: str, language: Language) -> str:
    """Return the word for a fixed value of a field.

    >>> word("part-state", "described", "en")
    'described only'
    """
    text = WORDS[vocabulary][value]
    return text.zh if language == "zh" else text.en


def question_key(question: str) -> str:
    """Return the key under which a question to a licence is worded (and, with ``.short``, headed); ``name`` is that of a name.

    >>> say(question_key("name") + ".short", "en"), say(question_key("sell") + ".short", "en")
    ('Show name', 'Sell')
    """
    return "show_name" if question == "name" else question


def pick(text: Text, language: Language) -> str:
    """Return one language of a text."""
    return text.zh if language == "zh" else text.en


def enumerate_(words: list[str], language: Language) -> str:
    """Join words as a list is read in the language.

    >>> enumerate_(["a", "b"], "zh")
    'a、b'
    """
    return ("、" if language == "zh" else ", ").join(words)
