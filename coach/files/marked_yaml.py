"""YAML as packs write it: every scalar is text, every key stands once, and every value knows its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from coach.errors import PackError
from coach.files.yaml_problems import problem

KeyPath = tuple[str | int, ...]
Mark = tuple[int, int]
_Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH_LIMIT: Final = 30


class Marked(NamedTuple):
    """A YAML file's data and where each part of it stands.

    Attributes:
        data: mappings, lists and text.
        marks: key path → 1-based (line, column in code points) of the value; with a trailing ``"."`` of the key.
    """

    file: str
    data: Any
    marks: dict[KeyPath, Mark]

    def error(self, message: str, path: KeyPath = (), *, key: bool = False) -> PackError:
        """`message` placed at `path`, or at the nearest part of it that the file has."""
        line, column = self.place(path, key=key)
        return PackError(message, self.file, line, column)

    def place(self, path: KeyPath, *, key: bool = False) -> Mark:
        """Line and column of `path`, or of the nearest part of it that the file has."""
        if key and (*path, ".") in self.marks:
            return self.marks[(*path, ".")]
        while path not in self.marks and path:
            path = path[:-1]
        return self.marks.get(path, (1, 1))


def read(path: Path, shown: str) -> Marked:
    """The YAML file `path`, named `shown` in messages.

    Raises:
        PackError: it cannot be read, is not UTF-8 or not YAML, repeats a key, or uses anchors.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise PackError(f"文件打不开：{error.strerror}", shown) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PackError("不是 UTF-8 编码，请另存为 UTF-8", shown, line, 1) from error
    return parse(text, shown)


def parse(text: str, shown: str) -> Marked:
    """As `read`, from the file's text."""
    try:
        _check_depth(text, shown)
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, UnicodeEncodeError, RecursionError) as error:
        found = problem(error, text)
        raise PackError(f"YAML 写得不对：{found.told}", shown, found.line, found.column) from error
    marks: dict[KeyPath, Mark] = {}
    if node is None:
        return Marked(shown, {}, marks)
    return Marked(shown, _Builder(shown, marks).build(node, ()), marks)


def _check_depth(text: str, shown: str) -> None:
    """Refuse what nests too deep before it is composed: that runs on the stack of the C library."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH_LIMIT:
            line, column = (event.start_mark.line, event.start_mark.column) if event.start_mark else (0, 0)
            raise PackError(f"嵌套超过 {DEPTH_LIMIT} 层，太深了", shown, line + 1, column + 1)


class _Builder:
    def __init__(self, shown: str, marks: dict[KeyPath, Mark]) -> None:
        self.shown = shown
        self.marks = marks
        self.seen: set[int] = set()

    def build(self, node: Any, path: KeyPath) -> Any:
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        if id(node) in self.seen:
            raise PackError("这里不用锚点和别名（& 和 *），请把内容写全", self.shown, *place)
        self.seen.add(id(node))
        self.marks[path] = place
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return node.value

    def _mapping(self, node: Any, path: KeyPath) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, yaml.ScalarNode):
                raise PackError("键要写成文字", self.shown, *place)
            key = key_node.value
            if key in built:
                first = self.marks[(*path, key, ".")][0]
                raise PackError(f"键“{key}”重复了（第 {first} 行已经写过）", self.shown, *place)
            self.marks[(*path, key, ".")] = place
            built[key] = self.build(value_node, (*path, key))
        return built
