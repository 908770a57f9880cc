"""Social cards: of the right size, set in real letters, named by their page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from conftest import BASE, SMALL, build, checkout
from landscape import cards
from landscape.cards import drawing
from landscape.facts import Atlas
from landscape.head import Described, Site, card_address, head
from landscape.labels import LANGUAGES
from landscape.markup import Writer
from landscape.pages import entry_page


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def words(text: str, size: int = 60) -> bytes:
    image = Image.new("L", (size * 2, size * 2))
    ImageDraw.Draw(image).text((4, 4), text, 255, drawing.font("zh", size))
    return image.tobytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_a_small_png_of_the_size_that_pages_name(real: Atlas, language: str) -> None:
    writer = Writer(real, language)  # type: ignore[arg-type]
    for id_ in ("llama-2", "vllm", "rlhf", "meta", "llama-2-community", "llama"):
        data = drawing.draw(cards.entry_card(writer, "Site", id_))
        assert data.startswith(b"\x89PNG")
        assert picture(data).size == (1200, 630)
        assert len(data) < 35_000, id_


def test_chinese_is_set_in_characters_not_in_boxes() -> None:
    shapes = {words(letter) for letter in "架构开放权重"}
    assert len(shapes) == 6
    assert words("\U0010ffff") not in shapes


def test_what_differs_between_entries_differs_on_their_cards(real: Atlas) -> None:
    writer = Writer(real, "zh")
    one, other = (picture(drawing.draw(cards.entry_card(writer, "S", id_))) for id_ in ("llama-2", "gpt-4"))
    assert ImageChops.difference(one, other).getbbox() is not None


def test_a_card_says_name_maker_date_summary_and_places(real: Atlas) -> None:
    card = cards.entry_card(Writer(real, "zh"), "LLM 领域概览", "llama-2")
    assert (card.title, card.kind) == ("Llama 2", "模型")
    assert card.byline == "Meta · 2023 年 7 月 18 日"
    openness = card.strip[-1]
    assert (openness.value, openness.steps) == ("开放权重", (True, True, False))
    assert [cell.label for cell in card.strip] == ["架构", "生命周期", "类型与能力", "开放性"]


def test_the_card_of_a_dimension_names_its_categories(real: Atlas) -> None:
    card = cards.page_card(Writer(real, "en"), "S", Described("openness/", "Openness", "x"))
    assert [cell.value for cell in card.strip] == ["Closed, Open weights, Open source"]
    assert len(cards.page_card(Writer(real, "en"), "S", Described("", "S", "x")).strip) == len(real.data.dimensions)


def test_no_line_starts_with_a_comma_or_is_wider_than_its_room() -> None:
    face = drawing.font("zh", 32)
    text = "大语言模型（LLM），在海量语料上预训练；词元、上下文与“权重”……" * 6
    lines = drawing.wrap(text, face, 400, 99)
    assert "".join(lines) == text
    assert all(line[0] not in "，。；、）”…" and line[-1] not in "（“" for line in lines)
    assert all(face.getlength(line) <= 400 for line in lines)
    cut = drawing.wrap(text, face, 400, 2)
    assert len(cut) == 2
    assert cut[1].endswith("…")


def test_a_card_is_drawn_once_and_again_when_it_says_something_else(real: Atlas, tmp_path: Path) -> None:
    writer = Writer(real, "en")
    card = cards.entry_card(writer, "S", "vllm")
    assert cards.build({tmp_path / "a.png": card}, tmp_path / "cache") == 1
    assert cards.build({tmp_path / "b.png": card}, tmp_path / "cache") == 0
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert cards.build({tmp_path / "c.png": cards.entry_card(writer, "Other", "vllm")}, tmp_path / "cache") == 1


def test_without_a_font_the_message_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARD_FONT", "/nowhere/{}.ttc")
    drawing.font.cache_clear()
    with pytest.raises(cards.NoFontError, match="fonts-noto-cjk"):
        drawing.font("zh", 30)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_names_its_card_by_its_whole_address_only_when_there_is_one(real: Atlas, language: str) -> None:
    page = entry_page(real, language, "llama-2", lambda _: "")  # type: ignore[arg-type]
    described = Described(page.address, page.title, page.description)
    prefix = "" if language == "zh" else "en/"
    address = f'property="og:image" content="https://example.org/{prefix}cards/models/llama-2.png"'
    assert address in head(Site("S", "D", language, "https://example.org/", cards=True), described)  # type: ignore[arg-type]
    assert "og:image" not in head(Site("S", "D", language, "https://example.org/"), described)  # type: ignore[arg-type]


def small_site(target: Path, small: Atlas) -> Path:
    """A checkout whose pages hold a heading for each category and no more, on the small catalogue."""
    source = checkout(target)
    for page in (source / "docs").rglob("*.md"):
        dimension = small.data.dimensions.get(page.name.split(".")[0])
        headings = [f"## {id_} {{#{id_}}}" for place in small.places.values() if dimension and small.data.dimensions[place.dimension] is dimension for id_ in [place.id]]
        page.write_text("\n\n".join([f"# {page.parent.name} {page.name.split('.')[0]}", *headings, ""]), encoding="utf-8")
    (source / "docs" / "catalogue.yml").write_text(SMALL + BASE, encoding="utf-8")
    return source


@pytest.mark.site
def test_a_build_with_cards_writes_one_for_each_page_in_both_languages(tmp_path: Path, small: Atlas) -> None:
    source, site = small_site(tmp_path / "source", small), tmp_path / "site"
    refused = build(source, site, CARDS="true")
    assert refused.returncode != 0
    assert "set SITE_URL" in refused.stdout + refused.stderr
    done = build(source, site, CARDS="true", SITE_URL="https://example.org/", REFERENCE="false")
    assert done.returncode == 0, done.stderr
    pages = 0
    for page in site.rglob("index.html"):
        text = page.read_text(encoding="utf-8")
        if "http-equiv" in text[:400]:
            continue
        pages += 1
        address = page.parent.relative_to(site).as_posix().removeprefix(".")
        prefix, path = ("en/", address[2:].lstrip("/")) if address.split("/")[0] == "en" else ("", address)
        card = prefix + card_address(f"{path}/" if path else "")
        assert f'content="https://example.org/{card}"' in text, address
        assert (site / card).is_file(), address
    assert pages == len(list(site.rglob("*.png"))) - len(list((site / "assets").rglob("*.png")))
    assert pages > 40


@pytest.mark.site
def test_a_build_that_lacks_the_font_stops_and_says_which(tmp_path: Path, small: Atlas) -> None:
    done = build(small_site(tmp_path / "source", small), tmp_path / "site", CARDS="true", SITE_URL="https://example.org/", REFERENCE="false", CARD_FONT="/nowhere/{}.ttc")
    assert done.returncode != 0
    assert "fonts-noto-cjk" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
