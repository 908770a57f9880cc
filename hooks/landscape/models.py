"""The data format: what stands in ``docs/catalogue.yml``, and what each field means.

These classes are the format and its manual in one. Every text that readers see is given in Chinese and
English. A fact is a *claim*: a value, the source that states it and, where it matters, the place in that
source and the sizes or treatments that it holds for (:mod:`landscape.values`). Values are frozen once read.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints

from landscape.values import (
    ABSENT,
    Address,
    Count,
    Country,
    Day,
    Facts,
    LanguageTag,
    Line,
    Name,
    OneOrMore,
    Placement,
    Record,
    Slug,
    Source,
    Text,
    When,
)


def _wording(value: Any) -> Any:
    """Let a wording stand alone where nothing more is said of it."""
    return {"is": value} if isinstance(value, str) else value


# Words


class Avoided(Record):
    """A wording that texts of this site do not use for a word."""

    wording: Line = Field(alias="is")
    """Whole words in Latin letters, whatever their case; a star at the end stands for any ending: ``tokeniz*``."""
    say: Line | None = None
    """What stands in its place; the name when left out. A star takes over the ending: ``tokenis*``."""
    unless: OneOrMore[Line] = ()
    """Longer phrases in which it means something else and is right."""


class Avoid(Record):
    """Wordings to be avoided, by language."""

    zh: tuple[Annotated[Avoided, BeforeValidator(_wording)], ...] = ()
    en: tuple[Annotated[Avoided, BeforeValidator(_wording)], ...] = ()

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Return the wordings that stand for the name itself, by which people search all the same."""
        return tuple(avoided.wording for avoided in (*self.zh, *self.en) if not avoided.say and not avoided.wording.endswith("*"))


# Dimensions


class Category(Record):
    """A place within a dimension; categories nest one level."""

    name: Name
    summary: Text
    """One or two sentences: what belongs here."""
    texts: dict[Slug, Text] = Field(default_factory=dict)
    """Cells of the comparison table, by the keys of the dimension's ``columns``."""
    treatments: tuple[str, ...] = ()
    """Models that have one of these treatments belong here without being placed."""
    aliases: tuple[Line, ...] = ()
    """Other words that people search by, in either language."""
    asked: tuple[Line, ...] = ()
    """How people ask for it who do not know its name, in either language; for search only."""
    avoid: Avoid = Avoid()
    """Wordings that texts do not use for it."""
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
    asked: tuple[Line, ...] = ()
    """How people ask for it who do not know its name, in either language; for search only."""
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
    asked: tuple[Line, ...] = ()
    """How people ask for it who do not know its name, in either language; for search only."""
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
    """``nothing``: design and weights are new (no ``model`` then); ``successor``: the maker's next generation, trained
    anew; ``architecture``: same design, trained anew; ``initialised``: training went on from its weights; ``tuned``:
    fine-tuned; ``distilled``: trained on its outputs; ``component``: it is one part inside."""
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
    positions: Name | None = None
    """``learned``, ``sinusoidal``, ``relative bias``, ``RoPE``, ``ALiBi``, ``none``."""
    attention: Name | None = None
    """``multi-head``, ``grouped-query``, ``multi-query``, ``multi-head latent``, with ``sliding window`` where so."""
    normalisation: Name | None = None
    """``LayerNorm`` or ``RMSNorm``, ``pre`` or ``post``."""
    activation: Name | None = None
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
    asked: tuple[Line, ...] = ()
    """How people ask for it who do not know its name, in either language; for search only."""
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
    avoid: Avoid = Avoid()
    """Wordings that texts do not use for it."""
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
    """Other words that people search by, synonyms among them, in either language."""
    asked: tuple[Line, ...] = ()
    """How people ask for it who do not know its name, in either language; for search only."""
    avoid: Avoid = Avoid()
    """Wordings that texts do not use for it, although people may search by them."""
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
