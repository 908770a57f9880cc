"""The poster: everything is on the sheet, inside its column, and the same as SVG and as PDF."""

from __future__ import annotations

import io
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics

from landscape import paper, poster
from landscape.facts import Atlas
from landscape.labels import LANGUAGES, Language
from landscape.lettering import width
from landscape.markup import Writer
from landscape.typeface import fonts

ROOT = "https://example.org/landscape/"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=LANGUAGES)
def writer(real: Atlas, request: pytest.FixtureRequest) -> Writer:
    language: Language = request.param
    return Writer(real, language, "poster/")


@pytest.fixture(scope="module")
def sheet(writer: Writer) -> poster.Sheet:
    return poster.sheet(writer)


def under(block: poster.Block) -> dict[str, list[str]]:
    """Return category → the entries that stand below it."""
    found: dict[str, list[str]] = {}
    for line in block.lines:
        if line.level:
            found[line.names[0].id] = []
        else:
            list(found.values())[-1].extend(name.id for name in line.names)
    return found


def test_each_category_stands_under_its_dimension_with_its_entries_and_their_number(writer: Writer, sheet: poster.Sheet) -> None:
    atlas = writer.atlas
    assert [block.id for block in sheet.blocks] == list(atlas.data.dimensions)
    for block in sheet.blocks:
        found = under(block)
        assert list(found) == [place.id for place in atlas.places.values() if place.dimension == block.id]
        for category, entries in found.items():
            nested = [id_ for child in atlas.places[category].category.categories for id_ in found[child]]
            assert {*entries, *nested} == set(atlas.members[category]), category
        assert all(line.count == len(atlas.members[line.names[0].id]) for line in block.lines if line.level)


def test_every_line_stays_inside_its_column_and_on_the_sheet(writer: Writer, sheet: poster.Sheet) -> None:
    font = fonts(paper.letters(writer, ROOT, sheet))[0]
    for block in sheet.blocks:
        for line in block.lines:
            size = sheet.size * poster.TITLES.get(line.level, 1)
            text = "".join((poster.between(name) if number else "") + name.text for number, name in enumerate(line.names)) + (f" {line.count}" if line.level else "")
            real = float(pdfmetrics.stringWidth(text.replace(poster.DOT, "·"), font, size))  # the width that is printed
            for wide in (width(text, size), real):
                assert wide <= sheet.column * 1.08, text
            assert block.x <= line.x <= block.x + block.width - sheet.column + 0.2
            assert poster.TOP < line.y < poster.HEIGHT - 40
    assert sheet.blocks[-1].x + sheet.blocks[-1].width <= poster.WIDTH - poster.MARGIN + 1


def test_letters_can_be_read_in_print(sheet: poster.Sheet) -> None:
    assert sheet.size >= 6


def test_generations_of_a_family_stand_together_and_a_line_begins_with_a_whole_name(writer: Writer, sheet: poster.Sheet) -> None:
    shortened = 0
    for block in sheet.blocks:
        for line in block.lines:
            assert not line.names[0].full
            for before, name in pairwise(line.names):
                if name.full:
                    shortened += 1
                    assert name.full == writer.name(name.id)
                    assert name.full.endswith(name.text)
                    assert getattr(writer.atlas.item(name.id), "family") == getattr(writer.atlas.item(before.id), "family")  # noqa: B009 - only models have one
    assert shortened > 100


def test_a_letter_that_the_font_lacks_is_an_error_and_no_empty_box() -> None:
    with pytest.raises(ValueError, match="has no \U0001f600"):
        fonts(frozenset("a\U0001f600"))


def test_the_name_of_a_category_is_never_the_last_line_of_a_column(sheet: poster.Sheet) -> None:
    for block in sheet.blocks:
        for line, after in zip(block.lines, block.lines[1:], strict=False):
            assert not (line.level and after.x != line.x), line


def test_the_file_stands_alone_and_leads_to_the_site_only_where_its_address_is_known(writer: Writer, sheet: poster.Sheet) -> None:
    tree = ET.fromstring(poster.svg(writer, ROOT, sheet))  # noqa: S314 - our own
    links = {node.attrib["href"] for node in tree.iter(f"{SVG}a")}
    assert f"{ROOT}{'en/' if writer.language == 'en' else ''}models/llama-2/" in links
    assert all(link.startswith(ROOT) for link in links)
    assert tree.find(f".//{SVG}image") is None
    assert "href" not in poster.svg(writer, "", sheet)


def test_the_poster_says_what_it_is_from_when_and_under_which_licence(writer: Writer, sheet: poster.Sheet) -> None:
    text = "".join(ET.fromstring(poster.svg(writer, ROOT, sheet)).itertext())  # noqa: S314
    for words in (writer.say("site"), writer.day(writer.atlas.updated), "CC BY 4.0", "example.org/landscape"):
        assert words in text


def test_the_pdf_is_one_page_of_a2_with_all_names_as_text_and_its_fonts_inside(writer: Writer, sheet: poster.Sheet) -> None:
    reader = PdfReader(io.BytesIO(paper.pdf(writer, ROOT, sheet)))
    (page,) = reader.pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [1684, 1191]
    text = "".join(page.extract_text().split())
    missing = [name.text for block in sheet.blocks for line in block.lines for name in line.names if "".join(name.text.split()) not in text]
    assert missing == []
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    used = [font for font in fonts if "NotoSansSC" in font["/BaseFont"]]
    assert len({font["/BaseFont"].partition("+")[2] for font in used}) == 2  # regular and bold
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used)


def test_the_pdf_leads_to_the_site_only_where_its_address_is_known(writer: Writer, sheet: poster.Sheet) -> None:
    links = [len(PdfReader(io.BytesIO(paper.pdf(writer, root, sheet))).pages[0].get("/Annots", ())) for root in (ROOT, "")]
    written = sum(len(line.names) for block in sheet.blocks for line in block.lines)
    assert links == [written + 1, 0]  # every name, and the site itself


def test_the_same_data_give_the_same_bytes(writer: Writer, sheet: poster.Sheet) -> None:
    assert paper.pdf(writer, ROOT, sheet) == paper.pdf(writer, ROOT, sheet)


def test_a_poster_that_is_too_full_is_an_error_and_not_unreadable(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poster, "_SMALLEST", 13.0)
    with pytest.raises(ValueError, match="no longer fit"):
        poster.sheet(Writer(Atlas(writer.atlas.catalogue), writer.language))


def test_fonts_of_different_letters_are_different_fonts() -> None:
    """Otherwise the poster of the second language is printed with the letters of the first, and boxes for the rest."""
    fonts(frozenset("abc"))
    regular, bold = fonts(frozenset("abc中文"))
    assert all(ord("中") in pdfmetrics.getFont(name).face.charToGlyph for name in (regular, bold))
