"""From places to findings, and to what a proof knows of them; a quiet check never gets here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coach.core.fingerprint import fingerprint
from coach.core.model.finding import About, Finding

if TYPE_CHECKING:
    from coach.core.lint import Place, Suggest
    from coach.core.matching import Match
    from coach.core.reading import Reading
    from coach.core.rewrite import Mark
    from coach.core.rule import Rule


def marks(places: list[Place], reading: Reading) -> Counter[Mark]:
    """Tidied places counted by guideline and folded words; no words when the customer's called the rule up."""
    return Counter([_mark(place.rule, reading, place.match) for place in places])


def _mark(rule: Rule, reading: Reading, match: Match) -> Mark:
    words = "" if _is_about_customer(rule) else reading.turn.folded[match.start : match.end]
    return rule.guideline, words


def finding(place: Place, reading: Reading, suggest: Suggest) -> Finding:
    """What a person is told of a place."""
    rule, match = place.rule, place.match
    span = reading.turn.span(match.start, match.end)
    return Finding(
        rule=rule.id,
        guideline=rule.guideline,
        title=rule.title,
        rank=rule.rank,
        severity=place.severity,
        dimension=rule.dimension,
        span=span,
        excerpt=span.of(reading.turn.text),
        message_index=reading.turn.message_index(span.start),
        what=rule.what,
        why=rule.why,
        instead=rule.instead,
        fingerprint=fingerprint(rule.guideline, reading, match),
        about=_about(rule, reading),
        suggest=suggest,
    )


def _is_about_customer(rule: Rule) -> bool:
    return not rule.triggers and rule.occasion.needs_customer


def _about(rule: Rule, reading: Reading) -> About | None:
    """The customer's message that called the rule up, when nothing in the turn did."""
    if not _is_about_customer(rule):
        return None
    called = rule.occasion.said_by_customer(reading)
    return About("customer", called.turn.text) if called else None
