"""The rules that are on, to be read."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response

from coach.apps.web.described import LIST, RULE
from coach.apps.web.sending import json_answer
from coach.apps.web.services import Services


def add(app: FastAPI, services: Services) -> None:
    """Answer /api/rules and /api/rules/{id}."""

    @app.get("/api/rules", openapi_extra=LIST)
    async def rules(request: Request) -> Response:
        """The rules that are on, with their examples when asked for."""
        services.admit(request)
        return json_answer(await services.answers.rules(examples=request.query_params.get("examples") == "true"))

    @app.get("/api/rules/{name:path}", openapi_extra=RULE)
    async def rule(request: Request, name: str) -> Response:
        """One rule, with its examples."""
        services.admit(request)
        return json_answer(await services.answers.rule(name))
