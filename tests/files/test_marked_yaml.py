"""YAML as packs write it: every scalar is text, every key stands once, every value knows its place."""

from pathlib import Path

import pytest

from coach.errors import PackError
from coach.files.marked_yaml import DEPTH_LIMIT, parse, read


def refused(text: str) -> PackError:
    with pytest.raises(PackError) as raised:
        parse(text, "own/x.yaml")
    assert str(raised.value).startswith("own/x.yaml:")
    return raised.value


@pytest.mark.parametrize(
    "written",
    ["no", "yes", "on", "off", "1:30", "010", "1_000", "0x1F", "1e3", "~", "null", "2024-05-01", ".5", "True"],
)
def test_every_scalar_is_the_text_that_was_written(written: str):
    assert parse(f"key: {written}\nlist: [{written}]\n{written}: value\n", "x").data == {
        "key": written,
        "list": [written],
        written: "value",
    }


def test_every_part_knows_its_place():
    marked = parse("check:\n  kind: phrase\n  any:\n    - 不能\n    - 😊无法\n", "x")
    assert marked.place(("check", "kind")) == (2, 9)
    assert marked.place(("check", "kind"), key=True) == (2, 3)
    assert marked.place(("check", "any", 1)) == (5, 7)


def test_columns_are_characters():
    marked = parse("- {一二😊: 三四, 五: 六}\n", "x")
    assert marked.place((0, "五"), key=True) == (1, 13)


def test_what_is_not_in_the_file_is_placed_at_the_nearest_part_that_is():
    marked = parse("check:\n  any: [不能]\n", "x")
    assert marked.place(("check", "any", 7, "regex")) == (2, 8)
    assert marked.place(("nothing",)) == (1, 1)
    assert str(marked.error("坏了", ("check", "any", 0))) == "x:2:9: 坏了"


def test_an_empty_file_is_an_empty_mapping():
    assert parse("", "x").data == {}
    assert parse("# 只有注释\n", "x").data == {}


def test_a_key_that_stands_twice():
    error = refused("guideline: a\ncheck: b\nguideline: c\n")
    assert (error.line, error.column) == (3, 1)
    assert "“guideline”" in error.message
    assert "第 1 行" in error.message


def test_a_key_that_stands_twice_further_in():
    error = refused("check:\n  - {kind: a, any: b, kind: c}\n")
    assert (error.line, error.column) == (2, 23)


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x\n", "a: &x {k: 1}\nb: *x\n", "a: &x {k: 1}\nb:\n  <<: *x\n"])
def test_anchors_used_again_are_refused(text: str):
    error = refused(text)
    assert "锚点" in error.message


def test_what_refers_to_itself_is_refused():
    assert "锚点" in refused("a: &x [*x]\n").message


def test_a_billion_laughs_is_refused_before_it_grows():
    lines = ["a0: &a0 [哈, 哈]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    assert "锚点" in refused("\n".join(lines)).message


def test_nesting_has_a_limit():
    assert parse("[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT, "x").data
    error = refused("[" * (DEPTH_LIMIT + 3) + "]" * (DEPTH_LIMIT + 3))
    assert str(DEPTH_LIMIT) in error.message


@pytest.mark.parametrize("depth", [500, 5000])
def test_very_deep_nesting_is_refused_too(depth: int):
    refused("[" * depth + "]" * depth)


@pytest.mark.parametrize(
    "text", ["a: [1, 2", "a: 'b", "\tkey: x", "a: b: c", "- a\nb: c", "a: 1\n---\nb: 2\n", "a: @b", "a: \x07"]
)
def test_what_is_not_yaml_is_refused_with_its_line(text: str):
    error = refused(text)
    assert error.line >= 1
    assert "YAML" in error.message


@pytest.mark.parametrize("text", ["? [a, b]\n: c\n", "{a: 1}: b\n"])
def test_a_key_that_is_not_text(text: str):
    assert "键要写成文字" in refused(text).message


def test_a_tag_makes_no_object():
    assert parse('a: !!python/object/apply:os.system ["echo"]\n', "x").data == {"a": ["echo"]}


def test_a_file_with_a_byte_order_mark(tmp_path: Path):
    (tmp_path / "x.yaml").write_bytes("\ufeffa: 不能\n".encode())
    assert read(tmp_path / "x.yaml", "x").data == {"a": "不能"}


def test_a_file_that_is_not_utf8(tmp_path: Path):
    (tmp_path / "x.yaml").write_bytes("a: 不能".encode("gb18030"))
    with pytest.raises(PackError, match="不是 UTF-8") as raised:
        read(tmp_path / "x.yaml", "own/x.yaml")
    assert raised.value.file == "own/x.yaml"


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(PackError, match=r"own/x\.yaml: 文件打不开"):
        read(tmp_path / "x.yaml", "own/x.yaml")
