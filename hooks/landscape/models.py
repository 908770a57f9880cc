"""The data format: what stands in ``docs/catalogue.yml``, and what each field means.

These classes are the format and its manual in one. Every text that readers see is given in Chinese and
English. A fact is a *claim*: a value, the source that states it and, where it matters, the place in that
source and the sizes or treatments that it holds for. Values are frozen once read.
"""

from __future__ import annotations

import re
from datetime import date
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeAlias, TypeVar, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

# Small values


def _count(value: Any) -> Any:  # noqa: ANN401 - a validator sees whatever the file holds
    """Read ``7.24B`` as 7240000000; the units are decimal (K, M, B, T)."""
    if isinstance(value, bool):
        raise _error("count", value, "write a whole number, or a number with a unit: 4096, 7.24B, 2T")
    if isinstance(value, int):
        return value
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([KMBT])", value) if isinstance(value, str) else None
    if match is None:
        raise _error("count", value, "write a whole number, or a number with a unit: 4096, 7.24B, 2T")
    return round(float(match[1]) * {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}[match[2]])


def _when(value: Any) -> Any:  # noqa: ANN401
    """Check a date of the precision that is known: a year, a month or a day."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        raise _error("date", value, "write 2023, 2023-07 or 2023-07-18, as precise as the source is")
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise _error("date", value, "no calendar has this day") from None
    return text


def _day(value: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise _error("day", value, "write the full day: 2026-11-23")
    return str(_when(value))


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+\.[^\s/?#]+\S*", value):
        raise _error("address", value, "an address starts with https:// or http:// and has no spaces")
    return value


def _error(kind: str, value: Any, hint: str) -> PydanticCustomError:  # noqa: ANN401
    what = {"count": "is no count", "date": "is no date", "day": "is no day", "address": "is no web address"}[kind]
    return PydanticCustomError("landscape", "{value} {what}", {"value": repr(value), "what": what, "hint": hint})


def _list(value: Any) -> Any:  # noqa: ANN401
    """Let one item stand alone where a list is meant."""
    return value if isinstance(value, tuple) else (value,)


def _both_languages(value: Any) -> Any:  # noqa: ANN401
    """Let a name that is the same in both languages be one string."""
    return {"zh": value, "en": value} if isinstance(value, str) else value


def _placement(value: Any) -> Any:  # noqa: ANN401
    """Let a plain list of categories stand for a claim without a source (an editor's placing)."""
    return {"is": value} if isinstance(value, tuple) else value


Line: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text in one line that is not empty."""

Slug: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""An id: lower-case letters, digits and single hyphens (``qwen2-5``). It is an address for ever."""

Count: TypeAlias = Annotated[int, BeforeValidator(_count), Field(ge=0)]
"""A whole number, written out or with a decimal unit (``7.24B``)."""

When: TypeAlias = Annotated[str, BeforeValidator(_when)]
"""A date as precise as its source: ``2023``, ``2023-07`` or ``2023-07-18``."""

Day: TypeAlias = Annotated[str, BeforeValidator(_day)]
"""A full date."""

Address: TypeAlias = Annotated[str, AfterValidator(_address)]
"""A web address (http or https)."""

Country: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""A country or region by its two-letter code of ISO 3166-1."""

LanguageTag: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
"""A language by its tag of BCP 47 (``en``, ``zh-Hant``)."""


class Record(BaseModel):
    """What all parts of the format share: unknown keys are refused, nothing changes once read."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=False)


class Text(Record):
    """Words that readers see, in both languages; both are originals of the same content."""

    zh: Line
    en: Line


Name: TypeAlias = Annotated[Text, BeforeValidator(_both_languages)]
"""A name; one string where both languages use the same."""

OneOrMore: TypeAlias = Annotated[tuple[T, ...], BeforeValidator(_list)]
"""A list, or one item that stands alone."""


class Claim(Record, Generic[T]):
    """One fact: a value or its state, the source that states it, and what it holds for.

    A fact that is not there at all has not been looked for yet. ``undisclosed`` means that the maker did
    not say, ``none`` that it does not apply. Neither reads as "no" or as zero.
    """

    value: T | None = Field(None, alias="is")
    """The value, or the word ``undisclosed`` or ``none``."""
    state: Literal["known", "undisclosed", "none"] = Field("known", exclude=True)
    """Derived from ``is``; never typed in."""
    sources: OneOrMore[Slug] = Field((), alias="from")
    """Keys of the entry's ``sources`` that state the fact."""
    at: Annotated[str | None, BeforeValidator(lambda v: str(v) if isinstance(v, int) else v)] = None
    """Where in the source: ``§2.1``, ``Table 1``, ``config.json``."""
    scope: OneOrMore[str] = Field((), alias="for")
    """Sizes or treatments of the entry that it holds for; the whole entry when left out."""
    shown: bool = False
    """Among several sourced values of one scope: the one that is shown."""
    why: Text | None = None
    """Why that value is shown and not the others."""
    note: Text | None = None
    """What a reader must know to read the value rightly."""

    @model_validator(mode="before")
    @classmethod
    def _read_state(cls, data: Any) -> Any:  # noqa: ANN401
        if not isinstance(data, dict) or "state" in data:
            return data
        if data.get("is") in ("undisclosed", "none"):
            return {**{k: v for k, v in data.items() if k != "is"}, "state": data["is"]}
        if data.get("is") is None:
            raise PydanticCustomError(
                "landscape", "the fact has no value", {"hint": "write is: and the value, or undisclosed or none; leave the fact out when nobody has looked"}
            )
        return data


class Facts(RootModel[tuple[Claim[T], ...]], Generic[T]):
    """A fact, or several sourced values of it with their scopes; false when nobody has looked."""

    model_config = ConfigDict(strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _one_may_stand_alone(cls, data: Any) -> Any:  # noqa: ANN401
        return _list(data)

    def __bool__(self) -> bool:
        """Tell whether the fact is there at all."""
        return bool(self.root)


ABSENT: Any = Facts[Any](())
"""A fact that nobody has looked for yet."""

Placement: TypeAlias = Annotated[Claim[tuple[Slug, ...]], BeforeValidator(_placement)]
"""Categories of one dimension: a plain list where an editor places, a claim where a source says."""


class Source(Record):
    """Something that was opened and read, by its key within an entry."""

    kind: Literal["paper", "weights", "config", "code", "licence", "announcement", "card", "docs", "dataset", "registry", "policy", "article"]
    """What it is: ``card`` is a model card, ``docs`` a maker's page, ``registry`` a list kept by others."""
    title: Line
    """Its own title, in its own language."""
    url: Address
    """Best one that does not change: an arXiv version, a file at a commit, a licence text."""
    read: Day
    """The day on which it was last opened and read."""


# Dimensions


class Category(Record):
    """A place within a dimension; categories nest one level."""

    name: Name
    plural: Name | None = None
    """For headings and counts, where it differs from the name."""
    summary: Text
    """One or two sentences: what belongs here."""
    texts: dict[Slug, Text] = Field(default_factory=dict)
    """Cells of the comparison table, by the keys of the dimension's ``columns``."""
    treatments: tuple[str, ...] = ()
    """Models that have one of these treatments belong here without being placed."""
    aliases: tuple[Line, ...] = ()
    """Other words that people search by, in either language."""
    categories: dict[Slug, Category] = Field(default_factory=dict)


class Colour(Record):
    """A dimension's colour in one scheme: for text, and a soft one for its background."""

    text: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
    soft: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Dimension(Record):
    """One of the ways of looking at the field; its page is ``docs/<id>.{zh,en}.md``."""

    name: Name
    short: Name
    """For tabs and chips."""
    question: Text
    """The question that the dimension answers."""
    light: Colour
    dark: Colour
    holds: tuple[Literal["models", "tools", "techniques"], ...]
    """Kinds of entries that are counted and listed in it."""
    derived: Literal["openness"] | None = None
    """Where its places are computed rather than typed: the name of the computation."""
    columns: dict[Slug, Name] = Field(default_factory=dict)
    """Text columns of the table that compares its categories."""
    categories: dict[Slug, Category]


# Entries


class Entry(Record):
    """What all kinds of entries share."""

    name: Name
    aliases: tuple[Line, ...] = ()
    """Other spellings that people type, in either language."""
    formerly: tuple[Slug, ...] = ()
    """Earlier ids; their addresses lead here."""
    summary: Text
    """What is particular about it, in two or three plain sentences."""
    sources: dict[Slug, Source] = Field(default_factory=dict)
    """What was opened and read, by a short key."""
    verified: Day | None = None
    """The day on which someone read every cited source and found the facts there."""


class Maker(Record):
    """An organisation with its part in the work, where several made one thing."""

    organisation: Slug
    role: Text


class Placed(Entry):
    """An entry that stands in dimensions."""

    by: tuple[Annotated[Maker, BeforeValidator(lambda v: {"organisation": v, "role": {"zh": "-", "en": "-"}} if isinstance(v, str) else v)], ...] = ()
    """Who made it: organisation ids, or ``{organisation: …, role: …}``."""
    ids: dict[Literal["hub", "modelscope", "ollama", "api", "pypi", "npm", "github", "docker"], OneOrMore[Line]] = Field(default_factory=dict)
    """What programs call it."""
    places: dict[Slug, Placement] = Field(default_factory=dict, alias="in")
    """Its categories, by dimension."""
    representative: tuple[Slug, ...] = ()
    """Categories whose comparison tables name it."""
    compare: tuple[Slug, ...] = ()
    """What it is usually compared with."""


Treatment: TypeAlias = Literal["base", "instruct", "chat", "reasoning", "code", "embedding", "reranker", "reward", "classifier", "translation", "vision", "audio"]
"""What was done to the weights after pretraining, as their maker names it (``base``: nothing)."""


class Size(Record):
    """One size of a model: its parameters, without the unit of the name."""

    total: Count | None = None
    """All parameters."""
    active: Count | None = None
    """Parameters used for one token, for mixtures of experts."""
    state: Literal["undisclosed"] | None = None
    """``undisclosed`` when the maker names the size but not its count."""
    sources: OneOrMore[Slug] = Field((), alias="from")
    at: str | None = None
    shown: bool = False
    why: Text | None = None
    note: Text | None = None


class Extended(Record):
    """A context window beyond the trained one."""

    tokens: Count
    how: Line
    """The method: ``YaRN``, ``position interpolation``."""


class Context(Record):
    """Context windows in tokens; which of them a source means is part of the fact."""

    trained: Facts[Count] = ABSENT
    """The length of sequences that the weights were trained on (at the last stage)."""
    configured: Facts[Count] = ABSENT
    """What the configuration file sets (``max_position_embeddings``)."""
    extended: Facts[Extended] = ABSENT
    """What is reached by a method applied after training."""
    stated: Facts[Count] = ABSENT
    """What the maker states without saying which."""
    output: Facts[Count] = ABSENT
    """The most that one answer may have."""


class Modalities(Record):
    """What goes in and what comes out."""

    input: Facts[tuple[Literal["text", "image", "audio", "video", "code", "other"], ...]] = Field(ABSENT, alias="in")
    output: Facts[tuple[Literal["text", "image", "audio", "video", "embedding", "score", "other"], ...]] = Field(ABSENT, alias="out")


class Part(Record):
    """One part of a model as its maker released it, or not, with the licence that it is under."""

    state: Literal["released", "partial", "described", "not-released", "undisclosed"] = Field("released", alias="is")
    """``described``: told in words, but not handed out; ``partial``: some of it can be had."""
    licence: Slug | None = None
    """An id of the section ``licences``."""
    sources: OneOrMore[Slug] = Field((), alias="from")
    at: str | None = None
    scope: OneOrMore[str] = Field((), alias="for")
    note: Text | None = None


PartName: TypeAlias = Literal[
    "weights", "checkpoints", "training-code", "inference-code", "data-code", "training-data", "data-card", "evaluation-code", "evaluation-results", "paper", "model-card"
]
"""``checkpoints``: intermediate weights; ``data-code``: code that prepared the data; ``data-card``: a full description of it."""


class Descent(Record):
    """What a model came from, and how."""

    model: Slug | None = None
    how: Literal["nothing", "successor", "architecture", "initialised", "tuned", "distilled", "merged", "pruned", "component"]
    """``nothing``: design and weights are new (no ``model`` then); ``successor``: the maker's next generation, trained anew; ``architecture``: same design, trained anew; ``initialised``: training went on
    from its weights; ``tuned``: fine-tuned; ``distilled``: trained on its outputs; ``component``: it is one part inside."""
    sources: OneOrMore[Slug] = Field((), alias="from")
    at: str | None = None
    scope: OneOrMore[str] = Field((), alias="for")
    note: Text | None = None


class Configuration(Record):
    """Figures of an open model's configuration, for the sizes named in ``for`` or for all."""

    scope: OneOrMore[str] = Field((), alias="for")
    layers: Count | None = None
    """Transformer blocks (of the decoder, where there are two stacks)."""
    encoder_layers: Count | None = None
    width: Count | None = None
    """Hidden size."""
    heads: Count | None = None
    """Query heads."""
    kv_heads: Count | None = None
    head_width: Count | None = None
    ffn_width: Count | None = None
    """Inner width of the feed-forward layer (of one expert, for mixtures)."""
    vocabulary: Count | None = None
    positions: Line | None = None
    """``learned``, ``sinusoidal``, ``relative bias``, ``RoPE``, ``ALiBi``, ``none``."""
    attention: Line | None = None
    """``multi-head``, ``grouped-query``, ``multi-query``, ``multi-head latent``, with ``sliding window`` where so."""
    normalisation: Line | None = None
    """``LayerNorm`` or ``RMSNorm``, ``pre`` or ``post``."""
    activation: Line | None = None
    experts: Count | None = None
    """Routed experts in one layer."""
    experts_active: Count | None = None
    """How many of them run for one token."""
    experts_shared: Count | None = None
    """Experts that always run."""
    sources: OneOrMore[Slug] = Field((), alias="from")
    at: str | None = None
    note: Text | None = None


class Family(Record):
    """A line of models by one maker; its generations are the models that name it."""

    name: Name
    aliases: tuple[Line, ...] = ()
    by: tuple[Slug, ...] = ()
    summary: Text
    representative: tuple[Slug, ...] = ()


class Model(Placed):
    """One released generation of a model (Llama 2, Qwen3, GPT-4), its sizes and treatments inside."""

    family: Slug | None = None
    announced: Facts[When] = ABSENT
    released: Facts[When] = ABSENT
    """First public use or weights."""
    paper: Facts[When] = ABSENT
    """First version of its paper."""
    deprecated: Facts[When] = ABSENT
    retired: Facts[When] = ABSENT
    superseded_by: Slug | None = None
    sizes: dict[Line, OneOrMore[Size]] = Field(default_factory=dict)
    """By the maker's name for the size (``7B``, ``base``); one named ``undisclosed`` when nothing is known."""
    treatments: Facts[tuple[Treatment, ...]] = ABSENT
    """What was released: base, instruct, chat, …"""
    context: Context = Context()
    training_tokens: Facts[Count] = ABSENT
    """Tokens seen in pretraining."""
    knowledge_cutoff: Facts[When] = ABSENT
    modalities: Modalities = Modalities()
    languages: Facts[tuple[LanguageTag, ...]] = ABSENT
    language_count: Facts[Count] = ABSENT
    """How many languages its maker claims, where they are not listed."""
    reasoning: Facts[Literal["no", "always", "switchable"]] = ABSENT
    """Whether it thinks at length before it answers."""
    parts: dict[PartName, OneOrMore[Part]] = Field(default_factory=dict)
    based_on: OneOrMore[Descent] = ()
    """What it came from, or that it came from nothing."""
    configuration: OneOrMore[Configuration] = ()
    tools: Facts[tuple[Slug, ...]] = ABSENT
    """Tools that its maker names for running it."""


class Tool(Placed):
    """Software to build, run, judge or use models."""

    announced: Facts[When] = ABSENT
    released: Facts[When] = ABSENT
    """First public version, or first public commit where there is none."""
    discontinued: Facts[When] = ABSENT
    licence: Facts[Slug] = ABSENT
    """An id of the section ``licences``."""
    languages: Facts[tuple[Line, ...]] = ABSENT
    """Programming languages it is written in, most first."""
    hardware: Facts[tuple[Line, ...]] = ABSENT
    """What it runs on: ``NVIDIA GPU``, ``AMD GPU``, ``CPU``, ``Apple silicon``, ``TPU``, ``Ascend NPU``."""
    repository: Address | None = None
    homepage: Address | None = None
    state: Facts[Literal["active", "maintenance", "archived", "merged"]] = ABSENT
    merged_into: Slug | None = None
    successor: Slug | None = None


class Technique(Placed):
    """A way of doing something along the lifecycle."""

    definition: Text
    """One sentence, for the glossary and for cards."""
    introduced: Facts[When] = ABSENT
    """The first version of the paper that introduced it."""
    how: Facts[Text] = ABSENT
    gives: Facts[Text] = ABSENT
    costs: Facts[Text] = ABSENT
    unless: Facts[Text] = ABSENT
    """When not to use it."""
    needs: tuple[Slug, ...] = ()
    """Techniques that it builds on."""
    tools: tuple[Slug, ...] = ()
    """Tools that implement it."""


class Organisation(Entry):
    """Who makes, trains, publishes or keeps."""

    country: Facts[Country] = ABSENT
    kind: Literal["company", "laboratory", "university", "non-profit", "community", "government", "consortium", "foundation"]
    """``laboratory``: a research unit with a name of its own, within a company or free."""
    parent: Slug | None = None
    formerly_named: tuple[Line, ...] = ()
    homepage: Address | None = None


class Answer(Record):
    """What a licence says to one question, and the clause that says it."""

    value: Literal["yes", "no", "conditional", "not-addressed"] = Field(alias="is")
    at: str | None = None
    """The clause; left out only when the text does not address the question."""
    sources: OneOrMore[Slug] = Field((), alias="from")
    """The source that has the clause; the licence text when left out."""
    number: Count | None = None
    """A threshold, where the clause names one."""
    note: Text | None = None
    """The condition in words."""


class Answers(Record):
    """The questions that readers bring to a licence.

    Attributes:
        sell: May I earn money with it?
        users: Above some number of users, must I ask? (``yes``: one must; ``number`` says where.)
        train: May I train other models with its output?
        redistribute: May I pass on changed weights? ``conditional``: more than keeping notices.
        name: Must I show its name (a badge, a prefix, a notice in the interface; not the copyright line)?
        fields: Are fields of use forbidden?
        regions: Are regions or nationalities excluded?
        withdraw: Can it be withdrawn other than for breach (by notice, lapse of time, a patent suit)?
    """

    sell: Answer
    users: Answer
    train: Answer
    redistribute: Answer
    name: Answer
    fields: Answer
    regions: Answer
    withdraw: Answer


class Licence(Entry):
    """One version of a licence."""

    spdx: Line | None = None
    """Its SPDX identifier, where there is one."""
    kind: Literal["permissive", "weak-copyleft", "copyleft", "public-domain", "attribution", "use-restricted", "community", "non-commercial", "research", "proprietary"]
    """``use-restricted``: anyone, but not for listed uses (OpenRAIL); ``community``: further limits, such as a number of users."""
    osi: Facts[Literal["yes", "no"]] = ABSENT
    """Approved by the Open Source Initiative."""
    published: Facts[When] = ABSENT
    by: tuple[Slug, ...] = ()
    """Who wrote it."""
    answers: Answers | None = None


class Term(Record):
    """A word of the field, with its standard form in both languages."""

    name: Text
    aliases: tuple[Line, ...] = ()
    definition: Text
    see: tuple[Slug, ...] = ()
    """Entries, categories or terms to go on to."""


class Data(Record):
    """The whole file; sections in this order."""

    dimensions: dict[Slug, Dimension] = Field(min_length=1)
    licences: dict[Slug, Licence] = Field(default_factory=dict)
    organisations: dict[Slug, Organisation] = Field(default_factory=dict)
    families: dict[Slug, Family] = Field(default_factory=dict)
    models: dict[Slug, Model] = Field(default_factory=dict)
    tools: dict[Slug, Tool] = Field(default_factory=dict)
    techniques: dict[Slug, Technique] = Field(default_factory=dict)
    terms: dict[Slug, Term] = Field(default_factory=dict)


Cited: TypeAlias = Claim[Any] | Size | Part | Descent | Configuration | Answer
"""The records that name the sources they rest on."""

Path: TypeAlias = tuple[str | int, ...]
"""Steps from the top of the file to a value, by key and index."""


def records(value: object, path: Path = ()) -> Iterator[tuple[Path, Record]]:
    """Walk everything below ``value`` and yield each record with its path in the file."""
    if isinstance(value, Record):
        yield path, value
    if isinstance(value, RootModel):
        yield from records(value.root, path)
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            child = getattr(value, name)
            if child and isinstance(child, BaseModel | dict | tuple):
                yield from records(child, (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from records(child, (*path, key))
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            if isinstance(child, BaseModel):
                yield from records(child, (*path, index))


def keys_at(path: Path) -> tuple[str, ...]:
    """Return the keys that the format knows in the mapping at ``path``; empty where any key may stand."""
    kind: Any = Data
    for step in path:
        kind = _below(_plain(kind), step)
    kind = _plain(kind)
    if isinstance(kind, type) and issubclass(kind, Record):
        return tuple(field.alias or name for name, field in kind.model_fields.items() if not field.exclude)
    return ()


def _plain(kind: Any) -> Any:  # noqa: ANN401
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


def _below(kind: Any, step: str | int) -> Any:  # noqa: ANN401
    if isinstance(step, int):
        return kind
    if isinstance(kind, type) and issubclass(kind, Record):
        return next((field.annotation for name, field in kind.model_fields.items() if step == (field.alias or name)), object)
    return get_args(kind)[1] if get_origin(kind) is dict else object


def shown_texts(technique: Technique) -> Iterator[Text]:
    """Yield the texts of a technique: how, what it gives, what it costs, when not to use it."""
    for facts in (technique.how, technique.gives, technique.costs, technique.unless):
        yield from (claim.value for claim in facts.root if claim.value is not None)
