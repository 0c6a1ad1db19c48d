"""What is asked: the JSON of a request, checked."""

from __future__ import annotations

import json
import math
from typing import Any, Final, Literal, NamedTuple, NoReturn

from coach.apps.web.refusals import RefusedError

Applicability = Literal["safe", "review"]
_UNITS: Final = ("codepoint", "utf16")
_APPLICABILITIES: Final = ("safe", "review")


class Question(NamedTuple):
    """One text to check.

    Attributes:
        context: what the customer wrote before, oldest first.
        id: what the caller calls it.
        utf16: whether positions are wanted in UTF-16 units.
        seq: the number of a question on a live line; None elsewhere.
        explain: whether the lines of the score are wanted.
    """

    text: str
    context: tuple[str, ...] = ()
    id: Any = None
    utf16: bool = False
    applicability: Applicability = "review"
    seq: int | None = None
    explain: bool = False

    @property
    def size(self) -> int:
        """Characters that are looked at."""
        return len(self.text) + sum(map(len, self.context))


def question(body: bytes | str, *, live: bool = False) -> Question:
    """The question that `body` asks; keys that are not known are passed over.

    Args:
        live: whether it came over a live line, where it needs a `seq`.

    Raises:
        RefusedError: 400 when it is not JSON, 422 when something in it has the wrong type.
    """
    data = json_object(body)
    if not isinstance(data.get("text"), str):
        raise wrong("text 要有，而且要是文字")
    seq = data.get("seq")
    if live and (not isinstance(seq, int) or isinstance(seq, bool)):
        raise wrong("seq 要有，而且要是整数")
    unit = _one_of(data, "offset_unit", _UNITS, "codepoint")
    applicability = _one_of(data, "applicability", _APPLICABILITIES, "review")
    explain = data.get("explain") is True
    made = Question(data["text"], context_of(data.get("context")), data.get("id"), unit == "utf16", explain=explain)
    return made._replace(applicability=applicability, seq=seq if live else None)


def texts_of(body: bytes, *keys: str) -> dict[str, Any]:
    """A JSON object whose members `keys` are text; RefusedError as for `question`."""
    data = json_object(body)
    for key in keys:
        if not isinstance(data.get(key), str):
            raise wrong(f"{key} 要有，而且要是文字")
    return data


def json_object(body: bytes | str) -> dict[str, Any]:
    """The JSON object that `body` is; RefusedError 400 when it is not JSON, 422 when it is no object."""
    data = _parsed(body)
    if not isinstance(data, dict):
        raise wrong('内容要是一个 JSON 对象，例如 {"text": "您好"}')
    return data


def seq_of(body: bytes | str) -> int | None:
    """The number of a live question that is not right, as far as it can be told."""
    try:
        data = _parsed(body)
    except RefusedError:
        return None
    seq = data.get("seq") if isinstance(data, dict) else None
    return seq if isinstance(seq, int) and not isinstance(seq, bool) else None


def _parsed(body: bytes | str) -> Any:
    try:
        text = body if isinstance(body, str) else body.decode("utf-8")
        return json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError:
        raise RefusedError(400, "内容不是 UTF-8 编码。") from None
    except RecursionError:
        raise RefusedError(400, "JSON 嵌套太深。") from None
    except json.JSONDecodeError as error:
        raise RefusedError(400, f"内容不是 JSON，第 {error.lineno} 行第 {error.colno} 列附近读不下去。") from None
    except ValueError:
        raise RefusedError(400, "JSON 里有一个读不了的数。") from None


def _refuse(_constant: str) -> NoReturn:
    raise ValueError


def _finite(digits: str) -> float:
    """The number; ValueError for one like 1e999, which no JSON could tell again."""
    value = float(digits)
    if math.isinf(value):
        raise ValueError
    return value


def wrong(told: str) -> RefusedError:
    """The refusal of JSON in which something has the wrong type: `told`, without its full stop."""
    return RefusedError(422, f"{told}。")


def context_of(given: Any) -> tuple[str, ...]:
    """What the customer wrote before, told as a text or a list; RefusedError 422 when it is neither."""
    listed = [given] if isinstance(given, str) else [] if given is None else given
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise wrong("context 要是文字，或文字的列表")
    return tuple(listed)


def _one_of(data: dict[str, Any], key: str, known: tuple[str, ...], default: str) -> Any:
    value = data.get(key, default)
    if value not in known:
        raise wrong(f"{key} 要是 {' 或 '.join(known)}")
    return value
