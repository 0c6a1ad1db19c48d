"""CSV and TSV: the cells of the columns with replies, each with its place; what is not right is told by its row."""

import csv
import tracemalloc
from collections.abc import Iterator
from io import BytesIO, RawIOBase, StringIO
from pathlib import Path, PurePath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coach.errors import ReadError
from coach.files.inputs import read_paths, read_source
from coach.files.readers import html_text
from coach.files.readers.csv_file import quoted, read
from coach.files.readers.csv_rows import rows, unquoted
from coach.files.records import Origin, Record, Slot, Unreadable
from coach.files.source import ReadOptions, Source

REPLY = "您好，这款今天下午就发出，请您放心等候"


def found(content: str | bytes, path: str = "a.csv", **options: Any) -> list[Record | Unreadable]:
    given = content.encode() if isinstance(content, str) else content
    return list(read(Source(path, ReadOptions(**options), given)))


def told(content: str | bytes, path: str = "a.csv", **options: Any) -> list[tuple[str | None, str]]:
    """Place and text or message of each."""
    return [
        (one.origin.locator, one.text if isinstance(one, Record) else one.message)
        for one in found(content, path, **options)
    ]


def test_a_reply_with_all_that_its_row_says():
    [record] = found("编码,标题,分组,客户问题,内容\r\nA1,发货,售后,几时发,好的\r\n")
    assert record == Record(
        Origin("a.csv", "row 2", 2), "好的", ("几时发",), "A1", title="发货", group="售后", slot=Slot((31, 33), "好的")
    )


def test_a_quoted_cell_and_the_rows_after_it():
    text = '编码,内容\n1,"您好，\r\n""今天""发货"\n\n2,好的\n'
    one, two = found(text)
    assert (one.text, one.slot.value) == ('您好，\r\n"今天"发货',) * 2
    assert text[slice(*one.slot.place)] == '"您好，\r\n""今天""发货"'
    assert (two.origin, text[slice(*two.slot.place)]) == (Origin("a.csv", "row 4", 5), "好的")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_places_count_code_points_past_the_mark(encoding: str):
    text = f"标题,内容\r\n😊,{REPLY}\r\n"
    [record] = found(text.encode(encoding))
    assert text[slice(*record.slot.place)] == record.text == REPLY


def test_big5_by_name():
    assert told("編號,內容\n1,您好，這個不能退\n".encode("big5"), encoding="big5") == [("row 2", "您好，這個不能退")]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("标题;内容\n好,的;您好,在\n", "a.csv"),
        ("标题\t内容\n好,的\t您好,在\n", "a.tsv"),
        ("标题\t内容\n好,的\t您好,在\n", "a.tab"),
        ("标题|内容\n好,的|您好,在\n", "a.csv"),
    ],
)
def test_other_delimiters(text: str, path: str):
    assert told(text, path) == [("row 2", "您好,在")]


def test_the_line_that_names_the_delimiter_is_no_row():
    [record] = found("sep=;\r\n内容;标题\r\n您好,在;b\r\n")
    assert (record.text, record.origin) == ("您好,在", Origin("a.csv", "row 2", 3))


def test_several_columns_of_replies_are_told_apart():
    text = "话术1,标题,话术2\n好的,x,在的\n,y,在呢\n"
    assert told(text) == [("row 2 column A", "好的"), ("row 2 column C", "在的"), ("row 3 column C", "在呢")]


def test_duplicate_headers():
    assert [text for _, text in told("内容,内容\n一,二\n")] == ["一", "二"]


def test_a_table_without_header():
    assert told(f"1,{REPLY}\n2,{REPLY}\n") == [("row 1", REPLY), ("row 2", REPLY)]


def test_a_title_above_the_header():
    assert told("售后话术,,\n,,\n编码,标题,内容\n1,x,好的\n") == [("row 4", "好的")]


def test_the_callers_column():
    assert told("内容,备注\n一,二\n", text_column="备注") == [("row 2", "二")]


