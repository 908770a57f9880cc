"""The words of the glossary: wordings that are not used are found wherever we write, and nowhere else."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import BASE, ROOT, SMALL, TODAY, atlas_of
from landscape import prose, search
from landscape.catalogue import validate
from landscape.facts import Atlas
from landscape.problems import DataError, Problem
from landscape.prose import Source
from landscape.source import parse
from landscape.wording import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from landscape.labels import Language

WORDS = """\
  tokeniser: {name: {zh: 分词器（Tokeniser）, en: Tokeniser}, avoid: {zh: [分词符], en: [{is: "tokeniz*", say: "tokenis*"}]}, definition: {zh: 切词的程序。, en: A program.}}
  prompt: {name: {zh: 提示, en: Prompt}, avoid: {zh: [{is: 提示词, unless: [提示词元]}]}, definition: {zh: 输入的文字。, en: Text that goes in.}}
  rag: {name: {zh: 检索增强生成, en: Retrieval-augmented generation (RAG)}, avoid: {en: [retrieval augmented generation]}, definition: {zh: 先检索。, en: Search first.}}
"""


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return atlas_of(SMALL + WORDS)


def found(atlas: Atlas, text: str, language: Language = "en") -> list[tuple[str, str]]:
    return [(wrong.found, wrong.say) for wrong in Wording(atlas.data, language).find(text)]


def on_page(atlas: Atlas, tmp_path: Path, text: str, language: Language = "en") -> list[Problem]:
    return list(prose.check([Source(f"docs/page.{language}.md", "page", language, text)], tmp_path, atlas.data))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A tokenizer", [("tokenizer", "tokeniser")]),
        ("Tokenization comes first", [("Tokenization", "Tokenisation")]),
        ("by retrieval\naugmented  generation", [("retrieval\naugmented  generation", "retrieval-augmented generation")]),
        ("two: tokenizers, tokenized", [("tokenizers", "tokenisers"), ("tokenized", "tokenised")]),
    ],
)
def test_what_is_to_be_written_has_the_ending_and_the_capital_of_what_was_found(atlas: Atlas, text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(atlas, text) == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('the paper says “tokenizer” and "tokenizer"', "en"),
        ("the file tokenizer.json, the class `Tokenizer`, the package fast-tokenizer, https://example.org/tokenizer", "en"),
        ("pretokenizer", "en"),
        ("提示词元的位置", "zh"),
        ("《提示词大全》与“提示词”", "zh"),
        ("分词器与提示", "zh"),
    ],
)
def test_what_others_wrote_and_what_means_something_else_is_left_alone(atlas: Atlas, text: str, language: Language) -> None:
    assert found(atlas, text, language) == []


def test_a_proper_name_is_left_alone_as_its_owner_writes_it_but_not_as_a_common_word() -> None:
    atlas = atlas_of(SMALL.replace("    name: Engine\n", "    name: Tokenizers\n") + WORDS)
    assert found(atlas, "Tokenizers is a library") == []
    assert found(atlas, "all tokenizers") == [("tokenizers", "tokenisers")]


def test_english_words_in_chinese_text_are_looked_at_and_chinese_ones_have_their_name_without_brackets(atlas: Atlas) -> None:
    assert found(atlas, "分词符（Tokenizer）", "zh") == [("分词符", "分词器"), ("Tokenizer", "Tokeniser")]


def test_a_wording_in_the_data_is_told_with_its_own_column() -> None:
    text = SMALL.replace("summary: {zh: 第一个模型。, en: The first model.}", 'summary: {zh: 第一个分词符。, en: "Its ""new"" tokenizer."}'.replace('""', '\\"')) + WORDS + BASE
    with pytest.raises(DataError) as caught:
        validate(parse(text, "catalogue.yml"), TODAY)
    first, second = (text.splitlines()[problem.place.line - 1][problem.place.column - 1 :] for problem in caught.value.problems)
    assert first.startswith("分词符。, en:")
    assert second.startswith('tokenizer."}')


def test_names_of_our_own_categories_are_looked_at_and_names_of_others_are_not() -> None:
    text = SMALL.replace("name: MIT License", "name: Tokenizer License") + WORDS + BASE.replace("en: Engines}", "en: Tokenizers}")
    with pytest.raises(DataError) as caught:
        validate(parse(text, "catalogue.yml"), TODAY)
    assert [problem.message for problem in caught.value.problems] == ["the glossary says 'Tokenisers', not 'Tokenizers'"]


def test_a_page_is_told_with_file_line_and_column(atlas: Atlas, tmp_path: Path) -> None:
    (problem,) = on_page(atlas, tmp_path, "---\ndescription: 分词\n---\n\n# 页\n\n先用分词符切开。\n", "zh")
    assert problem.text().startswith("docs/page.zh.md:7:3: the glossary says '分词器', not '分词符'\n  hint: write '分词器'")


@pytest.mark.parametrize(
    "text",
    [
        "```yaml\ntokenizer: x\n```\n",
        "See [The tokenizer paper](https://example.org/x) and [it](../tokenizer/index.md).",
        "[[tokenizer]] and [[tokenizer|it]] <!-- table: tokenizer -->",
        "## Cutting text {#tokenizer}",
        '<button data-find="tokenizer">it</button>',
    ],
)
def test_code_markers_addresses_and_titles_of_sources_on_pages_are_left_alone(atlas: Atlas, tmp_path: Path, text: str) -> None:
    assert on_page(atlas, tmp_path, text) == []


@pytest.mark.parametrize("text", ["[[one|the tokenizer]]", "[the tokenizer](page.md)", "---\ndescription: a tokenizer\n---\n", "## The tokenizer {#one}"])
def test_texts_of_links_and_markers_descriptions_and_headings_are_looked_at(atlas: Atlas, tmp_path: Path, text: str) -> None:
    assert [problem.message for problem in on_page(atlas, tmp_path, text)] == ["the glossary says 'tokeniser', not 'tokenizer'"]


@pytest.mark.parametrize(
    ("file", "text", "wanted"),
    [
        ("README.md", "a\n\nthe tokenizer\n", ["README.md:3:5"]),
        ("README.zh.md", "分词符\n", ["README.zh.md:1:1"]),
        ("CONTRIBUTING.md", "a tokenizer\n", ["CONTRIBUTING.md:1:3"]),
        ("mkdocs.yml", "site_description: 用分词符\n", ["mkdocs.yml:1:20"]),
        (
            "hooks/landscape/labels/interface.py",
            'tokenizer = texts(\n    a=("分词符", "The tokenizer"),\n)\n',
            ["hooks/landscape/labels/interface.py:2:9", "hooks/landscape/labels/interface.py:2:20"],
        ),
        (
            "hooks/landscape/templates/drawings/a.html",
            '<p class="tokenizer">{% if tokenizer %}的分词符{% else %}a tokenizer{% endif %}<b>a tokenizer</b>\n',
            ["1:41", "1:56", "1:81"],
        ),
        ("hooks/theme/a.html", '<a class="tokenizer" title="Look at the tokenizer">分词符</a>\n', ["1:41", "1:52"]),
    ],
)
def test_files_beside_the_pages_are_looked_at(atlas: Atlas, tmp_path: Path, file: str, text: str, wanted: list[str]) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    told = [str(problem.place) for problem in prose.check([], tmp_path, atlas.data)]
    assert len(told) == len(wanted)
    assert all(place.endswith(end) for place, end in zip(told, wanted, strict=True)), told


def test_pages_and_interface_of_this_site_use_the_words_of_its_glossary(real: Atlas) -> None:
    assert list(prose.check(prose.read(ROOT / "docs", ROOT), ROOT, real.data)) == []


def test_the_check_command_reads_the_pages_beside_the_data(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "catalogue.yml").write_text(SMALL + WORDS + BASE, encoding="utf-8")
    (docs / "page.en.md").write_text("# A\n\nA tokenizer and [[no-such-id]].\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "landscape", "check", str(docs / "catalogue.yml")], cwd=ROOT / "hooks", capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "docs/page.en.md:3:3: the glossary says 'tokeniser', not 'tokenizer'" in done.stderr
    assert "docs/page.en.md:3:17: nothing has the id 'no-such-id'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_word_that_is_not_used_still_leads_to_the_one_that_is(atlas: Atlas) -> None:
    names = {record.title: record.names for record in search.records(atlas, "zh") if record.kind == "term"}
    assert "提示词" in names["提示"]
    assert not any("*" in name for name in names["分词器（Tokeniser）"])
