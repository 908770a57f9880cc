"""Explorer, comparison and cards, as readers use them in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from landscape.facts import Atlas, date_of, licences_of

from .conftest import Visit, faults

pytestmark = [pytest.mark.site, pytest.mark.browser]

PHONE = {"width": 360}
DARK = {"scheme": "dark"}


def explore(visit: Visit, address: str) -> Page:
    page = visit.open(address)
    page.wait_for_selector(".explorer.ready")
    return page


def ids(page: Page) -> list[str]:
    """The rows that are shown, all of them."""
    while page.locator(".explore-more").is_visible():
        page.click(".explore-more")
    found: list[str] = page.eval_on_selector_all(".explorer tbody tr", "rows => rows.map(row => row.dataset.id)")
    return found


def tick(page: Page, facet: str, value: str) -> None:
    group = page.locator(".facet", has=page.locator("summary", has_text=re.compile(rf"^{facet}\d*$")))
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    group.get_by_label(re.compile(rf"^{re.escape(value)}\s*\d*$"), exact=False).check()


# The explorer


def test_the_first_question_is_answered_in_five_steps(visit: Visit, real: Atlas) -> None:
    """Which open-weights multimodal models under 10B came out this year, and under which licence?"""
    page = visit.open("en/")
    page.click(".tabs a:text-is('Models')")
    page.wait_for_selector(".explorer.ready")
    tick(page, "Openness", "Open weights")
    tick(page, "Capability", "Multimodal models")
    tick(page, "Year", "2026")
    page.locator(".facet", has=page.locator("summary", has_text="Total")).locator("select[name=to]").select_option("10000000000")
    wanted = {
        id_
        for id_, model in real.data.models.items()
        if real.openness[id_].level == "open-weights"
        and "multimodal-model" in real.categories_of(id_, "capability")
        and date_of(model).startswith("2026")
        and any(size.total and size.total <= 10**10 for sizes in model.sizes.values() for size in sizes)
    }
    assert wanted
    assert set(ids(page)) == wanted
    for id_ in wanted:
        licences = [real.item(licence).name.en for licence, _ in licences_of(real.data.models[id_])]
        row = page.locator(f".explorer tr[data-id={id_}]")
        assert all(licence in row.inner_text() for licence in licences)


def test_a_condition_on_sizes_is_met_by_one_and_the_same_size(visit: Visit) -> None:
    """Qwen2.5's 3B and 72B have licences of their own: "Apache-2.0 and at least 70B" must not find it."""
    page = explore(visit, "en/models/?q=qwen2.5&licence=apache-2-0&size=30B..")
    assert "qwen2-5" in ids(page)
    page.goto(page.url.replace("30B..", "70B.."))
    page.wait_for_selector(".explorer.ready")
    assert "qwen2-5" not in ids(page)


def test_a_missing_value_is_a_choice_and_never_a_small_number(visit: Visit, real: Atlas) -> None:
    page = explore(visit, "models/?size=..100M")
    small = set(ids(page))
    unknown = {id_ for id_, model in real.data.models.items() if all(size.total is None for sizes in model.sizes.values() for size in sizes)}
    assert small
    assert not small & unknown
    page = explore(visit, "models/?size=undisclosed&size=absent")
    assert unknown <= set(ids(page))


def test_the_figures_beside_the_choices_are_what_they_lead_to(visit: Visit) -> None:
    page = explore(visit, "en/models/?openness=open-weights&capability=code-model")
    for label in ("Encoder-only", "Decoder-only", "Encoder–decoder", "State-space and hybrid", "undisclosed"):
        item = page.locator(".facet.d-architecture li", has_text=label)
        told = int(item.locator(".num").inner_text())
        item.locator("input").check()
        assert len(ids(page)) == told, label
        item.locator("input").uncheck()


def test_licences_are_filtered_by_their_clauses_and_organisations_by_country(visit: Visit, real: Atlas) -> None:
    page = explore(visit, "en/licences/?sell=yes&train=no")
    wanted = {id_ for id_, item in real.data.licences.items() if item.answers and (item.answers.sell.value, item.answers.train.value) == ("yes", "no")}
    assert wanted
    assert set(ids(page)) == wanted
    page = explore(visit, "organisations/?country=FR")
    wanted = {id_ for id_, item in real.data.organisations.items() if any(claim.value == "FR" for claim in item.country.root)}
    assert wanted
    assert set(ids(page)) == wanted


