"""Pack files listed, read, saved where nobody else wrote, and made anew."""

import os
import stat
from pathlib import Path

import pytest

from coach.errors import ChangedError, ReadError, UnusableError, WriteError
from coach.files.pack_files import (
    TEXT_LIMIT,
    kind_of,
    list_files,
    list_packs,
    make_file,
    read_file,
    save_file,
    start_pack,
)


@pytest.fixture
def pack(write_pack, own_rule):
    write_pack({"late.yaml": own_rule, "signals/own-refusal.yaml": "any: [x]\n", "playbooks/shop.yaml": "title: 店\n"})
    return next(one for one in list_packs(["own"], Path()) if one.name == "own")


def test_ones_own_packs_come_first_and_built_in_ones_are_not_ones_own(pack, write_pack):
    write_pack({}, name="other")
    packs = list_packs(["own"], Path())
    assert [(one.name, one.own, one.used) for one in packs[:2]] == [("own", True, True), ("other", True, False)]
    assert {one.name for one in packs[2:]} == {"language", "positive", "strict"}
    assert not any(one.own for one in packs[2:])


def test_a_pack_whose_yaml_is_broken_is_listed_by_its_folder(pack):
    Path("own/pack.yaml").write_text("name: [", encoding="utf-8")
    assert [one.name for one in list_packs(["own"], Path()) if one.own] == ["own"]


def test_files_have_kinds(pack):
    kinds = {file: kind_of(pack, file) for file in list_files(pack)}
    assert kinds == {
        "late.yaml": "rule",
        "pack.yaml": "pack",
        "playbooks/shop.yaml": "playbook",
        "signals/own-refusal.yaml": "signal",
    }


@pytest.mark.parametrize("file", ["../house/rules/guidelines.yaml", "/etc/passwd", "late", "", "signals", "late.yaml/"])
def test_only_the_packs_own_files_are_read_and_written(pack, file):
    with pytest.raises(ReadError):
        read_file(pack, file)
    with pytest.raises(ReadError):
        save_file(pack, file, "x", "")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_that_leads_out_is_no_file_of_the_pack(pack, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("secret", encoding="utf-8")
    Path("own/link.yaml").symlink_to(secret)
    Path("own/folder").symlink_to(tmp_path)
    assert "link.yaml" not in list_files(pack)
    assert not any("secret" in file for file in list_files(pack))
    with pytest.raises(ReadError):
        save_file(pack, "link.yaml", "x", "")
    assert secret.read_text(encoding="utf-8") == "secret"


def test_a_save_is_a_whole_file_with_its_permissions(pack):
    path = Path("own/late.yaml")
    path.chmod(0o640)
    found = read_file(pack, "late.yaml")
    digest = save_file(pack, "late.yaml", found.text + "# 好\n", found.digest)
    assert path.read_bytes() == (found.text + "# 好\n").encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert read_file(pack, "late.yaml").digest == digest
    assert not [one for one in Path("own").iterdir() if one.name.endswith(".part")]


def test_line_ends_and_mark_of_the_file_stay(pack):
    path = Path("own/late.yaml")
    path.write_bytes(b"\xef\xbb\xbf" + "a: 一\r\nb: 二\r\n".encode())
    found = read_file(pack, "late.yaml")
    assert found.text == "a: 一\nb: 二\n"
    save_file(pack, "late.yaml", "a: 一\nb: 三\n", found.digest)
    assert path.read_bytes() == b"\xef\xbb\xbf" + "a: 一\r\nb: 三\r\n".encode()


def test_a_file_that_changed_underneath_is_left_as_it_is(pack):
    found = read_file(pack, "late.yaml")
    Path("own/late.yaml").write_text("别人写的\n", encoding="utf-8")
    with pytest.raises(ChangedError):
        save_file(pack, "late.yaml", "我写的\n", found.digest)
    assert Path("own/late.yaml").read_text(encoding="utf-8") == "别人写的\n"


def test_what_came_with_the_coach_is_not_written(pack):
    builtin = next(one for one in list_packs(["own"], Path()) if one.name == "positive")
    found = read_file(builtin, "no-cannot.yaml")
    with pytest.raises(WriteError, match="自带"):
        save_file(builtin, "no-cannot.yaml", "x", found.digest)
    with pytest.raises(WriteError, match="自带"):
        make_file(builtin, "rule", "new", "x")


def test_a_file_or_folder_that_is_read_only_is_said_to_be(pack, monkeypatch):
    found = read_file(pack, "late.yaml")
    with monkeypatch.context() as patch:  # the superuser may write anything, so permissions alone prove nothing
        patch.setattr(os, "access", lambda *_: False)
        with pytest.raises(WriteError, match="只读"):
            save_file(pack, "late.yaml", "x", found.digest)

    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("tempfile.mkstemp", refuse)
        with pytest.raises(WriteError, match="写不了"):
            save_file(pack, "late.yaml", "x", found.digest)
        patch.setattr(os, "open", refuse)
        with pytest.raises(WriteError, match="写不了"):
            make_file(pack, "rule", "new", "x")
    assert read_file(pack, "late.yaml") == found


def test_a_disk_that_fails_leaves_the_file_as_it_was(pack, monkeypatch):
    found = read_file(pack, "late.yaml")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError):
        save_file(pack, "late.yaml", "x", found.digest)
    assert read_file(pack, "late.yaml") == found
    assert not [one for one in Path("own").iterdir() if one.name.endswith(".part")]


