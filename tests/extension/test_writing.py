"""Writing goes on undisturbed: real composition by an input method, and much random typing."""

import os
import random
import time

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
    desk.page.wait_for_timeout(1_000)  # longer than the pause before a check
    assert checked(paired_server.relay)[-1] == "您好，"
    assert desk.marks() == []
    assert desk.card() == ""
    desk.commit("这边不能退货的哦")
    desk.wait_for_marks("不能退货")
    assert desk.text() == "您好，这边不能退货的哦"
    assert checked(paired_server.relay)[-1] == "您好，这边不能退货的哦"
    wait_until(desk, lambda: "compositionend" in seen)
    assert seen[0] == "compositionstart"
    assert "compositionupdate" in seen


def test_an_answer_that_comes_during_composition_draws_nothing_new(desk, paired_server):
    desk.write(REFUSAL)
    desk.compose("n")  # at once: the check of what was written is still to come
    desk.page.wait_for_timeout(1_000)
    assert desk.marks() == []
    desk.commit("呢")
    desk.wait_for_marks("不能退货")
    assert desk.text() == REFUSAL + "呢"


def test_keys_go_to_the_input_method_while_it_composes(desk):
    desk.write(REFUSAL)
    desk.wait_for_marks("不能")
    desk.compose("ni")
    desk.page.keyboard.press("Alt+.")
    desk.page.wait_for_timeout(300)
    assert desk.card() == ""
    desk.commit("您")
    assert REFUSAL in desk.text()


def test_only_the_newest_text_counts(desk, paired_server):
    for part in ("亲，", "这边", "不能", "退货", "，好的"):
        desk.write(part)
    desk.wait_for_marks("不能退货")
    assert checked(paired_server.relay)[-1] == "亲，这边不能退货，好的"
    assert len(checked(paired_server.relay)) < 5


class Typist:
    """Types at random and knows what the field should hold."""

    def __init__(self, desk, relay, seed):
        self.desk, self.relay, self.dice = desk, relay, random.Random(seed)
        self.text = ""
        self.states = {""}
        self.did = []

    def step(self):
        act = self.dice.choices(
            [
                self.insert,
                self.compose,
                self.cancel,
                self.delete,
                self.newline,
                self.mend,
                self.undo,
                self.wait,
                self.clear,
            ],
            [30, 14, 4, 16, 4, 14, 6, 8, 1],
        )[0]
        act()
        self.check(act.__name__)

    def check(self, did):
        self.did = [*self.did[-12:], (did, self.text)]
        assert self.desk.text() == self.text, self.did
        if self.desk.name == "react":
            assert self.desk.page.locator("#state").text_content() == self.text, self.did
        self.states.add(self.text)

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
        self.text = self.text[:at] + word + self.text[at:]

    def compose(self):
        at, word = self.caret(), self.dice.choice(WORDS[:5])
        self.desk.compose("n", "ni'h", word[:1], word)
        if self.dice.random() < 0.3:
            self.desk.page.wait_for_timeout(400)
        self.desk.commit(word)
        self.text = self.text[:at] + word + self.text[at:]

    def cancel(self):
        self.caret()
        self.desk.compose("n", "ni")
        self.desk.compose("")

    def delete(self):
        at = self.caret()
        if at == 0 or self.text[at - 1] in "\U0001f3fd" or (self.desk.is_rich and "\n" in self.text[at - 1 : at + 1]):
            return
        self.desk.page.keyboard.press("Backspace")
        self.text = self.text[: at - 1] + self.text[at:]

    def newline(self):
        at = len(self.text)
        if self.desk.is_rich and (not self.text or self.text.endswith(("\n", " "))):
            return
        self.desk.field.evaluate(PUT, len(self.text.encode("utf-16-le")) // 2)
        self.desk.page.keyboard.press("Enter" if self.desk.is_rich else "Shift+Enter")
        self.text = self.text[:at] + "\n"
        if self.desk.is_rich:
            self.desk.page.keyboard.insert_text("好")
            self.text += "好"

    def mend(self):
        at = self.caret()
        answer = self.settled()
        if not answer or not answer["findings"]:
            return
        self.desk.page.keyboard.press("Alt+.")
        if not self.desk.card():
            return
        self.desk.page.keyboard.press("1")
        self.desk.page.wait_for_timeout(150)
        found = self.desk.text()
        units = self.text.encode("utf-16-le")
        typed = self.text[:at] + "1" + self.text[at:]  # where a card has no suggestion, a digit is but a digit
        wanted = {self.text, typed} | {
            (units[: 2 * one["start"]] + one["replacement"].encode("utf-16-le") + units[2 * one["end"] :]).decode(
                "utf-16-le"
            )
            for finding in answer["findings"]
            for one in finding["suggestions"]
        }
        assert found in wanted, (self.did, self.text, found)
        before, self.text = self.text, found
        self.desk.page.keyboard.press("Escape")
        self.states.add(found)
        if found != before and self.dice.random() < 0.5:
            self.check("mend")
            self.desk.page.keyboard.press("ControlOrMeta+z")
            self.text = before

    def undo(self):
        self.desk.field.focus()
        self.desk.page.keyboard.press("ControlOrMeta+z")
        found = self.desk.text()
        assert found in self.states or any(found == state for state in self.states), (self.did, found)
        self.text = found

    def wait(self):
        self.desk.page.wait_for_timeout(self.dice.choice([50, 300, 700]))

    def clear(self):
        self.desk.field.focus()
        self.desk.page.keyboard.press("ControlOrMeta+a")
        self.desk.page.keyboard.press("Delete")
        self.text = ""

    def settled(self):
        """The answer to the text as it is, once it is drawn; None when it takes too long."""
        for _ in range(30):
            if answer := self.relay.answer_to(self.text):
                self.desk.page.wait_for_timeout(80)
                return answer
            self.desk.page.wait_for_timeout(60)
        return None


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
    until, steps = time.monotonic() + SECONDS, 0
    desk.field.click()
    while time.monotonic() < until:
        typist.step()
        steps += 1
    desk.page.wait_for_timeout(800)
    typist.check("the end")
    assert steps > 5
    assert "reply-coach" not in desk.page.evaluate("() => document.body.outerHTML")
    print(f"{desk.name}: {steps} steps in {SECONDS:.0f} s, {len(typist.text)} characters at the end")  # noqa: T201
