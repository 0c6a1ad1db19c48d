"""Rules that follow their files: what was edited is loaded beside what is in use, and takes its place once it holds."""

from __future__ import annotations

import contextlib
import gc
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from coach.errors import CoachError
from coach.files.run import Run
from coach.files.settings import settings_for
from coach.files.watching import Watched

EVERY: Final = 0.7
"""Seconds between two looks; an edit counts once two looks in a row see the same."""
_PREPARE_SECONDS: Final = 300
_PREPARE: Final = """
import json, os, sys
sys.path[:] = json.loads(sys.argv[2])
os.nice(5) if hasattr(os, "nice") else None
from coach.apps.web.reloading import Recipe
Recipe(*json.loads(sys.argv[1])).run()
"""
_TRIED: Final = "您好，这边不能退货的哦，请您13:00前耐心等待，我们尽快给您处理"


class Recipe(NamedTuple):
    """What a run is made from.

    Attributes:
        config: as for `coach.files.settings.settings_for`.
        given: what the command line says, by the keys of coach.yaml.
    """

    config: str | None
    given: Mapping[str, Any]

    def run(self) -> Run:
        """A run as the files say now; CoachError when they are not right."""
        return Run(settings_for((), self.config), self.given)

    def watched(self) -> Watched:
        """Its files, as they are now."""
        return Watched(self.config, self.given)

    def prepare(self) -> None:
        """Have another process compile the packs into the cache, which takes seconds of computing.

        What goes wrong there goes wrong once more here, where it is told.
        """
        # -P: else a json.py that lies in the working folder would run
        command = [sys.executable, "-W", "ignore", "-P", "-c", _PREPARE, json.dumps(self), json.dumps(sys.path)]
        try:
            subprocess.run(command, capture_output=True, check=False, timeout=_PREPARE_SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            return


class Rules:
    """The run that is in use, and what is wrong with the files that it was made from.

    Attributes:
        run: the one to ask; another may stand here at the next question.
        problem: a sentence that names the file, for as long as the files do not say what is in use.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.problem = _sentence(run.coach.problems)

    def renew(self, make: Callable[[], Run]) -> None:
        """Put what `make` gives in place of the run, unless something in it is broken that was not before."""
        try:
            made = make()
            warm(made)
        except CoachError as error:
            self.problem = str(error).split("\n")[0]
        except OSError as error:
            self.problem = f"{error.filename or '规则'}: 读不了：{error.strerror}"
        else:
            known = {problem.file for problem in self.run.coach.problems}
            self.problem = _sentence(made.coach.problems)
            if all(problem.file in known for problem in made.coach.problems):
                self.run = made


class Reloading:
    """Looks at the files in a thread of its own, and renews `rules` when they changed.

    Args:
        watched: the files, looked at before `rules` were made from them.
        told: is given a sentence when an edit is taken over, and one when it is not.
        prepare: whether packs are compiled in another process.
    """

    def __init__(
        self, rules: Rules, recipe: Recipe, watched: Watched, told: Callable[[str], None], *, prepare: bool = True
    ) -> None:
        self._rules, self._recipe, self._told, self._prepare = rules, recipe, told, prepare
        self._watched = watched
        self._stop = threading.Event()
        self._loaded = self._seen = watched.first
        self._thread = threading.Thread(target=self._watch, name="coach-reload", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()

    def look(self) -> None:
        """One look: what changed is loaded once it was seen twice."""
        seen = self._watched.look()
        if seen == self._seen and seen != self._loaded:
            self._loaded = seen
            self._renew()
        self._seen = seen

    def _watch(self) -> None:
        with contextlib.suppress(CoachError, OSError):  # the files changed since the start; the next look tells
            warm(self._rules.run)
        _lay_by()
        while not self._stop.wait(EVERY):
            try:
                self.look()
            except Exception as error:  # a thread that died would watch no more, and nobody would know
                self._rules.problem = f"看不了规则的文件：{type(error).__name__}"

    def _renew(self) -> None:
        if self._prepare:
            self._recipe.prepare()
        before, problem = self._rules.run, self._rules.problem
        self._rules.renew(self._recipe.run)
        _lay_by()
        if self._rules.run is before:
            if self._rules.problem != problem:
                self._told(f"改动没有生效，规则还是原来的。{self._rules.problem}")
        else:
            rest = f"还有一处没改好：{self._rules.problem}" if self._rules.problem else ""
            self._told(f"规则已经按改动换好了。{rest}")


def warm(run: Run) -> None:
    """Read what is read late, so that neither the first reply waits for it nor a file is missed that went away."""
    rulebook = run.coach.rulebook
    rulebook.automaton.find_asked(_TRIED)
    offered = [finding.suggestions for finding in run.coach.check(_TRIED, "怎么还不退").findings]
    _ = offered, rulebook.rules, rulebook.segmenter.cut(_TRIED)


def _lay_by() -> None:
    """Have the garbage collector pass over the rules, which stay: to look through them takes longer than an answer."""
    gc.unfreeze()
    gc.collect()  # rules that were replaced hold on to each other
    gc.freeze()


def _sentence(problems: Sequence[CoachError]) -> str:
    if not problems:
        return ""
    more = f"（一共 {len(problems)} 处）" if len(problems) > 1 else ""
    return f"{problems[0]}{more}"
