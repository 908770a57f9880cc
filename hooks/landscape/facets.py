"""What entries can be filtered by: the facets of the explorer. Adding one is adding one line to ``FACETS``.

A facet says of an entry which of its values hold. A value that is not known is a value of its own (``absent``: nobody
has looked yet; ``undisclosed``: the maker did not say; ``none``: does not apply), so that it is never counted as "no" or zero.

Some facts of a model hold for some of its sizes only (another licence, a longer window). A facet of a *size* is asked
for each size by itself, so that "Apache-2.0 and under 10B" finds a model only when one and the same size is both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from landscape.facts import Atlas, date_of, shown_size, tokens_of
from landscape.labels import question_key
from landscape.markup import Writer, country, number, parameters, tongue
from landscape.models import Answers, Model, Tool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from landscape.values import Claim, Facts

    Item: TypeAlias = Any

STATES = ("undisclosed", "none", "absent")
"""Values that stand for a missing one, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One question that entries can be filtered by.

    Attributes:
        label: key of its label, or the id of a dimension.
        values: what holds of an entry; of one size of a model where ``sized``. Nothing means ``absent``.
        word: how a value is written.
        sized: whether it is asked for each size of a model by itself.
        stops: for a quantity, the bounds that are offered; values are numbers then.
        order: how its values are sorted: by ``count``, or as they are given (``given``) or by their ``value``, the highest first.
    """

    label: str
    values: Callable[..., Iterable[str | int]]
    word: Callable[[Writer, str], str] = lambda _writer, value: value
    sized: bool = False
    stops: tuple[int, ...] = ()
    order: str = "count"


def sizes_of(model: Any) -> tuple[str, ...]:
    """Return the names of a model's sizes; one nameless size for what has none."""
    return tuple(model.sizes) if isinstance(model, Model) and model.sizes else ("",)


def _holds_for(scope: tuple[str, ...], model: Model, size: str) -> bool:
    """Whether a fact of this scope holds for a size; a scope that names no size (a treatment, say) holds for all."""
    named = [name for name in scope if name in model.sizes]
    return not named or size in named


def _known(facts: Facts[Any]) -> Iterator[str]:
    """Yield the values of all claims, or the state that stands in their place."""
    for claim in facts.root:
        if claim.state != "known":
            yield claim.state
        elif isinstance(claim.value, tuple):
            yield from claim.value
        elif claim.value is not None:
            yield str(claim.value)


def _fact(*path: str) -> Callable[[Atlas, str, Item], Iterable[str]]:
    def values(_atlas: Atlas, _id: str, item: Item) -> Iterable[str]:
        for step in path:
            item = getattr(item, step)
        return _known(item)

    return values


def _category(dimension: str) -> Callable[[Atlas, str, Item], Iterable[str]]:
    def values(atlas: Atlas, id_: str, item: Item) -> Iterable[str]:
        found = atlas.categories_of(id_, dimension)
        claim = item.places.get(dimension)
        if not found and claim is not None and claim.state != "known":
            return (claim.state,)
        return dict.fromkeys((*(parent for name in found if (parent := atlas.places[name].parent)), *found))

    return values


def _makers(atlas: Atlas, id_: str, _item: Item) -> Iterable[str]:
    return atlas.makers(id_)


def _countries(atlas: Atlas, id_: str, _item: Item) -> Iterable[str]:
    return [value for maker in atlas.makers(id_) for value in _known(atlas.data.organisations[maker].country)]


def _made(atlas: Atlas, id_: str, _item: Item) -> Iterable[str]:
    """Yield the kinds of entries that an organisation made."""
    return [atlas.sections[made] for made in atlas.made_by.get(id_, ())] or ["none"]


def _used_by(atlas: Atlas, id_: str, _item: Item) -> Iterable[str]:
    """Yield the kinds of entries that are under a licence."""
    return [atlas.sections[user] for user in atlas.used_by.get(id_, ())] or ["none"]


def _kind(_atlas: Atlas, _id: str, item: Item) -> Iterable[str]:
    return [item.kind]


