"""Making a baseline from a run, and tightening one."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from coach.errors import SettingsError
from coach.files.baseline import Acceptance, Baseline, Key, keys, read_baseline, write_baseline
from coach.files.globs import relative
from coach.files.records import Unreadable
from coach.files.settings import BASELINE_FILE, baseline_path

if TYPE_CHECKING:
    from coach.files.run import Run
    from coach.files.source import ReadOptions


class Counted(NamedTuple):
    """What a run found.

    Attributes:
        findings: how often each stands in which file.
        unreadable: what could not be read; while there is any, no baseline is written.
    """

    findings: Mapping[Key, int]
    unreadable: tuple[Unreadable, ...]


class Outcome(NamedTuple):
    """What came of `write` or `prune`.

    Attributes:
        path: the baseline's file.
        before: how many findings it counted.
        after: how many it counts now, or would count.
        grown: how many of these are new.
        is_written: False when it would have grown and nobody said by how much.
    """

    path: str
    before: int
    after: int
    grown: int = 0
    is_written: bool = True


def place(run: Run) -> str:
    """The file of the baseline that there is, else the one to be: beside coach.yaml, or in the working folder."""
    return baseline_path(run.settings.folder) or os.path.relpath(os.path.join(run.settings.folder, BASELINE_FILE))


def count(run: Run, paths: Iterable[str], options: ReadOptions) -> Counted:
    """What a run over `paths` finds that neither a marker nor the allowlist takes out."""
    found: Counter[Key] = Counter()
    unreadable = []
    folder = os.path.dirname(os.path.abspath(place(run)))
    for one in run.check(run.read(paths, options)):
        if isinstance(one, Unreadable):
            unreadable.append(one)
            continue
        for turn in one.turns:
            found.update(keys(one.record.origin.path or "", turn.result.findings, folder))
    return Counted(found, tuple(unreadable))


def write(run: Run, paths: Iterable[str], found: Mapping[Key, int], accept: Acceptance | None = None) -> Outcome:
    """Write the baseline of what was found in `paths`; what it counts in other files stays.

    Args:
        run: the run that found it.
        paths: what was checked.
        found: of `count`.
        accept: by how many findings it may grow, and why; a first baseline needs none.
    """
    path = place(run)
    old = read_baseline(path)
    counts, grown = _grown(old.counts if old else {}, found, _there(old, path, paths))
    outcome = Outcome(path, old.total if old else 0, sum(counts.values()), grown if old else 0)
    if outcome.grown and (accept is None or accept.findings != grown):
        return outcome._replace(is_written=False)
    accepted = [*(old.accepted if old else ()), *([accept] if accept and outcome.grown else ())]
    write_baseline(path, Baseline(counts, accepted))
    return outcome


def prune(run: Run, paths: Iterable[str], found: Mapping[Key, int]) -> Outcome:
    """Take out of the baseline what is gone from `paths`; SettingsError when there is no baseline."""
    path = place(run)
    old = read_baseline(path)
    if old is None:
        raise SettingsError(f"{path}: 还没有基线，先运行 coach baseline write")
    there = _there(old, path, paths)
    counts = {
        key: min(number, found.get(key, 0)) if key.path in there else number for key, number in old.counts.items()
    }
    new = Baseline(counts, old.accepted)
    if new.total != old.total:
        write_baseline(path, new)
    return Outcome(path, old.total, new.total)


def _there(old: Baseline | None, path: str, paths: Iterable[str]) -> dict[str, bool]:
    """The files of the baseline that stand in or below `paths`, and whether they still exist."""
    folder = os.path.dirname(os.path.abspath(path))
    inside = [relative(one, folder) for one in paths]
    known = {key.path for key in old.counts} if old else set()
    return {
        one: os.path.exists(os.path.join(folder, one))
        for one in known
        if any(top in (".", one) or one.startswith(f"{top}/") for top in inside)
    }


def _grown(old: Mapping[Key, int], now: Mapping[Key, int], there: Mapping[str, bool]) -> tuple[Counter[Key], int]:
    """The new counts, and by how many findings they grew; what moved with a renamed file is not new."""
    moved: Counter[str] = Counter()
    for key, number in old.items():
        if there.get(key.path) is False:
            moved[key.fingerprint] += number
    grown = 0
    for key, number in now.items():
        new = max(number - old.get(key, 0), 0)
        renamed = min(new, moved[key.fingerprint])
        moved[key.fingerprint] -= renamed
        grown += new - renamed
    kept = Counter({key: number for key, number in old.items() if key.path not in there and key not in now})
    return Counter(now) + kept, grown
