"""Reads the YAML file into plain data and remembers where each value stands.

Only the part of YAML that people need here is read: mappings, lists and JSON's scalars (``no``,
``1_000`` and ``2023-07-18`` stay text). Anchors, aliases, tags, repeated keys and several documents
are problems, so that what is written is what is meant and a small file cannot unfold into a huge one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from landscape.problems import DataError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Plain: TypeAlias = "str | int | float | bool | tuple[Plain, ...] | dict[str, Plain] | None"
Key: TypeAlias = "str | int"

MAXIMUM_BYTES = 8_000_000
"""Larger files are refused: code hosts and editors have given up long before."""

MAXIMUM_DEPTH = 24
"""Deeper nesting than any entry needs."""

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\Z")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_LONGEST_COUNT = 20
_WORDS: dict[str, Plain] = {"null": None, "~": None, "": None, "true": True, "false": False}
_SYNTAX_HINTS = {
    "did not find expected key": "look at the line above: its indentation or a missing colon, quote or bracket",
    "did not find expected '-' indicator": "items of one list start in the same column",
    "mapping values are not allowed": "a colon followed by a space inside text needs quotes around the text",
    "could not find expected ':'": "a key needs a colon after it; text over several lines needs quotes",
    "found unexpected end of stream": "a quote or bracket is opened and never closed",
    "did not find expected ',' or": "entries between brackets are separated by commas; quote text that has { } [ ] or ,",
}


@dataclass(slots=True)
class Node:
    """A value of the file with its place; the children of a mapping or list by key or index."""

    value: Plain
    line: int
    column: int
    children: dict[Key, Node] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that has been read: its plain data, and the place of every value in it."""

    file: str
    root: Node
    text: str

    @property
    def data(self) -> Plain:
        """The content as dictionaries, tuples, text, numbers, booleans and null."""
        return self.root.value

    def place(self, path: Sequence[Key], *, key: bool = False, offset: int | None = None) -> Place:
        """Return where the value at ``path`` stands, or its key when ``key`` is asked for, or the sign at ``offset`` in it.

        Steps of the path that the file does not have (a missing field, the index of a value that
        stands alone instead of in a list) are passed over, so that the nearest parent is named.
        """
        node, position = self.root, (self.root.line, self.root.column)
        for step in path:
            child = node.children.get(step)
            if child is None:
                continue
            position = (child.line, child.column)
            if isinstance(step, str) and (key or child.line > node.keys[step][0]):
                position = node.keys[step]
            node = child
        return Place(self.file, *self._within(node, offset)) if offset is not None and isinstance(node.value, str) else Place(self.file, *position)

    def _within(self, node: Node, offset: int) -> tuple[int, int]:
        """Return the line and column of a sign of a text, or where the text starts when it goes over several lines."""
        line = self.text.split("\n", node.line)[node.line - 1]
        signs = str(node.value)[offset : offset + 8]
        at = line.find(signs, node.column - 1 + offset)
        return (node.line, at + 1) if at >= 0 else (node.line, node.column)


def read(path: Path, *, name: str | None = None) -> Document:
    """Read a YAML file.

    Args:
        path: the file.
        name: what problems call it; the path as given when left out.

    Raises:
        DataError: when it cannot be read as UTF-8 or as the part of YAML described above.
    """
    name = name or path.as_posix()
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"cannot read the data file: {error.strerror}"
        raise DataError([Problem(Place(name), message, "it belongs at docs/catalogue.yml")]) from None
    if len(raw) > MAXIMUM_BYTES:
        message = f"the file has {len(raw):,} bytes, more than the {MAXIMUM_BYTES:,} that are read"
        raise DataError([Problem(Place(name), message, "look for pasted content; a catalogue of 300 models needs 1.4 MB")])
    return parse(_decode(raw, name), name)