def _year(_atlas: Atlas, _id: str, item: Item) -> Iterable[str]:
    return [date_of(item)[:4]] if date_of(item) else []


def _verified(_atlas: Atlas, _id: str, item: Item) -> Iterable[str]:
    return ["yes" if item.verified else "no"]


def _currency(_atlas: Atlas, _id: str, item: Model) -> Iterable[str]:
    found = [state for state in ("retired", "deprecated") if getattr(item, state)]
    return found + (["superseded_by"] if item.superseded_by else []) or ["current"]


def _families(_atlas: Atlas, _id: str, item: Model) -> Iterable[str]:
    return [item.family] if item.family else ["none"]


def _tools(_atlas: Atlas, _id: str, item: Model) -> Iterable[str]:
    return _known(item.tools)


def _licences(atlas: Atlas, id_: str, item: Model | Tool, size: str) -> list[str]:
    """Return the licences of the weights of one size, or of a tool's code."""
    if isinstance(item, Tool):
        return list(_known(item.licence))
    parts = [part for part in item.parts.get("weights", ()) if _holds_for(part.scope, item, size)]
    licences = [part.licence for part in parts if part.licence]
    if not licences and atlas.openness[id_].level == "closed":
        return ["none"]
    return licences


def _answers(question: str) -> Callable[[Atlas, str, Item, str], Iterable[str]]:
    def values(atlas: Atlas, id_: str, item: Item, size: str) -> Iterable[str]:
        found = []
        for licence in _licences(atlas, id_, item, size):
            if licence in STATES:
                found.append(licence)
            elif answers := atlas.data.licences[licence].answers:
                found.append(getattr(answers, question).value)
        return found

    return values


def _clause(question: str) -> Callable[[Atlas, str, Item], Iterable[str]]:
    return lambda _atlas, _id, item: [getattr(item.answers, question).value] if item.answers else []


def _parameters(which: str) -> Callable[[Atlas, str, Model, str], Iterable[str | int]]:
    def values(_atlas: Atlas, _id: str, item: Model, size: str) -> Iterable[str | int]:
        if not size:
            return []
        count = shown_size(item.sizes[size])
        known: int | None = getattr(count, which)
        if known is None and which == "active" and count.total is not None:
            return ["none"]  # a dense model: there is no smaller part that runs
        return [known] if known is not None else [count.state] if count.state else []

    return values


def _window(_atlas: Atlas, _id: str, item: Model, size: str) -> Iterable[str | int]:
    """Yield the longest context window that a source gives for this size."""
    claims: list[Claim[Any]] = [
        claim for kind in ("trained", "stated", "configured", "extended") for claim in getattr(item.context, kind).root if _holds_for(claim.scope, item, size)
    ]
    lengths = [tokens_of(claim) for claim in claims if claim.value is not None]
    if lengths:
        yield max(lengths)
    elif claims:
        yield claims[0].state


def _name(writer: Writer, value: str) -> str:
    return writer.name(value)


def _said(writer: Writer, value: str) -> str:
    return writer.say(value)


def _worded(vocabulary: str) -> Callable[[Writer, str], str]:
    return lambda writer, value: writer.word(vocabulary, value)


def _nation(writer: Writer, value: str) -> str:
    return country(value, writer.language)


def _tongue(writer: Writer, value: str) -> str:
    return tongue(value, writer.language)


def _parameters_word(_writer: Writer, value: str) -> str:
    return parameters(int(value))


def _tokens_word(_writer: Writer, value: str) -> str:
    return number(int(value))


_M, _B, _T = 10**6, 10**9, 10**12
_SIZES = (100 * _M, 1 * _B, 3 * _B, 10 * _B, 30 * _B, 70 * _B, 100 * _B, 300 * _B, 1 * _T)
_WINDOWS = (2_048, 4_096, 8_192, 32_768, 131_072, 262_144, 1_000_000)

