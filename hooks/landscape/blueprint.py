"""The drawing of an open model's structure, from the figures of its configuration.

Only what the data says is drawn. What is not known is dashed and says so; what does not apply is left out.

The figure is made for being compared with another one. It is ``figure[data-blueprint]``; in it each size is one
``[data-size]`` (the largest first, the others in ``details``), and in that each part that may differ is an element
with ``data-part`` and ``data-value``. Parts are named like the fields of the configuration (``layers``, ``width``,
``attention``, ``kv_heads``, …); values are numbers as digits or the English words of the data, the same in both
languages, and empty where nothing is known. A part may be drawn in several places with one value. So two drawings
differ in a part exactly when its values differ, or when only one has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from landscape.facts import shown_size
from landscape.grids import WIDTH, experts, groups_of, heads
from landscape.labels.vocabularies import WORDS
from landscape.lettering import wrap
from landscape.markup import Writer, number, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from landscape.models import Configuration, Model
    from landscape.values import Text

TWO_STACKS = "encoder-decoder"
"""The category of models that have an encoder even where its layers are not known."""

_BLOCK = 206
_LETTER = 12
_BOLD = 1.22
"""How much wider bold letters are."""
_LINE = 17
_PAD = 7
_GAP = 8
_AT_INPUT = re.compile(r"learned|sinusoidal|Fourier|two-dimensional")
"""Position encodings that are added to the embedding; the others act inside the attention."""
_NORM = re.compile(r"RMSNorm|LayerNorm")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text that states one figure; ``part`` is empty for words that never differ."""

    text: str
    part: str = ""
    value: str = ""
    y: int = 0

    @property
    def known(self) -> bool:
        """Tell whether the figure is known."""
        return not self.part or bool(self.value)


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the stack with its lines; ``kind`` says how it is drawn, ``part`` what the box as a whole stands for."""

    kind: str
    y: int
    height: int
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Stack:
    """A stack of equal blocks between what goes in and what comes out, top to bottom."""

    title: str
    repeat: Line
    boxes: list[Box] = field(default_factory=list)
    inputs: list[Box] = field(default_factory=list)
    y: int = 0
    """Where the blocks end."""
    height: int = 0


def words(writer: Writer, text: Text) -> str:
    """Return the words of a figure: those of the vocabulary where it has them."""
    return writer.word("figure", text.en) if text.en in WORDS["figure"] else writer.pick(text)


def blueprint(writer: Writer, id_: str, model: Model) -> Markup | str:
    """Return the drawing of a model for each block of its configuration, the largest first."""
    blocks = sorted(model.configuration, key=lambda block: -_total(model, block))
    if not blocks:
        return ""
    two = TWO_STACKS in writer.atlas.categories_of(id_, "architecture") if "architecture" in writer.atlas.data.dimensions else False
    drawings = [(" · ".join(block.scope) or writer.pick(model.name), list(_panels(writer, model, block, two))) for block in blocks]
    return render("blueprint.html", writer=writer, drawings=drawings, name=writer.pick(model.name), width=WIDTH, block=_BLOCK)


def _total(model: Model, block: Configuration) -> int:
    """Return the parameters of the largest size that a block is about; 0 where nothing is known."""
    sizes = [shown_size(model.sizes[name]).total for name in block.scope or model.sizes if name in model.sizes]
    return max((total for total in sizes if total), default=0)


def _panels(writer: Writer, model: Model, block: Configuration, two: bool) -> Iterator[tuple[str, object]]:
    two = two or block.encoder_layers is not None
    if two:
        yield "stack", _encoder(writer, block)
    yield "stack", _stack(writer, model, block, two)
    if block.heads and not _without_attention(block):
        yield "heads", heads(writer, block)
    if block.experts:
        yield "experts", experts(writer, block)


def _without_attention(block: Configuration) -> bool:
    return block.attention is not None and block.attention.en == "none"


# The stack


def _figure(writer: Writer, block: Configuration, part: str, label: str | None = None) -> Line:
    """Return a line like “Width 4,096”, or “Width: not known”."""
    value = getattr(block, part)
    name = label or writer.say(part)
    if value is None:
        return Line(f"{name}{'：' if writer.language == 'zh' else ': '}{writer.say('unknown')}", part)
    if isinstance(value, int):
        return Line(f"{name} {number(value)}", part, str(value))
    return Line(f"{name}{'：' if writer.language == 'zh' else ': '}{words(writer, value)}", part, value.en)


def _repeat(writer: Writer, block: Configuration, part: str) -> Line:
    count = getattr(block, part)
    return Line(f"× {count}" if count else f"× {writer.say('unknown')}", part, str(count or ""))


def _stack(writer: Writer, model: Model, block: Configuration, two: bool) -> Stack:
    stack = Stack(writer.say("decoder") if two else "", _repeat(writer, block, "layers"))
    norm = block.normalisation
    before, after = _places(norm.en if norm else "")
    name = _NORM.search(norm.en) if norm else None
    bar = [("norm", [Line(name[0] if name else words(writer, norm), "normalisation", norm.en)])] if norm else []
    feed = _feed_forward(writer, model, block)
    parts = [
        *([] if before or after else [("norm", [_normalisation(writer, block)])]),
        *(bar if after and feed else []),
        *([("ffn", feed)] if feed else []),
        *(bar if before and feed else []),
        *([*(bar if after else []), ("cross", [Line(writer.say("cross_attention"))]), *(bar if before else [])] if two else []),
        *(bar if after else []),
        ("attention", _attention(writer, block)),
        *(bar if before else []),
    ]
    at_input = block.positions is None or _AT_INPUT.search(block.positions.en)
    inputs = [("input", [_figure(writer, block, "positions")])] if at_input else []
    inputs.append(("input", [Line(writer.say("embedding")), _figure(writer, block, "vocabulary"), _figure(writer, block, "width")]))
    return _pile(stack, parts, inputs)


def _encoder(writer: Writer, block: Configuration) -> Stack:
    """Return the encoder beside a decoder: the figures of a configuration are the decoder's where the two have some in common."""
    stack = Stack(writer.say("encoder"), _repeat(writer, block, "encoder_layers"))
    return _pile(stack, [("ffn", [Line(writer.say("feed_forward"))]), ("attention", [Line(writer.say("self_attention"))])], [])


