"""Write `examples/libraries/` anew: the sixty responses of library.yaml in every format that is read.

Run from the repository: ``python tests/examples/regenerate_libraries.py``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "examples" / "libraries"
Rows = list[dict[str, str]]


def rows() -> Rows:
    """The responses: id, title, group, content."""
    found: Rows = yaml.safe_load((FOLDER / "library.yaml").read_text(encoding="utf-8"))
    return found


def _table(found: Rows, header: list[str], cells: Callable[[dict[str, str]], list[str]], **options: Any) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n", **options)
    writer.writerows([header, *map(cells, found)])
    return stream.getvalue()


def qianniu(found: Rows) -> bytes:
    """A desk's sheet as a Chinese Excel saves it: GB18030, CRLF."""
    return _table(
        found, ["分组", "快捷编码", "快捷短语"], lambda one: [one["group"], one["id"], one["content"]]
    ).encode("gb18030")


def tabs(found: Rows) -> bytes:
    """Tab-separated, with a byte order mark."""
    made = _table(
        found, ["编码", "标题", "回复内容"], lambda one: [one["id"], one["title"], one["content"]], delimiter="\t"
    )
    return made.encode("utf-8-sig")


def sheet(found: Rows) -> bytes:
    """A workbook with a title above the header and merged groups."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    page = book.active
    page.title = "话术"
    page.append(["小禾家居 · 客服话术"])
    page.merge_cells("A1:D1")
    page["A1"].font = Font(bold=True, size=14)
    page.append(["分组", "编码", "标题", "内容"])
    groups: dict[str, list[int]] = {}
    for one in found:
        page.append([one["group"], one["id"], one["title"], one["content"]])
        groups.setdefault(one["group"], []).append(page.max_row)
    for numbers in groups.values():
        page.merge_cells(start_row=numbers[0], end_row=numbers[-1], start_column=1, end_column=1)
    page.column_dimensions["D"].width = 80
    page.freeze_panes = "A3"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def chatwoot(found: Rows) -> bytes:
    """Canned responses as Chatwoot hands them out."""
    return _json(
        [
            {"id": number, "account_id": 1, "short_code": one["id"], "content": one["content"]}
            for number, one in enumerate(found, 1)
        ]
    )


def zendesk(found: Rows) -> bytes:
    """Macros with HTML bodies."""
    macros = [
        {
            "id": number,
            "title": f"{one['group']}::{one['title']}",
            "active": True,
            "actions": [
                {"field": "status", "value": "pending"},
                {"field": "comment_value_html", "value": f"<p>{escape(one['content'], quote=False)}</p>"},
            ],
        }
        for number, one in enumerate(found, 1)
    ]
    return _json({"macros": macros, "next_page": None, "count": len(macros)})


def lines(found: Rows) -> bytes:
    """One object a line."""
    return "".join(
        json.dumps({"id": one["id"], "text": one["content"]}, ensure_ascii=False) + "\n" for one in found
    ).encode()


def markdown(found: Rows) -> bytes:
    """A page with a heading for each group and title."""
    parts, group = ["# 客服话术"], ""
    for one in found:
        if one["group"] != group:
            group = one["group"]
            parts.append(f"## {group}")
        parts += [f"### {one['title']}（{one['id']}）", one["content"]]
    return ("\n\n".join(parts) + "\n").encode()


def text(found: Rows) -> bytes:
    """One reply a line."""
    return "".join(one["content"] + "\n" for one in found).encode()


FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "qianniu.csv": qianniu,
    "library.tsv": tabs,
    "library.xlsx": sheet,
    "chatwoot.json": chatwoot,
    "zendesk.json": zendesk,
    "library.jsonl": lines,
    "library.md": markdown,
    "library.txt": text,
}


def write(names: Iterable[str] = FORMATS) -> None:
    """Write the files."""
    for name in names:
        (FOLDER / name).write_bytes(FORMATS[name](rows()))


if __name__ == "__main__":
    write()
