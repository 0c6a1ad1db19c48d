"""The application: the groups of its endpoints, and what stands before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI

from coach import __version__
from coach.apps.web.answers import Answers
from coach.apps.web.endpoints import asking, handbook, live, pages, studio
from coach.apps.web.guard import Access, Guard
from coach.apps.web.limits import Rate
from coach.apps.web.sending import add_refusals
from coach.apps.web.services import Services
from coach.apps.web.studio import Studio
from coach.files.run import Run

ENDPOINTS: Final = (asking, handbook, studio, pages, live)
"""Modules with ``add(app, services)``; the live line comes last, as it refuses every other upgrade."""


def make_app(run: Run, access: Access, per_second: float) -> FastAPI:
    """The application that answers with the rules and settings of `run`.

    Args:
        access: who may ask.
        per_second: how many requests a second one client may make in the long run.
    """
    services = Services(Answers(run), access, Rate(per_second), make_studio(run, access))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        services.answers.close()
        services.studio.close()

    app = FastAPI(
        title="Reply Coach", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan,
        redirect_slashes=False,
    )  # fmt: skip
    add_refusals(app)
    for endpoints in ENDPOINTS:
        endpoints.add(app, services)
    app.add_middleware(Guard, access=access, pages=pages.PAGES)
    return app


def make_studio(run: Run, access: Access) -> Studio:
    """The studio over the packs of `run`; where everybody shares one token, it writes no files."""
    return Studio(lambda: run.packs.folders, Path.cwd(), writable=not access.everyone)
