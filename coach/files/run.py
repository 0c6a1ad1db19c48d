"""A run: what is read, with which rules it is checked, what is not reported: as coach.yaml and the command line say."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coach.errors import SelectionError, SettingsError
from coach.files.applied import Applied, applied
from coach.files.checking import check_record
from coach.files.loading import ALL, DEFAULT, Coach, LoadedPacks, load_packs
from coach.files.names import builtin_folders
from coach.files.records import STANDARD_INPUT, Unreadable
from coach.files.settings import Settings, baseline_path, settings_for

if TYPE_CHECKING:
    from coach.core.rule import Rule
    from coach.files.baseline import Budget
    from coach.files.checked import Checked
    from coach.files.git_changes import Changes
    from coach.files.records import Record
    from coach.files.source import ReadOptions, Source
    from coach.files.suppressing import Suppressor

    CheckAll = Callable[[Iterable[Record | Unreadable], tuple[str, ...]], Iterator[Checked | Unreadable]]


class Scope(NamedTuple):
    """What a run looks at.

    Attributes:
        paths: what was named.
        since: a revision; only what changed since then is checked. None for all.
        baseline: whether what the baseline counts is left out of the report.
        reports: files that the run writes; in folders they are no libraries.
    """

    paths: Sequence[str] = ()
    since: str | None = None
    baseline: bool = True
    reports: Sequence[str] = ()


EVERYTHING: Final = Scope()


class Run:
    """One run over some inputs.

    Args:
        settings: what coach.yaml says.
        given: what the command line says, by the keys of `coach.files.settings.KEYS`.
        scope: what the run looks at.

    Raises:
        SettingsError, SelectionError: a pack, profile, rule or guideline does not exist, the baseline is damaged, or
            git does not know the revision.

    Attributes:
        check_elsewhere: checks records in this process's place; what is not reported is taken out here all the same.
    """

    def __init__(self, settings: Settings, given: Mapping[str, Any], scope: Scope = EVERYTHING) -> None:
        self.settings = settings
        self.scope = scope
        self.given = given
        self.check_elsewhere: CheckAll | None = None
        self._coaches: dict[str, Coach] = {}
        self._applied: dict[str | None, Applied] = {}
        self._seen: set[str] = set()
        self._names: dict[str, frozenset[str] | None] = {}
        self.packs = self._load_packs()
        self._check_names()
        self.coach = self.coach_for(None)
        self._changes = self._find_changes()
        self._suppressor = self._make_suppressor()

    def applied(self, path: str | None) -> Applied:
        """What applies to the file `path`; to text and standard input when it is None."""
        key = None if path == STANDARD_INPUT else path
        if key not in self._applied:
            self._applied[key] = applied(self.settings, key, self.given)
        return self._applied[key]

    def coach_for(self, path: str | None) -> Coach:
        """The coach for the file `path`."""
        return self._coach(self.applied(path))

    @property
    def rules(self) -> list[Rule]:
        """The rules that report somewhere, in the order of the rulebook."""
        layers = [layer for layer in self.settings.layers if layer.paths]
        alone = [self.settings._replace(layers=[*_everywhere(self.settings), layer]) for layer in layers]
        coaches = [self.coach, *(self._coach(applied(_for_all(one), None, self.given)) for one in alone)]
        found = {rule.number: rule for coach in reversed(coaches) for rule in coach.rules}
        return [found[number] for number in sorted(found)]

    @property
    def titles(self) -> dict[str, str]:
        """Guideline → title."""
        return {name: one["title"] for name, one in self.coach.rulebook.book["guidelines"].items()}

    def read(self, paths: Iterable[str], options: ReadOptions) -> Iterator[Record | Unreadable]:
        """The records of files and folders, less what is excluded and what did not change."""
        from coach.files.inputs import read_source

        for source in self.sources(paths, options):
            yield from [source] if isinstance(source, Unreadable) else self.changed(source.path, read_source(source))

    def sources(self, paths: Iterable[str], options: ReadOptions) -> Iterator[Source | Unreadable]:
        """The files, each once and with how it is read, less those that are excluded or did not change."""
        from coach.files.inputs import sources

        seen = self._seen
        for source in sources(list(paths), options, self.is_excluded):
            if isinstance(source, Unreadable):
                yield source
                continue
            place = os.path.abspath(source.path) if source.path else ""
            if place in seen:
                continue
            seen.add(place)
            if self._changes is None or self._changes.has(source.path) or not os.path.exists(source.path):
                source.options = self.options(source.path, options)
                yield source

    def changed(self, path: str, records: Iterable[Record | Unreadable]) -> Iterator[Record | Unreadable]:
        """Those of the file's records that changed; all, unless the run looks at changes only."""
        if self._changes is None or not self._changes.has(path):
            yield from records
        else:
            yield from self._changes.of(path, records)

    def options(self, path: str, given: ReadOptions) -> ReadOptions:
        """How the file `path` is read; what the command line says stands."""
        settings = self.applied(path)
        encoding, column = settings.one("encoding"), settings.one("text-column")
        return given._replace(encoding=given.encoding or encoding, text_column=given.text_column or column)

    def is_excluded(self, path: str) -> bool:
        """Whether the file or folder is left out when a folder above it is checked."""
        if self.scope.reports and os.path.abspath(path) in map(os.path.abspath, self.scope.reports):
            return True
        exclude = self.applied(None).values["exclude"]
        if not exclude and not self.settings.allowlist:
            return False
        from coach.files.globs import matches, relative

        own = [one.value for one in exclude if one.source == "command line"]
        written = [one.value for one in exclude if one.source != "command line"]
        lists = {os.path.abspath(entry.place.rpartition(":")[0]) for entry in self.settings.allowlist}
        if os.path.abspath(path) in lists:
            return True
        return matches(relative(path, self.settings.folder), written) or matches(relative(path, os.getcwd()), own)

    def check(
        self, records: Iterable[Record | Unreadable], context: tuple[str, ...] = ()
    ) -> Iterator[Checked | Unreadable]:
        """Each record, checked, with what is not reported taken out; what could not be read is handed on."""
        here = (one if isinstance(one, Unreadable) else self.check_one(one, context) for one in records)
        for one in self.check_elsewhere(records, context) if self.check_elsewhere else here:
            if isinstance(one, Unreadable):
                yield one
                continue
            if self._suppressor is None and one.record.ignored:
                self._suppressor = self._suppressor_with()
            yield self._suppressor.apply(one) if self._suppressor else one

    def check_one(self, record: Record, context: tuple[str, ...] = ()) -> Checked:
        """One record, checked, with nothing taken out."""
        return check_record(self.coach_for(record.origin.path), record, context)

    def check_anew(self, before: Iterable[Checked]) -> None:
        """Say that these records, changed by a fix, are about to be checked once more."""
        if self._suppressor is not None:
            for checked in before:
                self._suppressor.take_back(checked)

    def fails(self, checked: Checked) -> bool:
        """Whether the record has a finding as grave as what fails the run for its file."""
        if not any(turn.result.findings for turn in checked.turns):
            return False
        from coach.core.model.finding import SEVERITIES

        threshold = self.applied(checked.record.origin.path).one("fail-on")
        grave = SEVERITIES[: SEVERITIES.index(threshold) + 1] if threshold in SEVERITIES else ()
        return any(finding.severity in grave for turn in checked.turns for finding in turn.result.findings)

    def remarks(self) -> list[str]:
        """What the person at the keyboard should know of allowlist, markers and baseline, once all was checked."""
        if self._suppressor is None:
            return []
        from coach.files.remarks import remarks

        narrowed = bool(self.given.get("select") or self.given.get("ignore") or self.scope.since)
        return remarks(self._suppressor, narrowed=narrowed, whole=any(map(os.path.isdir, self.scope.paths)))

    def means(self, name: str, rule: str) -> bool | None:
        """Whether `name` (pack, guideline, rule, old id) means the rule of that id; None when it means nothing."""
        if name not in self._names:
            try:
                self._names[name] = frozenset(self.packs.rules_of([name]))
            except SelectionError:
                self._names[name] = None
        meant = self._names[name]
        return None if meant is None else rule in meant

    def _coach(self, one: Applied) -> Coach:
        chosen = (one.one("profile"), one.all("select"), one.all("ignore"), one.severity)
        key = repr(chosen)
        if key not in self._coaches:
            self._coaches[key] = self.packs.coach(*chosen)
        return self._coaches[key]

    def _load_packs(self) -> LoadedPacks:
        known = {DEFAULT, ALL, *map(os.path.basename, builtin_folders())}
        packs = []
        for value in self.applied(None).values["packs"]:
            name = str(value.value)
            if value.source == "file" and name not in known:
                name = os.path.relpath(os.path.join(self.settings.folder, name))
                if not os.path.isdir(name):
                    raise SettingsError(f"{self.settings.file}:{value.line}: 没有这个规则包的文件夹：{value.value}")
            packs.append(name)
        return load_packs(packs)

    def _check_names(self) -> None:
        """Every name that coach.yaml writes must exist, whether or not it applies today."""
        written = list(self.settings.written_names)
        try:
            self.packs.rules_of(name for name, _ in written)
        except SelectionError:
            for name, place in written:
                self._named(name, place)
        for layer in self.settings.layers:
            if "profile" in layer.values:
                try:
                    self.packs.check_profile(layer.values["profile"])
                except SelectionError as error:
                    raise SettingsError(f"{self.settings.file}:{layer.lines['profile']}: {error}") from None

    def _named(self, name: str, place: str) -> None:
        try:
            self.packs.rules_of([name])
        except SelectionError as error:
            raise SettingsError(f"{place}: {error}") from None

    def _find_changes(self) -> Changes | None:
        if self.scope.since is None:
            return None
        from coach.files.git_changes import changes_since
        from coach.files.settings import shared_folder

        return changes_since(self.scope.since, shared_folder(self.scope.paths))

    def _make_suppressor(self) -> Suppressor | None:
        path = baseline_path(self.settings.folder) if self.scope.baseline else None
        if path is None and not self.settings.allowlist:
            return None
        return self._suppressor_with(self._budget(path) if path else None)

    def _budget(self, path: str) -> Budget | None:
        from coach.files.baseline import Budget, read_baseline

        baseline = read_baseline(path)
        return Budget(baseline, os.path.dirname(os.path.abspath(path))) if baseline else None

    def _suppressor_with(self, budget: Budget | None = None) -> Suppressor:
        import time

        from coach.files.allowlist import Allowlist
        from coach.files.suppressing import Suppressor

        settings, today = self.settings, time.strftime("%Y-%m-%d")
        entries = settings.allowlist
        names = self.coach.rulebook.placeholders
        allowlist = Allowlist(entries, settings.folder, today, self.means, names) if entries else None
        return Suppressor(self.means, allowlist, budget)


def coach_of(config: str, given: Mapping[str, Any], severity: Mapping[str, str]) -> Coach:
    """The coach that the settings file `config` makes for text that stands in no file; see `coach.files.loading.load`.

    Raises:
        SettingsError, SelectionError: the file is missing or not right, or names what does not exist.
    """
    run = Run(settings_for((), config), given, Scope(baseline=False))
    one = run.applied(None)
    return run.packs.coach(one.one("profile"), one.all("select"), one.all("ignore"), {**one.severity, **severity})


def _everywhere(settings: Settings) -> list[Any]:
    return [layer for layer in settings.layers if not layer.paths]


def _for_all(settings: Settings) -> Settings:
    return settings._replace(layers=[layer._replace(paths=()) for layer in settings.layers])
