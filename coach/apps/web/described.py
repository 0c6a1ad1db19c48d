"""The endpoints described for OpenAPI; the shapes are those of `questions`, `answers` and the wire."""

from __future__ import annotations

from typing import Any, Final

from coach.apps.web.feedback_body import SEVERITIES, SURFACES
from coach.files.feedback import ACTIONS, REASONS

_TEXT: Final = {"type": "string"}
_PLACE: Final = {"start": {"type": "integer"}, "end": {"type": "integer"}}
_SUGGESTION: Final = {
    "type": "object",
    "properties": {"applicability": {"enum": ["safe", "review", "guide"]}, **_PLACE, "replacement": _TEXT},
}
_WORDS: Final = dict.fromkeys(("rule", "guideline", "title", "excerpt", "what"), _TEXT)
_FINDING: Final = {
    "type": "object",
    "properties": {
        **_WORDS,
        "severity": {"enum": ["error", "warning", "info"]},
        **dict.fromkeys(("dimension", "why", "instead", "fingerprint"), _TEXT),
        "message_index": {"type": "integer"},
        **_PLACE,
        "suggestions": {"type": "array", "items": _SUGGESTION},
    },
}
_FINDINGS: Final = {"type": "array", "items": _FINDING}
_QUESTION: Final = {
    "text": {"type": "string", "description": "the agent's turn; line feeds separate its messages"},
    "context": {
        "anyOf": [_TEXT, {"type": "array", "items": _TEXT}],
        "description": "what the customer wrote before, oldest first",
    },
    "offset_unit": {"enum": ["codepoint", "utf16"], "default": "codepoint"},
    "id": {"description": "handed back as it is"},
    "explain": {"type": "boolean", "description": "whether to add `score_lines`: what moved the score"},
}
_ANSWER: Final = {
    "id": {},
    "origin": {"type": "object"},
    "findings": _FINDINGS,
    "highlights": {"type": "array", "items": {"type": "object", "properties": {**_WORDS, **_PLACE}}},
    "scores": {"type": "object", "additionalProperties": {"type": "integer"}},
    "not_evaluated": {"type": "array", "items": _TEXT},
    "omitted": {"type": "integer", "description": "findings beyond those that are listed"},
}
_ERROR: Final = {
    "type": "object",
    "properties": {
        "schema": {"const": 1},
        "error": {"type": "object", "properties": {"code": _TEXT, "message": _TEXT}},
    },
}


def _content(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    shape = {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}
    return {"application/json": {"schema": shape}}


def _described(
    answer: dict[str, Any], question: dict[str, Any] | None = None, required: tuple[str, ...] = ("text",)
) -> dict[str, Any]:
    responses = {
        "200": {"description": "answered", "content": _content({"schema": {"const": 1}, **answer})},
        "default": {"description": "refused", "content": {"application/json": {"schema": _ERROR}}},
    }
    asked = {"required": True, "content": _content(question, required)} if question else None
    return {"responses": responses} | ({"requestBody": asked} if asked else {})


CHECK: Final = _described(_ANSWER, _QUESTION)
REWRITE: Final = _described(
    {"text": _TEXT, "findings": _FINDINGS, "applied": {"type": "array", "items": _SUGGESTION}},
    {**_QUESTION, "applicability": {"enum": ["safe", "review"], "default": "review"}},
)
_OBJECTS: Final = {"type": "array", "items": {"type": "object"}}
_NAMES: Final = {"type": "object", "additionalProperties": _TEXT}
_WITH_EXAMPLES: Final = {
    "name": "examples",
    "in": "query",
    "description": "`true` has every rule bring its examples",
    "schema": {"enum": ["true", "false"], "default": "false"},
}
LIST: Final = {
    **_described(
        {
            "rules": _OBJECTS,
            "guidelines": _OBJECTS,
            "packs": _OBJECTS,
            "words": {"type": "object", "properties": dict.fromkeys(("severity", "dimension", "family"), _NAMES)},
        }
    ),
    "parameters": [_WITH_EXAMPLES],
}
RULE: Final = _described({"rule": {"type": "object"}})
STATUS: Final = _described({"status": {"const": "ok"}, "version": _TEXT})
_PAIRING: Final = {"type": "object", "properties": dict.fromkeys(("id", "origin", "since"), _TEXT)}
PAIR_CODE: Final = _described({"code": _TEXT, "seconds": {"type": "integer"}})
PAIR: Final = _described({"token": _TEXT}, {"code": _TEXT}, ("code",))
PAIRINGS: Final = _described({"pairings": {"type": "array", "items": _PAIRING}})
FORGOTTEN: Final = _described({"id": _TEXT})
_COUNT: Final = {"type": "integer"}
_COUNTS: Final = dict.fromkeys(("accepted", "edited", "dismissed"), _COUNT)
_FARED: Final = {**dict.fromkeys(("rule", "guideline", "title"), _TEXT), **_COUNTS, "reasons": {"type": "object"}}
_DISMISSAL: Final = {
    **dict.fromkeys(("id", "at", "rule", "guideline", "excerpt"), _TEXT),
    "reason": {"type": ["string", "null"]},
    "has_text": {"type": "boolean"},
    "settled": {"enum": [None, "allowed", "labelled"]},
}
_CONTEXT: Final = {"context": _QUESTION["context"]}
FEEDBACK: Final = _described(
    {"id": _TEXT, "stored": {"const": True}},
    {
        "id": {"type": "string", "description": "a UUID; the same again counts once"},
        "action": {"enum": list(ACTIONS)},
        **dict.fromkeys(("rule", "guideline", "fingerprint", "excerpt", "replacement", "text"), _TEXT),
        "severity": {"enum": list(SEVERITIES)},
        "reason": {"enum": list(REASONS)},
        **_CONTEXT,
        "surface": {"enum": list(SURFACES)},
    },
    ("id", "action", "rule", "guideline", "severity", "fingerprint", "excerpt", "surface"),
)
FEEDBACK_SUMMARY: Final = _described(
    {
        "stores_texts": {"type": "boolean"},
        "rules": {"type": "array", "items": {"type": "object", "properties": _FARED}},
        "dismissals": {"type": "array", "items": {"type": "object", "properties": _DISMISSAL}},
    }
)
SETTLED_ALLOWED: Final = _described({"place": _TEXT})
SETTLED_LABELLED: Final = _described({"place": _TEXT}, {"text": _TEXT, **_CONTEXT}, ())
