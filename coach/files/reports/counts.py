"""Tables of how much was found: for each guideline, each severity and each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from coach.files.reports.finding_words import file_name
from coach.files.reports.plain_text import cropped, defused, width
from coach.files.reports.tally import SEVERITY_WORDS

if TYPE_CHECKING:
    from coach.files.checked import Checked
    from coach.files.records import Origin, Unreadable

_LABEL_COLUMNS: Final = 48
_COLUMN: Final = 8


class Counts:
    """Counts findings as records come; those beyond a turn's limit are not in it."""

    def __init__(self) -> None:
        self._guidelines: dict[str, Counter[str]] = {}
        self._titles: dict[str, str] = {}
        self._files: dict[str, Counter[str]] = {}

    def add(self, checked: Checked) -> None:
        """One checked record."""
        of_file = self._file(checked.record.origin)
        for turn in checked.turns:
            of_file["replies"] += 1
            of_file["marked"] += bool(turn.result.findings)
            for finding in turn.result.findings:
                self._titles[finding.guideline] = finding.title
                self._guidelines.setdefault(finding.guideline, Counter())[finding.severity] += 1
                of_file[finding.severity] += 1

    def unreadable(self, part: Unreadable) -> None:
        """A part that could not be read; its file is listed."""
        self._file(part.origin)

    def tables(self) -> str:
        """The tables, with the most frequent guideline first and the files in the order they were read."""
        if not self._files:
            return ""
        return "\n".join(
            line.rstrip() for table in (self._by_guideline(), self._by_severity(), self._by_file()) for line in table
        )

    def _file(self, origin: Origin) -> Counter[str]:
        name = origin.path if origin.is_file and origin.path else file_name(origin)
        return self._files.setdefault(name, Counter())

    def _by_guideline(self) -> Iterator[str]:
        if not self._guidelines:
            return
        listed = sorted(self._guidelines.items(), key=lambda one: (-one[1].total(), one[0]))
        rows = [(f"{name}  {self._titles[name]}", [*_severities(one), one.total()]) for name, one in listed]
        yield from _table("按准则", [*SEVERITY_WORDS.values(), "合计"], rows)

    def _by_severity(self) -> Iterator[str]:
        together = sum(self._guidelines.values(), Counter())
        rows = [(word, [together[severity]]) for severity, word in SEVERITY_WORDS.items()]
        yield from _table("按级别", ["处"], [*rows, ("合计", [together.total()])])

    def _by_file(self) -> Iterator[str]:
        rows = [(name, [one["replies"], one["marked"], *_severities(one)]) for name, one in self._files.items()]
        yield from _table("按文件", ["回复", "可改进", *SEVERITY_WORDS.values()], rows)


def _severities(counts: Counter[str]) -> list[int]:
    return [counts[severity] for severity in SEVERITY_WORDS]


def _table(title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> Iterator[str]:
    """Lines of a table, and a blank one before it."""
    shown = [(defused(cropped(label, _LABEL_COLUMNS)), list(map(str, numbers))) for label, numbers in rows]
    first = max(width(label) for label, _ in (*shown, (title, ())))
    yield ""
    for label, cells in ((title, heads), *shown):
        yield label + " " * (first - width(label)) + "".join(" " * (_COLUMN - width(cell)) + cell for cell in cells)
