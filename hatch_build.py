"""What a wheel holds beside the sources: the built-in packs compiled, and the engine as machine code.

Both can do without: packs are compiled when first needed, and the modules are Python that runs as it stands.
"""

import contextlib
import importlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = "coach/compiled/builtin.coachbook"
NATIVE = "COACH_NATIVE"
"""The environment variable: `0` builds a wheel of Python alone, `1` fails where there can be no machine code."""
MYPY_OPTIONS = ("--config-file=", "--follow-imports=skip", "--ignore-missing-imports")
"""Types are checked by `make test`; here they are only read."""


class CompileForWheel(BuildHookInterface):
    """Adds the compiled packs to the wheel, or to the checkout of an editable install; and to a wheel, machine code.

    An editable install gets no machine code: it would go on running when the Python beside it was edited.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered.

        What is wrong with a pack stops the build of a wheel; an editable install goes on, or nobody could mend it.
        """
        self._scratch = tempfile.TemporaryDirectory(prefix="reply-coach-", ignore_cleanup_errors=True)
        if version == "editable":
            self._compile_editable()
            return
        target = Path(self._scratch.name, "builtin.coachbook")
        _compile_builtin(Path(self.root), target)
        build_data["force_include"][str(target)] = COMPILED
        if os.environ.get(NATIVE) != "0":
            self._add_native(build_data)

    def _compile_editable(self) -> None:
        try:
            _compile_builtin(Path(self.root), Path(self.root, COMPILED))
        except Exception as error:
            self.app.display_warning(f"The built-in packs are not right and were not compiled: {error}")

    def _add_native(self, build_data: dict[str, Any]) -> None:
        built = Path(self._scratch.name, "native")
        try:
            _compile_native(Path(self.root), self.config["native"], built)
        except (Exception, SystemExit) as error:  # no C compiler, mostly; mypyc exits
            if os.environ.get(NATIVE) == "1":
                raise
            self.app.display_warning(f"This wheel is Python alone, and checks take up to two thirds longer: {error}")
            return
        for path in built.rglob("*.*"):
            build_data["force_include"][str(path)] = path.relative_to(built).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary files once the wheel holds them."""
        self._scratch.cleanup()


def _compile_builtin(root: Path, target: Path) -> None:
    sys.path.insert(0, str(root))
    try:
        compiled = importlib.import_module("coach.files.compiled")
    finally:
        sys.path.remove(str(root))
    target.parent.mkdir(parents=True, exist_ok=True)
    compiled.compile_builtin(target)


def _compile_native(root: Path, modules: Sequence[str], built: Path) -> None:
    """Write the extension modules of the source files `modules` below `built`."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    scratch = built.parent
    with contextlib.chdir(root):  # a module is named by its path from here
        extensions = mypycify(
            [*MYPY_OPTIONS, f"--cache-dir={scratch / 'mypy'}", *modules],
            opt_level="2",
            debug_level="0",
            group_name="reply_coach",
            target_dir=str(scratch / "c"),
        )
        command = Distribution({"name": "reply-coach", "ext_modules": extensions}).get_command_obj("build_ext")
        command.build_lib, command.build_temp = str(built), str(scratch / "objects")
        command.ensure_finalized()
        command.run()
