"""Rules as SARIF declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coach.files.reports.plain_text import visible

if TYPE_CHECKING:
    from coach.core.rule import Rule

LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_WEIGHTS: Final = {"error": "error", "warning": "warning", "info": "recommendation"}


def descriptor(rule: Rule) -> dict[str, Any]:
    """The `reportingDescriptor` of a rule: what it is about, why, and what to do instead."""
    parts = {"是什么": rule.what, "为什么": rule.why, "怎么改": rule.instead}
    told = {name: visible(text) for name, text in parts.items() if text}
    body: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": visible(rule.title)},
        "fullDescription": {"text": visible(rule.what or rule.title)},
        "help": {
            "text": "\n".join(f"{name}：{text}" for name, text in told.items()) or visible(rule.title),
            "markdown": "\n\n".join(f"**{name}** {text}" for name, text in told.items()) or visible(rule.title),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "guideline": rule.guideline,
            "dimension": rule.dimension,
            "tags": list(dict.fromkeys([rule.pack, rule.guideline, rule.dimension])),
            "problem.severity": _WEIGHTS[rule.severity],  # the words that GitHub sorts by
        },
    }
    return body | ({"deprecatedIds": list(dict.fromkeys(rule.aliases))} if rule.aliases else {})
