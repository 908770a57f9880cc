"""Search in a real browser: what it finds, what it fetches, how fast it answers, and how it is used by keyboard."""

from __future__ import annotations

import csv
import gzip
import json
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, Route, expect

from conftest import ROOT
from landscape.words import shard, words

from .conftest import Visit, faults

pytestmark = [pytest.mark.site, pytest.mark.browser]

PREFIXES = {"zh": "", "en": "en/"}


def find(page: Page, query: str) -> list[str]:
    """Type a query into the open search and return the addresses of the results."""
    page.fill("#finder input[type=search]", query)
    page.wait_for_function("query => document.querySelector('#finder').dataset.shown === query", arg=query.strip())
    links: list[str] = page.eval_on_selector_all("#finder-results a", "links => links.map(link => link.href)")
    return links


def opened(visit: Visit, language: str = "zh") -> Page:
    page = visit.open(PREFIXES[language])
    page.keyboard.press("/")
    return page


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ROOT / "tests" / name).read_text(encoding="utf-8").splitlines()))


# What it finds


FIRST_THREE = """async queries => {
    const input = document.querySelector("#finder input[type=search]");
    const found = [];
    for (const query of queries) {
        input.value = query;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        while (document.querySelector("#finder").dataset.shown !== query.trim()) await new Promise(done => setTimeout(done));
        found.push([...document.querySelectorAll("#finder-results a")].slice(0, 3).map(link => link.href));
    }
    return found;
}"""


def ranks(visit: Visit, rows: list[dict[str, str]]) -> list[tuple[dict[str, str], int | None]]:
    """Return for each row which place its page has among the first three results."""
    found: list[tuple[dict[str, str], int | None]] = []
    for language, prefix in PREFIXES.items():
        own = [row for row in rows if row["language"] == language]
        for row, links in zip(own, opened(visit, language).evaluate(FIRST_THREE, [row["query"] for row in own]), strict=True):
            first = [link.removeprefix(visit.origin + prefix) for link in links]
            found.append((row, next((place for place, link in enumerate(first) if link in row["expected"].split("|")), None)))
    return found


def test_well_known_names_find_their_page_first(visit: Visit) -> None:
    found = ranks(visit, rows_of("names.csv"))
    missed = [f"{row['query']} ({row['language']})" for row, place in found if place is None]
    assert missed == []
    assert sum(place == 0 for _, place in found) >= 0.98 * len(found)


def test_queries_find_their_page_first_or_among_the_first_three(visit: Visit, capsys: pytest.CaptureFixture[str]) -> None:
    """Queries that the ranking was tuned with and those by people who had not seen it are reported apart (column ``set``)."""
    rows = rows_of("queries.csv")
    assert {row["set"] for row in rows} <= {"tuned", "unseen"}
    assert sum(row["set"] == "tuned" for row in rows) >= 340
    assert sum(row["set"] == "unseen" for row in rows) >= 320
    found = ranks(visit, rows)
    assert len(found) == len(rows)
    report, shares = [""], {}
    for name in ("tuned", "unseen", "all"):
        places = [place for row, place in found if name in (row["set"], "all")]
        if places:
            shares[name] = (sum(place is not None for place in places) / len(places), sum(place == 0 for place in places) / len(places))
            report.append(f"search, {name:6} {len(places):4} queries: {shares[name][0]:6.1%} among the first three, {shares[name][1]:6.1%} first")
    missed = [f"  {row['set']} {row['language']} {row['query']}: not among the first three" for row, place in found if place is None]
    with capsys.disabled():
        sys.stdout.write("\n".join(report + missed) + "\n")
    assert shares["tuned"][0] >= 0.97, missed
    assert shares["tuned"][1] >= 0.90
    # By people who had not seen the search: 97.6 % and 92.4 % when they came in; new entries may cost a little.
    assert shares["unseen"][0] >= 0.95, missed
    assert shares["unseen"][1] >= 0.89


