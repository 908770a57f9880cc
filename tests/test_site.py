"""The built site, read page by page: links, languages, entries, validity."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, SITE_URL
from landscape.facts import ENTRY_SECTIONS, Atlas

pytestmark = pytest.mark.site

LANGUAGES = {"zh": "", "en": "en/"}
ADDRESSES = ROOT / "tests" / "addresses.txt"


@dataclass(frozen=True)
class Page:
    """A page as a reader's browser would see it."""

    address: str
    tree: LexborHTMLParser
    ids: frozenset[str]

    @property
    def language(self) -> str:
        return "en" if self.address.startswith("en/") else "zh"

    @property
    def path(self) -> str:
        return self.address.removeprefix("en/")


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    return pages_of(site)


@functools.cache
def pages_of(site: Path) -> dict[str, Page]:
    """Read all pages, once for the files of tests that share a process."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        if path.name == "index.html" and "http-equiv" not in (text := path.read_text(encoding="utf-8"))[:400]:
            address = "" if path.parent == site else path.parent.relative_to(site).as_posix() + "/"
            tree = LexborHTMLParser(text)
            found[address] = Page(address, tree, frozenset(node.attributes["id"] or "" for node in tree.css("[id]")))
    return found


def test_the_build_says_no_warning(built: tuple[Path, str]) -> None:
    assert "WARNING" not in built[1]


def test_both_languages_have_the_same_pages(pages: dict[str, Page]) -> None:
    zh, en = ({page.path for page in pages.values() if page.language == language} for language in LANGUAGES)
    assert zh ^ en == set()


def test_every_link_and_anchor_leads_somewhere(site: Path, pages: dict[str, Page]) -> None:
    broken: list[str] = []
    root = urlsplit(SITE_URL)
    for page in pages.values():
        here = SITE_URL + page.address
        for link in {node.attributes.get("href") or node.attributes.get("src") or "" for node in page.tree.css("[href], [src]")}:
            target = urlsplit(urljoin(here, link))
            if target.netloc != root.netloc or target.path.startswith("/repository") or target.scheme not in ("http", "https"):
                continue
            address = unquote(target.path).removeprefix(root.path)
            if not target.path.startswith(root.path):
                broken.append(f"{page.address}: {link} leaves the site")
            elif address in pages:
                if target.fragment and unquote(target.fragment) not in pages[address].ids:
                    broken.append(f"{page.address}: {link} has no such anchor")
            elif not (site / address).is_file():
                broken.append(f"{page.address}: {link} leads nowhere")
    assert broken == []


def test_every_page_says_its_language_and_where_the_other_one_is(pages: dict[str, Page]) -> None:
    for page in pages.values():
        html = page.tree.css_first("html")
        assert html is not None
        assert html.attributes["lang"] == page.language, page.address
        alternates = {node.attributes["hreflang"]: node.attributes["href"] for node in page.tree.css("link[hreflang]")}
        assert alternates["zh"] == SITE_URL + page.path
        assert alternates["en"] == SITE_URL + "en/" + page.path
        switch = page.tree.css_first("a.language")
        assert switch is not None
        other = "zh" if page.language == "en" else "en"
        assert urljoin(SITE_URL + page.address, switch.attributes["href"] or "") == SITE_URL + LANGUAGES[other] + page.path
        canonical = page.tree.css_first("link[rel=canonical]")
        assert canonical is not None
        assert canonical.attributes["href"] == SITE_URL + page.address


def test_every_page_has_a_title_a_description_and_one_first_heading(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert len(page.tree.css("h1")) == 1, page.address
        title, description = page.tree.css_first("title"), page.tree.css_first("meta[name=description]")
        assert title is not None
        assert title.text().strip()
        assert "slot-of" not in (page.tree.html or ""), page.address
        assert description is not None
        assert description.attributes["content"], page.address


def test_no_page_asks_another_host_for_anything(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for node in page.tree.css("script[src], link[rel=stylesheet], link[rel=icon], link[rel=preconnect], img[src], iframe[src]"):
            link = node.attributes.get("src") or node.attributes.get("href") or ""
            assert urlsplit(urljoin(SITE_URL, link)).netloc == urlsplit(SITE_URL).netloc, (page.address, link)


def test_no_marker_is_left_on_a_page(pages: dict[str, Page]) -> None:
    for page in pages.values():
        if page.path in ("contributing/", "reference/"):
            continue
        article = page.tree.css_first("article")
        assert article is not None
        assert "[[" not in article.text(), page.address
        assert not re.search(r"<!--\s*(table|drawing|chart|cards|glossary)", article.html or ""), page.address


def test_each_entry_has_its_page_and_stands_in_its_index(pages: dict[str, Page], real: Atlas) -> None:
    for section in ENTRY_SECTIONS:
        for prefix in LANGUAGES.values():
            index = pages[f"{prefix}{section}/"]
            listed = {node.attributes["data-id"] for node in index.tree.css(f"[data-table={section}] tr[data-id]")}
            there = set(getattr(real.data, section))
            assert listed == there, section
            assert all(f"{prefix}{section}/{id_}/" in pages for id_ in there)


def test_each_term_is_in_the_glossary_of_both_languages(pages: dict[str, Page], real: Atlas) -> None:
    for prefix in LANGUAGES.values():
        assert set(real.data.terms) <= pages[f"{prefix}glossary/"].ids


def test_an_entry_links_to_its_line_of_the_data_file(pages: dict[str, Page], real: Atlas) -> None:
    for id_ in ("llama-2", "vllm", "rlhf"):
        button = pages[f"{real.sections[id_]}/{id_}/"].tree.css_first("a.button")
        assert button is not None
        assert button.attributes["href"] == f"https://example.org/repository/edit/main/docs/catalogue.yml#L{real.line(id_)}"
        line = (ROOT / "docs" / "catalogue.yml").read_text(encoding="utf-8").splitlines()[real.line(id_) - 1]
        assert line.strip().startswith(f"{id_}:")


def test_ids_are_unique_on_a_page(pages: dict[str, Page]) -> None:
    for page in pages.values():
        ids = [node.attributes["id"] for node in page.tree.css("[id]")]
        assert len(ids) == len(set(ids)), (page.address, {id_ for id_ in ids if ids.count(id_) > 1})


KINDS = [
    "", "architecture/", "lifecycle/", "capability/", "tooling/", "openness/", "models/", "licences/", "glossary/", "contributing/", "data-guide/",
    "models/llama-2/", "models/gpt-4/", "tools/vllm/", "techniques/rlhf/", "organisations/meta/", "licences/llama-2-community/", "families/llama/",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_each_kind_of_page_is_valid_html(site: Path, prefix: str, kind: str) -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse((site / prefix / kind / "index.html").read_text(encoding="utf-8"))
    # Material's own skip link and label trigger nothing; what is left would be ours.
    assert [(place, code) for place, code, _ in parser.errors] == []


def test_the_404_page_speaks_both_languages(site: Path) -> None:
    tree = LexborHTMLParser((site / "404.html").read_text(encoding="utf-8"))
    assert {node.attributes["lang"] for node in tree.css("article section[lang]")} == {"zh", "en"}


def test_every_page_can_be_found(site: Path, pages: dict[str, Page]) -> None:
    for language, prefix in LANGUAGES.items():
        rows = json.loads((site / prefix / "search.json").read_text(encoding="utf-8"))["rows"]
        addresses = [row[0] for row in rows]
        assert len(addresses) == len(set(addresses)), {a for a in addresses if addresses.count(a) > 1}
        wanted = {page.path for page in pages.values() if page.language == language} - {"", "reference/"}
        assert wanted - {address.partition("#")[0] for address in addresses} == set()


def test_the_map_of_the_site_lists_every_page_with_its_alternate(site: Path, pages: dict[str, Page]) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert set(re.findall(r"<loc>(.*?)</loc>", text)) == {SITE_URL + address for address in pages}
    assert text.count('hreflang="en"') == len(pages)


def test_published_addresses_are_kept(site: Path) -> None:
    """Addresses are for ever: one that is gone needs ``formerly:``. New ones are added by ``make addresses``."""
    published = [line.lstrip("/") for line in ADDRESSES.read_text(encoding="utf-8").split()]
    assert [address for address in published if not (site / address / "index.html").is_file()] == []
    assert len(published) > 100


def test_the_data_file_itself_is_not_published_twice(site: Path) -> None:
    assert not (site / "catalogue.yml").exists()
    assert (site / "data" / "catalogue.json").stat().st_size > 100_000
