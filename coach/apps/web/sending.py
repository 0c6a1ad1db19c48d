"""How answers leave: JSON that nobody keeps, and refusals in the one shape."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from coach.apps.web.refusals import RefusedError

SENTENCES: Final = {404: "没有这个地址。", 405: "这个地址不支持这种请求方式。"}


def json_answer(content: bytes) -> Response:
    """An answer that holds `content`, JSON as it goes over the wire."""
    return Response(content, media_type="application/json", headers={"cache-control": "no-store"})


def add_refusals(app: FastAPI) -> None:
    """Have `app` say in the one shape what it does not answer."""
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(HTTPException, _missing)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return Response(error.content, error.status, media_type="application/json")


async def _missing(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    refusal = RefusedError(error.status_code, SENTENCES.get(error.status_code, "这个请求不能回答。"))
    return Response(refusal.content, refusal.status, error.headers, media_type="application/json")
