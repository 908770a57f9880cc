"""What pages weigh as a server sends them (gzip), without images."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Response

from landscape.explore import SECTIONS

from .conftest import Visit

pytestmark = [pytest.mark.site, pytest.mark.browser]

FIRST = pytest.mark.parametrize("visit", [{"first": True}], indirect=True, ids=["first"])
PAGE, EXPLORER, SCRIPTS = 200_000, 350_000, 30_000
PAGES = [
    "", "architecture/", "lifecycle/", "capability/", "tooling/", "openness/", "glossary/", "compare/", "charts/", "lineage/", "poster/",
    "models/qwen2-5/", "tools/vllm/", "techniques/rlhf/", "organisations/google/", "licences/apache-2-0/", "families/qwen/",
]  # fmt: skip


def weight(visit: Visit, address: str, ready: str = "body") -> int:
    """The bytes of everything that a first view fetches."""
    answers: list[Response] = []
    visit.page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - the library wants a function of its own
    visit.open(address)
    visit.page.wait_for_selector(ready)
    kinds = {"document", "script", "stylesheet", "fetch", "xhr", "font"}
    return sum(len(gzip.compress(answer.body(), 6)) for answer in answers if answer.request.resource_type in kinds and answer.ok)


@FIRST
@pytest.mark.parametrize("address", PAGES)
def test_a_first_view_stays_below_200_kb(visit: Visit, address: str) -> None:
    assert weight(visit, address) <= PAGE


@FIRST
@pytest.mark.parametrize("section", SECTIONS)
def test_an_explorer_stays_below_350_kb(visit: Visit, section: str) -> None:
    assert weight(visit, f"{section}/", ".explorer.ready") <= EXPLORER


def test_all_scripts_of_ours_stay_below_30_kb(site: Path) -> None:
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in site.glob("assets/**/js/*.js")}
    assert {"site.js", "explore.js", "search.js"} <= sizes.keys()
    assert sum(sizes.values()) <= SCRIPTS, sizes
