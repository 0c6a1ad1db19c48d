"""Packs with one file as its editor has it: what it changes, and the part of the rules that the change concerns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from coach.core.binding import Bound, compile_rulebook
from coach.core.compiler import CLAUSE_SIGNALS, SUBJECT_LEXICONS, Sources
from coach.core.lint import Linter
from coach.errors import PackError
from coach.files import schema, validation
from coach.files.marked_yaml import Marked
from coach.files.names import GUIDELINES_FILE, builtin_folders, pack_entries, rules_folder, shown
from coach.files.pack_files import PackFolder, kind_of
from coach.files.packs import Gathered, add_file, gather

EDGES: Final = ("courtesy", "particle")
_NAMED: Final = re.compile(r"<([^<>\s]+)>")
_SHARED: Final = ("pack", "guidelines", "wordings")
"""Files that may concern every rule."""


class Draft(NamedTuple):
    """The packs with one file as its editor has it.

    Attributes:
        owner: ``rule ID``, ``signal NAME``, ``lexicon NAME`` or ``playbook NAME``; empty for files that concern all.
        shown: the file, as messages name it.
        gathered: what the packs say with the text; without the file where the text cannot be used.
        problems: what is wrong with the text, so far as it does not need compiling.
    """

    owner: str
    shown: str
    gathered: Gathered
    problems: list[PackError]


class Packs:
    """What the packs say as they are saved, kept until a file changes.

    Args:
        folders: of packs of one's own, beside the built-in ones.
    """

    def __init__(self, folders: Sequence[str]) -> None:
        self._folders = [Path(one) for one in (*builtin_folders(), *folders)]
        self._stamp = _stamp(self._folders)
        self.gathered = gather(self._folders)
        self._linters: dict[frozenset[str], Linter] = {}
        self._bound: Bound | None = None

    def is_fresh(self) -> bool:
        """Whether no file changed since they were read."""
        return self._stamp == _stamp(self._folders)

    def bound(self) -> Bound:
        """All of them compiled; takes a second the first time."""
        if self._bound is None:
            self._bound = compile_rulebook(copied(self.gathered.sources))
        return self._bound

    def linter(self, without: Iterable[str] = ()) -> Linter:
        """A linter of all rules except those of these ids."""
        out = frozenset(without)
        if out not in self._linters:
            if len(self._linters) > 8:
                self._linters.clear()
            book = self.bound().rulebook()
            self._linters[out] = Linter(book.select({rule["id"] for rule in self.bound().index["rules"]} - out))
        return self._linters[out]

    def draft(self, pack: PackFolder, file: str, text: str) -> Draft:
        """The packs with `text` in place of what the file holds."""
        path, kind = pack.folder / file, kind_of(pack, file)
        name = shown(str(path))
        if kind in _SHARED:
            gathered = gather(self._folders, {path: text})
            return Draft("", name, gathered, [one for one in gathered.problems if one.file == name])
        saved = self.gathered
        shape = schema.RuleInProgress
        gathered = Gathered(copied(saved.sources), dict(saved.places), saved.packs, [], {path: text}, shape)
        _take_out(gathered, name)
        add_file(gathered, pack.folder, path, pack.name)
        owner, marked = next(((one, it) for one, it in gathered.places.items() if it.file == name), ("", None))
        if marked is not None and owner.startswith("rule "):
            gathered.problems.extend(_in_earnest(marked))
        return Draft(owner or self.owner(name), name, gathered, gathered.problems)

    def owner(self, name: str) -> str:
        """Whose file it is as saved; empty when it could not be used, or is nobody's."""
        return next((owner for owner, marked in self.gathered.places.items() if marked.file == name), "")


def _in_earnest(rule: Marked) -> list[PackError]:
    """What a finished rule would still have to be."""
    try:
        validation.validate(schema.Rule, rule)
    except validation.PackErrors as error:
        return error.errors
    return []


def _stamp(folders: Sequence[Path]) -> list[tuple[str, int, int, int]]:
    try:
        files = [(entry.path, entry.stat()) for folder in folders for entry in pack_entries(str(folder))]
        guidelines = Path(rules_folder(), GUIDELINES_FILE)
        files.append((str(guidelines), guidelines.stat()))
    except OSError:
        return []
    return [(path, told.st_size, told.st_mtime_ns, told.st_ino) for path, told in files]


