"""The value of a JSON or YAML file, walked: its tables, its texts, and the path of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from coach.files.readers.exports import Item
from coach.files.readers.placed import Placed

_PLAIN_KEY: Final = re.compile(r"[^\W\d]\w*\Z")


class Row(NamedTuple):
    """One object of a table, and where it stands."""

    path: str
    item: Item
    name: str = ""
    """Its key, where the table is an object."""


def below(path: str, key: str | int) -> str:
    """The JSON path of a member: ``$.a[0]``, ``$.a["b c"]``."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if _PLAIN_KEY.match(key) else f"{path}[{json.dumps(key, ensure_ascii=False)}]"


def table(node: Any, path: str) -> list[Row]:
    """The objects of a list, or of an object that holds nothing else."""
    if isinstance(node, list):
        return [Row(below(path, index), item) for index, item in enumerate(node) if isinstance(item, dict)]
    if isinstance(node, dict) and node and all(isinstance(item, dict) for item in node.values()):
        return [Row(below(path, key), item, key) for key, item in node.items()]
    return []


def members(node: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """The lists and objects directly below: key, path, value."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield str(key) if isinstance(node, dict) else "", below(path, key), value


def tables(node: Any, path: str) -> Iterator[list[Row]]:
    """Every table of a value, outer ones first; an object is a table of one, too."""
    if rows := table(node, path):
        yield rows
    elif isinstance(node, dict):
        yield [Row(path, node)]
    for _, place, value in members(node, path):
        yield from tables(value, place)


def strings(value: Any) -> list[Placed]:
    """A text, or a list of them."""
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, Placed)] if all(isinstance(one, Placed) for one in listed) else []


def is_mapping(node: Any) -> bool:
    """Whether a value is nothing but texts, in lists or by their ids."""
    if isinstance(node, dict):
        return all(map(is_mapping, node.values()))
    return all(isinstance(one, Placed) for one in (node if isinstance(node, list) else [node]))


def texts(node: Any) -> Iterator[Placed]:
    """Every text of a value, in order."""
    if isinstance(node, Placed):
        yield node
    elif isinstance(node, dict | list):
        for value in node.values() if isinstance(node, dict) else node:
            yield from texts(value)
