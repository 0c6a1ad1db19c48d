"""Cards for a person at a terminal, as the records come."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from coach.files.reports.report import Report, Setting

if TYPE_CHECKING:
    from coach.core.model.result import Result
    from coach.files.checked import Checked, CheckedTurn
    from coach.files.records import Origin, Record
    from coach.files.reports.tally import Tally
    from coach.files.reports.terminal import Terminal


class TerminalReport(Report):
    """Cards; the first waits for the second, for one reply alone is told more about.

    A single reply without a card is praised where a person looks on: that costs as much as all the rest of a quiet run.
    """

    def __init__(self, stream: IO[Any], setting: Setting) -> None:
        super().__init__(stream, setting)
        self._first: tuple[Origin, Result, str] | None = None
        self._taken = 0
        self._scored = 0
        self._points = 0
        self._made: Terminal | None = None

    def add(self, checked: Checked) -> None:
        """The cards of one record."""
        for one in checked.turns:
            self._take(checked.record.origin, one.result, _name(checked.record, one))

    def close(self, tally: Tally) -> None:
        """The last card and the summary."""
        if self._first:
            self._show(*self._first, alone=True)
        self.stream.write(tally.summary() + self._average() + "\n")

    def _take(self, origin: Origin, result: Result, name: str) -> None:
        if not self._taken:
            self._first = (origin, result, name)
        else:
            if self._first:
                self._show(*self._first)
            self._first = None
            self._show(origin, result, name)
        self._taken += 1
        if self.setting.explain:
            self._scored += 1
            self._points += result.scores["overall"]

    def _show(self, origin: Origin, result: Result, name: str, *, alone: bool = False) -> None:
        explain = self.setting.explain
        alone = alone and (bool(result.findings) or self.setting.watched)
        if result.findings or alone or explain:
            from coach.files.reports.plain_text import defused

            shown = self._terminal.result(origin, result, name, alone=alone, explain=explain)
            self.stream.write(defused(shown) + "\n")

    def _average(self) -> str:
        """The average score where there are several, rounded half up."""
        if self._scored < 2:
            return ""
        return f"平均得分 {(2 * self._points + self._scored) // (2 * self._scored)}。"

    @property
    def _terminal(self) -> Terminal:
        if self._made is None:
            from coach.files.reports.terminal import Terminal

            self._made = Terminal(colour=self.setting.colour, columns=self.setting.columns)
        return self._made


def _name(record: Record, one: CheckedTurn) -> str:
    """What the turn is called beside its place: id, title, and which message of a conversation."""
    called = [str(part) for part in (record.id, record.title) if part not in (None, "")]
    return " ".join([*dict.fromkeys(called), *([f"第 {one.turn.first_message + 1} 条消息"] if one.turn else [])])
