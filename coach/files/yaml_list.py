"""One more entry in a list of a YAML file that people write: all else in it stays as it is, comments too."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import yaml

from coach.errors import PackError, WriteError
from coach.files import marked_yaml

_PLAIN: Final = re.compile(r"\w(?:[\w /，。、；！？…—-]*[\w，。、；！？…])?")


class Appended(NamedTuple):
    """The file's new text, and the line of the entry, 1-based."""

    text: str
    line: int


def appended(text: str, fields: Mapping[str, str], shown: str, key: str = "") -> Appended:
    """`text` with `fields` as a further entry of the list under `key`, or of the file itself when that is empty.

    An entry that says the same already is left alone. The list is made when there is none.

    Raises:
        WriteError: the file is not right, or written in a way to which nothing can be added; `shown` names it.
    """
    try:
        before = marked_yaml.parse(text, shown).data
        held = (before.get(key, []) if key else before) or []
        if not isinstance(held, list):
            raise PackError("这里不是一个列表，请手写这一条", shown)
        path = (key,) if key else ()
        if dict(fields) in held:
            return Appended(text, marked_yaml.parse(text, shown).place((*path, held.index(dict(fields))))[0])
        made = _made(text, fields, key)
        after = marked_yaml.parse(made, shown)
    except (PackError, AttributeError, yaml.YAMLError) as error:  # where nodes stand is told by a stricter reader
        raise WriteError(getattr(error, "message", "") or "写法不认识，请手写这一条", shown) from None
    if after.data != ({**before, key: [*held, fields]} if key else [*held, fields]):
        raise WriteError("这样的写法没法自动加一条，请手写", shown)
    return Appended(made, after.place((*path, len(held)))[0])


def _made(text: str, fields: Mapping[str, str], key: str) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    listed = _value(node, key) if key else node
    if listed is None:
        return _at_end(text, [*([f"{key}:"] if key else []), *_entry(fields, 2 if key else 0)], newline)
    if not listed.flow_style:
        last = _last(listed)
        line = last.end_mark.line + (1 if last.end_mark.column else 0)
        return _after(text, line, _entry(fields, listed.start_mark.column), newline)
    start, end = listed.start_mark.index, listed.end_mark.index
    if listed.value:
        inside = text[start : end - 1].rstrip()
        flow = ", ".join(f"{name}: {_quoted(value)}" for name, value in fields.items())
        return inside.join((text[:start], f"{'' if inside.endswith(',') else ','} {{{flow}}}" + text[end - 1 :]))
    emptied = text[:start].rstrip(" ") + text[end:]
    return _after(emptied, listed.start_mark.line + 1, _entry(fields, 2 if key else 0), newline)


def _value(node: Any, key: str) -> Any:
    """The node under `key`; None when there is none."""
    return next((value for name, value in (node.value if node else ()) if name.value == key), None)


def _last(node: Any) -> Any:
    """The last scalar in `node`, or the last list or mapping in brackets."""
    while node.value and not isinstance(node, yaml.ScalarNode) and not node.flow_style:
        node = node.value[-1]
        node = node[1] if isinstance(node, tuple) else node
    return node


def _entry(fields: Mapping[str, str], column: int) -> list[str]:
    lines = [f"{name}: {value if _PLAIN.fullmatch(value) else _quoted(value)}" for name, value in fields.items()]
    return [" " * column + ("  " if number else "- ") + line for number, line in enumerate(lines)]


def _quoted(value: str) -> str:
    """`value` between quotes; what cannot be seen is written as its code, which YAML knows other than JSON."""
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() else _escape(ord(one)) for one in quoted)


def _escape(number: int) -> str:
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _after(text: str, line: int, entry: list[str], newline: str) -> str:
    lines = text.splitlines(keepends=True)
    return _at_end("".join(lines[:line]), entry, newline) + "".join(lines[line:])


def _at_end(text: str, entry: list[str], newline: str) -> str:
    gap = "" if not text or text.endswith("\n") else newline
    return text + gap + "".join(line + newline for line in entry)
