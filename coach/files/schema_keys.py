"""The keys of pack files as data for an editor: what may stand where, as the schema says, each with a line of help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel

from coach.files import schema
from coach.files.schema_help import HELP, VALUES

ROOTS: Final[dict[str, type[schema.Strict]]] = {
    "rule": schema.Rule,
    "signal": schema.Signal,
    "lexicon": schema.Lexicon,
    "playbook": schema.Playbook,
    "wordings": schema.Wordings,
    "guidelines": schema.Guideline,
    "pack": schema.Pack,
}
"""Kind of file → the shape of its top; of guidelines.yaml the shape of one entry."""


def schema_keys() -> dict[str, Any]:
    """``roots``: kind of file → shape; ``shapes``: shape → key → what it takes; ``values``: value → help.

    A key has ``help``, ``required``, and where they apply ``values`` (the closed ones), ``shapes`` (of a mapping, or of
    each item), ``list`` and ``named`` (a mapping whose keys the author chooses).
    """
    shapes: dict[str, dict[str, Any]] = {}
    waiting: list[type[BaseModel]] = [*ROOTS.values()]
    while waiting:
        model = waiting.pop()
        if model.__name__ not in shapes:
            shapes[model.__name__] = _keys(model)
            waiting += [inner for field in model.model_fields.values() for inner in _models(field.annotation)]
    return {"roots": {kind: model.__name__ for kind, model in ROOTS.items()}, "shapes": shapes, "values": VALUES}


def _keys(model: type[BaseModel]) -> dict[str, Any]:
    return {
        field.alias or name: _key(model.__name__, field.alias or name, field)
        for name, field in model.model_fields.items()
    }


def _key(shape: str, key: str, field: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "help": HELP.get(f"{shape}.{key}") or HELP.get(key, ""),
        "required": field.is_required(),
        "values": [*dict.fromkeys(_values(field.annotation))],
        "shapes": [*dict.fromkeys(one.__name__ for one in _models(field.annotation))],
        "list": _has(field.annotation, list),
        "named": _has(field.annotation, dict),
    }
    return {name: value for name, value in told.items() if value or name == "help"}


def _values(annotation: Any) -> Iterator[str]:
    """The closed values; the keys of a mapping count as such."""
    if get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    elif not isinstance(annotation, type):
        for part in get_args(annotation):
            yield from _values(part)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _has(annotation: Any, origin: type) -> bool:
    """Whether a value may be a list (or a mapping) on the outside."""
    found = get_origin(annotation)
    if found in (list, dict):
        return found is origin
    return any(_has(part, origin) for part in get_args(annotation))
