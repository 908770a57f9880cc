"""The columns that tables can have: heading, cell, and what rows are sorted by. Adding one is adding one line to ``COLUMNS``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from markupsafe import Markup

from landscape.facts import Atlas, context_of, date_of, dated, largest, licences_of, shown, shown_size, tokens_of
from landscape.labels import question_key
from landscape.markup import Writer, html, number, parameters
from landscape.models import Answers, Family, Licence, Model, Organisation, Placed, Technique, Term, Tool

if TYPE_CHECKING:
    from collections.abc import Callable

Item: TypeAlias = Any

_FEW = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how a cell is written and what rows are sorted by."""

    label: str
    cell: Callable[[Writer, str, Item], str | Markup]
    sort: Callable[[Atlas, str, Item], str | float | None]
    numeric: bool = False


def _name(writer: Writer, id_: str, item: Item) -> Markup:
    makers = [writer.name(maker.organisation) for maker in item.by] if isinstance(item, Placed) else [writer.name(by) for by in getattr(item, "by", ())]
    sub = html('<span class="sub">{}</span>', writer.join(makers)) if makers else ""
    return html('<a class="name" href="{}">{}</a>{}', writer.url(writer.address(id_)), writer.name(id_), sub)


def _name_key(atlas: Atlas, id_: str, _item: Item) -> str:
    return atlas.item(id_).name.en.casefold()


def _date(writer: Writer, id_: str, item: Item) -> str | Markup:
    found = dated(item)
    if found is None:
        return writer.state("absent")
    _, claim = found
    return html('<time class="num" datetime="{}">{}</time>{}', claim.value, claim.value, writer.cite(claim.sources, claim.at, id_))


def _sizes(writer: Writer, id_: str, item: Model) -> str | Markup:
    pieces: list[Markup] = []
    for sizes in item.sizes.values():
        size = shown_size(sizes)
        if size.total is None:
            pieces.append(writer.state(size.state or "absent"))
            continue
        active = html('<span class="sub">{} {}</span>', writer.say("active"), parameters(size.active)) if size.active else ""
        pieces.append(html('<span class="num">{}{}</span>{}', parameters(size.total), writer.cite(size.sources, size.at, id_), active))
    if len(set(pieces)) > _FEW:  # the ends of the range say enough in a table
        known = sorted((size for size in map(shown_size, item.sizes.values()) if size.total), key=lambda size: size.total or 0)
        if len(known) > 1 and known[0].total and known[-1].total:
            return html('<span class="num">{}–{}{}</span>', parameters(known[0].total), parameters(known[-1].total), writer.cite(known[-1].sources, known[-1].at, id_))
    return Markup("<br>").join(dict.fromkeys(pieces)) if pieces else writer.state("absent")


def _context(writer: Writer, id_: str, item: Model) -> str | Markup:
    found = context_of(item)
    if found is None:
        return writer.state("absent")
    kind, claim = found
    tokens = tokens_of(claim)
    return html('<span class="num" title="{}">{}{}</span>', writer.say(f"context.{kind}"), number(tokens), writer.cite(claim.sources, claim.at, id_))


def _chips(dimension: str) -> Callable[[Writer, str, Item], Markup | str]:
    def cell(writer: Writer, id_: str, _item: Item) -> Markup | str:
        categories = writer.atlas.categories_of(id_, dimension)
        nested_parents = {writer.atlas.places[category].parent for category in categories}
        chips = [writer.chip(category) for category in categories if category not in nested_parents]
        return Markup(" ").join(chips) if chips else writer.state("absent" if dimension != "architecture" else "undisclosed")

    return cell


def _first_category(dimension: str) -> Callable[[Atlas, str, Item], str | float | None]:
    def key(atlas: Atlas, id_: str, _item: Item) -> float | None:
        categories = atlas.categories_of(id_, dimension)
        return float(list(atlas.places).index(categories[0])) if categories else None

    return key


