"""Loads the catalogue: reads, validates, and either hands it on whole or tells everything that is wrong."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from landscape.models import Data
from landscape.problems import DataError, Problem
from landscape.rules import RULES
from landscape.rules.found import near
from landscape.source import Document, read
from landscape.walk import Path, keys_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path as File

    from pydantic_core import ErrorDetails

_SHOWN_WIDTH = 40
_ENTRY_DEPTH = 2
"""Steps of a path to an entry: its section and its id."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole data, checked, with the line on which each entry starts."""

    data: Data
    file: str
    lines: dict[tuple[str, str], int]
    """(section, id) → line of the entry in the file."""
    size: int
    """Bytes of the file."""
    plain: dict[str, Any]
    """The data as typed in, before it was given types."""


def load(path: File, *, name: str | None = None, today: date | None = None) -> Catalogue:
    """Read and check the data file.

    Args:
        path: the file.
        name: what problems and edit links call it; the path as given when left out.
        today: the day against which dates are checked; the current one when left out.

    Raises:
        DataError: with every problem of the file.
    """
    with _without_collecting():
        document = read(path, name=name)
        data = validate(document, today or datetime.now(tz=UTC).date())
    lines = {(section, id_): document.place((section, id_), key=True).line for section in Data.model_fields for id_ in getattr(data, section)}
    return Catalogue(data, document.file, lines, path.stat().st_size, document.data if isinstance(document.data, dict) else {})


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the collector of cyclic garbage from going through half a million values again and again: none of them is garbage yet."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def validate(document: Document, today: date) -> Data:
    """Turn plain data into the typed form; raises ``DataError`` with every problem of types and of rules."""
    try:
        data = Data.model_validate(document.data)
    except ValidationError as error:
        problems = [_problem(document, details) for details in error.errors(include_url=False)]
        raise DataError([*problems, *_problems_of_the_rest(document, error, today)]) from None
    if problems := _broken_rules(document, data, today):
        raise DataError(problems)
    return data


def _broken_rules(document: Document, data: Data, today: date) -> list[Problem]:
    return [Problem(document.place(found.path, key=found.key, offset=found.offset), found.message, found.hint) for rule in RULES for found in rule(data, today)]


def _problems_of_the_rest(document: Document, error: ValidationError, today: date) -> list[Problem]:
    """Look at the entries that are well formed, so that a malformed one hides nothing; links to it are let pass."""
    malformed = {details["loc"][:2] for details in error.errors(include_url=False)}
    if not isinstance(document.data, dict) or any(len(path) < _ENTRY_DEPTH or path[0] == "dimensions" for path in malformed):
        return []
    rest = {
        section: {id_: entry for id_, entry in entries.items() if (section, id_) not in malformed} if isinstance(entries, dict) else entries
        for section, entries in document.data.items()
    }
    names = [repr(id_) for _, id_ in malformed]
    problems = _broken_rules(document, Data.model_validate(rest), today)
    return [problem for problem in problems if not any(name in problem.message for name in names)]


def _problem(document: Document, details: ErrorDetails) -> Problem:
    """Say in the project's words what pydantic found."""
    path: Path = details["loc"]
    value = details.get("input")
    at_key = False
    kind = details["type"]
    if kind == "landscape":
        message, hint = details["msg"], str(details.get("ctx", {}).get("hint", ""))
    elif kind == "extra_forbidden":
        known = keys_at(path[:-1])
        message, hint, at_key = f"unknown key {path[-1]!r}", near(str(path[-1]), known, "known keys: " + ", ".join(known)), True
    elif kind == "missing":
        message, hint = f"{path[-1]!r} is missing" + _inside(path), f"add {path[-1]}:"
        path, at_key = path[:-1], True
    elif kind == "literal_error":
        expected = str(details.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        message, hint = f"{_short(value)} is not known here", near(str(value), expected.split(", "), f"one of: {expected}")
    elif kind == "string_pattern_mismatch":
        at_key = path[-1] == "[key]"
        path = path[:-1] if at_key else path
        message, hint = f"{_short(value)} is malformed", _pattern_hint(str(details.get("ctx", {}).get("pattern", "")))
    elif kind == "string_too_short":
        message, hint = f"{path[-1]!r} is empty" + _inside(path), "write the text, in both languages where two are asked for"
    else:
        message, hint = _type_message(kind, value, path)
    return Problem(document.place(path, key=at_key), message, hint)


def _inside(path: Path) -> str:
    names = [str(step) for step in path[:-1] if isinstance(step, str)]
    return f" in {'.'.join(names[-3:])}" if names else ""


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN_WIDTH else text[:_SHOWN_WIDTH] + "…"


def _pattern_hint(pattern: str) -> str:
    if "[a-z]{2,3}" in pattern:
        return "a language tag of BCP 47: en, zh, zh-Hant"
    if "[A-Z]{2}" in pattern:
        return "a country code of two letters: CN, US, FR"
    if "#" in pattern:
        return "a colour of six hexadecimal digits: #3b53b5"
    return "lower-case letters, digits and single hyphens: qwen2-5"


def _type_message(kind: str, value: object, path: Path) -> tuple[str, str]:
    wanted = {
        "string_type": ("text", "put it in quotes if it looks like a number or like true, false, null"),
        "int_type": ("a whole number", "write it without quotes"),
        "bool_type": ("true or false", "write true or false"),
        "tuple_type": ("a list", "write [one, two]"),
        "dict_type": ("a mapping", "write key: value pairs, indented or in braces"),
        "model_type": ("a mapping", "write key: value pairs, indented or in braces"),
        "model_attributes_type": ("a mapping", "write key: value pairs, indented or in braces"),
        "greater_than_equal": ("zero or more", "counts are not negative"),
        "too_short": ("at least one item", "the file starts with the section dimensions:"),
    }
    what, hint = wanted.get(kind, (kind.replace("_", " "), "compare with an entry near it"))
    return f"{_short(value)} stands where {what} is meant{_inside((*path, ''))}", hint
