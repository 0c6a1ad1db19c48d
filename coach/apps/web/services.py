"""What the endpoints share: one of each for a running server."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import HTTPConnection

from coach.apps.web.answers import Answers
from coach.apps.web.guard import Access
from coach.apps.web.limits import Rate
from coach.apps.web.pairing import Pairings
from coach.apps.web.studio import Studio


class Services(NamedTuple):
    """What the endpoints share.

    Attributes:
        answers: the coach, asked beside the event loop.
        access: who may ask.
        rate: how often.
        pairings: the browser extensions that may ask.
        studio: where trainers work on packs.
    """

    answers: Answers
    access: Access
    rate: Rate
    pairings: Pairings
    studio: Studio

    def admit(self, asking: HTTPConnection) -> None:
        """Count one request of whoever is asking; RefusedError 429 when it made too many."""
        self.rate.take(asking.client.host if asking.client else "")
