"""The data for other people's programs: JSON and CSV at addresses that stay."""

from __future__ import annotations

import csv
import io
import json
import warnings
from functools import partial
from typing import TYPE_CHECKING, Any

from landscape.facts import date_of, largest, licences_of
from landscape.models import Data, Entry, Model, Tool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from landscape.facts import Atlas

LICENCE = "CC-BY-4.0"

TABLES: dict[str, tuple[str, ...]] = {
    "models": ("id", "name_zh", "name_en", "organisations", "family", "date", "architecture", "parameters", "active_parameters", "openness", "weights_licences", "verified"),
    "tools": ("id", "name_zh", "name_en", "organisations", "date", "categories", "licences", "repository", "verified"),
}


def files(atlas: Atlas) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the address of every download and what gives its content.

    A missing value is an empty cell in CSV and an absent key in JSON; neither is ever zero or "no".
    """
    yield "data/catalogue.json", lambda: _json({"licence": LICENCE, **_plain(atlas)})
    yield "data/schema.json", lambda: _json(schema())
    for section in TABLES:
        yield f"data/{section}.csv", partial(_csv, atlas, section)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the data file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # defaults that stand for "nobody has looked yet" have no JSON form
        return Data.model_json_schema(by_alias=True, mode="validation")


def _plain(atlas: Atlas) -> dict[str, Any]:
    """Return the data as typed in, with what is derived from it beside each model under ``derived``."""
    models = {
        id_: {
            **typed,
            "derived": {
                "openness": atlas.openness[id_].level,
                "openness_missing": atlas.openness[id_].missing,
                "places": {dimension: atlas.categories_of(id_, dimension) for dimension in atlas.data.dimensions},
            },
        }
        for id_, typed in atlas.catalogue.plain.get("models", {}).items()
    }
    return {**atlas.catalogue.plain, "models": models}


def _row(atlas: Atlas, id_: str, item: Entry) -> dict[str, str]:
    row = {
        "id": id_,
        "name_zh": item.name.zh,
        "name_en": item.name.en,
        "date": date_of(item),
        "verified": item.verified or "",
    }
    if isinstance(item, Model):
        size = largest(item)
        row |= {
            "organisations": " ".join(maker.organisation for maker in item.by),
            "family": item.family or "",
            "architecture": " ".join(atlas.categories_of(id_, "architecture")),
            "parameters": str(size.total) if size else "",
            "active_parameters": str(size.active) if size and size.active else "",
            "openness": atlas.openness[id_].level or "",
            "weights_licences": " ".join(dict.fromkeys(licence for licence, _ in licences_of(item))),
        }
    if isinstance(item, Tool):
        row |= {
            "organisations": " ".join(maker.organisation for maker in item.by),
            "categories": " ".join(atlas.categories_of(id_, "tooling")),
            "licences": " ".join(licence for licence, _ in licences_of(item)),
            "repository": item.repository or "",
        }
    return row


def _csv(atlas: Atlas, section: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, TABLES[section], lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(atlas, id_, item) for id_, item in getattr(atlas.data, section).items())
    return out.getvalue()
