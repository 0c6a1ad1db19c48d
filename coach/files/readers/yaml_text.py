"""YAML whose scalars know where they stand: every scalar is text, so that ``no`` and ``1:30`` stay what they are.

It is read event by event, without recursion. Anchors and merge keys are followed, up to a number of copies.
"""

from __future__ import annotations

import re
from typing import Any, Final, NoReturn

import yaml

from coach.errors import ReadError
from coach.files.readers.placed import Placed, PlacedMapping
from coach.files.yaml_problems import problem

DEPTH_LIMIT: Final = 100
COPIES_LIMIT: Final = 100_000
"""Aliases may stand for so many values in all."""

_Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BEFORE: Final = re.compile(r"(?:\s|#[^\n]*\n|[&!]\S*)*")
"""What may stand between a node's beginning and its value: anchor, tag, comments."""
_MERGE: Final = "<<"
_STARTS: Final = (yaml.MappingStartEvent, yaml.SequenceStartEvent)


def parse(text: str, path: str) -> Any:
    """The value of a YAML text: mappings, lists and `Placed`; several documents are a list.

    Args:
        path: the file, for the error.

    Raises:
        ReadError: it is not YAML, repeats a key, is nested too deep or grows too much by aliases; says where.
    """
    builder = _Builder(text, path)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        found = problem(error, text)
        told = f"YAML 写得不对：{found.told}（第 {found.column} 列）"
        raise ReadError(told, path, f"line {found.line}") from None
    return builder.documents[0] if len(builder.documents) == 1 else builder.documents


class _Frame:
    """A mapping or list that is being read."""

    def __init__(self, value: Any, anchor: str | None, before: int) -> None:
        self.value = value
        self.anchor = anchor
        self.before = before
        """How many values there were when it began."""
        self.key: str | None = None
        self.merged: list[dict[str, Any]] = []


class _Builder:
    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.documents: list[Any] = []
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        """The value of each anchor and how many values it holds; 0 while it is being read."""
        self.count = 0
        self.copies = 0

    def take(self, event: Any) -> None:
        """Take in the next event."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.anchors = {}
        elif isinstance(event, _STARTS):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._add(self._aliased(event), event)
        elif isinstance(event, yaml.ScalarEvent):
            self.count += 1
            value = self._placed(event)
            if event.anchor:
                self.anchors[event.anchor] = (value, 1)
            self._add(value, event)

    def fail(self, what: str, mark: Any) -> NoReturn:
        """Refuse the file, at a mark of the parser."""
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise ReadError(f"{what}（第 {column} 列）", self.path, f"line {line}") from None

    def _begin(self, event: Any) -> None:
        if len(self.stack) >= DEPTH_LIMIT:
            self.fail(f"嵌套超过 {DEPTH_LIMIT} 层，太深了", event.start_mark)
        self.count += 1
        value: Any = []
        if isinstance(event, yaml.MappingStartEvent):
            value = PlacedMapping()
            value.line = event.start_mark.line + 1 if event.start_mark else 0
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            self.fail("键要写成文字", event.start_mark)
        if event.anchor:
            self.anchors[event.anchor] = (value, 0)
        self.stack.append(_Frame(value, event.anchor, self.count + self.copies))

    def _end(self, event: Any) -> None:
        frame = self.stack.pop()
        for merged in frame.merged:
            for key, value in merged.items():
                frame.value.setdefault(key, value)
        if frame.anchor:
            self.anchors[frame.anchor] = (frame.value, self.count + self.copies - frame.before + 1)
        self._add(frame.value, event)

    def _aliased(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            self.fail(f"别名 *{event.anchor} 没有对应的锚点；* 开头的文字要用引号括起来", event.start_mark)
        value, size = self.anchors[event.anchor]
        if not size:
            self.fail(f"别名 *{event.anchor} 指向了它自己", event.start_mark)
        self.copies += size
        if self.copies > COPIES_LIMIT:
            self.fail(f"别名展开后超过 {COPIES_LIMIT} 个值，太多了", event.start_mark)
        return value

    def _add(self, value: Any, event: Any) -> None:
        """Put a value where it belongs: below the document, a list or a key; or take it for the key."""
        if not self.stack:
            self.documents.append(value)
            return
        frame = self.stack[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
        elif frame.key is None:
            self._key(frame, value, event)
        else:
            key, frame.key = frame.key, None
            listed = value if isinstance(value, list) else [value]
            if key == _MERGE and all(isinstance(one, dict) for one in listed):
                frame.merged += listed
            else:
                frame.value[key] = value

    def _key(self, frame: _Frame, key: Any, event: Any) -> None:
        if not isinstance(key, str):
            self.fail("键要写成文字", event.start_mark)
        if key in frame.value:
            self.fail(f"键“{key}”重复了", event.start_mark)
        frame.key = str(key)
        if key != _MERGE:
            frame.value[frame.key] = None  # keeps the order, and tells a second one

    def _placed(self, event: Any) -> Placed:
        start, end = event.start_mark.index, event.end_mark.index
        quoted = event.style in ("'", '"', "|", ">")
        if quoted or event.anchor or event.tag:
            before = _BEFORE.match(self.text, start, end)
            start = before.end() if before else start
        line = self.text.count("\n", event.start_mark.index, start) + event.start_mark.line + 1
        return Placed.at(event.value, start, end, line)
