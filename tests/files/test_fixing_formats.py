"""Splicing: whatever stands around the replies of a file, a fix leaves every byte of it as it was."""

import json
import re
from collections.abc import Callable
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coach
from coach.files.checking import check_records
from coach.files.fixing import Fixer
from coach.files.inputs import read_source
from coach.files.records import Record, Unreadable
from coach.files.source import Source

ALPHABET = "您好货单发的，。！ aZ0\"',;:#\\-|{}[]&*!%@`<>=\t\r\n～é😀"
REPLIES = st.lists(st.text(ALPHABET, max_size=12).map(lambda around: f"好{around}你{around}好"), min_size=1, max_size=5)
Written = Callable[[list[str]], str]


def as_json(replies: list[str]) -> str:
    return json.dumps([{"id": n, "内容": text, "备注": "你"} for n, text in enumerate(replies)], ensure_ascii=False)


def as_escaped_json(replies: list[str]) -> str:
    return json.dumps({"macros": [{"content": text, "note": "你"} for text in replies]}, indent=1)


def as_jsonl(replies: list[str]) -> str:
    return "".join(json.dumps({"note": "你", "text": text}, ensure_ascii=False) + "\r\n" for text in replies)


def as_csv(replies: list[str], delimiter: str = ",") -> str:
    import csv

    stream = StringIO(newline="")
    table = csv.writer(stream, delimiter=delimiter)
    table.writerows([["编码", "内容", "你"], *([n, text, "你"] for n, text in enumerate(replies))])
    return stream.getvalue()


def as_yaml(replies: list[str], style: str | None = None) -> str:
    import yaml

    entries = [{"id": str(n), "内容": text, "备注": "你"} for n, text in enumerate(replies)]
    return "# 你\n" + yaml.safe_dump(entries, allow_unicode=True, default_style=style, width=30, sort_keys=False)


FORMS: dict[str, tuple[str, Written]] = {
    "json": ("a.json", as_json),
    "escaped json": ("a.json", as_escaped_json),
    "jsonl": ("a.jsonl", as_jsonl),
    "csv": ("a.csv", as_csv),
    "tsv": ("a.tsv", partial(as_csv, delimiter="\t")),
    "yaml": ("a.yaml", as_yaml),
    "yaml in quotes": ("a.yaml", partial(as_yaml, style="'")),
    "yaml in double quotes": ("a.yaml", partial(as_yaml, style='"')),
    "yaml in blocks": ("a.yaml", partial(as_yaml, style="|")),
}


@pytest.fixture(scope="module")
def trained(_private_cache: None) -> coach.Coach:
    return coach.load()


def read(name: str, content: bytes) -> list[Record | Unreadable]:
    return list(read_source(Source(name, content=content)))


def around(records: list[Record | Unreadable], text: str) -> list[str]:
    """The parts of a file that stand around its replies."""
    places = sorted(record.slot.place for record in records if isinstance(record, Record) and record.slot)
    ends = [0, *(end for _, end in places)]
    starts = [*(start for start, _ in places), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(replies=REPLIES)
def test_all_but_the_replies_stays_and_they_read_as_meant(
    form: str, replies: list[str], trained: coach.Coach, tmp_path: Path
):
    name, write = FORMS[form]
    content = write(replies).encode()
    file = tmp_path / name
    file.write_bytes(content)
    before = read(name, content)
    Fixer(partial(check_records, trained), "safe", writes=True).fix(Source(str(file)))
    after = read(name, file.read_bytes())
    assert around(after, file.read_bytes().decode()) == around(before, content.decode())
    for old, new in zip(before, after, strict=True):
        assert isinstance(old, Record)
        assert isinstance(new, Record)
        wanted = trained.check(old.text, outgoing=False).rewrite("safe").text
        assert new.text in (wanted, old.text)
        assert new._replace(origin=old.origin, slot=None, text="") == old._replace(slot=None, text="")


@pytest.mark.parametrize("form", FORMS)
def test_ordinary_replies_are_fixed_in_every_form(form: str, trained: coach.Coach, tmp_path: Path):
    name, write = FORMS[form]
    file = tmp_path / name
    file.write_bytes(write(["您好，你的“快递”到了，\"请\"你'查收'。", "你好：你的 #1 号单 \\ 已经发出"]).encode())
    fixed = Fixer(partial(check_records, trained), "safe", writes=True).fix(Source(str(file)))
    assert fixed.fixes >= 3
    texts = [record.text for record in read(name, file.read_bytes()) if isinstance(record, Record)]
    assert texts[0] == "您好，您的“快递”到了，\"请\"您'查收'。"
    assert not re.search("你的", texts[1])