def parse(text: str, name: str) -> Document:
    """Parse YAML text; ``name`` is the file that problems name. Raises ``DataError``."""
    problems = [*_tabs(text, name), *_unprintable(text, name)]
    if problems:
        raise DataError(problems)
    builder = _Builder(name)
    try:
        root = builder.document(yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))
    except yaml.MarkedYAMLError as error:
        problems = [*builder.problems, _syntax_problem(error, name)]
    else:
        problems = builder.problems
        if root is None:
            problems.append(Problem(Place(name), "the file is empty", "it starts with the section dimensions:"))
        elif not problems:
            return Document(name, root, text)
    raise DataError(problems)


def _decode(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", errors="replace")) + 1
        message = f"the file is not UTF-8: byte 0x{raw[error.start]:02X} cannot be read"
        raise DataError([Problem(Place(name, line, column), message, "save it as UTF-8 in your editor")]) from None


def _tabs(text: str, name: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent:
            place = Place(name, number, indent.index("\t") + 1)
            yield Problem(place, "a tab is used for indentation", "YAML wants spaces, two for each level")


def _unprintable(text: str, name: str) -> Iterator[Problem]:
    for match in _UNPRINTABLE.finditer(text):
        place = Place(name, text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start()))
        yield Problem(place, f"the character U+{ord(match[0]):04X} is not allowed", "delete it; it was probably pasted from elsewhere")


def _syntax_problem(error: yaml.MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    what = error.problem or "this is not YAML"
    hint = next((hint for start, hint in _SYNTAX_HINTS.items() if what.startswith(start)), "compare with an entry near it")
    return Problem(place, f"this cannot be read as YAML: {what}", hint)


class _Builder:
    """Builds nodes from the parser's events and notes what the project does not allow."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        """Return the root of the first document, or ``None`` when there is none."""
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._problem(event, "a second document starts here", "one file holds one document: remove the --- line")
                break
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 0)
        if root is not None and root.value is None:
            return None
        return root

    def _node(self, event: Any, events: Iterator[yaml.Event], depth: int) -> Node:
        node = Node(None, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            self._problem(event, f"the alias *{event.anchor} is used", "write the value out; anchors and aliases are not read here")
            return node
        if event.anchor:
            self._problem(event, f"the anchor &{event.anchor} is set", "remove it; anchors and aliases are not read here")
        if event.tag:
            self._problem(event, f"the tag {event.tag} is used", "remove it; types are known from the place of a value")
        if depth > MAXIMUM_DEPTH:
            stop = [*self.problems, Problem(Place(self.name, node.line, node.column), "the nesting is too deep", "look for brackets that are never closed")]
            raise DataError(stop)
        if isinstance(event, yaml.ScalarEvent):
            node.value = _scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._mapping(node, events, depth)
        else:
            self._sequence(node, events, depth)
        return node

    def _sequence(self, node: Node, events: Iterator[yaml.Event], depth: int) -> None:
        values: list[Plain] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            child = self._node(event, events, depth + 1)
            node.children[len(values)] = child
            values.append(child.value)
        node.value = tuple(values)

    def _mapping(self, node: Node, events: Iterator[yaml.Event], depth: int) -> None:
        values: dict[str, Plain] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key_node = self._node(event, events, depth + 1)
            child = self._node(next(events), events, depth + 1)
            if not isinstance(event, yaml.ScalarEvent):
                self._problem(event, "a list or mapping stands where a key belongs", "put quotes around text that starts with { or [")
                continue
            key = event.value
            if key in values:
                first = node.keys[key][0]
                self._problem(event, f"the key {key!r} stands twice (first in line {first})", "keep one of the two, or give the second its own name")
                continue
            values[key] = child.value
            node.children[key] = child
            node.keys[key] = (key_node.line, key_node.column)
        node.value = values

    def _problem(self, event: Any, message: str, hint: str) -> None:
        place = Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
        self.problems.append(Problem(place, message, hint))


def _scalar(event: yaml.ScalarEvent) -> Plain:
    text: str = event.value
    if not event.implicit[0]:  # quoted or a block: text, whatever it looks like
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text) if len(text) < _LONGEST_COUNT else text
    return float(text) if _NUMBER.match(text) else text
