"""`tokens`: spaCy Matcher patterns over our words, for what words alone can say. Loads spaCy and jieba when tried."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from coach.core.language import words
from coach.core.matching import Match
from coach.errors import PatternError

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.reading import Reading


@dataclass(frozen=True, slots=True)
class Tokens:
    """Finds spaCy Matcher patterns in the clauses that hold a word of `near`."""

    any: Sequence[list[dict[str, Any]]]
    near: int

    @staticmethod
    def compile(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from the `check` of a rule file."""
        patterns = [[_token(token) for token in pattern] for pattern in source["any"]]
        try:
            _matcher(json.dumps(patterns))
        except ValueError as error:
            raise PatternError("spaCy 看不懂这个模式，请对照说明里 tokens 的写法", ("check", "any")) from error
        return {"any": patterns, "near": compiler.matcher(list(source["near"]), ("check", "near"))}

    def triggers(self) -> list[int]:
        """The words that call the check up."""
        return [self.near]

    def find(self, reading: Reading) -> list[Match]:
        """The patterns' places, clause by clause."""
        clauses = sorted({match.clause for match in reading.find(self.near)})
        return [match for index in clauses for match in self._in_clause(reading, index)]

    def _in_clause(self, reading: Reading, index: int) -> list[Match]:
        clause = reading.turn.clauses[index]
        text = reading.turn.folded[clause.start : clause.end]
        spans = reading.rulebook.segmenter.cut(text)
        doc = words.spacy_doc(text, spans)
        found = []
        for _, first, stop in sorted(_matcher(json.dumps(self.any))(doc), key=lambda match: match[1]):
            found.append(Match(clause.start + spans[first][0], clause.start + spans[stop - 1][1], index, {}))
        return found


@lru_cache(maxsize=256)
def _matcher(patterns: str) -> Any:
    return words.spacy_matcher(json.loads(patterns))


def _token(token: Mapping[str, Any]) -> dict[str, Any]:
    """One token of a pattern, with YAML's text turned into what spaCy takes.

    Raises:
        PatternError: a key that our words have no value for (tags, lemmas), or that could blow up (REGEX).
    """
    made = {}
    for key, value in token.items():
        if key not in TOKEN_KEYS:
            raise PatternError(f"tokens 里不能写 {key}，能写的有：{'、'.join(TOKEN_KEYS)}", ("check", "any"))
        listed = isinstance(value, Mapping)
        if listed and not set(value) <= {"IN", "NOT_IN"}:
            raise PatternError(f"{key} 里只能写 IN 或 NOT_IN 加一个列表", ("check", "any"))
        made[key] = value if listed else TOKEN_KEYS[key](value)
    return made


def _flag(value: str) -> bool:
    return value == "true"


TOKEN_KEYS: Final[dict[str, Callable[[Any], Any]]] = {
    "TEXT": str, "LOWER": str, "LENGTH": int, "IS_DIGIT": _flag, "IS_PUNCT": _flag, "LIKE_NUM": _flag, "OP": str,
}  # fmt: skip
"""What a token may be asked for, and what its text in YAML becomes."""
