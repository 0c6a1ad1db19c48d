"""The one pipeline: read a turn, call up the rules it may break, decide, tidy.

text → Reading (fold, scan) → candidates → places → findings → tidy → Result
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from coach.core.conditions import holds, silencing
from coach.core.matching import Match
from coach.core.model.result import Result
from coach.core.reading import NOTHING_BEFORE, Customer, Reading

if TYPE_CHECKING:
    from coach.core.model.conversation import Conversation, Turn
    from coach.core.model.finding import Applicability, Finding, Highlight, Severity, Suggestion
    from coach.core.model.history import History
    from coach.core.model.result import Wanted
    from coach.core.model.rewritten import Rewritten
    from coach.core.model.span import Span
    from coach.core.rewrite import Mark, Recheck
    from coach.core.rule import Rule
    from coach.core.rulebook import Rulebook

    Suggest = Callable[[Finding], tuple[Suggestion, ...]]

UNFILLED_BLANK: Final = "unfilled-blank"
"""The one guideline that suggestions need not follow: their blanks are for a person to fill."""
FINDINGS_LIMIT: Final = 200
"""More findings than this in one turn are counted, not listed."""


class Place:
    """Where a rule found its fault, before it becomes a finding."""

    __slots__ = ("match", "rule", "severity")

    def __init__(self, rule: Rule, match: Match, severity: Severity) -> None:
        self.rule = rule
        self.match = match
        self.severity: Severity = severity


class Linter:
    """Checks turns against one rulebook.

    Args:
        rulebook: the compiled rules; those that are not active stay silent.
        proof: the linter that proves suggestions, where `rulebook` holds a part of the rules only.
    """

    def __init__(self, rulebook: Rulebook, proof: Linter | None = None) -> None:
        self.rulebook = rulebook
        self._proves_itself = proof is None
        self._without_blanks: Rulebook | None = None
        self._customer: Customer | None = None
        self._recheck: Callable[[str, History, bool], Counter[Mark]] = (
            proof._recheck if proof else lru_cache(maxsize=256)(self._marks)
        )

    def check(self, text: str, history: History = NOTHING_BEFORE, *, outgoing: bool = True) -> Result:
        """What a trainer would mark in the turn `text`.

        Args:
            text: an agent's turn; line feeds separate its messages.
            history: what came before.
            outgoing: whether the reply is about to be sent; False for an entry of a library.
        """
        reading = self._read(self.rulebook, text, history, outgoing)
        skipped = self.rulebook.unevaluated(customer=bool(history.customer), conversation=history.earlier is not None)
        places = self._places(reading)
        if not places:
            return Result(text, not_evaluated=skipped, praise=partial(self._praise, reading))
        return self._marked(reading, places, skipped)

    def _read(self, rulebook: Rulebook, text: str, history: History, outgoing: bool) -> Reading:
        """The turn as `rulebook`, which shares the linter's matchers, reads it.

        The customer's messages are read once for a check and all its proofs.
        """
        customer = self._customer
        if not history.customer:
            customer = None
        elif customer is None or customer.history is not history:
            customer = self._customer = Customer(rulebook, history)
        return Reading(rulebook, text, history, outgoing=outgoing, customer=customer)

    def _marked(self, reading: Reading, places: list[Place], skipped: tuple[str, ...]) -> Result:
        """The result for a turn in which rules found `places`."""
        from coach.core.findings import finding
        from coach.core.tidy import tidy

        places = tidy(places)
        recheck = self._rechecker(reading, places)
        suggest = self._suggester(reading, places, recheck)
        return Result(
            reading.turn.text,
            tuple([finding(place, reading, suggest) for place in places[:FINDINGS_LIMIT]]),
            not_evaluated=skipped,
            omitted=max(len(places) - FINDINGS_LIMIT, 0),
            praise=partial(self._praise, reading, places),
            rewriter=self._rewriter(reading, recheck),
        )

    def check_conversation(self, conversation: Conversation) -> list[tuple[Turn, Result]]:
        """What a trainer would mark in each of the agent's turns."""
        turns = [turn for turn in conversation.turns() if turn.speaker == "agent"]
        return [(turn, self.check(turn.text, turn.history, outgoing=False)) for turn in turns]

    def _places(self, reading: Reading) -> list[Place]:
        """What the rules find that a word of the turn calls up, and those without a literal."""
        book = reading.rulebook
        numbers = {one.rule for one in book.always if one.finds(reading)}
        is_alone = reading.history is NOTHING_BEFORE
        if not is_alone:
            reading.complete()
            numbers.update(_later(reading))
        for root, rules in book.called(reading, "now" if is_alone else "faults").items():
            if reading.find(root):
                numbers.update(rules)
        if not numbers:
            return []
        called = [book.rule(number) for number in sorted(numbers)]
        return [
            Place(rule, match, severity(rule, reading, match) if rule.ladder else rule.severity)
            for rule in called
            for match in matches(rule, reading)
        ]

    def _praise(self, reading: Reading, places: Sequence[Place] = ()) -> tuple[Highlight, ...]:
        """What is done well, beside the faults found at `places`; worked out once."""
        if reading.highlights is None:
            from coach.core.highlights import highlights

            reading.highlights = highlights(reading, places)
        return reading.highlights

    def _marks(self, text: str, history: History, outgoing: bool) -> Counter[Mark]:
        """What would be found in `text` but for blanks, by guideline and folded words: what a proof needs to know."""
        from coach.core.findings import marks
        from coach.core.tidy import tidy

        reading = self._read(self._proving, text, history, outgoing)
        return marks(tidy(self._places(reading)), reading)

    @property
    def _proving(self) -> Rulebook:
        """The rulebook of proofs: a suggestion may bring blanks."""
        if self._without_blanks is None:
            self._without_blanks = self.rulebook.without(UNFILLED_BLANK)
        return self._without_blanks

    def _rechecker(self, reading: Reading, places: list[Place]) -> Recheck:
        """What would be found in a text that stands in place of the reading's own, of which `places` are known."""
        own: Counter[Mark] | None = None

        def recheck(text: str) -> Counter[Mark]:
            nonlocal own
            if text != reading.turn.text or not self._proves_itself:
                return self._recheck(text, reading.history, reading.outgoing)
            if own is None:
                from coach.core.findings import marks

                own = marks([one for one in places if one.rule.guideline != UNFILLED_BLANK], reading)
            return own

        return recheck

    def _suggester(self, reading: Reading, places: list[Place], recheck: Recheck) -> Suggest:
        made: dict[tuple[str, Span], tuple[Suggestion, ...]] = {}  # by finding would be a circle, left to the collector

        def suggest(finding: Finding) -> tuple[Suggestion, ...]:
            from coach.core.rewrite import propose

            key = finding.rule, finding.span
            if key not in made:
                rule = self.rulebook.rule(self.rulebook.number(finding.rule))
                made[key] = propose(rule, reading, finding, places, recheck)
            return made[key]

        return suggest

    def _rewriter(self, reading: Reading, recheck: Recheck) -> Callable[[Result, Applicability, Wanted], Rewritten]:
        def rewrite(result: Result, applicability: Applicability, wanted: Wanted) -> Rewritten:
            from coach.core.model.rewritten import Rewritten
            from coach.core.rewrite import rewrite_turn

            text, applied = rewrite_turn(result, applicability, recheck, wanted)
            left = self.check(text, reading.history, outgoing=reading.outgoing).findings
            return Rewritten(text, left, applied)

        return rewrite


def _later(reading: Reading) -> Sequence[int]:
    """The rules without a literal that what came before calls up; the same for a turn and all its proofs."""
    book, customer = reading.rulebook, reading.customer
    if customer.later is None or customer.later[0] != book.later:
        occasions = [(number, book.rule(number).occasion) for number in book.later]
        called = [number for number, one in occasions if not one.needs_customer or one.said_by_customer(reading)]
        customer.later = book.later, called
    return customer.later[1]


def matches(rule: Rule, reading: Reading) -> list[Match]:
    """The places of `reading` that break `rule`, past its conditions."""
    if not (rule.is_for_all or rule.occasion.is_given(reading)):
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
