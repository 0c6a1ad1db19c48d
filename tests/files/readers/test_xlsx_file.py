"""A spreadsheet is one reply a row; what cannot or should not be opened is told in a sentence."""

import base64
import zlib
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from coach.errors import ReadError
from coach.files.inputs import read_paths
from coach.files.readers import xlsx_file
from coach.files.records import Record, Unreadable
from coach.files.source import ReadOptions, Source

Rows = list[list[object]]
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ONE_REPLY: Rows = [["编码", "内容"], ["k1", "这边不能退货的哦"]]


def book(**sheets: Rows) -> Workbook:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def saved(made: Workbook) -> bytes:
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_sheet(rows: str) -> bytes:
    """A workbook whose one sheet holds these rows, as XML."""
    xml = f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>"
    return packed(parts(saved(book(话术=ONE_REPLY))) | {SHEET: xml.encode()})


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def read(content: bytes, text_column: str | None = None) -> list[Record | Unreadable]:
    return list(xlsx_file.read(Source("a.xlsx", ReadOptions(text_column=text_column), content)))


def read_rows(rows: Rows) -> list[Record]:
    return read(saved(book(话术=rows)))


def complaint(content: bytes) -> str:
    with pytest.raises(ReadError) as told:
        read(content)
    assert told.value.path == "a.xlsx"
    return told.value.message


