"""Walks the typed data, and finds what the format knows at a place in it."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from landscape.models import Data
from landscape.values import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

Path: TypeAlias = tuple[str | int, ...]
"""Steps from the top of the file to a value, by key and index."""


def records(value: object, path: Path = ()) -> Iterator[tuple[Path, Record]]:
    """Walk everything below ``value`` and yield each record with its path in the file."""
    if isinstance(value, Record):
        yield path, value
    if isinstance(value, RootModel):
        yield from records(value.root, path)
    elif isinstance(value, BaseModel):
        for name, alias in _inner(type(value)):
            if child := getattr(value, name):
                yield from records(child, (*path, alias))
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from records(child, (*path, key))
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            if isinstance(child, BaseModel):
                yield from records(child, (*path, index))


@cache
def _inner(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return name and key of the fields in which records may stand; most hold words and numbers only."""
    return tuple((name, field.alias or name) for name, field in kind.model_fields.items() if _holds_records(field.annotation))


def _holds_records(annotation: object) -> bool:
    return annotation is Any or (isinstance(annotation, type) and issubclass(annotation, BaseModel)) or any(map(_holds_records, get_args(annotation)))


def keys_at(path: Path) -> tuple[str, ...]:
    """Return the keys that the format knows in the mapping at ``path``; empty where any key may stand."""
    kind: Any = Data
    for step in path:
        kind = _below(_plain(kind), step)
    kind = _plain(kind)
    if isinstance(kind, type) and issubclass(kind, Record):
        return tuple(field.alias or name for name, field in kind.model_fields.items() if not field.exclude)
    return ()


def _plain(kind: Any) -> Any:
    """Strip ``Annotated`` and ``| None`` and step into root models and lists."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif isinstance(kind, type) and issubclass(kind, RootModel):
            kind = kind.model_fields["root"].annotation
        elif get_origin(kind) is tuple:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, UnionType):
            kind = next(option for option in get_args(kind) if option is not type(None))
        else:
            return kind


def _below(kind: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return kind
    if isinstance(kind, type) and issubclass(kind, Record):
        return next((field.annotation for name, field in kind.model_fields.items() if step == (field.alias or name)), object)
    return get_args(kind)[1] if get_origin(kind) is dict else object
