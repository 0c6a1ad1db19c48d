"""Where private data is kept on each system."""

import os
import stat
import sys
from pathlib import Path

import pytest

from coach.errors import StoreError
from coach.files.data_folder import data_folder, made_private


@pytest.mark.parametrize(
    ("platform", "variables", "folder"),
    [
        ("linux", {"COACH_DATA": "/data/mine", "XDG_DATA_HOME": "/xdg"}, "/data/mine"),
        ("linux", {"XDG_DATA_HOME": "/xdg"}, "/xdg/reply-coach"),
        ("linux", {}, "~/.local/share/reply-coach"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/reply-coach"),
        ("darwin", {"XDG_DATA_HOME": "/xdg"}, "~/Library/Application Support/reply-coach"),
    ],
)
def test_each_system_has_its_place(monkeypatch, platform, variables, folder):
    for name in ("COACH_DATA", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert data_folder() == Path(folder).expanduser()


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_it_is_made_for_its_owner_only_and_one_that_is_there_is_left_alone(tmp_path):
    assert stat.S_IMODE(made_private(tmp_path / "a" / "b").stat().st_mode) == 0o700
    (tmp_path / "c").mkdir(mode=0o755)
    assert stat.S_IMODE(made_private(tmp_path / "c").stat().st_mode) == 0o755
    (tmp_path / "d").write_text("")
    with pytest.raises(StoreError, match="数据文件夹"):
        made_private(tmp_path / "d")
