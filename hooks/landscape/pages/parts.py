"""Parts that several kinds of pages share: tables of facts, the strip of places, lists, the boxes beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from markupsafe import Markup

from landscape.facts import ENTRY_SECTIONS, cited_facts, dated
from landscape.fields import FIELDS, facts_at, label
from landscape.labels import question_key
from landscape.markup import Writer, html, number, render
from landscape.models import Answers, Entry, Model, Placed

if TYPE_CHECKING:
    from collections.abc import Callable

    from landscape.models import Answer


QUESTIONS = tuple(Answers.model_fields)
"""What readers ask a licence, in the order of the format."""

Row: TypeAlias = "tuple[str, Markup | str]"


@dataclass(slots=True)
class Section:
    """A part of a page: its anchor, its heading, what stands in it."""

    id: str
    title: str
    body: Markup | str


@dataclass(slots=True)
class Parts:
    """What a kind of page is made of."""

    byline: Markup | str = ""
    badges: list[Markup] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    boxes: list[Section] = field(default_factory=list)


def crumbs(writer: Writer, section: str, item: Any) -> list[tuple[str, str]]:
    """Return (address below the language's root, text) of what stands above an entry: home, its kind, its family."""
    crumbs = [("", writer.say("home")), (f"{section}/", writer.say(section))]
    family = getattr(item, "family", None)
    return [*crumbs, (writer.address(family), writer.name(family))] if family else crumbs


def strip(writer: Writer, id_: str, entry: Placed) -> list[tuple[str, str, Markup]]:
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
        if not links and not (isinstance(entry, Model) and section in described.holds):
            continue
        claim = entry.places.get(dimension)
        value = writer.join(links) if links else writer.state(claim.state if claim else "absent")
        if claim is not None:
            value = html("{}{}", value, writer.cite(claim.sources, claim.at, id_))
        cells.append((dimension, writer.pick(described.short), value))
    return cells


def table(rows: list[Row]) -> Markup:
    """Return facts as a table of two columns."""
    return render("facts.html", rows=rows) if rows else Markup()


def grid(headings: list[tuple[str, bool]], rows: list[list[Any]]) -> Markup:
    """Return a table; headings are (text, whether the column holds numbers)."""
    return render("grid.html", headings=headings, rows=rows)


def fact_rows(writer: Writer, id_: str, item: Any, *names: str) -> list[Row]:
    """Return the rows of those facts that are there; all fields of the kind when none is named."""
    section = writer.atlas.sections[id_]
    known = FIELDS[section]
    return [(writer.say(label(section, name)), writer.facts(facts, known[name](writer), id_)) for name in names or known if (facts := facts_at(item, name))]


def makers(writer: Writer, entry: Placed) -> Markup:
    """Return links to who made an entry, with their roles."""
    names = []
    for maker in entry.by:
        role = html(' <span class="note">{}</span>', writer.pick(maker.role)) if maker.role.en != "-" else ""
        names.append(html("{}{}", writer.link(maker.organisation), role))
    return writer.join(names)


def byline(writer: Writer, entry: Placed) -> Markup:
    """Return who made it and when, for the line of the title."""
    found = dated(entry)
    when = html('<time datetime="{}">{}</time>', found[1].value, writer.day(str(found[1].value))) if found else Markup()
    return Markup(" · ").join(filter(None, (makers(writer, entry), when)))


def badge(text: Markup | str) -> Markup:
    """Return a small mark beside the title."""
    return html('<span class="chip plain">{}</span>', text)


def sources(writer: Writer, entry: Entry) -> Section:
    """Return the numbered list of sources."""
    body = render("sources.html", writer=writer, sources=entry.sources) if entry.sources else ""
    return Section("sources", writer.say("sources"), body)


def verification(writer: Writer, item: Any, parts: Parts) -> None:
    """Add the box that says when the facts were checked, and how many there are."""
    if not isinstance(item, Entry):
        return
    mark = html('<span class="verified">✓ {}</span>', writer.say("verified_on", date=writer.day(item.verified))) if item.verified else writer.state("not_verified")
    counts = writer.say("verified_how", facts=cited_facts(item), sources=len(item.sources))
    parts.boxes.insert(0, Section("", writer.say("verification"), html("<p>{}</p><p class='sub'>{}</p>", mark, counts)))


def edit_box(writer: Writer, line: int, edit: Callable[[int], str], parts: Parts, changed: str = "") -> None:
    """Add the box that leads to the line of the data file, with the day of the entry's last change where it is known."""
    hint = writer.say("edit_hint", line=line)
    address = edit(line) or writer.url("contributing/#edit")
    when = html('<br><span class="changed">{}</span>', writer.changed(changed)) if changed else ""
    body = html('<p><a class="button" href="{}">{}</a></p><p class="sub">{}{}</p>', address, writer.say("edit"), hint, when)
    parts.boxes.insert(1, Section("", writer.say("edit"), body))


def names_box(writer: Writer, item: Any) -> Section:
    """Return the box of other names."""
    other = item.name.en if writer.language == "zh" else item.name.zh
    names = [*([other] if other != writer.pick(item.name) else []), *item.aliases]
    return Section("", writer.say("aliases"), html("<p>{}</p>", Markup(" · ").join(html("<span{}>{}</span>", writer.lang(name), name) for name in names)) if names else "")


def ids_box(writer: Writer, entry: Placed) -> Section:
    """Return the box of what programs call it."""
    lines = [html("<dt>{}</dt><dd>{}</dd>", writer.word("ids", kind), Markup("<br>").join(html("<code>{}</code>", name) for name in names)) for kind, names in entry.ids.items()]
    return Section("", writer.say("ids"), html('<dl class="ids">{}</dl>', Markup().join(lines)) if lines else "")


def compare_box(writer: Writer, id_: str) -> Section:
    """Return the box of what an entry is usually compared with, and the way to see them side by side."""
    others = writer.atlas.compared_with(id_)
    if not others:
        return Section("", "", "")
    address = writer.url(f"compare/?ids={','.join((id_, *others))}")
    return Section("", writer.say("compare"), html('<p>{}</p><p><a class="button" href="{}">{}</a></p>', writer.links(others), address, writer.say("compare.go")))


def empty(writer: Writer, key: str) -> Markup:
    """Say that there is nothing yet, and where something can be added."""
    return render("empty.html", writer=writer, key=key)


def answer(writer: Writer, id_: str, question: str) -> tuple[Markup, Markup]:
    """Return what a licence answers to a question, with its condition; and the clause that says so, cited."""
    licence = writer.atlas.data.licences[id_]
    found: Answer = getattr(licence.answers, question)
    text = next((key for key, source in licence.sources.items() if source.kind == "licence"), None)
    keys = found.sources or ((text,) if text and found.value != "not-addressed" else ())
    figure = html(' <span class="num">{}</span>', number(found.number)) if found.number else ""
    note = html('<span class="note">{}</span>', writer.pick(found.note)) if found.note else ""
    mark = html('<span class="answer a-{}">{}</span>{} {}', found.value, writer.word("answer", found.value), figure, note)
    return mark, html("{}{}", found.at or "", writer.cite(keys, found.at, id_))


def question_label(writer: Writer, question: str) -> str:
    """Return a question to a licence in full."""
    return writer.say(question_key(question))


def bullets(items: list[Markup]) -> Markup:
    """Return a list."""
    return html("<ul>{}</ul>", Markup().join(html("<li>{}</li>", item) for item in items)) if items else Markup()


def entry_list(writer: Writer, ids: tuple[str, ...]) -> Markup:
    """List entries with their dates."""
    return (
        html('<ul class="entries">{}</ul>', Markup().join(html('<li>{} <span class="sub num">{}</span></li>', writer.link(id_), writer.atlas.since(id_)) for id_ in ids))
        if ids
        else Markup()
    )


def by_section(writer: Writer, ids: tuple[str, ...], section_title: str, anchor: str, key: str) -> list[Section]:
    """Return one section of entries, grouped by kind where there are several kinds; ``key`` says that there are none."""
    groups = [(section, tuple(id_ for id_ in ids if writer.atlas.sections[id_] == section)) for section in ENTRY_SECTIONS]
    groups = [(section, found) for section, found in groups if found]
    body = Markup().join(html("<h3>{} <span class='sub num'>{}</span></h3>{}", writer.say(section), len(found), entry_list(writer, found)) for section, found in groups)
    return [Section(anchor, section_title, body or empty(writer, key))]


def same_class(writer: Writer, id_: str, dimension: str) -> Section:
    """Return the other entries of the narrowest category that this one stands in."""
    categories = writer.atlas.categories_of(id_, dimension) if dimension in writer.atlas.data.dimensions else ()
    for category in sorted(categories, key=lambda name: len(writer.atlas.members[name])):
        kin = tuple(other for other in writer.atlas.members[category] if other != id_ and writer.atlas.sections[other] == writer.atlas.sections[id_])
        if kin:
            return Section("siblings", writer.name(category), entry_list(writer, kin))
    return Section("siblings", "", "")