def test_the_state_lives_in_the_address(visit: Visit) -> None:
    page = explore(visit, "en/models/")
    tick(page, "Openness", "Open source")
    page.click("thead [data-column=sizes] button")
    page.fill(".explore-bar input", "olmo")
    page.wait_for_function("document.querySelectorAll('.explorer tbody tr').length < 20")
    before = ids(page)
    assert "openness=open-source" in page.url
    assert "sort=-sizes" in page.url
    assert "q=olmo" in page.url
    page.reload()
    page.wait_for_selector(".explorer.ready")
    assert ids(page) == before
    expect(page.locator("thead [data-column=sizes]")).to_have_attribute("aria-sort", "descending")
    page.go_back()
    page.wait_for_function("!location.search.includes('sort')")
    expect(page.locator(".facet.d-openness input:checked")).to_have_count(1)
    page.go_back()
    expect(page.locator(".explore-count")).to_have_text(re.compile(r"^\d+ entries$"))


def test_the_state_survives_the_language_switch(visit: Visit) -> None:
    page = explore(visit, "en/tools/?tooling=inference-engines&sort=name")
    before = ids(page)
    page.click("a.language")
    page.wait_for_selector(".explorer.ready")
    assert page.locator("html").get_attribute("lang") == "zh"
    assert ids(page) == before


@pytest.mark.parametrize(("query", "wanted"), [("通义千问", "qwen3"), ("gpt4", "gpt-4"), ("智谱", "glm-4-0414"), ("MISTRAL 7b", "mistral-7b")])
def test_the_text_filter_knows_names_of_both_languages(visit: Visit, query: str, wanted: str) -> None:
    page = explore(visit, "en/models/")
    page.fill(".explore-bar input", query)
    page.wait_for_function("document.querySelectorAll('.explorer tbody tr').length < 60")
    assert wanted in ids(page)


def test_unknown_values_come_last_whichever_way_a_column_is_sorted(visit: Visit) -> None:
    for sort in ("context", "-context"):
        page = explore(visit, f"en/models/?sort={sort}&cols=name,context&by=openai")
        cells: list[str] = page.eval_on_selector_all(".explorer tbody tr", "rows => rows.map(row => row.querySelector('td:not([hidden])').textContent)") if ids(page) else []
        known = [bool(re.match(r"[\d,]{3,}", cell)) for cell in cells]
        assert True in known
        assert known == sorted(known, reverse=True), sort


def test_columns_can_be_chosen_and_are_kept_in_the_address(visit: Visit) -> None:
    page = explore(visit, "en/models/")
    page.click(".explore-menu summary")
    page.get_by_label("Training tokens").check()
    page.wait_for_selector("thead [data-column=training_tokens]:visible")
    assert "training_tokens" in page.url
    page.reload()
    page.wait_for_selector(".explorer.ready")
    expect(page.locator("thead [data-column=training_tokens]")).to_be_visible()
    row = page.locator("tr[data-id]").first
    assert row.locator("td:visible, th:visible").count() == page.locator("thead th:visible").count()


