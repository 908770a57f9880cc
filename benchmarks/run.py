"""Builds made-up entries in two languages with this project and with Zensical, in one run, and prints the ratio.

python benchmarks/run.py [--entries 250 1000] [--repeat 3]

Both sides get the same entries and the same 20 hand-written pages in each language. Zensical gets plain Markdown
twins and builds each language by itself, its search included; this project gets one data file, and its search,
downloads and site map are included. Seconds are the median of the repetitions; memory is the largest resident size.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
BASE = (ROOT / "tests" / "base.yml").read_text(encoding="utf-8")
LANGUAGES = ("zh", "en")
PAGES = 20
WORDS = {
    "zh": "这个模型在长文本上继续训练，词表与前一代相同，并公开了权重与推理代码。训练数据只有描述，没有公开。",
    "en": "It was trained further on long texts, keeps the vocabulary of the generation before, and its weights and inference code are public. ",
}


@dataclass(frozen=True)
class Run:
    """What one build took."""

    seconds: float
    megabytes: float
    bytes: int


def catalogue(count: int) -> str:
    """Return a data file with ``count`` models, each with ten cited facts."""
    entries = [
        f"""\
  model-{n:04}:
    name: Model {n}
    aliases: [模型 {n}, M{n}]
    by: [maker-{n % 40:02}]
    in: {{architecture: {{is: [decoder-only], from: paper}}}}
    summary: {{zh: "{WORDS["zh"] * 2}", en: "{WORDS["en"] * 2}"}}
    released: {{is: {2018 + n % 8}-{1 + n % 12:02}, from: paper, at: §1}}
    sizes: {{7B: {{total: {5 + n % 9}B, from: paper}}, 70B: {{total: {60 + n % 9}B, from: paper}}}}
    treatments: {{is: [base, chat], from: paper}}
    context: {{trained: {{is: {1024 * (1 + n % 32)}, from: paper, at: Table 1}}}}
    training_tokens: {{is: {1 + n % 15}T, from: paper, at: §2}}
    languages: {{is: [en, zh, fr], from: card}}
    parts: {{weights: {{licence: mit, from: card}}, training-data: {{is: described, from: paper}}}}
    based_on: {f"{{model: model-{n - 1:04}, how: successor, from: paper}}" if n else "{how: nothing, from: paper}"}
    sources:
      paper: {{kind: paper, title: Paper {n}, url: "https://example.org/{n}", read: 2026-11-01}}
      card: {{kind: card, title: Card {n}, url: "https://example.org/card/{n}", read: 2026-11-01}}
    verified: 2026-11-01
"""
        for n in range(count)
    ]
    makers = "".join(f"  maker-{n:02}: {{name: Maker {n}, kind: company, summary: {{zh: 一家公司。, en: A company.}}}}\n" for n in range(40))
    licence = "licences:\n  mit: {name: MIT License, kind: permissive, summary: {zh: 宽松许可证。, en: A permissive licence.}}\n"
    return BASE + licence + "organisations:\n" + makers + "models:\n" + "".join(entries)


def prose(language: str, n: int) -> str:
    """Return a hand-written page without markers."""
    sections = "".join(f"## Part {part}\n\n{WORDS[language] * 8}\n\n" for part in range(6))
    return f"# Page {n}\n\n{sections}"


def twin(language: str, n: int) -> str:
    """Return the Markdown twin of an entry's page."""
    note = "[^1]"
    facts = {
        "Released": f"{2018 + n % 8}-{1 + n % 12:02}",
        "Made by": f"Maker {n % 40}",
        "Parameters": f"{5 + n % 9}B{note} · {60 + n % 9}B",
        "Versions": "base, chat",
        "Trained context": 1024 * (1 + n % 32),
        "Training tokens": f"{1 + n % 15}T",
        "Languages": "English, Chinese, French",
        "Weights licence": "MIT License",
    }
    rows = "".join(f"| {name} | {value}{note} |\n" for name, value in facts.items())
    places = "| Architecture | Lifecycle | Capability | Openness |\n| --- | --- | --- | --- |\n| Decoder-only | Pretraining, Tuning | Base models | Open weights |\n"
    parts = f"| Part | State | Licence |\n| --- | --- | --- |\n| Weights | released{note} | MIT |\n| Training data | described only{note} | |\n"
    near = f"- Based on: [Model {max(0, n - 1)}](model-{max(0, n - 1):04}.md)\n- Basis of: [Model {n}](model-{n:04}.md)\n"
    side = f"## Verification\n\nchecked on 1 November 2026\n\n## Also known as\n\n模型 {n} · M{n}\n"
    sources = f"[^1]: [Paper {n}](https://example.org/{n}), [Card {n}](https://example.org/card/{n})\n"
    return (
        f"# Model {n}\n\n{places}\n{WORDS[language] * 2}\n\n## Facts\n\n| Fact | Value |\n| --- | --- |\n{rows}\n"
        f"## What was released\n\n{parts}\n## Lineage\n\n{near}\n{side}\n## Sources\n\n{sources}"
    )


