"""The slow path: packs read, compiled and proven, with every fault at its line and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from coach.core.binding import Bound, compile_rulebook
from coach.core.proving import Failure, prove
from coach.errors import PackError, PatternError
from coach.files.names import pack_files, shown
from coach.files.packs import Gathered, gather, packs_of


class Outcome(NamedTuple):
    """What proving one pack gave: its rules and examples, and what is wrong."""

    rules: int
    examples: int
    problems: list[PackError]


def prove_pack(folder: Path, builtin: Sequence[Path]) -> Outcome:
    """Prove the pack in `folder` beside the built-in packs; only its own faults are told."""
    inside = any(folder.resolve() == one.resolve() for one in builtin)
    gathered = gather(builtin if inside else [*builtin, folder])
    files = {shown(path) for path in (str(folder), *_files(folder))}
    own = {owner: marked for owner, marked in gathered.places.items() if marked.file in files}
    bound = compile_rulebook(gathered.sources)
    problems = [error for error in gathered.problems if error.file in files]
    problems += [_placed(gathered, owner, error) for owner, error in bound.problems if owner in own]
    failures = prove(gathered.sources, bound.rulebook(), own)
    problems += [_failed(gathered, failure) for failure in failures]
    examples = sum(_examples(marked.data) for marked in own.values())
    return Outcome(sum(owner.startswith("rule ") for owner in own), examples, problems)


def _examples(data: Any) -> int:
    """How many examples a file holds, those of a playbook's things included."""
    things = data.get("things") or {}
    return len(data.get("examples") or ()) + sum(map(_examples, things.values()))


def _files(folder: Path) -> list[str]:
    try:
        return pack_files(str(folder))
    except OSError as error:
        return [str(error.filename)]


def compile_proven(folders: Sequence[Path]) -> tuple[Bound, list[PackError]]:
    """The compiled packs of `folders`, and what is wrong with them.

    Rules that cannot be compiled or whose examples do not hold are left out.
    """
    gathered = gather(folders)
    bound = compile_rulebook(gathered.sources)
    problems = [*gathered.problems, *(_placed(gathered, owner, error) for owner, error in bound.problems)]
    failures = prove(gathered.sources, bound.rulebook())
    problems += [_failed(gathered, failure) for failure in failures]
    broken = {failure.owner for failure in failures if failure.owner.startswith(("rule ", "playbook "))}
    if broken:
        _leave_out_things(gathered, failures)
        rules = [rule for rule in gathered.sources.rules if f"rule {rule['id']}" not in broken]
        gathered.sources.rules = rules
        bound = compile_rulebook(gathered.sources)
    bound.index["packs"] = list(packs_of(gathered))
    return bound, problems


def _leave_out_things(gathered: Gathered, failures: Sequence[Failure]) -> None:
    """Take out the things of playbooks whose examples do not hold; the other things stay."""
    wrong = {(failure.owner, failure.path[1]) for failure in failures if failure.path[:1] == ("things",)}
    kept: list[Mapping[str, Any]] = []
    for playbook in gathered.sources.playbooks:
        owner = f"playbook {playbook['name']}"
        things = {name: thing for name, thing in playbook["things"].items() if (owner, name) not in wrong}
        kept += [{**playbook, "things": things}] if things else []
    gathered.sources.playbooks = kept


def _placed(gathered: Gathered, owner: str, error: PatternError) -> PackError:
    return gathered.places[owner].error(str(error), error.path)


def _failed(gathered: Gathered, failure: Failure) -> PackError:
    return gathered.places[failure.owner].error(failure.message, failure.path)