def test_what_is_shown_can_be_taken_along(visit: Visit, tmp_path: Path) -> None:
    page = explore(visit, "en/models/?by=openai&sort=name")
    shown = ids(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="JSON").click()
    waiting.value.save_as(tmp_path / "models.json")
    rows = json.loads((tmp_path / "models.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in rows] == shown
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    waiting.value.save_as(tmp_path / "models.csv")
    lines = (tmp_path / "models.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("id,address,name,released")
    assert len(lines) == len(shown) + 1
    unknown = [row for row in rows if row["context"] == ""]
    assert unknown, "a window that nobody has looked up is an empty cell"


def test_the_number_of_results_is_announced(visit: Visit) -> None:
    page = explore(visit, "techniques/")
    count = page.locator(".explore-count")
    assert count.get_attribute("role") == "status"
    page.fill(".explore-bar input", "lora")
    expect(count).to_have_text(re.compile(r"^\d+ / \d+ 个条目$"))
    page.fill(".explore-bar input", "没有这样的东西")
    expect(page.locator(".explore-none")).to_be_visible()


@pytest.mark.alone
def test_a_keystroke_takes_less_than_50_ms_at_a_thousand_rows(visit: Visit) -> None:
    page = explore(visit, "en/models/")
    took = page.evaluate(
        """async () => {
            const { filter, sorted } = await import(new URL("facets.js", document.querySelector("script[type=module]").src).href);
            const { facets, rows } = await (await fetch("explore.json")).json();
            const thousand = [...rows, ...rows].slice(0, 1000);
            const at = name => facets.findIndex(facet => facet.name === name);
            const conditions = new Map([[at("openness"), { chosen: new Set([1]) }], [at("size"), { chosen: new Set(), to: 3e10 }]]);
            const input = document.querySelector(".explore-bar input");
            const times = [];
            for (let i = 0; i < 15; i += 1) {
                const start = performance.now();
                sorted(filter(facets, thousand, conditions, row => row[1].includes("a")).hits, 2, true);
                const pure = performance.now() - start;
                input.value = "llama".slice(0, 1 + i % 5);
                input.dispatchEvent(new InputEvent("input"));
                document.body.offsetHeight;
                times.push([pure, performance.now() - start]);
            }
            return times.map(pair => Math.max(...pair)).sort((a, b) => a - b)[7];
        }"""
    )
    assert took < 50


def test_the_explorer_serves_as_a_plain_table_without_scripts(browser: Browser, origin: str, real: Atlas) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}en/models/")
    assert page.locator(".explorer tbody tr").count() == len(real.data.models)
    expect(page.locator(".facets")).to_be_hidden()
    expect(page.locator(".explorer noscript .note")).to_be_visible()
    context.close()


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["360px"])
def test_on_a_phone_the_filters_are_a_sheet(visit: Visit) -> None:
    page = explore(visit, "models/")
    expect(page.locator(".facets")).to_be_hidden()
    page.click(".explore-open")
    expect(page.locator("dialog.sheet")).to_be_visible()
    page.locator(".sheet .facet.d-openness input").first.check()
    page.click(".explore-done")
    expect(page.locator("dialog.sheet")).to_be_hidden()
    assert "openness=closed" in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["360px"])
def test_on_a_phone_no_name_runs_under_the_box_beside_it(visit: Visit) -> None:
    for section in ("models", "tools", "techniques"):
        page = explore(visit, f"en/{section}/")
        under = page.evaluate(
            """() => [...document.querySelectorAll(".explorer tbody th")].filter(cell => {
                const name = document.createRange();
                name.selectNodeContents(cell.querySelector("a.name"));
                const box = cell.querySelector(".pick input").getBoundingClientRect();
                return [...name.getClientRects()].some(line => line.right > box.left && line.bottom > box.top && line.top < box.bottom);
            }).map(cell => cell.textContent)"""
        )
        assert under == []


