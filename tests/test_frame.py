"""What stands around a page: the way to it, the way on from it, what other programs read of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

import pytest

from conftest import ROOT, SITE_URL
from landscape import history
from landscape.facts import Atlas
from landscape.head import Described, Site, head
from landscape.markup import Writer
from landscape.pages.neighbours import row
from test_site import LANGUAGES, Page, pages  # noqa: F401 - a fixture


def content(page: Page, selector: str, attribute: str = "content") -> str:
    node = page.tree.css_first(selector)
    return (node.attributes[attribute] or "") if node is not None else ""


# Neighbours


def test_a_model_stands_among_the_generations_of_its_family_in_the_order_of_time(real: Atlas) -> None:
    found = row(Writer(real, "en"), "llama-2")
    assert found is not None
    assert found.ids == real.generations["llama"]
    assert [real.since(id_) for id_ in found.ids] == sorted(real.since(id_) for id_ in found.ids)


def test_what_stands_in_no_family_stands_in_its_narrowest_category_the_oldest_first(real: Atlas) -> None:
    found = row(Writer(real, "en"), "rlhf")
    assert found is not None
    days = [real.since(id_) for id_ in found.ids if real.since(id_)]
    assert len(days) > 2
    assert days == sorted(days)
    narrowest = min(real.categories_of("rlhf", "lifecycle"), key=lambda category: len(real.members[category]))
    assert found.name == Writer(real, "en").name(narrowest)


def test_every_entry_stands_in_a_row_of_its_own_kind_or_alone(real: Atlas) -> None:
    writer = Writer(real, "zh")
    alone = set()
    for id_, section in real.sections.items():
        if section == "terms":
            continue
        found = row(writer, id_)
        if found is None:
            alone.add(section)
        else:
            assert id_ in found.ids
            assert {real.sections[other] for other in found.ids} == {section}
    assert alone <= {"models", "tools", "techniques", "organisations", "licences"}


@pytest.mark.site
@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_next_of_the_previous_page_is_the_page_itself(pages: dict[str, Page], prefix: str, real: Atlas) -> None:  # noqa: F811
    pairs = 0
    names = [f"{real.sections[id_]}/{id_}/" for id_ in ("llama-2", "rlhf", "meta", "mit", "llama")]
    for path in (*names, *(f"{dimension}/" for dimension in real.data.dimensions)):
        here = pages[prefix + path]
        before = here.tree.css_first("a[rel=prev]")
        if before is None:
            continue
        pairs += 1
        address = urljoin(SITE_URL + prefix + path, before.attributes["href"] or "").removeprefix(SITE_URL)
        after = content(pages[address], "a[rel=next]", "href")
        assert urljoin(SITE_URL + address, after) == SITE_URL + prefix + path
    assert pairs >= 8


# Last changes


@pytest.mark.site
def test_pages_say_the_day_that_git_knows(pages: dict[str, Page], site: Path, tmp_path: Path) -> None:  # noqa: F811
    known = history.read(ROOT / "docs", "catalogue.yml", tmp_path)
    entry, page = known.entries.get("models/llama-2", ""), known.pages.get("openness.en.md", "")
    assert content(pages["models/llama-2/"], ".changed time", "datetime") == entry
    assert content(pages["en/openness/"], "p.changed time", "datetime") == page
    days = dict(re.findall(r"<loc>([^<]+)</loc><lastmod>([^<]+)</lastmod>", (site / "sitemap.xml").read_text(encoding="utf-8")))
    assert days.get(SITE_URL + "models/llama-2/", "") == entry
    assert days.get(SITE_URL + "en/openness/", "") == page


# What other programs read


@pytest.mark.site
@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_titles_and_descriptions_are_unique_in_a_language(pages: dict[str, Page], prefix: str) -> None:  # noqa: F811
    here = [page for page in pages.values() if page.language == ("en" if prefix else "zh")]
    for values in ([page.tree.css_first("title").text() for page in here], [content(page, "meta[name=description]") for page in here]):  # type: ignore[union-attr]
        assert [value for value, count in Counter(values).items() if count > 1] == []


@pytest.mark.site
def test_every_page_has_the_tags_of_previews_in_its_language(pages: dict[str, Page]) -> None:  # noqa: F811
    sites = {"zh": "LLM 领域概览", "en": "LLM Landscape"}
    for page in pages.values():
        assert content(page, "meta[property='og:url']") == SITE_URL + page.address
        assert content(page, "meta[property='og:site_name']") == sites[page.language], page.address
        assert content(page, "meta[property='og:locale']") == {"zh": "zh_CN", "en": "en_GB"}[page.language]
        assert content(page, "meta[property='og:title']")
        assert content(page, "meta[property='og:description']") == content(page, "meta[name=description]"), page.address
        assert content(page, "meta[name='twitter:card']").startswith("summary")


@pytest.mark.site
def test_breadcrumbs_for_programs_are_those_that_readers_see_and_lead_to_pages(pages: dict[str, Page]) -> None:  # noqa: F811
    for page in pages.values():
        things = [json.loads(node.text()) for node in page.tree.css("script[type='application/ld+json']")]
        for thing in (thing for thing in things if thing["@type"] == "BreadcrumbList"):
            steps = [(step["name"], step["item"]) for step in thing["itemListElement"]]
            assert all(item.removeprefix(SITE_URL) in pages for _, item in steps), page.address
            assert steps[-1][1] == SITE_URL + page.address
            seen = [node.text().strip() for node in page.tree.css(".crumbs li")]
            assert not seen or seen == [name for name, _ in steps], page.address
        assert page.path == "" or page.tree.css(".crumbs") or page.tree.css(".neighbours"), page.address


@pytest.mark.site
def test_the_home_page_describes_the_data_and_its_files_are_there(pages: dict[str, Page], site: Path) -> None:  # noqa: F811
    for prefix in LANGUAGES.values():
        things = [json.loads(node.text()) for node in pages[prefix].tree.css("script[type='application/ld+json']")]
        (data,) = [thing for thing in things if thing["@type"] == "Dataset"]
        files = [part["contentUrl"].removeprefix(SITE_URL) for part in data["distribution"]]
        assert all((site / file).is_file() for file in files)


def test_nothing_in_the_data_ends_the_script_it_stands_in() -> None:
    site = Site("S", "D", "en", "https://example.org/")
    text = head(site, Described("a/", "</script><b>", '"x" & </title>', [("", "Home")]))
    assert "</script><b>" not in text
    assert json.loads(re.findall(r"<script[^>]*>(.*?)</script>", text)[0])["itemListElement"][1]["name"] == "</script><b>"
    assert 'content="&#34;x&#34; &amp; &lt;/title&gt;"' in text


def test_without_an_address_of_the_site_nothing_is_said_that_needs_it() -> None:
    text = head(Site("S", "D", "en", cards=True), Described("a/", "A", "a", [("", "Home")]))
    assert not re.search("og:url|og:image|ld\\+json", text)
    assert 'property="og:title" content="A"' in text


def test_no_text_of_our_scripts_goes_over_several_lines() -> None:
    """Indents are left out of the finished site; in a text of several lines they would count."""
    scripts = sorted((ROOT / "docs/assets/js").glob("*.js"))
    assert scripts
    open_ended = [f"{path.name}:{number}" for path in scripts for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if line.count("`") % 2]
    assert open_ended == []
