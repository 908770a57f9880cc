"""Bilingual reading: the other language's text beside or under each part of a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Visit, faults

pytestmark = [pytest.mark.site, pytest.mark.browser]

PHONE = {"width": 360}
WIDTHS = pytest.mark.parametrize("visit", [{}, PHONE], indirect=True, ids=["1280px", "360px"])


def switch(page: Page) -> Locator:
    return page.locator(".reading button")


def show(page: Page) -> None:
    switch(page).click()
    expect(page.locator(".reading [role=status]")).to_have_text("已显示英文对照" if "/en/" not in page.url else "The Chinese text is shown beside")
    expect(switch(page)).to_have_attribute("aria-pressed", "true")


def violations(page: Page) -> set[tuple[str, str]]:
    return {(rule, target) for rule, targets in faults(page, ".entry-main") for target in targets}


def sound(page: Page, language: str) -> None:
    """No id twice, every link leads somewhere, all foreign text says its language, nothing scrolls sideways."""
    ids = page.eval_on_selector_all("[id]", "parts => parts.map(part => part.id)")
    assert len(ids) == len(set(ids))
    assert page.eval_on_selector_all(".twin[id], .twin [id]", "parts => parts.length") == 0
    assert set(page.eval_on_selector_all(".twin", "parts => parts.map(part => part.lang)")) == {language}
    assert page.eval_on_selector_all(".twin a[href^='#']", "links => links.filter(link => !document.getElementById(decodeURIComponent(link.hash.slice(1)))).length") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@WIDTHS
def test_a_dimension_page_shows_each_part_in_both_languages(visit: Visit, request: pytest.FixtureRequest) -> None:
    anchors = ("encoder-only-how", "encoder-only-training")
    other = visit.open("en/architecture/")
    wanted = [other.locator(f"#{anchor} + p").inner_text() for anchor in anchors]
    paragraphs, drawings = (other.locator(parts).count() for parts in ("article > p:not(.lead), article > ul", ".drawing svg"))
    page = visit.open("architecture/")
    headings = page.locator("article h2").count()
    show(page)
    assert page.locator("article h2").count() == headings
    expect(page.locator("#encoder-only > .twin")).to_have_text("Encoder-only")
    # Each section holds the text of the same section of the other page.
    assert [page.locator(f"#{anchor} + .pair > .twin").inner_text() for anchor in anchors] == wanted
    assert page.locator(".pair > :is(p, ul).twin").count() >= paragraphs > 20
    assert page.locator(".drawing svg").count() == drawings  # drawings are not doubled
    own, twin = (page.locator(f"#encoder-only-how + .pair > {which}").bounding_box() for which in (":first-child", ".twin"))
    assert own is not None
    assert twin is not None
    if "360px" in request.node.name:
        assert twin["y"] >= own["y"] + own["height"]
    else:
        assert twin["x"] >= own["x"] + own["width"]
        assert abs(twin["y"] - own["y"]) < 4
    sound(page, "en")


@WIDTHS
def test_an_entry_shows_its_summary_and_the_names_of_its_facts_in_both_languages(visit: Visit) -> None:
    page = visit.open("en/models/llama-2/")
    show(page)
    expect(page.locator(".pair > .summary.twin")).to_contain_text("Llama 2 是 Meta 首个允许商用的 Llama")
    expect(page.locator(".facts th", has_text="Released").locator(".twin")).to_have_text("发布")
    assert page.locator("#source-card").count() == 1
    assert page.locator(".facts td", has_text="18 July 2023").locator(".twin").count() == 0  # dates and figures are said once
    sound(page, "zh")
    both = violations(page)
    switch(page).click()
    expect(page.locator(".twin")).to_have_count(0)
    assert both - violations(page) == set()


@WIDTHS
def test_the_glossary_explains_each_term_twice(visit: Visit) -> None:
    page = visit.open("glossary/")
    show(page)
    terms = page.locator(".glossary dd").count()
    assert page.locator(".glossary dd > .twin").count() == terms
    expect(page.locator("#ablation dd > .twin")).to_contain_text("An experiment that removes parts")
    assert page.locator(".glossary dt .twin").count() == 0  # it stands there in both already
    sound(page, "en")


def test_explanations_and_links_of_the_other_text_work(visit: Visit) -> None:
    page = visit.open("architecture/")
    show(page)
    term = page.locator(".twin a.term").first
    term.hover()
    expect(page.locator(".card-tip")).to_have_text(term.get_attribute("data-tip") or "-")
    page.locator(".pair > .twin a:not(.term)", has_text="machine translation").first.click()
    page.wait_for_url(visit.origin + "en/glossary/#machine-translation")


def test_an_id_of_the_other_page_is_not_taken_over(visit: Visit) -> None:
    page = visit.open("openness/")
    given = '<p class="lead" id="__drawer">'
    page.route("**/en/openness/", lambda route: route.fulfill(body=route.fetch().text().replace('<p class="lead">', given), content_type="text/html; charset=utf-8"))
    show(page)
    expect(page.locator(".pair > .lead.twin")).to_be_visible()
    assert page.locator("[id=__drawer]").count() == 1


def test_the_switch_works_by_key_is_remembered_and_undone(visit: Visit) -> None:
    page = visit.open("openness/")
    before = page.locator("article").inner_html()
    switch(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pair").first).to_be_visible()
    visit.open("models/llama-2/")
    expect(page.locator(".pair").first).to_be_visible()
    page.locator("a.language").click()
    expect(page.locator(".pair").first).to_be_visible()
    visit.open("openness/")
    expect(page.locator(".pair").first).to_be_visible()
    switch(page).press("Space")
    expect(page.locator(".reading [role=status]")).to_have_text("只显示中文")
    assert page.locator("article").inner_html() == before
    visit.open("models/llama-2/")
    expect(switch(page)).to_have_attribute("aria-pressed", "false")
    assert page.locator(".twin").count() == 0


def test_when_the_other_page_does_not_load_it_says_so_and_may_be_tried_again(visit: Visit) -> None:
    page = visit.open("openness/")
    page.route("**/en/openness/", lambda route: route.abort())
    switch(page).click()
    expect(page.locator(".reading [role=status]")).to_be_visible()
    expect(page.locator(".reading [role=status]")).to_contain_text("英文页没有载入")
    expect(switch(page)).to_have_attribute("aria-pressed", "false")
    page.unroute("**/en/openness/")
    show(page)
    assert all("ERR_FAILED" in line for line in visit.trouble)
    visit.trouble.clear()


def test_print_shows_what_is_shown(visit: Visit) -> None:
    page = visit.open("openness/")
    show(page)
    page.emulate_media(media="print")
    expect(page.locator(".pair > .twin").first).to_be_visible()
    expect(switch(page)).to_be_hidden()


@pytest.mark.parametrize("visit", [{"script": False}], indirect=True, ids=["no script"])
def test_there_is_no_switch_without_scripts(visit: Visit) -> None:
    page = visit.open("openness/")
    assert page.locator(".reading").count() == 0


def test_a_table_too_long_to_read_gets_the_heads_of_its_columns_only(visit: Visit) -> None:
    page = visit.open("charts/")
    long = page.locator(".chart-table table:has(tbody tr:nth-child(150))")
    assert long.count() > 0
    show(page)
    assert long.locator("thead .twin").count() > 3
    assert long.locator("tbody .twin").count() == 0


def test_what_a_script_redraws_is_left_alone(visit: Visit) -> None:
    page = visit.open("models/")
    show(page)
    expect(page.locator(".pair > .lead.twin")).to_be_visible()
    assert page.locator("[data-explorer] .twin").count() == 0
