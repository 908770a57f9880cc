"""Links, numbers, dates and facts as HTML in one language: the only place that escapes.

Text from the data reaches a page through ``markupsafe`` alone: templates escape what they are given, and
what is put together here is put together with ``Markup.format``, which escapes its arguments.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from landscape.facts import shown
from landscape.labels import LOCALES, Language, enumerate_, pick, say, word
from landscape.labels.vocabularies import WORDS
from landscape.values import Claim, Facts, Source, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from landscape.facts import Atlas
    from landscape.models import Extended

_UNITS = ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K"))
_SIGNIFICANT = 4
_NO_BREAK = "\u00a0"


def parameters(count: int) -> str:
    """Write a count of parameters or tokens with a unit, to four significant digits at most.

    >>> parameters(7_240_000_000), parameters(175_000_000_000), parameters(1_800_000_000_000)
    ('7.24B', '175B', '1.8T')
    """
    for unit, letter in _UNITS:
        if count >= unit:
            return f"{float(f'{count / unit:.{_SIGNIFICANT}g}'):g}{letter}"
    return str(count)


def number(count: int) -> str:
    """Write a count with its digits in groups of three, as both languages do.

    >>> number(131072)
    '131,072'
    """
    return f"{count:,}"


def day(when: str, language: Language) -> str:
    """Write a date of any precision as prose.

    >>> day("2023-07-18", "zh"), day("2023-07-18", "en"), day("2023-07", "en"), day("2023", "en")
    ('2023 年 7 月 18 日', '18 July 2023', 'July 2023', '2023')
    """
    parts = [int(part) for part in when.split("-")]
    if language == "zh":
        return " ".join(f"{part} {unit}" for part, unit in zip(parts, "年月日", strict=False))
    pattern = ("yyyy", "MMMM yyyy", "d MMMM yyyy")[len(parts) - 1]
    return format_date(date(*[*parts, 1, 1][:3]), pattern, locale="en")


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(LOCALES[language], sep="-")


def country(code: str, language: Language) -> str:
    """Return the name of a country.

    >>> country("US", "zh")
    '美国'
    """
    return str(_locale(language).territories.get(code, code))


def tongue(tag: str, language: Language) -> str:
    """Return the name of a language by its tag.

    >>> tongue("zh", "en"), tongue("zh-Hant", "en")
    ('Chinese', 'Chinese (Traditional)')
    """
    names = _locale(language)
    first, *rest = tag.split("-")
    name = str(names.languages.get(first, first))
    extras = [str(names.scripts.get(part) or names.territories.get(part) or part) for part in rest]
    if language == "zh":
        return name + (f"（{'，'.join(extras)}）" if extras else "")
    return name + (f" ({', '.join(extra.removesuffix(' Han') for extra in extras)})" if extras else "")


@cache
def _pieces(template: str) -> list[str]:
    return template.split("{}")


_SCRIPTS = (("ja", "\u3040", "\u30ff"), ("ko", "\uac00", "\ud7af"), ("zh", "\u3400", "\u9fff"))


def language_of(text: str) -> str:
    """Return the language of a title or name, as far as its letters tell it.

    >>> language_of("Llama 2 模型卡"), language_of("Model card"), language_of("ひらがな")
    ('zh', 'en', 'ja')
    """
    return next((tag for tag, first, last in _SCRIPTS if any(first <= letter <= last for letter in text)), "en")


def html(template: str, *values: object) -> Markup:
    """Put values into the gaps (``{}``) of a piece of HTML, escaped unless they are HTML already.

    >>> html("<b>{}</b>", "1 < 2"), html("<i>{}</i>", html("<b>{}</b>", "x"))
    (Markup('<b>1 &lt; 2</b>'), Markup('<i><b>x</b></i>'))
    """
    first, *rest = _pieces(template)
    parts = [first]
    for value, piece in zip(values, rest, strict=True):
        parts += (escape(value), piece)
    return Markup("".join(parts))  # noqa: S704 - each value has been escaped


@cache
def templates() -> Environment:
    """Return the environment of the generator's templates: everything is escaped, nothing undefined passes."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(say=say, word=word, pick=pick)
    return environment


