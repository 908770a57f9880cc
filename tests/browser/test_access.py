"""By keyboard, with more contrast, in colours of the system: nothing is lost and the focus is always seen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Visit, faults

pytestmark = [pytest.mark.site, pytest.mark.browser]

KINDS = ["", "openness/", "models/", "glossary/", "models/llama-2/", "accessibility/"]

FOCUS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    // A radio or a box that is not seen shows its focus on its label.
    const box = one.matches("input.md-option") ? document.querySelector(`label[title][for]:not([hidden])`) : one;
    const style = getComputedStyle(box);
    const edge = box.getClientRects()[0] ?? box.getBoundingClientRect(); // a link may be broken over two lines
    const ring = [box, box.parentElement].some(el => {
        const s = getComputedStyle(el);
        return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none";
    });
    const x = Math.min(Math.max(edge.left + Math.min(edge.width / 2, 8), 1), innerWidth - 2);
    const y = edge.top + Math.min(edge.height / 2, 8);
    const top = document.elementFromPoint(x, y);
    const seen = y > 0 && y < innerHeight && !!top && (box.contains(top) || top.contains(box));
    return { what: one.outerHTML.slice(0, 90), ring, seen, at: scrollY };
}"""


def walk(page: Page, key: str, steps: int) -> list[str]:
    """Press a key again and again, and return what was wrong with the focus on the way."""
    wrong = []
    for _ in range(steps):
        page.keyboard.press(key)
        found = page.evaluate(FOCUS)
        if found and not (found["ring"] and found["seen"]):
            wrong.append(f"{found['what']} ring={found['ring']} seen={found['seen']}")
    return wrong


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("visit", [{}, {"width": 360}], indirect=True, ids=["1280px", "360px"])
def test_the_focus_is_seen_and_not_covered_forwards_and_backwards(visit: Visit, kind: str) -> None:
    page = visit.open(kind)
    assert walk(page, "Tab", 40) == []
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(".foot a").last.focus()
    assert walk(page, "Shift+Tab", 40) == []


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
def test_the_first_stop_of_the_keyboard_leads_past_the_header(visit: Visit, prefix: str) -> None:
    for kind in KINDS[1:]:
        page = visit.open(prefix + kind)
        page.keyboard.press("Tab")
        expect(page.locator(".md-skip")).to_be_focused()
        expect(page.locator(".md-skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert not page.evaluate("!!document.activeElement.closest('header.md-header, .md-tabs')"), kind


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("visit", [{"width": 320}], indirect=True, ids=["320px"])
def test_at_four_times_the_size_nothing_but_wide_tables_scrolls_sideways(visit: Visit, kind: str) -> None:
    page = visit.open("en/" + kind)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_less_motion_stops_every_transition(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    page = visit.open("models/llama-2/")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(one => {
            const style = getComputedStyle(one);
            return style.transitionDuration.split(",").some(time => parseFloat(time) > 0) || style.animationName !== "none";
        }).map(one => one.className)"""
    )
    assert moving == []


def test_more_contrast_is_given_to_those_who_ask(visit: Visit) -> None:
    page = visit.open("en/models/llama-2/")
    name = "getComputedStyle(document.body).getPropertyValue('--muted').trim()"
    before = page.evaluate(name)
    visit.page.emulate_media(contrast="more")
    assert page.evaluate(name) != before


def test_in_the_colours_of_the_system_steps_and_squares_are_still_told_apart(visit: Visit) -> None:
    visit.page.emulate_media(forced_colors="active")
    page = visit.open("en/models/allam/")
    surface = "one => getComputedStyle(one, one.matches('.part') ? '::before' : null).backgroundColor"
    assert page.eval_on_selector(".ladder i.on", surface) != page.eval_on_selector(".ladder i:not(.on)", surface)
    assert page.eval_on_selector(".p-released", surface) != page.eval_on_selector(".p-not-released", surface)
    visit.open("en/")
    dot, paper = (page.eval_on_selector(selector, surface) for selector in (".dot", "body"))
    assert dot != paper


def test_names_of_controls_are_in_the_language_of_the_page(visit: Visit) -> None:
    page = visit.open("en/models/llama-2/")
    names = page.eval_on_selector_all(
        "[aria-label], [title], [placeholder]",
        """all => all.filter(one => !one.closest("[lang]:not(html)")).flatMap(one => ["aria-label", "title", "placeholder"].map(name => one.getAttribute(name) || ""))""",
    )
    assert [name for name in names if re.search(r"[\u4e00-\u9fff]", name)] == []


def test_titles_in_another_language_are_marked(visit: Visit) -> None:
    page = visit.open("models/llama-2/")
    assert set(page.eval_on_selector_all(".sources li > a", "links => links.map(link => link.closest('[lang]').lang)")) == {"en"}
    page = visit.open("en/models/llama-2/")
    assert "zh" in page.eval_on_selector_all(".box span[lang]", "names => names.map(name => name.lang)")


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
def test_every_page_leads_to_the_accessibility_statement(visit: Visit, prefix: str) -> None:
    page = visit.open(prefix + "models/llama-2/")
    page.locator(".foot a[href$='accessibility/']").click()
    assert page.url.endswith(f"/landscape/{prefix}accessibility/")
    assert page.locator("h2").count() == 4


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
def test_axe_finds_nothing_on_the_statement_and_in_more_contrast(visit: Visit, prefix: str) -> None:
    visit.page.emulate_media(contrast="more")
    for kind in ("accessibility/", "models/llama-2/"):
        page = visit.open(prefix + kind)
        assert faults(page) == []
