"""What an agent did with a finding, as a page or extension tells it: the JSON checked."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from coach.apps.web.questions import context_of, json_object, wrong
from coach.files.feedback import ACTIONS, REASONS, Feedback

SURFACES: Final = ("desk", "mini", "extension")
SEVERITIES: Final = ("error", "warning", "info")
_ID: Final = re.compile(r"[0-9A-Za-z_-]{8,64}")
_LONGEST_NAME: Final = 200


def feedback(body: bytes) -> Feedback:
    """The feedback that `body` tells; keys that are not known are passed over.

    Raises:
        RefusedError: 400 when it is not JSON, 422 when something is missing or has the wrong type.
    """
    data = json_object(body)
    given_id = _text(data, "id")
    if _ID.fullmatch(given_id) is None:
        raise wrong("id 要是一个 UUID")
    return Feedback(
        given_id,
        _one_of(data, "action", ACTIONS),
        _name(data, "rule"),
        _name(data, "guideline"),
        _one_of(data, "severity", SEVERITIES),
        _name(data, "fingerprint"),
        _text(data, "excerpt"),
        _one_of(data, "surface", SURFACES),
        _optional(data, "replacement"),
        None if data.get("reason") is None else _one_of(data, "reason", REASONS),
        _optional(data, "text"),
        context_of(data.get("context")),
    )


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise wrong(f"{key} 要有，而且要是文字")
    return value


def _name(data: dict[str, Any], key: str) -> str:
    value = _text(data, key)
    if len(value) > _LONGEST_NAME:
        raise wrong(f"{key} 太长了，最多 {_LONGEST_NAME} 个字")
    return value


def _optional(data: dict[str, Any], key: str) -> str | None:
    return None if data.get(key) is None else _text(data, key)


def _one_of(data: dict[str, Any], key: str, known: Collection[str]) -> Any:
    value = data.get(key)
    if not isinstance(value, str) or value not in known:
        raise wrong(f"{key} 要是 {'、'.join(known)} 之一")
    return value
