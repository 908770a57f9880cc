"""The pages of tools, techniques, organisations, licences and families."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from landscape.markup import Writer, html
from landscape.pages.model import sizes_line
from landscape.pages.parts import (
    QUESTIONS,
    Parts,
    Row,
    Section,
    answer,
    badge,
    by_section,
    byline,
    compare_box,
    empty,
    fact_rows,
    grid,
    ids_box,
    makers,
    names_box,
    question_label,
    same_class,
    sources,
    table,
)

if TYPE_CHECKING:
    from landscape.models import Family, Licence, Organisation, Technique, Tool


def tool(writer: Writer, id_: str, tool: Tool) -> Parts:
    """Return what the page of a tool is made of."""
    parts = Parts(byline=byline(writer, tool))
    parts.badges = [badge(writer.word("tool-state", claim.value)) for claim in tool.state.root if claim.value and claim.value != "active"]
    rows = fact_rows(writer, id_, tool, "announced", "released", "discontinued")
    rows.append((writer.say("by"), makers(writer, tool)))
    rows += fact_rows(writer, id_, tool, "licence", "languages", "hardware", "state")
    for key, target in (("merged_into", tool.merged_into), ("successor", tool.successor)):
        if target:
            rows.append((writer.say(key), writer.link(target)))
    for key, address in (("repository", tool.repository), ("homepage", tool.homepage)):
        if address:
            rows.append((writer.say(key), html('<a href="{}" rel="noopener">{}</a>', address, address.removeprefix("https://").rstrip("/"))))
    if techniques := writer.atlas.techniques_of.get(id_):
        rows.append((writer.say("implements"), writer.links(techniques)))
    parts.sections = [Section("facts", writer.say("facts"), table(rows)), same_class(writer, id_, "tooling"), sources(writer, tool)]
    parts.boxes = [compare_box(writer, id_), names_box(writer, tool), ids_box(writer, tool)]
    return parts


def technique(writer: Writer, id_: str, technique: Technique) -> Parts:
    """Return what the page of a technique is made of."""
    parts = Parts(byline=byline(writer, technique))
    rows = fact_rows(writer, id_, technique, "introduced")
    for key, ids in (("needs", technique.needs), ("needed_by", writer.atlas.needed_by.get(id_, ())), ("implemented_by", technique.tools)):
        if ids:
            rows.append((writer.say(key), writer.links(ids)))
    parts.sections = [
        Section(key, writer.say(key), html("<p>{}</p>", writer.facts(getattr(technique, key), writer.write_text, id_)) if getattr(technique, key) else "")
        for key in ("how", "gives", "costs", "unless")
    ]
    parts.sections += [Section("facts", writer.say("facts"), table(rows)), same_class(writer, id_, "lifecycle"), sources(writer, technique)]
    parts.boxes = [
        Section("", writer.say("definition"), html("<p>{}</p>", writer.pick(technique.definition))),
        compare_box(writer, id_),
        names_box(writer, technique),
    ]
    return parts


def organisation(writer: Writer, id_: str, organisation: Organisation) -> Parts:
    """Return what the page of an organisation is made of."""
    parts = Parts(byline=writer.word("organisation", organisation.kind))
    rows = fact_rows(writer, id_, organisation)
    if organisation.parent:
        rows.append((writer.say("parent"), writer.link(organisation.parent)))
    if organisation.formerly_named:
        rows.append((writer.say("formerly_named"), writer.write_list(organisation.formerly_named)))
    if organisation.homepage:
        rows.append((writer.say("homepage"), html('<a href="{}" rel="noopener">{}</a>', organisation.homepage, organisation.homepage.removeprefix("https://").rstrip("/"))))
    parts.sections = [
        Section("facts", writer.say("facts"), table(rows)),
        *by_section(writer, writer.atlas.made_by.get(id_, ()), writer.say("made"), "made", "empty_made"),
        sources(writer, organisation),
    ]
    parts.boxes = [names_box(writer, organisation)]
    return parts


def licence(writer: Writer, id_: str, licence: Licence) -> Parts:
    """Return what the page of a licence is made of."""
    parts = Parts(byline=writer.links(licence.by), badges=[badge(writer.word("licence", licence.kind))])
    rows: list[Row] = [(writer.say("spdx"), html("<code>{}</code>", licence.spdx))] if licence.spdx else []
    rows += fact_rows(writer, id_, licence)
    parts.sections = [
        Section("answers", writer.say("answers"), _answers(writer, id_, licence)),
        Section("facts", writer.say("facts"), table(rows)),
        *by_section(writer, writer.atlas.used_by.get(id_, ()), writer.say("used_by"), "used-by", "empty_used"),
        sources(writer, licence),
    ]
    parts.boxes = [names_box(writer, licence)]
    return parts


def _answers(writer: Writer, id_: str, licence: Licence) -> Markup:
    if licence.answers is None:
        return Markup()
    rows = [[question_label(writer, question), *answer(writer, id_, question)] for question in QUESTIONS]
    table = grid([(writer.say("question"), False), (writer.say("answer"), False), (writer.say("clause"), False)], rows)
    return html('{}<p class="sub">{}</p>', table, writer.say("not_advice"))


def family(writer: Writer, id_: str, family: Family) -> Parts:
    """Return what the page of a family is made of."""
    parts = Parts(byline=writer.links(family.by))
    generations = writer.atlas.generations[id_]
    rows = [
        [
            writer.link(model),
            html('<span class="num">{}</span>', writer.atlas.since(model)),
            sizes_line(writer, model, writer.atlas.data.models[model]),
            writer.join([writer.chip(level) for level in writer.atlas.categories_of(model, "openness")]) if "openness" in writer.atlas.data.dimensions else "",
        ]
        for model in generations
    ]
    headings = [(writer.say("name"), False), (writer.say("date"), True), (writer.say("sizes"), False), (writer.say("openness"), False)]
    body = grid(headings, rows) if rows else empty(writer, "empty_family")
    parts.sections = [Section("generations", writer.say("generations"), body)]
    parts.boxes = [names_box(writer, family)]
    return parts
