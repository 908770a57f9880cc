"""The catalogue itself: what the overview names is there, no category is empty, codes are real."""

from __future__ import annotations

import pytest
from license_expression import get_spdx_licensing

from conftest import ROOT
from landscape.facts import Atlas

SEED = {
    "models": "bert roberta albert distilbert gpt-1 gpt-2 gpt-3 gpt-4 llama-1 llama-2 llama-3 mistral-7b transformer t5 bart m2m-100",
    "families": "gpt llama mistral gemma claude bert-family",
    "tools": "megatron-lm pytorch tensorflow vllm tensorrt-llm triton langchain llamaindex autogen",
    "techniques": "data-cleaning-and-filtering self-supervised-pretraining distributed-training instruction-tuning rlhf quantisation distillation "
    "masked-language-modelling causal-language-modelling self-attention",
}


@pytest.mark.parametrize("section", SEED)
def test_everything_that_the_overview_names_is_there(real: Atlas, section: str) -> None:
    assert set(SEED[section].split()) - set(getattr(real.data, section)) == set()


def test_no_category_is_empty(real: Atlas) -> None:
    assert [category for category, ids in real.members.items() if not ids] == []


def test_each_top_category_has_an_example_for_the_comparison_tables(real: Atlas) -> None:
    assert real.representatives["encoder-only"]
    assert real.representatives["decoder-only"]
    assert real.representatives["encoder-decoder"]
    for id_, place in real.places.items():
        if place.parent is None:
            assert real.representatives[id_] or real.members[id_], id_


def test_the_architecture_comparison_names_what_the_overview_names(real: Atlas) -> None:
    named = {id_ for category in ("encoder-only", "decoder-only", "encoder-decoder") for id_ in real.representatives[category]}
    assert {"bert", "roberta", "gpt", "llama", "mistral", "t5", "bart", "m2m-100"} <= named


def test_at_least_two_models_are_fully_open(real: Atlas) -> None:
    assert sum(found.level == "open-source" for found in real.openness.values()) >= 2


def test_there_are_enough_terms(real: Atlas) -> None:
    assert len(real.data.terms) >= 60


def test_licences_use_identifiers_of_the_spdx_list(real: Atlas) -> None:
    known = {key.lower() for key in get_spdx_licensing().known_symbols}
    newer = {"OpenMDW-1.0"}  # on the list since a later edition than the package carries
    wrong = [licence.spdx for licence in real.data.licences.values() if licence.spdx and licence.spdx.lower() not in known and licence.spdx not in newer]
    assert wrong == []


def test_each_licence_in_use_is_more_than_a_name(real: Atlas) -> None:
    for id_ in real.used_by:
        assert "占位" not in real.data.licences[id_].summary.zh, id_


def test_the_file_is_sorted_so_that_additions_seldom_touch(real: Atlas) -> None:
    for section in ("licences", "organisations", "families", "models", "tools", "techniques", "terms"):
        ids = list(getattr(real.data, section))
        assert ids == sorted(ids), section


def test_the_file_ends_with_a_line_break_and_has_no_trailing_blanks() -> None:
    text = (ROOT / "docs" / "catalogue.yml").read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert not [number for number, line in enumerate(text.splitlines(), 1) if line != line.rstrip()]
