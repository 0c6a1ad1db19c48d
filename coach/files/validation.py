"""Pack files against their schema: what is wrong, each at its line and column, with the nearest known name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError

from coach.errors import PackError
from coach.files.marked_yaml import KeyPath, Marked
from coach.files.schema import Strict


def validate(model: type[Strict], marked: Marked, data: Any = None, at: tuple[str | int, ...] = ()) -> dict[str, Any]:
    """`marked`'s data (or the part of it at `at`) as `model` allows it, with the file's own key names.

    Raises:
        PackErrors: what is wrong, each at its place.
    """
    try:
        valid = model.model_validate(marked.data if data is None else data)
    except ValidationError as error:
        raise PackErrors(list(_errors(error, model, marked, at))) from error
    return valid.model_dump(by_alias=True, exclude_none=True, exclude_unset=False)


class PackErrors(Exception):  # noqa: N818  # several errors of one file, split up by the loader
    """Several things wrong in one file."""

    def __init__(self, errors: list[PackError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


def _errors(
    error: ValidationError, model: type[Strict], marked: Marked, at: tuple[str | int, ...]
) -> Iterator[PackError]:
    seen: set[tuple[KeyPath, str]] = set()
    placed = [(item, (*at, *_in_file(_location(item), marked, at))) for item in error.errors()]
    for item, path in placed:
        message = _message(item, path[-1] if path else "", model)
        if (path, message) not in seen and not _is_of_another_form(item, path, placed):
            seen.add((path, message))
            is_key = item["type"] == "extra_forbidden" or item["loc"][-1:] == ("[key]",)
            yield marked.error(message, path, key=is_key)


def _location(item: Any) -> KeyPath:
    """Where pydantic says it is; a kind that does not exist is told where it is written."""
    return (*item["loc"], "kind") if item["type"] == "union_tag_invalid" else item["loc"]


def _is_of_another_form(item: Any, path: KeyPath, placed: Sequence[tuple[Any, KeyPath]]) -> bool:
    """Whether it says that a value should have a form that its author did not choose, of the several there are.

    What is wrong with the form that was chosen stands at the same place, or inside.
    """
    if item["type"] not in _FORMS:
        return False
    others = [(one["type"], place) for one, place in placed if one is not item and place[: len(path)] == path]
    return any(len(place) > len(path) or kind not in _SHAPES for kind, place in others)


def _in_file(location: tuple[str | int, ...], marked: Marked, at: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The parts of pydantic's location that the file has; the others name members of unions."""
    path: tuple[str | int, ...] = ()
    for part in location:
        if (*at, *path, part) in marked.marks or (*at, *path, part, ".") in marked.marks:
            path = (*path, part)
    return path


def _message(item: Any, key: str | int, model: type[Strict]) -> str:
    kind, context = item["type"], item.get("ctx", {})
    if kind == "coach":
        return str(item["msg"])
    if kind == "missing":
        return f"缺少必填的键“{item['loc'][-1]}”"
    if kind == "extra_forbidden":
        nearest = get_close_matches(str(key), _known_keys(model) - {str(key)}, n=1)
        return f"不认识的键“{key}”" + (f"，是不是 {nearest[0]}？" if nearest else "")
    if kind in ("literal_error", "union_tag_invalid"):
        expected = str(context.get("expected") or context.get("expected_tags"))
        given = item["input"] if kind == "literal_error" else context["tag"]
        written = f"“{given}”" if isinstance(given, str) else "这样写"
        nearest = get_close_matches(str(given), _QUOTED.findall(expected), n=1, cutoff=0.7)
        hint = f"是不是 {nearest[0]}？" if nearest else ""
        return f"{written}不行，{hint}只能是 {expected.replace(' or ', ' 或 ')}"
    if kind == "union_tag_not_found":
        return "check 里要写 kind"
    if kind in ("too_short", "string_too_short"):
        return "这里不能是空的"
    if kind in ("int_parsing", "int_type", "greater_than_equal"):
        return "这里要写一个不小于 0 的整数"
    return _TYPES.get(kind, f"写法不对：{item['msg']}")


_QUOTED: Final = re.compile("'([^']+)'")
_SHAPES: Final = frozenset({"dict_type", "list_type", "model_type", "model_attributes_type", "string_type"})
_FORMS: Final = _SHAPES | {"literal_error"}
"""What pydantic says of each form of a value that was not meant."""
_TYPES: Final = {
    "string_type": "这里要写文字",
    "list_type": "这里要写一个列表",
    "dict_type": "这里要写“键: 值”",
    "model_type": "这里要写“键: 值”",
    "model_attributes_type": "这里要写“键: 值”",
    "string_too_long": "太长了",
    "string_pattern_mismatch": "写法不对：name 只用小写字母、数字、汉字和 -，engine 写成 >=0.1 的样子",
}


def _known_keys(model: type[BaseModel]) -> set[str]:
    """Every key of `model` and of the models inside it."""
    keys: set[str] = set()
    for name, field in model.model_fields.items():
        keys.add(field.alias or name)
        for inner in _models_in(field.annotation):
            keys |= _known_keys(inner)
    return keys


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
