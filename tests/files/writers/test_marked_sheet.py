"""A spreadsheet is fixed in a copy beside it: cells changed, places marked, a comment for every finding."""

from functools import partial
from pathlib import Path

import pytest

import coach
from coach.files.checking import check_records
from coach.files.fixing import Fixer
from coach.files.source import Source

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("coach.files.writers.xlsx_file")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A library of four replies: one to mend, one that needs a person, one with a formula, a clean one."""
    book = openpyxl.Workbook()
    book.active.append(["编码", "内容"])
    for row in (["a", "您好，你的快递到了！！！"], ["b", "对不起，您不能退货。"], ["c", '="你的"'], ["d", "您好。"]):
        book.active.append(row)
    path = tmp_path / "话术.xlsx"
    book.save(path)
    return path


def test_the_copy_holds_the_fixes_and_says_what_was_found(sheet: Path):
    before = sheet.read_bytes()
    fixed = Fixer(partial(check_records, coach.load()), "safe", writes=True).fix(Source(str(sheet)))
    assert sheet.read_bytes() == before
    cells = openpyxl.load_workbook(sheet.with_name("话术.checked.xlsx")).active
    assert [cells[f"B{row}"].value for row in range(2, 6)] == [
        "您好，您的快递到了！",
        "对不起，您不能退货。",
        '="你的"',
        "您好。",
    ]
    assert "已经改成“您”" in cells["B2"].comment.text
    assert "→" in cells["B3"].comment.text
    assert cells["B5"].comment is None
    assert fixed.fixes == 2
    left = [one.guideline for part in fixed.parts for turn in part.turns for one in turn.result.findings]
    assert "honorific" not in left
    assert "no-cannot" in left


def test_the_difference_names_the_cell_and_writes_nothing(sheet: Path):
    fixed = Fixer(partial(check_records, coach.load()), "safe", writes=False).fix(Source(str(sheet)))
    assert "+您好，您的快递到了！" in fixed.diff
    assert any("row 2" in line for line in fixed.diff)
    assert [path.name for path in sheet.parent.iterdir()] == ["话术.xlsx"]
