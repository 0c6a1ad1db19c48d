"""`--since`: which records git says changed."""

import subprocess
from pathlib import Path

import pytest

from coach.errors import SettingsError
from coach.files.git_changes import changes_since
from coach.files.inputs import read_source, sources
from coach.files.source import Source


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Commit these files, then change them; the replies that changed since."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-config"))
    git("init", "-q")

    def put(files: dict[str, str]) -> None:
        for name, text in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")

    def call(before: dict[str, str], after: dict[str, str]) -> list[str]:
        put(before)
        git("add", "-A")
        git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "x")
        put(after)
        return changed()

    return call


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)


def changed(revision: str = "HEAD") -> list[str]:
    changes = changes_since(revision, ".")
    files = [one for one in sources(["."]) if isinstance(one, Source) and changes.has(one.path)]
    return [one.text for file in files for one in changes.of(file.path, read_source(file))]


def test_lines_that_were_written_or_changed(repository):
    assert repository({"a.txt": "一\n二\n三\n"}, {"a.txt": "一\n贰\n三\n四\n"}) == ["贰", "四"]


def test_a_line_that_was_taken_out_changes_no_other(repository):
    assert repository({"a.txt": "一\n二\n三\n"}, {"a.txt": "一\n三\n"}) == []


def test_a_block_that_lost_a_line_changed(repository):
    before = "一\n一乙\n一丙\n\n二\n二乙\n"
    assert repository({"a.txt": before}, {"a.txt": before.replace("一乙\n", "")}) == ["一\n一丙"]
    assert repository({"a.txt": before}, {"a.txt": before.replace("一\n一乙\n一丙\n\n", "")}) == []


def test_untracked_files_count_and_ignored_ones_do_not(repository):
    after = {"new.txt": "新\n", "skip.txt": "略\n", ".gitignore": "skip.txt\n"}
    assert repository({"a.txt": "一\n"}, after) == ["新"]


def test_a_renamed_file_counts_by_its_lines(repository):
    repository({"a.txt": "一\n二\n三\n四\n"}, {})
    git("mv", "a.txt", "b.txt")
    assert changed() == []
    Path("b.txt").write_text("一\n二\n三\n四\n五\n", encoding="utf-8")
    assert changed() == ["五"]


def test_names_in_chinese_and_with_quotes(repository):
    assert repository(
        {"话术 “一”.txt": "一\n", 'a"b\t.txt': "甲\n"}, {"话术 “一”.txt": "一\n二\n", 'a"b\t.txt': "甲\n乙\n"}
    ) == [
        "乙",
        "二",
    ]


def test_a_reply_that_looks_like_a_patch(repository):
    assert repository({"a.txt": "一\n二\n"}, {"a.txt": "++ b/z.txt\n@@ -1 +9 @@\n一\n贰\n"}) == [
        "++ b/z.txt",
        "@@ -1 +9 @@",
        "贰",
    ]


def test_a_file_that_git_takes_for_binary_counts_as_a_whole(repository):
    assert repository({"a.txt": "一\n\0\n"}, {"a.txt": "一\n\0\n三\n"}) == ["一", "\0", "三"]


@pytest.mark.parametrize("revision", ["nope", "--help", "HEAD:a.txt", ""])
def test_a_revision_that_does_not_exist(repository, revision: str):
    repository({"a.txt": "一\n"}, {})
    with pytest.raises(SettingsError, match="这个版本"):
        changed(revision)


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(SettingsError, match="不是 git 仓库"):
        changes_since("HEAD", str(tmp_path))


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SettingsError, match="找不到 git"):
        changes_since("HEAD", str(tmp_path))