class TestRecords:
    def test_a_row_is_a_reply_with_what_it_is_called(self):
        [found] = read_rows([["分组", "编码", "标题", "客户问题", "内容"], ["售后", "k1", "退货", "能退吗", "不能退"]])
        assert (found.text, found.id, found.title, found.group) == ("不能退", "k1", "退货", "售后")
        assert found.context == ("能退吗",)
        assert found.origin == ("a.xlsx", "话术!row 2", 0)
        assert found.slot == (("话术", 2, 5), "不能退", None)

    def test_all_sheets_are_read_hidden_ones_too(self):
        made = book(甲=[["内容"], ["一"]], 乙=[["内容"], ["二"]], 丙=[["内容"], ["三"]])
        made["乙"].sheet_state = "hidden"
        made["丙"].sheet_state = "veryHidden"
        made.create_chartsheet("图")
        assert [(one.text, one.origin.locator) for one in read(saved(made))] == [
            ("一", "甲!row 2"), ("二", "乙!row 2"), ("三", "丙!row 2"),
        ]  # fmt: skip

    def test_rows_have_the_numbers_that_the_sheet_shows(self):
        made = book(话术=[])
        sheet = made["话术"]
        sheet["C4"], sheet["C5"], sheet["C8"] = "内容", "一", "二"
        found = read(saved(made))
        assert [(one.text, one.origin.locator) for one in found] == [("一", "话术!row 5"), ("二", "话术!row 8")]
        assert [one.slot.place for one in found] == [("话术", 5, 3), ("话术", 8, 3)]

    def test_a_title_above_the_header_is_no_header(self):
        title = [["双十一客服话术"], ["2026年修订"], []]
        assert [one.text for one in read_rows([*title, ["编码", "话术"], ["k1", "好的"]])] == ["好的"]

    def test_a_sheet_of_one_column(self):
        assert [one.text for one in read_rows([["话术"], ["好的"], ["不能退", "备注"]])] == ["好的", "不能退"]

    def test_several_columns_of_replies(self):
        found = read_rows([["编码", "回复1", "回复2"], ["k1", "一", "二"], ["k2", None, "三"]])
        assert [(one.id, one.text, one.origin.locator) for one in found] == [
            ("k1", "一", "话术!row 2 column B"),
            ("k1", "二", "话术!row 2 column C"),
            ("k2", "三", "话术!row 3 column C"),
        ]
        assert [one.slot.place for one in found] == [("话术", 2, 2), ("话术", 2, 3), ("话术", 3, 3)]

    def test_the_caller_may_name_the_column(self):
        content = saved(book(甲=[["内容", "英文"], ["一", "one"]], 乙=[["内容"], ["二"]]))
        assert [one.text for one in read(content, "英文")] == ["one"]

    def test_sheets_without_replies_are_passed_over(self):
        notes: Rows = [["本表由培训部维护，请您不要随便改动。"], ["有问题请您联系培训部的同事们，谢谢。"]]
        assert [
            one.text for one in read(saved(book(说明=notes, 空=[], 名单=[["姓名"], ["小王"]], 话术=ONE_REPLY)))
        ] == ["这边不能退货的哦"]

    def test_numbers_dates_and_truth_read_as_people_see_them(self):
        rows: Rows = [["编码", "标题", "内容"]]
        rows += [
            [value, None, "好的"] for value in (7, 7.5, 12345678901, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4), True)
        ]
        ids = [one.id for one in read_rows(rows)]
        assert ids == ["7", "7.5", "12345678901", "2026-01-02", "2026-01-02 03:04:00", "TRUE"]

    def test_rich_text_is_plain_text(self):
        rich = CellRichText("亲，", TextBlock(InlineFont(b=True), "不能"), "退")
        [found] = read_rows([["内容"], [rich]])
        assert (found.text, found.slot.value) == ("亲，不能退", "亲，不能退")

    def test_a_formula_gives_what_it_last_came_to_and_is_not_written_to(self):
        row = f'<row r="2"><c r="A2" t="str"><f>"不"&amp;"能"</f><v>不能</v></c>{cell("B2", "k")}</row>'
        [found] = read(with_sheet(f'<row r="1">{cell("A1", "内容")}{cell("B1", "编码")}</row>{row}'))
        assert (found.text, found.id, found.slot) == ("不能", "k", None)

    def test_a_number_in_the_column_of_replies_is_a_reply(self):
        assert [one.text for one in read_rows([["内容"], [10086], ["好的"]])] == ["10086", "好的"]

    def test_a_merged_group_is_carried_down_and_no_further(self):
        rows: Rows = [["分组", "标题", "内容"], ["售后", "退", "一"], [None, None, "二"], [None, "换", "三"]]
        made = book(话术=rows)
        made["话术"].merge_cells("A2:A3")
        made["话术"].merge_cells("B2:B3")
        found = [(one.group, one.title, one.text) for one in read(saved(made))]
        assert found == [("售后", "退", "一"), ("售后", "退", "二"), ("", "换", "三")]

    def test_a_merged_reply_is_one_reply(self):
        made = book(话术=[["编码", "内容"], ["k1", "一"], ["k2", None], ["k3", "三"]])
        made["话术"].merge_cells("B2:B3")
        assert [(one.id, one.text) for one in read(saved(made))] == [("k1", "一"), ("k3", "三")]

    def test_html_in_a_cell_is_text_with_a_way_back(self):
        [found] = read_rows([["内容"], ["<p>亲，<b>不能</b>退</p>"]])
        assert found.text.strip() == "亲，不能退"
        at = found.text.index("不能")
        assert found.slot.value[found.slot.offsets[at] :].startswith("不能")

    @pytest.mark.parametrize("written", ["3<5是对的", "A&B两款", "不能退<"])
    def test_text_with_signs_is_no_html(self, written: str):
        [found] = read_rows([["内容"], [written]])
        assert (found.text, found.slot.offsets) == (written, None)

    def test_white_space_is_no_reply(self):
        assert [one.text for one in read_rows([["内容"], ["  "], ["\n"], ["好的"]])] == ["好的"]

    def test_line_feeds_in_a_cell_stay(self):
        assert read_rows([["内容"], ["您好\n不能退"]])[0].text == "您好\n不能退"

    def test_a_name_of_a_sheet_cannot_write_to_the_terminal(self):
        made = book(话术=ONE_REPLY)
        made["话术"].title = "话\u202e术\u009b"
        [found] = read(saved(made))
        assert found.origin.locator == "话\\u202e术\\x9b!row 2"
        assert found.slot.place[0] == "话\u202e术\u009b"

    def test_duplicate_headers_are_all_read(self):
        assert [one.text for one in read_rows([["内容", "内容"], ["一", "二"]])] == ["一", "二"]

    def test_ten_thousand_columns(self):
        wide: list[object] = [f"备注{number}" for number in range(10_000)]
        assert [one.text for one in read_rows([[*wide, "内容"], [*wide, "好的"]])] == ["好的"]

    def test_a_million_empty_rows(self):
        empty = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(3, 1_000_000, 7))
        rows = f'<row r="1">{cell("A1", "内容")}</row><row r="2">{cell("A2", "一")}</row>{empty}'
        found = read(with_sheet(rows + f'<row r="1048576">{cell("A1048576", "二")}</row>'))
        assert [(one.text, one.origin.locator) for one in found] == [("一", "话术!row 2"), ("二", "话术!row 1048576")]

    def test_cells_that_do_not_say_where_they_are(self):
        row = "<row><c t='inlineStr'><is><t>{}</t></is></c><c><f>1+1</f><v>2</v></c></row>"
        found = read(with_sheet(row.format("内容") + row.format("一") + row.format("二")))
        assert [(one.text, one.origin.locator) for one in found] == [("一", "话术!row 2"), ("二", "话术!row 3")]


