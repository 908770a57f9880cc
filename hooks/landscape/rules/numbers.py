"""Values: what is possible, which one is shown, and what a model must say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from landscape.rules.found import Found, entries, field_name, near
from landscape.walk import Path, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from landscape.models import Answer, Data, Entry


def active_within_total(data: Data, _today: date) -> Iterator[Found]:
    """No more parameters can run for a token than there are."""
    for id_, model in data.models.items():
        for name, values in model.sizes.items():
            for index, size in enumerate(values):
                if size.total is not None and size.active is not None and size.active > size.total:
                    yield Found(
                        ("models", id_, "sizes", name, index, "active"),
                        f"{size.active:,} active parameters, but {size.total:,} in all",
                        "look at the source: the two may be swapped",
                    )
                if size.total is None and size.state is None:
                    yield Found(("models", id_, "sizes", name, index), f"the size {name!r} has no count", "write total: and the count, or state: undisclosed")


def one_value_is_shown(data: Data, _today: date) -> Iterator[Found]:
    """Where sources disagree, both stay, and a person says which one is shown and why."""
    for path, entry in entries(data):
        for inner, group in _groups(entry, path):
            scopes = Counter(frozenset(getattr(item, "scope", ())) for item in group)
            for scope, count in scopes.items():
                rivals = [item for item in group if frozenset(getattr(item, "scope", ())) == scope]
                chosen = [item for item in rivals if getattr(item, "shown", False)]
                if count > 1 and len(chosen) != 1:
                    yield Found(
                        inner,
                        f"{count} values of {field_name(inner)} and {len(chosen) or 'none'} of them is chosen",
                        "mark one with shown: true and say why: in both languages",
                        key=True,
                    )
                elif count > 1 and chosen[0].why is None:
                    yield Found(inner, f"{field_name(inner)} has {count} values and no reason for the one shown", "add why: {zh: …, en: …} to it", key=True)


def _groups(entry: Entry, path: Path) -> Iterator[tuple[Path, tuple[Any, ...]]]:
    """Yield the claims that speak of one and the same fact."""
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        here = (*path, field.alias or name)
        if hasattr(value, "root"):
            yield here, value.root
        elif name in ("context", "modalities"):
            for inner, inner_field in type(value).model_fields.items():
                yield (*here, inner_field.alias or inner), getattr(value, inner).root
        elif name == "sizes":
            yield from (((*here, size), group) for size, group in value.items())


def scopes_are_known(data: Data, _today: date) -> Iterator[Found]:
    """``for`` names a size or a treatment of the same entry."""
    for id_, model in data.models.items():
        known = {*model.sizes, *(t for claim in model.treatments.root for t in claim.value or ())}
        for path, record in records(model, ("models", id_)):
            for index, name in enumerate(getattr(record, "scope", ())):
                if name not in known:
                    yield Found((*path, "for", index), f"the model has no size or treatment {name!r}", near(name, known, "known ones: " + ", ".join(sorted(known))))


def models_are_whole(data: Data, _today: date) -> Iterator[Found]:
    """Each model says its architecture, one size and one treatment at least: tables and filters rest on them."""
    for id_, model in data.models.items():
        path = ("models", id_)
        if "architecture" in data.dimensions and "architecture" not in model.places:
            yield Found(path, f"the model {id_!r} has no place in architecture", "add in: {architecture: {is: […], from: …}}, or is: undisclosed", key=True)
        if not model.sizes:
            yield Found(path, f"the model {id_!r} has no size", "add sizes:, or sizes: {undisclosed: {state: undisclosed, from: …}}", key=True)
        if not model.treatments:
            yield Found(path, f"the model {id_!r} has no treatment", "add treatments: {is: [base], from: …}", key=True)
        if not model.by:
            yield Found(path, f"the model {id_!r} has no maker", "add by: with an id of the section organisations", key=True)


def descent_names_a_model(data: Data, _today: date) -> Iterator[Found]:
    """Either a model and how, or nothing."""
    for id_, model in data.models.items():
        for index, descent in enumerate(model.based_on):
            if (descent.model is None) != (descent.how == "nothing"):
                yield Found(("models", id_, "based_on", index), "based_on names either a model or how: nothing", "write {model: …, how: …, from: …} or {how: nothing, from: …}")


def answers_rest_on_clauses(data: Data, _today: date) -> Iterator[Found]:
    """An answer is worth what its clause is worth; a condition is useless unless it is told."""
    for id_, licence in data.licences.items():
        if licence.answers is None:
            continue
        for name in type(licence.answers).model_fields:
            answer: Answer = getattr(licence.answers, name)
            path = ("licences", id_, "answers", name)
            if answer.value != "not-addressed" and not answer.at:
                yield Found(path, f"the answer to {name!r} names no clause", "add at: with the clause that says so")
            if answer.value == "conditional" and answer.note is None:
                yield Found(path, f"the answer to {name!r} is conditional on something", "add note: {zh: …, en: …} with the condition")


def merged_tools_say_into_what(data: Data, _today: date) -> Iterator[Found]:
    """A reader of a merged tool looks for where it went."""
    for id_, tool in data.tools.items():
        if any(claim.value == "merged" for claim in tool.state.root) and not tool.merged_into:
            yield Found(("tools", id_, "state"), "a merged tool names what it was merged into", "add merged_into: with the id of a tool", key=True)