def test_long_and_strangely_encoded_files_are_not_opened(pack):
    Path("own/late.yaml").write_bytes("好".encode("gb18030"))
    with pytest.raises(ReadError, match="UTF-8"):
        read_file(pack, "late.yaml")
    Path("own/late.yaml").write_bytes(b"a" * (TEXT_LIMIT + 1))
    with pytest.raises(ReadError, match="KiB"):
        read_file(pack, "late.yaml")


def test_new_files_go_where_their_kind_belongs(pack):
    assert make_file(pack, "rule", "晚到", "a") == "晚到.yaml"
    assert make_file(pack, "lexicon", "days", "a") == "lexicons/days.yaml"
    assert {"晚到.yaml", "lexicons/days.yaml"} <= set(list_files(pack))
    with pytest.raises(ChangedError):
        make_file(pack, "rule", "late", "b")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "还没有填"), ("../x", "只能用"), ("a/b", "只能用"), ("A", "只能用"), ("-a", "开头"), ("a b", "只能用"),
        ("a.yaml", "只能用"), ("x" * 61, "太长"), (".hidden", "只能用"), ("a\x00", "只能用"), ("a\n", "只能用"),
        ("pack", "别的用处"), ("guidelines", "别的用处"), ("con", "别的用处"), ("lpt1", "别的用处"),
    ],
)  # fmt: skip
def test_names_that_are_none_are_refused_by_the_field(pack, name, why):
    before = list_files(pack)
    with pytest.raises(UnusableError, match="“名字”") as refused:
        make_file(pack, "rule", name, "a")
    assert why in refused.value.message
    assert list_files(pack) == before


def test_a_name_is_reserved_only_where_it_means_something(pack):
    assert make_file(pack, "lexicon", "pack", "a") == "lexicons/pack.yaml"
    with pytest.raises(UnusableError, match="别的用处"):
        make_file(pack, "playbook", "wordings", "a")


def test_the_longest_name_makes_a_file(pack):
    assert make_file(pack, "rule", "好" * 60, "a") == f"{'好' * 60}.yaml"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_new_file_does_not_follow_a_linked_folder_out(pack, tmp_path):
    (tmp_path / "outside").mkdir()
    Path("own/lexicons").symlink_to(tmp_path / "outside")
    with pytest.raises(WriteError, match="外面"):
        make_file(pack, "lexicon", "days", "a")
    assert not list((tmp_path / "outside").iterdir())


def test_a_pack_of_ones_own_is_started(small_house):
    pack = start_pack(Path(), "my-shop", '我们"的\n店')
    assert (pack.name, pack.title, pack.own, pack.used) == ("my-shop", "我们 的 店", True, False)
    assert list_files(pack) == ["pack.yaml"]
    Path("taken").mkdir()
    for name in ("my-shop", "positive", "taken"):
        with pytest.raises(ChangedError):
            start_pack(Path(), name, "x")
    for name in ("all", "default", "../x", "", "nul", "x" * 61):
        with pytest.raises(UnusableError, match="“文件夹的名字”"):
            start_pack(Path(), name, "x")