def copied(sources: Sources) -> Sources:
    """The same sources in lists of their own: compiling takes out what cannot be used."""
    return replace(
        sources,
        lexicons=dict(sources.lexicons),
        signals=dict(sources.signals),
        guidelines=dict(sources.guidelines),
        rules=list(sources.rules),
        playbooks=list(sources.playbooks),
    )


def _take_out(gathered: Gathered, file: str) -> None:
    """Forget what the file of that name says."""
    sources = gathered.sources
    for owner in [owner for owner, marked in gathered.places.items() if marked.file == file]:
        del gathered.places[owner]
        kind, _, name = owner.partition(" ")
        sources.rules = [rule for rule in sources.rules if owner != f"rule {rule['id']}"]
        sources.playbooks = [one for one in sources.playbooks if owner != f"playbook {one['name']}"]
        if kind == "signal":
            sources.signals.pop(name, None)
        elif kind == "lexicon":
            sources.lexicons.pop(name, None)


def concerned(sources: Sources, owner: str) -> list[str]:
    """The ids of the rules that an edit of `owner` concerns, in the order of the rulebook."""
    kind, _, name = owner.partition(" ")
    if kind == "rule":
        return [rule["id"] for rule in sources.rules if rule["id"] == name]
    if kind == "playbook":
        return [rule["id"] for rule in sources.rules if any(one.get("playbook") for one in rule.get("suggest") or ())]
    if not name:
        return []
    users = _users(sources, name)
    return [rule["id"] for rule in sources.rules if not users.isdisjoint(named_in(rule))]


def _users(sources: Sources, name: str) -> set[str]:
    """`name`, and the lexicons and signals that use it, by whatever way round."""
    uses = {**{one: named_in(words) for one, words in sources.lexicons.items()}}
    uses |= {one: named_in(source) for one, source in sources.signals.items()}
    found = {name}
    while more := {one for one, names in uses.items() if one not in found and not found.isdisjoint(names)}:
        found |= more
    return found


def named_in(source: Any) -> set[str]:
    """The lexicons and signals that the patterns of a rule, signal or lexicon name, those the engine asks for too."""
    return set(_named(source))


def _named(source: Any) -> Iterator[str]:
    if isinstance(source, str):
        yield from _NAMED.findall(source) if "<" in source else ()
    elif isinstance(source, Mapping):
        for key, value in source.items():
            if key == "clause":
                yield str(value)
            elif key == "subject":
                yield from SUBJECT_LEXICONS
            elif key not in ("examples", "quiet", "quiet-context", "quiet-earlier"):
                yield from _named(value)
    elif isinstance(source, Sequence):
        for item in source:
            yield from _named(item)


def narrowed(sources: Sources, rules: Iterable[str], owner: str) -> Sources:
    """The part of the sources that these rules and `owner` need to run."""
    wanted = set(rules)
    kind, _, name = owner.partition(" ")
    kept = [rule for rule in sources.rules if rule["id"] in wanted]
    playbooks = [one for one in sources.playbooks if owner == f"playbook {one['name']}"]
    roots: list[Any] = [*kept, *playbooks, sources.wordings if playbooks else ()]
    names = {*EDGES, *SUBJECT_LEXICONS, *CLAUSE_SIGNALS, *named_in(roots)}
    if kind in ("signal", "lexicon"):
        names.add(name)
    names = _closed(sources, names)
    return replace(
        copied(sources),
        lexicons={one: words for one, words in sources.lexicons.items() if one in names},
        signals={one: signal for one, signal in sources.signals.items() if one in names},
        rules=kept,
        playbooks=playbooks,
        wordings=sources.wordings if playbooks else {},
    )


def _closed(sources: Sources, names: set[str]) -> set[str]:
    """`names`, and what they are made of."""
    found: set[str] = set()
    open_ = list(names)
    while open_:
        name = open_.pop()
        if name not in found:
            found.add(name)
            open_ += named_in([sources.lexicons.get(name, ()), sources.signals.get(name, {})])
    return found