def _licence(writer: Writer, _id: str, item: Model | Tool) -> str | Markup:
    found = licences_of(item)
    if not found:
        return writer.state("none") if isinstance(item, Model) and not _downloadable(item) else writer.state("absent")
    return Markup("<br>").join(html("{}{}", writer.link(id_), html('<span class="sub">{}</span>', writer.scope(scope)) if scope else "") for id_, scope in found)


def _downloadable(model: Model) -> bool:
    weights = model.parts.get("weights", ())
    return not weights or any(part.state in ("released", "partial") for part in weights)


def _licence_key(atlas: Atlas, _id: str, item: Model | Tool) -> str | None:
    found = licences_of(item)
    return atlas.item(found[0][0]).name.en.casefold() if found else None


def _verified(writer: Writer, _id: str, item: Item) -> Markup:
    if item.verified is None:
        return html('<span class="state">{}</span>', writer.say("not_verified"))
    return html('<span class="verified">✓ <time datetime="{}">{}</time></span>', item.verified, item.verified[:7])


def _fact(field: str, write: Callable[[Writer], Callable[[Any], str | Markup]]) -> Callable[[Writer, str, Item], Markup]:
    def cell(writer: Writer, id_: str, item: Item) -> Markup:
        claim = shown(getattr(item, field))
        return writer.claim(claim, write(writer), id_) if claim else writer.state("absent")

    return cell


def _fact_key(field: str) -> Callable[[Atlas, str, Item], str | float | None]:
    def key(_atlas: Atlas, _id: str, item: Item) -> str | float | None:
        claim = shown(getattr(item, field))
        value = claim.value if claim else None
        return value if isinstance(value, str | int | float) else str(value[0]) if isinstance(value, tuple) and value else None

    return key


def _answer(question: str) -> Callable[[Writer, str, Item], Markup]:
    def cell(writer: Writer, _id: str, item: Licence) -> Markup:
        if item.answers is None:
            return writer.state("absent")
        answer = getattr(item.answers, question)
        extra = html(' <span class="num">{}</span>', parameters(answer.number)) if answer.number else ""
        return html('<span class="answer a-{}" title="{}">{}</span>{}', answer.value, answer.at or "", writer.word("answer", answer.value), extra)

    return cell


def _answer_key(question: str) -> Callable[[Atlas, str, Item], str | float | None]:
    return lambda _atlas, _id, item: getattr(item.answers, question).value if item.answers else None


def _made(writer: Writer, id_: str, _item: Organisation) -> str:
    return str(len(writer.atlas.made_by.get(id_, ())))


def _definition(writer: Writer, _id: str, item: Technique | Term) -> str:
    return writer.pick(item.definition)


def _words(field: str, vocabulary: str) -> Callable[[Writer, str, Item], str]:
    return lambda writer, _id, item: writer.word(vocabulary, getattr(item, field))


def _generations(writer: Writer, id_: str, _item: Family) -> str | Markup:
    return writer.links(writer.atlas.generations[id_])


def _span(writer: Writer, id_: str, _item: Family) -> str:
    years = sorted(date_of(writer.atlas.item(model))[:4] for model in writer.atlas.generations[id_] if date_of(writer.atlas.item(model)))
    return "" if not years else years[0] if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _needs(writer: Writer, _id: str, item: Technique) -> Markup:
    return writer.links(item.needs)


def _tool_state(writer: Writer, id_: str, item: Tool) -> Markup:
    claim = shown(item.state)
    return writer.claim(claim, writer.write_words("tool-state"), id_) if claim else writer.state("absent")


def _largest_key(_atlas: Atlas, _id: str, item: Model) -> float | None:
    size = largest(item)
    return float(size.total) if size and size.total else None


def _context_key(_atlas: Atlas, _id: str, item: Model) -> float | None:
    found = context_of(item)
    return None if found is None else float(tokens_of(found[1]))


def _date_key(_atlas: Atlas, _id: str, item: Item) -> str | None:
    return date_of(item) or None


