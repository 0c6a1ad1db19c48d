"""The one pipeline: read a turn, call up the rules it may break, decide, tidy.

text → Reading (fold, scan) → candidates → places → findings → tidy → Result
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.core.conditions import holds, silencing
from coach.core.matching import Match
from coach.core.model.result import Result, Rewritten
from coach.core.scan import Customer, Reading

if TYPE_CHECKING:
    from coach.core.model.conversation import Conversation, Turn
    from coach.core.model.finding import About, Applicability, Finding, Severity, Suggestion
    from coach.core.rewrite import Mark
    from coach.core.rule import Rule
    from coach.core.rulebook import Rulebook

    Suggest = Callable[[Finding], tuple[Suggestion, ...]]

FINDINGS_LIMIT: Final = 200
"""More findings than this in one turn are counted, not listed."""


class Place(NamedTuple):
    """Where a rule found its fault, before it becomes a finding."""

    rule: Rule
    match: Match
    severity: Severity


class Linter:
    """Checks turns against one rulebook.

    Args:
        rulebook: the compiled rules; those that are not active stay silent.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._recheck = lru_cache(maxsize=256)(self._marks)

    def check(self, text: str, context: Sequence[str] = ()) -> Result:
        """What a trainer would mark in the turn `text`.

        Args:
            text: an agent's turn; line feeds separate its messages.
            context: what the customer wrote before, oldest first.
        """
        reading = Reading(self.rulebook, text, Customer(self.rulebook, context))
        skipped = () if context else self.rulebook.contextual
        places = self._places(reading)
        if not places:
            return Result(text, not_evaluated=skipped)
        return self._marked(reading, places, tuple(context), skipped)

    def _marked(
        self, reading: Reading, places: list[Place], context: tuple[str, ...], skipped: tuple[str, ...]
    ) -> Result:
        """The result for a turn in which rules found `places`."""
        places = tidied(places)
        suggest = self._suggester(reading, context)
        findings = tuple(_finding(place, reading, suggest) for place in places[:FINDINGS_LIMIT])
        omitted = max(len(places) - FINDINGS_LIMIT, 0)
        text = reading.turn.text
        return Result(text, findings, not_evaluated=skipped, omitted=omitted, rewriter=self._rewriter(context))

    def check_conversation(self, conversation: Conversation) -> list[tuple[Turn, Result]]:
        """What a trainer would mark in each of the agent's turns."""
        turns = [turn for turn in conversation.turns() if turn.speaker == "agent"]
        return [(turn, self.check(turn.text, turn.context)) for turn in turns]

    def _places(self, reading: Reading) -> list[Place]:
        """What the rules find that a word of the turn calls up, and those that always run."""
        numbers = set(self.rulebook.always)
        for index in self.rulebook.called(reading.literals):
            root, rules = self.rulebook.roots[index]
            if reading.find(root):
                numbers.update(rules)
        called = [self.rulebook.rule(number) for number in sorted(numbers)]
        return [
            Place(rule, match, severity(rule, reading, match)) for rule in called for match in matches(rule, reading)
        ]

    def _marks(self, text: str, context: tuple[str, ...]) -> Counter[Mark]:
        """What would be found in `text`, counted by guideline and folded words; all that a proof needs to know."""
        reading = Reading(self.rulebook, text, Customer(self.rulebook, context))
        return Counter(mark(place.rule.guideline, reading, place.match) for place in tidied(self._places(reading)))

    def _suggester(self, reading: Reading, context: tuple[str, ...]) -> Suggest:
        made: dict[Finding, tuple[Suggestion, ...]] = {}

        def suggest(finding: Finding) -> tuple[Suggestion, ...]:
            from coach.core.rewrite import propose

            if finding not in made:
                rule = self.rulebook.rule(self.rulebook.number(finding.rule))
                made[finding] = propose(rule, reading, finding, lambda text: self._recheck(text, context))
            return made[finding]

        return suggest

    def _rewriter(self, context: tuple[str, ...]) -> Callable[[Result, Applicability], Rewritten]:
        def rewrite(result: Result, applicability: Applicability) -> Rewritten:
            from coach.core.rewrite import rewrite_turn

            text, applied = rewrite_turn(result, applicability, lambda text: self._recheck(text, context))
            return Rewritten(text, self.check(text, context).findings, applied)

        return rewrite


def tidied(places: list[Place]) -> list[Place]:
    """`places` tidied; a quiet check never gets here."""
    from coach.core.tidy import tidy

    return tidy(places)


def mark(guideline: str, reading: Reading, match: Match) -> Mark:
    """A finding as a proof knows it: guideline and folded words."""
    return guideline, reading.turn.folded[match.start : match.end]


def matches(rule: Rule, reading: Reading) -> list[Match]:
    """The places of `reading` that break `rule`, past its conditions."""
    if rule.context and not any(customer.find(signal) for customer in reading.customer for signal in rule.context):
        return []
    found = rule.check.find(reading)
    if found and (rule.unless or rule.only):
        found = [match for match in found if silencing(reading, match, rule.merged, rule.only) is None]
    return found


def severity(rule: Rule, reading: Reading, match: Match) -> Severity:
    """The rule's severity at `match`: the first step of its ladder that holds, else its own."""
    for step, conditions in rule.ladder:
        if any(holds(reading, match, condition) for condition in conditions):
            return step
    return rule.severity


def _finding(place: Place, reading: Reading, suggest: Suggest) -> Finding:
    from coach.core.fingerprint import fingerprint
    from coach.core.model.finding import Finding

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


def _about(rule: Rule, reading: Reading) -> About | None:
    """The customer's message that called the rule up, when nothing in the turn did."""
    if rule.triggers or not rule.context:
        return None
    from coach.core.model.finding import About

    called = [one for one in reading.customer if any(one.find(signal) for signal in rule.context)]
    return About("customer", called[-1].turn.text) if called else None
