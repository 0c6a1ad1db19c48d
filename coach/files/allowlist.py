"""The allowlist: findings that somebody answers for, known by rule, the words around them and the record."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from coach.core.language.folding import Folded, fold
from coach.files.globs import matches, relative

if TYPE_CHECKING:
    from coach.core.model.finding import Finding
    from coach.files.records import Record
    from coach.files.settings import Allowed

_SENTENCE_END: Final = re.compile(r"[。!?\n]")


class Allowlist:
    """Answers whether a finding is allowed, and keeps which entries were of use.

    Args:
        entries: as coach.yaml lists them.
        folder: the folder that their globs are seen from.
        today: like ``2027-01-31``; entries that expired before are left out.
        means: whether a name (pack, guideline, rule, old id) means the rule of that id.
        placeholders: names of variables, as the rulebook knows them.
    """

    def __init__(
        self, entries: Sequence[Allowed], folder: str, today: str, means: Callable[[str, str], bool | None],
        placeholders: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.expired = [entry for entry in entries if entry.expires and entry.expires < today]
        self._living = [
            (entry, fold(entry.text, placeholders).text.strip()) for entry in entries if entry not in self.expired
        ]
        self._folder = folder
        self._means = means
        self._placeholders = placeholders
        self._used: set[Allowed] = set()
        self._met: set[Allowed] = set()

    def allows(self, record: Record, findings: Sequence[Finding], text: str) -> dict[int, Allowed]:
        """The numbers of those findings in the turn `text` of a record that an entry allows, with the entry."""
        path = relative(record.origin.path or "", self._folder)
        entries = [(entry, words) for entry, words in self._living if _is_for(entry, record, path)]
        self._met.update(entry for entry, _ in entries)
        if not entries or not findings:
            return {}
        folded = fold(text, self._placeholders)
        found: dict[int, Allowed] = {}
        for index, finding in enumerate(findings):
            for entry, words in entries:
                if self._means(entry.rule, finding.rule) and _stands_around(words, finding, folded):
                    found[index] = entry
                    self._used.add(entry)
                    break
        return found

    def unused(self, *, whole: bool) -> list[Allowed]:
        """Entries that allowed nothing though a record that they are for was checked.

        Args:
            whole: whether a library was checked, so that entries for any file should have met theirs.
        """
        living = [entry for entry, _ in self._living if entry not in self._used]
        return [entry for entry in living if entry in self._met and (whole or entry.path)]


def _is_for(entry: Allowed, record: Record, path: str) -> bool:
    if entry.path and not (record.origin.path and matches(path, [entry.path])):
        return False
    return not entry.record or entry.record in (str(record.id), record.origin.locator)


def _stands_around(words: str, finding: Finding, folded: Folded) -> bool:
    """Whether `words` stand in the sentence of the finding, or reach into it."""
    text = folded.text
    start, end = (_inside(offset, folded) for offset in finding.span)
    first = max((found.end() for found in _SENTENCE_END.finditer(text, 0, start)), default=0)
    last = _SENTENCE_END.search(text, max(end - 1, start))
    stop = last.end() if last else len(text)
    place = text.find(words, max(first - len(words) + 1, 0))
    return bool(words) and 0 <= place < stop


def _inside(offset: int, folded: Folded) -> int:
    """The place in the folded text of `offset` in the original."""
    return offset if folded.offsets is None else min(bisect_left(folded.offsets, offset), len(folded.text))
