"""Drawings of structures, lineage, lifecycle and the poster in a real browser, as readers use them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Visit, faults

pytestmark = [pytest.mark.site, pytest.mark.browser]

PAGES = ["lineage/", "poster/", "lifecycle/", "models/deepseek-v3/", "models/t5/"]
PHONE = {"width": 360}
DARK = {"width": 360, "scheme": "dark"}


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize(("prefix", "visit"), [("", {}), ("en/", DARK)], indirect=["visit"], ids=["zh-desk-light", "en-phone-dark"])
def test_axe_finds_nothing_in_drawings(visit: Visit, prefix: str, kind: str) -> None:
    page = visit.open(prefix + kind)
    page.eval_on_selector_all("figure details", "all => all.forEach(details => { details.open = true })")
    assert faults(page, "figure.drawing, figure.poster") == []


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["360px"])
def test_large_drawings_scroll_in_their_box_and_not_the_page(visit: Visit, prefix: str) -> None:
    for kind in PAGES:
        page = visit.open(prefix + kind)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, kind
    page = visit.open(prefix + "lineage/")
    expect(page.locator(".lineage-map .zoom-box")).to_be_hidden()  # nothing is asked for yet
    page.locator(".lineage-all").click()
    expect(page.locator(".lineage-map .zoom-box")).to_be_visible()
    assert page.evaluate("(box => box.scrollWidth > box.clientWidth)(document.querySelector('.zoom-box'))")


@pytest.mark.parametrize("visit", [{}, PHONE], indirect=True, ids=["1280px", "360px"])
def test_no_text_of_a_structure_leaves_its_box(visit: Visit) -> None:
    for address in ("en/models/deepseek-v3/", "en/models/gemma-3/", "models/kimi-linear/", "en/models/t5/", "models/mamba/", "en/models/llama-2/"):
        page = visit.open(address)
        page.eval_on_selector_all(".blueprint details", "all => all.forEach(details => { details.open = true })")
        outside = page.evaluate(
            """() => [...document.querySelectorAll(".blueprint text")].filter(text => {
                const edge = text.classList.contains("repeat") ? text.ownerSVGElement : [...text.ownerSVGElement.querySelectorAll("rect[class^=b-]")].find(rect => {
                    const [a, b] = [rect.getBoundingClientRect(), text.getBoundingClientRect()], middle = (b.top + b.bottom) / 2;
                    return a.top <= middle && middle <= a.bottom;
                });
                return !edge || text.getBoundingClientRect().right > edge.getBoundingClientRect().right + 1;
            }).map(text => text.textContent)"""
        )
        assert outside == [], address


def test_a_structure_is_described_by_the_table_that_has_its_figures(visit: Visit) -> None:
    page = visit.open("en/models/llama-2/")
    described = page.locator("figure.blueprint").get_attribute("aria-describedby")
    expect(page.locator(f"#{described} table")).to_contain_text("Key–value heads")
    expect(page.locator(".blueprint > .panels [data-part=layers]")).to_have_text("× 80")


def test_another_size_opens_by_key(visit: Visit) -> None:
    page = visit.open("en/models/llama-2/")
    details = page.locator(".blueprint details", has_text="7B").last
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(details.locator("[data-part=layers]")).to_have_text("× 32")
    expect(details.locator("[data-part=layers]")).to_be_visible()


def test_an_entry_leads_to_its_place_in_the_lineage_and_the_map_back_to_entries(visit: Visit) -> None:
    page = visit.open("en/models/llama-2/")
    page.get_by_role("link", name="See it in the family tree").click()
    page.wait_for_url("**/en/lineage/#llama-2")
    node = page.locator("[id='llama-2'] text")
    expect(node).to_be_in_viewport()
    assert node.evaluate("text => getComputedStyle(text).fontWeight") == "700"
    page.locator("[id='llama-3'] text").click()
    page.wait_for_url("**/en/models/llama-3/")


@pytest.mark.parametrize("visit", [{}, {"width": 390}], indirect=True, ids=["desk", "phone"])
def test_a_model_is_looked_up_and_its_kin_is_lit(visit: Visit) -> None:
    page = visit.open("en/lineage/")
    faint = """id => getComputedStyle(document.querySelector(`[id='${id}'] .node`)).opacity"""
    assert page.evaluate(faint, "bert") == "1"
    page.get_by_label("Find a model").fill("Llama 2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/lineage/#llama-2")
    expect(page.locator("[id='llama-2'] text")).to_be_in_viewport()
    kin = ("llama-1", "llama-2", "code-llama", "bert")
    assert [page.evaluate(faint, id_) for id_ in kin] == ["1", "1", "1", "0.15"]
    page.get_by_role("link", name="See the whole drawing").click()
    assert page.evaluate(faint, "bert") == "1"


def test_the_lineage_can_be_read_as_a_list(visit: Visit) -> None:
    page = visit.open("lineage/")
    link = page.locator(".tree a", has_text="Llama 2").first
    expect(link).to_be_hidden()
    page.locator(".as-list > summary").focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_poster_can_be_taken_away(visit: Visit, language: str) -> None:
    page = visit.open("poster/" if language == "zh" else "en/poster/")
    for ending, start in (("pdf", b"%PDF-"), ("svg", b"<svg")):
        href = page.locator(f".downloads a[href$='poster.{language}.{ending}']").evaluate("link => link.href")
        assert page.request.get(href).body().startswith(start)


def test_the_poster_as_a_file_shows_its_words_in_their_place(visit: Visit) -> None:
    page = visit.open("poster/")
    page.evaluate("async file => { document.body.innerHTML = await (await fetch(file)).text() }", visit.origin + "data/poster.zh.svg")
    over = page.evaluate(
        """() => { const sheet = document.querySelector("body > svg").getBoundingClientRect();
            return [...document.querySelectorAll("text")].filter(text => text.getBoundingClientRect().right > sheet.right).map(text => text.textContent) }"""
    )
    assert over == []
    assert page.evaluate("document.querySelectorAll('text').length") > 1000


def test_the_way_to_lineage_and_poster_is_on_every_page(visit: Visit) -> None:
    for prefix, words in (("", ("谱系", "海报")), ("en/", ("Lineage", "Poster"))):
        page = visit.open(prefix + "models/gpt-4/")
        for word, address in zip(words, ("lineage/", "poster/"), strict=True):
            link = page.locator(".foot").get_by_role("link", name=word)
            assert link.evaluate("link => link.href") == visit.origin + prefix + address


def test_stages_and_steps_stand_side_by_side_where_there_is_room(visit: Visit) -> None:
    for address, steps in (("lifecycle/", "ol.flow > .panel"), ("openness/", "ol.ladder-steps > .panel")):
        page = visit.open(address)
        tops = page.eval_on_selector_all(steps, "steps => steps.map(step => Math.round(step.getBoundingClientRect().top))")
        assert len(tops) > 2
        assert len(set(tops)) == 1, address


def test_entries_are_listed_in_columns_where_there_is_room(visit: Visit) -> None:
    page = visit.open("organisations/google/")
    lefts = page.eval_on_selector_all("ul.entries:first-of-type > li", "items => items.map(item => Math.round(item.getBoundingClientRect().left))")
    assert len(set(lefts)) > 1
