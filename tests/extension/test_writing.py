"""Writing goes on undisturbed: real composition by an input method, and much random typing."""

import os
import random
import time
from collections import Counter

import pytest

REFUSAL = "这边不能退货的哦"
SECONDS = float(os.environ.get("COACH_TYPING_SECONDS", "8"))
WORDS = (
    "不能退货",
    "但是",
    "你",
    "尽快处理",
    "好的",
    "，",
    "。",
    "😀",
    "abc ",
    "<b>",
    "没办法",
    "请您稍等",
    "1",
    "⟨原因⟩",
    "👍🏽",
)


@pytest.fixture(params=["textarea", "contenteditable", "react"])
def desk(request, open_desk):
    return open_desk(request.param)


def checked(relay):
    return [body["text"] for body in relay.bodies("/api/check")]


def wait_until(desk, true):
    for _ in range(200):
        if true():
            return
        desk.page.wait_for_timeout(100)
    raise AssertionError("never came true")


def let_the_pause_pass(desk):
    """A timer of the page, begun after the extension's of 250 ms on the same thread, and so over after it."""
    desk.page.evaluate("() => new Promise((over) => setTimeout(over, 600))")


def test_nothing_happens_while_an_input_method_composes(desk, paired_server):
    desk.write("您好，")
    wait_until(desk, lambda: "您好，" in checked(paired_server.relay))
    seen = []
    desk.page.expose_function("seen", lambda name: seen.append(name))
    desk.page.evaluate(
        "() => { for (const name of ['compositionstart', 'compositionupdate', 'compositionend']) "
        "window.addEventListener(name, () => window.seen(name), true); }"
    )
    desk.compose("zhe", "zhe'bian", "zhe'bian'bu'neng'tui", "这边不能退货")
    let_the_pause_pass(desk)
    assert desk.marks() == []
    assert desk.card() == ""
    desk.commit("这边不能退货的哦")
    desk.wait_for_marks("不能退货")
    assert desk.text() == "您好，这边不能退货的哦"
    assert set(checked(paired_server.relay)) == {"您好，", "您好，这边不能退货的哦"}, "none in between"
    wait_until(desk, lambda: "compositionend" in seen)
    assert seen[0] == "compositionstart"
    assert "compositionupdate" in seen


def test_an_answer_that_comes_during_composition_draws_nothing_new(desk, paired_server):
    with paired_server.relay.holding():
        desk.write(REFUSAL)
        wait_until(desk, lambda: REFUSAL in checked(paired_server.relay))
        desk.compose("n")
    wait_until(desk, lambda: paired_server.relay.answer_to(REFUSAL))
    let_the_pause_pass(desk)
    assert desk.marks() == []
    desk.commit("呢")
    desk.wait_for_marks("不能退货")
    assert desk.text() == REFUSAL + "呢"


def test_keys_go_to_the_input_method_while_it_composes(desk, paired_server):
    desk.write(REFUSAL)
    desk.wait_for_marks("不能")
    desk.compose("ni")
    desk.page.keyboard.press("Alt+.")
    assert desk.card() == ""
    desk.commit("您")
    assert REFUSAL in desk.text()
    wait_until(desk, lambda: checked(paired_server.relay)[-1] == desk.text())
    desk.wait_for_marks("不能")
    assert desk.card() == ""
    desk.page.keyboard.press("Alt+.")  # and now it is the coach's
    assert desk.wait_for_card()


def test_only_the_newest_text_counts(desk, paired_server):
    for part in ("亲，", "这边", "不能", "退货", "，好的"):
        desk.write(part)
    desk.wait_for_marks("不能退货")
    assert checked(paired_server.relay)[-1] == "亲，这边不能退货，好的"
    assert len(checked(paired_server.relay)) < 5


