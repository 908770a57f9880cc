"""Bad data: each file in ``bad`` carries, as comments, what must be said about which line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import BASE, ROOT, SMALL, TODAY, build, checkout
from landscape.catalogue import load, validate
from landscape.problems import DataError, Place, Problem
from landscape.source import MAXIMUM_BYTES, parse

BAD = sorted((ROOT / "tests" / "bad").glob("*.yml"))


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as caught:
        validate(parse(text, "catalogue.yml"), TODAY)
    return caught.value.problems


def expected(text: str) -> list[tuple[int, str]]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        _, *messages = re.split(r"(?:#| )! ", line)
        found += [(number, message.strip()) for message in messages]
    return found


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_problem_is_told_at_its_line_and_nothing_else(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    told = [(problem.place.line, problem.message) for problem in problems_of(text + BASE)]
    wanted = expected(text)
    missing = [pair for pair in wanted if not any(line == pair[0] and pair[1] in message for line, message in told)]
    surplus = [pair for pair in told if not any(line == pair[0] and message in pair[1] for line, message in wanted)]
    assert (missing, surplus) == ([], [])


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_problem_says_what_to_do_and_where(path: Path) -> None:
    for problem in problems_of(path.read_text(encoding="utf-8") + BASE):
        assert problem.hint
        assert problem.place.column >= 1
        assert problem.text().startswith(f"catalogue.yml:{problem.place.line}:{problem.place.column}: ")


def test_a_malformed_entry_hides_no_problem_of_another() -> None:
    text = SMALL.replace("total: 7.24B", "total: seven").replace("licence: {is: mit, from: repo}", "licence: {is: mitt, from: repo}")
    told = [problem.message for problem in problems_of(text + BASE)]
    assert any("'seven' is no count" in message for message in told)
    assert any("there is no licence 'mitt'" in message for message in told)
    assert len(told) == 2, "an entry that is malformed is there all the same: links to it are no problem"


def test_unknown_keys_are_answered_with_the_nearest_known_one() -> None:
    text = SMALL.replace("    treatments: {is: [base, chat]", "    treatmnts: {is: [base, chat]")
    assert "did you mean 'treatments'?" in [problem.hint for problem in problems_of(text + BASE)]


def test_the_column_is_that_of_the_value() -> None:
    (problem,) = problems_of(SMALL.replace("is: 4096, from: paper", "is: 4o96, from: paper") + BASE)
    line = SMALL.replace("is: 4096, from: paper", "is: 4o96, from: paper").splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :].startswith("4o96")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"# only a comment\n", "the file is empty"),
        ("models:\n  é: 1\n".encode("latin-1"), "the file is not UTF-8: byte 0xE9"),
        (b"models: {" * 200, "the nesting is too deep"),
        (b"a: 1\n---\nb: 2\n", "a second document starts here"),
        (b"models: [1, 2\n", "this cannot be read as YAML"),
        (b"models:\n  one: \x07\n", "U+0007"),
        (b"[]\n", "stands where a mapping is meant"),
        (b"x" * (MAXIMUM_BYTES + 1), "more than the 8,000,000 that are read"),
    ],
    ids=["empty", "comment", "latin-1", "deep", "two documents", "open bracket", "bell", "list", "10 MB"],
)
def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "catalogue.yml"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        load(path)
    assert message in caught.value.report()


def test_a_missing_file_is_told() -> None:
    with pytest.raises(DataError, match="cannot read the data file"):
        load(Path("nowhere/catalogue.yml"))


def test_aliases_that_blow_up_are_refused_quickly() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20))
    assert any("anchor" in problem.message for problem in problems_of(bomb))


def test_an_annotation_is_escaped_for_workflows() -> None:
    problem = Problem(Place("a,b:c.yml", 3, 4), "50% wrong\nhere", "mend it")
    assert problem.annotation() == "::error file=a%2Cb%3Ac.yml,line=3,col=4::50%25 wrong%0Ahere (mend it)"


def test_the_check_command_tells_everything_and_exits_with_1(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yml"
    path.write_text((ROOT / "tests" / "bad" / "references.yml").read_text(encoding="utf-8") + BASE, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "landscape", "check", str(path)], cwd=ROOT / "hooks", capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("hint:") == len(expected(path.read_text(encoding="utf-8")))
    assert "Traceback" not in done.stderr


@pytest.mark.site
def test_a_failed_build_leaves_the_good_site_alone_and_shows_no_traceback(tmp_path: Path) -> None:
    source = checkout(tmp_path / "source")
    target = tmp_path / "site"
    target.mkdir()
    (target / "index.html").write_text("good", encoding="utf-8")
    data = source / "docs" / "catalogue.yml"
    data.write_text(data.read_text(encoding="utf-8").replace("kind: company", "kind: compny", 1), encoding="utf-8")
    page = source / "docs" / "glossary.en.md"
    done = build(source, target, GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert "'compny' is not known here" in done.stdout + done.stderr
    assert "::error file=docs/catalogue.yml,line=" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert (target / "index.html").read_text(encoding="utf-8") == "good"
    data.write_text((ROOT / "docs" / "catalogue.yml").read_text(encoding="utf-8"), encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8") + "\nfinetuning [[no-such-entry]] [[gpt-2.no-such-fact]]\n\n<!-- table: modls -->\n", encoding="utf-8")
    done = build(source, target)
    assert done.returncode == 1
    told = done.stdout + done.stderr
    assert "nothing has the id 'no-such-entry'" in told
    assert "'gpt-2' has no fact 'no-such-fact'" in told
    assert "there are no tables of 'modls'" in told
    assert "the glossary says 'fine-tuning', not 'finetuning'" in told
    assert re.search(r"docs/glossary\.en\.md:\d+:\d+: ", told)
    assert (target / "index.html").read_text(encoding="utf-8") == "good"