def test_tables_of_a_folder_are_met(tmp_path: Path):
    for name in ("a.csv", "b.TSV", "c.tab", "d.checked.csv"):
        (tmp_path / name).write_text("内容\n好的\n", encoding="utf-8")
    assert [PurePath(record.origin.path).name for record in read_paths([str(tmp_path)])] == ["a.csv", "b.TSV", "c.tab"]


def test_columns_that_cannot_be_told_are_one_sentence():
    [part] = read_source(Source("a.csv", content=b"a,b\n1,2\n"))
    assert isinstance(part, Unreadable)
    assert "“a”、“b”" in part.message


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "编码,内容", "编码,内容\r\n", "编码,内容\n\n,\n , \n1\n"])
def test_no_replies(text: str):
    assert found(text) == []


def test_ragged_rows_are_read():
    assert told("编码,内容,备注\n1,一\n2\n3,三,x,y,z\n") == [("row 2", "一"), ("row 4", "三")]


def test_ten_thousand_columns():
    header = ",".join([f"k{number}x" for number in range(9_999)] + ["内容"])
    assert told(f"{header}\n{',' * 9_999}好的\n") == [("row 2", "好的")]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('2,"坏,x'.encode(), "引号"),
        ('2,"坏\n',"引号"),
        (b"2,\0\0", "NUL"),
        ("2,坏".encode("gb18030"), "UTF-8"),
    ],
    ids=["open quote", "open quote at a line's end", "NUL", "encoding"],
)  # fmt: skip
def test_a_row_that_is_not_right_is_named_and_the_others_are_read(row: bytes | str, message: str):
    given = row.encode().rstrip() if isinstance(row, str) else row
    first, wrong, last = found("编码,内容,备注\r\n1,一,\r\n".encode() + given + '\r\n3,三,"x"\r\n'.encode())
    assert isinstance(wrong, Unreadable)
    assert (wrong.origin, message in wrong.message) == (Origin("a.csv", "row 3", 3), True)
    assert (first.text, last.text, last.origin.locator) == ("一", "三", "row 4")


@pytest.mark.parametrize("reply", [REPLY, REPLY + "哦"], ids=["even", "odd"])
def test_a_row_of_utf8_among_gb18030_is_named(reply: str):
    before, after = f"编码,内容\n1,{REPLY}\n".encode("gb18030"), f"3,{REPLY}\n".encode("gb18030")
    first, wrong, last = found(before + f"2,{reply}\n".encode() + after)
    assert isinstance(wrong, Unreadable)
    assert (wrong.origin.locator, "GB18030" in wrong.message) == ("row 3", True)
    assert first.text == last.text == REPLY


def test_a_header_that_is_not_right_says_so():
    with pytest.raises(ReadError, match="引号") as raised:
        found('编码,"内容\n1,一\n')
    assert raised.value.locator == "row 1"


def test_utf16_without_a_mark_is_asked_for():
    with pytest.raises(ReadError, match="--encoding utf-16-le"):
        found("id,body\n1,ok\n".encode("utf-16-le"))


def test_formulas_are_read_as_they_stand():
    assert told('编码,内容\n="001",=1+1\n') == [("row 2", "=1+1")]


