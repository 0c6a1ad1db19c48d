"""HTML bodies are checked as a browser shows them, and every character knows where it came from."""

import html
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.files.readers.html_text import end_of, escaped, looks_like_html, plain

MARKUP = """您好 a<b <p> </p> <br> <br/> &nbsp; &amp; &copy2 &x; &#32; &#xD800; <b> </b> <pre> </pre> <script> </script>
<!-- --> <!doctype> " ' {{a}} {{ <attribute/> < > & = <DIV>"""
PIECES = [*MARKUP.split(), " ", "\n", "\r\n", "\t", "<a href='x>y'>", "<a href=", "{{ a  b }}"]
VALUES = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("<p>您好，</p><p>这边不能退的</p>", "您好，\n这边不能退的"),
        ("您好<br>请稍等<br/>", "您好\n请稍等"),
        ("<div>\n  <p>您好 </p>\n  <p> 亲</p>\n</div>\n", "您好\n亲"),
        ("<p>一</p><p><br></p><p>二</p>", "一\n\n二"),
        ("<ul>\n<li>一</li>\n<li>二</li></ul>", "一\n二"),
        ("不<b>能</b>退  <i> 的</i>", "不能退 的"),
        ("A&nbsp;B &lt;c&gt; &amp; &#39;&#x4e0d;", "A\xa0B <c> & '不"),
        ("Q&A，R&D，&bogus;", "Q&A，R&D，&bogus;"),
        ("<pre>\n一\r\n  二</pre>三", "一\n  二\n三"),
        ("<style>p{}</style><script>if (a<b) {}</script><title>x</title>好", "好"),
        ("<!doctype html><!-- 不能 -->好", "好"),
        ("<!-- 没有关上", ""),
        ("<a title=\"a>b\" href='c>d'>看这里</a>", "看这里"),
        ("3<5，<订单号>，a < b", "3<5，<订单号>，a < b"),
        ("好<a href='x", "好<a href='x"),
        ('您好 {{ user.name | fallback:"亲" }}，', '您好 {{ user.name | fallback:"亲" }}，'),
        ('您好 <attribute key="user.name" default="亲"/>，', '您好 <attribute key="user.name" default="亲"/>，'),
        ("{{ a\n  b }}", "{{ a\n  b }}"),
        ("  \n ", ""),
        ("", ""),
    ],
)
def test_what_a_browser_shows(value: str, text: str):
    assert plain(value)[0] == text


@given(VALUES)
def test_every_character_comes_from_its_place(value: str):
    text, offsets = plain(value)
    assert len(offsets) == len(text) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] <= len(value)
    for character, start, following in zip(text, offsets, offsets[1:], strict=False):
        written = value[start : end_of(value, start)]
        assert start < following or "&" in written
        assert character == written[:1] or character in html.unescape(written) or character in "\n "


@given(VALUES)
def test_the_text_ends_where_its_last_character_does(value: str):
    text, offsets = plain(value)
    if text:
        assert end_of(value, offsets[-2]) == offsets[-1] or text[-1] in "\n "


@given(st.text(alphabet="您好 a<>&\n;{}=\"'", max_size=20))
def test_what_is_escaped_reads_as_it_was(text: str):
    words = " ".join(text.split(" ")).strip(" \n")
    read = plain(escaped(words))[0]
    assert read.replace(" ", "") == words.replace(" ", "")


def test_variables_are_not_escaped():
    assert escaped('<attribute key="k"/>{{ a | b:"<" }} & {{ c }}\n') == (
        '<attribute key="k"/>{{ a | b:"&lt;" }} &amp; {{ c }}<br>'
    )


@pytest.mark.parametrize(
    ("value", "is_html"),
    [
        ("<p>您好</p>", True),
        ("您好<br/>亲", True),
        ("您好\n<DIV class='a'>亲</DIV>", True),
        ("不<b>能</b>退", True),
        ("您好&nbsp;亲", True),
        ("不<b>能</b>退\n亲", False),
        ("3<5，<订单号>", False),
        ("<pending> 的单", False),
        ("Q&A", False),
        ("您好", False),
    ],
)
def test_what_looks_like_html(value: str, is_html: bool):
    assert looks_like_html(value) is is_html


@pytest.mark.parametrize("piece", ["<a ", "<!--", '<a ="', "<a='", "</script", "<pre>", "<a x='>' ", "{{", "&amp", "<"])
def test_no_markup_takes_more_than_linear_time(piece: str):
    def seconds(times: int) -> float:
        start = time.process_time()
        plain(piece * times)
        looks_like_html(piece * times)
        escaped(piece * times)
        return time.process_time() - start

    assert seconds(40_000) < 16 * max(seconds(5_000), 0.01)
