"""A run: the rules of all paths together, and how each file is read."""

from pathlib import Path

import pytest

from coach.errors import SettingsError
from coach.files.run import Run, Scope
from coach.files.settings import settings_for
from coach.files.source import ReadOptions

pytestmark = pytest.mark.usefixtures("small_house")


def made(text: str, **given: object) -> Run:
    Path("coach.yaml").write_text(text, encoding="utf-8")
    return Run(settings_for([]), given)


def test_reports_declare_the_rules_of_every_path_as_they_are_graded():
    run = made("ignore: [soothe]\nseverity: {no-cannot: info}\noverrides:\n  - {paths: lib, select: [soon, soothe]}\n")
    assert [(rule.id, rule.severity) for rule in run.rules] == [("positive/no-cannot", "info"), ("strict/soon", "info")]
    assert [rule.id for rule in run.coach.rules] == ["positive/no-cannot"]
    assert [rule.id for rule in run.coach_for("lib/a.txt").rules] == ["strict/soon"]


def test_how_a_file_is_read():
    run = made("encoding: GBK\ntext-column: 内容\noverrides:\n  - {paths: tw, encoding: big5}\n")
    assert run.options("a.csv", ReadOptions()) == ReadOptions(encoding="gbk", text_column="内容")
    assert run.options("tw/a.csv", ReadOptions()).encoding == "big5"
    assert run.options("tw/a.csv", ReadOptions(encoding="utf-16")).encoding == "utf-16"


def test_the_allowlists_own_file_is_no_library():
    entry = "- {rule: no-cannot, text: 不能, reason: 法务, owner: 王老师}\n"
    Path("allowed.txt").write_text(entry, encoding="utf-8")
    Path("a.txt").write_text("您好\n", encoding="utf-8")
    run = made("allowlist: allowed.txt\n")
    assert [source.path for source in run.sources(["."], ReadOptions())] == ["a.txt"]


def test_a_revision_is_asked_for_before_anything_is_written(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    with pytest.raises(SettingsError, match="git"):
        Run(settings_for([]), {}, Scope(since="HEAD"))
