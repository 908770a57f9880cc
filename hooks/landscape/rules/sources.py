"""Sources and dates: what is said must be cited, and what is verified must have been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landscape.models import Answer, Data, Entry, Licence, Model, Organisation
from landscape.rules.found import Found, entries, field_name, near
from landscape.walk import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_PAST = ("announced", "released", "paper", "introduced", "knowledge_cutoff", "published")
"""Other dates, such as the day on which something will be retired, may lie ahead."""


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
            what = field_name(inner)
            yield Found(inner, f"{what} has no source", "add from: with the key of a source of this entry")


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
        for name in filter(_PAST.__contains__, type(entry).model_fields):
            for index, claim in enumerate(getattr(entry, name).root):
                if isinstance(claim.value, str) and claim.value > today.isoformat():
                    yield Found((*path, name, index, "is"), f"{claim.value} lies in the future", f"today is {today.isoformat()}")
