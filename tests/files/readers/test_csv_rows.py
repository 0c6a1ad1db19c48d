"""Rows and cells of a delimited text, each with its place, however the text comes in pieces."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coach.files.readers import csv_rows
from coach.files.readers.csv_rows import Row, announced, rows, sniffed, unquoted

VALUES = some.text(alphabet='亲好😊a ,;\t|"\r\n=', max_size=8)
TABLES = some.lists(some.lists(VALUES, min_size=1, max_size=5), max_size=6)


def table(text: str, delimiter: str = ",") -> list[list[str]]:
    return [[unquoted(cell) for cell in row.cells(delimiter)] for row in rows([text], delimiter)]


@given(
    TABLES,
    some.sampled_from(csv_rows.DELIMITERS),
    some.sampled_from(["\r\n", "\n", "\r"]),
    some.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_cells_are_those_of_the_standard_library(given: list[list[str]], delimiter: str, line_end: str, quoting: int):
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(given)
    written = stream.getvalue()
    read = [row or [""] for row in csv.reader(StringIO(written, newline=""), delimiter=delimiter)]
    assert table(written, delimiter) == read
    assert read == given or quoting == csv.QUOTE_MINIMAL  # which leaves a lone line end bare


@given(some.text(alphabet='亲a,"\r\n', max_size=60), some.integers(1, 7))
def test_however_the_text_is_cut_into_pieces(text: str, size: int):
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert list(rows(pieces, ",")) == list(rows([text], ","))


@given(some.text(alphabet='亲a,"\r\n', max_size=60))
def test_rows_and_line_ends_are_all_of_the_text(text: str):
    found = list(rows([text], ","))
    assert all(text[row.start : row.start + len(row.raw)] == row.raw for row in found)
    gaps = zip(found, [*(row.start for row in found[1:]), len(text)], strict=False)
    assert found or not text
    assert all(text[row.start + len(row.raw) : end] in ("\r\n", "\r", "\n", "") for row, end in gaps)


@given(some.text(alphabet='亲a,"\r\n', max_size=60))
def test_cells_and_delimiters_are_all_of_a_row(text: str):
    for row in rows([text], ","):
        if not row.fault:
            cells = row.cells(",")
            assert ",".join(cells) == row.raw
            assert [
                text[start : start + len(cell)] for start, cell in zip(row.starts(cells), cells, strict=False)
            ] == cells


def test_rows_count_as_in_a_spreadsheet_and_lines_as_in_an_editor():
    found = rows(['a\r\n"b\nc\r\nd"\r\r\ne\n\nf'], ",")
    assert [(row.number, row.line, row.raw) for row in found] == [
        (1, 1, "a"),
        (2, 2, '"b\nc\r\nd"'),
        (3, 5, ""),
        (4, 6, "e"),
        (5, 7, ""),
        (6, 8, "f"),
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('"a"', "a"),
        ('"a""b"', 'a"b'),
        ('""', ""),
        ('""""', '"'),
        ('a"b"', 'a"b"'),
        ('"a"b', "ab"),
        ('"a"b""', 'ab""'),
        (' "a"', ' "a"'),
    ],
)
def test_values(cell: str, value: str):
    assert unquoted(cell) == value == next(csv.reader([cell]))[0]


class TestAQuoteThatNeverCloses:
    def test_costs_its_own_line(self):
        found = list(rows(['a,"b\nc,d\ne,"f,\n\ng"\n'], ","))
        assert [(row.raw, row.fault) for row in found] == [('a,"b', "quote"), ("c,d", ""), ('e,"f,\n\ng"', "")]

    def test_nor_does_one_that_closes_amid_another_cell(self):
        found = list(rows(['a,"b\nc,"d"\ne,f'], ","))
        assert [(row.raw, row.fault) for row in found] == [('a,"b', "quote"), ('c,"d"', ""), ("e,f", "")]

    def test_is_looked_for_in_bounds(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(csv_rows, "LONGEST_ROW", 100)
        taken = 0

        def endless() -> Iterator[str]:
            nonlocal taken
            yield 'a,"b\n'
            while True:
                taken += 1
                yield "c,d\n"

        found = rows(endless(), ",")
        assert next(found) == Row(1, 1, 0, 'a,"b', "quote")
        assert next(found) == Row(2, 2, 5, "c,d")
        assert taken < 100


def test_a_row_without_end_is_cut_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csv_rows, "LONGEST_ROW", 100)
    first, second = rows([*["字" * 10] * 50, "\r", "\nb"], ",")
    assert (first.fault, len(first.raw) < 300) == ("long", True)
    assert second == Row(2, 2, 502, "b")


def test_a_wide_row():
    [row] = rows([",".join(['"a,b"'] * 10_000)], ",")
    assert len(row.cells(",")) == 10_000


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("编码,内容\n1,好", ","),
        ("编码;内容\n1;好,的\n2;您好,在", ";"),
        ("编码\t内容\n1\t好,的", "\t"),
        ("编码|内容\n1|好,的;", "|"),
        ("内容\n您好,亲\n好,的", ","),
        ('内容;"a,b,c"\n好;x', ";"),
        ('编码,内容\n1,"您好；a;b\nc;d"', ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_told_by_the_rows(text: str, delimiter: str):
    assert sniffed(text) == delimiter


def test_the_usual_delimiter_wins_where_several_fit():
    assert sniffed("a\tb,c\nd\te,f", "\t") == "\t"
    assert sniffed("内容\n好\n", "\t") == "\t"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sep=;\r\na;b", (";", 7)),
        ('"sep=,"\na', (",", 8)),
        ("SEP=\t\n", ("\t", 6)),
        ("sep=", None),
        ("内容,sep=;\n", None),
    ],
)
def test_the_line_in_which_excel_names_the_delimiter(text: str, found: tuple[str, int] | None):
    assert announced(text) == found
