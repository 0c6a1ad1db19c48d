"""JSON Lines: one reply (`text`) or conversation (`messages`) a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

from coach.core.model.conversation import SPEAKERS, Conversation, Message
from coach.errors import ReadError
from coach.files.decoding import MARK, decoded_with_marks
from coach.files.readers import json_text
from coach.files.readers.json_text import quoted
from coach.files.records import Origin, Record, Slot, Unreadable
from coach.files.source import Source

__all__ = ["is_jsonl", "quoted", "read", "record", "rows"]

Row = TypeVar("Row")
_SPACE: Final = " \t\r\f\v"
_TEXT: Final = re.compile(r'"text"\s*+:\s*+("(?:[^"\\]|\\.)*+")')


def read(source: Source) -> Iterator[Record | Unreadable]:
    """The records of a JSON Lines file; blank lines are passed over, a line that is not right is reported.

    Raises:
        ReadError: the encoding that the options name is none of text.
    """
    file = decoded_with_marks(source.read(), source.path, source.options.encoding)
    undecodable = f"不是 {file.encoding.upper()} 编码，请另存为 UTF-8，或用 --encoding 说明编码"
    start = 0
    for number, line in _lines(file.text):
        if line.strip(_SPACE):
            origin = Origin(source.path, f"line {number}", number)
            found = Unreadable(origin, undecodable) if MARK in line else _row(line, origin, record)
            yield _slotted(found, line, start) if isinstance(found, Record) else found
        start += len(line) + 1


def rows(content: bytes, path: str, make: Callable[[Any, Origin], Row]) -> Iterator[Row | Unreadable]:
    """What `make` makes of each line's object; a ValueError of it is a line that is not right."""
    for number, line in _lines(decoded_with_marks(content, path).text):
        if line.strip(_SPACE):
            origin = Origin(path, f"line {number}", number)
            yield Unreadable(origin, "不是 UTF-8 编码") if MARK in line else _row(line, origin, make)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.split("\n"), start=1)


def _slotted(record: Record, text: str, start: int) -> Record:
    """The record with the place of its text, in a file where its line `text` begins at `start`."""
    if record.conversation is not None:
        return record
    match = _TEXT.search(text) if text.count('"text"') == 1 else None
    if match and json.loads(match[1]) == record.text:
        place = match.span(1)
    else:  # the name stands there twice, or is written with escapes
        try:
            value = json_text.parse(text, "")["text"]
        except ReadError:  # a key that stands twice: the last one counts, and nothing is written there
            return record
        place = (value.start, value.end)
    return record._replace(slot=Slot((start + place[0], start + place[1]), record.text))


def is_jsonl(content: bytes, encoding: str | None = None) -> bool:
    """Whether the first line that is not empty is an object with `text` or `messages`.

    Args:
        encoding: as the caller says.
    """
    try:
        lines = _lines(decoded_with_marks(content, "", encoding).text)
        first = next((line for _, line in lines if line.strip(_SPACE)), "")
        data = None if MARK in first else json.loads(first)
    except (ReadError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and ("text" in data or "messages" in data)


def _row(line: str, origin: Origin, make: Callable[[Any, Origin], Row]) -> Row | Unreadable:
    try:
        return make(json.loads(line, parse_constant=_refuse), origin)
    except json.JSONDecodeError as error:
        return Unreadable(origin, f"不是 JSON，第 {error.colno} 列附近读不下去")
    except RecursionError:
        return Unreadable(origin, "JSON 嵌套太深")
    except ValueError as error:
        told = str(error)
        return Unreadable(origin, told if not told.isascii() else "里面有一个数长得读不了")


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
        if speaker not in SPEAKERS or not isinstance(item.get("text"), str):
            raise ValueError(f"messages 第 {number} 条要有 speaker（customer 或 agent）和 text（文字）")
        messages.append(Message(speaker, item["text"]))
    return Conversation(tuple(messages))
