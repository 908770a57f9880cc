"""What stands on the social card of a page, as plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landscape.facts import dated
from landscape.labels import enumerate_
from landscape.models import Placed
from landscape.pages import ONE

if TYPE_CHECKING:
    from landscape.head import Described
    from landscape.labels import Language
    from landscape.markup import Writer


class NoFontError(Exception):
    """There is no font with which Chinese can be set."""

    def __init__(self, asked: str) -> None:
        """Say what is missing and how to get it."""
        super().__init__(
            f"no font for social cards: {asked} was not found; install Noto Sans CJK (on Debian and Ubuntu: apt-get install fonts-noto-cjk), "
            "or set CARD_FONT to the path of its files with {} in place of Regular and Bold; a card without it would show boxes for Chinese"
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in one dimension: its name, the categories in it, their step of openness, its colour."""

    label: str
    value: str
    colour: str
    steps: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that a card shows."""

    language: Language
    site: str
    kind: str
    title: str
    byline: str
    text: str
    strip: tuple[Cell, ...] = ()
    colour: str = ""
    """Of the page's own dimension."""


def entry_card(writer: Writer, site: str, id_: str) -> Card:
    """Return the card of an entry: name, maker and date, summary, its place in each dimension."""
    atlas, item = writer.atlas, writer.atlas.item(id_)
    found = dated(item)
    makers = enumerate_([writer.name(maker.organisation) for maker in item.by], writer.language) if isinstance(item, Placed) else ""
    byline = " · ".join(filter(None, (makers, writer.day(str(found[1].value)) if found else "")))
    strip = tuple(cell for dimension in atlas.data.dimensions if (cell := _cell(writer, id_, dimension)))
    return Card(writer.language, site, writer.say(ONE[atlas.sections[id_]]), writer.name(id_), byline, writer.pick(getattr(item, "definition", None) or item.summary), strip)  # type: ignore[union-attr]


def _cell(writer: Writer, id_: str, dimension: str) -> Cell | None:
    atlas = writer.atlas
    described = atlas.data.dimensions[dimension]
    categories = atlas.categories_of(id_, dimension) if isinstance(atlas.item(id_), Placed) else ()
    parents = {atlas.places[category].parent for category in categories}
    names = [writer.name(category) for category in categories if category not in parents]
    if not names:
        return None
    levels = list(described.categories) if described.derived else []
    steps = tuple(at <= levels.index(categories[0]) for at in range(len(levels)))
    return Cell(writer.pick(described.short), enumerate_(names, writer.language), described.light.text, steps)


def page_card(writer: Writer, site: str, page: Described) -> Card:
    """Return the card of a hand-written page: its title, its description, the dimensions or its own one."""
    dimensions = writer.atlas.data.dimensions
    own = dimensions.get(page.address.rstrip("/"))
    strip = tuple(Cell(writer.pick(dimension.short), "", dimension.light.text) for dimension in dimensions.values() if own in (None, dimension))
    if own:
        names = enumerate_([writer.pick(category.name) for category in own.categories.values()], writer.language)
        strip = (Cell(writer.say("categories"), names, own.light.text),)
    title = page.title if page.address else site
    return Card(writer.language, site, writer.say("dimension") if own else "", title, "", page.description, strip, own.light.text if own else "")
