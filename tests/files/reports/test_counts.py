"""Tables of counts: by guideline, by severity, by file."""

import pytest

from coach.files.checking import check_record
from coach.files.records import Origin, Record, Unreadable
from coach.files.reports.counts import Counts


@pytest.fixture
def tables(small_coach):
    """The lines of the tables, each as its cells."""

    def call(*parts: Record | Unreadable) -> list[list[str]]:
        counts = Counts()
        for part in parts:
            if isinstance(part, Unreadable):
                counts.unreadable(part)
            else:
                counts.add(check_record(small_coach, part))
        return [line.split() for line in counts.tables().splitlines() if line]

    return call


def test_the_most_frequent_guideline_comes_first_and_files_in_their_order(tables):
    shown = tables(
        Record(Origin("b.txt"), "抱歉，尽快"),
        Record(Origin("b.txt"), "好的"),
        Record(Origin("a.txt"), "不能，无法"),
        Record(Origin(None), "我查", ("骗子",)),
        Unreadable(Origin("none.txt"), "没有这个文件"),
    )
    assert shown == [
        ["按准则", "错误", "警告", "提示", "合计"],
        ["no-cannot", "不说不能", "0", "2", "0", "2"],
        ["soon", "说清时间", "0", "0", "1", "1"],
        ["soothe", "先安抚", "1", "0", "0", "1"],
        ["按级别", "处"],
        ["错误", "1"],
        ["警告", "2"],
        ["提示", "1"],
        ["合计", "4"],
        ["按文件", "回复", "可改进", "错误", "警告", "提示"],
        ["b.txt", "2", "1", "0", "0", "1"],
        ["a.txt", "1", "1", "0", "2", "0"],
        ["这段文字", "1", "1", "1", "0", "0"],
        ["none.txt", "0", "0", "0", "0", "0"],
    ]


def test_without_findings_there_is_no_table_of_guidelines(tables):
    assert [row[0] for row in tables(Record(Origin("a.txt"), "好的"))] == [
        "按级别", "错误", "警告", "提示", "合计", "按文件", "a.txt",
    ]  # fmt: skip


def test_nothing_read_is_nothing_shown(tables):
    assert tables() == []


def test_a_file_name_is_nothing_that_is_obeyed(tables):
    shown = tables(Record(Origin("\x1b[31m##[error].txt"), "好的"))
    assert shown[-1][0] == "\\x1b[31m\\x23#[error].txt"
