"""What must hold between values and between entries.

One function is one rule; its docstring says why. A rule yields what it finds and never stops another.
Adding a rule is writing the function and adding it to ``RULES``.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel import Locale

from landscape.models import (
    Answer,
    Claim,
    Configuration,
    Data,
    Descent,
    Entry,
    Licence,
    Maker,
    Model,
    Organisation,
    Part,
    Path,
    Placed,
    Size,
    Text,
    records,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

SECTIONS = ("licences", "organisations", "families", "models", "tools", "techniques", "terms")
"""Sections whose entries have ids, in the order of the file."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_MAY_LIE_AHEAD = {"deprecated", "retired", "discontinued"}
_NAMES = {"name", "short", "plural", "columns"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: the path of the value (or of its key), what is wrong, what to do."""

    path: Path
    message: str
    hint: str
    key: bool = False


def entries(data: Data) -> Iterator[tuple[Path, Entry]]:
    """Yield every entry that has sources, with its path."""
    for section in ("licences", "organisations", "models", "tools", "techniques"):
        for id_, entry in getattr(data, section).items():
            yield (section, id_), entry


def categories(data: Data) -> dict[str, tuple[str, ...]]:
    """Return the category ids of each dimension, nested ones after their parents."""
    return {
        id_: tuple(name for parent, category in dimension.categories.items() for name in (parent, *category.categories))
        for id_, dimension in data.dimensions.items()
    }


def near(word: str, words: Iterable[str], otherwise: str) -> str:
    """Return a hint that names the nearest existing word, or ``otherwise``."""
    matches = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"did you mean {matches[0]!r}?" if matches else otherwise


# Ids and references


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
                        yield Found((*here, "is", index), f"{dimension} has no category {category!r}", near(category, known[dimension], "known ones: " + ", ".join(known[dimension])))


def derived_places_are_not_typed(data: Data, _today: date) -> Iterator[Found]:
    """What the treatments already say would only be able to contradict them."""
    derived = {
        id_: category.treatments for dimension in data.dimensions.values() for id_, category in dimension.categories.items() if category.treatments
    }
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
                    yield Found(
                        ("dimensions", id_, "categories", parent, "categories", child, "categories"), "categories nest one level only", "move these one level up", key=True
                    )


# Sources and dates


def citations_exist(data: Data, _today: date) -> Iterator[Found]:
    """A citation must lead to a source that the entry lists."""
    for path, entry in entries(data):
        used: set[str] = set()
        for inner, record in records(entry, path):
            for index, key in enumerate(getattr(record, "sources", ()) if not isinstance(record, Entry) else ()):
                used.add(key)
                if key not in entry.sources:
                    yield Found(
                        (*inner, "from", index),
                        f"the entry has no source {key!r}",
                        near(key, entry.sources, "add it under sources: of this entry") if entry.sources else "add it under sources: of this entry",
                    )
        if isinstance(entry, Licence | Organisation):
            continue
        for key in entry.sources:
            if key not in used:
                yield Found((*path, "sources", key), f"no fact cites the source {key!r}", "cite it with from:, or remove it", key=True)


def facts_are_cited(data: Data, _today: date) -> Iterator[Found]:
    """A fact without a source is a rumour; what was not disclosed may have no page that says so."""
    for path, entry in entries(data):
        editorial = {(*path, "in", dimension) for dimension in getattr(entry, "places", {})} if not isinstance(entry, Model) else set()
        for inner, record in records(entry, path):
            if getattr(record, "sources", True) or isinstance(record, Entry) or inner in editorial:
                continue
            if isinstance(record, Answer) or getattr(record, "state", "") in ("undisclosed", "not-released"):
                continue
            if path[0] == "models" and inner[2] == "in" and inner[3] != "architecture":
                continue
            what = _field(inner)
            yield Found(inner, f"{what} has no source", "add from: with the key of a source of this entry")


def _field(path: Path) -> str:
    names = [str(step) for step in path[2:] if not isinstance(step, int)]
    return ".".join(names) or str(path[-1])


def verified_after_reading(data: Data, today: date) -> Iterator[Found]:
    """``verified`` promises that someone read every cited source by that day."""
    for path, entry in entries(data):
        for key, source in entry.sources.items():
            if source.read > today.isoformat():
                yield Found((*path, "sources", key, "read"), f"{source.read} lies in the future", f"today is {today.isoformat()}")
            if entry.verified and source.read > entry.verified:
                yield Found(
                    (*path, "verified"), f"verified on {entry.verified}, but the source {key!r} was read on {source.read}", "check the facts again and set the day on which you did"
                )
        if entry.verified and not entry.sources:
            yield Found((*path, "verified"), "verified without a source", "add the sources that were read, or remove verified:")
        if entry.verified and entry.verified > today.isoformat():
            yield Found((*path, "verified"), f"{entry.verified} lies in the future", f"today is {today.isoformat()}")


def dates_are_past(data: Data, today: date) -> Iterator[Found]:
    """What has not happened is an announcement, not a fact."""
    for path, entry in entries(data):
        for name, field in type(entry).model_fields.items():
            if "When" not in str(field.annotation) and "BeforeValidator" not in str(field.annotation):
                continue
            if name in _MAY_LIE_AHEAD or name not in ("announced", "released", "paper", "introduced", "knowledge_cutoff", "published"):
                continue
            for index, claim in enumerate(getattr(entry, name).root):
                if isinstance(claim.value, str) and claim.value > today.isoformat():
                    yield Found((*path, name, index, "is"), f"{claim.value} lies in the future", f"today is {today.isoformat()}")


# Values


def active_within_total(data: Data, _today: date) -> Iterator[Found]:
    """No more parameters can run for a token than there are."""
    for id_, model in data.models.items():
        for name, values in model.sizes.items():
            for index, size in enumerate(values):
                if size.total is not None and size.active is not None and size.active > size.total:
                    yield Found(("models", id_, "sizes", name, index, "active"), f"{size.active:,} active parameters, but {size.total:,} in all", "look at the source: the two may be swapped")
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
                    yield Found(inner, f"{count} values of {_field(inner)} and {len(chosen) or 'none'} of them is chosen", "mark one with shown: true and say why: in both languages", key=True)
                elif count > 1 and chosen[0].why is None:
                    yield Found(inner, f"{_field(inner)} has {count} values and no reason for the one shown", "add why: {zh: …, en: …} to it", key=True)


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


# Languages


def both_languages_are_written(data: Data, _today: date) -> Iterator[Found]:
    """Each reader gets the whole text in their own language, not a leftover of the other."""
    for path, record in records(data):
        if not isinstance(record, Text):
            continue
        if isinstance(path[-1], str) and path[-1] == "role" and record.en == "-":
            continue
        if han := _HAN.search(record.en):
            yield Found((*path, "en"), f"Chinese in the English text: {_around(record.en, han.start())!r}", "write it in English; other spellings go under aliases:")
        is_name = path[-1] in _NAMES or path[-2] in _NAMES or (path[-1] == "note" and record.zh == record.en)
        if not is_name and not _HAN.search(record.zh):
            yield Found((*path, "zh"), f"no Chinese in the Chinese text: {record.zh[:24]!r}", "write it in Chinese")


def _around(text: str, index: int) -> str:
    return text[max(0, index - 8) : index + 12]


def codes_exist(data: Data, _today: date) -> Iterator[Found]:
    """Country and language codes are shown by name; an unknown one has no name."""
    english = Locale("en")
    for id_, organisation in data.organisations.items():
        for index, claim in enumerate(organisation.country.root):
            if claim.value and claim.value not in english.territories:
                yield Found(("organisations", id_, "country", index, "is"), f"{claim.value!r} is no country code", "two letters of ISO 3166-1: CN, US, FR")
    for id_, model in data.models.items():
        for index, claim in enumerate(model.languages.root):
            for place, tag in enumerate(claim.value or ()):
                if tag.split("-")[0] not in english.languages:
                    yield Found(("models", id_, "languages", index, "is", place), f"{tag!r} is no language tag", "BCP 47: en, zh, zh-Hant, yue")


# Graphs


def lineage_has_no_cycle(data: Data, _today: date) -> Iterator[Found]:
    """Nothing descends from itself, needs itself or owns itself."""
    graphs: dict[tuple[str, str], dict[str, list[str]]] = {
        ("models", "based_on"): {id_: [d.model for d in m.based_on if d.model] for id_, m in data.models.items()},
        ("models", "superseded_by"): {id_: [m.superseded_by] for id_, m in data.models.items() if m.superseded_by},
        ("techniques", "needs"): {id_: list(t.needs) for id_, t in data.techniques.items()},
        ("organisations", "parent"): {id_: [o.parent] for id_, o in data.organisations.items() if o.parent},
    }
    for (section, field), graph in graphs.items():
        for cycle in _cycles(graph):
            yield Found((section, cycle[0], field), f"{field} goes in a circle: {' → '.join([*cycle, cycle[0]])}", "one of these links is wrong", key=True)


def _cycles(graph: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield each cycle once, walking without recursion so that long chains are safe."""
    done: set[str] = set()
    for start in graph:
        trail: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        node: str | None = start
        while node is not None or stack:
            if node is not None and node in trail:
                yield trail[trail.index(node) :]
            elif node is not None and node not in done:
                trail.append(node)
                stack.append((node, iter(graph.get(node, ()))))
            node = None
            while stack and node is None:
                node = next(stack[-1][1], None)
                if node is None:
                    done.add(trail.pop())
                    stack.pop()


RULES: tuple[Callable[[Data, date], Iterator[Found]], ...] = (
    ids_are_unique,
    references_lead_somewhere,
    terms_see_something,
    places_exist,
    derived_places_are_not_typed,
    representatives_belong,
    texts_have_columns,
    categories_nest_one_level,
    citations_exist,
    facts_are_cited,
    verified_after_reading,
    dates_are_past,
    active_within_total,
    one_value_is_shown,
    scopes_are_known,
    models_are_whole,
    descent_names_a_model,
    answers_rest_on_clauses,
    merged_tools_say_into_what,
    both_languages_are_written,
    codes_exist,
    lineage_has_no_cycle,
)
