"""The generator's parts, on a small catalogue."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import BASE, ROOT, SMALL, TODAY, atlas_of
from landscape import definitions, exports, frame, layout, markers, search, tables
from landscape.catalogue import validate
from landscape.drawings import DRAWINGS
from landscape.facts import Atlas, openness
from landscape.head import Site
from landscape.labels import LANGUAGES
from landscape.labels.interface import LABELS
from landscape.labels.vocabularies import WORDS
from landscape.markup import Writer, day, number, parameters
from landscape.models import Data
from landscape.pages import entry_page, entry_pages
from landscape.problems import DataError
from landscape.prose import Source
from landscape.source import parse
from landscape.values import Text


def no_edit(_line: int) -> str:
    return ""


def page(atlas: Atlas, id_: str, language: str = "en") -> str:
    return str(entry_page(atlas, language, id_, no_edit).body)  # type: ignore[arg-type]


def table(atlas: Atlas, query: str, language: str = "en", base: str = "models/") -> str:
    return str(tables.render(tables.parse(query), Writer(atlas, language, base)))  # type: ignore[arg-type]


# One value, one place


def test_changing_one_fact_changes_tables_entry_page_index_and_prose() -> None:
    before, after = atlas_of(SMALL), atlas_of(SMALL.replace("is: 4096, from: paper", "is: 9182, from: paper"))
    for atlas, shown, hidden in ((before, "4,096", "9,182"), (after, "9,182", "4,096")):
        writer = Writer(atlas, "en", "architecture/")
        places = [
            page(atlas, "one"),
            table(atlas, "table: models"),
            table(atlas, "table: models; where: architecture=decoder-only; columns: name, context"),
            markers.fill("<p>It has [[one.context.trained]] tokens.</p>", writer),
        ]
        assert all(shown in place and hidden not in place for place in places)


def test_a_table_and_the_entry_page_show_the_same_citation_number(small: Atlas) -> None:
    mark = r'#source-paper" title="The One Paper · Table 1">(\d+)</a>'
    assert re.search(mark, page(small, "one")) is not None
    assert re.findall(mark, page(small, "one"))[0] == re.findall(mark, table(small, "table: models"))[0]


# The four states


def test_undisclosed_absent_and_not_applicable_are_told_apart_and_never_read_as_zero(small: Atlas) -> None:
    body = page(small, "one")
    assert "undisclosed" in body
    assert "Knowledge cutoff" not in body
    row = table(small, "table: models; columns: name, context, licence, verified")
    assert "not looked up yet" in row
    assert "does not apply" in row
    assert ">0<" not in row


def test_rows_without_a_value_come_last_in_both_directions(small: Atlas) -> None:
    for sort in ("sizes", "-sizes"):
        assert tables.rows(tables.parse(f"table: models; sort: {sort}"), small)[-1] == "two"


def test_contested_values_show_one_with_the_others_and_the_reason_below() -> None:
    text = SMALL.replace(
        "trained: {is: 4096, from: paper, at: Table 1}",
        "trained: [{is: 4096, from: paper, shown: true, why: {zh: 论文为准。, en: The paper decides.}}, {is: 8192, from: paper}]",
    )
    body = page(atlas_of(text), "one")
    assert body.index("4,096") < body.index("Other values") < body.index("8,192") < body.index("The paper decides.")


def test_a_scoped_fact_says_what_it_holds_for() -> None:
    text = SMALL.replace("trained: {is: 4096, from: paper, at: Table 1}", "trained: [{is: 4096, from: paper}, {is: 32768, from: paper, for: 8x7B}]")
    assert "for 8x7B" in page(atlas_of(text), "one")


# Where there is nothing yet


def test_a_table_without_rows_is_a_sentence_that_tells_where_to_add_one(small: Atlas) -> None:
    for language, words in (("zh", "目录里还没有符合的条目"), ("en", "no such entry yet")):
        text = markers.fill("<!-- table: models; where: architecture=encoder-only -->", Writer(small, language, "architecture/"))  # type: ignore[arg-type]
        assert words in text
        assert 'href="../contributing/"' in text
        assert "<table" not in text


def test_an_organisation_a_licence_a_family_and_a_category_without_entries_say_so() -> None:
    extra = "organisations:\n  acme: {"
    atlas = atlas_of(
        SMALL.replace(extra, "organisations:\n  idle: {name: Idle, kind: company, summary: {zh: 无。, en: None.}}\n  acme: {")
        .replace("licences:\n", "licences:\n  unused: {name: Unused, kind: permissive, summary: {zh: 无。, en: None.}}\n")
        .replace("families:\n", "families:\n  empty: {name: Empty, by: [acme], summary: {zh: 无。, en: None.}}\n")
    )
    assert "no model, tool or technique by it yet" in page(atlas, "idle")
    assert "no model or tool under it yet" in page(atlas, "unused")
    assert "no model of this family yet" in page(atlas, "empty")
    assert "no such entry yet" in table(atlas, "table: categories; dimension: architecture")


# What is derived


@pytest.mark.parametrize(
    ("parts", "level", "missing"),
    [
        ("{}", None, ("weights",)),
        ("{weights: {is: not-released, from: paper}}", "closed", ("weights",)),
        ("{weights: {is: undisclosed, from: paper}}", "closed", ("weights",)),
        ("{weights: {licence: mit, from: paper}}", "open-weights", ("training-code", "training-data")),
        ("{weights: {licence: strict, from: paper}, training-code: {licence: mit, from: paper}, training-data: {from: paper}}", "open-weights", ("weights:licence",)),
        ("{weights: {licence: mit, from: paper}, training-code: {licence: mit, from: paper}, training-data: {is: partial, from: paper}}", "open-weights", ("training-data",)),
        ("{weights: {licence: mit, from: paper}, training-code: {licence: mit, from: paper}, training-data: {from: paper}}", "open-source", ()),
    ],
)
def test_openness_follows_from_the_parts_and_their_licences(parts: str, level: str | None, missing: tuple[str, ...]) -> None:
    start = SMALL.index("    parts:\n")
    end = SMALL.index("    based_on: {how: nothing")
    atlas = atlas_of(SMALL[:start] + f"    parts: {parts}\n" + SMALL[end:])
    found = openness(atlas.data.models["one"], atlas.data.licences)
    assert (found.level, found.missing) == (level, missing)


def test_a_model_is_no_more_open_than_what_it_goes_on_from() -> None:
    opened = "{weights: {licence: mit, from: card}, training-code: {licence: mit, from: card}, training-data: {from: card}}"
    atlas = atlas_of(SMALL.replace("parts: {weights: {is: not-released, from: card}}", f"parts: {opened}"))
    assert (atlas.openness["two"].level, atlas.openness["two"].missing) == ("open-weights", ("base:one",))
    assert "a base that is open source (" in page(atlas, "two")


@pytest.mark.parametrize(
    ("parts", "osaid", "mof"),
    [
        ("weights: {licence: strict, from: paper}", ("", ("weights",)), ("", ("weights",))),
        ("weights: {licence: mit, from: paper}", ("", ()), ("", ())),
        (
            ", ".join(f"{part}: {{licence: mit, from: paper}}" for part in ("weights", "training-code", "data-code", "inference-code", "training-data")),
            ("yes", ()),
            ("", ()),
        ),
        (
            "weights: {licence: mit, from: paper}, training-code: {is: not-released, from: paper}, "
            + ", ".join(f"{part}: {{from: paper}}" for part in ("model-card", "data-card", "paper", "evaluation-results")),
            ("", ("training-code",)),
            ("Class III", ("training-code",)),
        ),
    ],
)
def test_other_definitions_read_the_same_parts(parts: str, osaid: tuple[str, tuple[str, ...]], mof: tuple[str, tuple[str, ...]]) -> None:
    text = SMALL.replace(
        "kind: permissive", "kind: permissive, osi: {is: yes, from: list}, sources: {list: {kind: registry, title: L, url: 'https://example.org/l', read: 2026-11-01}}"
    )
    start, end = text.index("    parts:\n"), text.index("    based_on: {how: nothing")
    atlas = atlas_of(text[:start] + f"    parts: {{{parts}}}\n" + text[end:])
    first, second = definitions.verdicts(atlas.data.models["one"], atlas.data.licences)
    assert (first.grade, first.missing) == osaid
    assert (second.grade, second.missing) == mof
    assert "What other definitions say" in page(atlas, "one")


def test_lineage_is_shown_both_ways(small: Atlas) -> None:
    assert '<a href="../../models/one/">One</a> <span class="how">fine-tuned' in page(small, "two")
    assert '<a href="../../models/two/">Two</a> <span class="how">fine-tuned' in page(small, "one")


def test_treatments_place_a_model_without_being_typed(small: Atlas) -> None:
    assert small.categories_of("one", "lifecycle") == ("pretraining", "tuning")
    assert small.categories_of("one", "capability") == ("base-model",)


def test_a_new_dimension_and_category_need_no_code() -> None:
    extra = (
        BASE
        + """\
  size:
    name: {zh: 大小, en: Size}
    short: {zh: 大小, en: Size}
    question: {zh: 多大？, en: How large?}
    light: {text: "#3b53b5", soft: "#e9ecfa"}
    dark: {text: "#a9b8ff", soft: "#222a4a"}
    holds: [models]
    categories:
      small-ones: {name: {zh: 小, en: Small}, summary: {zh: 不大。, en: Not large.}}
