"""The compiled rulebook: rules, matchers, and the automata that call them up.

A rulebook is plain data in two parts and the automata's own bytes. The index is all that a reply without trigger words
needs: which literals ask for which roots, and these call up which rules. The book (rules, matchers, texts) is only read
when one is called up, and rules and matchers become objects one by one.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, Any, Final

from coach.core.checks import Check, check_of
from coach.core.language.turn_text import Edges
from coach.core.language.words import Segmenter
from coach.core.matcher import Matcher

if TYPE_CHECKING:
    from coach.core.model.finding import Severity
    from coach.core.reading import Reading
    from coach.core.rule import Rule
    from coach.core.scan import Automaton

Data = Mapping[str, Any]
_Call = tuple[int, tuple[int, ...], frozenset[int], float]
"""A root, the active rules that it calls up, literals one of which must have been hit too, if there are any, and the
most characters of a turn that one of those rules looks at."""
_AS_WRITTEN: Final[Mapping[str, Severity]] = {}


def needs_before(rule: Data) -> bool:
    """Whether a rule, as the index knows it, needs to know what came before the turn."""
    return bool(rule["customer"] or rule["conversation"])


def reach(matchers: Sequence[Data], number: int) -> set[int]:
    """The literals one of which stands in every match of the matcher, with those asked for beside."""
    found: set[int] = set()
    for item in matchers[number]["alternatives"]:
        signals = item.get("signals")
        found |= reach(matchers, signals[0]) if signals else {*item["literals"], *item.get("also", ())}
    return found


class Always:
    """A rule without a literal: it looks at every turn that its check's screen lets through."""

    __slots__ = ("_check", "_fields", "_least", "_only", "_texts", "rule")

    def __init__(self, entry: Data) -> None:
        self.rule: int = entry["rule"]
        self._fields: Data = entry["check"]
        self._check: Check | None = None
        self._least: int = entry.get("least", 0)
        self._only: str = entry.get("only", "")
        self._texts: Sequence[str] = entry.get("texts", ())

    def finds(self, reading: Reading) -> bool:
        """Whether its check finds anything; the check is made when something first gets that far."""
        folded = reading.turn.folded
        if len(folded) < self._least or (self._only and folded.strip(self._only)):
            return False
        if self._texts:
            for text in self._texts:
                if text in folded:
                    break
            else:
                return False
        if self._check is None:
            self._check = check_of(self._fields)
        return bool(self._check.find(reading))


class _Matchers(dict[int, Matcher]):
    """Matchers by number, each made when first asked for."""

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__()
        self.rulebook = rulebook

    def __missing__(self, number: int) -> Matcher:
        matcher = self[number] = Matcher(self.rulebook.book["matchers"][number], self.rulebook.index["calling"])
        return matcher


class _Calls(dict[int, tuple[_Call, ...]]):
    """What a literal calls up, made when it is first hit."""

    def __init__(self, index: Data, group_of: Sequence[int], kept: frozenset[int]) -> None:
        super().__init__()
        self.index, self.group_of, self.kept = index, group_of, kept

    def __missing__(self, literal: int) -> tuple[_Call, ...]:
        made = []
        for number in self.index["groups"][self.group_of[literal]]:
            root, rules, gate = self.index["roots"][number]
            active = tuple(rule for rule in rules if rule in self.kept)
            if active:
                at_most = max(self.index["rules"][rule]["at_most"] or inf for rule in active)
                made.append((root, active, frozenset(gate), at_most))
        self[literal] = tuple(made)
        return self[literal]


