"""The small types of the data format: counts, dates, texts in two languages, and the claim, which is one cited fact."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

T = TypeVar("T")


def _count(value: Any) -> Any:
    """Read ``7.24B`` as 7240000000; the units are decimal (K, M, B, T)."""
    if isinstance(value, bool):
        raise _error("count", value, "write a whole number, or a number with a unit: 4096, 7.24B, 2T")
    if isinstance(value, int):
        return value
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([KMBT])", value) if isinstance(value, str) else None
    if match is None:
        raise _error("count", value, "write a whole number, or a number with a unit: 4096, 7.24B, 2T")
    return round(float(match[1]) * {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}[match[2]])


def is_count(name: str, count: int) -> bool:
    """Whether a name, such as that of a size, is this very count.

    >>> is_count("0.5B", 500_000_000), is_count("7B", 7_240_000_000), is_count("large", 340_000_000)
    (True, False, False)
    """
    try:
        return bool(_count(name) == count)
    except PydanticCustomError:
        return False


def _when(value: Any) -> Any:
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


def _error(kind: str, value: Any, hint: str) -> PydanticCustomError:
    what = {"count": "is no count", "date": "is no date", "day": "is no day", "address": "is no web address"}[kind]
    return PydanticCustomError("landscape", "{value} {what}", {"value": repr(value), "what": what, "hint": hint})


def _list(value: Any) -> Any:
    """Let one item stand alone where a list is meant."""
    return value if isinstance(value, tuple) else (value,)


def _both_languages(value: Any) -> Any:
    """Let a name that is the same in both languages be one string."""
    return {"zh": value, "en": value} if isinstance(value, str) else value


def _placement(value: Any) -> Any:
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
    def _read_state(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "state" in data:
            return data
        if data.get("is") in ("undisclosed", "none"):
            return {**{k: v for k, v in data.items() if k != "is"}, "state": data["is"]}
        if data.get("is") is None:
            raise PydanticCustomError("landscape", "the fact has no value", {"hint": "write is: and the value, or undisclosed or none; leave the fact out when nobody has looked"})
        return data


class Facts(RootModel[tuple[Claim[T], ...]], Generic[T]):
    """A fact, or several sourced values of it with their scopes; false when nobody has looked."""

    model_config = ConfigDict(strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _one_may_stand_alone(cls, data: Any) -> Any:
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
