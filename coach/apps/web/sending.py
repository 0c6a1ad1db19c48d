"""How answers leave: JSON that nobody keeps, and refusals in the one shape."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from coach.apps.web.refusals import RefusedError, broken
from coach.errors import StoreError
from coach.files.reports.json_text import json_text
from coach.files.reports.wire import SCHEMA

SENTENCES: Final = {404: "没有这个地址。", 405: "这个地址不支持这种请求方式。"}
_UNREAD: Final = (408, 413)
"""Of a request so refused the rest is not waited for: the connection is closed."""


def json_answer(content: bytes) -> Response:
    """An answer that holds `content`, JSON as it goes over the wire."""
    return Response(content, media_type="application/json", headers={"cache-control": "no-store"})


def answer(body: dict[str, Any]) -> Response:
    """An answer that holds `body` after the number of the schema."""
    return json_answer(json_text({"schema": SCHEMA, **body}).encode())


def add_refusals(app: FastAPI) -> None:
    """Have `app` say in the one shape what it does not answer."""
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(StoreError, _unstored)
    app.add_exception_handler(HTTPException, _missing)
    app.add_exception_handler(Exception, _broken)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    unread = {"connection": "close"} if error.status in _UNREAD else None
    return Response(error.content, error.status, unread, media_type="application/json")


async def _unstored(_request: Request, error: Exception) -> Response:
    refusal = RefusedError(503, str(error))
    return Response(refusal.content, refusal.status, media_type="application/json")


async def _missing(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    refusal = RefusedError(error.status_code, SENTENCES.get(error.status_code, "这个请求不能回答。"))
    return Response(refusal.content, refusal.status, error.headers, media_type="application/json")


async def _broken(_request: Request, error: Exception) -> Response:
    refusal = broken(error)
    return Response(refusal.content, refusal.status, media_type="application/json")
