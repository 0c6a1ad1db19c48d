"""Whether what stands where a report shall go is an earlier one of the same form: nothing else may be replaced.

Libraries, settings and packs have the names that reports have, so names tell nothing. Most forms are known by how they
begin; those that begin with what was found, by the line that they end with.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO, Final

from coach.errors import WriteError
from coach.files.reports.finding_table import HEADER
from coach.files.reports.report import BINARY

_ENOUGH: Final = 8192
"""So many bytes of either end tell a form."""
_FORMS: Final = {
    "terminal": (r"", r"(?:\A|\n)检查了 \d+ 条回复，[^\n]*\n\Z|\A没有读到回复。\n\Z"),
    "json": (r'\{\n  "schema": \d+,\n  "results": \[', r""),
    "jsonl": (r'\{"schema": \d+, "id": ', r""),
    "html": (r"<!doctype html>\n<html lang=zh-Hans>\n[\s\S]*<title>话术检查报告</title>", r""),
    "sarif": (
        r'\{"\$schema": "[^"]*", "version": "[^"]*", "runs": \[\{"tool": \{"driver": \{"name": "Reply Coach"',
        r"",
    ),
    "junit": (r'<\?xml version="1.0" encoding="utf-8"\?>\n<testsuites name="Reply Coach">', r""),
    "github": (
        r"::(?:error|warning|notice) |检查了 |没有读到",
        r"(?:\A|\n)(?:检查了 \d+ 条回复，|没有读到回复。)[^\n]*\n\Z",
    ),
    "gitlab": (r'\[\]\n\Z|\[\n\{"description": "[^\n]*", "check_name": "', r""),
    "csv": (f"\ufeff{','.join(HEADER)}\n", r""),
}
"""Name → how it begins and how it ends. One that is not here is never replaced."""


def refuse_to_replace(name: str, path: Path) -> None:
    """Make sure that a report of that name, a key of `REPORTS`, takes nobody's work away at `path`.

    Raises:
        WriteError: a file stands there that is neither empty nor an earlier report of that form.
    """
    if not path.is_file():
        return  # nothing is there, or what whoever writes will tell, such as a folder
    try:
        with path.open("rb") as stream:
            is_ours = not path.stat().st_size or (_is_workbook if name in BINARY else _is_text)(name, stream)
    except OSError:
        is_ours = False
    if not is_ours:
        told = f"这里已经有一个文件，它不是以前的 {name} 报告，报告不能写在它上面；请换一个文件名，或者先把它挪开"
        raise WriteError(told, str(path))


def _is_text(name: str, stream: BinaryIO) -> bool:
    if name not in _FORMS:
        return False
    beginning, ending = _FORMS[name]
    begins = re.match(beginning, _text(stream.read(_ENOUGH)))
    stream.seek(max(stream.seek(0, 2) - _ENOUGH, 0))
    return bool(begins and re.search(ending, _text(stream.read())))


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace").replace("\r\n", "\n")


def _is_workbook(_name: str, stream: BinaryIO) -> bool:
    """Whether its sheets have the header of a table of findings, and nobody added a column or sheet."""
    import warnings

    from openpyxl import load_workbook

    from coach.files.readers.workbook_parts import look_over

    try:
        look_over(stream.read(), "")  # refuses what unpacks without end
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets = load_workbook(stream, read_only=True).worksheets
            return [row for one in sheets for row in one.iter_rows(max_row=1, values_only=True)] == [HEADER]
    except Exception:  # no workbook, or a strange one: ours would be read
        return False