def write_ours(target: Path, count: int) -> None:
    """Lay out this project with the made-up data and pages."""
    for name in ("hooks", "docs/assets"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (target / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (target / "docs" / "catalogue.yml").write_text(catalogue(count), encoding="utf-8")
    anchors = {
        "architecture": ("encoder-only", "decoder-only"),
        "lifecycle": ("pretraining", "tuning"),
        "capability": ("base-model", "multimodal-model"),
        "tooling": ("engines",),
        "openness": ("closed", "open-weights", "open-source"),
    }
    for path in (ROOT / "docs").rglob("*.md"):
        stem = path.relative_to(ROOT / "docs").as_posix().rsplit(".", 2)[0]
        if stem.endswith("/index") or stem in ("glossary", "index"):
            copy = target / "docs" / path.relative_to(ROOT / "docs")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    for language in LANGUAGES:
        for stem, ids in anchors.items():
            extra = "".join(f"## {id_} {{#{id_}}}\n\n<!-- table: models; limit: 12 -->\n\n" for id_ in ids)
            (target / "docs" / f"{stem}.{language}.md").write_text(prose(language, 0) + extra, encoding="utf-8")
        for n, stem in enumerate(["contributing", "data-guide", "reference", "decisions", *(f"page-{n}" for n in range(PAGES - 4))]):
            (target / "docs" / f"{stem}.{language}.md").write_text(prose(language, n), encoding="utf-8")


def write_zensical(target: Path, count: int, language: str) -> None:
    """Lay out the plain Markdown twins of one language."""
    docs = target / "docs"
    (docs / "models").mkdir(parents=True)
    for n in range(PAGES + 5):
        (docs / f"page-{n}.md").write_text(prose(language, n), encoding="utf-8")
    (docs / "index.md").write_text(prose(language, 0), encoding="utf-8")
    table = "".join(f"| [Model {n}](models/model-{n:04}.md) | {2018 + n % 8} | {5 + n % 9}B |\n" for n in range(count))
    (docs / "models.md").write_text(f"# Models\n\n| Model | Year | Parameters |\n| --- | --- | --- |\n{table}", encoding="utf-8")
    for n in range(count):
        (docs / "models" / f"model-{n:04}.md").write_text(twin(language, n), encoding="utf-8")
    theme = f"theme:\n  name: material\n  font: false\n  language: {language}\n"
    settings = f"site_name: Bench\nnav:\n  - index.md\n  - models.md\n{theme}plugins: [search]\nmarkdown_extensions: [tables, toc, attr_list, footnotes]\n"
    (target / "mkdocs.yml").write_text(settings, encoding="utf-8")


def timed(command: list[str], folder: Path, site: Path) -> Run:
    """Run a build and return what it took; stop when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(command)} failed in {folder}:\n{output[-2000:]}")
    return Run(seconds, usage.ru_maxrss / 1024, sum(path.stat().st_size for path in site.rglob("*") if path.is_file()))


def measure(count: int, repeat: int) -> None:
    """Print one row for each side at one number of entries, and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "ours"), {language: Path(folder, language) for language in LANGUAGES}
        write_ours(ours, count)
        for language, path in theirs.items():
            write_zensical(path, count, language)
        here, there = [], []
        for _ in range(repeat):
            shutil.rmtree(ours / "site", ignore_errors=True)
            here.append(timed([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], ours, ours / "site"))
            runs = []
            for path in theirs.values():
                for name in ("site", ".cache"):
                    shutil.rmtree(path / name, ignore_errors=True)
                runs.append(timed([str(Path(sys.executable).with_name("zensical")), "build"], path, path / "site"))
            there.append(Run(sum(run.seconds for run in runs), max(run.megabytes for run in runs), sum(run.bytes for run in runs)))
    pages = count * 2
    for name, runs in (("this project", here), ("Zensical, two builds", there)):
        seconds = statistics.median(run.seconds for run in runs)
        print(f"{count:5} entries ({pages} entry pages)  {name:22} {seconds:6.2f} s  {max(r.megabytes for r in runs):6.0f} MB  {runs[0].bytes / 1e6:6.1f} MB written")
    ratio = statistics.median(run.seconds for run in here) / statistics.median(run.seconds for run in there)
    print(f"{count:5} entries: ratio of seconds {ratio:.2f}")


def main() -> None:
    """Measure each number of entries."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, nargs="+", default=[250, 1000])
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    for count in arguments.entries:
        measure(count, arguments.repeat)


if __name__ == "__main__":
    main()
