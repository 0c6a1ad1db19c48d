"""The report about a library as one JSON document; docs/libraries.md describes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coach.files.reports.finding_words import identifier
from coach.files.reports.json_text import json_text
from coach.files.reports.library_words import difference
from coach.files.reports.redaction import redacted
from coach.files.reports.wire import SCHEMA

if TYPE_CHECKING:
    from coach.files.library import Library, Note, Response
    from coach.files.library_duplicates import Like


def library_json(library: Library) -> str:
    """The document, ending in a line feed."""
    groups = [one._asdict() for one in library.groups()]
    document = {
        "schema": SCHEMA,
        "summary": {
            "responses": len(library.responses),
            "files": library.files,
            "groups": sum(bool(one["name"]) for one in groups),
            "marked": library.marked,
            "score": library.score(),
            "errors": library.errors,
        },
        "duplicates": [_cluster(one) for one in library.duplicates()],
        "placeholders": [
            {**doubt._asdict(), "responses": [_response(one) for one in responses]}
            for doubt, responses in library.doubts()
        ],
        "guidelines": [one._asdict() for one in library.guidelines()],
        "dimensions": [
            {"name": one.name, "findings": one.findings, "responses": one.responses, "score": library.score(one.name)}
            for one in library.dimensions()
        ],
        "groups": [{**one, "name": redacted(one["name"])} for one in groups],
        "worst": [_scored(one) for one in library.worst()],
        "best": [_scored(one) for one in library.best()],
    }
    return json_text(document, indent=2) + "\n"


def _cluster(cluster: Sequence[tuple[Response, Like]]) -> list[dict[str, Any]]:
    first = cluster[0][0]
    return [
        {
            **_response(one),
            "text": one.text,
            "similarity": round(like.similarity, 2),
            "difference": difference(first, one) if at else "",
        }
        for at, (one, like) in enumerate(cluster)
    ]


def _response(one: Response) -> dict[str, Any]:
    body = {
        "id": one.id if one.id in (None, "") else identifier(one.id),
        "title": redacted(one.title),
        "group": redacted(one.group),
        "origin": {"path": one.origin.path, "locator": one.origin.locator},
    }
    return body | ({"message": one.message} if one.message else {})


def _scored(one: Response) -> dict[str, Any]:
    return {
        **_response(one),
        "text": one.text,
        "scores": dict(one.scores),
        "findings": [_note(note) for note in one.findings],
        "highlights": [_note(note) for note in one.highlights],
    }


def _note(one: Note) -> dict[str, str]:
    return {"guideline": one.guideline, "title": one.title, "excerpt": one.excerpt}
