"""The drawing of a model's structure says what its configuration says, and no more."""

from __future__ import annotations

import gzip
import re

import pytest

from conftest import SMALL, atlas_of
from landscape.blueprint import blueprint
from landscape.facts import Atlas
from landscape.labels import LANGUAGES, Language
from landscape.markup import Writer


def drawn(configuration: str, language: Language = "en") -> str:
    """Return the drawing of a model with this configuration."""
    atlas = atlas_of(SMALL.replace("    based_on: {how: nothing, from: paper}\n", f"    based_on: {{how: nothing, from: paper}}\n    configuration: {configuration}\n"))
    return str(blueprint(Writer(atlas, language, "models/one/"), "one", atlas.data.models["one"]))


def parts(drawing: str) -> dict[str, set[str]]:
    """Return part → its values."""
    found: dict[str, set[str]] = {}
    for part, value in re.findall(r'data-part="([^"]*)" data-value="([^"]*)"', drawing):
        found.setdefault(part, set()).add(value)
    return found


FULL = (
    "{layers: 32, width: 4096, heads: 32, kv_heads: 8, head_width: 128, ffn_width: 14336, vocabulary: 32000, positions: RoPE, "
    "attention: grouped-query, normalisation: RMSNorm pre, activation: SwiGLU, experts: 8, experts_active: 2, experts_shared: 1, from: paper}"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_a_part_with_the_same_value_in_both_languages(language: Language) -> None:
    assert parts(drawn(FULL, language)) == {
        "layers": {"32"},
        "width": {"4096"},
        "heads": {"32", "32/8"},
        "kv_heads": {"8"},
        "head_width": {"128"},
        "ffn_width": {"14336"},
        "vocabulary": {"32000"},
        "positions": {"RoPE"},
        "attention": {"grouped-query"},
        "normalisation": {"RMSNorm pre"},
        "activation": {"SwiGLU"},
        "experts": {"8", "8/2/1"},
        "experts_active": {"2"},
        "experts_shared": {"1"},
    }


def test_what_is_not_known_is_dashed_and_says_so() -> None:
    drawing = drawn("{layers: 12, from: paper}")
    assert parts(drawing)["attention"] == {""}
    assert "Attention: not known" in drawing
    assert "Vocabulary: not known" in drawing
    assert "b-norm hollow" in drawing
    assert "off" not in drawn(FULL)


def test_a_figure_that_does_not_apply_is_left_out() -> None:
    drawing = drawn("{layers: 64, width: 2560, attention: none, normalisation: RMSNorm pre, positions: none, from: paper}")
    assert "No attention" in drawing
    assert not parts(drawing).keys() & {"heads", "kv_heads", "ffn_width", "experts"}


@pytest.mark.parametrize(
    ("heads", "shown", "bars"),
    [
        ("heads: 32, kv_heads: 8", "32/8", 8),
        ("heads: 32, attention: multi-head", "32/32", 32),
        ("heads: 32, attention: multi-query", "32/1", 1),
        ("heads: 32, attention: multi-head latent", "32/latent", 1),
        ("heads: 32", "32/", 1),
        ("heads: 30, kv_heads: 8", "30/", 1),
    ],
)
def test_there_is_a_bar_for_each_key_value_head_that_can_be_told(heads: str, shown: str, bars: int) -> None:
    drawing = drawn(f"{{layers: 2, {heads}, from: paper}}")
    assert shown in parts(drawing)["heads"]
    path = re.search(r'class="bars( unknown)?" d="([^"]*)"', drawing)
    assert path is not None
    assert path[2].count("M") == bars
    assert bool(path[1]) == shown.endswith("/")


def test_as_many_squares_are_drawn_as_there_are_experts() -> None:
    drawing = drawn("{layers: 2, experts: 60, experts_active: 4, from: paper}")
    runs, rest = (re.search(rf'class="{name}"[^>]* d="([^"]*)"', drawing) for name in ("cells", "dots"))
    assert runs is not None
    assert rest is not None
    count = [sum((int(length) + 2 + (6 if match is rest else 0)) // 10 for length in re.findall(r"h(\d+)", match[1])) for match in (runs, rest)]
    assert count == [4, 56]


def test_both_stacks_are_drawn_where_there_is_an_encoder() -> None:
    drawing = drawn("{layers: 6, encoder_layers: 4, from: paper}")
    assert parts(drawing)["encoder_layers"] == {"4"}
    assert "Cross-attention" in drawing


@pytest.mark.parametrize(("norm", "order"), [("RMSNorm pre", "fnan"), ("LayerNorm post", "nfna"), ("RMSNorm pre and post", "nfnnan"), ("LayerNorm", "nfa")])
def test_the_normalisation_stands_where_the_data_puts_it(norm: str, order: str) -> None:
    drawing = drawn(f"{{layers: 2, normalisation: {norm}, from: paper}}")
    boxes = re.findall(r'class="b-(\w+)', drawing)
    assert "".join(kind[0] for kind in boxes if kind != "input") == order


def test_the_largest_size_comes_first_and_the_others_can_be_opened() -> None:
    drawing = drawn("[{for: 7B, layers: 32, from: paper}, {for: 8x7B, layers: 40, from: paper}]")
    assert re.findall(r'data-size="([^"]*)"', drawing) == ["8x7B", "7B"]
    assert drawing.index("<details>") > drawing.index('data-size="8x7B"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_of_every_configuration_is_drawn_and_weighs_little(real: Atlas, language: Language) -> None:
    for id_, model in real.data.models.items():
        drawing = str(blueprint(Writer(real, language, f"models/{id_}/"), id_, model))
        assert len(re.findall(r"data-size=", drawing)) == len(model.configuration), id_
        assert len(gzip.compress(drawing.encode())) <= 3000, id_
        assert "None" not in drawing, id_
