"""What rules share: what they find, the entries they look at, the nearest word."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from landscape.models import Data, Entry
    from landscape.walk import Path

SECTIONS = ("licences", "organisations", "families", "models", "tools", "techniques", "terms")
"""Sections whose entries have ids, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: the path of the value (or of its key), what is wrong, what to do."""

    path: Path
    message: str
    hint: str
    key: bool = False
    offset: int | None = None
    """Where in the value, for a text."""


def entries(data: Data) -> Iterator[tuple[Path, Entry]]:
    """Yield every entry that has sources, with its path."""
    for section in ("licences", "organisations", "models", "tools", "techniques"):
        for id_, entry in getattr(data, section).items():
            yield (section, id_), entry


def categories(data: Data) -> dict[str, tuple[str, ...]]:
    """Return the category ids of each dimension, nested ones after their parents."""
    return {id_: tuple(name for parent, category in dimension.categories.items() for name in (parent, *category.categories)) for id_, dimension in data.dimensions.items()}


def near(word: str, words: Iterable[str], otherwise: str) -> str:
    """Return a hint that names the nearest existing word, or ``otherwise``."""
    matches = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"did you mean {matches[0]!r}?" if matches else otherwise


def field_name(path: Path) -> str:
    """Return the dotted name of a field, as people speak of it."""
    names = [str(step) for step in path[2:] if not isinstance(step, int)]
    return ".".join(names) or str(path[-1])
