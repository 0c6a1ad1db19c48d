"""What the studio answers, in the shapes of the wire; positions count UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from coach.apps.web.studio import Checked, Seen
from coach.core.model.span import utf16_offset
from coach.errors import PackError, ReadError
from coach.files import marked_yaml
from coach.files.draft_hits import Hit
from coach.files.draft_proof import Tried
from coach.files.draft_sources import Packs
from coach.files.marked_yaml import Marked
from coach.files.names import shown
from coach.files.pack_files import PackFolder, kind_of, list_files
from coach.files.reports.wire import SCHEMA

SHOWN: Final = 60
"""So many hits of each sort are listed; all are counted."""
AROUND: Final = 36
"""So many characters on each side of a hit are shown."""


def packs_told(packs: Sequence[PackFolder], around: str, *, writable: bool) -> dict[str, Any]:
    """The packs with their files."""
    told = [_pack_told(pack, writable=writable) for pack in packs]
    return {"schema": SCHEMA, "around": around, "writable": writable, "packs": told}


def _pack_told(pack: PackFolder, *, writable: bool) -> dict[str, Any]:
    try:
        files = list_files(pack)
    except ReadError:  # a folder that is gone has no files; the others are listed
        files = []
    return {
        "pack": str(pack.folder),
        "name": pack.name,
        "title": pack.title,
        "folder": shown(str(pack.folder)),
        "own": pack.own and writable,
        "used": pack.used,
        "files": [{"file": file, "kind": kind_of(pack, file)} for file in files],
    }


def titles(base: Packs) -> dict[str, str]:
    """What people call the rules and playbooks: file, as messages name it → title."""
    guidelines = base.gathered.sources.guidelines
    found: dict[str, str] = {}
    for marked in base.gathered.places.values():
        data = marked.data if isinstance(marked.data, dict) else {}
        title = data.get("title") or guidelines.get(str(data.get("guideline")), {}).get("title")
        if title:
            found[marked.file] = title
    return found


def names_told(base: Packs) -> dict[str, Any]:
    """The names that rules may use."""
    sources = base.gathered.sources
    kept = ("title", "severity", "family", "what", "why", "instead")
    return {
        "schema": SCHEMA,
        "guidelines": {name: {key: one.get(key) for key in kept} for name, one in sources.guidelines.items()},
        "lexicons": {name: words[:8] for name, words in sources.lexicons.items()},
        "signals": sorted(sources.signals),
    }


def draft_told(checked: Checked, text: str) -> dict[str, Any]:
    """What came of a draft."""
    draft, proof = checked.draft, checked.proof
    marked = _marked(checked, text)
    return {
        "schema": SCHEMA,
        "problems": [_problem(one, draft.shown, text) for one in proof.problems],
        "examples": [_example(one, marked, text) for one in proof.examples],
        "rules": proof.rules[:SHOWN],
        "rules_count": len(proof.rules),
        "unproven": proof.unproven,
        "runs": proof.book is not None,
        "library": _seen(checked.seen) if checked.seen else None,
    }


def problems_told(problems: Sequence[PackError], name: str, text: str) -> list[dict[str, Any]]:
    """What is wrong with the file that messages call `name`."""
    return [_problem(one, name, text) for one in problems]


def _marked(checked: Checked, text: str) -> Marked | None:
    return marked_yaml.parse(text, checked.draft.shown) if checked.proof.examples else None


def _problem(error: PackError, own: str, text: str) -> dict[str, Any]:
    if error.file != own:
        return {"message": error.message, "file": error.file, "line": error.line, "column": error.column}
    return {"message": error.message, "file": None, **_place(text, error.line, error.column)}


def _place(text: str, line: int, column: int) -> dict[str, int]:
    lines = text.split("\n")
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    return {"line": line, "column": utf16_offset(written, max(column - 1, 0)) + 1 if line else 0}


def _example(one: Tried, marked: Marked | None, text: str) -> dict[str, Any]:
    place = marked.place((*one.path, one.key) if one.key != "examples" else one.path) if marked else (0, 0)
    return {
        "path": list(one.path),
        "key": one.key,
        "text": one.text,
        "wanted": _span(one.text, one.wanted) if one.wanted else None,
        "found": [_span(one.text, found) for found in one.found],
        "problem": one.problem,
        **_place(text, *place),
    }


def _span(text: str, span: tuple[int, int]) -> list[int]:
    return [utf16_offset(text, place) for place in span]


def _seen(seen: Seen) -> dict[str, Any]:
    library = seen.library
    return {
        "name": library.name,
        "replies": len(library.replies),
        "looked": seen.looked,
        "hits": len(seen.same) + len(seen.added),
        "added": len(seen.added),
        "removed": len(seen.removed),
        "shown": [*_hits(seen, "added"), *_hits(seen, "removed"), *_hits(seen, "same")],
    }


def _hits(seen: Seen, change: str) -> Iterator[dict[str, Any]]:
    hits: list[Hit] = getattr(seen, change)
    for hit in hits[:SHOWN]:
        reply = seen.library.replies[hit.reply]
        start, end = max(hit.start - AROUND, 0), min(hit.end + AROUND, len(reply.text))
        text = reply.text[start:end].replace("\n", "⏎")
        yield {
            "change": change,
            "rule": hit.name,
            "place": reply.place,
            "title": reply.title,
            "text": text,
            "start": utf16_offset(text, hit.start - start),
            "end": utf16_offset(text, hit.end - start),
            "cut": [start > 0, end < len(reply.text)],
            "replacement": hit.replacement,
        }
