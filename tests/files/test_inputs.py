"""From what was named on the command line to records."""

import subprocess
from pathlib import Path

import pytest

from coach.files.inputs import read_paths, read_standard_input
from coach.files.records import Record, Unreadable
from coach.files.source import ReadOptions


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Make files (each holds its own name) below an empty working folder."""
    monkeypatch.chdir(tmp_path)

    def make(*names: str) -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'{{"text": "{name}"}}' if name.endswith("jsonl") else name, encoding="utf-8")

    return make


def texts(*paths: str) -> list[str]:
    found = list(read_paths(list(paths)))
    assert all(isinstance(one, Record) for one in found), found
    return [one.text for one in found]


def test_files_in_the_order_given(tree):
    tree("b.txt", "a.txt", "c.jsonl")
    assert texts("b.txt", "c.jsonl", "a.txt") == ["b.txt", "c.jsonl", "a.txt"]


def test_a_folder_is_walked_in_the_order_of_names(tree):
    tree("lib/b.txt", "lib/a.TXT", "lib/z/c.jsonl", "lib/m/d.txt")
    assert texts("lib") == ["lib/a.TXT", "lib/b.txt", "lib/m/d.txt", "lib/z/c.jsonl"]


def test_in_a_folder_only_what_a_reader_knows(tree):
    tree("lib/a.txt", "lib/b.md.bak", "lib/c.png", "lib/README", "lib/d.jsonl")
    assert texts("lib") == ["lib/a.txt", "lib/d.jsonl"]


def test_hidden_files_and_folders_are_left_out(tree):
    tree("lib/a.txt", "lib/.b.txt", "lib/.git/c.txt", "lib/.venv/d/e.txt")
    assert texts("lib") == ["lib/a.txt"]


def test_a_hidden_file_or_folder_named_outright_is_read(tree):
    tree("lib/.b.txt", ".drafts/c.txt")
    assert texts("lib/.b.txt", ".drafts") == ["lib/.b.txt", ".drafts/c.txt"]


def test_checked_copies_are_left_out(tree):
    tree("lib/a.txt", "lib/a.checked.txt", "lib/b.checked.jsonl", "lib/checked.txt")
    assert texts("lib") == ["lib/a.txt", "lib/checked.txt"]
    assert texts("lib/a.checked.txt") == ["lib/a.checked.txt"]


def test_what_git_ignores_is_left_out(tree):
    tree("lib/a.txt", "lib/b.txt", "lib/build/c.txt", "lib/sub/build/d.txt", "lib/sub/e.txt", "lib/名.txt")
    subprocess.run(["git", "init", "--quiet", "."], check=True)
    Path(".gitignore").write_text("build/\nb.txt\n名.txt\n", encoding="utf-8")
    assert texts("lib") == ["lib/a.txt", "lib/sub/e.txt"]
    assert texts(".") == ["lib/a.txt", "lib/sub/e.txt"]
    assert texts("lib/b.txt") == ["lib/b.txt"]


def test_an_empty_folder_has_no_records(tree, tmp_path: Path):
    (tmp_path / "lib").mkdir()
    assert texts("lib") == []


@pytest.mark.parametrize("name", ["none.txt", "none", "lib/none.jsonl"])
def test_a_missing_file(tree, name: str):
    [found] = read_paths([name])
    assert isinstance(found, Unreadable)
    assert (found.origin, found.message) == ((name, None, 0), "没有这个文件")


def test_a_file_no_reader_knows(tree):
    tree("a.png")
    [found] = read_paths(["a.png"])
    assert isinstance(found, Unreadable)
    assert ".txt" in found.message
    assert ".jsonl" in found.message


def test_what_cannot_be_read_does_not_stop_the_rest(tree):
    tree("a.txt", "b.txt")
    found = list(read_paths(["a.txt", "none.txt", "b.txt"]))
    assert [isinstance(one, Record) for one in found] == [True, False, True]


def test_how_replies_stand_is_passed_on_to_text_files(tree):
    tree("a.txt", "b.jsonl")
    Path("a.txt").write_text("一\n二", encoding="utf-8")
    assert [one.text for one in read_paths(["."], ReadOptions(records="blocks"))] == ["一\n二", "b.jsonl"]


class TestStandardInput:
    def test_text_is_one_turn(self):
        [found] = read_standard_input("您好\n\n不能退\n".encode())
        assert (found.text, found.origin) == ("您好\n\n不能退", ("-", None, 0))

    def test_text_may_be_split(self):
        found = list(read_standard_input("您好\n不能退\n".encode(), ReadOptions(records="lines")))
        assert [(one.text, one.origin) for one in found] == [
            ("您好", ("-", "line 1", 1)),
            ("不能退", ("-", "line 2", 2)),
        ]

    def test_json_lines_are_known_by_their_looks(self):
        found = list(read_standard_input('\n{"text": "一"}\n{"text": "二", "context": "三"}\n'.encode()))
        assert [(one.text, one.origin.locator) for one in found] == [("一", "line 2"), ("二", "line 3")]

    def test_nothing_is_an_empty_turn(self):
        assert [one.text for one in read_standard_input(b"")] == [""]

    def test_what_is_not_utf8(self):
        [found] = read_standard_input("您好\n".encode() + "不能".encode("gb18030"))
        assert isinstance(found, Unreadable)
        assert found.origin == ("-", "line 2", 2)


def test_in_a_folder_rules_and_settings_are_no_libraries(tree):
    tree("lib/coach.yaml", "lib/coach-baseline.json", "lib/ours/pack.yaml", "lib/ours/signals/no.yml", "lib/ours/b.txt")
    tree("lib/话术.yaml")
    assert texts("lib") == ["lib/话术.yaml", "lib/ours/b.txt"]
    assert texts("lib/ours/signals") == []
