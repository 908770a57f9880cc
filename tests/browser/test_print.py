"""What comes out on paper: what is read, on white, whole."""

from __future__ import annotations

import re

import pytest

from .conftest import Visit

pytestmark = [pytest.mark.site, pytest.mark.browser]

PAPER = 690
"""Points of a sheet of A4 between its margins."""
DARK = {"scheme": "dark", "width": PAPER}
KINDS = ["", "openness/", "lifecycle/", "models/", "licences/", "glossary/", "contributing/", "accessibility/", "models/llama-2/", "tools/vllm/", "licences/llama-2-community/"]
PRESSED = ".md-header, .md-tabs, .foot, .crumbs, .neighbours, .headerlink, .find, .button, .md-sidebar, .tray, dialog, article button, .md-skip"


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
@pytest.mark.parametrize("visit", [DARK], indirect=True, ids=["dark"])
def test_paper_is_white_and_carries_nothing_to_press_and_nothing_is_cut_off(visit: Visit, prefix: str) -> None:
    visit.page.emulate_media(media="print", color_scheme="dark")
    for kind in KINDS:
        page = visit.open(prefix + kind)
        pressed = page.eval_on_selector_all(PRESSED, "found => found.filter(one => one.checkVisibility()).map(one => one.className)")
        assert pressed == [], kind
        colours = page.evaluate("[document.body, document.querySelector('h1')].map((one, at) => getComputedStyle(one)[['backgroundColor', 'color'][at]])")
        assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"], kind
        wide = page.eval_on_selector_all(
            "article :is(table, figure, svg, pre)",
            "(all, width) => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().right > width + 1).map(one => one.outerHTML.slice(0, 80))",
            PAPER,
        )
        assert wide == [], kind
        heads = page.eval_on_selector_all("article thead", "all => all.filter(one => getComputedStyle(one).display !== 'table-header-group').length")
        assert heads == 0, kind


@pytest.mark.parametrize("visit", [DARK], indirect=True, ids=["dark"])
def test_dimensions_keep_their_light_colours_on_paper(visit: Visit) -> None:
    visit.page.emulate_media(media="print", color_scheme="dark")
    page = visit.open("models/llama-2/")
    assert page.eval_on_selector(".strip dd a", "link => getComputedStyle(link).color") != "rgb(169, 184, 255)"


def test_the_addresses_of_sources_are_printed(visit: Visit) -> None:
    visit.page.emulate_media(media="print")
    page = visit.open("en/models/llama-2/")
    printed = page.eval_on_selector_all(".sources li > a", "links => links.map(link => [link.href, getComputedStyle(link, '::after').content])")
    assert len(printed) > 1
    assert all(address in re.sub(r'[" ]', "", text) for address, text in printed)


def test_a_long_table_makes_several_pages(visit: Visit) -> None:
    page = visit.open("licences/")
    pdf = page.pdf(format="A4")
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 2 <= pages <= 12
