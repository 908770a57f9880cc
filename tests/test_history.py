"""When things last changed, as git tells it: the right day, or none."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from landscape import history

FIRST = "models:\n  one:\n    name: One\n    x: 1\n  two:\n    name: Two\nterms:\n  token: {name: Token}\n"


def git(folder: Path, *arguments: str, day: str = "2026-01-02") -> None:
    when = f"{day}T12:00:00+0000"
    author = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"), ("DATE", when))}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **author, "GIT_CONFIG_GLOBAL": os.devnull})


def write(folder: Path, data: str, day: str, **pages: str) -> None:
    docs = folder / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "data.yml").write_text(data, encoding="utf-8")
    for name, text in pages.items():
        (docs / f"{name}.zh.md").write_text(text, encoding="utf-8")
    git(folder, "add", ".", day=day)
    git(folder, "commit", "-m", "x", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init")
    write(folder, FIRST, "2026-01-02", index="a", other="b")
    write(folder, FIRST.replace("name: One", "name: 1"), "2026-03-04", index="c")
    return folder


def read(folder: Path, cache: Path) -> history.History:
    return history.read(folder / "docs", "data.yml", cache)


def test_an_entry_bears_the_day_on_which_one_of_its_lines_last_changed(repository: Path, tmp_path: Path) -> None:
    assert read(repository, tmp_path).entries == {"models/one": "2026-03-04", "models/two": "2026-01-02", "terms/token": "2026-01-02"}


def test_a_page_bears_the_day_of_the_last_commit_that_touched_it(repository: Path, tmp_path: Path) -> None:
    assert read(repository, tmp_path).pages == {"index.zh.md": "2026-03-04", "other.zh.md": "2026-01-02"}


def test_what_is_not_committed_changes_no_day(repository: Path, tmp_path: Path) -> None:
    before = read(repository, tmp_path / "a")
    (repository / "docs" / "data.yml").write_text("models:\n  new: {}\n", encoding="utf-8")
    assert read(repository, tmp_path / "b") == before


def test_what_git_said_of_one_commit_is_asked_once_and_of_the_next_again(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(repository, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(history, "_entries", lambda *_: pytest.fail("asked again"))
        assert read(repository, tmp_path) == first
    write(repository, FIRST.replace("name: Two", "name: 2"), "2026-05-06")
    assert read(repository, tmp_path).entries["models/two"] == "2026-05-06"


def test_nothing_is_said_in_a_shallow_clone_nor_without_git(repository: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--depth", "1", repository.as_uri(), str(shallow))
    assert read(shallow, tmp_path / "cache") == history.History()
    archive = tmp_path / "archive" / "docs"
    archive.mkdir(parents=True)
    (archive / "data.yml").write_text(FIRST, encoding="utf-8")
    assert read(archive.parent, tmp_path / "cache") == history.History()