COLUMNS: dict[str, Column] = {
    "name": Column("name", _name, _name_key),
    "released": Column("date", _date, _date_key, numeric=True),
    "architecture": Column("architecture", _chips("architecture"), _first_category("architecture")),
    "capability": Column("capability", _chips("capability"), _first_category("capability")),
    "tooling": Column("tooling", _chips("tooling"), _first_category("tooling")),
    "lifecycle": Column("lifecycle", _chips("lifecycle"), _first_category("lifecycle")),
    "openness": Column("openness", _chips("openness"), _first_category("openness")),
    "sizes": Column("sizes", _sizes, _largest_key, numeric=True),
    "context": Column("context", _context, _context_key, numeric=True),
    "training_tokens": Column("training_tokens", _fact("training_tokens", lambda _w: parameters), _fact_key("training_tokens"), numeric=True),
    "treatments": Column("treatments", _fact("treatments", lambda w: w.write_words("treatment")), _fact_key("treatments")),
    "licence": Column("licence", _licence, _licence_key),
    "languages": Column("languages_code", _fact("languages", lambda w: w.write_list), _fact_key("languages")),
    "hardware": Column("hardware", _fact("hardware", lambda w: w.write_list), _fact_key("hardware")),
    "state": Column("state", _tool_state, _fact_key("state")),
    "definition": Column("definition", _definition, _name_key),
    "needs": Column("needs", _needs, _name_key),
    "country": Column("country", _fact("country", lambda w: w.write_country), _fact_key("country")),
    "organisation_kind": Column("kind", _words("kind", "organisation"), lambda _a, _i, item: str(item.kind)),
    "made": Column("entries", _made, lambda atlas, id_, _item: float(len(atlas.made_by.get(id_, ()))), numeric=True),
    "licence_kind": Column("kind", _words("kind", "licence"), lambda _a, _i, item: str(item.kind)),
    "osi": Column("osi", _fact("osi", lambda w: w.say), _fact_key("osi")),
    "generations": Column("generations", _generations, _name_key),
    "span": Column("span", _span, _name_key, numeric=True),
    "used_by": Column("used_by", lambda w, id_, _item: str(len(w.atlas.used_by.get(id_, ()))), lambda a, id_, _item: float(len(a.used_by.get(id_, ()))), numeric=True),
    "verified": Column("verified", _verified, lambda _a, _i, item: item.verified),
    **{question_key(question): Column(f"{question_key(question)}.short", _answer(question), _answer_key(question)) for question in Answers.model_fields},
}

DEFAULTS: dict[str, tuple[str, ...]] = {
    "models": ("name", "released", "sizes", "context", "capability", "openness", "licence"),
    "tools": ("name", "released", "tooling", "licence", "languages", "state"),
    "techniques": ("name", "released", "lifecycle", "definition"),
    "organisations": ("name", "country", "organisation_kind", "made"),
    "licences": ("name", "licence_kind", "sell", "users", "train", "redistribute", "show_name"),
    "families": ("name", "span", "generations"),
}
"""Columns of a table that asks for none."""

ALLOWED: dict[str, frozenset[str]] = {
    "models": frozenset({"name", "released", "architecture", "capability", "lifecycle", "openness", "sizes", "context", "training_tokens", "treatments", "licence", "verified"}),
    "tools": frozenset({"name", "released", "tooling", "lifecycle", "licence", "languages", "hardware", "state", "verified"}),
    "techniques": frozenset({"name", "released", "architecture", "lifecycle", "definition", "needs", "verified"}),
    "organisations": frozenset({"name", "country", "organisation_kind", "made", "verified"}),
    "licences": frozenset(
        {"name", "released", "licence_kind", "osi", "sell", "users", "train", "redistribute", "show_name", "fields", "regions", "withdraw", "used_by", "verified"}
    ),
    "families": frozenset({"name", "span", "generations"}),
    "terms": frozenset(),
    "categories": frozenset(),
}
"""Columns that each section can show and be sorted by."""
