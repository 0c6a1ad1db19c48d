"""Findings as rows of a table, for people who live in sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.files.records import STANDARD_INPUT
from coach.files.reports.finding_words import identifier
from coach.files.reports.plain_text import visible
from coach.files.reports.redaction import redacted
from coach.files.reports.score_words import DIMENSION_WORDS
from coach.files.reports.sentence import as_it_would_read
from coach.files.reports.tally import SEVERITY_WORDS
from coach.files.reports.told_path import told_path

if TYPE_CHECKING:
    from coach.files.checked import Checked, CheckedTurn
    from coach.files.records import Record

_CALCULATES: Final = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


class Row(NamedTuple):
    """One finding; the names of the columns are `HEADER`."""

    file: str
    place: str
    id: str
    title: str
    severity: str
    guideline: str
    dimension: str
    text: str
    excerpt: str
    what: str
    suggestion: str
    why: str


HEADER: Final = Row(
    "文件", "位置", "编号", "标题", "级别", "准则", "维度", "原文", "命中", "问题", "建议说法", "理由"
)  # fmt: skip


def rows(checked: Checked, folder: str = "") -> Iterator[Row]:
    """The findings of a record; identifiers in what people wrote are starred.

    Args:
        folder: where paths are told from; the working folder when empty.
    """
    record = checked.record
    for one in checked.turns:
        place = _place(record, one)
        for finding in one.result.findings:
            better = [as_it_would_read(suggestion, one.result.text) for suggestion in finding.suggestions[:1]]
            yield Row(
                file=_file(record, folder),
                place=place,
                id="" if record.id is None else identifier(record.id),
                title=_published(record.title),
                severity=SEVERITY_WORDS[finding.severity],
                guideline=visible(finding.title),
                dimension=DIMENSION_WORDS[finding.dimension],
                text=_published(one.result.text),
                excerpt=_published(finding.excerpt),
                what=visible(finding.what),
                suggestion=_published("".join(better)),
                why=visible(finding.why),
            )


def calculates(cell: str) -> bool:
    """Whether a spreadsheet program might take the cell for a formula."""
    return _CALCULATES.match(cell) is not None


def _file(record: Record, folder: str) -> str:
    path = record.origin.path
    if path is None:
        return ""
    return "标准输入" if path == STANDARD_INPUT else visible(told_path(path, folder))


def _place(record: Record, one: CheckedTurn) -> str:
    message = [f"第 {one.turn.first_message + 1} 条消息"] if one.turn else []
    return visible(" ".join([*filter(None, [record.origin.locator]), *message]))


def _published(text: str) -> str:
    return visible(redacted(text.replace("\r\n", "\n")))
