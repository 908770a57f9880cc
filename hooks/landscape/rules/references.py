"""Ids and references: what is named must be there, and in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from landscape.models import Data, Descent, Maker, Model, Part, Placed
from landscape.rules.found import SECTIONS, Found, categories, entries, near
from landscape.values import Text
from landscape.walk import Path, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


def ids_are_unique(data: Data, _today: date) -> Iterator[Found]:
    """``[[id]]`` must mean one thing, whatever its kind."""
    seen: dict[str, str] = {}
    for path in _all_ids(data):
        id_, where = str(path[-1]), str(path[0])
        if id_ in seen:
            yield Found(path, f"the id {id_!r} is taken by {seen[id_]}", "ids are unique across all sections: add a word to one of them", key=True)
        seen.setdefault(id_, where)
    for path, entry in entries(data):
        for index, old in enumerate(entry.formerly):
            if old in seen:
                yield Found((*path, "formerly", index), f"the former id {old!r} is in use in {seen[old]}", "an old address leads to one place only")


def _all_ids(data: Data) -> Iterator[Path]:
    for id_, dimension in data.dimensions.items():
        yield ("dimensions", id_)
        for parent, category in dimension.categories.items():
            yield ("dimensions", id_, "categories", parent)
            for child in category.categories:
                yield ("dimensions", id_, "categories", parent, "categories", child)
    for section in SECTIONS:
        for id_ in getattr(data, section):
            yield (section, id_)


def wordings_are_of_one_entry(data: Data, _today: date) -> Iterator[Found]:
    """A wording finds one thing: it repeats neither a name nor another wording, whose entries it would only blur."""
    called: dict[str, str] = {}
    for path, record in records(data):
        for name in (*_both(getattr(record, "name", None)), *getattr(record, "aliases", ())):
            called.setdefault(_bare(name), f"a name of {_id(path)!r}")
    for path, record in records(data):
        for index, wording in enumerate(getattr(record, "asked", ())):
            here = _bare(wording)
            if here in called:
                yield Found((*path, "asked", index), f"the wording {wording!r} is {called[here]}", "leave it where it fits best; a name is found without it")
            called.setdefault(here, f"a wording of {_id(path)!r}")


def _both(name: object) -> tuple[str, ...]:
    return (name.zh, name.en) if isinstance(name, Text) else ()


def _id(path: Path) -> str:
    return next(str(step) for step in reversed(path) if isinstance(step, str))


def _bare(name: str) -> str:
    """Return what is left of a name without case, blanks and signs; the name where nothing is."""
    return re.sub(r"[\W_]", "", name.casefold()) or name


def references_lead_somewhere(data: Data, _today: date) -> Iterator[Found]:
    """A link that leads nowhere costs a reader's trust."""
    for path, section, target in _references(data):
        known = getattr(data, section)
        if target not in known:
            one = {"licences": "licence", "families": "family"}.get(section, section.removesuffix("s"))
            yield Found(path, f"there is no {one} {target!r}", near(target, known, f"add it to the section {section}"))


def _references(data: Data) -> Iterator[tuple[Path, str, str]]:
    """Yield (path, section that must have it, id) for every reference from one entry to another."""
    for path, record in records(data):
        if isinstance(record, Maker):
            yield ((*path, "organisation") if record.role.en != "-" else path), "organisations", record.organisation
        elif isinstance(record, Part) and record.licence:
            yield (*path, "licence"), "licences", record.licence
        elif isinstance(record, Descent) and record.model:
            yield (*path, "model"), "models", record.model
    for path, entry in entries(data):
        for field, section in _REFERENCES.get(str(path[0]), {}).items():
            value = getattr(entry, field)
            if isinstance(value, str):
                yield (*path, field), section, value
            elif isinstance(value, tuple):
                yield from (((*path, field, index), section, str(item)) for index, item in enumerate(value))
            elif value:
                for index, claim in enumerate(value.root):
                    many = claim.value if isinstance(claim.value, tuple) else (claim.value,) if claim.value else ()
                    yield from (((*path, field, index, "is", place), section, item) for place, item in enumerate(many))
    for id_, family in data.families.items():
        yield from ((("families", id_, "by", index), "organisations", item) for index, item in enumerate(family.by))


_REFERENCES = {
    "models": {"family": "families", "superseded_by": "models", "compare": "models", "tools": "tools"},
    "tools": {"licence": "licences", "merged_into": "tools", "successor": "tools", "compare": "tools"},
    "techniques": {"needs": "techniques", "tools": "tools", "compare": "techniques"},
    "organisations": {"parent": "organisations"},
    "licences": {"by": "organisations"},
}


