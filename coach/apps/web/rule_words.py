"""The rules as the handbook reads them: what each says, and the names of what they are grouped by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from coach.files.reports.score_words import DIMENSION_WORDS, FAMILY_WORDS
from coach.files.reports.tally import SEVERITY_WORDS
from coach.files.reports.wire import SCHEMA

if TYPE_CHECKING:
    from coach.core.rule import Rule
    from coach.core.rulebook import Rulebook

WORDS: Final = {"severity": SEVERITY_WORDS, "dimension": DIMENSION_WORDS, "family": FAMILY_WORDS}
_LISTED: Final = (
    "id", "pack", "guideline", "title", "severity", "dimension", "what", "why", "instead", "source", "praise", "family"
)  # fmt: skip
_TOLD: Final = ("examples", "suggest", "aliases")
_GUIDELINE: Final = ("title", "pack", "dimension", "severity", "what", "why", "instead", "source", "family")


def handbook(rules: Sequence[Rule], book: Rulebook, *, examples: bool = False) -> dict[str, Any]:
    """The answer to /api/rules: `rules` of `book`, their guidelines and packs, and words for severities and the like.

    Args:
        examples: whether each rule brings its examples.
    """
    return {
        "schema": SCHEMA,
        "rules": [listed(rule) | ({"examples": list(rule.examples)} if examples else {}) for rule in rules],
        "guidelines": _guidelines(book.book["guidelines"], {rule.guideline for rule in rules}),
        "packs": _packs(book.index["packs"], rules, book.book["guidelines"]),
        "words": WORDS,
    }


def listed(rule: Rule) -> dict[str, Any]:
    """A rule of the list; its ``severities`` are all that it may report with, the gravest first."""
    steps = {rule.severity, *(step for step, _ in rule.ladder)}
    ordered = [name for name in SEVERITY_WORDS if name in steps]
    return {key: getattr(rule, key) for key in _LISTED} | {"severities": [] if rule.praise else ordered}


def told(rule: Rule) -> dict[str, Any]:
    """A rule by itself: as in the list, and its examples, suggestions and old ids."""
    return listed(rule) | {key: list(getattr(rule, key)) for key in _TOLD}


def _guidelines(known: Mapping[str, Mapping[str, Any]], used: Iterable[str]) -> list[dict[str, Any]]:
    """The guidelines that are used, in the order of their ranks."""
    ordered = sorted(used, key=lambda name: (known[name]["rank"], name))
    return [{"id": name} | {key: known[name].get(key) or "" for key in _GUIDELINE} for name in ordered]


def _packs(
    packs: Iterable[Mapping[str, Any]], rules: Iterable[Rule], guidelines: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The packs that rules or their guidelines belong to."""
    used = {name for rule in rules for name in (rule.pack, guidelines[rule.guideline].get("pack"))}
    return [{"name": one["name"], "title": one.get("title") or one["name"]} for one in packs if one["name"] in used]
