"""`--format json` and `--format jsonl`: the wire shape as one document, or one object a line."""

from __future__ import annotations

import json
from typing import Any

from coach.files.reports.tally import Tally
from coach.files.reports.wire import SCHEMA


def line(entry: dict[str, Any]) -> str:
    """One object on one line."""
    return json.dumps(entry, ensure_ascii=False)


def document(entries: list[dict[str, Any]], tally: Tally) -> str:
    """All objects and a summary."""
    return json.dumps({"schema": SCHEMA, "results": entries, "summary": tally.as_dict()}, ensure_ascii=False, indent=2)
