"""The build of the site, event by event, in the order in which MkDocs calls them.

This is the only file that knows MkDocs. Each event takes something from MkDocs, hands it to the generator in
``landscape`` and gives back what comes of it. ``mkdocs-static-i18n`` runs the build once for each language.
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from mkdocs import utils
from mkdocs.commands.build import get_context
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.meta import get_data

from landscape import cards, explore, exports, frame, history, markers, offline, paper, poster, search
from landscape.catalogue import load
from landscape.facts import ENTRY_SECTIONS, Atlas
from landscape.head import Described, Site, card_address
from landscape.labels import LANGUAGES, Language, say
from landscape.markup import Writer, templates
from landscape.pages import Page as Entry
from landscape.pages import entry_page
from landscape.preview import Preview, write
from landscape.problems import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("landscape")

DATA = "catalogue.yml"
STYLES_AND_SCRIPTS = ("assets/css/", "assets/js/")
PREVIEW = Preview[Atlas]()
"""The one thing that outlives a build: for each of a preview's builds MkDocs makes everything anew but this module."""
CLEAN = utils.clean_directory


def on_startup(command: str, *, dirty: bool) -> None:
    """Note whether this is a preview."""
    PREVIEW.active = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the catalogue, once for both languages; stop with every problem before anything is written."""
    root = Path(config.config_file_path).parent
    if config.extra["cards"] and not config.site_url:
        raise Abort("social cards need the address of the site, which pages name them by: set SITE_URL, or leave CARDS out")
    if "catalogue" not in config.extra:
        PREVIEW.begin()
        try:
            atlas = _atlas(Path(config.docs_dir, DATA), root)
            markers.check_all(Path(config.docs_dir), root, atlas)
        except DataError as error:
            raise Abort(_report(error)) from None
        config.extra.update(catalogue=atlas, days={}, pictures={}, colours=frame.colours(atlas))
        config.extra["history"] = history.read(Path(config.docs_dir), DATA, root / ".cache")
        log.info("%s has %s bytes", DATA, f"{atlas.catalogue.size:,}")
    config.extra["language"] = language = _language(config)
    config.extra["root_url"] = config.site_url.rstrip("/") + "/" if config.site_url else ""
    config.extra.update(writer=Writer(config.extra["catalogue"], language), say=say)
    config.extra["preview"] = PREVIEW.active  # where nothing is kept by the browser
    config.extra["texts"] = []
    config.extra["assets"] = "" if PREVIEW.active else offline.fingerprint(Path(config.docs_dir, "assets"))
    styles = config.extra.setdefault("styles", [path for path in config.extra_css if path.startswith(STYLES_AND_SCRIPTS)])
    left_out = () if PREVIEW.active else styles[1:]  # since the first one holds all of them in the end
    config.extra_css = [_below_fingerprint(path, config) for path in config.extra_css if path not in left_out]
    for script in (script for script in config.extra_javascript if not isinstance(script, str)):
        script.path = _below_fingerprint(script.path, config)
    return config


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put styles and scripts into a folder named by their content: a page never meets those of another version."""
    for file in files:
        if file.dest_uri.startswith(STYLES_AND_SCRIPTS):
            file.dest_uri = file.url = _below_fingerprint(file.dest_uri, config)
            file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))  # which the i18n plugin has fixed
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Remember the navigation, which the frame of entry pages shows too."""
    config.extra["frame"] = {"nav": nav, "files": files}
    return nav


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Remember the theme's templates for the frame of entry pages."""
    config.extra["frame"]["env"] = env
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep Markdown's hands off the markers, which are filled in afterwards."""
    return markers.protect(markdown)


