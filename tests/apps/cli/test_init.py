"""`coach init`: a first coach.yaml that holds, and nothing overwritten."""

from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.usefixtures("small_house")
FILE = Path("coach.yaml")


def test_it_names_what_it_found_and_it_holds(run, write_pack, own_rule):
    write_pack({"x.yaml": own_rule}, "我们的规则")
    Path("话术").mkdir()
    Path("话术/售后.txt").write_text("您好\n", encoding="utf-8")
    done = run("init")
    assert done.code == 0
    assert "找到 1 个话术文件" in done.out
    text = FILE.read_text(encoding="utf-8")
    assert "话术/售后.txt" in text
    assert yaml.safe_load(text)["packs"] == ["我们的规则"]
    assert run("check", ".").code == 0


def test_an_empty_folder(run):
    assert run("init").code == 0
    assert run("check", "--text", "您好").code == 0


def test_with_every_comment_taken_off_it_still_holds(run):
    run("init")
    lines = FILE.read_text(encoding="utf-8").splitlines()
    off = [line[2:] if line.startswith("# ") and (":" in line or line[2:].startswith(" ")) else line for line in lines]
    text = "\n".join(line for line in off if not line or line[0] in "# " or line[0].isascii())
    text = text.replace("[compliance]", "[]").replace("no-but", "no-cannot").replace("long-reply", "soon")
    FILE.write_text(text, encoding="utf-8")
    done = run("config")
    assert (done.code, done.err) == (0, "")
    assert "豁免：1 条" in done.out


def test_what_is_there_stays(run):
    FILE.write_text("fail-on: never\n", encoding="utf-8")
    done = run("init")
    assert done.code == 2
    assert "已经有了" in done.err
    assert FILE.read_text(encoding="utf-8") == "fail-on: never\n"


def test_a_folder_that_is_not_there(run):
    assert run("init", "gone").code == 2
