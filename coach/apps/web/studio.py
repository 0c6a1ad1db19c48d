"""The studio's desk: packs, drafts and libraries, worked on in a thread of its own, one thing at a time."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from coach.apps.web.refusals import RefusedError
from coach.errors import CoachError, ReadError
from coach.files.draft_hits import Hit, Reply, detector, find_hits, replies, told_apart
from coach.files.draft_proof import Proof, compile_part, prove_draft
from coach.files.draft_sources import Draft, Packs, concerned
from coach.files.inputs import read_source
from coach.files.pack_files import PackFolder, list_packs, path_of
from coach.files.source import Source

Answered = TypeVar("Answered")
MOST_LIBRARIES: Final = 8
"""So many pages' libraries are kept; the one that was used longest ago goes first."""
_BASES: Final = 2
_LOG: Final = logging.getLogger("coach.web")


class Library(NamedTuple):
    """A library that a page opened.

    Attributes:
        unreadable: how many of its parts could not be read.
    """

    name: str
    replies: list[Reply]
    unreadable: int


class Seen(NamedTuple):
    """What draft and saved file mark in a library.

    Attributes:
        looked: how many replies were looked at; both at the same ones.
    """

    library: Library
    looked: int
    same: list[Hit]
    added: list[Hit]
    removed: list[Hit]


class Checked(NamedTuple):
    """What came of a draft; `seen` is None without a library, or when the draft cannot run."""

    draft: Draft
    proof: Proof
    seen: Seen | None


class Studio:
    """Works on packs for the pages of one server.

    Args:
        used: gives the folders of the packs of one's own that the coach has loaded.
        around: the folder in which other packs are looked for, and new ones are made.
        writable: whether files may be written.
    """

    def __init__(self, used: Callable[[], Sequence[str]], around: Path, *, writable: bool = True) -> None:
        self.around = around
        self.writable = writable
        self._used = used
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="studio")
        self._bases: OrderedDict[tuple[str, ...], Packs] = OrderedDict()
        self._libraries: OrderedDict[str, Library] = OrderedDict()
        self._latest: dict[str, int] = {}
        self._saved_hits: OrderedDict[Any, tuple[list[Hit], int]] = OrderedDict()

    def close(self) -> None:
        """Take no more work, and give up what is going on."""
        self._latest.clear()
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def do(self, work: Callable[[], Answered]) -> Answered:
        """Have `work` done in the studio's thread; what the coach finds wrong is a RefusedError 422."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except RefusedError:
            raise
        except CoachError as error:
            raise RefusedError(422, f"{getattr(error, 'message', error)}。") from None
        except Exception as error:  # its message may hold a text, so only the place is logged
            where = traceback.extract_tb(error.__traceback__)[-1]
            _LOG.error("规则工作室出错了（%s，%s:%s）。", type(error).__name__, where.name, where.lineno)
            raise RefusedError(500, "规则工作室自己出错了，这一步没有做成；服务还在。") from None

    def packs(self) -> list[PackFolder]:
        """All packs, one's own first."""
        return list_packs(self._used(), self.around)

    def pack(self, name: str) -> PackFolder:
        """The pack whose folder is `name`, as the list names it; RefusedError 404 when there is none."""
        for pack in self.packs():
            if str(pack.folder) == name:
                return pack
        raise RefusedError(404, "没有这个规则包，也许它的文件夹改了名字；请刷新页面。")

    def known(self, pack: PackFolder, file: str) -> None:
        """RefusedError 404 when the pack has no such file."""
        try:
            path_of(pack, file)
        except ReadError as error:
            raise RefusedError(404, f"{error.message}。", "no_file") from None

    def base(self, pack: PackFolder) -> Packs:
        """What the packs in use, and `pack`, say as they are saved."""
        folders = [*self._used()]
        if pack.own and not pack.used:
            folders.append(str(pack.folder))
        key = tuple(folders)
        base = self._bases.pop(key, None)
        if base is None or not base.is_fresh():
            self._saved_hits.clear()
            base = Packs(folders)
        self._bases[key] = base
        while len(self._bases) > _BASES:
            self._bases.popitem(last=False)
        return base

    def open_library(self, page: str, name: str, content: bytes) -> Library:
        """Read a library and keep it for `page`; RefusedError 422 when nothing of it can be read."""
        found, unreadable = replies(read_source(Source(name, content=content)))
        if not found:
            told = unreadable[0].message if unreadable else "没有找到话术"
            raise RefusedError(422, f"{told}。", "library")
        self._libraries.pop(page, None)
        self._libraries[page] = Library(name, found, len(unreadable))
        while len(self._libraries) > MOST_LIBRARIES:
            self._libraries.popitem(last=False)
        return self._libraries[page]

    def close_library(self, page: str) -> None:
        """Forget the page's library."""
        self._libraries.pop(page, None)

    async def check(self, pack: str, file: str, text: str, page: str) -> Checked:
        """What `text` does in place of the file; RefusedError 409 when `page` has sent a newer one meanwhile."""
        number = self._latest[page] = self._latest.pop(page, 0) + 1
        while len(self._latest) > 100 * MOST_LIBRARIES:
            del self._latest[next(iter(self._latest))]

        def go_on() -> None:
            if self._latest.get(page) != number:
                raise RefusedError(409, "有更新的草稿，这一份没有查完。", "superseded")
            time.sleep(0.0005)  # lets the threads that answer agents go first

        return await self.do(lambda: self._check(pack, file, text, page, go_on))

    def _check(self, name: str, file: str, text: str, page: str, go_on: Callable[[], None]) -> Checked:
        go_on()
        pack = self.pack(name)
        self.known(pack, file)
        base = self.base(pack)
        draft = base.draft(pack, file, text)
        proof = prove_draft(base, draft, go_on)
        library = self._libraries.get(page)
        if library is None or proof.book is None:
            return Checked(draft, proof, None)
        self._libraries.move_to_end(page)
        return Checked(draft, proof, self._seen(base, draft, proof, library, go_on))

    def _seen(self, base: Packs, draft: Draft, proof: Proof, library: Library, go_on: Callable[[], None]) -> Seen:
        assert proof.book is not None
        now, looked = find_hits(detector(proof.book, proof.rules, draft.owner, base.linter), library.replies, go_on)
        before, also_looked = self._before(base, draft.owner, library, go_on)
        looked = min(looked, also_looked)
        new, old = ([one for one in hits if one.reply < looked] for hits in (now, before))
        same, added = told_apart(new, old)
        return Seen(library, looked, same, added, told_apart(old, new)[1])

    def _before(self, base: Packs, owner: str, library: Library, go_on: Callable[[], None]) -> tuple[list[Hit], int]:
        """What the saved file marks; remembered, as drafts of one file follow each other."""
        key = (id(base), owner, id(library.replies))
        if key not in self._saved_hits:
            sources = base.gathered.sources
            if owner not in base.gathered.places:
                return [], len(library.replies)
            bound = compile_part(sources, concerned(sources, owner), owner)
            if any(one == owner for one, _ in bound.problems):
                return [], len(library.replies)
            rules = [rule["id"] for rule in bound.index["rules"]]
            detect = detector(bound.rulebook(), rules, owner, base.linter)
            self._saved_hits[key] = find_hits(detect, library.replies, go_on)
            while len(self._saved_hits) > MOST_LIBRARIES:
                self._saved_hits.popitem(last=False)
        return self._saved_hits[key]
