"""A spreadsheet is mended in a copy: what was asked for is there, all else is as it was."""

import warnings
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from coach.errors import ReadError, WriteError
from coach.files.readers import xlsx_file
from coach.files.source import Source
from coach.files.writers.xlsx_file import Change, Note, checked_path, write

CELL = ("话术", 5, 3)
NO_NOTES: Mapping = {}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with all that people put into one."""
    book = Workbook()
    sheet = book.active
    sheet.title = "话术"
    sheet["A1"] = "双十一话术"
    sheet.merge_cells("A1:D1")
    for row in (
        ["分组", "编码", "内容", "次数"],
        ["售后", "k1", "亲，你好", 3],
        [None, "k2", None, 4],
        [None, "k3", "不能退", 5],
    ):
        sheet.append(row)
    sheet.merge_cells("A3:A5")
    sheet["C4"] = CellRichText("亲，", TextBlock(InlineFont(b=True, color="FF00B050"), "不能"), "退的")
    sheet["D6"], sheet["E3"], sheet["E4"] = "=SUM(D3:D5)", "#N/A", 0.125
    sheet["C6"] = "=不是公式"
    sheet["C6"].data_type = "s"
    sheet["E4"].number_format = "0.0%"
    sheet["C5"].font, sheet["C5"].fill = Font(name="楷体", sz=14, b=True), PatternFill("solid", fgColor="FFFFFF00")
    sheet["C3"].comment = Comment("培训部看过", "小王")
    sheet["B5"].comment = Comment("别的批注", "小李")
    sheet["B3"].hyperlink = "#话术!C3"
    sheet.column_dimensions["C"].width, sheet.row_dimensions[3].height = 44, 30
    sheet.column_dimensions["D"].hidden = True
    sheet.freeze_panes, sheet.auto_filter.ref = "B3", "A2:D6"
    validation = DataValidation(type="list", formula1='"售前,售后"')
    validation.add("A3:A9")
    sheet.add_data_validation(validation)
    sheet.conditional_formatting.add("D3:D6", CellIsRule(operator="greaterThan", formula=["4"], font=Font(b=True)))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=2, max_row=5), titles_from_data=True)
    sheet.add_chart(chart, "G2")
    hidden = book.create_sheet("藏起来")
    hidden.sheet_state = "hidden"
    hidden.append(["内容"])
    path = tmp_path / "话术.xlsx"
    book.save(path)
    return path


def cells(path: Path) -> dict[tuple[str, str], tuple[object, ...]]:
    """Every cell: what it holds, its type and how it looks."""
    found = {}
    for sheet in load_workbook(path, rich_text=True):
        for row in sheet.iter_rows():
            for cell in row:
                looks = (cell.number_format, cell.font, cell.fill, cell.border, cell.alignment, cell.hyperlink)
                comment = (cell.comment.text, cell.comment.author) if cell.comment else None
                found[sheet.title, cell.coordinate] = (repr(cell.value), cell.data_type, *map(repr, looks), comment)
    return found


def frame(path: Path) -> list[object]:
    """All that is not in a cell."""
    found: list[object] = []
    for sheet in load_workbook(path):
        found += [sheet.title, sheet.sheet_state, sheet.freeze_panes, sheet.auto_filter.ref, len(sheet._charts)]
        found += [str(sheet.merged_cells), [(one.sqref, one.formula1) for one in sheet.data_validations.dataValidation]]
        found += [[(str(key.sqref), [rule.formula for rule in key.rules]) for key in sheet.conditional_formatting]]
        found += [[(key, one.width, one.hidden) for key, one in sheet.column_dimensions.items()]]
        found += [[(key, one.height) for key, one in sheet.row_dimensions.items()]]
    return found


def written(library: Path, changes: Mapping, notes: Mapping = NO_NOTES) -> Path:
    target = checked_path(library)
    write(library, target, changes, notes)
    return target


def texts(path: Path) -> list[str]:
    return [one.text for one in xlsx_file.read(Source(str(path)))]


def test_the_copy_stands_beside_the_original():
    assert checked_path(Path("库/话术.2026.xlsx")) == Path("库/话术.2026.checked.xlsx")


def test_what_is_not_asked_for_stays_as_it_was(library: Path):
    before, surroundings, content = cells(library), frame(library), library.read_bytes()
    target = written(library, {CELL: Change("不能退", "可以换")}, {("话术", 3, 3): [Note(2, 3, "说您")]})
    after = cells(target)
    changed = {place for place in before if before[place] != after[place]}
    assert changed == {("话术", "C5"), ("话术", "C3")}
    assert after.keys() == before.keys()
    assert frame(target) == surroundings
    assert library.read_bytes() == content


def test_a_changed_cell_keeps_its_looks(library: Path):
    target = written(library, {CELL: Change("不能退", "可以换")})
    before, after = cells(library)["话术", "C5"], cells(target)["话术", "C5"]
    assert after[0] == "'可以换'"
    assert after[1:] == before[1:]
    assert texts(target) == ["亲，你好", "亲，不能退的", "可以换", "=不是公式"]


def test_rich_text_keeps_its_runs_and_is_not_highlighted(library: Path):
    place = ("话术", 4, 3)
    target = written(library, {place: Change("亲，不能退的", "亲，不能退哦")}, {place: [Note(2, 4, "不说不能")]})
    value = load_workbook(target, rich_text=True)["话术"]["C4"].value
    assert [(str(run), isinstance(run, TextBlock)) for run in value] == [
        ("亲，", False),
        ("不能", True),
        ("退哦", False),
    ]
    assert value[1].font.color.rgb == "FF00B050"
    assert value[1].font.u is None


def test_places_are_highlighted_and_told_in_a_comment(library: Path):
    notes = [Note(0, 2, "没有“我不能”：这句话说的是不能做什么。", "可以换"), Note(2, 2, "太短")]
    target = written(library, {}, {CELL: notes})
    cell = load_workbook(target, rich_text=True)["话术"]["C5"]
    assert [(str(run), isinstance(run, TextBlock)) for run in cell.value] == [("不能", True), ("退", False)]
    assert (cell.value[0].font.rFont, cell.value[0].font.sz, cell.value[0].font.u) == ("楷体", 14, "single")
    assert cell.comment.text == "没有“我不能”：这句话说的是不能做什么。\n→ 可以换\n\n太短"
    assert texts(target)[2] == "不能退"


def test_a_comment_that_was_there_stays_above(library: Path):
    target = written(library, {}, {("话术", 3, 3): [Note(2, 3, "说您", "您")]})
    sheet = load_workbook(target)["话术"]
    assert (sheet["C3"].comment.text, sheet["C3"].comment.author) == ("培训部看过\n\n说您\n→ 您", "小王")
    assert sheet["B5"].comment.text == "别的批注"


def test_identifiers_are_starred_in_comments_and_nothing_is_obeyed(library: Path):
    target = written(library, {}, {CELL: [Note(0, 2, "写了13812345678\x1b[2J\u202e")]})
    assert load_workbook(target)["话术"]["C5"].comment.text == "写了138****78\\x1b[2J\\u202e"


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-1", "@SUM(A1)", "#N/A", "=cmd|'/c calc'!A1", "7", "TRUE", "2026-01-02"]
)
@pytest.mark.parametrize("notes", [NO_NOTES, {CELL: [Note(0, 1, "标出来")]}], ids=["plain", "highlighted"])
def test_what_is_written_is_text_whatever_it_begins_with(library: Path, text: str, notes: Mapping):
    target = written(library, {CELL: Change("不能退", text)}, notes)
    cell = load_workbook(target, rich_text=True)["话术"]["C5"]
    assert (cell.data_type, str(cell.value)) == ("s", text)
    assert texts(target)[2] == text
    with ZipFile(target) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"<f>") == 1  # the one there was


@pytest.mark.parametrize("text", ["您好\r\n再见", "响铃\x07", "_x0041_", " 前后 ", "一\n二", "😀𠮷"])
def test_what_is_written_reads_back_the_same(library: Path, text: str):
    target = written(library, {CELL: Change("不能退", text)})
    assert texts(target)[2] == text


def test_a_line_end_of_the_original_is_no_change(tmp_path: Path):
    book = Workbook()
    book.active.append(["内容"])
    book.active.append(["您好_x000D_\n你好"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    [record] = xlsx_file.read(Source(str(path)))
    target = written(path, {record.slot.place: Change(record.text, record.text.replace("你", "您"))})
    assert texts(target) == [record.text.replace("你", "您")]


def test_nothing_to_write_writes_nothing(library: Path):
    target = checked_path(library)
    assert write(library, target, {}, {}) == ()
    assert not target.exists()


def test_a_copy_that_is_there_is_replaced(library: Path):
    checked_path(library).write_bytes(b"old")
    assert texts(written(library, {CELL: Change("不能退", "可以换")}))[2] == "可以换"


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (CELL, Change("能退", "可以换")),
        (("话术", 6, 4), Change("=SUM(D3:D5)", "可以换")),
        (("话术", 4, 1), Change("", "可以换")),
        (("话术", 3, 4), Change("3", "可以换")),
        (("没有", 3, 3), Change("亲，你好", "可以换")),
    ],
    ids=["other text", "formula", "merged", "number", "no such sheet"],
)
def test_a_cell_that_is_not_what_was_read_stops_it_all(library: Path, place: tuple, change: Change):
    target = checked_path(library)
    with pytest.raises(WriteError, match=f"{place[0]}!row {place[1]} 和检查的时候不一样了"):
        write(library, target, {("话术", 3, 3): Change("亲，你好", "亲，您好"), place: change}, {})
    assert not target.exists()


def test_a_text_too_long_for_a_cell(library: Path):
    with pytest.raises(WriteError, match="放不下"):
        written(library, {CELL: Change("不能退", "长" * 32_768)})


def test_the_original_is_never_written_to(library: Path, tmp_path: Path):
    content = library.read_bytes()
    link = tmp_path / "link.xlsx"
    link.symlink_to(library)
    for target in (library, link):
        with pytest.raises(WriteError, match="不会直接改"):
            write(library, target, {CELL: Change("不能退", "可以换")}, {})
    assert library.read_bytes() == content


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.xlsb"])
def test_formats_that_are_only_read(tmp_path: Path, name: str):
    with pytest.raises(WriteError, match="不能写回"):
        write(tmp_path / name, checked_path(tmp_path / name), {CELL: Change("不能退", "可以换")}, {})


def test_a_file_that_became_bad_is_told(library: Path):
    library.write_bytes(library.read_bytes()[:2000])
    with pytest.raises(ReadError, match="不完整"):
        written(library, {CELL: Change("不能退", "可以换")})
    assert not checked_path(library).exists()


def test_what_openpyxl_cannot_make_sense_of_is_told(library: Path):
    with ZipFile(library) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(library, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, b"<styleSheet/>" if name == "xl/styles.xml" else content)
    with pytest.raises((WriteError, ReadError)):
        written(library, {CELL: Change("不能退", "可以换")})
    assert not checked_path(library).exists()


def test_a_failure_while_writing_leaves_the_old_copy(library: Path, monkeypatch: pytest.MonkeyPatch):
    target = checked_path(library)
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.files.atomic.os.fsync", fail)
    with pytest.raises(WriteError):
        written(library, {CELL: Change("不能退", "可以换")})
    assert target.read_bytes() == b"old"
    assert sorted(library.parent.iterdir()) == sorted([library, target])


def test_what_the_copy_lacks_is_told(library: Path):
    with ZipFile(library, "a") as archive:
        archive.writestr("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>")
    assert write(library, checked_path(library), {CELL: Change("不能退", "可以换")}, {}) == ("批注里的讨论",)


def test_macros_are_kept(library: Path, tmp_path: Path):
    with ZipFile(library) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    source = tmp_path / "宏.xlsm"
    with ZipFile(source, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.writestr("xl/vbaProject.bin", b"macro")
    target = written(source, {CELL: Change("不能退", "可以换")})
    with ZipFile(target) as archive:
        assert archive.read("xl/vbaProject.bin") == b"macro"
    assert texts(target)[2] == "可以换"


def test_warnings_of_openpyxl_reach_nobody(library: Path, monkeypatch: pytest.MonkeyPatch):
    def warn(*arguments: object, **options: object) -> Workbook:
        warnings.warn("Data Validation extension is not supported", UserWarning, stacklevel=1)
        return load_workbook(*arguments, **options)

    monkeypatch.setattr("openpyxl.load_workbook", warn)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        written(library, {CELL: Change("不能退", "可以换")})
    assert not told