def test_a_query_is_cut_into_words_as_the_build_cuts_texts(visit: Visit, site: Path) -> None:
    """Otherwise words would be looked for in files in which they do not stand."""
    for prefix in PREFIXES.values():
        page = visit.open(prefix)
        about = json.loads((site / prefix / "search.json").read_text(encoding="utf-8"))
        texts = [text for row in about["rows"] for text in (row[1], *row[3], row[4])]
        cut = page.evaluate(
            "async ([url, texts, shards]) => { const code = await import(url);"
            " return texts.map(text => code.tokens(text)).map(words => [words, words.map(word => code.shard(word, shards))]) }",
            [visit.origin + script(site, "search.js").relative_to(site).as_posix(), texts, about["shards"]],
        )
        assert len(cut) > 5000
        assert [(text, found) for text, found in zip(texts, cut, strict=True) if found != [words(text), [shard(word) for word in words(text)]]] == []


@pytest.mark.parametrize("language", PREFIXES)
def test_who_does_not_know_the_name_asks_in_other_words_in_either_language(visit: Visit, language: str) -> None:
    """A question finds the wording whatever merely asks in it; hand-written pages are asked for alike."""
    page = opened(visit, language)
    root = visit.origin + PREFIXES[language]
    asked = {
        "How can I make things up?": "glossary/#hallucination",
        "怎么才能让模型一个字一个字输出？": "glossary/#streaming",
        "数据有错怎么改": "contributing/",
        "use it offline": "offline/",
    }
    assert {question: find(page, question)[0].removeprefix(root) for question in asked} == asked


def test_a_page_is_found_by_a_word_that_stands_in_its_text_only(visit: Visit) -> None:
    page = opened(visit, "en")
    assert any(link.endswith("/en/models/grok-1/") for link in find(page, "correctness before efficiency expert layer JAX"))


# What it fetches, and how fast it answers


def script(site: Path, name: str) -> Path:
    """Where the build put a script: below a folder named by the content of all of them."""
    (found,) = site.glob(f"assets/**/js/{name}")
    return found


def finders(answer: Response) -> bool:
    return any(part in answer.url for part in ("search.json", "/search/", "/js/search.js", "/js/finder.js"))


@pytest.mark.parametrize("visit", [{"first": True}], indirect=True, ids=["first"])
@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize("query", ["vllm", "基于人类反馈的强化学习", "怎么在自己的电脑上运行大模型", "what is the difference between LoRA and QLoRA"])
def test_a_first_query_fetches_at_most_150_kb(visit: Visit, language: str, query: str) -> None:
    """Everything that search needs counts, its scripts too, as a server sends it (gzip, the usual level)."""
    answers: list[Response] = []
    visit.page.on("response", lambda answer: answers.append(answer) if finders(answer) else None)
    page = opened(visit, language)
    for end in range(1, len(query) + 1):
        find(page, query[:end].strip())
    sizes = {answer.url.removeprefix(visit.origin): len(gzip.compress(answer.body(), 6)) for answer in answers}
    assert any("/search/" in f"/{address}" for address in sizes)
    assert sum(sizes.values()) <= 150_000, sizes


def test_the_scripts_of_search_stay_small(site: Path) -> None:
    sizes = {name: len(gzip.compress(script(site, name).read_bytes(), 9)) for name in ("search.js", "finder.js")}
    assert sum(sizes.values()) <= 8 * 1024, sizes


MEASURE = """() => {
    const input = document.querySelector("#finder input[type=search]");
    const list = document.querySelector("#finder-results");
    window.answers = [];
    window.long = [];
    let typed = 0;
    input.addEventListener("input", event => { typed = event.timeStamp; }, true);
    new MutationObserver(() => { if (typed) window.answers.push(performance.now() - typed); typed = 0; }).observe(list, { childList: true });
    new PerformanceObserver(seen => window.long.push(...seen.getEntries())).observe({ type: "longtask" });
}"""

