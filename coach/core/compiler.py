"""From the patterns, lexicons, signals and conditions of packs to the matchers of a rulebook.

Patterns become matchers, each kept once; matchers become literals for the automaton and expressions to try around a
hit. Errors carry the path inside the file (`PatternError.path`), so that the loader can name line and column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from coach.core import expression
from coach.core.alternatives import alternative
from coach.core.built_in import BUILT_IN
from coach.core.conditions import KEYS
from coach.core.language.folding import fold_word
from coach.core.language.turn_text import BRACKETS
from coach.core.pattern import Pattern, Ref, branches, flatten, parse
from coach.errors import PatternError

Path = tuple[str | int, ...]
CLAUSE_SIGNALS: Final = ("question", "conditional", "reported")
SUBJECT_LEXICONS: Final = ("customer", "self")
PATTERN_KEYS: Final = ("overlaps", "before", "after")
PATTERN_LISTS: Final = ("turn", "turn-without", "context", "last-message", "last-message-without", "asked", "unasked")


@dataclass(slots=True)
class Sources:
    """What the packs say, in order of precedence: shared language first.

    Attributes:
        lexicons: name → words.
        signals: name → ``any``, ``unless``, ``only``.
        guidelines: id → title, dimension, severity, what, why, instead, source.
        rules: validated rule mappings with ``id`` and ``pack``.
        placeholders: name → type.
        segmenter: words jieba should know.
        playbooks: ``name`` and ``things``, those asked first in front.
        wordings: how a playbook's parts are put together.
    """

    lexicons: dict[str, list[str]] = field(default_factory=dict)
    signals: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    guidelines: dict[str, dict[str, Any]] = field(default_factory=dict)
    rules: list[dict[str, Any]] = field(default_factory=list)
    placeholders: dict[str, str] = field(default_factory=dict)
    segmenter: list[str] = field(default_factory=list)
    playbooks: list[Mapping[str, Any]] = field(default_factory=list)
    wordings: Mapping[str, Any] = field(default_factory=dict)


class Compiler:
    """Makes matchers out of patterns, and remembers them.

    Args:
        sources: lexicons and signals that patterns may name.
    """

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.literals: dict[str, int] = {}
        self.matchers: list[dict[str, Any]] = []
        self._numbers: dict[str, int] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._open: list[str] = []

    def matcher(self, entries: Any, path: Path = (), *, whole: bool = False, raw: bool = False) -> int:
        """The number of the matcher for pattern text, an entry mapping, or a list of either.

        Args:
            path: where the entries stand in their file.
            whole: the pattern must match a clause edge to edge.
            raw: places that overlap each other are all kept.
        """
        listed = entries if isinstance(entries, list) else [entries]
        key = repr((listed, whole, raw))
        if key not in self._numbers:
            alone = self._single_signal(listed, (*path, 0)) if not whole else None
            self._numbers[key] = alone if alone is not None else self._new_matcher(listed, path, whole=whole)
            if raw and alone is None:
                self.matchers[self._numbers[key]]["raw"] = True
        return self._numbers[key]

    def _single_signal(self, entries: Sequence[Any], path: Path) -> int | None:
        """A pattern that is just a signal is that signal's matcher."""
        if len(entries) != 1 or not isinstance(entries[0], str):
            return None
        pattern = _parse(entries[0], path)
        if pattern.at_start or pattern.at_end or len(pattern.items) != 1 or not isinstance(pattern.items[0], Ref):
            return None
        name = pattern.items[0].name
        return self.signal(name, path) if self.is_signal(name, path) else None

    def _new_matcher(self, entries: Sequence[Any], path: Path, *, whole: bool) -> int:
        alternatives: list[dict[str, Any]] = []
        for index, entry in enumerate(entries):
            alternatives.extend(self._entry(entry, (*path, index), whole=whole))
        self.matchers.append({"alternatives": alternatives})
        return len(self.matchers) - 1

    def _entry(self, entry: Any, path: Path, *, whole: bool) -> list[dict[str, Any]]:
        if isinstance(entry, Mapping) and entry.get("regex"):
            return [self._regex(entry["regex"], (*path, "regex"))]
        text = entry["pattern"] if isinstance(entry, Mapping) else entry
        pattern = _parse(text, path)
        return self.alternatives(pattern, text, path, whole=whole)

    def alternatives(self, pattern: Pattern, text: str, path: Path, *, whole: bool = False) -> list[dict[str, Any]]:
        """The compiled alternatives of a parsed pattern."""
        try:
            flat = flatten(pattern.items, lambda name: self.is_signal(name, path))
            return [alternative(items, pattern, self, path, whole=whole) for items in flat]
        except PatternError as error:
            message = str(error) if error.path else f"模式“{text}”：{error}"
            raise PatternError(message, error.path or path) from error

    def branches(self, entries: Sequence[Any]) -> Iterator[tuple[int, str, list[dict[str, Any]]]]:
        """For each alternative of `entries`, its index, its text and its compiled form; for proofs.

        Entries marked `untested` are left out; a branch inside an entry is the entry narrowed to it.
        """
        for index, entry in enumerate(entries):
            if isinstance(entry, Mapping):
                if not entry.get("untested"):
                    yield index, str(entry.get("regex") or entry.get("pattern")), self._entry(entry, (), whole=False)
                continue
            pattern = parse(entry)
            yield index, entry, self.alternatives(pattern, entry, ())
            for text, narrowed in branches(pattern):
                yield index, f"{entry} 里的“{text}”", self.alternatives(narrowed, entry, ())

    def _regex(self, source: str, path: Path) -> dict[str, Any]:
        try:
            checked = expression.check(source)
        except PatternError as error:
            raise PatternError(str(error), path) from error
        literals = expression.literals(checked)
        if not literals:
            raise PatternError(f"正则“{source}”里没有一定会出现的字，没法快速查找，请加上固定的字", path)
        numbers = self.number_literals(literals)
        return {"sources": [checked], "literals": numbers, "reach": expression.reach(checked)}

    def number_literals(self, words: Iterable[str]) -> list[int]:
        """The numbers of `words` in the automaton."""
        return [self.literals.setdefault(word, len(self.literals)) for word in sorted(words)]

    def is_signal(self, name: str, path: Path = ()) -> bool:
        """Whether `name` is a signal; PatternError with the nearest name when it is nothing."""
        if name in self.sources.signals:
            return True
        if name in self.sources.lexicons or name in BUILT_IN:
            return False
        raise PatternError(
            unknown("词表或信号", f"<{name}>", [*self.sources.lexicons, *self.sources.signals, *BUILT_IN]), path
        )

    def signal(self, name: str, path: Path = ()) -> int:
        """The number of the signal's matcher, compiled when first named."""
        key = f"signal {name}"
        if name in self._open:
            raise PatternError(f"信号 <{name}> 绕了一圈又用到自己：{' → '.join([*self._open, name])}", path)
        if key not in self._numbers:
            self._open.append(name)
            source = self.sources.signals[name]
            number = self._new_matcher(source["any"], ("any",), whole=False)
            self._numbers[key] = number
            self.matchers[number] |= self.conditions(source, ())
            self._open.pop()
        return self._numbers[key]

    def take_out(self) -> str:
        """Forget the signal that was being compiled when an error came, and say its name."""
        blamed = self._open[-1]
        self._open.clear()
        del self.sources.signals[blamed]
        return blamed

    def words(self, name: str, path: Path = ()) -> tuple[str, ...]:
        """The folded words of a lexicon, those of lexicons it takes in included."""
        if name not in self._words:
            if name in self._open:
                raise PatternError(f"词表 <{name}> 绕了一圈又用到自己", path)
            self._open.append(name)
            found: dict[str, None] = {}
            for index, word in enumerate(self.sources.lexicons[name]):
                found.update(dict.fromkeys(self._lexicon_entry(word, ("words", index))))
            self._words[name] = tuple(found)
            self._open.pop()
        return self._words[name]

    def _lexicon_entry(self, word: str, path: Path) -> Iterable[str]:
        if word.startswith("<") and word.endswith(">"):
            if word[1:-1] not in self.sources.lexicons:
                raise PatternError(unknown("词表", word, self.sources.lexicons), path)
            return self.words(word[1:-1], path)
        return (fold_word(word),)

    def conditions(self, source: Mapping[str, Any], path: Path) -> dict[str, list[Any]]:
        """The compiled ``unless`` and ``only`` of a rule or signal; absent when empty."""
        compiled: dict[str, list[Any]] = {
            key: [self.condition(item, (*path, key, index)) for index, item in enumerate(source.get(key) or ())]
            for key in ("unless", "only")
        }
        told = {f"{key}-told": [_told(item) for item in source.get(key) or ()] for key in ("unless", "only")}
        merged = {"unless-merged": self._merged(source.get("unless") or (), compiled["unless"])}
        return {key: value for key, value in (compiled | told | merged).items() if value}

    def _merged(self, sources: Sequence[Mapping[str, Any]], compiled: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """``unless`` as it is run: all that are only an ``overlaps`` become one, so that one look answers for them."""
        alone = [source["overlaps"] for source in sources if _is_overlaps(source)]
        if len(alone) < 2:
            return []
        entries = [entry for written in alone for entry in (written if isinstance(written, list) else [written])]
        number = self.matcher(entries, raw=True)
        others = [item for source, item in zip(sources, compiled, strict=True) if not _is_overlaps(source)]
        return [{"overlaps": number}, *others]

    def condition(self, source: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """One compiled condition; its example is left behind."""
        compiled: dict[str, Any] = {}
        for key, value in source.items():
            if key in PATTERN_KEYS:
                compiled[key] = self.matcher(value, (*path, key), raw=key == "overlaps")
            elif key in PATTERN_LISTS:
                listed = value if isinstance(value, list) else [value]
                compiled[key] = [self.matcher(item, (*path, key, index)) for index, item in enumerate(listed)]
            elif key in KEYS or key == "scope":
                compiled[key] = self._word(key, value, path)
        return compiled

    def _word(self, key: str, value: str, path: Path) -> str:
        if key == "clause":
            if value not in CLAUSE_SIGNALS or value not in self.sources.signals:
                raise PatternError(not_among("clause", value, CLAUSE_SIGNALS), (*path, key))
            self.signal(value, path)
        elif key == "subject":
            for name in SUBJECT_LEXICONS:
                self.named(name, path)
        elif key == "inside" and value not in BRACKETS:
            raise PatternError(not_among("inside", value, BRACKETS), (*path, key))
        return value

    def named(self, name: str, path: Path = ()) -> int:
        """The matcher of a lexicon or signal that the engine itself asks for."""
        return self.signal(name, path) if self.is_signal(name, path) else self.matcher(f"<{name}>", path)

    def names(self) -> dict[str, int]:
        """The matchers of all signals, and of the lexicons that conditions ask for."""
        lexicons = (name for name in SUBJECT_LEXICONS if name in self.sources.lexicons)
        return {name: self.named(name) for name in (*self.sources.signals, *lexicons)}


def _parse(text: str, path: Path) -> Pattern:
    try:
        return parse(text)
    except PatternError as error:
        raise PatternError(str(error), path) from error


def _is_overlaps(condition: Mapping[str, Any]) -> bool:
    return {key for key in condition if not key.startswith("quiet")} == {"overlaps"}


def _told(condition: Mapping[str, Any]) -> str:
    """A condition as the author wrote it, for `coach try`."""
    parts = {key: value for key, value in condition.items() if not key.startswith("quiet")}
    return "，".join(
        f"{key}: {'、'.join(map(str, value)) if isinstance(value, list) else value}" for key, value in parts.items()
    )


def not_among(key: str, value: str, known: Iterable[str]) -> str:
    """A sentence for a value that a key does not take, with the nearest that it does."""
    names = list(known)
    nearest = get_close_matches(value, names, n=1, cutoff=0.5)
    hint = f"是不是 {nearest[0]}？" if nearest else f"能写的有：{'、'.join(names)}"
    return f"{key} 不能写 {value}，{hint}"


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """A sentence for a name that does not exist, with the nearest that does."""
    names = list(known)
    nearest = get_close_matches(name.strip("<>"), names, n=1, cutoff=0.5)
    hint = f"，是不是 {nearest[0]}？" if nearest else f"，可以用：{'、'.join(names)}" if len(names) < 12 else ""
    return f"没有叫 {name} 的{what}{hint}"
