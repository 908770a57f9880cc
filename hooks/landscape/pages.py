"""The pages of entries: what stands on each kind of page, in which order.

Layout is in ``templates/entry.html``. Here the parts are put together: facts as rows, lineage, sizes, parts,
the boxes beside. A kind of entry is a function that returns its sections.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from markupsafe import Markup

from landscape.facts import ENTRY_SECTIONS, cited_facts, dated, licences_of, shown_size
from landscape.fields import FIELDS, facts_at, label
from landscape.markup import Writer, number, parameters, relative, templates
from landscape.models import Configuration, Entry, Family, Licence, Model, Organisation, Part, Placed, Technique, Tool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from landscape.facts import Atlas
    from landscape.labels import Language

Row: TypeAlias = "tuple[str, Markup | str]"

ONE = {
    "models": "model",
    "tools": "tool",
    "techniques": "technique",
    "organisations": "organisation",
    "licences": "licence",
    "families": "family",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is ready to be put into the site's frame."""

    section: str
    id: str
    address: str
    """Below the language's root: ``models/llama-2/``."""
    title: str
    description: str
    body: Markup
    line: int
    """Of the data file, for the edit link."""


@dataclass(slots=True)
class _Section:
    id: str
    title: str
    body: Markup | str


@dataclass(slots=True)
class _Parts:
    """What a kind of page is made of."""

    byline: Markup | str = ""
    badges: list[Markup] = field(default_factory=list)
    sections: list[_Section] = field(default_factory=list)
    boxes: list[_Section] = field(default_factory=list)


def entry_pages(atlas: Atlas, language: Language, edit: Callable[[int], str]) -> Iterator[Page]:
    """Yield the page of every entry in one language.

    Args:
        atlas: the catalogue with what is derived from it.
        language: of the pages.
        edit: gives the address at which a line of the data file can be edited; empty when there is none.
    """
    for section in ENTRY_SECTIONS:
        for id_ in getattr(atlas.data, section):
            yield entry_page(atlas, language, id_, edit)


def entry_page(atlas: Atlas, language: Language, id_: str, edit: Callable[[int], str]) -> Page:
    """Return the page of one entry."""
    section = atlas.sections[id_]
    writer = Writer(atlas, language, f"{section}/{id_}/")
    item: Any = atlas.item(id_)
    parts = _KINDS[section](writer, id_, item)
    _verification(writer, item, parts)
    _edit_box(writer, atlas.line(id_), edit, parts)
    title = writer.pick(item.name)
    body = templates().get_template("entry.html").render(
        writer=writer,
        title=title,
        crumbs=_crumbs(writer, section, item),
        byline=parts.byline,
        badges=parts.badges,
        strip=_strip(writer, id_, item) if isinstance(item, Placed) else [],
        summary=writer.pick(item.summary),
        sections=[part for part in parts.sections if part.body],
        boxes=[part for part in parts.boxes if part.body],
    )
    return Page(section, id_, writer.base, title, writer.pick(item.summary), Markup(body), atlas.line(id_))  # noqa: S704 - the template escapes


# Parts that several kinds share


