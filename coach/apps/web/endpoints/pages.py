"""The pages of the browser: one shell for all of them, and the files they are made of."""

from __future__ import annotations

import secrets
from html import escape
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Response
from starlette.staticfiles import StaticFiles

from coach.apps.web.services import Services

FOLDER: Final = Path(__file__).parents[1] / "static"
"""What the build of ``web-src`` left here."""

PAGES: Final = {
    "/": ("desk", "回复教练"),
    "/mini": ("mini", "小窗 · 回复教练"),
    "/rules": ("handbook", "规则手册 · 回复教练"),
    "/summary": ("summary", "本班小结 · 回复教练"),
    "/feedback": ("feedback", "反馈 · 回复教练"),
    "/studio": ("studio", "规则工作室 · 回复教练"),
}
"""Path → the name of its script and style sheet, its title."""

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_ALWAYS: Final = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}


def add(app: FastAPI, services: Services) -> None:
    """Answer the pages and what lies under /static."""
    shell = (FOLDER / "shell.html").read_text(encoding="utf-8")
    token = "" if services.access.everyone else services.access.token  # who needs it from a file, types it in

    def add_page(path: str, name: str, title: str) -> None:
        @app.get(path, include_in_schema=False, name=name)
        async def page() -> Response:
            nonce = secrets.token_urlsafe(16)
            filled = {"name": name, "title": title, "token": token, "nonce": nonce}
            content = shell
            for key, value in filled.items():
                content = content.replace(f"⟪{key}⟫", escape(value))
            headers = {"content-security-policy": _POLICY.format(nonce=nonce), "cache-control": "no-store", **_ALWAYS}
            return Response(content, media_type="text/html", headers=headers)

    for path, (name, title) in PAGES.items():
        add_page(path, name, title)
    app.mount("/static", _Files(directory=FOLDER), name="static")


class _Files(StaticFiles):
    """Files that a browser asks for anew each time, so that an update shows at once."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers.update({"cache-control": "no-cache", **_ALWAYS})
        return response