_MAKER = Facet("by", _makers, _name)
_COUNTRY = Facet("country", _countries, _nation)
_YEAR = Facet("year", _year, order="value")
_CHECKED = Facet("verified", _verified, _said, order="given")
_LICENCE = Facet("licence", _licences, _name, sized=True)
_SELL = Facet("sell.short", _answers("sell"), _worded("answer"), sized=True, order="given")
_TRAIN = Facet("train.short", _answers("train"), _worded("answer"), sized=True, order="given")
_USERS = Facet("users.short", _answers("users"), _worded("answer"), sized=True, order="given")


def _places(*dimensions: str) -> dict[str, Facet]:
    return {dimension: Facet(dimension, _category(dimension), _name, order="given") for dimension in dimensions}


FACETS: dict[str, dict[str, Facet]] = {
    "models": {
        "year": _YEAR,
        "size": Facet("total", _parameters("total"), _parameters_word, sized=True, stops=_SIZES),
        "active": Facet("active", _parameters("active"), _parameters_word, sized=True, stops=_SIZES),
        "context": Facet("context", _window, _tokens_word, sized=True, stops=_WINDOWS),
        "licence": _LICENCE,
        "sell": _SELL,
        "train": _TRAIN,
        "users": _USERS,
        "input": Facet("modalities.in", _fact("modalities", "input"), _worded("modality")),
        "output": Facet("modalities.out", _fact("modalities", "output"), _worded("modality")),
        "language": Facet("languages", _fact("languages"), _tongue),
        "by": _MAKER,
        "country": _COUNTRY,
        "reasoning": Facet("reasoning", _fact("reasoning"), _worded("reasoning")),
        "version": Facet("treatments", _fact("treatments"), _worded("treatment")),
        "family": Facet("family", _families, _name),
        "tool": Facet("tools_named", _tools, _name),
        "state": Facet("state", _currency, _said, order="given"),
        "verified": _CHECKED,
    },
    "tools": {
        "year": _YEAR,
        "licence": _LICENCE,
        "sell": _SELL,
        "by": _MAKER,
        "country": _COUNTRY,
        "code": Facet("languages_code", _fact("languages")),
        "hardware": Facet("hardware", _fact("hardware")),
        "state": Facet("state", _fact("state"), _worded("tool-state")),
        "verified": _CHECKED,
    },
    "techniques": {
        "year": _YEAR,
        "by": _MAKER,
        "needs": Facet("needs", lambda _atlas, _id, item: item.needs or ["none"], _name),
        "tool": Facet("tools", lambda _atlas, _id, item: item.tools, _name),
        "verified": _CHECKED,
    },
    "organisations": {
        "country": Facet("country", _fact("country"), _nation),
        "kind": Facet("kind", _kind, _worded("organisation")),
        "made": Facet("entries", _made, _said),
        "verified": _CHECKED,
    },
    "licences": {
        "kind": Facet("kind", _kind, _worded("licence")),
        "osi": Facet("osi", _fact("osi"), _said, order="given"),
        **{question: Facet(f"{question_key(question)}.short", _clause(question), _worded("answer"), order="given") for question in Answers.model_fields},
        "used": Facet("used_by", _used_by, _said),
        "by": _MAKER,
        "verified": _CHECKED,
    },
}
"""Section → facet by its name in addresses (``?year=2026``); the dimensions stand before them (:func:`facets`)."""


def facets(atlas: Atlas, section: str) -> dict[str, Facet]:
    """Return the facets of a section: the dimensions in which its entries stand first, then the others."""
    entries = getattr(atlas.data, section)
    dimensions = (name for name, described in atlas.data.dimensions.items() if section in described.holds or any(atlas.categories_of(id_, name) for id_ in entries))
    return {**_places(*dimensions), **FACETS[section]}


def values(facet: Facet, atlas: Atlas, id_: str, size: str = "") -> tuple[str | int, ...]:
    """Return what a facet says of an entry, or of one of its sizes; ``absent`` when nobody has looked.

    Args:
        facet: the question.
        atlas: the catalogue.
        id_: of the entry.
        size: name of the size, for a facet that is asked for each size.
    """
    item = atlas.item(id_)
    found = facet.values(atlas, id_, item, size) if facet.sized else facet.values(atlas, id_, item)
    return tuple(dict.fromkeys(found)) or ("absent",)
