"""What readers do with charts: look, walk from mark to mark, zoom, on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import RULES, Visit, faults

pytestmark = [pytest.mark.site, pytest.mark.browser]

PHONE = {"width": 360}
DARK = {"scheme": "dark"}


def enter(page: Page, chart: str) -> None:
    """Come to a chart with the Tab key, from the last of its buttons."""
    page.locator(f"#{chart} .zoom-tools button").last.focus()
    page.keyboard.press("Tab")


def address(page: Page) -> str:
    """The address of the link that has the focus."""
    return str(page.evaluate("document.activeElement.href?.baseVal ?? ''"))


def width(page: Page, chart: str) -> float:
    return float(page.evaluate("chart => document.querySelector(`#${chart} .zoom-box svg`).getBoundingClientRect().width", chart))


def violations(page: Page, where: list[str], rules: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    return faults(page, {"include": [[place] for place in where]}, rules)


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
def test_axe_finds_nothing_on_each_kind_of_chart(visit: Visit, prefix: str) -> None:
    page = visit.open(prefix + "charts/")
    page.locator("#chart-openness-by-year + .chart-table summary").click()
    assert violations(page, ["#chart-parameters", "#chart-openness-by-year", "#chart-publishers", "#chart-openness-by-year + .chart-table"], RULES) == []
    page = visit.open(prefix + "capability/")
    assert violations(page, ["#chart-timeline-capability"], RULES) == []


@pytest.mark.parametrize("visit", [DARK], indirect=True, ids=["dark"])
def test_axe_finds_nothing_on_the_charts_in_the_dark(visit: Visit) -> None:
    page = visit.open("charts/")
    assert violations(page, ["article"], ("color-contrast", "link-in-text-block")) == []


def test_words_in_charts_have_enough_contrast_in_both_schemes(visit: Visit) -> None:
    """Axe does not look into SVG: each word's colour is measured against what lies behind it."""
    for scheme in ("default", "slate"):
        page = visit.open("en/charts/")
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        poor = page.evaluate(
            """() => {
                const light = (colour) => {
                    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                };
                const paper = getComputedStyle(document.body).backgroundColor;
                return [...document.querySelectorAll(".chart svg text")].filter(text => {
                    const rect = text.parentElement.querySelector(":scope > rect");
                    const [a, b] = [getComputedStyle(text).fill, rect ? getComputedStyle(rect).fill : paper].map(light).sort();
                    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
                }).map(text => text.textContent);
            }"""
        )
        assert poor == [], scheme


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["360px"])
def test_on_a_phone_charts_scroll_in_their_own_box_from_the_newest_and_keep_their_words_readable(visit: Visit) -> None:
    for where, chart in (("charts/", "chart-parameters"), ("en/charts/", "chart-parameters"), ("capability/", "chart-timeline-capability")):
        page = visit.open(where)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        year = page.locator(f"#{chart} .grid text").filter(has_text="2026").first
        expect(year).to_be_visible()
        box = year.bounding_box()
        assert box is not None
        assert 0 < box["x"] < 360
        small = page.evaluate(
            """() => [...document.querySelectorAll(".chart svg text")].filter(text => {
                const svg = text.ownerSVGElement;
                const scale = svg.viewBox.baseVal.width ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
                return parseFloat(getComputedStyle(text).fontSize) * scale < 11;
            }).length"""
        )
        assert small == 0


