"""Tables of findings go to the files that --report names; a spreadsheet is checked like any file."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook


@pytest.fixture
def library(small_house) -> str:
    book = Workbook()
    for row in (["编码", "内容"], ["k1", "不能退"], ["k2", "好的"]):
        book.active.append(row)
    book.save("话术.xlsx")
    return "话术.xlsx"


def test_a_spreadsheet_is_checked_and_reported_as_tables(run, library: str):
    done = run("check", library, "--report", "xlsx=a.xlsx", "--report", "csv=a.csv", "--format", "json")
    assert done.code == 1
    assert done.findings == [("no-cannot", "不能退")]
    assert [row[2].value for row in load_workbook("a.xlsx").active] == ["编号", "k1"]
    assert Path("a.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("话术.xlsx,Sheet!row 2,k1,")


def test_tables_do_not_go_to_standard_output(run, library: str):
    assert run("check", library, "--format", "csv").code == 2
    assert run("check", library, "--format", "xlsx").code == 2


def test_a_torn_spreadsheet_is_told_and_others_are_checked(run, library: str):
    Path("b.xlsx").write_bytes(Path(library).read_bytes()[:1000])
    done = run("check", "b.xlsx", library, "--format", "jsonl")
    assert done.code == 2
    assert done.err.startswith("b.xlsx: 文件不完整")
    assert done.findings == [("no-cannot", "不能退")]
    assert "Traceback" not in done.err


def test_a_file_named_twice_is_checked_once(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("内容\n您好\n", encoding="utf-8")
    assert "检查了 1 条回复" in run("check", ".", "a.csv", "./a.csv").out


@pytest.mark.parametrize("name", ["rot13", "base64", "idna", "punycode", "undefined"])
def test_an_encoding_that_is_none_of_text(run, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for path in ("a.csv", "a.txt", "a.json", "a.yaml", "a.md"):
        Path(path).write_text("内容\n您好\n", encoding="utf-8")
        assert run("check", path, "--encoding", name).code == 2


def test_an_empty_path(run):
    done = run("check", "")
    assert done.code == 2
    assert "路径是空的" in done.err
