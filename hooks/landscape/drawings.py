"""Drawings of our own: SVG made of templates and data, readable in both schemes and languages.

Each drawing is a figure of small pictures that stand side by side on a desk and below one another on a phone,
so that their words stay readable. Adding a drawing is adding a template and one line to ``DRAWINGS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landscape import poster
from landscape.lineage import Lineage
from landscape.markup import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from landscape.markup import Writer

TOKENS = {"zh": ("今天", "天气", "很", "好"), "en": ("the", "sky", "is", "blue")}
ANSWER = {"zh": ("It", "is", "fine"), "en": ("le", "ciel", "bleu")}


def _attention_masks(writer: Writer) -> dict[str, Any]:
    """Which token (row) may look at which (column), for the three branches of the Transformer."""
    source, target = TOKENS[writer.language], ANSWER[writer.language]

    def everything(_row: int, _column: int) -> bool:
        return True

    def past(row: int, column: int) -> bool:
        return column <= row

    return {
        "masks": [
            ("encoder-only", [("", source, source, everything)]),
            ("decoder-only", [("", source, source, past)]),
            (
                "encoder-decoder",
                [
                    ("self", source, source, everything),
                    ("cross", target, source, everything),
                    ("past", target, target, past),
                ],
            ),
        ]
    }


def _lifecycle(writer: Writer) -> dict[str, Any]:
    """The stages in their order, with what each takes in and gives out."""
    return {"stages": writer.atlas.data.dimensions["lifecycle"].categories}


def _lifecycle_map(writer: Writer) -> dict[str, Any]:
    """The stages with what is placed on them: first what belongs to a stage as a whole, then its parts."""
    atlas = writer.atlas

    def placed(category: str, section: str, besides: set[str]) -> list[str]:
        return [id_ for id_ in atlas.members[category] if atlas.sections[id_] == section and id_ not in besides]

    stages = []
    for stage, described in atlas.data.dimensions["lifecycle"].categories.items():
        nested = {id_ for part in described.categories for id_ in atlas.members[part]}
        groups = [(part, placed(part, "techniques", set()), placed(part, "tools", set())) for part in described.categories]
        stages.append((stage, [(stage, placed(stage, "techniques", nested), placed(stage, "tools", nested)), *groups]))
    return {"stages": stages}


def _openness_ladder(writer: Writer) -> dict[str, Any]:
    """What each class of openness hands out."""
    levels = writer.atlas.data.dimensions["openness"].categories
    return {"levels": levels, "parts": ("api", "weights", "code", "data"), "given": {"closed": 1, "open-weights": 2, "open-source": 4}}


DRAWINGS: dict[str, Callable[[Writer], dict[str, Any]]] = {
    "attention-masks": _attention_masks,
    "lifecycle": _lifecycle,
    "lifecycle-map": _lifecycle_map,
    "openness-ladder": _openness_ladder,
    "poster": poster.context,
    "lineage": lambda writer: Lineage(writer).context(),
}


def draw(name: str, writer: Writer) -> Markup:
    """Return a drawing as a figure; raises ``KeyError`` for an unknown name."""
    return render(f"drawings/{name}.html", writer=writer, zh=writer.language == "zh", **DRAWINGS[name](writer))
