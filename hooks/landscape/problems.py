"""What can be wrong with the data or a page, and how it is told to people and to machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a file that a person edits; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return ``file:line:column``, the form that editors and terminals make clickable."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong: where, what (with the offending value) and what to do about it."""

    place: Place
    message: str
    hint: str = ""

    def text(self) -> str:
        """Return the problem as people read it in a terminal, the hint on a line of its own."""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{self.place}: {self.message}{hint}"

    def annotation(self) -> str:
        """Return the problem as a GitHub Actions workflow command, escaped as its syntax asks."""
        where = ",".join(f"{key}={_escape_property(str(value))}" for key, value in (("file", self.place.file), ("line", self.place.line), ("col", self.place.column)))
        message = f"{self.message} ({self.hint})" if self.hint else self.message
        return f"::error {where}::{_escape_message(message)}"


class DataError(Exception):
    """Raised once, with every problem that was found, sorted by place and free of repetition."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep ``problems`` in reading order."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.report())

    def report(self) -> str:
        """Return all problems as text, closed by their number."""
        count = len(self.problems)
        lines = [problem.text() for problem in self.problems]
        return "\n".join([*lines, f"{count} problem{'' if count == 1 else 's'} found; nothing was written."])


def _escape_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_message(text).replace(":", "%3A").replace(",", "%2C")
