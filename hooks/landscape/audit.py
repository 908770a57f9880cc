"""Looks at the catalogue as a whole: how much is cited and verified, and a draw of facts for a second reader."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from landscape.models import Answer, Entry, Licence
from landscape.rules.found import entries, field_name
from landscape.walk import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landscape.models import Data
    from landscape.values import Record, Source


class Cited(NamedTuple):
    """A fact with the sources it names."""

    section: str
    id: str
    field: str
    fact: str
    sources: tuple[Source, ...]


def facts(data: Data) -> Iterator[Cited]:
    """Yield every fact of the catalogue: claims, sizes, parts, descents, configurations, answers."""
    for path, entry in entries(data):
        for inner, record in records(entry, path):
            keys = getattr(record, "sources", None)
            if isinstance(record, Entry) or keys is None or (not keys and not isinstance(record, Answer)):
                continue
            if isinstance(record, Answer) and not keys and isinstance(entry, Licence):  # what a text does not address, the whole text shows
                keys = tuple(key for key, source in entry.sources.items() if source.kind == "licence")[:1]
            yield Cited(str(path[0]), str(path[1]), field_name(inner), _told(record), tuple(entry.sources[key] for key in keys))


def _told(record: Record) -> str:
    plain = record.model_dump(by_alias=True, exclude_defaults=True, mode="json", serialize_as_any=True)
    return ", ".join(f"{key}: {value}" for key, value in plain.items() if key != "from")


def draw(data: Data, count: int, seed: str) -> list[Cited]:
    """Return a draw of facts that have a source, the same for the same data and seed."""
    candidates = sorted((fact for fact in facts(data) if fact.sources), key=lambda fact: (fact.section, fact.id, fact.field, fact.fact))
    return random.Random(seed).sample(candidates, min(count, len(candidates)))  # noqa: S311 - a draw, not a secret


def summary(data: Data) -> str:
    """Return the counts by kind: entries, facts, the share cited and the share of entries verified."""
    lines = [f"{'section':14} {'entries':>8} {'verified':>9} {'facts':>7} {'cited':>7}"]
    total, cited, verified = Counter[str](), Counter[str](), Counter[str]()
    for fact in facts(data):
        total[fact.section] += 1
        cited[fact.section] += bool(fact.sources)
    for path, entry in entries(data):
        verified[str(path[0])] += entry.verified is not None
    for section in ("models", "tools", "techniques", "organisations", "licences"):
        count = len(getattr(data, section))
        share = f"{100 * verified[section] / count:.0f} %" if count else "-"
        known = f"{100 * cited[section] / total[section]:.0f} %" if total[section] else "-"
        lines.append(f"{section:14} {count:8,} {share:>9} {total[section]:7,} {known:>7}")
    everything = sum(len(getattr(data, section)) for section in ("models", "tools", "techniques", "organisations", "licences"))
    shares = (100 * sum(verified.values()) / max(1, everything), 100 * sum(cited.values()) / max(1, sum(total.values())))
    lines.append(f"{'all':14} {everything:8,} {shares[0]:7.0f} % {sum(total.values()):7,} {shares[1]:5.0f} %")
    lines.append(f"families {len(data.families):,} · terms {len(data.terms):,} · configurations {sum(bool(model.configuration) for model in data.models.values()):,} models")
    by_field = Counter(fact.field.split(".")[0] for fact in facts(data))
    lines.append("facts by field: " + ", ".join(f"{field} {count:,}" for field, count in by_field.most_common(24)))
    return "\n".join(lines)
