"""`coach baseline`: what was there is accepted, what is new fails, what is mended is gone."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("small_house")
FILE = Path("coach-baseline.json")


@pytest.fixture
def library():
    """Write the library."""

    def write(text: str, path: str = "lib/a.txt") -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")

    write("不能退\n您好\n不能换\n")
    return write


@pytest.fixture
def written(run, library):
    """The library, and a baseline of it."""
    assert run("baseline", "write", "lib").code == 0
    return library


def entries() -> dict[str, int]:
    found = json.loads(FILE.read_text(encoding="utf-8"))["findings"]
    return {one["path"]: sum(other["count"] for other in found if other["path"] == one["path"]) for one in found}


def test_what_was_there_is_not_reported(run, written):
    del written
    done = run("check", "lib")
    assert (done.code, done.out) == (0, "检查了 3 条回复，没有新问题。另有 2 处已豁免或记在基线里。\n")
    assert run("check", "lib", "--no-baseline").code == 1


def test_only_the_new_line_is_reported(run, written):
    written("您好\n不能退\n不能换\n不能改\n不能退\n")
    done = run("check", "lib", "--format", "jsonl")
    assert done.code == 1
    assert [one["origin"]["locator"] for one in done.entries if one["findings"]] == ["line 4", "line 5"]


def test_a_mended_line_is_told_and_pruned(run, written):
    written("能退\n您好\n不能换\n")
    assert "基线里有 1 个问题已经改好" in run("check", "lib").err
    assert "去掉了 1 个已经改好的问题，还有 1 个" in run("baseline", "prune", "lib").out
    assert entries() == {"lib/a.txt": 1}
    written("不能退\n您好\n不能换\n")
    assert run("check", "lib").code == 1


def test_it_grows_only_by_as_many_as_are_accepted(run, written):
    written("不能退\n您好\n不能换\n不能改\n")
    before = FILE.read_bytes()
    done = run("baseline", "write", "lib")
    assert done.code == 1
    assert "有 1 个新问题，基线没有改动" in done.err
    assert run("baseline", "write", "lib", "--accept", "2", "--reason", "季末").code == 1
    assert FILE.read_bytes() == before
    assert run("baseline", "write", "lib", "--accept", "1", "--reason", "季末再改").code == 0
    assert json.loads(FILE.read_text(encoding="utf-8"))["accepted"] == [{"findings": 1, "reason": "季末再改"}]
    assert entries() == {"lib/a.txt": 3}
    assert run("check", "lib").code == 0


@pytest.mark.parametrize("options", [["--accept", "1"], ["--reason", "a"], ["--accept", "0", "--reason", "a"], []])
def test_what_is_called_for(run, library, options: list[str]):
    del library
    assert run("baseline", "write", *(["lib"] if options else []), *options).code == 2
    assert not FILE.exists()


def test_swapping_one_fault_for_another_is_growth(run, written):
    written("不能改\n您好\n不能换\n")
    assert run("baseline", "write", "lib").code == 1


def test_a_renamed_file_is_not_growth(run, written):
    del written
    Path("lib/a.txt").rename("lib/b.txt")
    assert run("baseline", "write", "lib").code == 0
    assert entries() == {"lib/b.txt": 2}


def test_other_files_keep_their_entries(run, written):
    written("不能\n", "other/c.txt")
    assert run("baseline", "write", "other", "--accept", "1", "--reason", "新增").code == 0
    assert entries() == {"lib/a.txt": 2, "other/c.txt": 1}
    Path("lib/a.txt").unlink()
    run("baseline", "prune", "other")
    assert entries() == {"lib/a.txt": 2, "other/c.txt": 1}
    run("baseline", "prune", ".")
    assert entries() == {"other/c.txt": 1}


def test_it_stands_beside_coach_yaml_and_holds_no_text(run, library, monkeypatch):
    library("fail-on: info\n", "coach.yaml")
    monkeypatch.chdir("lib")
    assert run("baseline", "write", "a.txt").code == 0
    text = Path("../coach-baseline.json").read_text(encoding="utf-8")
    assert "退" not in text
    assert '"path": "lib/a.txt"' in text
    assert run("check", "a.txt").code == 0


def test_nothing_is_written_while_an_input_cannot_be_read(run, written):
    written("能退\n")
    Path("lib/b.jsonl").write_text("{\n", encoding="utf-8")
    before = FILE.read_bytes()
    for action in ("write", "prune"):
        done = run("baseline", action, "lib")
        assert done.code == 2
        assert "lib/b.jsonl:1" in done.err
        assert "基线没有改动" in done.err
    assert FILE.read_bytes() == before


@pytest.mark.parametrize("command", [["check"], ["baseline", "write"], ["baseline", "prune"]])
def test_a_damaged_baseline(run, written, command: list[str]):
    del written
    FILE.write_text("{", encoding="utf-8")
    done = run(*command, "lib")
    assert (done.code, done.out) == (2, "")
    assert "coach-baseline.json: 基线文件" in done.err
    assert FILE.read_text(encoding="utf-8") == "{"


def test_pruning_what_is_not_there(run, library):
    del library
    done = run("baseline", "prune", "lib")
    assert done.code == 2
    assert "还没有基线" in done.err