class Typist:
    """Types at random and knows what the field should hold; an act is true when it did something."""

    def __init__(self, desk, relay, seed):
        self.desk, self.relay, self.dice = desk, relay, random.Random(seed)
        self.history = [""]  # what the field held, the oldest first; what was undone is off it
        self.count = Counter()
        self.did = []
        self.undoable = slice(None)  # which states the next undo may lead to

    @property
    def text(self):
        return self.history[-1]

    def once_each(self):
        """Every act once, each where it has something to do."""
        for act in (self.insert, self.clear):
            assert self.do(act), act.__name__
        self.desk.write(REFUSAL)
        self.holds(REFUSAL)
        self.desk.wait_for_marks("不能退货")
        for act in (self.mend, self.compose, self.undo, self.cancel, self.delete, self.newline, self.wait):
            assert any(self.do(act) for _ in range(30)), act.__name__

    def step(self):
        self.do(self.dice.choices([getattr(self, name) for name in ACTS], [*ACTS.values()])[0])

    def do(self, act):
        done = act()
        self.count[act.__name__] += bool(done)
        self.check(act.__name__)
        return done

    def check(self, did):
        self.did = [*self.did[-12:], (did, self.text)]
        assert self.desk.text() == self.text, self.did
        if self.desk.name == "react":
            assert self.desk.page.locator("#state").text_content() == self.text, self.did

    def holds(self, text):
        """The field should hold `text` from now on."""
        if text != self.text:
            self.history.append(text)
            self.undoable = slice(-4, -1)  # acts that follow each other at one caret may be undone as one
        return True

    def caret(self):
        """Put the caret somewhere between two characters; where, in code points."""
        at = self.dice.randint(0, len(self.text))
        while 0 < at < len(self.text) and self.text[at] in "\U0001f3fd":
            at += 1
        self.desk.field.evaluate(PUT, len(self.text[:at].encode("utf-16-le")) // 2)
        return at

    def insert(self):
        at, word = self.caret(), self.dice.choice(WORDS)
        self.desk.page.keyboard.insert_text(word)
        return self.holds(self.text[:at] + word + self.text[at:])

    def compose(self):
        at, word = self.caret(), self.dice.choice(WORDS[:5])
        self.desk.compose("n", "ni'h", word[:1], word)
        if self.dice.random() < 0.3:
            self.desk.page.wait_for_timeout(400)
        self.desk.commit(word)
        return self.holds(self.text[:at] + word + self.text[at:])

    def cancel(self):
        self.caret()
        self.desk.compose("n", "ni")
        self.desk.compose("")
        self.undoable = slice(None)  # it may leave a step that undoes nothing
        return True

    def delete(self):
        at = self.caret()
        if at == 0 or self.text[at - 1] in "\U0001f3fd" or (self.desk.is_rich and "\n" in self.text[at - 1 : at + 1]):
            return False
        self.desk.page.keyboard.press("Backspace")
        return self.holds(self.text[: at - 1] + self.text[at:])

    def newline(self):
        if self.desk.is_rich and (not self.text or self.text.endswith(("\n", " "))):
            return False
        self.desk.field.evaluate(PUT, len(self.text.encode("utf-16-le")) // 2)
        self.desk.page.keyboard.press("Enter" if self.desk.is_rich else "Shift+Enter")
        if self.desk.is_rich:
            self.desk.page.keyboard.insert_text("好")
        return self.holds(self.text + ("\n好" if self.desk.is_rich else "\n"))

    def mend(self):
        at = self.caret()
        answer = self.settled()
        if not answer or not answer["findings"]:
            return False
        self.desk.page.keyboard.press("Alt+.")
        if not self.desk.card():
            return False
        self.desk.page.keyboard.press("1")
        self.desk.page.wait_for_timeout(150)
        found = self.desk.text()
        self.desk.page.keyboard.press("Escape")
        mended = {applied(self.text, one) for finding in answer["findings"] for one in finding["suggestions"]}
        typed = self.text[:at] + "1" + self.text[at:]  # where a card has no suggestion, a digit is but a digit
        assert found in mended | {typed, self.text}, (self.did, self.text, found)
        before = self.text
        self.holds(found)
        if found not in mended - {before}:
            return False
        if self.dice.random() < 0.5:
            self.check("mend")
            self.desk.page.keyboard.press("ControlOrMeta+z")
            self.history.pop()
            self.undoable = slice(None)
        else:
            self.undoable = slice(-2, -1)
        return True

    def undo(self):
        """What is undone at once is the browser's to say; it leads back the way that the text came."""
        self.desk.field.focus()
        self.desk.page.keyboard.press("ControlOrMeta+z")
        found = self.desk.text()
        assert found in self.history[self.undoable], (self.did, found)
        self.undoable = slice(None)
        is_undone = found != self.text
        while self.history[-1] != found:
            self.history.pop()
        return is_undone

    def wait(self):
        self.desk.page.wait_for_timeout(self.dice.choice([50, 300, 700]))
        return True

    def clear(self):
        self.desk.field.focus()
        self.desk.page.keyboard.press("ControlOrMeta+a")
        self.desk.page.keyboard.press("Delete")
        return self.holds("")

    def settled(self):
        """The answer to the text as it is, once it is drawn; None when it takes too long."""
        for _ in range(30):
            if answer := self.relay.answer_to(self.text):
                self.desk.page.wait_for_timeout(80)
                return answer
            self.desk.page.wait_for_timeout(60)
        return None


ACTS = {
    "insert": 30,
    "compose": 14,
    "cancel": 4,
    "delete": 16,
    "newline": 4,
    "mend": 14,
    "undo": 6,
    "wait": 8,
    "clear": 1,
}


def applied(text, suggestion):
    """The text with a suggestion in it, whose place counts UTF-16 units."""
    units = text.encode("utf-16-le")
    start, end = 2 * suggestion["start"], 2 * suggestion["end"]
    return (units[:start] + suggestion["replacement"].encode("utf-16-le") + units[end:]).decode("utf-16-le")


PUT = """(field, at) => {
  field.focus();
  if (field.setSelectionRange) return field.setSelectionRange(at, at);
  let left = at;
  for (const block of field.childNodes) {
    const length = block.textContent.length;
    if (left > length) { left -= length + 1; continue; }
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) return getSelection().collapse(node, left);
      left -= node.length;
    }
    return getSelection().collapse(block, 0);
  }
  return getSelection().collapse(field, 0);
}"""


def test_a_random_typist_finds_the_text_as_it_was_typed(desk, paired_server):
    typist = Typist(desk, paired_server.relay, seed=os.environ.get("COACH_TYPING_SEED", "5"))
    desk.field.click()
    typist.once_each()
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        typist.step()
    wait_until(desk, lambda: not typist.text.strip() or paired_server.relay.answer_to(typist.text))
    typist.check("the end")
    assert min(typist.count[act] for act in ACTS) >= 1, typist.count
    assert "reply-coach" not in desk.page.evaluate("() => document.body.outerHTML")
