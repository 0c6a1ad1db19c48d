"""JSON as text: readable Chinese, and nothing that a terminal or a build machine would obey."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, Final

_UNSAFE: Final = re.compile(  # one class first, so that the search skips all other characters at once
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff#]"
    "(?:(?<!#)|(?<=#)(?=#(?:\\[|vso\\[|teamcity\\[)))"
)


def json_text(value: Any, indent: int | None = None) -> str:
    """`value` as JSON; control, bidi and surrogate characters leave as their code, which reads back as the same."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isprintable() and "#" not in text else _UNSAFE.sub(_escape, text)


def json_with(body: dict[str, Any], name: str, texts: tuple[str, ...]) -> str:
    """`body` as JSON with `texts` for one member more: a list that many answers share is written once."""
    return f'{json_text(body)[:-1]}, "{name}": {_list(texts)}}}'


@lru_cache(maxsize=16)
def _list(texts: tuple[str, ...]) -> str:
    return json_text(texts)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
