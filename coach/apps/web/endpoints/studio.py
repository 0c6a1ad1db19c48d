"""The studio: packs opened, drafts tried, files written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any, Final

from fastapi import FastAPI, Request, Response

from coach.apps.web.limits import read_body
from coach.apps.web.questions import texts_of
from coach.apps.web.refusals import RefusedError
from coach.apps.web.sending import answer
from coach.apps.web.services import Services
from coach.apps.web.studio import Studio
from coach.apps.web.studio_answers import draft_told, names_told, packs_told, problems_told, titles
from coach.errors import ChangedError, ReadError, UnusableError, WriteError
from coach.files.draft_proof import loading_problems
from coach.files.names import shown
from coach.files.pack_files import KINDS, PackFolder, make_file, read_file, save_file, start_pack
from coach.files.pack_templates import template

LIBRARY_LIMIT: Final = 16 * 1024 * 1024
"""Bytes of a library."""
DRAFT_LIMIT: Final = 1024 * 1024
"""Bytes of a draft as JSON; a text of the longest file has up to so many."""
LIBRARY_SECONDS: Final = 60.0


class RefusedWithError(RefusedError):
    """A refusal with more to say than a sentence."""

    def __init__(self, status: int, message: str, code: str, more: dict[str, Any]) -> None:
        super().__init__(status, message, code)
        self._more = more

    @property
    def body(self) -> dict[str, Any]:
        """The answer's body."""
        return super().body | self._more


def add(app: FastAPI, services: Services) -> None:
    """Answer what lies under /api/studio."""
    _add_reading(app, services)
    _add_trying(app, services)
    _add_writing(app, services)


def _add_reading(app: FastAPI, services: Services) -> None:
    studio = services.studio

    @app.get("/api/studio/packs", include_in_schema=False)
    async def packs(request: Request) -> Response:
        services.admit(request)
        around = shown(str(studio.around))
        return answer(await studio.do(lambda: packs_told(studio.packs(), around, writable=studio.writable)))

    @app.get("/api/studio/names", include_in_schema=False)
    async def names(request: Request, pack: str = "") -> Response:
        services.admit(request)
        return answer(await studio.do(lambda: _names(studio, pack)))

    @app.get("/api/studio/schema", include_in_schema=False)
    async def schema(request: Request) -> Response:
        services.admit(request)
        from coach.files.schema_keys import schema_keys

        return answer(await studio.do(schema_keys))

    @app.get("/api/studio/file", include_in_schema=False)
    async def file(request: Request, pack: str = "", file: str = "") -> Response:
        services.admit(request)
        return answer(await studio.do(lambda: _file(studio, pack, file)))


def _names(studio: Studio, pack: str) -> dict[str, Any]:
    base = studio.base(studio.pack(pack))
    return names_told(base) | {"titles": titles(base)}


def _file(studio: Studio, pack: str, file: str) -> dict[str, Any]:
    try:
        found = read_file(studio.pack(pack), file)
    except ReadError as error:
        raise RefusedError(404, f"{error.message}。", "no_file") from None
    return {"pack": pack, "file": file, "text": found.text, "digest": found.digest}


def _add_trying(app: FastAPI, services: Services) -> None:
    studio = services.studio

    @app.post("/api/studio/draft", include_in_schema=False)
    async def draft(request: Request) -> Response:
        services.admit(request)
        asked = texts_of(await read_body(request, limit=DRAFT_LIMIT), "pack", "file", "text")
        page = str(asked.get("page") or "")
        checked = await studio.check(asked["pack"], asked["file"], asked["text"], page)
        return answer(await studio.do(lambda: draft_told(checked, asked["text"])))

    @app.post("/api/studio/library", include_in_schema=False)
    async def library(request: Request, name: str = "", page: str = "") -> Response:
        services.admit(request)
        content = await read_body(request, LIBRARY_SECONDS, LIBRARY_LIMIT)
        found = await studio.do(lambda: studio.open_library(page, PurePath(name).name, content))
        return answer({"name": found.name, "replies": len(found.replies), "unreadable": found.unreadable})

    @app.delete("/api/studio/library", include_in_schema=False)
    async def no_library(request: Request, page: str = "") -> Response:
        services.admit(request)
        await studio.do(lambda: studio.close_library(page))
        return answer({})


