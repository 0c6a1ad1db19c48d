"""The application: the groups of its endpoints, and what stands before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI

from coach import __version__
from coach.apps.web.answers import Answers
from coach.apps.web.endpoints import asking, feedback, handbook, live, pages, pairing, studio
from coach.apps.web.guard import Access, Guard
from coach.apps.web.limits import Rate
from coach.apps.web.pairing import Pairings
from coach.apps.web.reloading import Rules
from coach.apps.web.sending import add_refusals
from coach.apps.web.services import Services
from coach.apps.web.studio import Studio
from coach.files.data_folder import data_folder

ENDPOINTS: Final = (asking, handbook, feedback, pairing, studio, pages, live)
"""Modules with ``add(app, services)``; the live line comes last, as it refuses every other upgrade."""


def make_app(rules: Rules, access: Access, per_second: float) -> FastAPI:
    """The application that answers with `rules`.

    Args:
        access: who may ask.
        per_second: how many requests a second one client may make in the long run.
    """
    pairings, studio = Pairings(data_folder()), make_studio(rules, access)
    services = Services(Answers(rules), access, Rate(per_second), pairings, studio)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        services.answers.close()
        services.studio.close()

    app = FastAPI(
        title="Reply Coach", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan,
        redirect_slashes=False,
    )  # fmt: skip
    app.state.rules = rules
    add_refusals(app)
    for endpoints in ENDPOINTS:
        endpoints.add(app, services)
    app.add_middleware(Guard, access=access, pairings=services.pairings, pages=pages.PAGES)
    return app


def make_studio(rules: Rules, access: Access) -> Studio:
    """The studio over the packs that are in use; where everybody shares one token, it writes no files."""
    return Studio(lambda: rules.run.packs.folders, Path.cwd(), writable=not access.everyone)
