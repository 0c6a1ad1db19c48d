"""From the sources of packs to the data of a `Rulebook`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from coach.core.calling import calls, in_order
from coach.core.checks import check_of, kind_of
from coach.core.compiler import Compiler, Sources, unknown
from coach.core.occasion import CONVERSATION_KINDS, Occasion
from coach.core.playbook import PARTS, compile_playbooks, unknown_word
from coach.core.rulebook import Rulebook, needs_before
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
    indexed = [_indexed(rule) for rule in rules]
    at_once = [rule for rule, known in zip(rules, indexed, strict=True) if not (known["praise"] or needs_before(known))]
    literals, callers, calling = in_order(compiler, at_once, ranks)
    book = {
        "matchers": compiler.matchers,
        "literals": literals,
        "rules": rules,
        "guidelines": ranks,
        "signals": compiler.names(),
        "playbook": playbook,
    }
    index = {
        "rules": indexed,
        "placeholders": sources.placeholders,
        "segmenter": sources.segmenter,
        "courtesy": compiler.words("courtesy") if "courtesy" in sources.lexicons else [],
        "particles": compiler.words("particle") if "particle" in sources.lexicons else [],
        "idle": compiler.words("idle") if "idle" in sources.lexicons else [],
        "callers": callers,
        "calling": calling,
        "playbooks": sorted({thing["playbook"] for thing in playbook["things"]}),
        **calls(book),
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
    occasion = Occasion.of(rule["occasion"])
    conversation = bool(occasion.turns) or rule["check"]["kind"] in CONVERSATION_KINDS
    kept = {key: rule[key] for key in ("id", "pack", "guideline", "aliases", "praise")}
    return kept | {"customer": occasion.needs_customer, "conversation": conversation, "at_most": occasion.at_most}


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