class Rulebook:
    """Everything a check needs.

    Args:
        index: the compiled index, see `coach.core.binding`.
        book: gives the compiled book; called once, when a rule is first called up.
        automaton: over the book's literals.
        active: ids of the rules that report; None for all.
        playbooks: names of the playbooks that are asked; None for all.
        severities: ids of rules → the severity that they report with, whatever the rule itself says.

    Attributes:
        always: the active rules that look at every turn.
        later: the active rules without a literal that need to know what came before.
    """

    def __init__(
        self,
        index: Data,
        book: Callable[[], Data],
        automaton: Automaton,
        active: Iterable[str] | None = None,
        playbooks: Iterable[str] | None = None,
        severities: Mapping[str, Severity] = _AS_WRITTEN,
    ) -> None:
        self.index = index
        self._severities = severities
        self._playbooks = None if playbooks is None else frozenset(playbooks)
        self._things: list[Data] | None = None
        self.automaton = automaton
        self.placeholders: Mapping[str, str] = index["placeholders"]
        self.segmenter = Segmenter(index["segmenter"])
        self.edges = Edges(tuple(index["courtesy"]), tuple(index["particles"]))
        self._read_book = book
        self._book: Data | None = None
        self._literals: Sequence[str] = ()
        self.matchers = _Matchers(self)
        self._rules: dict[int, Rule] = {}
        self._reach: dict[int, frozenset[int]] = {}
        self._unevaluated: dict[tuple[bool, bool], tuple[str, ...]] = {}
        self._numbers = {rule["id"]: number for number, rule in enumerate(index["rules"])}
        self.active = tuple(range(len(self._numbers)) if active is None else sorted(map(self.number, set(active))))
        self._choose(frozenset(self.active))

    def _choose(self, chosen: frozenset[int]) -> None:
        """Keep which of the rules `chosen` the literals call up."""
        group_of = array("H", bytes.fromhex(self.index["group_of"]))
        if sys.byteorder == "big":
            group_of.byteswap()
        rules = self.index["rules"]
        faults = frozenset(number for number in chosen if not rules[number]["praise"])
        now = frozenset(number for number in faults if not needs_before(rules[number]))
        tables = {"now": now, "faults": faults, "praise": chosen - faults}
        self._calls = {name: _Calls(self.index, group_of, kept) for name, kept in tables.items()}
        self.always = tuple(Always(entry) for entry in self.index["always"] if entry["rule"] in faults)
        self.later = tuple(number for number in self.index["later"] if number in faults)

    def unevaluated(self, *, customer: bool, conversation: bool) -> tuple[str, ...]:
        """The ids of the active rules that say nothing when so much is known of what came before.

        Args:
            customer: messages of the customer's are known.
            conversation: the whole conversation is.
        """
        known = customer, conversation
        if known not in self._unevaluated:
            rules = (self.index["rules"][number] for number in self.active)
            self._unevaluated[known] = tuple(
                rule["id"]
                for rule in rules
                if (rule["customer"] and not customer) or (rule["conversation"] and not conversation)
            )
        return self._unevaluated[known]

    @property
    def book(self) -> Data:
        """Rules, matchers, guidelines and literals."""
        if self._book is None:
            self._book = self._read_book()
        return self._book

    @property
    def literals(self) -> Sequence[str]:
        """What the scan looks for, by number."""
        if not self._literals:
            self._literals = self.book["literals"]
        return self._literals

    def reach(self, number: int) -> frozenset[int]:
        """The literals one of which stands in every match of the matcher."""
        if number not in self._reach:
            self._reach[number] = frozenset(reach(self.book["matchers"], number))
        return self._reach[number]

    @property
    def things(self) -> list[Data]:
        """What the playbooks that are asked speak of, in the order of asking."""
        if self._things is None:
            things, asked = self.book["playbook"]["things"], self._playbooks
            self._things = [thing for thing in things if asked is None or thing["playbook"] in asked]
        return self._things

    @property
    def has_chosen_playbooks(self) -> bool:
        """Whether the playbooks were chosen by name."""
        return self._playbooks is not None

    def select(
        self,
        active: Iterable[str],
        playbooks: Iterable[str] | None = None,
        severities: Mapping[str, Severity] = _AS_WRITTEN,
    ) -> Rulebook:
        """The same rulebook with only the rules `active` reporting, only `playbooks` asked (None: all)."""
        return Rulebook(self.index, lambda: self.book, self.automaton, active, playbooks, severities)

    def without(self, guideline: str) -> Rulebook:
        """The same rulebook, its matchers and rules shared, in which no rule of `guideline` reports."""
        rules = self.index["rules"]
        ids = [rules[number]["id"] for number in self.active if rules[number]["guideline"] != guideline]
        kept = self.select(ids, self._playbooks, self._severities)
        kept.matchers, kept._rules = self.matchers, self._rules
        return kept

    def changed(self, book: Data) -> Rulebook:
        """The same rulebook with another book of the same literals."""
        return Rulebook(self.index, lambda: book, self.automaton)

    def signal(self, name: str) -> int:
        """The number of the matcher of a signal, or of a lexicon that conditions ask for."""
        number: int = self.book["signals"][name]
        return number

    def rule(self, number: int) -> Rule:
        """The rule with that number."""
        rule = self._rules.get(number)
        if rule is None:
            from coach.core.rule import rule_from

            rule = rule_from(self.book["rules"][number], self.book["guidelines"], number)
            if rule.id in self._severities:
                rule = replace(rule, severity=self._severities[rule.id], ladder=())
            self._rules[number] = rule
        return rule

    def number(self, rule_id: str) -> int:
        """The number of the rule `rule_id`; KeyError when there is none."""
        return self._numbers[rule_id]

    @property
    def rules(self) -> list[Rule]:
        """The active rules."""
        return [self.rule(number) for number in self.active]

    def called(self, reading: Reading, table: str) -> dict[int, tuple[int, ...]]:
        """The roots that the literals that were hit ask for, each with the active rules that it calls up.

        Args:
            table: ``now`` for faults that need nothing from before the turn, ``faults`` for all, ``praise``.
        """
        calls, callers, literals = self._calls[table], self.index["callers"], reading.literals
        length = len(reading.turn.folded)
        found: dict[int, tuple[int, ...]] = {}
        for literal in [literal for literal in literals if literal < callers] if table == "now" else literals:
            for root, rules, gate, at_most in calls[literal]:
                if length <= at_most and (not gate or not gate.isdisjoint(literals)):
                    found[root] = rules  # noqa: PERF403  # a comprehension would be three loops deep
        return found
