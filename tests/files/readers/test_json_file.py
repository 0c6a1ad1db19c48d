"""JSON files: replies with their path and line, in any encoding that is said; what is not right is one sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import ReadError
from coach.files.inputs import read_source
from coach.files.readers import json_file
from coach.files.records import Unreadable
from coach.files.source import ReadOptions, Source

LIBRARY = '{\n  "a": 1,\n  "replies": [\n    {"id": "r1", "content": "不能退的"}\n  ]\n}\n'


@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("gb18030", "gb18030")]
)
def test_a_reply_with_its_path_and_line(encoding, named):
    [found] = json_file.read(Source("a.json", ReadOptions(encoding=named), LIBRARY.encode(encoding)))
    assert found.origin == ("a.json", "$.replies[0].content", 4)
    assert (found.text, found.id) == ("不能退的", "r1")
    assert LIBRARY[slice(*found.slot.place)] == '"不能退的"'


def test_an_encoding_nobody_told_is_told():
    with pytest.raises(ReadError, match="UTF-8"):
        list(json_file.read(Source("a.json", content=LIBRARY.encode("gb18030"))))


@pytest.mark.parametrize("content", [b"", b"[", b"[" * 10_000, b'{"content": NaN}', b"{}", b"\xff", b"3"], ids=repr)
def test_a_file_that_is_not_right_is_one_sentence(content):
    [told] = read_source(Source("a.json", content=content))
    assert isinstance(told, Unreadable)
    assert told.origin.path == "a.json"


@given(st.text(max_size=20), st.text(max_size=20).filter(str.strip), st.booleans())
def test_what_is_written_back_is_read_again_and_all_else_stays(new, old, ascii_):
    data = [{"id": "一", "content": "您好"}, {"id": "二", "content": old, "x": [1, {"content": "y"}]}]
    text = json.dumps(data, ensure_ascii=ascii_, indent=1)
    start, end = list(json_file.read(Source("a.json", content=text.encode("utf-8", "replace"))))[1].slot.place
    changed = text[:start] + json_file.quoted(new, text[start:end]) + text[end:]
    data[1]["content"] = new
    assert json.loads(changed) == data
