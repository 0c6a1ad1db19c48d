"""What agents did with findings: kept, summed up, and put to use."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

from fastapi import FastAPI, Request, Response

from coach.apps.web.described import FEEDBACK, FEEDBACK_SUMMARY, SETTLED_ALLOWED, SETTLED_LABELLED
from coach.apps.web.feedback_body import feedback
from coach.apps.web.limits import read_body
from coach.apps.web.questions import context_of, json_object, wrong
from coach.apps.web.refusals import RefusedError
from coach.apps.web.sending import answer
from coach.apps.web.services import Services
from coach.errors import StoreError, WriteError
from coach.files.data_folder import data_folder
from coach.files.feedback import Dismissal, FeedbackStore, Settled
from coach.files.reports.feedback_report import document
from coach.files.settling import LABELLED, NotSettledError, allow, label

WAITING: Final = 100
"""So many may wait for the disk; who comes then is told to come again."""
PATIENCE: Final = 5.0
"""So many seconds they may wait."""
_TOO_FAST: Final = "反馈来得太快，磁盘跟不上，请过一会儿再试。"
Done = TypeVar("Done")


def add(app: FastAPI, services: Services) -> None:
    """Answer /api/feedback, /api/feedback/{id}/allow and /api/feedback/{id}/label."""
    store, disk = FeedbackStore(data_folder()), _Disk()
    current = services.answers

    @app.post("/api/feedback", openapi_extra=FEEDBACK)
    async def tell(request: Request) -> Response:
        """One finding accepted, edited or dismissed; answered once it is on disk."""
        services.admit(request)
        given = feedback(await read_body(request))
        texts = current.run.settings.stores_texts
        await disk.do(lambda: store.add(given, with_text=texts))
        return answer({"id": given.id, "stored": True})

    @app.get("/api/feedback", openapi_extra=FEEDBACK_SUMMARY)
    async def summary(request: Request) -> Response:
        """How often each rule was accepted or dismissed, and the newest dismissals."""
        services.admit(request)
        found, run = await disk.do(store.summary), current.run
        return answer(document(found, run.titles, stores_texts=run.settings.stores_texts))

    @app.post("/api/feedback/{name}/allow", openapi_extra=SETTLED_ALLOWED)
    async def allowed(request: Request, name: str) -> Response:
        """A dismissed finding becomes an entry of the allowlist."""
        services.admit(request)
        run = current.run
        return await settled(name, "allowed", lambda one: allow(run, one))

    @app.post("/api/feedback/{name}/label", openapi_extra=SETTLED_LABELLED)
    async def labelled(request: Request, name: str) -> Response:
        """A dismissed finding becomes a row of an evaluation."""
        services.admit(request)
        text, context = _reply(await read_body(request))
        path = Path(current.run.settings.folder, LABELLED)
        return await settled(name, "labelled", lambda one: label(path, one, text, context))

    async def settled(name: str, outcome: Settled, write: Callable[[Dismissal], str]) -> Response:
        _check_own(services)
        try:
            place = await disk.do(lambda: store.settle(name, outcome, write))
        except NotSettledError as error:
            raise RefusedError(422, str(error)) from None
        except KeyError:
            raise RefusedError(404, "没有这条忽略的反馈。") from None
        except ValueError:
            raise RefusedError(409, "这一条已经处理过了。") from None
        except WriteError as error:
            raise StoreError(str(error)) from None
        return answer({"place": place})


def _check_own(services: Services) -> None:
    """RefusedError 403 where every agent holds the token: files that rules come from are for the trainer to change."""
    if services.access.everyone:
        raise RefusedError(403, "大家共用的服务不改文件；请在教练所在的电脑上用 coach feedback 处理。")


def _reply(body: bytes) -> tuple[str | None, tuple[str, ...]]:
    """The reply that the request tells for a dismissal of which no text was stored."""
    data = json_object(body) if body.strip() else {}
    text: Any = data.get("text")
    if text is not None and not isinstance(text, str):
        raise wrong("text 要是文字")
    return text, context_of(data.get("context"))


class _Disk:
    """One thread for what waits for the disk."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="feedback")
        self._waiting = 0

    async def do(self, work: Callable[[], Done]) -> Done:
        """`work`, done beside the event loop; StoreError when too much is waiting already."""
        if self._waiting >= WAITING:
            raise StoreError(_TOO_FAST)
        self._waiting += 1
        until = time.monotonic() + PATIENCE

        def in_time() -> Done:
            if time.monotonic() > until:
                raise StoreError(_TOO_FAST)
            return work()

        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, in_time)
        finally:
            self._waiting -= 1
