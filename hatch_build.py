"""Compiles the built-in packs while the wheel is built, so that the first start is fast too."""

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = "coach/compiled/builtin.coachbook"


class CompileBuiltinPacks(BuildHookInterface):
    """Adds the compiled packs to the wheel, or to the checkout of an editable install."""

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

    def _compile_editable(self) -> None:
        try:
            _compile_builtin(Path(self.root), Path(self.root, COMPILED))
        except Exception as error:
            self.app.display_warning(f"The built-in packs are not right and were not compiled: {error}")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary file once the wheel holds it."""
        self._scratch.cleanup()


def _compile_builtin(root: Path, target: Path) -> None:
    sys.path.insert(0, str(root))
    try:
        compiled = importlib.import_module("coach.files.compiled")
    finally:
        sys.path.remove(str(root))
    target.parent.mkdir(parents=True, exist_ok=True)
    compiled.compile_builtin(target)
