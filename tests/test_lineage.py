"""The family tree of the whole field: what is drawn, where, and that the list says the same."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import SMALL, atlas_of
from landscape.drawings import draw
from landscape.facts import Atlas
from landscape.labels import LANGUAGES, Language
from landscape.lettering import width
from landscape.lineage import LETTER, Branch, Lineage, Node
from landscape.markup import Writer

MORE = """\
  {id}:
    name: {name}
    by: [acme]
    in: {{architecture: {{is: undisclosed}}}}
    treatments: {{is: [chat], from: paper}}
    summary: {{zh: 一个模型。, en: A model.}}
    sizes: {{undisclosed: {{state: undisclosed}}}}{facts}
    sources: {{paper: {{kind: paper, title: A paper, url: "https://example.org/{id}", read: 2026-11-01}}}}
"""


def field(**models: str) -> Atlas:
    """Return the small catalogue with further models, given by their facts."""
    more = "".join(MORE.format(id=id_.replace("_", "-"), name=id_, facts="".join(f"\n    {fact}" for fact in facts.split("; ") if fact)) for id_, facts in models.items())
    return atlas_of(SMALL.replace("tools:\n  engine", f"{more}tools:\n  engine"))


def lineage(atlas: Atlas, language: Language = "en") -> Lineage:
    return Lineage(Writer(atlas, language, "lineage/"))


def drawn(map_: Lineage) -> dict[str, Node]:
    return {node.id: node for node in map_.nodes()}


def test_who_came_from_another_is_drawn_and_who_did_not_is_counted() -> None:
    map_ = lineage(field(three="based_on: {how: nothing, from: paper}", four=""))
    assert drawn(map_).keys() == {"one", "two"}
    assert map_.alone() == (1, 1)
    assert drawn(map_)["two"].how == "tuned"
    assert drawn(map_)["one"].how == "root"


def test_time_runs_from_left_to_right_and_a_child_never_stands_before_its_parent(real: Atlas) -> None:
    map_ = lineage(real)
    for id_, bases in map_.bases.items():
        if bases:
            assert map_.x[str(bases[0].model)] < map_.x[id_], id_


def test_a_model_without_a_date_says_so_and_stands_beside_its_kin() -> None:
    map_ = lineage(field(three="released: {is: 2025-07-01, from: paper}; based_on: {model: four, how: tuned, from: paper}", four=""))
    assert drawn(map_)["four"].name == "four ?"
    assert 0 < drawn(map_)["three"].x - drawn(map_)["four"].x < 150


def test_a_second_origin_is_a_second_line() -> None:
    map_ = lineage(field(three="released: {is: 2025-07-01, from: paper}; based_on: [{model: one, how: initialised, from: paper}, {model: two, how: component, from: paper}]"))
    node = drawn(map_)["three"]
    assert node.how == "initialised"
    assert [how for _, how in node.others] == ["component"]


def boxes(map_: Lineage) -> dict[str, tuple[float, float, int]]:
    """Return model → (left, right, height) of its mark and name."""
    return {id_: (node.x - 6, node.x + 9 + width(map_.writer.name(id_), LETTER), node.y) for id_, node in drawn(map_).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_lies_on_another(real: Atlas, language: Language) -> None:
    found = sorted((y, left, right, id_) for id_, (left, right, y) in boxes(lineage(real, language)).items())
    assert [(one[3], two[3]) for one, two in pairwise(found) if one[0] == two[0] and one[2] > two[1]] == []


def test_no_line_of_a_tree_runs_through_a_name(real: Atlas) -> None:
    map_ = lineage(real)
    names = boxes(map_)
    crossed = []
    for node in map_.nodes():
        if match := re.fullmatch(r"M(\d+) (\d+)V(\d+)H(\d+)", node.line):
            x, top, bottom, end = map(int, match.groups())
            for id_, (left, right, y) in names.items():
                down = left + 6 < x < right and top < y < bottom
                across = y == bottom and left < end and right > x and id_ != node.id
                if down or across:
                    crossed.append((node.id, id_))
    assert crossed == []


def listed(branch: Branch) -> list[str]:
    return [branch.id, *(id_ for child in branch.children for id_ in listed(child))]


def test_the_list_has_what_the_map_has(real: Atlas) -> None:
    map_ = lineage(real)
    ids = [id_ for root in map_.roots for id_ in listed(map_.tree(root))]
    assert sorted(ids) == sorted(drawn(map_))
    assert len(ids) == len(set(ids)) == len(map_.related)


def test_every_kind_of_descent_is_explained_and_each_name_is_a_link(real: Atlas) -> None:
    drawing = str(draw("lineage", Writer(real, "en", "lineage/")))
    kinds = {descent.how for model in real.data.models.values() for descent in model.based_on} - {"nothing"}
    assert {kind for kind in kinds if f'class="edge k-{kind}" d="M0 7H27"' in drawing} == kinds
    assert drawing.count('<a id="') == len(lineage(real).related)
    assert '<a id="llama-2" href="../models/llama-2/">' in drawing


def test_a_model_stands_in_the_groups_of_its_forerunners(real: Atlas) -> None:
    """By these groups the style sheet lights where a model came from and what came from it."""
    map_ = lineage(real)
    tree = LexborHTMLParser(str(draw("lineage", Writer(real, "en", "lineage/"))))
    for id_ in map_.related:
        node = tree.css_first(f"a[id='{id_}']")
        assert node is not None
        group = node.parent
        assert group is not None
        assert group.parent is not None
        around = group.parent.css_first("a") if group.parent.tag == "g" else None
        assert (around and around.attributes["id"]) == next((base.model for base in map_.bases[id_]), None)


def test_the_map_is_the_same_each_time(real: Atlas) -> None:
    assert list(lineage(real).nodes()) == list(lineage(real).nodes())


def test_there_is_a_map_even_when_nothing_is_related() -> None:
    atlas = atlas_of(SMALL.replace("based_on: {model: one, how: tuned, from: card}", "based_on: {how: nothing, from: card}"))
    assert "0 models are drawn" in str(draw("lineage", Writer(atlas, "en", "lineage/")))
