"""What `coach config` says: every setting that applies to a path, with its source."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from coach.files.baseline import read_baseline
from coach.files.reports.plain_text import visible, width
from coach.files.settings import baseline_path

if TYPE_CHECKING:
    from coach.files.applied import Value
    from coach.files.run import Run

SCHEMA = 1
_NOTHING = {"select": "（全部）"}


def report(form: str, run: Run, path: str | None) -> str:
    """The settings for `path` (None: text and standard input) as ``terminal`` or ``json`` text."""
    if form == "json":
        return json.dumps(_document(run, path), ensure_ascii=False, indent=2)
    return "\n".join(_lines(run, path))


def _document(run: Run, path: str | None) -> dict[str, Any]:
    values = {
        key: [
            {"value": _plain(one.value), "source": one.source, "line": one.line or None, "override": one.number or None}
            for one in found
        ]
        for key, found in run.applied(path).values.items()
    }
    return {
        "schema": SCHEMA,
        "file": run.settings.file or None,
        "path": path,
        "excluded": bool(path) and run.is_excluded(str(path)),
        "settings": values,
        "allowlist": len(run.settings.allowlist),
        "baseline": baseline_path(run.settings.folder),
        "feedback": {"texts": run.settings.stores_texts},
    }


def _plain(value: Any) -> Any:
    return {"name": value[0], "level": value[1]} if isinstance(value, tuple | list) else value


def _lines(run: Run, path: str | None) -> Iterator[str]:
    yield f"设置文件：{visible(run.settings.file) or '没有找到 coach.yaml，都用默认值'}"
    yield f"用于：{visible(path) if path else '直接给的文字和标准输入'}"
    if path and run.is_excluded(path):
        yield "这个路径被 exclude 排除，检查上级文件夹时会跳过它"
    yield ""
    rows = [(key, *row) for key, found in run.applied(path).values.items() for row in _rows(key, found, run)]
    first, second = (max(width(row[column]) for row in rows) for column in (0, 1))
    last = ""
    for key, value, source in rows:
        name, last = "" if key == last else key, key
        yield f"{_padded(name, first)}  {_padded(value, second)}  {source}"
    yield ""
    yield f"豁免：{len(run.settings.allowlist)} 条"
    yield f"基线：{_baseline(run)}"
    yield f"反馈：{'存整条回复' if run.settings.stores_texts else '只存标出的字'}"


def _rows(key: str, found: Any, run: Run) -> Iterator[tuple[str, str]]:
    for one in found:
        value = ": ".join(one.value) if isinstance(one.value, tuple | list) else str(one.value)
        yield visible(value), _source(one, run)
    if not found:
        yield _NOTHING.get(key, "（无）"), "默认"


def _source(one: Value, run: Run) -> str:
    if one.source == "default":
        return "默认"
    if one.source == "command line":
        return "命令行"
    place = f"{visible(run.settings.file)}:{one.line}"
    return f"{place}（overrides 第 {one.number} 项）" if one.number else place


def _baseline(run: Run) -> str:
    path = baseline_path(run.settings.folder)
    baseline = read_baseline(path) if path else None
    return f"{path}（{baseline.total} 个问题）" if baseline else "没有"


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))
