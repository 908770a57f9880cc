"""Which facts there are for each kind of entry, in reading order, and how their values are written.

``[[llama-2.context.trained]]`` in a page and the row of the entry's page go through the same line here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from landscape.facts import shown, shown_size
from landscape.markup import number, parameters
from landscape.models import Model

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from landscape.markup import Writer
    from landscape.values import Facts

    Write: TypeAlias = Callable[[Any], str | Markup]

FIELDS: dict[str, dict[str, Callable[[Writer], Write]]] = {
    "models": {
        "announced": lambda w: w.day,
        "released": lambda w: w.day,
        "paper": lambda w: w.day,
        "deprecated": lambda w: w.day,
        "retired": lambda w: w.day,
        "treatments": lambda w: w.write_words("treatment"),
        "context.trained": lambda _w: number,
        "context.configured": lambda _w: number,
        "context.extended": lambda w: w.write_extended,
        "context.stated": lambda _w: number,
        "context.output": lambda _w: number,
        "training_tokens": lambda _w: parameters,
        "knowledge_cutoff": lambda w: w.day,
        "modalities.in": lambda w: w.write_words("modality"),
        "modalities.out": lambda w: w.write_words("modality"),
        "languages": lambda w: w.write_tongues,
        "language_count": lambda _w: number,
        "reasoning": lambda w: w.write_words("reasoning"),
        "tools": lambda w: w.write_links,
    },
    "tools": {
        "announced": lambda w: w.day,
        "released": lambda w: w.day,
        "discontinued": lambda w: w.day,
        "licence": lambda w: w.write_links,
        "languages": lambda w: w.write_list,
        "hardware": lambda w: w.write_list,
        "state": lambda w: w.write_words("tool-state"),
    },
    "techniques": {
        "introduced": lambda w: w.day,
        "how": lambda w: w.write_text,
        "gives": lambda w: w.write_text,
        "costs": lambda w: w.write_text,
        "unless": lambda w: w.write_text,
    },
    "organisations": {"country": lambda w: w.write_country},
    "licences": {"osi": lambda w: w.say, "published": lambda w: w.day},
    "families": {},
    "terms": {},
}
"""Section → path of the field → how a value of it is written."""

LABELS_BY_FIELD = {("tools", "languages"): "languages_code", ("models", "tools"): "tools_named"}
"""Labels that differ from the path of the field."""


class UnknownField(KeyError):
    """There is no fact of this name; carries the names that there are."""

    def __init__(self, known: tuple[str, ...]) -> None:
        """Keep the names of the facts that the entry has."""
        super().__init__("unknown field")
        self.known = known


def facts_at(item: object, path: str) -> Facts[Any]:
    """Return the fact at a path of :data:`FIELDS`."""
    value: Any = item
    for step in path.replace("modalities.in", "modalities.input").replace("modalities.out", "modalities.output").split("."):
        value = getattr(value, step)
    return value  # type: ignore[no-any-return]


def label(section: str, path: str) -> str:
    """Return the key of the label of a field."""
    return LABELS_BY_FIELD.get((section, path), path)


def print_fact(writer: Writer, id_: str, path: str) -> Markup | str:
    """Print one fact of an entry with its citation, for prose.

    Besides the fields of :data:`FIELDS`, ``sizes.7B`` prints the parameters of a size, ``sizes.8x7B.active`` those
    used for one token, and ``count`` of a section or category the number of its entries.

    Raises:
        UnknownField: when the entry has no such field, or nobody has looked for the fact yet.
    """
    section = writer.atlas.sections[id_]
    item = writer.atlas.item(id_)
    if isinstance(item, Model) and path.startswith("sizes."):
        return _size(writer, id_, item, path.removeprefix("sizes."))
    known = FIELDS[section]
    if path not in known:
        raise UnknownField(tuple(name for name in known if facts_at(item, name)))
    claim = shown(facts_at(item, path))
    if claim is None:
        raise UnknownField(tuple(name for name in known if facts_at(item, name)))
    return writer.claim(claim.model_copy(update={"note": None, "scope": ()}), known[path](writer), id_)


def _size(writer: Writer, id_: str, model: Model, path: str) -> Markup:
    name, which = (path.removesuffix(".active"), "active") if path.endswith(".active") else (path, "total")
    size = shown_size(model.sizes[name]) if name in model.sizes else None
    count = getattr(size, which) if size else None
    if size is None or count is None:
        raise UnknownField(tuple(f"sizes.{known}" for known in model.sizes))
    return writer.number_cited(count, size.sources, size.at, id_)
