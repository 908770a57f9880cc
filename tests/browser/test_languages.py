"""Two languages: the switch, the offer to readers of the other language, and the page for lost addresses."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Visit, faults

pytestmark = [pytest.mark.site, pytest.mark.browser]

CHINESE = {"locale": "zh-CN"}
ENGLISH = {"locale": "en-US"}
OTHER = {"locale": "de-DE"}
BOTH = pytest.mark.parametrize(
    ("visit", "here", "there", "offer", "stay"),
    [(CHINESE, "en/", "", "看中文版", "留在英文版"), (ENGLISH, "", "en/", "Read in English", "Stay in Chinese")],
    indirect=["visit"],
    ids=["zh-CN", "en-US"],
)


def test_the_language_switch_keeps_query_and_fragment(visit: Visit) -> None:
    page = visit.open("models/?by=meta#facts")
    page.click("a.language")
    assert page.url == visit.origin + "en/models/?by=meta#facts"
    page.evaluate("history.replaceState(null, '', '?by=openai')")  # as pages do that keep their state in the address
    page.focus("a.language")
    page.keyboard.press("Enter")
    page.wait_for_url(visit.origin + "models/?by=openai")


@BOTH
def test_readers_of_the_other_language_are_offered_it_in_their_own(visit: Visit, here: str, there: str, offer: str, stay: str) -> None:
    page = visit.open(here + "models/llama-2/?x=1#facts")
    assert page.url == visit.origin + here + "models/llama-2/?x=1#facts"  # nobody is redirected
    note = page.locator(".bar")
    expect(note).to_have_attribute("lang", "zh" if there == "" else "en")
    expect(note.get_by_role("button", name=stay)).to_be_visible()
    assert faults(page, ".bar") == []
    note.get_by_role("link", name=offer).click()
    assert page.url == visit.origin + there + "models/llama-2/?x=1#facts"
    expect(page.locator(".bar")).to_have_count(0)


@pytest.mark.parametrize(("visit", "here", "stay"), [(CHINESE, "en/", "留在英文版"), (ENGLISH, "", "Stay in Chinese")], indirect=["visit"], ids=["zh-CN", "en-US"])
def test_who_stays_is_not_asked_again(visit: Visit, here: str, stay: str) -> None:
    page = visit.open(here)
    page.locator(".bar").get_by_role("button", name=stay).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bar")).to_have_count(0)
    visit.open(here + "models/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".bar")).to_have_count(0)


@pytest.mark.parametrize(("visit", "here"), [(CHINESE, "en/"), (ENGLISH, "")], indirect=["visit"], ids=["zh-CN", "en-US"])
def test_the_offer_moves_nothing(visit: Visit, here: str) -> None:
    page = visit.page
    page.add_init_script("window.moved = 0; new PerformanceObserver(l => l.getEntries().forEach(e => { window.moved += e.value })).observe({type: 'layout-shift', buffered: true})")
    visit.open(here + "architecture/")
    expect(page.locator(".bar")).to_be_visible()
    assert page.evaluate("window.moved") < 0.01


@pytest.mark.parametrize("visit", [ENGLISH, OTHER], indirect=True, ids=["en-US", "de-DE"])
def test_nobody_else_is_asked(visit: Visit) -> None:
    page = visit.open("en/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".bar")).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "first", "expected"),
    [("models/lama-2/", "zh", "models/llama-2/"), ("en/anything/vLLM.html", "en", "en/tools/vllm/"), ("%E5%AF%B9%E9%BD%90", "zh", "")],
)
def test_a_lost_address_is_searched_in_both_languages(visit: Visit, address: str, first: str, expected: str) -> None:
    page = visit.open(address)
    sections = page.locator(".lost section")
    expect(sections.first.locator("li a").first).to_be_visible()
    expect(sections.last.locator("li a").first).to_be_visible()
    expect(sections.first).to_have_attribute("lang", first)
    links = page.eval_on_selector_all(".lost section:first-of-type li a", "links => links.map(link => link.href)")
    assert expected == "" or visit.origin + expected in links[:3]
    assert faults(page, ".lost") == []
    sections.first.locator("li a").first.click()
    expect(page.locator("article h1")).not_to_have_text("404")
    assert [line for line in visit.trouble if "404" not in line] == []
    visit.trouble.clear()


def test_a_lost_address_like_nothing_says_so(visit: Visit) -> None:
    page = visit.open("en/zzzzqqqq/")
    expect(page.locator(".lost section").first.get_by_role("status")).to_have_text("No page comes close to “zzzzqqqq”.")
    page.locator(".lost [data-find]").click()
    expect(page.locator("#finder input[type=search]")).to_have_value("zzzzqqqq")
    visit.trouble.clear()


@pytest.mark.parametrize("visit", [{"script": False}], indirect=True, ids=["no script"])
def test_a_lost_address_leads_home_without_scripts(visit: Visit) -> None:
    page = visit.open("models/nothing/at/all/")
    page.locator(".lost section[lang=en] a").click()
    assert page.url == visit.origin + "en/"
    visit.trouble.clear()
