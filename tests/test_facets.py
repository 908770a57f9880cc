"""What entries can be filtered by."""

from __future__ import annotations

import pytest

from landscape.explore import SECTIONS, data
from landscape.facets import STATES, facets, sizes_of, values
from landscape.facts import Atlas
from landscape.markup import Writer


def test_models_are_filtered_by_every_dimension_in_which_they_stand(real: Atlas) -> None:
    assert {"architecture", "lifecycle", "capability", "openness"} <= facets(real, "models").keys()
    assert "tool" in facets(real, "models"), "models stand in tooling by the tools that their makers name"


@pytest.mark.parametrize("section", SECTIONS)
def test_every_facet_says_something_of_every_entry(real: Atlas, section: str) -> None:
    """What is not known is a value of its own, so no entry drops out and nothing unknown counts as zero or no."""
    for name, facet in facets(real, section).items():
        for id_ in getattr(real.data, section):
            for size in sizes_of(real.item(id_)) if facet.sized else ("",):
                found = values(facet, real, id_, size)
                assert found, (name, id_)
                assert 0 not in found, (name, id_)
                if facet.stops:
                    assert all(isinstance(value, int) or value in STATES for value in found), (name, id_)


def test_a_size_under_another_licence_is_told_apart(small: Atlas) -> None:
    known = facets(small, "models")
    assert values(known["size"], small, "one", "7B") == (7_240_000_000,)
    assert values(known["active"], small, "one", "7B") == ("none",), "a dense size has no smaller part that runs"
    assert values(known["active"], small, "one", "8x7B") == (12_900_000_000,)
    assert values(known["size"], small, "two", "undisclosed") == ("undisclosed",)
    assert values(known["licence"], small, "two", "undisclosed") == ("none",), "nothing to download, nothing to license"


def test_rows_point_at_choices_that_are_there(real: Atlas) -> None:
    found = data("models", Writer(real, "en", "models/"))
    whole = [facet for facet in found["facets"] if not facet.get("sized")]
    for _, _, keys, chosen, _ in found["rows"]:
        assert len(keys) == len(found["columns"])
        assert all(0 <= value < len(facet["values"]) for facet, values_ in zip(whole, chosen, strict=True) for value in values_)