OLD = (
    "eNq7cF7wwcKNUg8Z0IAdAzPDv/+cDGxIYoxAzAnjCDAA5f//BzFhNAcQ/x8FQwpwcgAjko2VYTfvGXZQHILi+yEDE8MGloNAkoHhERDHMBQw+O"
    "XnpSrQETiB3ZDICHKDLZBkZJgDFOFjkAS7SghMJoNJYTC5HqxyD5h0AIv0gklboNoHjFEM5+39tCygqTiCSQksx8cAMnc7WM8tsIghgyjDCVAq"
    "rp/ACFHLyuBYlJmYMzgl5Fh4GJYwAOPNPTUvtSgx5wGDCDAClzB8/a/AwPAFllMPKIyK01eckQEo/gNVnB2L+GQmFgaGBob/CeAE3srAw3CGGS"
    "TDxHi3Wz/9D4MmA4gLwkB5sXrGCiDVGrgzmoOB8Wb/zn5ev78NDBPUe1vKnoVwgcpmcF4WQMnLvOA0zgMkUxj4wWxBcEoXAJbWf1Z+vOSbFGAf"
    "DxZpAJffkFJeFeQwhv8MjSAdQM18YBkmOKkFJrXBZBPYVGkwWwpMigDTJ5BWCxCFMtyawWpawLJqQHuMweCyvToSWwPIbn0duEOu9bG9JpC9zv"
    "1hlci66/YLGZSAtU4KUD8INjPoMOowzpoJAjvtYTQjtES4CyYlMUoHDiYBqNv/Q6syfoa/DFxgpiCYhPBAocMIVc+Ipr6OiQssJggOV5B6Rnho"
    "2jEJMWwDB48DUn3JxTAKRsEoGAWjYBSMglEwCkbB4AKM0BY9qJMBavOzQvsN7NBxnb9A/G90mGTYgiCGfCAsAXZMXRnygHQRQyVJ6UeMgZURZh"
    "YjkXpg44UgEA60vYghmyEJ7I5sktMvsN/HiOwfojUKUC8LkWr/P1LcSWP7AYUJxnk="
)


class TestOtherFormats:
    def test_an_old_excel_file_is_read_but_not_written(self):
        found = read(zlib.decompress(base64.b64decode(OLD)))
        assert [(one.id, one.text, one.origin.locator) for one in found] == [("1", "这边不能退货的哦", "话术!row 2")]
        assert found[0].slot is None

    def test_an_open_document_is_read_but_not_written(self):
        found = read(open_document(office_row("编码", "内容") + office_row("k1", "不能退")))
        assert [(one.id, one.text, one.origin.locator) for one in found] == [("k1", "不能退", "话术!row 4")]
        assert found[0].slot is None

    def test_an_open_document_that_repeats_a_cell_everywhere_is_refused(self):
        repeated = '<table:table-row table:number-rows-repeated="1000000">'
        repeated += (
            '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000"/>'
        )
        assert "一直铺到第 1000002 行、第 1000 列" in complaint(open_document(repeated + "</table:table-row>"))

    def test_a_locked_open_document(self):
        manifest = {"META-INF/manifest.xml": b"<m><e><encryption-data/></e></m>"}
        assert "密码" in complaint(packed(parts(open_document("")) | manifest))


def office_row(*cells: str) -> str:
    written = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>' for one in cells
    )
    return f"<table:table-row>{written}</table:table-row>"


