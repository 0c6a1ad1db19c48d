"""What the server says when it does not answer: one JSON shape for every error."""

from __future__ import annotations

import logging
import traceback
from typing import Any, Final

from coach.files.reports.json_text import json_text
from coach.files.reports.wire import SCHEMA

CODES: Final = {
    400: "malformed",
    401: "token",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "timeout",
    409: "conflict",
    413: "too_large",
    422: "wrong_type",
    429: "rate",
    500: "internal",
    503: "store",
}
"""Status → the code of an error that has no more precise one."""


_LOG: Final = logging.getLogger("coach.web")


class RefusedError(Exception):
    """A request that is not answered.

    Attributes:
        status: of HTTP.
        message: a sentence for a person, which repeats nothing of the request.
        code: for programs.
    """

    def __init__(self, status: int, message: str, code: str = "") -> None:
        super().__init__(message)
        self.status: Final = status
        self.message: Final = message
        self.code: Final = code or CODES.get(status, "error")

    @property
    def body(self) -> dict[str, Any]:
        """The answer's body."""
        return {"schema": SCHEMA, "error": {"code": self.code, "message": self.message}}

    @property
    def content(self) -> bytes:
        """The body as it goes over the wire."""
        return json_text(self.body).encode()


def broken(error: Exception) -> RefusedError:
    """The refusal for what broke; logged by its place alone, as its message may hold what somebody wrote."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    _LOG.error("教练自己出错了（%s，%s:%s）。", type(error).__name__, where.name, where.lineno)
    return RefusedError(500, "教练自己出错了，这一条没有查成；服务还在。")