def test_the_explorer_works_with_the_keyboard_alone(visit: Visit) -> None:
    page = explore(visit, "en/tools/")
    page.focus(".explore-bar input")
    page.keyboard.type("vllm")
    page.wait_for_function("document.querySelectorAll('.explorer tbody tr').length < 10")
    page.focus(".facet summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".facet input:checked")).to_have_count(1)
    page.keyboard.press("Space")
    expect(page.locator(".facet input:checked")).to_have_count(0)
    page.focus("thead button")
    page.keyboard.press("Enter")
    assert "sort=name" in page.url


# The comparison


def test_the_second_question_is_answered_from_the_page_of_one_of_them(visit: Visit) -> None:
    """VLLM or TensorRT-LLM or SGLang?"""
    page = visit.open("en/tools/vllm/")
    page.click(".entry-side a:text-is('Compare side by side')")
    page.wait_for_selector(".compared")
    heads = page.locator(".compared thead a.name").all_inner_texts()
    assert {"vLLM", "SGLang", "TensorRT-LLM"} <= set(heads)


def test_a_comparison_says_what_the_pages_say(visit: Visit) -> None:
    page = visit.open("en/compare/?ids=llama-2,mistral-7b")
    base = page.url.split("compare/")[0]
    page.wait_for_selector(".compared")
    rows = page.locator(".compared tr")
    said = {row.locator("th").first.inner_text(): row.locator("td").all_inner_texts() for row in rows.all()[1:] if row.locator("td").count() == 2}
    for column, id_ in enumerate(("llama-2", "mistral-7b")):
        page.goto(f"{base}models/{id_}/")
        for row in page.locator(".facts tr").all():
            key = row.locator("th").inner_text()
            told = next(values for label, values in said.items() if label.removesuffix("≠").strip() == key)
            assert told[column] == row.locator("td").inner_text()


def test_citations_in_a_comparison_lead_to_the_sources(visit: Visit) -> None:
    page = visit.open("compare/?ids=llama-2,llama-3-1")
    page.wait_for_selector(".compared")
    link = page.locator(".compared sup a").first
    assert re.search(r"/models/[\w-]+/#source-", link.evaluate("link => link.href"))
    link.click()
    expect(page.locator(".sources li:target")).to_be_visible()


def test_differences_are_marked_and_can_be_shown_alone(visit: Visit) -> None:
    page = visit.open("en/compare/?ids=llama-2,llama-3-1")
    page.wait_for_selector(".compared")
    assert page.locator(".compared .differs .unlike").count() > 3
    assert page.locator(".compared .alike").count() > 0
    page.get_by_label("Only differences").check()
    expect(page.locator(".compared .alike").first).to_be_hidden()


def test_a_choice_made_in_tables_follows_and_ends_in_a_shareable_address(visit: Visit) -> None:
    page = explore(visit, "en/models/?family=llama&sort=name")
    page.locator("tr[data-id=llama-2] .pick input").check()
    page.goto(page.url.split("/models/")[0] + "/models/mistral-7b/")
    expect(page.locator(".tray")).to_be_visible()
    page.get_by_role("button", name="Add to comparison").click()
    page.click(".tray a")
    page.wait_for_selector(".compared")
    assert page.url.endswith("/en/compare/?ids=llama-2,mistral-7b")
    page.get_by_role("button", name="Remove Llama 2").click()
    page.wait_for_function("location.search === '?ids=mistral-7b'")
    page.fill("input[name=add]", "Qwen3")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search === '?ids=mistral-7b,qwen3'")
    page.go_back()
    expect(page.locator(".compared thead a.name")).to_have_count(1)


def test_five_is_the_most_and_an_unknown_id_is_named(visit: Visit) -> None:
    page = visit.open("en/compare/?ids=llama-2,no-such-model,llama-1")
    page.wait_for_selector(".compared")
    expect(page.locator(".compare [role=status]")).to_have_text("There is no such entry: no-such-model")
    page = visit.open("en/compare/?ids=gpt-1,gpt-2,gpt-3,gpt-4,gpt-5,gpt-6")
    page.wait_for_selector(".compared")
    assert page.locator(".compared thead a.name").count() == 5
    expect(page.locator(".compare [role=status]")).to_have_text("Five is the most that can be compared.")


def test_a_comparison_can_be_copied_as_markdown_with_its_citations(browser: Browser, origin: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{origin}en/compare/?ids=llama-2,llama-3-1")
    page.wait_for_selector(".compared")
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.locator(".compare [role=status]")).to_have_text("Copied as Markdown.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.splitlines()[1] == "| --- | --- | --- |"
    assert re.search(r"\| Released ?≠? \| .*2023.*\[\d+\]\(http.*#source-", text)
    context.close()


def test_a_comparison_is_a_start_page_when_nothing_is_chosen(visit: Visit) -> None:
    page = visit.open("compare/")
    page.locator(".compare-empty a").first.click()
    page.wait_for_selector(".compared")
    assert "ids=" in page.url


@pytest.mark.parametrize("address", ["models/?openness=open-source", "en/tools/", "compare/?ids=qwen3,deepseek-v3", "en/compare/"])
@pytest.mark.parametrize("visit", [{}, DARK, PHONE], indirect=True, ids=["light", "dark", "360px"])
def test_axe_finds_nothing(visit: Visit, address: str) -> None:
    page = visit.open(address)
    page.wait_for_selector(".explorer.ready, .compared, .compare.empty")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# Cards


def test_a_link_to_an_entry_shows_its_head_on_hover_and_on_focus(visit: Visit) -> None:
    page = visit.open("en/architecture/")
    link = page.locator("article p a[href*='/models/']").first
    link.hover()
    card = page.locator(".card-tip")
    expect(card).to_be_visible()
    name = card.locator("strong").inner_text()
    assert card.locator("p").inner_text()
    card.hover()
    page.wait_for_timeout(250)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    page.mouse.move(0, 0)
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card.locator("strong")).to_have_text(name)
    assert link.get_attribute("aria-describedby") == "card-tip"


def test_a_finger_sees_the_card_first_and_follows_the_link_with_a_second_tap(browser: Browser, origin: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{origin}architecture/")
    link = page.locator("article p a[href*='/models/']").first
    link.tap()
    expect(page.locator(".card-tip strong")).to_be_visible()
    assert page.url.endswith("/architecture/")
    link.tap()
    page.wait_for_url("**/models/**")
    context.close()