def open_document(rows: str) -> bytes:
    """An OpenDocument spreadsheet with two empty rows, these, and the million empty ones that LibreOffice ends with."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    blank = f'<table:table-row table:number-rows-repeated="{{}}">{cells}</table:table-row>'
    table = f'<table:table table:name="话术">{blank.format(2)}{rows}{blank.format(1_048_570)}</table:table>'
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return packed({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}"/>'.encode(),
        "content.xml": f"{content}</office:document-content>".encode(),
    })  # fmt: skip


class TestBadInput:
    def test_no_sheet_has_replies(self):
        told = complaint(saved(book(甲=[["姓名", "工号"], ["小王", 7]], 乙=[])))
        assert "工作表“甲”的表头是“姓名”、“工号”" in told
        assert "工作表“乙”是空的" in told
        assert "--text-column" in told

    def test_no_sheet_has_the_column(self):
        with pytest.raises(ReadError, match=r"没有叫“答句”的列。工作表“话术”的表头是“编码”、“内容”"):
            read(saved(book(话术=ONE_REPLY)), "答句")

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "空的"),
            ("内容\n好的\n".encode(), "像是文本"),
            (b"\xef\xbb\xbf<html><table></table></html>", "网页"),
            (b'<?xml version="1.0"?><Workbook/>', "XML"),
            (b"\x00\x01\x02", "不是 Excel 文件"),
            (packed({"a.txt": b"x"}), "压缩包"),
            (b"PK\x03\x04 but no archive", "不完整"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "不完整"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ],
        ids=["empty", "text", "web page", "xml", "bytes", "archive", "no archive", "torn ole", "password"],
    )
    def test_what_is_no_spreadsheet_is_called_what_it_is(self, content: bytes, message: str):
        assert message in complaint(content)

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
    def test_a_truncated_file(self, share: float):
        content = saved(book(话术=ONE_REPLY))
        assert "不完整" in complaint(content[: int(len(content) * share)])

    def test_a_part_that_does_not_match_its_checksum(self):
        content = saved(book(话术=ONE_REPLY))
        at = content.index(b"PK\x01\x02") - 40
        assert "坏了" in complaint(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])

    def test_an_encrypted_archive(self):
        content = bytearray(saved(book(话术=ONE_REPLY)))
        content[content.index(b"PK\x01\x02") + 8] |= 1
        assert "密码" in complaint(bytes(content))

    def test_a_bomb(self):
        content = packed(parts(saved(book(话术=ONE_REPLY))) | {"xl/media/a.bin": bytes(100 << 20)})
        assert "压缩炸弹" in complaint(content)

    def test_a_bomb_that_lies_about_its_size(self):
        size, told = 100 << 20, 16
        content = packed(parts(saved(book(话术=ONE_REPLY))) | {"xl/media/a.bin": bytes(size)})
        content = content.replace(size.to_bytes(4, "little"), told.to_bytes(4, "little"))
        content = content.replace(
            zlib.crc32(bytes(size)).to_bytes(4, "little"), zlib.crc32(bytes(told)).to_bytes(4, "little")
        )
        assert "压缩炸弹" in complaint(content)

    def test_cells_far_apart(self):
        rows = f'<row r="1">{cell("A1", "内容")}</row><row r="1048576">{cell("XFD1048576", "远")}</row>'
        assert "工作表“话术”的内容一直铺到第 1048576 行、第 16384 列" in complaint(with_sheet(rows))

    def test_a_million_laughs(self):
        laughs = '<!DOCTYPE w [<!ENTITY a "哈哈">' + "".join(
            f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in zip("abcdefgh", "bcdefghi", strict=True)
        )
        xml = (
            f'{laughs}]><worksheet {NAMESPACE}><sheetData><row r="1">{cell("A1", "&i;")}</row></sheetData></worksheet>'
        )
        assert "文档类型声明" in complaint(packed(parts(saved(book(话术=ONE_REPLY))) | {SHEET: xml.encode()}))

    @pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"])
    def test_broken_xml(self, part: str):
        told = complaint(packed(parts(saved(book(话术=ONE_REPLY))) | {part: b"<a>\n<b></a>"}))
        assert f"{part} 第 2 行" in told

    @pytest.mark.parametrize(
        "xml", [b'<x:a r:id="1"/>', b'<?xml version="1.0" encoding="big5"?><a/>'], ids=["prefix", "encoding"]
    )
    def test_strange_xml(self, xml: bytes):
        assert "坏了" in complaint(packed(parts(saved(book(话术=ONE_REPLY))) | {"xl/workbook.xml": xml}))

    def test_a_sheet_that_is_missing_is_told_and_the_others_are_read(self):
        files = parts(saved(book(甲=ONE_REPLY, 乙=ONE_REPLY)))
        del files[SHEET]
        wrong, good = read(packed(files))
        assert isinstance(wrong, Unreadable)
        assert wrong.origin == ("a.xlsx", "甲", 0)
        assert good.origin.locator == "乙!row 2"


class TestInputs:
    @pytest.fixture
    def write(self, tmp_path, monkeypatch) -> Callable[..., None]:
        monkeypatch.chdir(tmp_path)
        return lambda name, content: (tmp_path / name).write_bytes(content)

    @pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
    def test_a_workbook_by_another_name_is_called_one(self, write, name: str):
        write(name, saved(book(话术=ONE_REPLY)))
        [told] = read_paths([name])
        assert "Excel" in told.message
        [found] = read_paths([name], ReadOptions(reader="xlsx"))
        assert found.text == "这边不能退货的哦"

    def test_a_file_that_excel_keeps_open_and_our_own_copies_are_passed_over(self, write):
        write("a.xlsx", saved(book(话术=ONE_REPLY)))
        write("a.checked.xlsx", saved(book(话术=ONE_REPLY)))
        write("~$a.xlsx", b"\x05owner")
        assert [one.origin.path for one in read_paths(["."])] == ["a.xlsx"]

    def test_a_bad_file_does_not_keep_others_from_being_read(self, write):
        write("a.xlsx", b"PK\x03\x04")
        write("b.xlsx", saved(book(话术=ONE_REPLY)))
        wrong, good = read_paths(["a.xlsx", "b.xlsx"])
        assert isinstance(wrong, Unreadable)
        assert good.text == "这边不能退货的哦"