def test_a_chart_is_one_tab_stop_in_which_arrows_walk_and_enter_opens_the_entry(visit: Visit) -> None:
    page = visit.open("charts/")
    enter(page, "chart-parameters")
    newest = address(page)
    assert "/models/" in newest
    page.keyboard.press("ArrowLeft")
    before = address(page)
    assert before != newest
    page.keyboard.press("ArrowRight")
    assert address(page) == newest
    page.keyboard.press("Home")
    oldest = address(page)
    page.keyboard.press("ArrowDown")
    assert "/models/" in address(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.localName") == "summary"
    page.keyboard.press("Shift+Tab")
    assert "/models/" in address(page)
    page.keyboard.press("Home")
    assert address(page) == oldest
    page.keyboard.press("Enter")
    page.wait_for_url("**/" + oldest.removeprefix("../"))


def test_what_a_mark_says_shows_by_focus_and_by_hover(visit: Visit) -> None:
    page = visit.open("en/capability/")
    enter(page, "chart-timeline-capability")
    expect(page.locator(".card-tip")).to_contain_text("2026-")
    page.keyboard.press("Escape")
    expect(page.locator(".card-tip")).to_have_count(0)
    page = visit.open("en/charts/")
    page.locator("#chart-parameters .m").last.hover()
    expect(page.locator(".card-tip")).to_contain_text("2026-")


def test_a_mark_walked_to_comes_into_view(visit: Visit) -> None:
    page = visit.open("charts/")
    enter(page, "chart-parameters")
    for _ in range(3):
        page.keyboard.press("+")
    page.keyboard.press("Home")
    inside = page.evaluate(
        """() => {
            const box = document.querySelector("#chart-parameters .zoom-box").getBoundingClientRect();
            const mark = document.activeElement.getBoundingClientRect();
            return mark.left >= box.left - 1 && mark.right <= box.right + 1 && mark.top >= box.top - 1 && mark.bottom <= box.bottom + 1;
        }"""
    )
    assert inside


def test_zoom_by_keys_buttons_and_wheel_and_back(visit: Visit) -> None:
    page = visit.open("charts/")
    tall = "document.querySelector('#chart-parameters').offsetHeight"
    start, height = width(page, "chart-parameters"), page.evaluate(tall)
    enter(page, "chart-parameters")
    page.keyboard.press("+")
    once = width(page, "chart-parameters")
    assert once == pytest.approx(start * 1.4, rel=0.01)
    assert page.evaluate(tall) == height  # what stands below stays where it is
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.keyboard.press("-")
    assert width(page, "chart-parameters") == pytest.approx(start, rel=0.01)
    page.locator("#chart-parameters .zoom-tools button").first.click()
    assert width(page, "chart-parameters") == pytest.approx(once, rel=0.01)
    page.locator("#chart-parameters .zoom-box").hover(position={"x": 300, "y": 200})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    assert width(page, "chart-parameters") > once * 1.1
    page.locator("#chart-parameters .zoom-tools button").last.click()
    assert width(page, "chart-parameters") == pytest.approx(start, rel=0.01)


def test_zoom_keeps_what_is_under_the_pointer(visit: Visit) -> None:
    page = visit.open("charts/")
    box = page.locator("#chart-parameters .zoom-box")
    box.scroll_into_view_if_needed()
    share = """at => { const s = document.querySelector("#chart-parameters .zoom-box svg").getBoundingClientRect(); return [(at[0] - s.x) / s.width, (at[1] - s.y) / s.height]; }"""
    place = box.bounding_box()
    assert place is not None
    at = [place["x"] + 500, place["y"] + 250]
    page.mouse.move(*at)
    before = page.evaluate(share, at)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    assert page.evaluate(share, at) == pytest.approx(before, abs=0.01)


def test_without_a_script_charts_are_there_with_links_titles_and_tables(visit: Visit) -> None:
    context = visit.page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(visit.origin + "en/charts/")
    assert page.locator("#chart-parameters svg a title").count() > 100
    expect(page.locator("#chart-parameters + details table")).to_be_hidden()
    page.locator("#chart-parameters + details summary").click()
    expect(page.locator("#chart-parameters + details table")).to_be_visible()
    context.close()


def test_a_number_of_the_publishers_opens_the_explorer_with_just_those_models(visit: Visit) -> None:
    page = visit.open("en/charts/")
    cell = page.locator("#chart-publishers tbody:nth-of-type(2) tr:nth-of-type(2) td a.d-capability").first
    number = cell.inner_text()
    expect(page.locator("#chart-publishers a[tabindex]").first).to_be_attached()
    page.locator("#chart-publishers td a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")  # the whole table is one stop
    assert page.evaluate("document.activeElement.closest('figcaption') !== null")
    cell.click()
    expect(page.locator(".explore-count")).to_contain_text(f"{number} of ")
    expect(page.locator(".explore-chips .chip:not(.clear)")).to_have_count(2)