def _places(norm: str) -> tuple[bool, bool]:
    """Tell whether a normalisation stands before and after each part of a block."""
    told = re.search(r"\b(pre and post|pre|post)\b|sandwich", norm)
    return (False, False) if told is None else (told[0] != "post", told[0] != "pre")


def _normalisation(writer: Writer, block: Configuration) -> Line:
    if block.normalisation is None:
        return _figure(writer, block, "normalisation")
    text = f"{words(writer, block.normalisation)}{'，' if writer.language == 'zh' else ', '}{writer.say('norm_place_unknown')}"
    return Line(text, "normalisation", block.normalisation.en)


def _attention(writer: Writer, block: Configuration) -> list[Line]:
    if _without_attention(block):
        return [Line(writer.say("no_attention"), "attention", "none")]
    lines = [_figure(writer, block, "attention"), _figure(writer, block, "heads")]
    if block.kv_heads or groups_of(block) is None:
        lines.append(_figure(writer, block, "kv_heads"))
    if block.head_width:
        lines.append(_figure(writer, block, "head_width"))
    if block.positions is not None and not _AT_INPUT.search(block.positions.en):
        lines.append(_figure(writer, block, "positions"))
    return lines


def _feed_forward(writer: Writer, model: Model, block: Configuration) -> list[Line]:
    if _without_attention(block) and not (block.ffn_width or block.activation or block.experts):
        return []  # a block of a state-space model may well have none
    lines = [Line(writer.say("feed_forward")), _figure(writer, block, "ffn_width", writer.say("inner_width")), _figure(writer, block, "activation")]
    mixture = any(size.active for name in block.scope or model.sizes for size in model.sizes.get(name, ()))
    if block.experts or mixture:
        lines += [_figure(writer, block, "experts"), _figure(writer, block, "experts_active")]
    if block.experts_shared:
        lines.append(_figure(writer, block, "experts_shared"))
    return lines


def _pile(stack: Stack, parts: list[tuple[str, list[Line]]], inputs: list[tuple[str, list[Line]]]) -> Stack:
    """Give everything its place, from the top down."""
    y = 14 + _PAD
    for kind, lines in parts:
        box = _box(kind, y, lines, _BLOCK - 2 * _PAD)
        stack.boxes.append(box)
        y = box.y + box.height + _GAP
    stack.y = y - _GAP + _PAD
    y = stack.y + 16
    for kind, lines in inputs:
        box = _box(kind, y, lines, _BLOCK)
        stack.inputs.append(box)
        y = box.y + box.height + 16
    stack.height = y if inputs else stack.y + 16
    return stack


def _box(kind: str, y: int, lines: list[Line], room: int) -> Box:
    placed = []
    below = y + 13 + (0 if kind == "norm" else 3)
    for index, line in enumerate(lines):
        bold = index == 0 and kind not in ("norm", "input")
        for text in wrap(line.text, _LETTER * (_BOLD if bold else 1), room - 2 * _PAD):
            placed.append(Line(text, line.part, line.value, below))
            below += _LINE
    return Box(kind, y, below - _LINE + (6 if kind == "norm" else 9) - y, tuple(placed))
