"""What readers do, in a real browser: switch language, read in the dark and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import RULES, Visit, faults

pytestmark = [pytest.mark.site, pytest.mark.browser]

KINDS = [
    "", "architecture/", "openness/", "models/", "licences/", "glossary/", "contributing/",
    "models/llama-2/", "tools/vllm/", "techniques/rlhf/", "organisations/meta/", "licences/llama-2-community/", "families/llama/",
]  # fmt: skip
PHONE = {"width": 360}
DARK = {"scheme": "dark"}


def test_the_language_switch_leads_to_the_same_page_and_back(visit: Visit) -> None:
    page = visit.open("models/llama-2/")
    page.click("a.language")
    assert page.url.endswith("/en/models/llama-2/")
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("h1")).to_have_text("Llama 2")
    page.click("a.language")
    assert page.url.endswith("/landscape/models/llama-2/")


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("visit", [{}, DARK], indirect=True, ids=["light", "dark"])
def test_axe_finds_nothing_on_each_kind_of_page(visit: Visit, prefix: str, kind: str) -> None:
    page = visit.open(prefix + kind)
    dark = page.evaluate("document.body.dataset.mdColorScheme") == "slate"  # only colours differ there
    assert faults(page, rules=("color-contrast", "link-in-text-block") if dark else RULES) == []


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["360px"])
def test_nothing_scrolls_sideways_on_a_phone(visit: Visit, prefix: str) -> None:
    for kind in KINDS:
        page = visit.open(prefix + kind)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, kind


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["360px"])
def test_the_drawer_opens_with_a_key_and_holds_all_ways_in(visit: Visit) -> None:
    page = visit.open("")
    page.focus("#drawer-label")
    page.keyboard.press("Enter")
    expect(page.locator(".drawer a").first).to_be_visible()
    assert page.locator(".drawer a").count() == 13
    page.locator(".drawer a", has_text="开放性").click()
    assert page.url.endswith("/openness/")


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["360px"])
def test_the_first_column_of_a_wide_table_stays(visit: Visit) -> None:
    page = visit.open("models/")
    cell = page.locator(".table tbody th").first
    before = cell.bounding_box()
    page.eval_on_selector(".table", "table => { table.scrollLeft = 300 }")
    after = cell.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["x"] - after["x"]) <= 1


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["360px"])
def test_the_first_column_neither_runs_over_the_next_nor_breaks_words(visit: Visit) -> None:
    """A long category wraps inside its cell; a name is never cut between two letters."""
    for address in ("tooling/", "en/tooling/", "en/lifecycle/", "en/families/kimi/", "families/llama/", "models/", "en/organisations/"):
        page = visit.open(address)
        over = page.evaluate(
            """() => [...document.querySelectorAll(".table tbody th")].filter(cell => {
                const edge = cell.getBoundingClientRect().right + 1;
                return [...cell.querySelectorAll("*")].some(inner => inner.getBoundingClientRect().right > edge);
            }).map(cell => cell.textContent)"""
        )
        assert over == [], address
        cut = page.evaluate(
            """() => [...document.querySelectorAll(".table tbody th a")].filter(link => {
                const text = document.createTreeWalker(link, NodeFilter.SHOW_TEXT).nextNode();
                return text && [...text.data.matchAll(/[A-Za-z]+/g)].some(word => {
                    const range = document.createRange();
                    range.setStart(text, word.index);
                    range.setEnd(text, word.index + word[0].length);
                    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1;
                });
            }).map(link => link.textContent)"""
        )
        assert cut == [], address


def test_the_scheme_can_be_switched_and_is_remembered(visit: Visit) -> None:
    page = visit.open("")
    page.locator("form[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    visit.open("models/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_term_is_explained_on_hover_and_on_focus(visit: Visit) -> None:
    page = visit.open("architecture/")
    term = page.locator("a.term").first
    term.hover()
    expect(page.locator(".card-tip")).to_have_text(term.get_attribute("data-tip") or "-")
    page.mouse.move(2, 2)
    expect(page.locator(".card-tip")).to_have_count(0)
    term.focus()
    expect(page.locator(".card-tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".card-tip")).to_have_count(0)
