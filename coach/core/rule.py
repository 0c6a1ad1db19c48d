"""A rule as it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coach.core.checks import Check, check_of
from coach.core.conditions import Resolved, needed, resolve
from coach.core.model.finding import Severity
from coach.core.occasion import Occasion


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of breaking a guideline.

    Attributes:
        id: ``<pack name>/<file stem>``.
        number: its place in the rulebook; packs of one's own come after the built-in ones.
        rank: place of its guideline in guidelines.yaml; the lowest leads a card.
        ladder: (severity, conditions) pairs; the first that holds decides, else `severity`.
        triggers: the check's.
        occasion: when it is looked at at all; always when it `is_for_all`.
        praise: ``full`` or ``half`` when it finds what honours its guideline, empty when what breaks it.
        family: of what it praises, see `coach.core.model.finding.Highlight`.
        needed: the matchers without a place of which `only` keeps it silent, see `coach.core.conditions.needed`.
        merged: `unless` as it is run.
        suggest: compiled suggestions, see `coach.core.rewrite`.
    """

    id: str
    number: int
    pack: str
    guideline: str
    rank: int
    title: str
    severity: Severity
    dimension: str
    what: str
    why: str
    instead: str
    source: str
    check: Check
    triggers: tuple[int, ...]
    ladder: tuple[tuple[Severity, tuple[Resolved, ...]], ...]
    unless: tuple[Resolved, ...]
    only: tuple[Resolved, ...]
    needed: tuple[int, ...]
    merged: tuple[Resolved, ...]
    occasion: Occasion
    is_for_all: bool
    praise: str
    family: str
    suggest: tuple[dict[str, Any], ...]
    examples: tuple[dict[str, Any], ...]
    aliases: tuple[str, ...]


def rule_from(data: Mapping[str, Any], guidelines: Mapping[str, Mapping[str, Any]], number: int = 0) -> Rule:
    """The rule of compiled `data`; what it does not say itself comes from its guideline."""
    guideline = guidelines[data["guideline"]]
    words = {key: data.get(key) or guideline.get(key, "") for key in ("title", "dimension", "what", "why", "instead")}
    made = check_of(data["check"])
    return Rule(
        id=data["id"],
        number=number,
        pack=data["pack"],
        guideline=data["guideline"],
        rank=guideline["rank"],
        severity=data["severity"] or guideline.get("severity") or "info",
        source=data.get("source") or guideline.get("source", ""),
        check=made,
        triggers=tuple(made.triggers()),
        ladder=tuple((severity, tuple(map(resolve, conditions))) for severity, conditions in data["ladder"]),
        unless=tuple(map(resolve, data["unless"])),
        only=tuple(map(resolve, data["only"])),
        needed=tuple(needed(data["only"])),
        merged=tuple(map(resolve, data.get("unless-merged") or data["unless"])),
        occasion=Occasion.of(data["occasion"]),
        is_for_all=not data["occasion"],
        praise=data["praise"],
        family=guideline.get("family") or "",
        suggest=tuple(data["suggest"]),
        examples=tuple(data["examples"]),
        aliases=tuple(data["aliases"]),
        **words,
    )
