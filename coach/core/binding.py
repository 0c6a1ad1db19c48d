"""From the sources of packs to the data of a `Rulebook`."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from coach.core.checks import check_of, kind_of
from coach.core.compiler import Compiler, Sources, unknown
from coach.core.occasion import CONVERSATION_KINDS, Occasion
from coach.core.playbook import PARTS, compile_playbooks, unknown_word
from coach.core.rule import rule_from
from coach.core.rulebook import Rulebook
from coach.core.scan import Automaton
from coach.errors import PatternError

_PRAISE: Final = {None: "", "true": "full", "half": "half"}
_SLOT: Final = re.compile(r"\{(\w+)\}")
_CAPTURE: Final = re.compile(r"\{(\w+)\}|\(\?P<(\w+)>")


@dataclass(frozen=True, slots=True)
class Bound:
    """A compiled rulebook: its two parts as plain data, and what could not be used."""

    index: dict[str, Any]
    book: dict[str, Any]
    problems: list[tuple[str, PatternError]]

    def rulebook(self) -> Rulebook:
        """The rulebook, with an automaton built anew."""
        automaton = Automaton.build(self.book["literals"], self.index["calling"])
        return Rulebook(self.index, lambda: self.book, automaton)


def compile_rulebook(sources: Sources) -> Bound:
    """The data of a rulebook, and what could not be used, as (``rule ID``/``signal NAME``/``lexicon NAME``, error).

    A rule or signal that cannot be used is left out, and with a signal every rule that names it; the others run.
    """
    compiler = Compiler(sources)
    problems: list[tuple[str, PatternError]] = []
    _drop_broken(compiler, problems)
    if problems:
        compiler = Compiler(sources)
    compile_signals(compiler)
    rules = []
    for source in sources.rules:
        try:
            rules.append(compile_rule(compiler, source))
        except PatternError as error:
            problems.append((f"rule {source['id']}", error))
    playbook = _playbook(compiler, problems)
    ranks = {name: {**guideline, "rank": rank} for rank, (name, guideline) in enumerate(sources.guidelines.items())}
    literals, calling = _calling_first(compiler, rules, ranks)
    book = {
        "matchers": compiler.matchers,
        "literals": literals,
        "rules": rules,
        "guidelines": ranks,
        "signals": compiler.names(),
        "playbook": playbook,
    }
    index = {
        "rules": [_indexed(rule) for rule in rules],
        "placeholders": sources.placeholders,
        "segmenter": sources.segmenter,
        "courtesy": compiler.words("courtesy") if "courtesy" in sources.lexicons else [],
        "particles": compiler.words("particle") if "particle" in sources.lexicons else [],
        "calling": calling,
        "playbooks": sorted({thing["playbook"] for thing in playbook["things"]}),
        **_calls(book),
    }
    return Bound(index, book, problems)


def _playbook(compiler: Compiler, problems: list[tuple[str, PatternError]]) -> dict[str, Any]:
    """The compiled playbooks; one that cannot be used is left out."""
    wordings = compiler.sources.wordings
    try:
        compile_playbooks(compiler, [], wordings)
    except PatternError as error:
        problems.append(("wordings", error))
        wordings = {}
    usable = []
    for source in compiler.sources.playbooks:
        try:
            compile_playbooks(compiler, [source], wordings)
            usable.append(source)
        except PatternError as error:
            problems.append((f"playbook {source['name']}", error))
    return compile_playbooks(compiler, usable, wordings)


def _indexed(rule: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a rule without the book."""
    occasion = Occasion(**rule["occasion"])
    conversation = bool(occasion.turns) or rule["check"]["kind"] in CONVERSATION_KINDS
    kept = {key: rule[key] for key in ("id", "pack", "guideline", "aliases", "praise")}
    return kept | {"customer": occasion.needs_customer, "conversation": conversation}


def _calling_first(
    compiler: Compiler, rules: Sequence[Mapping[str, Any]], guidelines: Mapping[str, Mapping[str, Any]]
) -> tuple[list[str], int]:
    """The literals, those that call up a rule before those that only conditions ask for; and how many call up.

    The matchers are given the new numbers.
    """
    """What praises is looked at later, like a condition."""
    triggers = [trigger for rule in rules if not rule["praise"] for trigger in rule_from(rule, guidelines).triggers]
    calling = {literal for trigger in triggers for literal in reach(compiler.matchers, trigger)}
    old = list(compiler.literals)
    order = sorted(range(len(old)), key=lambda number: number not in calling)
    new = {number: place for place, number in enumerate(order)}
    for matcher in compiler.matchers:
        for item in matcher["alternatives"]:
            for key in ("literals", "also"):
                if key in item:
                    item[key] = sorted(new[number] for number in item[key])
    return [old[number] for number in order], len(calling)


def _drop_broken(compiler: Compiler, problems: list[tuple[str, PatternError]]) -> None:
    """Compile every lexicon and signal once; take out those that fail, so that rules naming them say so."""
    for name in list(compiler.sources.lexicons):
        try:
            compiler.words(name)
        except PatternError as error:
            compiler._open.clear()
            del compiler.sources.lexicons[name]
            problems.append((f"lexicon {name}", error))
    for name in list(compiler.sources.signals):
        while name in compiler.sources.signals and (fault := _fault(compiler, name)):
            problems.append(fault)