INDEXING = """() => {
    const [names] = performance.getEntriesByType("resource").filter(entry => entry.name.endsWith("search.json"));
    return Math.max(0, ...window.long.filter(task => task.startTime >= names.responseEnd).map(task => task.duration));
}"""


def slow(visit: Visit, language: str) -> Page:
    """Open a page with a processor four times slower."""
    page = visit.open(PREFIXES[language])
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.evaluate(MEASURE)
    return page


TYPE = """async query => {
    const input = document.querySelector("#finder input[type=search]");
    for (let end = 1; end <= query.length; end += 1) {
        const text = query.slice(0, end);
        if (text !== text.trim()) continue;
        input.value = text;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        while (document.querySelector("#finder").dataset.shown !== text) await new Promise(done => setTimeout(done));
    }
    return window.answers;
}"""


@pytest.mark.alone
@pytest.mark.parametrize("language", PREFIXES)
def test_on_a_slow_phone_every_keystroke_is_answered_within_100_ms(visit: Visit, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """On a warm index; the best of four tries, since what else the machine does can only slow them down."""
    page = slow(visit, language)
    page.keyboard.press("/")
    for query in ("llama 3", "mistrall", "run it locally", "开源模型有哪些"):
        tries = []
        for _ in range(4):
            page.fill("#finder input[type=search]", "")
            page.wait_for_timeout(20)
            page.evaluate("window.answers = []")
            tries.append(page.evaluate(TYPE, query))
        assert len({len(answers) for answers in tries}) == 1
        slowest = max(map(min, zip(*tries, strict=True)))
        with capsys.disabled():
            sys.stdout.write(f"\nsearch, {language}, {query!r} at a quarter of the speed: slowest keystroke {slowest:.0f} ms, the very first {tries[0][0]:.0f} ms\n")
        assert slowest < 100, query


@pytest.mark.alone
@pytest.mark.parametrize("visit", [{"first": True}], indirect=True, ids=["first"])
def test_making_the_index_leaves_room_for_typing_on_a_slow_phone(visit: Visit) -> None:
    longest = []
    for _ in range(3):
        page = slow(visit, "en")
        page.keyboard.press("/")
        page.wait_for_function("performance.getEntriesByType('resource').some(entry => entry.name.endsWith('search.json') && entry.responseEnd)")
        page.wait_for_timeout(800)
        longest.append(page.evaluate(INDEXING))
    assert min(longest) <= 60, longest


def test_without_the_texts_names_still_answer(visit: Visit) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(body="{", content_type="application/json")

    visit.page.route("**/search/*/*.json", refuse)
    assert find(opened(visit), "vllm")[0].endswith("/tools/vllm/")


# How it is used


def counts(page: Page) -> dict[str, int]:
    """Return the kinds that can be chosen, with their counts."""
    shown: list[str] = page.locator(".finder-kinds label:visible").all_inner_texts()
    return {name: int(number) for name, _, number in (label.strip().rpartition(" ") for label in shown)}


def test_hits_are_narrowed_to_a_kind_by_keyboard_alone(visit: Visit) -> None:
    page = opened(visit, "en")
    find(page, "llama")
    before = counts(page)
    assert before["All"] == sum(before.values()) - before["All"]
    assert before["Models"] > 5
    page.keyboard.press("Tab")  # the button that closes
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Models")).to_be_checked()
    kinds = page.locator("#finder-results .kind").all_inner_texts()
    assert set(kinds) == {"Model"}
    expect(page.locator(".finder-count")).to_have_text(f"{before['Models']} results")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("ArrowDown")
    assert page.locator("#finder input[type=search]").get_attribute("aria-activedescendant") == "finder-1"


def test_the_chosen_kind_stays_while_typing_and_says_what_other_kinds_have(visit: Visit) -> None:
    page = opened(visit)
    find(page, "llama")
    page.get_by_role("radio", name="许可证").check()
    assert set(page.locator("#finder-results .kind").all_inner_texts()) == {"许可证"}
    find(page, "llama 3")
    assert set(page.locator("#finder-results .kind").all_inner_texts()) == {"许可证"}
    assert find(page, "思维链") == []
    expect(page.locator(".finder-count")).to_contain_text("其他类别里有")
    page.get_by_role("radio", name="全部").check()
    expect(page.locator("#finder-results a").first).to_contain_text("思维链")


def test_a_name_far_from_all_names_gets_the_nearest_ones(visit: Visit) -> None:
    page = opened(visit, "en")
    assert find(page, "anthrompopick") == []
    page.get_by_role("button", name="Anthropic").click()
    expect(page.locator("#finder-results a b").first).to_have_text("Anthropic")


def test_a_hit_by_another_name_shows_that_name(visit: Visit) -> None:
    page = opened(visit, "en")
    find(page, "通义千问")
    expect(page.locator("#finder-results a p").first).to_contain_text("通义千问")


@pytest.mark.parametrize("visit", [{}, {"scheme": "dark"}, {"width": 360}], indirect=True, ids=["light", "dark", "360px"])
def test_axe_finds_nothing_in_the_open_search(visit: Visit) -> None:
    page = opened(visit)
    find(page, "llama")
    page.get_by_role("radio", name="模型", exact=False).first.check()
    assert faults(page, "#finder") == []
    assert page.evaluate("document.querySelector('#finder').scrollWidth <= document.querySelector('#finder').clientWidth")


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_search_opens_with_its_keys_and_goes_by_arrows(visit: Visit, key: str) -> None:
    page = visit.open("models/llama-2/")
    page.keyboard.press(key)
    expect(page.locator("#finder")).to_be_visible()
    page.keyboard.type("vllm")
    page.wait_for_selector("#finder-results a[aria-selected=true]")
    assert page.locator("#finder input[type=search]").get_attribute("aria-activedescendant") == "finder-0"
    page.keyboard.press("ArrowDown")
    assert page.locator("#finder input[type=search]").get_attribute("aria-activedescendant") == "finder-1"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tools/vllm/")


def test_escape_closes_search_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit.open("")
    page.locator("header .find").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#finder")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#finder")).to_be_hidden()
    assert page.evaluate("document.activeElement.classList.contains('find')")


def test_a_word_from_an_input_method_is_searched_once_it_is_chosen(visit: Visit) -> None:
    """While letters are being composed nothing is searched; picking a candidate (key or mouse) starts the search."""
    page = visit.open("")
    page.keyboard.press("/")
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "dui'qi", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(300)
    assert page.locator("#finder-results a").count() == 0
    client.send("Input.insertText", {"text": "对齐"})
    page.wait_for_selector("#finder-results a")
    assert "对齐" in (page.locator("#finder-results a b").first.text_content() or "")


def test_results_are_marked_say_their_kind_and_stay_in_the_language(visit: Visit) -> None:
    page = visit.open("en/")
    page.keyboard.press("/")
    links = find(page, "对齐")
    assert all("/landscape/en/" in link for link in links)
    links = find(page, "GPT4")
    assert links[0].endswith("/en/models/gpt-4/")
    assert page.locator("#finder-results mark").count() > 0
    assert page.locator("#finder-results .kind").first.text_content() == "Model"


def test_nothing_found_says_so(visit: Visit) -> None:
    page = visit.open("")
    page.keyboard.press("/")
    assert find(page, "zzzzqqqq") == []
    expect(page.locator(".finder-count")).to_contain_text("没有找到")


def test_a_question_on_the_home_page_opens_its_answer(visit: Visit) -> None:
    page = visit.open("")
    page.click(".try button:first-of-type")
    page.wait_for_selector("#finder-results a")
    assert page.input_value("#finder input[type=search]") == "微调是什么"