def render(template: str, **context: object) -> Markup:
    """Return what a template makes of its context; the template escapes."""
    return Markup(templates().get_template(template).render(**context))  # noqa: S704


class Writer:
    """Writes facts and links in one language for the page at one address."""

    def __init__(self, atlas: Atlas, language: Language, base: str = "") -> None:
        """Write for the page at ``base``, an address below the language's root (``models/llama-2/``)."""
        self.atlas = atlas
        self.language: Language = language
        self.base = base
        self._up = "../" * base.count("/")

    # Words

    def say(self, key: str, **values: object) -> str:
        """Return a word of the interface."""
        return say(key, self.language, **values)

    def word(self, vocabulary: str, value: str) -> str:
        """Return the word for a fixed value."""
        return word(vocabulary, value, self.language)

    def pick(self, text: Text) -> str:
        """Return this language of a text."""
        return pick(text, self.language)

    def day(self, when: str) -> str:
        """Write a date as prose."""
        return day(when, self.language)

    def changed(self, day: str, key: str = "changed_on") -> Markup:
        """Say on which day something last changed; ``key`` is the label that says it, with a place for the date."""
        before, after = self.say(key).split("{date}")
        return html('{}<time datetime="{}">{}</time>{}', before, day, self.day(day), after)

    def lang(self, text: str) -> Markup:
        """Return the attribute that marks words of another language than the page's, or nothing."""
        tag = language_of(text)
        return html(' lang="{}"', tag) if tag != self.language else Markup()

    def join(self, parts: Iterable[str | Markup]) -> Markup:
        """Join pieces as a list is read."""
        return (Markup("、") if self.language == "zh" else Markup(", ")).join(parts)

    # Addresses and links

    def address(self, id_: str) -> str:
        """Return the address of an entry, term or category below the language's root."""
        if id_ in self.atlas.places:
            return f"{self.atlas.places[id_].dimension}/#{id_}"
        if id_ in self.atlas.data.dimensions:
            return f"{id_}/"
        section = self.atlas.sections[id_]
        return f"glossary/#{id_}" if section == "terms" else f"{section}/{id_}/"

    def url(self, target: str) -> str:
        """Return the link from this page to an address below the language's root."""
        return (self._up + target) or "./"

    def name(self, id_: str) -> str:
        """Return the name of an entry, term, category or dimension."""
        if id_ in self.atlas.places:
            return self.pick(self.atlas.places[id_].category.name)
        if id_ in self.atlas.data.dimensions:
            return self.pick(self.atlas.data.dimensions[id_].name)
        return self.pick(self.atlas.item(id_).name)

    def link(self, id_: str, text: str | None = None) -> Markup:
        """Return a link to an entry, term, category or dimension by its name."""
        return html('<a href="{}">{}</a>', self.url(self.address(id_)), text or self.name(id_))

    def links(self, ids: Iterable[str]) -> Markup:
        """Return links to several, as a list is read."""
        return self.join([self.link(id_) for id_ in ids])

    def chip(self, category: str) -> Markup:
        """Return a link to a category in the colour of its dimension."""
        place = self.atlas.places[category]
        steps = self._ladder(category) if self.atlas.data.dimensions[place.dimension].derived else ""
        return html('<a class="chip d-{}" href="{}">{}{}</a>', place.dimension, self.url(self.address(category)), steps, self.name(category))

    def _ladder(self, category: str) -> Markup:
        levels = [place.id for place in self.atlas.places.values() if place.dimension == self.atlas.places[category].dimension]
        filled = levels.index(category) + 1
        step = Markup("<i></i>")
        return html('<span class="ladder" aria-hidden="true">{}{}</span>', Markup('<i class="on"></i>') * filled, step * (len(levels) - filled))

    # Facts

    def state(self, state: str) -> Markup:
        """Write one of the states in which a fact has no value."""
        return html('<span class="state" data-state="{}">{}</span>', state, self.say(state))

    def cite(self, keys: tuple[str, ...], at: str | None, entry: str) -> Markup:
        """Return the citation marks of a fact of ``entry``: the numbers of its sources, linked to where they are listed.

        The number is the source's place among the sources of the entry, so that it is the same on every page.
        """
        sources = self._sources(entry)
        order = list(sources)
        home = self.address(entry)
        page = "" if home == self.base else self.url(home)
        marks = [html('<a href="{}#source-{}" title="{}">{}</a>', page, key, " · ".join(filter(None, (sources[key].title, at))), order.index(key) + 1) for key in keys]
        return html('<sup class="cite">{}</sup>', Markup(" ").join(marks)) if marks else Markup()

    def _sources(self, entry: str) -> dict[str, Source]:
        return getattr(self.atlas.item(entry), "sources", {})

    def claim(self, claim: Claim[Any], write: Callable[[Any], str | Markup], entry: str) -> Markup:
        """Write one claim: its value or state, its scope, its note, its citation."""
        value = write(claim.value) if claim.state == "known" else self.state(claim.state)
        scope = html(' <span class="scope">{}</span>', self.scope(claim.scope)) if claim.scope else ""
        note = html(' <span class="note">{}</span>', self.pick(claim.note)) if claim.note else ""
        return html("{}{}{}{}", value, self.cite(claim.sources, claim.at, entry), scope, note)

    def scope(self, scope: tuple[str, ...]) -> str:
        """Say which sizes or treatments a fact holds for."""
        treatments = WORDS["treatment"]
        names = [self.word("treatment", name) if name in treatments else name for name in scope]
        return self.say("for_sizes", names=enumerate_(names, self.language))

    def facts(self, facts: Facts[Any], write: Callable[[Any], str | Markup], entry: str) -> Markup:
        """Write a fact whole: the shown value, scoped ones beside it, others and the reason below."""
        chosen = shown(facts)
        if chosen is None:
            return self.state("absent")
        rivals = [claim for claim in facts.root if claim is not chosen and set(claim.scope) == set(chosen.scope)]
        scoped = [claim for claim in facts.root if claim is not chosen and claim not in rivals]
        lines = [self.claim(claim, write, entry) for claim in (chosen, *scoped)]
        if rivals:
            why = self.pick(chosen.why) if chosen.why else ""
            others = self.join([self.claim(claim, write, entry) for claim in rivals])
            lines.append(html('<span class="others">{}{}{}<br>{}</span>', self.say("others_say"), "：" if self.language == "zh" else ": ", others, why))
        return Markup("<br>").join(lines)

    def number_cited(self, count: int, keys: tuple[str, ...], at: str | None, entry: str) -> Markup:
        """Write a count of parameters with its citation."""
        return html('<span class="num">{}</span>{}', parameters(count), self.cite(keys, at, entry))

    # How values of each kind are written

    def write_text(self, value: object) -> str:
        """Write words as they are."""
        return self.pick(value) if isinstance(value, Text) else str(value)

    def write_list(self, value: tuple[str, ...]) -> str:
        """Write several words."""
        return enumerate_(list(value), self.language)

    def write_tongues(self, value: tuple[str, ...]) -> str:
        """Write languages by name."""
        return enumerate_([tongue(tag, self.language) for tag in value], self.language)

    def write_country(self, value: str) -> str:
        """Write a country by name."""
        return country(value, self.language)

    def write_words(self, vocabulary: str) -> Callable[[Any], str]:
        """Return a function that writes one or several fixed values."""
        return lambda value: enumerate_([self.word(vocabulary, item) for item in ((value,) if isinstance(value, str) else value)], self.language)

    def write_links(self, value: str | tuple[str, ...]) -> Markup:
        """Write one or several ids as links."""
        return self.links((value,) if isinstance(value, str) else value)

    def write_extended(self, value: Extended) -> Markup:
        """Write an extended window with its method."""
        return html('<span class="num">{}</span> ({})', number(value.tokens), value.how)
