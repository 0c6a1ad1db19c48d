"""From the text of coach.yaml to what `coach.files.settings` keeps: plain data, every value with its line."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path, PurePath
from typing import Any

from coach.errors import PackError, SettingsError
from coach.files import marked_yaml, schema, validation
from coach.files.marked_yaml import Marked
from coach.files.settings import KEYS


def parsed(content: bytes, shown: str, folder: str) -> dict[str, Any]:
    """The content of a coach.yaml as data for the cache.

    Args:
        content: the file's bytes.
        shown: its name for messages.
        folder: where it stands; a file of allowlist entries is named from here.

    Raises:
        SettingsError: something in it is not right; one line for each thing.
    """
    try:
        marked = marked_yaml.parse(_text(content, shown), shown)
        _must_be_mapping(marked)
        settings = validation.validate(schema.Settings, marked)
        entries, named = _allowlist(settings, marked, folder)
    except PackError as error:
        raise SettingsError(str(error)) from None
    except validation.PackErrors as errors:
        told = sorted(errors.errors, key=lambda error: (error.line, error.column))
        raise SettingsError("\n".join(map(str, told))) from None
    layers = [_layer(settings, marked)]
    layers += [_layer(one, marked, number) for number, one in enumerate(settings["overrides"], start=1)]
    texts = settings.get("feedback", {}).get("texts") == "true"
    return {"layers": layers, "allowlist": entries, "named": named, "stores_texts": texts}


def _text(content: bytes, shown: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PackError("不是 UTF-8 编码，请另存为 UTF-8", shown, line, 1) from None


def _must_be_mapping(marked: Marked) -> None:
    if not isinstance(marked.data, dict):
        raise marked.error("设置要写成“键: 值”，例如 fail-on: error")


def _layer(data: dict[str, Any], marked: Marked, number: int = 0) -> tuple[Any, ...]:
    """The fields of a `coach.files.settings.Layer`."""
    at: marked_yaml.KeyPath = ("overrides", number - 1) if number else ()
    values = {key: data[key] for key in KEYS if data.get(key) not in (None, [], {})}
    lines: dict[str, int] = {}
    for key, value in values.items():
        lines[key] = marked.place((*at, key), key=True)[0]
        for index, item in enumerate(value) if isinstance(value, list | dict) else ():
            path = (*at, key, index) if isinstance(value, list) else (*at, key, item, ".")
            lines[f"{key}.{item}"] = marked.place(path)[0]
    return values, lines, data.get("paths", []), number


def _allowlist(settings: dict[str, Any], marked: Marked, folder: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The entries of the allowlist, and the digest of the file that holds them, if one does."""
    given = settings["allowlist"]
    if isinstance(given, list):
        return _entries(given, marked, PurePath(marked.file).name), {}
    try:
        content = Path(folder, given).read_bytes()
    except OSError as error:
        raise marked.error(f"豁免名单“{given}”打不开：{error.strerror}", ("allowlist",)) from None
    shown = PurePath(marked.file).parent.joinpath(given).as_posix()
    own = marked_yaml.parse(_text(content, shown), shown)
    if not isinstance(own.data, list) and own.data != {}:
        raise own.error("豁免名单要是一个列表，每条以 - 开头")
    wrapped = Marked(shown, {"allowlist": own.data or []}, {("allowlist", *at): mark for at, mark in own.marks.items()})
    entries = validation.validate(schema.Allowlist, wrapped)["allowlist"]
    return _entries(entries, wrapped, given), {given: _digest(content)}


def _entries(given: list[dict[str, Any]], marked: Marked, name: str) -> list[dict[str, Any]]:
    """The fields of each `coach.files.settings.Allowed`; `name` is the file's, from the folder of coach.yaml."""
    places = [f"{name}:{marked.place(('allowlist', index))[0]}" for index in range(len(given))]
    return [{**entry, "place": place} for entry, place in zip(given, places, strict=True)]


def _digest(content: bytes) -> str:
    return blake2b(content + b"\0", digest_size=16).hexdigest()
