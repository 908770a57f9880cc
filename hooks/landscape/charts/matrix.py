"""Who publishes what: a row for each of the large publishers, a column for each category, a number that leads to those models.

The counts are those of the explorer's facets, so what a number leads to is as many models as it says. A country has a
row of its own with the publishers below it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from landscape.facets import STATES, facets, values

if TYPE_CHECKING:
    from landscape.facts import Atlas
    from landscape.markup import Writer

SECTION = "models"
PUBLISHERS = 30
SHADES = 9
"""How many shades there are, from few models to many."""
_BY, _COUNTRY = "by", "country"

Count = Counter[tuple[str, str]]
"""(facet, its value) → number of models; ("", "") → of all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of models, where they are listed, and its shade (0: none)."""

    count: int
    url: str
    dimension: str
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation, a country or the whole catalogue."""

    name: str
    url: str
    """Of the page about it; empty where there is none."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The chart, ready to be written."""

    columns: tuple[tuple[str, tuple[str, ...]], ...]
    """Dimension → its categories."""
    whole: Row
    groups: tuple[tuple[Row, tuple[Row, ...]], ...]
    """Countries with their publishers, the ones with the most models first."""
    all: int
    """Number of organisations that published a model."""


def counts(atlas: Atlas) -> dict[tuple[str, str], Count]:
    """Return (facet, value) of who published → what: of all models under ("", ""), by country and by organisation."""
    known = facets(atlas, SECTION)
    dimensions = [name for name, described in atlas.data.dimensions.items() if described.holds == (SECTION,)]
    found: dict[tuple[str, str], Count] = defaultdict(Counter)
    for id_ in getattr(atlas.data, SECTION):
        what = [("", ""), *((name, str(value)) for name in dimensions for value in values(known[name], atlas, id_))]
        for who in [("", ""), *((name, str(value)) for name in (_COUNTRY, _BY) for value in values(known[name], atlas, id_))]:
            found[who].update(what)
    return found


def matrix(writer: Writer) -> Matrix:
    """Lay out the chart."""
    atlas = writer.atlas
    found = counts(atlas)
    publishers = sorted((value for name, value in found if name == _BY and value not in STATES), key=lambda value: (-found[_BY, value]["", ""], value))
    large = publishers[:PUBLISHERS]
    columns = tuple((name, tuple(described.categories)) for name, described in atlas.data.dimensions.items() if described.holds == (SECTION,))
    most = max((found[_BY, id_][column] for id_ in large for column in found[_BY, id_] if column[0]), default=1)

    def row(who: tuple[str, str], name: str, page: str = "", *, shaded: bool = False) -> Row:
        return Row(name, page, tuple(_cell(who, column, found[who], writer, most if shaded else 0) for column in [("", ""), *((d, c) for d, cs in columns for c in cs)]))

    countries: dict[str, list[str]] = defaultdict(list)
    for id_ in large:
        countries[_country(atlas, id_)].append(id_)
    word = facets(atlas, SECTION)[_COUNTRY].word
    groups = [
        (
            row((_COUNTRY, country), writer.say(country) if country in STATES else word(writer, country)),
            tuple(row((_BY, id_), writer.name(id_), writer.url(writer.address(id_)), shaded=True) for id_ in ids),
        )
        for country, ids in sorted(countries.items(), key=lambda pair: (-found[_COUNTRY, pair[0]]["", ""], pair[0]))
    ]
    return Matrix(columns, row(("", ""), writer.say("all_entries")), tuple(groups), len(publishers))


def _country(atlas: Atlas, id_: str) -> str:
    """Return the country below which an organisation stands: of several its first."""
    claim = next(iter(atlas.data.organisations[id_].country.root), None)
    if claim is None:
        return "absent"
    return str(claim.value) if claim.state == "known" else claim.state


def _cell(who: tuple[str, str], what: tuple[str, str], count: Count, writer: Writer, most: int) -> Cell:
    number = count[what]
    asked = [pair for pair in (who, what) if pair[0]]
    url = writer.url(f"{SECTION}/") + ("?" + urlencode(asked) if asked else "")
    return Cell(number, url, what[0], math.ceil(SHADES * math.sqrt(number / most)) if most and what[0] else 0)
