"""Which literals call up which rules: the order of the literals, and the index's table of calls."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coach.core.occasion import CONVERSATION_KINDS
from coach.core.rule import rule_from
from coach.core.rulebook import reach

if TYPE_CHECKING:
    from coach.core.compiler import Compiler

_Gates = dict[int, frozenset[int]]
"""For each literal that calls a matcher up, those one of which must have been hit too; none when it is enough."""


def in_order(
    compiler: Compiler, rules: Sequence[Mapping[str, Any]], guidelines: Mapping[str, Mapping[str, Any]]
) -> tuple[list[str], int, int]:
    """The literals in order, how many call up a rule, and how many are scanned for at once.

    Those that call up one of `rules` come first, then those that must stand beside such a one, then those that only
    conditions, praise and rules on what came before ask for. The matchers are given the new numbers.
    """
    triggers = [trigger for rule in rules for trigger in rule_from(rule, guidelines).triggers]
    at_once = [*triggers, *(rule["check"]["each_clause"] for rule in rules if rule["check"]["kind"] == "whole")]
    calling = {literal for number in at_once for literal in reach(compiler.matchers, number)}
    callers = {literal for trigger in triggers for literal in _calling(compiler.matchers, trigger)}
    old = list(compiler.literals)
    order = sorted(range(len(old)), key=lambda number: (number not in callers, number not in calling))
    new = {number: place for place, number in enumerate(order)}
    for matcher in compiler.matchers:
        for item in matcher["alternatives"]:
            for key in ("literals", "also"):
                if key in item:
                    item[key] = sorted(new[number] for number in item[key])
    return [old[number] for number in order], len(callers), len(calling)


def calls(book: Mapping[str, Any]) -> dict[str, Any]:
    """Which literals ask for which roots, which rules a root calls up, and which have no literal.

    A root may stand several times, each time with other literals one of which must have been hit too (none: no more
    is needed). Of rules without a literal, one that needs nothing from before the turn stands here with its check and
    what screens turns for it, so that it can be looked at without the book. Literals that ask for the same roots form
    a group; `group_of` holds each literal's group as 16-bit numbers.
    """
    matchers = book["matchers"]
    called_by: dict[int, list[int]] = {}
    always, later = [], []
    for number, rule in enumerate(book["rules"]):
        made = rule_from(rule, book["guidelines"])
        triggers = made.triggers
        if not triggers and (made.occasion.needs_history or rule["check"]["kind"] in CONVERSATION_KINDS):
            later.append(number)
        elif not triggers:
            screen: dict[str, Any] = getattr(made.check, "screen", dict)()  # see `coach.core.rulebook.Always`
            always.append({"rule": number, "check": rule["check"], **screen})
        for root in sorted({root for trigger in triggers for root in _roots(matchers, trigger)}):
            called_by.setdefault(root, []).append(number)
    entries: list[tuple[int, list[int]]] = []
    asked: list[list[int]] = [[] for _ in book["literals"]]
    for root in called_by:
        for gate, literals in _by_gate(_calling(matchers, root)).items():
            for literal in literals:
                asked[literal].append(len(entries))
            entries.append((root, sorted(gate)))
    groups: dict[tuple[int, ...], int] = {(): 0}
    group_of = array("H", (groups.setdefault(tuple(indexes), len(groups)) for indexes in asked))
    if sys.byteorder == "big":
        group_of.byteswap()
    return {
        "roots": [[root, called_by[root], gate] for root, gate in entries],
        "groups": [list(indexes) for indexes in groups],
        "group_of": group_of.tobytes().hex(),
        "always": always,
        "later": later,
    }


def _roots(matchers: Sequence[Mapping[str, Any]], number: int) -> set[int]:
    """The matchers one of which has a place wherever this one has: the signals that it is built around, or itself."""
    alternatives = matchers[number]["alternatives"]
    if not all(item.get("signals") for item in alternatives):
        return {number}
    return {root for item in alternatives for root in _roots(matchers, item["signals"][0])}


def _calling(matchers: Sequence[Mapping[str, Any]], number: int) -> _Gates:
    found: dict[int, list[frozenset[int]]] = {}
    for item in matchers[number]["alternatives"]:
        also = frozenset(item.get("also", ()))
        signals = item.get("signals")
        inner = _calling(matchers, signals[0]) if signals else dict.fromkeys(item["literals"], also)
        for literal, gate in inner.items():
            found.setdefault(literal, []).append(gate or also)
    return {literal: frozenset().union(*gates) if all(gates) else frozenset() for literal, gates in found.items()}


def _by_gate(gates: _Gates) -> dict[frozenset[int], list[int]]:
    found: dict[frozenset[int], list[int]] = {}
    for literal, gate in gates.items():
        found.setdefault(frozenset() if literal in gate else gate, []).append(literal)
    return found
