"""The page of a model: facts, sizes and configuration, parts and their licences, lineage, family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from landscape.blueprint import blueprint, words
from landscape.definitions import MOF, Verdict, verdicts
from landscape.facts import licences_of, shown_size
from landscape.fields import FIELDS
from landscape.markup import Writer, html, number, parameters
from landscape.pages.parts import (
    QUESTIONS,
    Parts,
    Row,
    Section,
    answer,
    badge,
    bullets,
    byline,
    compare_box,
    entry_list,
    fact_rows,
    grid,
    ids_box,
    makers,
    names_box,
    question_label,
    sources,
    table,
)
from landscape.values import is_count

if TYPE_CHECKING:
    from landscape.models import Configuration, Model, Part
    from landscape.values import Text


def model(writer: Writer, id_: str, model: Model) -> Parts:
    """Return what the page of a model is made of."""
    parts = Parts(byline=byline(writer, model))
    parts.badges = [writer.chip(category) for category in writer.atlas.categories_of(id_, "openness")] if "openness" in writer.atlas.data.dimensions else []
    if model.superseded_by:
        parts.badges.append(badge(html("{} {}", writer.say("superseded_by"), writer.link(model.superseded_by))))
    for state in ("retired", "deprecated"):
        if facts := getattr(model, state):
            parts.badges.append(badge(html("{} {}", writer.say(state), facts.root[0].value or writer.say(facts.root[0].state))))
            break
    parts.sections = [
        Section("facts", writer.say("facts"), table(_model_rows(writer, id_, model))),
        Section("sizes", writer.say("sizes_table"), html("{}{}", _sizes_table(writer, id_, model), blueprint(writer, id_, model))),
        Section("parts", writer.say("parts"), _parts_table(writer, id_, model)),
        Section("licence", writer.say("licence_answers"), _answers_table(writer, model)),
        Section("lineage", writer.say("lineage"), _lineage(writer, id_, model)),
        Section("siblings", writer.say("siblings"), _siblings(writer, id_, model)),
        sources(writer, model),
    ]
    parts.boxes = [_openness_box(writer, id_), _definitions_box(writer, model), compare_box(writer, id_), names_box(writer, model), ids_box(writer, model)]
    return parts


def _model_rows(writer: Writer, id_: str, model: Model) -> list[Row]:
    dates = ("announced", "released", "paper", "deprecated", "retired")
    rows = fact_rows(writer, id_, model, *dates)
    rows.append((writer.say("by"), makers(writer, model)))
    rows.append((writer.say("sizes"), sizes_line(writer, id_, model)))
    rows += fact_rows(writer, id_, model, *(name for name in FIELDS["models"] if name not in (*dates, "tools")))
    licences = licences_of(model)
    if licences:
        cells = [html("{}{}", writer.link(licence), html(" <span class='scope'>{}</span>", writer.scope(scope)) if scope else "") for licence, scope in licences]
        marks = [writer.cite(part.sources, part.at, id_) for part in model.parts["weights"] if part.licence]
        rows.append((writer.say("weights_licence"), Markup("<br>").join(html("{}{}", *pair) for pair in zip(cells, marks, strict=True))))
    return rows


def sizes_line(writer: Writer, id_: str, model: Model) -> Markup:
    """Return the parameters of all sizes in one line, with other sourced counts and the reason for the one shown."""
    pieces = []
    for name, sizes in model.sizes.items():
        size = shown_size(sizes)
        if size.total is None:
            pieces.append(html("{}{}", writer.state(size.state or "absent"), writer.cite(size.sources, size.at, id_)))
            continue
        active = ""
        if size.active:
            words = f"{writer.say('active')} {parameters(size.active)}"
            active = f"（{words}）" if writer.language == "zh" else f" ({words[0].lower()}{words[1:]})"
        tells = is_count(name, size.total)  # 0.5B rather than 500M
        label = html('<span class="scope">{}</span> ', name) if not tells and len(model.sizes) > 1 else ""
        pieces.append(html('{}<span class="num">{}</span>{}{}', label, name if tells else parameters(size.total), active, writer.cite(size.sources, size.at, id_)))
        others = [other for other in sizes if other is not size and other.total]
        for other in others:
            why = writer.pick(size.why) if size.why else ""
            pieces[-1] += html('<span class="others">{} {}{} {}</span>', writer.say("others_say"), parameters(other.total or 0), writer.cite(other.sources, other.at, id_), why)
    return Markup(" · ").join(pieces)


_FIGURES = (
    "layers", "encoder_layers", "width", "heads", "kv_heads", "head_width", "ffn_width", "vocabulary",
    "experts", "experts_active", "experts_shared", "positions", "attention", "normalisation", "activation",
)  # fmt: skip


def _sizes_table(writer: Writer, id_: str, model: Model) -> Markup:
    """Return the figures of the configuration, one column a block, so that sizes stand side by side."""
    blocks = model.configuration
    if not blocks:
        return Markup()
    headings: list[tuple[str, bool]] = [("", False)]
    headings += [(" · ".join(block.scope) or writer.pick(model.name), True) for block in blocks]
    rows: list[list[Any]] = []
    for figure in _FIGURES:
        values = [getattr(block, figure) for block in blocks]
        if any(value is not None for value in values):
            rows.append([writer.say(figure), *[_figure(writer, value) for value in values]])
    rows.append([writer.say("sources"), *[_block_sources(writer, id_, block) for block in blocks]])
    return html('<div id="configuration">{}</div>', grid(headings, rows))


def _figure(writer: Writer, value: int | Text | None) -> str | Markup:
    if value is None:
        return Markup('<span class="state" aria-hidden="true">–</span>')
    if isinstance(value, int):
        return number(value)
    return words(writer, value)


def _block_sources(writer: Writer, id_: str, block: Configuration) -> Markup:
    note = html(' <span class="note">{}</span>', writer.pick(block.note)) if block.note else ""
    return html('<span class="cites">{}</span>{}', writer.cite(block.sources, block.at, id_), note)


def _parts_table(writer: Writer, id_: str, model: Model) -> Markup:
    if not model.parts:
        return Markup()
    rows = [
        [
            writer.word("part", name),
            html('<span class="part p-{}">{}</span>{}{}', part.state, writer.word("part-state", part.state), writer.cite(part.sources, part.at, id_), _part_note(writer, part)),
            writer.link(part.licence) if part.licence else "",
        ]
        for name, group in model.parts.items()
        for part in group
    ]
    return grid([(writer.say("part"), False), (writer.say("state"), False), (writer.say("licence"), False)], rows)


def _answers_table(writer: Writer, model: Model) -> Markup:
    """Return what the licences of the weights answer to the questions that readers bring, each with its clause."""
    found = [licence for licence in dict.fromkeys(licence for licence, _ in licences_of(model)) if writer.atlas.data.licences[licence].answers]
    if not found:
        return Markup()
    rows: list[list[Any]] = []
    for question in QUESTIONS:
        cells = [html('{} <span class="sub">{}</span>', *answer(writer, licence, question)) for licence in found]
        rows.append([question_label(writer, question), *cells])
    return grid([("", False), *[(writer.name(licence), False) for licence in found]], rows)


def _part_note(writer: Writer, part: Part) -> Markup:
    scope = html(' <span class="scope">{}</span>', writer.scope(part.scope)) if part.scope else ""
    note = html(' <span class="note">{}</span>', writer.pick(part.note)) if part.note else ""
    return html("{}{}", scope, note)


def _openness_box(writer: Writer, id_: str) -> Section:
    found = writer.atlas.openness[id_]
    if found.level is None:
        return Section("", writer.say("why_openness"), html("<p>{}</p>", writer.say("openness_unknown")))
    if not found.missing:
        return Section("", writer.say("why_openness"), html("<p>{}</p>", writer.say("openness_full")))
    names = [_lacking(writer, name) for name in found.missing]
    key = "closed_next" if found.level == "closed" else "open_next"
    before, _, after = writer.say(key).partition("{parts}")
    return Section("", writer.say("why_openness"), html("<p>{}{}{}</p>", before, writer.join(names), after))


def _definitions_box(writer: Writer, model: Model) -> Section:
    """Say what other definitions say of the same parts; nothing for models whose weights cannot be had."""
    if not any(part.state in ("released", "partial") for part in model.parts.get("weights", ())):
        return Section("", "", "")
    lines = []
    for verdict in verdicts(model, writer.atlas.data.licences):
        word = verdict.grade if verdict.grade not in ("", "yes") else writer.say(_grade_label(verdict))
        rest = [
            writer.say(key, parts=writer.write_words("part")(names)) for key, names in (("definition_lacks", verdict.missing), ("definition_unknown", verdict.unknown)) if names
        ]
        lines.append(html('<p><b>{}</b> {}</p><p class="sub">{}</p>', verdict.definition, word, " · ".join(rest)))
    more = html('<p class="sub"><a href="{}">{}</a></p>', writer.url("openness/#other-definitions"), writer.say("see_also"))
    return Section("", writer.say("others_define"), Markup().join([*lines, more]))


def _grade_label(verdict: Verdict) -> str:
    if verdict.grade == "yes":
        return "definition_met"
    if verdict.definition == MOF:
        return "definition_no_class" if verdict.missing else "definition_open"
    return "definition_not_met" if verdict.missing else "definition_open"


def _lacking(writer: Writer, name: str) -> Markup | str:
    """Say what a model lacks for the next class of openness."""
    if name.startswith("base:"):
        before, _, after = writer.say("open_base").partition("{model}")
        return html("{}{}{}", before, writer.link(name.removeprefix("base:")), after)
    if name.endswith(":licence"):
        return writer.say("not_open_licence", part=writer.word("part", name.removesuffix(":licence")))
    return writer.word("part", name)


def _lineage(writer: Writer, id_: str, model: Model) -> Markup:
    bases = []
    for descent in model.based_on:
        if descent.model is None:
            bases.append(html("{}{}", writer.say("nothing"), writer.cite(descent.sources, descent.at, id_)))
            continue
        scope = html(" <span class='scope'>{}</span>", writer.scope(descent.scope)) if descent.scope else ""
        bases.append(
            html('{} <span class="how">{}</span>{}{}', writer.link(descent.model), writer.word("descent", descent.how), writer.cite(descent.sources, descent.at, id_), scope)
        )
    basis = [html('{} <span class="how">{}</span>', writer.link(child), writer.word("descent", how)) for child, how in writer.atlas.descendants.get(id_, ())]
    if not bases and not basis:
        return Markup()
    column = Markup('<div class="step"><h3>{}</h3>{}</div>')
    columns = [column.format(writer.say("based_on"), bullets(bases))] if bases else []
    columns.append(html('<div class="step self"><p>{}</p></div>', writer.pick(model.name)))
    columns += [column.format(writer.say("basis_of"), bullets(basis))] if basis else []
    more = html('<p class="sub"><a href="{}#{}">{}</a></p>', writer.url("lineage/"), id_, writer.say("lineage_see")) if basis or any(d.model for d in model.based_on) else ""
    return html('<div class="lineage">{}</div>{}', Markup().join(columns), more)


def _siblings(writer: Writer, id_: str, model: Model) -> Markup:
    if not model.family:
        return Markup()
    others = tuple(sibling for sibling in writer.atlas.generations[model.family] if sibling != id_)
    return entry_list(writer, others)