def _fault(compiler: Compiler, name: str) -> tuple[str, PatternError] | None:
    """What keeps a signal from being compiled; the signal to blame, an inner one first, is taken out."""
    try:
        compiler.signal(name)
    except PatternError as error:
        blamed = compiler.take_out()
        return f"signal {blamed}", error
    return None


def compile_signals(compiler: Compiler) -> None:
    """Compile every signal, in order; so that two compilers of the same sources give them the same numbers."""
    for name in compiler.sources.signals:
        compiler.signal(name)


def _calls(book: Mapping[str, Any]) -> dict[str, Any]:
    """Which literals ask for which roots, which rules a root calls up, and which have no literal.

    Of those, a rule that needs nothing from before the turn stands here with its check, so that it can be looked at
    without the book. Literals that ask for the same roots form a group; `group_of` holds each literal's group as
    16-bit numbers.
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
            always.append([number, rule["check"]])
        for root in sorted({root for trigger in triggers for root in _roots(matchers, trigger)}):
            called_by.setdefault(root, []).append(number)
    roots = list(called_by)
    asked: list[list[int]] = [[] for _ in book["literals"]]
    for index, root in enumerate(roots):
        for literal in reach(matchers, root):
            asked[literal].append(index)
    groups: dict[tuple[int, ...], int] = {(): 0}
    group_of = array("H", (groups.setdefault(tuple(indexes), len(groups)) for indexes in asked))
    if sys.byteorder == "big":
        group_of.byteswap()
    return {
        "roots": [[root, called_by[root]] for root in roots],
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


def reach(matchers: Sequence[Mapping[str, Any]], number: int) -> set[int]:
    """The literals one of which stands in every match of the matcher."""
    found: set[int] = set()
    for item in matchers[number]["alternatives"]:
        signals = item.get("signals")
        found |= reach(matchers, signals[0]) if signals else {*item["literals"], *item.get("also", ())}
    return found


def compile_rule(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
    """One compiled rule; PatternError when something in it cannot be used."""
    guideline = source["guideline"]
    if guideline not in compiler.sources.guidelines:
        raise PatternError(unknown("准则", guideline, compiler.sources.guidelines), ("guideline",))
    kind = source["check"]["kind"]
    check = {"kind": kind, **kind_of(kind).compile(compiler, source["check"])}
    _check_praise(compiler, source, check)
    severity, ladder = _severity(compiler, source.get("severity"))
    return {
        **{key: source[key] for key in ("id", "pack", "guideline")},
        **{key: source.get(key) for key in ("title", "dimension", "what", "why", "instead", "source")},
        "severity": severity,
        "ladder": ladder,
        "check": check,
        "unless": [],
        "only": [],
        **compiler.conditions(source, ()),
        "occasion": Occasion.compile(compiler, source),
        "praise": _PRAISE[source.get("praise")],
        "suggest": _suggest(source),
        "examples": [dict(item) for item in source["examples"]],
        "aliases": list(source.get("aliases") or ()),
        "need-told": [_told(need) for need in source["check"].get("need", ())],
    }


def _check_praise(compiler: Compiler, source: Mapping[str, Any], check: Mapping[str, Any]) -> None:
    praised = bool(compiler.sources.guidelines[source["guideline"]].get("family"))
    if praised != bool(source.get("praise")):
        name = source["guideline"]
        told = f"准则“{name}”是亮点，规则要写 praise" if praised else f"准则“{name}”不是亮点，规则不能写 praise"
        raise PatternError(told, ("praise",) if source.get("praise") else ("guideline",))
    if praised and not check_of(check).triggers():
        raise PatternError("亮点的规则要有固定的字可找，这种 check 没有", ("check", "kind"))


def _severity(compiler: Compiler, source: Any) -> tuple[str | None, list[tuple[str, list[dict[str, Any]]]]]:
    if source is None or isinstance(source, str):
        return source, []
    ladder = []
    for severity, conditions in source.items():
        listed = conditions if isinstance(conditions, list) else [conditions]
        path = ("severity", severity)
        ladder.append((severity, [compiler.condition(item, path) for item in listed]))
    return None, ladder


def _suggest(source: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rule's suggestions; a substitute's better words come first by themselves."""
    check = source["check"]
    own = [{"applicability": check["applicability"]}] if check["kind"] == "substitute" else []
    captures = {name for names in _CAPTURE.findall(repr(check)) for name in names if name}
    captures.update(getattr(kind_of(check["kind"]), "captures", ()))
    for index, item in enumerate(source.get("suggest") or ()):
        for slot in _SLOT.findall(item.get("rewrite") or ""):
            if slot not in captures:
                raise PatternError(unknown("捕获", f"{{{slot}}}", captures), ("suggest", index, "rewrite"))
        word = unknown_word(item.get("rewrite") or "") if item.get("playbook") else None
        if word is not None:
            message = unknown("话术部分", word, [f"${part}" for part in PARTS])
            raise PatternError(message, ("suggest", index, "rewrite"))
    return own + [dict(item) for item in source.get("suggest") or ()]


def _told(need: Any) -> str:
    """A need as the author wrote it, for `coach try`."""
    written = need["is"] if isinstance(need, Mapping) else need
    return "、".join(written) if isinstance(written, list) else str(written)
