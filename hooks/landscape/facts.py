"""Everything that is derived from the data; nothing else computes.

What the data file says is a field of a model; what follows from it is a function or property here. Raw and
computed can so be told apart by where they come from.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from landscape.models import Category, Entry, Family, Licence, Maker, Model, Organisation, Part, Placed, Size, Technique, Term, Tool
from landscape.walk import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from landscape.catalogue import Catalogue
    from landscape.values import Claim, Facts, Text

Item: TypeAlias = Licence | Organisation | Family | Model | Tool | Technique | Term
"""Anything that has an id and a page or a place on one."""

ENTRY_SECTIONS = ("models", "tools", "techniques", "organisations", "licences", "families")
"""Sections whose entries have a page each, at ``/<section>/<id>/``."""

OPEN_KINDS = frozenset({"permissive", "weak-copyleft", "copyleft", "public-domain", "attribution"})
"""Kinds of licence that allow use, study, change and redistribution by anyone for any purpose."""

MOST_COMPARED = 4
"""How many entries are suggested beside one in a comparison, which holds five."""

LEVELS = ("closed", "open-weights", "open-source")
"""Classes of openness, from least to most; their texts are the categories of the dimension openness."""


@dataclass(frozen=True, slots=True)
class Openness:
    """How open a model is by the project's rule, and why.

    Attributes:
        level: one of ``LEVELS``; ``None`` when nobody has looked at its weights.
        missing: what the next level asks for and the model lacks: names of parts, each followed by
            ``:licence`` where the part is released but not under an open licence; ``base:`` and an id for a model
            that it goes on from and that is not open source itself.
    """

    level: str | None
    missing: tuple[str, ...] = ()


CARRIES_WEIGHTS = frozenset({"initialised", "tuned", "merged", "pruned", "component"})
"""Ways of coming from another model in which its weights live on."""


def openness(model: Model, licences: Mapping[str, Licence], bases: Mapping[str, Openness] | None = None) -> Openness:
    """Derive the class of openness from the parts and their licences.

    The rule is that of the overview that the project grew from: nothing to download is closed; weights make
    open weights; weights, code and data that are all public, weights and code under open licences, make open source.
    What goes on from another model's weights is no more open than that model: its data are part of the training.

    Args:
        model: the model.
        licences: id → licence.
        bases: how open the models are that it goes on from, by id.
    """
    weights = model.parts.get("weights", ())
    if not weights:
        return Openness(None, ("weights",))
    if not any(part.state in ("released", "partial") for part in weights):
        return Openness(LEVELS[0], ("weights",))
    missing = [
        name if not released else f"{name}:licence"
        for name in ("weights", "training-code", "training-data")
        for released in [_released(model.parts.get(name, ()))]
        if not released or (name != "training-data" and not _under_open_licence(model.parts[name], licences))
    ]
    for descent in model.based_on:
        base = (bases or {}).get(descent.model or "")
        if base is not None and descent.how in CARRIES_WEIGHTS and base.level != LEVELS[2]:
            missing.append(f"base:{descent.model}")
    return Openness(LEVELS[1], tuple(dict.fromkeys(missing))) if missing else Openness(LEVELS[2])


def _released(parts: tuple[Part, ...]) -> bool:
    return bool(parts) and all(part.state == "released" for part in parts)


def _under_open_licence(parts: tuple[Part, ...], licences: Mapping[str, Licence]) -> bool:
    return all(part.licence is not None and part.licence in licences and licences[part.licence].kind in OPEN_KINDS for part in parts)


def shown(facts: Facts[Any]) -> Claim[Any] | None:
    """Return the claim that stands for a fact where there is room for one.

    It is the one marked ``shown``; else the first that holds for the whole entry; else the first.
    """
    claims = facts.root
    return next((c for c in claims if c.shown), None) or next((c for c in claims if not c.scope), None) or next(iter(claims), None)


def shown_size(sizes: tuple[Size, ...]) -> Size:
    """Return the count that is shown among several sourced counts of one size."""
    return next((size for size in sizes if size.shown), sizes[0])


DATES: dict[type, tuple[str, ...]] = {
    Model: ("released", "announced", "paper"),
    Tool: ("released", "announced"),
    Technique: ("introduced",),
    Licence: ("published",),
}
"""Which dates of an entry may stand for it in time, the first one known."""


def dated(entry: object) -> tuple[str, Claim[str]] | None:
    """Return the kind and the claim of the date that places an entry in time, or ``None``."""
    for field in DATES.get(type(entry), ()):
        claim = shown(getattr(entry, field))
        if claim is not None and claim.value is not None:
            return field, claim
    return None


def date_of(entry: object) -> str:
    """Return the date that places an entry in time as text that sorts, or the empty string."""
    found = dated(entry)
    return str(found[1].value) if found else ""


@dataclass(frozen=True, slots=True)
class Place:
    """A category with the dimension that it belongs to and its parent, where it is nested."""

    dimension: str
    id: str
    category: Category
    parent: str | None = None


class Atlas:
    """The catalogue with everything that is derived from it, computed once and then only read."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Look at ``catalogue`` through what follows from it."""
        self.catalogue = catalogue
        self.data = catalogue.data

    # Looking things up

    @cached_property
    def sections(self) -> dict[str, str]:
        """Id → section, for everything that has an id but dimensions and categories."""
        return {id_: section for section in (*ENTRY_SECTIONS, "terms") for id_ in getattr(self.data, section)}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Category id → its place, in the order of the data."""
        found: dict[str, Place] = {}
        for dimension, described in self.data.dimensions.items():
            for id_, category in described.categories.items():
                found[id_] = Place(dimension, id_, category)
                for child, nested in category.categories.items():
                    found[child] = Place(dimension, child, nested, id_)
        return found

    def item(self, id_: str) -> Item:
        """Return the item with this id; raises ``KeyError`` when there is none."""
        item: Item = getattr(self.data, self.sections[id_])[id_]
        return item

    def line(self, id_: str) -> int:
        """Return the line of the data file on which an entry starts."""
        return self.catalogue.lines[self.sections[id_], id_]

    # Places

    def categories_of(self, id_: str, dimension: str) -> tuple[str, ...]:
        """Return the categories of ``dimension`` in which an entry stands, typed in or derived."""
        entry = self.item(id_)
        described = self.data.dimensions[dimension]
        if described.derived == "openness":
            level = self.openness[id_].level if isinstance(entry, Model) else None
            return (level,) if level in described.categories else ()
        typed = entry.places[dimension].value or () if isinstance(entry, Placed) and dimension in entry.places else ()
        if isinstance(entry, Model):
            has = {t for claim in entry.treatments.root for t in claim.value or ()}
            derived = (name for name, category in described.categories.items() if has & set(category.treatments))
            typed = (*typed, *derived)
        order = [place.id for place in self.places.values() if place.dimension == dimension]
        return tuple(sorted(set(typed), key=order.index))

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Category id → ids of the entries in it, those of nested categories included, newest first."""
        found: dict[str, set[str]] = {id_: set() for id_ in self.places}
        for dimension, described in self.data.dimensions.items():
            for section in described.holds:
                for id_ in getattr(self.data, section):
                    for category in self.categories_of(id_, dimension):
                        found[category].add(id_)
                        if parent := self.places[category].parent:
                            found[parent].add(id_)
        return {category: self.newest_first(ids) for category, ids in found.items()}

    @cached_property
    def representatives(self) -> dict[str, tuple[str, ...]]:
        """Category id → ids of the families and entries that stand for it, oldest first."""
        found: dict[str, list[str]] = {id_: [] for id_ in self.places}
        for section in ("families", "models", "tools", "techniques"):
            for id_, item in getattr(self.data, section).items():
                for category in item.representative:
                    found[category].append(id_)
        return {category: tuple(sorted(ids, key=lambda id_: (self.since(id_) or "9", id_))) for category, ids in found.items()}

    def since(self, id_: str) -> str:
        """Return the date that places an item in time; for a family that of its first generation."""
        if self.sections[id_] == "families":
            return min((date_of(self.data.models[m]) for m in self.generations[id_]), default="")
        return date_of(self.item(id_))

    def newest_first(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Sort ids by their date, the newest first, those without a date last, then by id."""
        return tuple(sorted(sorted(ids), key=lambda id_: date_of(self.item(id_)), reverse=True))

    # Openness

    @cached_property
    def openness(self) -> dict[str, Openness]:
        """Model id → how open it is."""
        found: dict[str, Openness] = {}
        waiting = list(self.data.models)
        while waiting:  # lineage has no cycle, so each round settles some
            later = []
            for id_ in waiting:
                model = self.data.models[id_]
                if all(descent.model is None or descent.model in found for descent in model.based_on):
                    found[id_] = openness(model, self.data.licences, found)
                else:
                    later.append(id_)
            waiting = later
        return found

    # Relations

    @cached_property
    def generations(self) -> dict[str, tuple[str, ...]]:
        """Family id → its models, the oldest first."""
        found: dict[str, list[str]] = {id_: [] for id_ in self.data.families}
        for id_, model in self.data.models.items():
            if model.family:
                found[model.family].append(id_)
        return {family: tuple(reversed(self.newest_first(ids))) for family, ids in found.items()}

    @cached_property
    def descendants(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Model id → (model that came from it, how), oldest first."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for id_, model in self.data.models.items():
            for descent in model.based_on:
                if descent.model:
                    found[descent.model].append((id_, descent.how))
        return {id_: tuple(sorted(pairs, key=lambda pair: (self.since(pair[0]), pair[0]))) for id_, pairs in found.items()}

    def makers(self, id_: str) -> tuple[str, ...]:
        """Return the organisations that made an entry, or wrote a licence."""
        return tuple(maker.organisation if isinstance(maker, Maker) else maker for maker in getattr(self.item(id_), "by", ()))

    @cached_property
    def made_by(self) -> dict[str, tuple[str, ...]]:
        """Organisation id → the models, tools and techniques that it made, newest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for section in ("models", "tools", "techniques"):
            for id_, entry in getattr(self.data, section).items():
                for maker in entry.by:
                    found[maker.organisation].append(id_)
        return {id_: self.newest_first(ids) for id_, ids in found.items()}

    @cached_property
    def used_by(self) -> dict[str, tuple[str, ...]]:
        """Licence id → models whose weights, and tools whose code, are under it, newest first."""
        found: dict[str, set[str]] = defaultdict(set)
        for id_, model in self.data.models.items():
            for part in model.parts.get("weights", ()):
                if part.licence:
                    found[part.licence].add(id_)
        for id_, tool in self.data.tools.items():
            for claim in tool.licence.root:
                if claim.value:
                    found[claim.value].add(id_)
        return {licence: self.newest_first(ids) for licence, ids in found.items()}

    @cached_property
    def needed_by(self) -> dict[str, tuple[str, ...]]:
        """Technique id → techniques that build on it."""
        found: dict[str, list[str]] = defaultdict(list)
        for id_, technique in self.data.techniques.items():
            for needed in technique.needs:
                found[needed].append(id_)
        return {id_: tuple(ids) for id_, ids in found.items()}

    @cached_property
    def techniques_of(self) -> dict[str, tuple[str, ...]]:
        """Tool id → techniques that name it as an implementation."""
        found: dict[str, list[str]] = defaultdict(list)
        for id_, technique in self.data.techniques.items():
            for tool in technique.tools:
                found[tool].append(id_)
        return {id_: tuple(ids) for id_, ids in found.items()}

    @cached_property
    def mentions(self) -> dict[str, int]:
        """Id → how many other entries name it: as what they came from, are compared with, run on, need or are licensed under."""
        found: dict[str, int] = defaultdict(int)
        for model in self.data.models.values():
            named = {*model.compare, *(d.model for d in model.based_on if d.model), *(licence for licence, _ in licences_of(model))}
            for id_ in named | {maker.organisation for maker in model.by}:
                found[id_] += 1
        for tool in self.data.tools.values():
            for id_ in {*tool.compare, *(licence for licence, _ in licences_of(tool)), *(maker.organisation for maker in tool.by)}:
                found[id_] += 1
        for technique in self.data.techniques.values():
            for id_ in {*technique.needs, *technique.tools, *technique.compare}:
                found[id_] += 1
        for ids in self.representatives.values():
            for id_ in ids:
                found[id_] += 5
        return dict(found)

    def compared_with(self, id_: str) -> tuple[str, ...]:
        """Return what an entry is usually compared with: what the data says, else its kin by family or narrowest category.

        The nearest in time come first; at most four.
        """
        item = self.item(id_)
        if not isinstance(item, Placed):
            return ()
        if item.compare:
            return item.compare[:MOST_COMPARED]
        section = self.sections[id_]
        kin: tuple[str, ...] = self.generations[item.family] if isinstance(item, Model) and item.family else ()
        if len(kin) < 2:  # noqa: PLR2004 - the entry itself is one of them
            own = [category for dimension in self.data.dimensions if dimension != "openness" for category in self.categories_of(id_, dimension)]
            groups = [tuple(other for other in self.members[category] if self.sections[other] == section) for category in own]
            kin = min((group for group in groups if len(group) > 1), key=len, default=())
        place = {other: at for at, other in enumerate(kin)}
        near = sorted((other for other in kin if other != id_), key=lambda other: (abs(place[other] - place.get(id_, 0)), -self.mentions.get(other, 0)))
        return tuple(near[:2])

    @cached_property
    def updated(self) -> str:
        """The newest day on which any source was read."""
        days = (source.read for section in ENTRY_SECTIONS if section != "families" for e in getattr(self.data, section).values() for source in e.sources.values())
        return max(days, default="")


def licences_of(entry: Model | Tool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (licence id, sizes it is limited to) of a model's weights or a tool's code."""
    if isinstance(entry, Tool):
        return tuple((claim.value, claim.scope) for claim in entry.licence.root if claim.value)
    return tuple((part.licence, part.scope) for part in entry.parts.get("weights", ()) if part.licence)


def cited_facts(entry: Entry) -> int:
    """Count the claims of an entry that name a source."""
    return sum(1 for _, record in records(entry) if getattr(record, "sources", None) and not isinstance(record, Entry))


def largest(model: Model) -> Size | None:
    """Return the size with the most parameters, or ``None`` when no count is known."""
    known = [size for size in map(shown_size, model.sizes.values()) if size.total is not None]
    return max(known, key=lambda size: size.total or 0, default=None)


def context_of(model: Model) -> tuple[str, Claim[Any]] | None:
    """Return the kind and claim of the context window that is shown where there is room for one."""
    for kind in ("trained", "stated", "configured", "extended"):
        claim = shown(getattr(model.context, kind))
        if claim is not None and claim.value is not None:
            return kind, claim
    return None


def shown_texts(technique: Technique) -> Iterator[Text]:
    """Yield the texts of a technique: how, what it gives, what it costs, when not to use it."""
    for facts in (technique.how, technique.gives, technique.costs, technique.unless):
        yield from (claim.value for claim in facts.root if claim.value is not None)


def tokens_of(claim: Claim[Any]) -> int:
    """Return the length of a context window, whether or not it says how it was extended."""
    value: Any = claim.value
    return int(getattr(value, "tokens", value))