def test_markup_is_read_as_text_with_a_way_back(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(html_text, "looks_like_html", lambda value: "<p>" in value)
    monkeypatch.setattr(html_text, "plain", lambda value: ("好", (3, 4)))
    marked, bare = found("内容,标题\n<p>好</p>,a\n1 < 2 & 3,b\n")
    assert (marked.text, marked.slot.value, marked.slot.offsets) == ("好", "<p>好</p>", (3, 4))
    assert (bare.text, bare.slot.offsets) == ("1 < 2 & 3", None)


class Endless(RawIOBase):
    """A table that has no end."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        part = "编码,内容\r\n".encode() if not self.given else f'1,"{REPLY}\n""亲"""\r\n2,好的\r\n'.encode() * 1000
        self.given += len(part)
        return part


def test_a_table_is_streamed(monkeypatch: pytest.MonkeyPatch):
    stream = Endless()
    monkeypatch.setattr(Source, "open", lambda self: stream)
    records = read(Source("big.csv"))
    next(records)
    assert stream.given < 1_000_000
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in records:
        if stream.given > 8_000_000:
            break
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert peak < 2_000_000


def test_a_file_is_closed_when_its_columns_cannot_be_told(monkeypatch: pytest.MonkeyPatch):
    stream = BytesIO(b"a,b\n1,2\n")
    monkeypatch.setattr(Source, "open", lambda self: stream)
    with pytest.raises(ReadError):
        list(read(Source("a.csv")))
    assert stream.closed


class TestQuoted:
    @pytest.mark.parametrize(
        ("value", "written", "expected"),
        [
            ("新的", "旧的", "新的"),
            ("新的", '"旧的"', '"新的"'),
            ('新"的"', '"旧的"', '"新""的"""'),
            ("a,b", "a", '"a,b"'),
            ("a;b", "a", '"a;b"'),
            ("a\nb", "a", '"a\nb"'),
            ('5" 屏', "屏", '"5"" 屏"'),
            ('6" 屏', '5" 屏', '6" 屏'),
            ('"屏"', '5" 屏', '"""屏"""'),
            ("您好,亲", "你好,亲", "您好,亲"),
            ("", "旧", ""),
        ],
    )
    def test_quoting_is_kept_and_added_where_needed(self, value: str, written: str, expected: str):
        assert quoted(value, written) == expected

    @pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "＝"])
    def test_a_fix_makes_no_formula(self, sign: str):
        assert unquoted(quoted(f"{sign}1", "好1")) == f"'{sign}1"
        assert unquoted(quoted(f"{sign}1", f'"好{sign}1"')) == f"'{sign}1"

    @pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
    def test_a_beginning_that_was_there_stays(self, sign: str):
        assert quoted(f"{sign}您", f"{sign}你") == f"{sign}您"
        assert quoted(f"{sign}您", f'"{sign}你"') == f'"{sign}您"'

    def test_a_carriage_return_is_no_beginning(self):
        assert quoted("\r1", "好") == '"\'\r1"'


VALUES = some.text(alphabet='亲好😊a ,;\t|"\r\n=+', max_size=8)


@some.composite
def tables(draw: some.DrawFn) -> tuple[str, str]:
    """A written table, with its delimiter: 标题 and 内容 above any cells."""
    delimiter = draw(some.sampled_from([",", ";", "\t", "|"]))
    stream = StringIO(newline="")
    for row in [
        ["标题", "内容"],
        *draw(some.lists(some.lists(VALUES, min_size=2, max_size=3), min_size=1, max_size=5)),
    ]:
        line_end = draw(some.sampled_from(["\r\n", "\n", "\r"]))
        quoting = draw(some.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        csv.writer(stream, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerow(row)
    return stream.getvalue(), delimiter


def values(text: str, delimiter: str) -> Iterator[list[str]]:
    for row in rows([text], delimiter):
        yield [unquoted(cell) for cell in row.cells(delimiter)]


@given(tables(), VALUES)
def test_a_cell_spliced_changes_nothing_else(table: tuple[str, str], value: str):
    text, delimiter = table
    content = f"sep={delimiter}\n{text}"
    before = list(values(text, delimiter))
    for record in found(content):
        start, end = record.slot.place
        assert unquoted(content[start:end]) == record.slot.value == record.text
        spliced = content[:start] + quoted(value, content[start:end]) + content[end:]
        row = int(record.origin.locator.removeprefix("row ")) - 1
        after = list(values(spliced.removeprefix(f"sep={delimiter}\n"), delimiter))
        assert after[row][1].removeprefix("'") == value.removeprefix("'")
        after[row][1] = before[row][1]
        assert after == before


def test_the_standard_library_reads_what_was_spliced():
    text = '内容,标题\r\n"旧,的",x\r\n'
    [record] = found(text)
    start, end = record.slot.place
    spliced = text[:start] + quoted('新"的"\n=1', text[start:end]) + text[end:]
    assert list(csv.reader(StringIO(spliced, newline=""))) == [["内容", "标题"], ['新"的"\n=1', "x"]]