def terms_see_something(data: Data, _today: date) -> Iterator[Found]:
    """``see`` may name an entry, a category or another term, but one that exists."""
    known = {str(path[-1]) for path in _all_ids(data)}
    for id_, term in data.terms.items():
        for index, target in enumerate(term.see):
            if target not in known:
                yield Found(("terms", id_, "see", index), f"nothing has the id {target!r}", near(target, known, "add it, or leave it out"))


def places_exist(data: Data, _today: date) -> Iterator[Found]:
    """An entry in an unknown category would be in no table."""
    known = categories(data)
    for path, entry in entries(data):
        if not isinstance(entry, Placed):
            continue
        for dimension, claim in entry.places.items():
            here = (*path, "in", dimension)
            if dimension not in data.dimensions:
                yield Found(here, f"there is no dimension {dimension!r}", near(dimension, known, "known ones: " + ", ".join(known)), key=True)
            elif data.dimensions[dimension].derived:
                yield Found(here, f"the place in {dimension!r} is derived from the parts and their licences", "remove it", key=True)
            else:
                for index, category in enumerate(claim.value or ()):
                    if category not in known[dimension]:
                        yield Found(
                            (*here, "is", index), f"{dimension} has no category {category!r}", near(category, known[dimension], "known ones: " + ", ".join(known[dimension]))
                        )


def derived_places_are_not_typed(data: Data, _today: date) -> Iterator[Found]:
    """What the treatments already say would only be able to contradict them."""
    derived = {id_: category.treatments for dimension in data.dimensions.values() for id_, category in dimension.categories.items() if category.treatments}
    for id_, model in data.models.items():
        for dimension, claim in model.places.items():
            for index, category in enumerate(claim.value or ()):
                if category in derived:
                    yield Found(
                        ("models", id_, "in", dimension, "is", index),
                        f"{category!r} follows from the treatments",
                        f"remove it and name one of {', '.join(derived[category])} under treatments",
                    )


def representatives_belong(data: Data, _today: date) -> Iterator[Found]:
    """An entry can stand for a category only when it is in it."""
    known = {id_ for ids in categories(data).values() for id_ in ids}
    treatments = {id_: set(c.treatments) for d in data.dimensions.values() for id_, c in d.categories.items()}
    openness = {id_ for dimension in data.dimensions.values() if dimension.derived for id_ in dimension.categories}
    for path, entry in entries(data):
        if not isinstance(entry, Placed):
            continue
        placed = {category for claim in entry.places.values() for category in claim.value or ()}
        if isinstance(entry, Model):
            has = {treatment for claim in entry.treatments.root for treatment in claim.value or ()}
            placed |= {id_ for id_, wanted in treatments.items() if wanted & has} | openness
        for index, category in enumerate(entry.representative):
            if category not in known:
                yield Found((*path, "representative", index), f"there is no category {category!r}", near(category, known, "name a category of a dimension"))
            elif category not in placed:
                yield Found((*path, "representative", index), f"it is not in the category {category!r}", "place it there under in:, or choose one of its own categories")
    for id_, family in data.families.items():
        for index, category in enumerate(family.representative):
            if category not in known:
                yield Found(("families", id_, "representative", index), f"there is no category {category!r}", near(category, known, "name a category of a dimension"))


def texts_have_columns(data: Data, _today: date) -> Iterator[Found]:
    """A cell whose column does not exist would be shown nowhere; an empty cell shows a gap."""
    for id_, dimension in data.dimensions.items():
        for parent, category in dimension.categories.items():
            path = ("dimensions", id_, "categories", parent)
            for column in category.texts:
                if column not in dimension.columns:
                    yield Found((*path, "texts", column), f"the dimension has no column {column!r}", near(column, dimension.columns, "add it under columns:"), key=True)
            for column in dimension.columns:
                if column not in category.texts:
                    yield Found(path, f"the cell {column!r} is missing", "add it under texts: in both languages", key=True)


def categories_nest_one_level(data: Data, _today: date) -> Iterator[Found]:
    """Deeper trees cannot be shown on a phone, nor kept in mind."""
    for id_, dimension in data.dimensions.items():
        for parent, category in dimension.categories.items():
            for child, nested in category.categories.items():
                if nested.categories:
                    yield Found(("dimensions", id_, "categories", parent, "categories", child, "categories"), "categories nest one level only", "move these one level up", key=True)