"""
    )
    text = SMALL.replace("in: {architecture: {is: [decoder-only], from: paper, at: §2}}", "in: {architecture: {is: [decoder-only], from: paper}, size: [small-ones]}") + extra
    document = parse(text, "catalogue.yml")
    data = validate(document, TODAY)
    assert "small-ones" in data.dimensions["size"].categories


# Languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_is_written_in_its_language(small: Atlas, language: str) -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    for entry in entry_pages(small, language, no_edit):  # type: ignore[arg-type]
        text = re.sub(r'<section class="box" aria-label="(?:Also known as|别名)">.*?</section>', "", str(entry.body))
        assert bool(han.search(text)) == (language == "zh"), entry.address


def test_every_label_is_there_in_both_languages() -> None:
    texts = [*LABELS.values(), *(text for vocabulary in WORDS.values() for text in vocabulary.values())]
    assert all(isinstance(text, Text) and text.zh and text.en for text in texts)


def test_every_fixed_value_of_the_format_has_a_word() -> None:
    schema = json.dumps(exports.schema())
    for vocabulary, field in (("part-state", "described"), ("descent", "distilled"), ("answer", "not-addressed"), ("organisation", "consortium"), ("licence", "use-restricted")):
        assert f'"{field}"' in schema
        assert field in WORDS[vocabulary]


def test_numbers_and_dates_follow_the_language() -> None:
    assert (parameters(7_240_000_000), number(131072)) == ("7.24B", "131,072")
    assert (day("2023-07-18", "zh"), day("2023-07-18", "en"), day("2023", "zh")) == ("2023 年 7 月 18 日", "18 July 2023", "2023 年")


# Escaping


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_in_the_data_never_reaches_a_page(language: str) -> None:
    evil = "<script>alert(1)</script>"
    text = SMALL.replace("name: One\n", f'name: "One {evil}"\n').replace("aliases: [第一]", f"aliases: ['{evil}']").replace("title: The One Paper", f"title: '{evil}'")
    for plain in ("第一个模型。", "The first model.", "一家公司。", "A company.", "文本的单位。", "A unit of text.", "一种做法。", "A way of doing it."):
        text = text.replace(plain, f"'{plain} {evil}'")
    atlas = atlas_of(text)
    written = [str(entry.body) for entry in entry_pages(atlas, language, no_edit)]  # type: ignore[arg-type]
    written += [table(atlas, f"table: {section}", language) for section in tables.SECTIONS if section != "categories"]
    written += [markers.fill("<p>词元 token [[one]] [[token]]</p>", Writer(atlas, language, "x/"))]  # type: ignore[arg-type]
    assert all("<script" not in text for text in written)
    assert any("&lt;script" in text for text in written)


# Markers


def sources(zh: str, en: str, stem: str = "page") -> list[Source]:
    return [Source(f"docs/{stem}.zh.md", stem, "zh", zh), Source(f"docs/{stem}.en.md", stem, "en", en)]


def told(zh: str, en: str, atlas: Atlas) -> list[str]:
    return [f"{p.place.file}:{p.place.line}: {p.message}" for p in markers.check(sources(zh, en), atlas) if "dimension" not in p.message]


def test_good_pages_pass(small: Atlas) -> None:
    assert told("# 甲 {#a}\n\n[[one|它]] [[one.released]]\n\n<!-- table: models -->\n", "# A {#a}\n\n[[one]] [[one.released]]\n\n<!-- table: models -->\n", small) == []


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        ("# 甲\n\n[[oen]]\n", "# A\n", "docs/page.zh.md:3: nothing has the id 'oen'"),
        ("# 甲\n\n[[one.relesed]]\n", "# A\n", "docs/page.zh.md:3: 'one' has no fact 'relesed'"),
        ("# 甲\n", "# A\n\n<!-- table: models; where: architecture=nowhere -->\n", "docs/page.en.md:3: architecture has no category 'nowhere'"),
        ("# 甲\n", "# A\n\n<!-- table: models; columns: nmae -->\n", "docs/page.en.md:3: models have no column 'nmae'"),
        ("# 甲\n", "# A\n\n<!-- drawing: nothing -->\n", "docs/page.en.md:3: there is no drawing 'nothing'"),
        ("# 甲\n\n## 乙\n", "# A\n", "docs/page.en.md:1: the headings differ"),
        ("# 甲 {#a}\n", "# A {#b}\n", "docs/page.en.md:1: the heading's anchor differs"),
        ("# 甲\n\n<!-- table: models -->\n", "# A\n", "docs/page.en.md:1: the tables and drawings differ"),
        ("# 甲\n\n[[one]]\n", "# A\n", "docs/page.zh.md:3: [[one]] stands here but not in docs/page.en.md"),
        ("# 甲 [[one]]\n", "# A [[one]]\n", "docs/page.zh.md:1: a heading holds a [[…]] marker"),
    ],
)
def test_a_wrong_page_is_told_with_file_and_line(small: Atlas, zh: str, en: str, message: str) -> None:
    assert any(line.startswith(message) for line in told(zh, en, small)), told(zh, en, small)


def test_a_page_that_lacks_a_language_is_told(small: Atlas) -> None:
    found = list(markers.check([Source("docs/page.zh.md", "page", "zh", "# 甲\n")], small))
    assert any(problem.message == "the page has no en version" and problem.hint == "write docs/page.en.md" for problem in found)


def test_a_page_that_says_no_language_is_told(small: Atlas) -> None:
    found = list(markers.check([Source("docs/page.md", "", "page", "# A\n")], small))  # type: ignore[arg-type]
    assert found[0].message == "the name of the page says no language"


def test_code_is_left_alone(small: Atlas) -> None:
    assert told("# 甲\n\n`[[oen]]`\n\n```text\n<!-- table: nothing -->\n```\n", "# A\n", small) == []
    assert markers.protect("`[[one]]` [[one]][[two|it]]") == "`[[one]]` ⟦one⟧⟦two|it⟧"
    assert "[[one]]" in markers.fill("<p><code>[[one]]</code></p>", Writer(small, "en"))
    assert 'href="models/two/">it</a>' in markers.fill("<p>⟦one⟧⟦two|it⟧</p>", Writer(small, "en"))


def test_the_first_use_of_a_term_is_explained_and_no_other(small: Atlas) -> None:
    html = markers.fill("<h2>Token</h2><p>A token, a token and <a href='x'>token</a>.</p>", Writer(small, "en", "x/"))
    assert html.count('class="term"') == 1
    assert 'data-tip="A unit of text."' in html


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_has_a_text_alternative_in_both_languages(real: Atlas, name: str) -> None:
    zh, en = (markers.fill(f"<!-- drawing: {name} -->", Writer(real, language, "x/")) for language in LANGUAGES)
    for html in (zh, en):
        assert re.findall(r'<svg(?![^>]*(?:role="img" aria-label="[^"]|role="group" aria-label="[^"]|aria-hidden="true"))[^>]*>', html) == []
        assert 'aria-label="' in html
    assert zh != en


# Search, downloads, frame


def test_names_of_both_languages_are_searched_on_both_sites(small: Atlas) -> None:
    for language in LANGUAGES:
        found = {record.address: record for record in search.records(small, language)}
        term = found["glossary/#token"]
        assert {"词元", "Token"} <= {term.title, *term.names}


def test_sections_of_a_page_are_found_by_their_headings() -> None:
    html = "<h1>Page</h1><p>Lead.</p><h2 id='a'>First</h2><p>Words</p><table><tr><td>cell</td></tr></table><h2 id='b'>Second</h2><p>More</p>"
    found = list(search.sections("page/", "Page", html, {"page/#b"}))
    assert [(record.address, record.title) for record in found] == [("page/", "Page"), ("page/#a", "First · Page")]
    assert "cell" not in found[1].text


def test_downloads_leave_missing_values_empty(small: Atlas) -> None:
    files = {address: content() for address, content in exports.files(small)}
    data = json.loads(files["data/catalogue.json"])
    assert data["models"]["one"]["derived"]["openness"] == "open-weights"
    assert "training_tokens" not in data["models"]["one"]
    lines = files["data/models.csv"].splitlines()
    assert lines[2].startswith("two,Two,Two,acme,ones,,,,,closed,")
    json.loads(files["data/schema.json"])


def test_former_ids_redirect_to_the_present_one() -> None:
    atlas = atlas_of(SMALL.replace("    name: Two\n", "    name: Two\n    formerly: [second]\n"))
    assert list(frame.redirects(atlas)) == [("models/second/", "../../models/two/")]


def test_slots_are_filled_with_escaped_words(small: Atlas) -> None:
    entry = entry_page(small, "en", "one", no_edit)
    html = frame.slots(f"<title>{frame.SLOT_TITLE}</title><link href='/{frame.SLOT}/'>{frame.SLOT_BODY}", Site("Site", "", "en"))(entry)
    assert html.startswith("<title>One</title><link href='/one/'>")


# The order of the data file


def test_tidying_sorts_entries_keeps_comments_and_changes_no_data() -> None:
    untidy = "# models\nmodels:\n  b: {name: B}\n  # about a\n  a:\n    name: A   \nlicences:\n  z: {name: Z}\n"
    tidied = layout.tidy(untidy)
    assert tidied == "licences:\n  z: {name: Z}\n# models\nmodels:\n  # about a\n  a:\n    name: A\n  b: {name: B}\n"
    assert parse(tidied, "x").data == parse(untidy, "x").data
    assert layout.tidy(tidied) == tidied


def test_the_real_file_is_tidy() -> None:
    text = (ROOT / "docs" / "catalogue.yml").read_text(encoding="utf-8")
    assert layout.tidy(text) == text


# Properties


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_without_a_traceback(text: str) -> None:
    try:
        parse(text, "x.yml")
    except DataError as error:
        assert error.problems  # noqa: PT017 - a refusal says why


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.sampled_from([*Data.model_fields, "name", "is", "zh", "x"]), inner, max_size=3),
    max_leaves=20,
)


@given(_VALUES)
def test_any_data_is_valid_or_refused_with_a_place_and_a_hint(value: object) -> None:
    try:
        validate(parse(json.dumps(value), "x.yml"), TODAY)
    except DataError as error:
        assert all(problem.hint and problem.place.line >= 1 for problem in error.problems)  # noqa: PT017


@given(st.integers(min_value=0, max_value=10**15))
def test_a_written_count_is_within_its_last_digit(count: int) -> None:
    text = parameters(count)
    units = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
    value = float(text[:-1]) * units[text[-1]] if text[-1] in units else float(text)
    assert value == pytest.approx(count, rel=1e-3)


def test_generations_of_a_family_are_in_the_order_of_their_dates(real: Atlas) -> None:
    for family, ids in real.generations.items():
        dates = [real.since(id_) for id_ in ids if real.since(id_)]
        assert all(one <= two for one, two in pairwise(dates)), family