@event_priority(-50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Prepare what stands around the text."""
    language = config.extra["language"]
    address = _below_language(page.url, language)
    page.meta["address"] = address
    writer = Writer(config.extra["catalogue"], language, address)
    changed = config.extra["history"].pages.get(page.file.src_uri, "")
    config.extra["days"].setdefault(address, dict.fromkeys(LANGUAGES, ""))[language] = changed
    described = Described(address, str(page.title), page.meta.get("description", config.site_description))
    page.meta["around"] = frame.around(writer, _site(config), described, changed)
    if config.extra["cards"]:
        config.extra["pictures"][_card_path(config, address)] = cards.page_card(writer, config.site_name, described)
    return html


@event_priority(-50)
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Fill in tables, links, facts, drawings and terms; note the page for search."""
    address = page.meta["address"]
    text = cache(partial(markers.fill, page.content or "", Writer(config.extra["catalogue"], config.extra["language"], address)))
    if not page.meta.get("search", {}).get("exclude"):
        config.extra["texts"].append((address, str(page.title), text, _asked(page)))
    if PREVIEW.active:
        page.meta["text"] = text
        page.content = frame.SLOT_BODY
    else:
        page.content = text()
    return context


@event_priority(-100)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Let the text of a page be put into it when it is asked for."""
    if PREVIEW.active:
        PREVIEW.put(Path(page.file.abs_dest_path), lambda: output.replace(frame.SLOT_BODY, page.meta["text"]()))
    return output


@event_priority(50)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the entry pages, the search records, the downloads and the map of the site; in the preview say how they are made.

    Runs before the i18n plugin's own event, which starts the build of the next language.
    """
    atlas, language, writer, put = config.extra["catalogue"], config.extra["language"], config.extra["writer"], PREVIEW.put
    site = Path(config.site_dir)
    root = site if language == LANGUAGES[0] else site / language
    _put_entries(config, root)
    for address, target in frame.redirects(atlas):
        put(root / address / "index.html", partial(templates().get_template("redirect.html").render, target=target))
    put(root / "search.json", partial(_search, root, writer, config.extra["texts"]))
    for address, data in explore.files(writer):
        put(root / address, partial(_json, data))
    for address, content in exports.files(atlas) if language == LANGUAGES[0] else ():
        put(site / address, content)
    base = config.extra["root_url"]
    put(site / f"data/poster.{language}.svg", lambda: poster.svg(writer, base, poster.sheet(writer)))
    put(site / f"data/poster.{language}.pdf", lambda: paper.pdf(writer, base, poster.sheet(writer)))
    put(root / "manifest.webmanifest", partial(offline.manifest, language, config.site_name, config.site_description or ""))
    if config.extra["cards"]:
        _draw_cards(config)
    if config.site_url:
        put(site / "sitemap.xml", partial(frame.sitemap, atlas, base, config.extra["days"], config.extra["history"].entries))
    if language == LANGUAGES[-1]:
        _finish(site, config)


def on_build_error(error: Exception) -> None:
    """Give back to MkDocs what the i18n plugin takes away while it builds the second language, and gives back only when that goes well."""
    utils.clean_directory = CLEAN


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Make files when they are asked for; rebuild when a template of the generator or of the theme changes, too."""
    server.set_app(PREVIEW.before(server.serve_request, Path(server.root), server.mount_path))
    here = Path(__file__).parent
    server.watch(str(here / "landscape" / "templates"))
    server.watch(str(here / "theme"))
    return server


# What the events above share


def _atlas(path: Path, root: Path) -> Atlas:
    """Return the data, read again if the file is another than it was for the last build; raises ``DataError``."""
    stamp = (path.stat().st_mtime_ns, path.stat().st_size) if path.exists() else None
    return PREVIEW.kept(stamp, lambda: Atlas(load(path, name=path.relative_to(root).as_posix())))


def _report(error: DataError) -> str:
    """Return the report of all problems; on GitHub Actions print them as annotations, too."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        sys.stdout.write("".join(f"{problem.annotation()}\n" for problem in error.problems))
    return "\n" + error.report()


def _language(config: MkDocsConfig) -> Language:
    return cast("Language", getattr(config.plugins["i18n"], "current_language", None) or LANGUAGES[0])


def _site(config: MkDocsConfig) -> Site:
    """Return how the site presents itself in the language that is built; the i18n plugin sets its name after ``on_config``."""
    return Site(config.site_name, config.site_description or "", config.extra["language"], config.extra["root_url"], cards=bool(config.extra["cards"]))


def _card_path(config: MkDocsConfig, address: str) -> Path:
    language = config.extra["language"]
    return Path(config.site_dir, "" if language == LANGUAGES[0] else language, card_address(address))


def _draw_cards(config: MkDocsConfig) -> None:
    """Draw the social cards of one language; stop the build when they cannot be drawn well."""
    pictures = config.extra["pictures"]
    try:
        drawn = cards.build(pictures, Path(config.config_file_path).parent / ".cache" / "cards")
    except cards.NoFontError as error:
        raise Abort(f"\n{error}") from None
    log.info("%s social cards, %s of them drawn anew", len(pictures), drawn)
    pictures.clear()


def _asked(page: Page) -> tuple[str, ...]:
    """Return how people ask for a page, in both languages: each of its files has the wordings of its own."""
    path = page.file.abs_src_path or ""
    language = next((language for language in LANGUAGES if path.endswith(f".{language}.md")), LANGUAGES[0])
    files = [Path(path.removesuffix(f"{language}.md") + f"{other}.md") for other in LANGUAGES]
    return tuple(wording for file in files if file.exists() for wording in get_data(file.read_text(encoding="utf-8"))[1].get("asked", ()))


def _below_language(url: str, language: Language) -> str:
    return url if language == LANGUAGES[0] else url.removeprefix(f"{language}/")


def _put_entries(config: MkDocsConfig, root: Path) -> None:
    """Write the pages of all entries in one language."""
    atlas, language = config.extra["catalogue"], config.extra["language"]
    days, edit = config.extra["history"].entries, _edit_address(config)
    for section in ENTRY_SECTIONS:
        fill = _frame(config, section)
        for id_ in getattr(atlas.data, section):
            page = partial(entry_page, atlas, language, id_, edit, days.get(f"{section}/{id_}", ""))
            PREVIEW.put(root / section / id_ / "index.html", partial(_filled, fill, page))
            if config.extra["cards"]:
                config.extra["pictures"][_card_path(config, f"{section}/{id_}/")] = cards.entry_card(config.extra["writer"], config.site_name, id_)


def _filled(fill: Callable[[Entry], str], page: Callable[[], Entry]) -> str:
    return fill(page())


def _search(root: Path, writer: Writer, texts: list[search.Written]) -> str:
    """Return the list of what can be found in one language, and write the words of the texts beside it."""
    *words, (_, names) = search.files(search.everything(writer.atlas, writer.language, texts))
    for address, data in words:
        write(root / address, _compact(data))
    return _compact(names)


def _finish(site: Path, config: MkDocsConfig) -> None:
    """Do what is left when all languages are built."""
    if PREVIEW.active:
        PREVIEW.end()
        return
    _shrink(config)
    _write_offline(site, config.extra["assets"])


def _edit_address(config: MkDocsConfig) -> Callable[[int], str]:
    """Return what gives the address at which a line of the data file is edited; empty without a code host."""
    base = f"{config.repo_url.rstrip('/')}/{config.extra['edit']}/{DATA}" if config.repo_url else ""
    return lambda line: f"{base}#L{line}" if base else ""


def _frame(config: MkDocsConfig, section: str) -> Callable[[Entry], str]:
    """Render the theme's page once for a section, and return what puts an entry into it."""
    language = config.extra["language"]
    prefix = "" if language == LANGUAGES[0] else f"{language}/"
    file = File.generated(config, f"{section}/{frame.SLOT}/index.md", content="")
    file.url = file.dest_uri = f"{prefix}{section}/{frame.SLOT}/"
    page = Page(frame.SLOT_TITLE, file, config)
    page.content = frame.SLOT_BODY
    page.meta = {"description": frame.SLOT_DESCRIPTION, "hide": ["navigation", "toc"], "address": f"{section}/{frame.SLOT}/", "section": section}
    page.meta |= {"around": frame.around_slots(section, language)}
    page.toc = TableOfContents([AnchorLink(frame.SLOT_TITLE, "title", 0)])  # where the skip link leads
    page.edit_url = None
    kept = config.extra["frame"]
    context = get_context(kept["nav"], kept["files"], config, page)
    return frame.slots(kept["env"].get_template("main.html").render(context), _site(config))


def _below_fingerprint(path: str, config: MkDocsConfig) -> str:
    folder = config.extra["assets"]
    return f"assets/{folder}/{path.removeprefix('assets/')}" if folder and path.startswith(STYLES_AND_SCRIPTS) else path


def _shrink(config: MkDocsConfig) -> None:
    """Put all our styles into the first one, since a page waits for each, and take the comments out of our scripts."""
    first, *others = (Path(config.site_dir, _below_fingerprint(path, config)) for path in config.extra["styles"])
    first.write_text("".join(path.read_text(encoding="utf-8") for path in (first, *others)), encoding="utf-8")
    for path in others:
        path.unlink()
    for script in Path(config.site_dir, "assets", config.extra["assets"]).rglob("*.js"):
        script.write_text(frame.shortened(script.read_text(encoding="utf-8")), encoding="utf-8")


def _write_offline(site: Path, assets: str) -> None:
    """Write what is read without a network, from the finished pages of all languages."""
    names = []
    for address, content in (file for language in LANGUAGES for file in offline.pack(site, language)):
        names.append(address)
        write(site / address, content)
    write(site / "sw.js", offline.worker(site, assets, names))


def _json(data: Callable[[], object]) -> str:
    return _compact(data())


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
