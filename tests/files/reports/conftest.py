"""Writing a report of records: checked with the small packs, by the report of a name."""

from collections.abc import Callable
from io import StringIO

import pytest

import coach
from coach.files.checked import Checked
from coach.files.checking import check_record
from coach.files.records import Record, Unreadable
from coach.files.reports.report import Setting, report
from coach.files.reports.tally import Tally


@pytest.fixture
def small_coach(small_house) -> coach.Coach:
    """A coach with the small packs, all on: 不能 and 无法 are warnings, 尽快 a hint, unsoothed anger an error."""
    return coach.load(["all"])


@pytest.fixture
def written(small_coach) -> Callable[..., str]:
    """The report of that name about records, checked ones and what could not be read, as text."""

    def write(name: str, *parts: Record | Checked | Unreadable, **told: object) -> str:
        stream, tally = StringIO(), Tally()
        made = report(name, stream, Setting(**{"rules": small_coach.rules, **told}))
        for part in parts:
            if isinstance(part, Unreadable):
                tally.errors += 1
                made.unreadable(part)
                continue
            one = part if isinstance(part, Checked) else check_record(small_coach, part)
            for turn in one.turns:
                tally.add(turn.result)
            made.add(one)
        made.close(tally)
        return stream.getvalue()

    return write
