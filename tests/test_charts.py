"""Charts say what the data say: all of it, nothing else, and nothing where nothing is known."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conftest import SMALL, atlas_of
from landscape import charts, markers
from landscape.charts import bars
from landscape.charts.marks import KINDS
from landscape.charts.matrix import matrix
from landscape.charts.scales import Powers, Years, moment
from landscape.charts.scatter import Read, context_window_of, parameters_of, scatter
from landscape.charts.timeline import timeline
from landscape.facets import facets, values
from landscape.facts import Atlas
from landscape.labels import LANGUAGES, Language
from landscape.markup import Writer
from landscape.prose import Source

NAMES = ("parameters", "context", "openness-by-year", "publishers", *(f"timeline-{d}" for d in ("architecture", "lifecycle", "capability", "tooling", "openness")))


def chart(atlas: Atlas, name: str, language: Language = "en") -> LexborHTMLParser:
    return LexborHTMLParser(str(charts.draw(name, Writer(atlas, language, "charts/"))))


def marks(tree: LexborHTMLParser) -> list[LexborNode]:
    """The links in a drawing that are told to readers; names drawn above the marks repeat them."""
    return [link for link in tree.css(".zoom-box svg a") if "aria-hidden" not in link.attributes]


def with_second(text: str) -> Atlas:
    """The small catalogue, with more facts of its second model."""
    sizes = "    sizes: {undisclosed: {state: undisclosed}}\n"
    return atlas_of(SMALL.replace(sizes, text if "sizes:" in text else sizes + text))


# What is not known is not drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_model_without_date_or_count_has_no_mark_and_is_counted_in_words(small: Atlas, language: Language) -> None:
    drawn, words = {"zh": ("2 个模型里画出 1 个", "1 个的开发者没有披露"), "en": ("1 of 2 models are drawn", "1 are not drawn because their makers do not disclose it")}[language]
    tree = chart(small, "parameters", language)
    assert [link.attributes["href"] for link in marks(tree)] == ["../models/one/"]
    caption = tree.css_first("figcaption")
    assert caption is not None
    assert drawn in caption.text()
    assert words in caption.text()


@pytest.mark.parametrize(
    ("read", "facts", "reason"),
    [
        (parameters_of, "    released: {is: 2024-01, from: card}\n", "undisclosed"),
        (parameters_of, "    sizes: {9B: {total: 9B, from: card}}\n", "undated"),
        (context_window_of, "    released: {is: 2024-01, from: card}\n", "absent"),
        (context_window_of, "    released: {is: 2024-01, from: card}\n    context: {trained: {is: undisclosed, from: card}}\n", "undisclosed"),
        (context_window_of, "    context: {stated: {is: 8192, from: card}}\n", "undated"),
    ],
)
def test_each_model_that_is_not_drawn_has_its_reason(read: Read, facts: str, reason: str) -> None:
    found = scatter(read, Writer(with_second(facts), "en"))
    assert {mark.id for mark in found.marks} == {"one"}
    assert {why: ids for why, ids in found.missing.items() if ids} == {reason: ("two",)}


# Counts add up


def test_every_model_is_drawn_or_counted_as_not_drawn(real: Atlas) -> None:
    everything = set(real.data.models)
    for read in (parameters_of, context_window_of):
        found = scatter(read, Writer(real, "en"))
        groups = [[mark.id for mark in found.marks], *found.missing.values()]
        assert sorted(id_ for ids in groups for id_ in ids) == sorted(everything)
    assert sum(counts.total() for counts in bars.by_year(real).values()) == len(everything)


def test_a_timeline_draws_every_dated_entry_in_each_of_its_categories(real: Atlas) -> None:
    for dimension, described in real.data.dimensions.items():
        found = timeline(dimension, Writer(real, "en"))
        section = set(getattr(real.data, described.holds[0]))
        assert found.drawn | set(found.undated) == section
        assert not found.drawn & set(found.undated)
        for lane in found.lanes:
            ids = [mark.id for mark in lane.marks]
            assert len(ids) == len(set(ids))
            if lane.category:
                assert set(ids) == set(real.members[lane.category]) & found.drawn


def test_shares_of_a_year_fill_its_row(real: Atlas) -> None:
    for year, counts in bars.by_year(real).items():
        if counts:
            row = bars.bar(year, counts, counts.total(), Writer(real, "en"), share=True)
            assert sum(segment.width for segment in row.segments) == pytest.approx(100, abs=0.1)


def test_years_without_a_model_keep_their_place() -> None:
    atlas = with_second("    released: {is: 2025-06, from: card}\n")
    assert list(bars.by_year(atlas)) == ["2023", "2024", "2025", ""]


# What a mark says and where it leads


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_leads_to_its_entry_and_says_its_name(real: Atlas, name: str) -> None:
    for language in LANGUAGES:
        tree = chart(real, name, language)
        for link in marks(tree):
            section, id_ = (link.attributes["href"] or "").removeprefix("../").strip("/").split("/")
            assert real.sections[id_] == section
            title = link.css_first("title")
            assert title is not None
            assert real.item(id_).name.model_dump()[language] in title.text()


def test_a_mixture_of_experts_stands_at_its_total_with_a_line_down_to_what_is_active(small: Atlas) -> None:
    found = scatter(parameters_of, Writer(small, "en"))
    (mark,) = found.marks
    assert mark.y == pytest.approx(found.powers.at(46_700_000_000), abs=0.1)
    assert mark.foot == pytest.approx(found.powers.at(12_900_000_000), abs=0.1)
    assert "Total 46.7B, Active 12.9B" in mark.words


def test_openness_is_told_by_shape_and_fill_as_well_as_by_colour() -> None:
    kinds = list(KINDS.values())
    assert len({kind.shape for kind in kinds}) == len({kind.style for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_one_stop_for_the_tab_key_and_has_a_table_in_both_languages(real: Atlas, name: str) -> None:
    for language in LANGUAGES:
        tree = chart(real, name, language)
        stops = [link for link in tree.css("figure svg a") if "tabindex" not in link.attributes]
        assert len(stops) == (0 if name in ("openness-by-year", "publishers") else 1)
        assert tree.css("figure table tbody tr, details.chart-table tbody tr")
        assert not re.search(r"style=|#[0-9a-f]{6}\b", tree.html or "")  # colours come from the scheme


def test_a_table_lists_what_its_chart_draws(real: Atlas) -> None:
    for name in ("parameters", "context"):
        tree = chart(real, name)
        listed = [link.attributes["href"] for link in tree.css("tbody th a")]
        assert sorted(map(str, listed)) == sorted(str(link.attributes["href"]) for link in marks(tree))


def test_names_in_a_chart_do_not_run_over_each_other(real: Atlas) -> None:
    for language in LANGUAGES:
        writer = Writer(real, language)
        named = [mark.label for mark in scatter(parameters_of, writer).marks if mark.label]
        lanes = [[mark.label for mark in lane.marks if mark.label] for lane in timeline("architecture", writer).lanes]
        assert len(named) > 10
        for labels in (named, *lanes):
            boxes = [label.box() for label in labels]
            over = [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a[0] < b[2] and b[0] < a[2] and a[1] + 3 < b[3] and b[1] + 3 < a[3]]
            assert over == []


# Who publishes what


def test_a_number_of_the_publishers_is_what_the_explorer_finds_there(real: Atlas) -> None:
    known = facets(real, "models")
    for language in LANGUAGES:
        cells = chart(real, "publishers", language).css("td a")
        assert len(cells) > 200
        for cell in cells:
            path, _, query = str(cell.attributes["href"]).partition("?")
            assert path == "../models/"
            asked = parse_qsl(query)
            found = [id_ for id_ in real.data.models if all(value in values(known[name], real, id_) for name, value in asked)]
            assert cell.text() == str(len(found))


def test_publishers_stand_below_their_country_with_the_most_models_first(real: Atlas) -> None:
    for country, publishers in matrix(Writer(real, "en")).groups:
        totals = [row.cells[0].count for row in publishers]
        assert totals == sorted(totals, reverse=True)
        assert country.cells[0].count >= totals[0]


# Edges


def test_an_empty_catalogue_has_empty_charts() -> None:
    atlas = atlas_of(SMALL.partition("families:")[0])
    for name in NAMES:
        assert marks(chart(atlas, name)) == []


def test_an_unknown_chart_is_a_problem_with_the_nearest_name(small: Atlas) -> None:
    sources = [Source(f"docs/page.{language}.md", "page", language, "# A\n\n<!-- chart: timeline-architectur -->\n") for language in LANGUAGES]
    told = [problem for problem in markers.check(sources, small) if "chart" in problem.message]
    assert [(problem.message, problem.hint) for problem in told] == [("there is no chart 'timeline-architectur'", "did you mean 'timeline-architecture'?")] * 2


def test_scales_hold_what_they_are_made_for() -> None:
    years = Years.over(["2019-03", "2021"], 0, 300)
    assert [place for _, place in years.ticks()] == [0, 100, 200]
    assert years.at(moment("2020")) == 150
    powers = Powers.over([64, 10_000_000], 500, 0)
    assert powers.ticks()[0][0] <= 64
    assert powers.at(10_000_000) == 0