def _crumbs(writer: Writer, section: str, item: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    crumbs = [(relative(f"{section}/", writer.base), writer.say(section))]
    family = getattr(item, "family", None)
    return [*crumbs, (writer.url(writer.address(family)), writer.name(family))] if family else crumbs


def _strip(writer: Writer, id_: str, entry: Placed) -> list[tuple[str, str, Markup]]:
    """Return (dimension, label, links to its categories) for each dimension that holds this kind of entry."""
    cells = []
    section = writer.atlas.sections[id_]
    for dimension, described in writer.atlas.data.dimensions.items():
        categories = writer.atlas.categories_of(id_, dimension)
        parents = {writer.atlas.places[category].parent for category in categories}
        links = [writer.link(category) for category in categories if category not in parents]
        if dimension == "tooling" and isinstance(entry, Model):
            if entry.tools:
                cells.append((dimension, writer.say("tools_named"), writer.facts(entry.tools, writer.write_links, id_)))
            continue
        if not links and section not in described.holds:
            continue
        claim = entry.places.get(dimension)
        value = writer.join(links) if links else writer.state(claim.state if claim else "absent")
        if claim is not None:
            value = Markup("{}{}").format(value, writer.cite(claim.sources, claim.at, id_))
        cells.append((dimension, writer.pick(described.short), value))
    return cells


def _table(rows: list[Row]) -> Markup:
    return Markup(templates().get_template("facts.html").render(rows=rows)) if rows else Markup()  # noqa: S704


def _grid(headings: list[tuple[str, bool]], rows: list[list[Any]]) -> Markup:
    return Markup(templates().get_template("grid.html").render(headings=headings, rows=rows))  # noqa: S704


def _fact_rows(writer: Writer, id_: str, item: Any, *names: str) -> list[Row]:  # noqa: ANN401
    """Return the rows of those facts that are there; all fields of the kind when none is named."""
    section = writer.atlas.sections[id_]
    known = FIELDS[section]
    return [
        (writer.say(label(section, name)), writer.facts(facts, known[name](writer), id_)) for name in names or known if (facts := facts_at(item, name))
    ]


def _makers(writer: Writer, entry: Placed) -> Markup:
    names = []
    for maker in entry.by:
        role = Markup(' <span class="note">{}</span>').format(writer.pick(maker.role)) if maker.role.en != "-" else ""
        names.append(Markup("{}{}").format(writer.link(maker.organisation), role))
    return writer.join(names)


def _byline(writer: Writer, entry: Placed) -> Markup:
    found = dated(entry)
    when = Markup('<time datetime="{0}">{1}</time>').format(found[1].value, writer.day(str(found[1].value))) if found else Markup()
    return Markup(" · ").join(filter(None, (_makers(writer, entry), when)))


def _badge(text: Markup | str) -> Markup:
    return Markup('<span class="chip plain">{}</span>').format(text)


def _sources(writer: Writer, entry: Entry) -> _Section:
    body = Markup(templates().get_template("sources.html").render(writer=writer, sources=entry.sources)) if entry.sources else ""  # noqa: S704
    return _Section("sources", writer.say("sources"), body)


def _verification(writer: Writer, item: Any, parts: _Parts) -> None:  # noqa: ANN401
    if not isinstance(item, Entry):
        return
    if item.verified:
        mark = Markup('<span class="verified">✓ {}</span>').format(writer.say("verified_on", date=writer.day(item.verified)))
    else:
        mark = writer.state("not_verified")
    counts = writer.say("verified_how", facts=cited_facts(item), sources=len(item.sources))
    parts.boxes.insert(0, _Section("", writer.say("verification"), Markup("<p>{}</p><p class='sub'>{}</p>").format(mark, counts)))


def _edit_box(writer: Writer, line: int, edit: Callable[[int], str], parts: _Parts) -> None:
    hint = writer.say("edit_hint", line=line)
    address = edit(line) or writer.url("contributing/#edit")
    body = Markup('<p><a class="button" href="{}">{}</a></p><p class="sub">{}</p>').format(address, writer.say("edit"), hint)
    parts.boxes.insert(1, _Section("", writer.say("edit"), body))


def _names_box(writer: Writer, item: Any) -> _Section:  # noqa: ANN401
    other = item.name.en if writer.language == "zh" else item.name.zh
    names = [*([other] if other != writer.pick(item.name) else []), *item.aliases]
    return _Section("", writer.say("aliases"), Markup("<p>{}</p>").format(Markup(" · ").join(names)) if names else "")


def _ids_box(writer: Writer, entry: Placed) -> _Section:
    lines = [
        Markup("<dt>{}</dt><dd>{}</dd>").format(writer.word("ids", kind), Markup("<br>").join(Markup("<code>{}</code>").format(name) for name in names))
        for kind, names in entry.ids.items()
    ]
    return _Section("", writer.say("ids"), Markup('<dl class="ids">{}</dl>').format(Markup().join(lines)) if lines else "")


def _compare_box(writer: Writer, entry: Placed) -> _Section:
    return _Section("", writer.say("compare"), Markup("<p>{}</p>").format(writer.links(entry.compare)) if entry.compare else "")


def _list(items: list[Markup]) -> Markup:
    return Markup("<ul>{}</ul>").format(Markup().join(Markup("<li>{}</li>").format(item) for item in items)) if items else Markup()


def _entry_list(writer: Writer, ids: tuple[str, ...]) -> Markup:
    """List entries with their dates."""
    return Markup('<ul class="entries">{}</ul>').format(
        Markup().join(
            Markup('<li>{} <span class="sub num">{}</span></li>').format(writer.link(id_), writer.atlas.since(id_))
            for id_ in ids
        )
    ) if ids else Markup()


def _by_section(writer: Writer, ids: tuple[str, ...], section_title: str, anchor: str) -> list[_Section]:
    """Return one section of entries, grouped by kind where there are several kinds."""
    groups = [(section, tuple(id_ for id_ in ids if writer.atlas.sections[id_] == section)) for section in ENTRY_SECTIONS]
    groups = [(section, found) for section, found in groups if found]
    body = Markup().join(
        Markup("<h3>{} <span class='sub num'>{}</span></h3>{}").format(writer.say(section), len(found), _entry_list(writer, found)) for section, found in groups
    )
    return [_Section(anchor, section_title, body)] if groups else []


# Models


def _model(writer: Writer, id_: str, model: Model) -> _Parts:
    parts = _Parts(byline=_byline(writer, model))
    parts.badges = [writer.chip(category) for category in writer.atlas.categories_of(id_, "openness")] if "openness" in writer.atlas.data.dimensions else []
    if model.superseded_by:
        parts.badges.append(_badge(Markup("{} {}").format(writer.say("superseded_by"), writer.link(model.superseded_by))))
    for state in ("retired", "deprecated"):
        if facts := getattr(model, state):
            parts.badges.append(_badge(Markup("{} {}").format(writer.say(state), facts.root[0].value or writer.say(facts.root[0].state))))
            break
    parts.sections = [
        _Section("facts", writer.say("facts"), _table(_model_rows(writer, id_, model))),
        _Section("sizes", writer.say("sizes_table"), _sizes_table(writer, id_, model)),
        _Section("parts", writer.say("parts"), _parts_table(writer, id_, model)),
        _Section("lineage", writer.say("lineage"), _lineage(writer, id_, model)),
        _Section("siblings", writer.say("siblings"), _siblings(writer, id_, model)),
        _sources(writer, model),
    ]
    parts.boxes = [_openness_box(writer, id_), _compare_box(writer, model), _names_box(writer, model), _ids_box(writer, model)]
    return parts


def _model_rows(writer: Writer, id_: str, model: Model) -> list[Row]:
    dates = ("announced", "released", "paper", "deprecated", "retired")
    rows = _fact_rows(writer, id_, model, *dates)
    rows.append((writer.say("by"), _makers(writer, model)))
    rows.append((writer.say("sizes"), _sizes_line(writer, id_, model)))
    rows += _fact_rows(writer, id_, model, *(name for name in FIELDS["models"] if name not in (*dates, "tools")))
    licences = licences_of(model)
    if licences:
        cells = [Markup("{}{}").format(writer.link(licence), Markup(" <span class='scope'>{}</span>").format(writer.scope(scope)) if scope else "") for licence, scope in licences]
        marks = [writer.cite(part.sources, part.at, id_) for part in model.parts["weights"] if part.licence]
        rows.append((writer.say("weights_licence"), Markup("<br>").join(Markup("{}{}").format(*pair) for pair in zip(cells, marks, strict=True))))
    return rows


def _sizes_line(writer: Writer, id_: str, model: Model) -> Markup:
    pieces = []
    for name, sizes in model.sizes.items():
        size = shown_size(sizes)
        if size.total is None:
            pieces.append(Markup("{}{}").format(writer.state(size.state or "absent"), writer.cite(size.sources, size.at, id_)))
            continue
        active = ""
        if size.active:
            words = f"{writer.say('active')} {parameters(size.active)}"
            active = f"（{words}）" if writer.language == "zh" else f" ({words[0].lower()}{words[1:]})"
        label = Markup('<span class="sub">{}</span> ').format(name) if name != parameters(size.total) and len(model.sizes) > 1 else ""
        pieces.append(Markup('{}<span class="num">{}</span>{}{}').format(label, parameters(size.total), active, writer.cite(size.sources, size.at, id_)))
        others = [other for other in sizes if other is not size and other.total]
        for other in others:
            why = writer.pick(size.why) if size.why else ""
            pieces[-1] += Markup('<span class="others">{} {}{} {}</span>').format(writer.say("others_say"), parameters(other.total or 0), writer.cite(other.sources, other.at, id_), why)
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
            rows.append([writer.say(figure), *[_figure(value) for value in values]])
    rows.append([writer.say("sources"), *[_block_sources(writer, id_, block) for block in blocks]])
    return _grid(headings, rows)


def _figure(value: int | str | None) -> str | Markup:
    if value is None:
        return Markup('<span class="state" aria-hidden="true">–</span>')
    return number(value) if isinstance(value, int) else value


def _block_sources(writer: Writer, id_: str, block: Configuration) -> Markup:
    note = Markup(' <span class="note">{}</span>').format(writer.pick(block.note)) if block.note else ""
    return Markup("{}{}").format(writer.cite(block.sources, block.at, id_), note)


def _parts_table(writer: Writer, id_: str, model: Model) -> Markup:
    if not model.parts:
        return Markup()
    rows = [
        [
            writer.word("part", name),
            Markup('<span class="part p-{}">{}</span>{}{}').format(part.state, writer.word("part-state", part.state), writer.cite(part.sources, part.at, id_), _part_note(writer, part)),
            writer.link(part.licence) if part.licence else "",
        ]
        for name, group in model.parts.items()
        for part in group
    ]
    return _grid([(writer.say("part"), False), (writer.say("state"), False), (writer.say("licence"), False)], rows)


def _part_note(writer: Writer, part: Part) -> Markup:
    scope = Markup(' <span class="scope">{}</span>').format(writer.scope(part.scope)) if part.scope else ""
    note = Markup(' <span class="note">{}</span>').format(writer.pick(part.note)) if part.note else ""
    return Markup("{}{}").format(scope, note)


def _openness_box(writer: Writer, id_: str) -> _Section:
    found = writer.atlas.openness[id_]
    if found.level is None:
        return _Section("", writer.say("why_openness"), Markup("<p>{}</p>").format(writer.say("openness_unknown")))
    if not found.missing:
        return _Section("", writer.say("why_openness"), Markup("<p>{}</p>").format(writer.say("openness_full")))
    names = [
        writer.say("not_open_licence", part=writer.word("part", name.removesuffix(":licence"))) if name.endswith(":licence") else writer.word("part", name)
        for name in found.missing
    ]
    key = "closed_next" if found.level == "closed" else "open_next"
    text = writer.say(key, parts=str(writer.join(names)))
    return _Section("", writer.say("why_openness"), Markup("<p>{}</p>").format(text))


def _lineage(writer: Writer, id_: str, model: Model) -> Markup:
    bases = []
    for descent in model.based_on:
        if descent.model is None:
            bases.append(Markup("{}{}").format(writer.say("nothing"), writer.cite(descent.sources, descent.at, id_)))
            continue
        scope = Markup(" <span class='scope'>{}</span>").format(writer.scope(descent.scope)) if descent.scope else ""
        bases.append(
            Markup('{} <span class="how">{}</span>{}{}').format(writer.link(descent.model), writer.word("descent", descent.how), writer.cite(descent.sources, descent.at, id_), scope)
        )
    basis = [Markup('{} <span class="how">{}</span>').format(writer.link(child), writer.word("descent", how)) for child, how in writer.atlas.descendants.get(id_, ())]
    if not bases and not basis:
        return Markup()
    column = Markup('<div class="step"><h3>{}</h3>{}</div>')
    columns = [column.format(writer.say("based_on"), _list(bases))] if bases else []
    columns.append(Markup('<div class="step self"><p>{}</p></div>').format(writer.pick(model.name)))
    columns += [column.format(writer.say("basis_of"), _list(basis))] if basis else []
    return Markup('<div class="lineage">{}</div>').format(Markup().join(columns))


def _siblings(writer: Writer, id_: str, model: Model) -> Markup:
    if not model.family:
        return Markup()
    others = tuple(sibling for sibling in writer.atlas.generations[model.family] if sibling != id_)
    return _entry_list(writer, others)


# Tools, techniques, organisations, licences, families


def _tool(writer: Writer, id_: str, tool: Tool) -> _Parts:
    parts = _Parts(byline=_byline(writer, tool))
    parts.badges = [_badge(writer.word("tool-state", claim.value)) for claim in tool.state.root if claim.value and claim.value != "active"]
    rows = _fact_rows(writer, id_, tool, "announced", "released", "discontinued")
    rows.append((writer.say("by"), _makers(writer, tool)))
    rows += _fact_rows(writer, id_, tool, "licence", "languages", "hardware", "state")
    for key, target in (("merged_into", tool.merged_into), ("successor", tool.successor)):
        if target:
            rows.append((writer.say(key), writer.link(target)))
    for key, address in (("repository", tool.repository), ("homepage", tool.homepage)):
        if address:
            rows.append((writer.say(key), Markup('<a href="{0}" rel="noopener">{1}</a>').format(address, address.removeprefix("https://").rstrip("/"))))
    if techniques := writer.atlas.techniques_of.get(id_):
        rows.append((writer.say("implements"), writer.links(techniques)))
    parts.sections = [_Section("facts", writer.say("facts"), _table(rows)), _same_class(writer, id_, "tooling"), _sources(writer, tool)]
    parts.boxes = [_compare_box(writer, tool), _names_box(writer, tool), _ids_box(writer, tool)]
    return parts


def _same_class(writer: Writer, id_: str, dimension: str) -> _Section:
    """Return the other entries of the narrowest category that this one stands in."""
    categories = writer.atlas.categories_of(id_, dimension) if dimension in writer.atlas.data.dimensions else ()
    for category in sorted(categories, key=lambda name: len(writer.atlas.members[name])):
        kin = tuple(other for other in writer.atlas.members[category] if other != id_ and writer.atlas.sections[other] == writer.atlas.sections[id_])
        if kin:
            return _Section("siblings", writer.name(category), _entry_list(writer, kin))
    return _Section("siblings", "", "")


def _technique(writer: Writer, id_: str, technique: Technique) -> _Parts:
    parts = _Parts(byline=_byline(writer, technique))
    rows = _fact_rows(writer, id_, technique, "introduced")
    for key, ids in (("needs", technique.needs), ("needed_by", writer.atlas.needed_by.get(id_, ())), ("implemented_by", technique.tools)):
        if ids:
            rows.append((writer.say(key), writer.links(ids)))
    parts.sections = [
        _Section(key, writer.say(key), Markup("<p>{}</p>").format(writer.facts(getattr(technique, key), writer.write_text, id_)) if getattr(technique, key) else "")
        for key in ("how", "gives", "costs", "unless")
    ]
    parts.sections += [_Section("facts", writer.say("facts"), _table(rows)), _same_class(writer, id_, "lifecycle"), _sources(writer, technique)]
    parts.boxes = [_Section("", writer.say("definition"), Markup("<p>{}</p>").format(writer.pick(technique.definition))), _compare_box(writer, technique), _names_box(writer, technique)]
    return parts


def _organisation(writer: Writer, id_: str, organisation: Organisation) -> _Parts:
    parts = _Parts(byline=writer.word("organisation", organisation.kind))
    rows = _fact_rows(writer, id_, organisation)
    if organisation.parent:
        rows.append((writer.say("parent"), writer.link(organisation.parent)))
    if organisation.formerly_named:
        rows.append((writer.say("formerly_named"), writer.write_list(organisation.formerly_named)))
    if organisation.homepage:
        rows.append((writer.say("homepage"), Markup('<a href="{0}" rel="noopener">{1}</a>').format(organisation.homepage, organisation.homepage.removeprefix("https://").rstrip("/"))))
    parts.sections = [_Section("facts", writer.say("facts"), _table(rows)), *_by_section(writer, writer.atlas.made_by.get(id_, ()), writer.say("made"), "made"), _sources(writer, organisation)]
    parts.boxes = [_names_box(writer, organisation)]
    return parts


_QUESTIONS = ("sell", "users", "train", "redistribute", "name", "fields", "regions", "withdraw")


def _licence(writer: Writer, id_: str, licence: Licence) -> _Parts:
    parts = _Parts(byline=writer.links(licence.by), badges=[_badge(writer.word("licence", licence.kind))])
    rows: list[Row] = [(writer.say("spdx"), Markup("<code>{}</code>").format(licence.spdx))] if licence.spdx else []
    rows += _fact_rows(writer, id_, licence)
    parts.sections = [
        _Section("answers", writer.say("answers"), _answers(writer, id_, licence)),
        _Section("facts", writer.say("facts"), _table(rows)),
        *_by_section(writer, writer.atlas.used_by.get(id_, ()), writer.say("used_by"), "used-by"),
        _sources(writer, licence),
    ]
    parts.boxes = [_names_box(writer, licence)]
    return parts


def _answers(writer: Writer, id_: str, licence: Licence) -> Markup:
    if licence.answers is None:
        return Markup()
    text = next((key for key, source in licence.sources.items() if source.kind == "licence"), None)
    rows = []
    for question in _QUESTIONS:
        answer = getattr(licence.answers, question)
        keys = answer.sources or ((text,) if text and answer.value != "not-addressed" else ())
        figure = Markup(' <span class="num">{}</span>').format(number(answer.number)) if answer.number else ""
        note = Markup('<span class="note">{}</span>').format(writer.pick(answer.note)) if answer.note else ""
        mark = Markup('<span class="answer a-{}">{}</span>{} {}').format(answer.value, writer.word("answer", answer.value), figure, note)
        rows.append([writer.say("show_name" if question == "name" else question), mark, Markup("{}{}").format(answer.at or "", writer.cite(keys, answer.at, id_))])
    table = _grid([(writer.say("question"), False), (writer.say("answer"), False), (writer.say("clause"), False)], rows)
    return Markup('{}<p class="sub">{}</p>').format(table, writer.say("not_advice"))


def _family(writer: Writer, id_: str, family: Family) -> _Parts:
    parts = _Parts(byline=writer.links(family.by))
    generations = writer.atlas.generations[id_]
    rows = [
        [
            writer.link(model),
            Markup('<span class="num">{}</span>').format(writer.atlas.since(model)),
            _sizes_line(writer, model, writer.atlas.data.models[model]),
            writer.join([writer.chip(level) for level in writer.atlas.categories_of(model, "openness")]) if "openness" in writer.atlas.data.dimensions else "",
        ]
        for model in generations
    ]
    body = _grid([(writer.say("name"), False), (writer.say("date"), True), (writer.say("sizes"), False), (writer.say("openness"), False)], rows) if rows else ""
    parts.sections = [_Section("generations", writer.say("generations"), body)]
    parts.boxes = [_names_box(writer, family)]
    return parts


_KINDS: dict[str, Callable[[Writer, str, Any], _Parts]] = {
    "models": _model,
    "tools": _tool,
    "techniques": _technique,
    "organisations": _organisation,
    "licences": _licence,
    "families": _family,
}
