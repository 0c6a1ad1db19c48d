"""JSON Lines: one reply (`text`) or conversation (`messages`) a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from coach.core.model.conversation import Conversation, Message
from coach.files.records import Origin, Record, Unreadable
from coach.files.source import Source

Row = TypeVar("Row")


def read(source: Source) -> Iterator[Record | Unreadable]:
    """The records of a JSON Lines file; blank lines are passed over, a line that is not right is reported."""
    return rows(source.read(), source.path, record)


def rows(content: bytes, path: str, make: Callable[[Any, Origin], Row]) -> Iterator[Row | Unreadable]:
    """What `make` makes of each line's object; a ValueError of it is a line that is not right."""
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            yield _row(line, Origin(path, f"line {number}", number), make)


def is_jsonl(content: bytes) -> bool:
    """Whether the first line that is not empty is an object with `text` or `messages`."""
    for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        if line.strip():
            try:
                data = json.loads(line)
            except (ValueError, RecursionError):
                return False
            return isinstance(data, dict) and ("text" in data or "messages" in data)
    return False


def _row(line: bytes, origin: Origin, make: Callable[[Any, Origin], Row]) -> Row | Unreadable:
    try:
        data = json.loads(line.decode("utf-8"), parse_constant=_refuse)
        return make(data, origin)
    except UnicodeDecodeError:
        return Unreadable(origin, "不是 UTF-8 编码")
    except json.JSONDecodeError as error:
        return Unreadable(origin, f"不是 JSON，第 {error.colno} 列附近读不下去")
    except RecursionError:
        return Unreadable(origin, "JSON 嵌套太深")
    except ValueError as error:
        return Unreadable(origin, str(error))


def _refuse(constant: str) -> None:
    raise ValueError(f"JSON 里没有 {constant} 这样的数")


def record(data: Any, origin: Origin) -> Record:
    """The record of one object.

    Raises:
        ValueError: it is none; the sentence says why.
    """
    if not isinstance(data, dict):
        raise ValueError('一行要是一个 JSON 对象，例如 {"text": "您好"}')
    identifier = data.get("id")
    if "messages" in data:
        return Record(origin, "", id=identifier, conversation=_conversation(data["messages"]))
    if not isinstance(data.get("text"), str):
        raise ValueError("缺少 text（文字）或 messages（列表）")
    return Record(origin, data["text"], _context(data.get("context")), identifier)


def _context(given: Any) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else given or []
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise ValueError("context 要是文字，或文字的列表")
    return tuple(listed)


def _conversation(given: Any) -> Conversation:
    if not isinstance(given, list):
        raise ValueError("messages 要是一个列表")
    messages = []
    for number, item in enumerate(given, start=1):
        speaker = item.get("speaker") if isinstance(item, dict) else None
        if speaker not in ("customer", "agent") or not isinstance(item.get("text"), str):
            raise ValueError(f"messages 第 {number} 条要有 speaker（customer 或 agent）和 text（文字）")
        messages.append(Message(speaker, item["text"]))
    return Conversation(tuple(messages))