def _add_writing(app: FastAPI, services: Services) -> None:
    studio = services.studio

    async def save(request: Request) -> Response:
        services.admit(request)
        asked = texts_of(await read_body(request, limit=DRAFT_LIMIT), "pack", "file", "text", "digest")
        return answer(await studio.do(lambda: _save(studio, asked)))

    app.add_api_route("/api/studio/save", save, methods=["POST", "PUT"], include_in_schema=False)

    @app.post("/api/studio/new", include_in_schema=False)
    async def new(request: Request) -> Response:
        services.admit(request)
        asked = texts_of(await read_body(request, limit=DRAFT_LIMIT), "pack", "kind", "name")
        return answer(await studio.do(lambda: _new(studio, asked)))

    @app.post("/api/studio/start", include_in_schema=False)
    async def start(request: Request) -> Response:
        services.admit(request)
        asked = texts_of(await read_body(request), "name", "title")
        made = await studio.do(
            lambda: _written(studio, lambda: start_pack(studio.around, asked["name"], asked["title"]))
        )
        return answer({"pack": str(made.folder), "name": made.name})


def _told(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except ReadError as error:
        raise RefusedError(404, f"{error.message}。", "no_file") from None


def _written(studio: Studio, work: Callable[[], Any]) -> Any:
    """What `work` writes.

    RefusedError 403 where nothing may be written, 409 for a taken name, 422 for one that cannot be used, 503 when
    writing fails.
    """
    if not studio.writable:
        raise RefusedError(403, "大家共用的服务上不能改规则文件，可以导出，再交给管规则的人。", "read_only")
    try:
        return _told(work)
    except ChangedError as error:
        raise RefusedError(409, f"{error.message}。", "taken") from None
    except UnusableError as error:
        raise RefusedError(422, f"{error.message}。", "unusable") from None
    except WriteError as error:
        raise RefusedError(503, f"{error.message}。", "not_written") from None


def _save(studio: Studio, asked: dict[str, Any]) -> dict[str, Any]:
    pack, file, text = studio.pack(asked["pack"]), asked["file"], asked["text"]
    studio.known(pack, file)
    if not pack.own:
        raise RefusedError(403, "自带的规则包不能改；可以复制到您自己的规则包。", "read_only")
    if asked.get("force") is not True:
        _check_loads(studio, asked)

    def write() -> str:
        try:
            return save_file(pack, file, text, asked["digest"])
        except ChangedError as error:
            found = read_file(pack, file)
            other = {"text": found.text, "digest": found.digest}
            raise RefusedWithError(409, f"{error.message}，没有保存。", "changed", other) from None

    return {"digest": _written(studio, write)}


def _check_loads(studio: Studio, asked: dict[str, Any]) -> None:
    """RefusedError 422 when the coach could not load the text: the rule would fall silent without anybody noticing."""
    pack = studio.pack(asked["pack"])
    base = studio.base(pack)
    draft = base.draft(pack, asked["file"], asked["text"])
    problems = loading_problems(base, draft)
    if problems:
        more = {"problems": problems_told(problems, draft.shown, asked["text"])}
        raise RefusedWithError(422, "这份草稿教练读不了，还没有保存。", "does_not_load", more)


def _new(studio: Studio, asked: dict[str, Any]) -> dict[str, Any]:
    if asked["kind"] not in KINDS:
        raise RefusedError(422, f"kind 要是 {'、'.join(KINDS)} 里的一个。")
    pack = studio.pack(asked["pack"])
    if not pack.own:
        raise RefusedError(403, "自带的规则包不能改；请先建一个自己的规则包。", "read_only")
    text = asked.get("text")
    if not isinstance(text, str):
        text = template(asked["kind"], asked["name"], _guideline(studio, pack, asked.get("guideline")))
    return {"file": _written(studio, lambda: make_file(pack, asked["kind"], asked["name"], text))}


def _guideline(studio: Studio, pack: PackFolder, wanted: Any) -> str:
    """The guideline that was chosen, or the first one; RefusedError 422 when there is none of that name."""
    guidelines = studio.base(pack).gathered.sources.guidelines
    if not wanted:
        return next((name for name, one in guidelines.items() if not one.get("family")), "no-cannot")
    if not isinstance(wanted, str) or wanted not in guidelines:
        raise RefusedError(422, "“属于哪条准则”里没有这一条，请刷新页面再选。", "unusable")
    return wanted
