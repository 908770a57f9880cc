"""Keeps the data file in order: sections as the format lists them, entries by id, comments with what they stand above.

It moves lines and never rewrites one, so that a diff shows what a person changed.
"""

from __future__ import annotations

import re

from landscape.models import Data

_SECTION = re.compile(r"^([a-z]+):")
_ENTRY = re.compile(r"^  ([A-Za-z0-9_-]+):")
_UNSORTED = {"dimensions"}
"""Sections whose order is meant."""


def tidy(text: str) -> str:
    r"""Return the text of a data file with its entries in order and without trailing blanks.

    >>> tidy("terms:\n  # of b\n  b: {}\n  a: {}\n")
    'terms:\n  a: {}\n  # of b\n  b: {}\n'
    """
    head, sections = _cut(text.splitlines(), _SECTION)
    order = {name: place for place, name in enumerate(Data.model_fields)}
    sections.sort(key=lambda section: order.get(section[0], len(order)))
    lines = list(head)
    for name, block in sections:
        before, entries = _cut(block[_start(block, _SECTION) :][1:], _ENTRY)
        if name not in _UNSORTED:
            entries.sort(key=lambda entry: entry[0])
        lines += [*block[: _start(block, _SECTION) + 1], *before, *(line for _, entry in entries for line in entry)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _start(block: list[str], pattern: re.Pattern[str]) -> int:
    return next(index for index, line in enumerate(block) if pattern.match(line))


def _cut(lines: list[str], pattern: re.Pattern[str]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Cut lines into what stands before the first match and (name, lines) from each match on.

    Comments and blank lines directly above a match go with it.
    """
    head: list[str] = []
    blocks: list[tuple[str, list[str]]] = []
    waiting: list[str] = []
    for line in lines:
        match = pattern.match(line)
        if match:
            blocks.append((match[1], [*waiting, line]))
            waiting = []
        elif not line.strip() or line.lstrip().startswith("#"):
            waiting.append(line)
        else:
            (blocks[-1][1] if blocks else head).extend([*waiting, line])
            waiting = []
    (blocks[-1][1] if blocks else head).extend(waiting)
    return head, blocks
