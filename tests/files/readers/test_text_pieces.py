"""A table's text comes in pieces, in whatever encoding, and what cannot be decoded is marked."""

import codecs
from pathlib import Path

import pytest

from coach.errors import ReadError
from coach.files.decoding import MARK
from coach.files.readers.text_pieces import Pieces
from coach.files.source import HEAD, ReadOptions, Source

TEXT = "编码,内容\r\n1,您好，您的订单今天发货😊\r\n" * 20_000


def read(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    pieces = Pieces(Source("a.csv", ReadOptions(encoding=encoding), content))
    found = list(pieces.texts())
    assert all(found)
    return "".join(found), pieces.encoding


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with a mark", "gb18030", "utf-16-le", "utf-16-be"],
)
def test_encodings_that_are_told(mark: bytes, encoding: str):
    assert read(mark + TEXT.encode(encoding)) == (TEXT, encoding)


def test_an_encoding_that_is_named():
    text = "編碼,內容\n1,您好" * 50_000
    assert read(text.encode("big5"), "big5") == (text, "big5")


def test_utf16_by_name_needs_no_mark():
    assert read(TEXT.encode("utf-16-le"), "utf-16") == (TEXT, "utf-16-le")


def test_what_begins_in_ascii_is_told_by_what_follows():
    text = "id,body\n" * HEAD + "1,您好，您的订单今天发货"
    assert read(text.encode("gb18030")) == (text, "gb18030")


def test_ascii_and_nothing():
    assert read(b"id,body") == ("id,body", "ascii")
    assert read(b"") == ("", "ascii")


def test_what_cannot_be_decoded_is_marked():
    text = "1,您好，您的订单今天发货\n"
    assert read(text.encode() * 2 + "坏\n".encode("gb18030") + b"ok")[0] == text * 2 + MARK * 2 + "\nok"


def test_a_character_cut_off_at_the_end_is_marked():
    content = (TEXT + "好").encode()[:-1]
    assert read(content)[0] == TEXT + MARK


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        ("內容\n您好，這個我來處理".encode("big5"), None, "--encoding"),
        (b"PK\x03\x04\xff\xfe\x80", None, "--encoding"),
        (b"abc", "base64", "不是文字的编码"),
        (b"abc", "punycode", "不是文字的编码"),
    ],
    ids=["big5", "an archive", "no text", "no characters"],
)
def test_an_encoding_that_cannot_be_told_is_asked_for(content: bytes, encoding: str | None, message: str):
    with pytest.raises(ReadError, match=message):
        read(content, encoding)


def test_a_file_is_read_no_further_than_asked(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode())
    texts = Pieces(Source(str(path))).texts()
    assert len(next(texts)) <= HEAD
    texts.close()


def test_a_missing_file():
    with pytest.raises(ReadError, match="没有这个文件"):
        list(Pieces(Source("missing.csv")).texts())
