"""The desk as an agent uses it: Chinese through an input method, the keyboard, the clipboard."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest

CUSTOMER = "都三天了还不退钱，你们是骗子吗！"
DRAFT = "对不起，我不能退货，那是我们的程序。但是您可以尽快联系一下厂家。"
COVERED = """() => {
  const covered = [];
  let at = 0;
  const lines = [...document.querySelectorAll('.cm-line')];
  lines.forEach((line, index) => {
    if (index) at += 1;
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isMarked = node.parentElement.closest('.mark') !== null;
      for (let unit = 0; unit < node.data.length; unit++, at++) if (isMarked) covered.push(at);
    }
  });
  return covered;
}"""
"""The UTF-16 units of the draft that are marked."""
FREEZABLE = """(() => {
  const later = window.setTimeout;
  window.setTimeout = (...given) => (window.isFrozen ? 0 : later(...given));
})()"""
"""Lets a test stop everything that the page would do later."""


def text_of(page: Any) -> str:
    return page.evaluate("[...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')")


def wait_text(page: Any, text: str) -> None:
    script = "(text) => [...document.querySelectorAll('.cm-line')].map((l) => l.textContent).join('\\n') === text"
    page.wait_for_function(script, arg=text)


def write(page: Any, text: str) -> None:
    page.locator(".cm-content").focus()
    page.keyboard.insert_text(text)


def marked(page: Any, text: str) -> Any:
    return page.locator(".mark", has_text=text).first


def wait_cards(page: Any, count: int) -> None:
    page.wait_for_function("(count) => document.querySelectorAll('.card').length === count", arg=count)


def wait_told(page: Any, told: list[dict[str, Any]], count: int) -> None:
    for _ in range(300):
        if len(told) >= count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(told)} of {count} were told: {told}")


def checked(server: Any, text: str) -> dict[str, Any]:
    body = json.dumps({"text": text, "offset_unit": "utf16"}).encode()
    with urllib.request.urlopen(f"{server.address}/api/check", body, timeout=30) as answer:
        return json.load(answer)


class TestTyping:
    def test_chinese_through_an_input_method_is_marked_after_the_composition_only(self, open_page, compose):
        held: list[str] = []
        lines: list[Any] = []

        def hold(line: Any) -> None:
            there = line.connect_to_server()
            lines.append(line)
            there.on_message(lambda answer: held.append(answer))

        page = open_page(lines=hold)
        write(page, "亲，这边不能退货")
        for _ in range(300):
            if held:
                break
            page.wait_for_timeout(100)
        assert "no-cannot" in held[-1]
        page.evaluate("""() => {
          window.duringComposition = [];
          const look = () => window.duringComposition.push(document.querySelectorAll('.mark').length);
          window.watch = new MutationObserver(look);
          window.watch.observe(document.querySelector('.cm-content'),
            {subtree: true, childList: true, attributes: true});
        }""")
        ime = page.context.new_cdp_session(page)
        asked = len(held)
        for composed in ("d", "de", "deo"):
            compose(ime, composed)
            lines[-1].send(held[asked - 1])
            page.wait_for_timeout(250)
        assert len(held) == asked, "nothing is asked about while composing"
        assert page.evaluate("window.duringComposition.every((count) => count === 0)")
        assert page.locator(".mark").count() == 0
        page.evaluate("window.watch.disconnect()")
        ime.send("Input.insertText", {"text": "的哦"})
        wait_text(page, "亲，这边不能退货的哦")
        for _ in range(300):
            if len(held) > asked:
                break
            page.wait_for_timeout(100)
        lines[-1].send(held[-1])
        marked(page, "不能退货").wait_for()
        assert text_of(page) == "亲，这边不能退货的哦"

    def test_composing_inside_a_mark_leaves_the_text_whole(self, open_page, compose):
        page = open_page()
        write(page, "亲，这边不能退货的哦")
        marked(page, "不能退货").wait_for()
        for _ in range(3):
            page.keyboard.press("ArrowLeft")
        ime = page.context.new_cdp_session(page)
        for composed in ("g", "gei", "gei nin"):
            compose(ime, composed)
            assert page.locator(".mark").all_inner_texts() == [f"不能退{composed}货"], "the mark stays as it is"
        ime.send("Input.insertText", {"text": "给您"})
        wait_text(page, "亲，这边不能退给您货的哦")
        page.wait_for_function("() => document.querySelector('.card') !== null")
        page.keyboard.insert_text("换")
        wait_text(page, "亲，这边不能退给您换货的哦")

    def test_nothing_beside_the_composed_words_is_drawn_anew_while_composing(self, open_page, compose):
        page = open_page()
        write(page, "王女士，我会尽快帮您处理好")
        marked(page, "尽快").wait_for()
        assert page.locator(".praise").all_inner_texts() == ["王女士", "我会尽快帮您"], "the mark stands in praise"
        for _ in range(6):
            page.keyboard.press("ArrowLeft")
        ime = page.context.new_cdp_session(page)
        for composed in ("g", "gu", "gui"):
            compose(ime, composed)
            assert page.locator(".praise").all_inner_texts() == ["王女士", f"我会尽{composed}快帮您"]
            assert page.locator(".mark").all_inner_texts() == [f"尽{composed}快"]
        ime.send("Input.insertText", {"text": "贵"})
        wait_text(page, "王女士，我会尽贵快帮您处理好")

    @pytest.mark.parametrize(
        "text",
        [
            "😀親，這邊不能退貨的哦，你自己看吧😀",
            "👨‍👩‍👧‍👦您好，\n但是這個不能退\n\n𠮷我不知道",
            "您的手机号13812345678我们收到了。你们急什么",
        ],
    )
    def test_what_is_marked_is_what_the_coach_means_to_the_character(self, open_page, server, text):
        page = open_page()
        write(page, text)
        wanted = {unit for one in checked(server, text)["findings"] for unit in range(one["start"], one["end"])}
        assert wanted
        page.locator(".mark").first.wait_for()
        assert page.evaluate(COVERED) == sorted(wanted)

    def test_a_mark_goes_along_with_its_words_while_one_types_before_them(self, open_page):
        page = open_page()
        write(page, "我来查一下，但是要等")
        marked(page, "但是").wait_for()
        page.evaluate("""() => {
          window.seen = new Set();
          const look = () => document.querySelectorAll('.mark').forEach((one) => window.seen.add(one.textContent));
          new MutationObserver(look).observe(document.querySelector('.cm-content'),
            {subtree: true, childList: true, characterData: true});
        }""")
        page.keyboard.press("Control+Home")
        for letter in ["😀", "亲", "，"] * 8:
            page.keyboard.insert_text(letter)
        page.keyboard.type("abc", delay=60)
        page.wait_for_function("() => window.seen.size > 0")
        assert page.evaluate("[...window.seen]") == ["但是"]

    @pytest.mark.parametrize(
        ("keys", "text", "covered"),
        [
            (["Control+Home", "亲，"], "亲，我来查一下，但是要等", [8, 9]),
            (["Control+Home", "😀", "Enter"], "😀\n我来查一下，但是要等", [9, 10]),
            (["Control+Home", "Delete", "Delete"], "查一下，但是要等", [4, 5]),
            (["Control+Home", "Control+Shift+End", "Backspace", "好"], "好", []),
            (["Control+Home", *["ArrowRight"] * 6, "，"], "我来查一下，，但是要等", [7, 8]),
            (["Control+Home", *["ArrowRight"] * 8, "的"], "我来查一下，但是的要等", [6, 7]),
            (["Control+Home", *["ArrowRight"] * 7, "就"], "我来查一下，但就是要等", []),
            (["Control+End", "的"], "我来查一下，但是要等的", [6, 7]),
        ],
        ids=["words", "line", "removed", "all", "before", "after", "inside", "end"],
    )
    @pytest.mark.parametrize("is_late", [True, False], ids=["late", "early"])
    def test_an_answer_to_an_older_draft_marks_the_words_it_meant(self, open_page, is_late, keys, text, covered):
        held: list[str] = []
        lines: list[Any] = []

        def hold(line: Any) -> None:
            lines.append(line)
            line.connect_to_server().on_message(lambda answer: held.append(answer))

        page = open_page(lines=hold, prepare=lambda page: page.add_init_script(FREEZABLE))
        write(page, "我来查一下，但是要等")
        for _ in range(300):
            if held:
                break
            page.wait_for_timeout(100)
        page.evaluate("window.isFrozen = true")  # so that nothing newer is asked about
        if not is_late:
            lines[-1].send(held[-1])
            marked(page, "但是").wait_for()
        for key in keys:
            if key.isascii():
                page.keyboard.press(key)
            else:
                page.keyboard.insert_text(key)
        wait_text(page, text)
        if is_late:
            lines[-1].send(held[-1])
        same = f"(covered) => JSON.stringify(({COVERED})()) === JSON.stringify(covered)"
        page.wait_for_function(same, arg=covered)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate(COVERED) == covered
        assert len(held) == 1

    def test_html_and_script_are_text(self, open_page):
        page = open_page()
        evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
        page.locator(".customer-field").fill(f"{evil}你们是骗子")
        page.keyboard.press("Enter")
        write(page, f"{evil}这个不能退")
        marked(page, "不能退").wait_for()
        page.wait_for_function("() => document.querySelector('.card') !== null")
        assert page.locator(".message p").inner_text() == f"{evil}你们是骗子"
        assert text_of(page) == f"{evil}这个不能退"
        assert page.evaluate("window.hacked") is None
        assert page.locator("main img, main script").count() == 0


class TestMending:
    def test_a_suggestion_by_keyboard_and_undo_takes_it_back_whole(self, open_page, told):
        page = open_page()
        write(page, DRAFT)
        wait_cards(page, 3)
        for key in ("Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowUp", "F8", "F8"):
            page.keyboard.press(key)
        page.wait_for_function("() => document.querySelector('.mark-active')?.textContent === '但是'")
        assert page.locator(".card[data-open] kbd").first.inner_text() == "Alt+1"
        page.keyboard.press("Alt+1")
        wait_text(page, DRAFT.replace("。但是", "。"))
        wait_cards(page, 2)
        page.keyboard.press("Control+z")
        wait_text(page, DRAFT)
        marked(page, "但是").wait_for()
        page.keyboard.press("Control+y")
        wait_text(page, DRAFT.replace("。但是", "。"))
        wait_told(page, told, 1)
        assert {key: told[0][key] for key in ("action", "guideline", "excerpt", "replacement", "surface")} == {
            "action": "accepted",
            "guideline": "no-but",
            "excerpt": "但是",
            "replacement": "。",
            "surface": "desk",
        }

    def test_a_suggestion_taken_back_at_once_is_not_told(self, open_page, told):
        page = open_page()
        write(page, "我来查一下，但是要等")
        marked(page, "但是").wait_for()
        page.keyboard.press("Alt+Enter")
        page.wait_for_function("() => !document.querySelector('.cm-content').textContent.includes('但是')")
        page.keyboard.press("Control+z")
        wait_text(page, "我来查一下，但是要等")
        page.wait_for_timeout(4000)
        assert told == []

    def test_a_card_tells_what_why_and_instead_and_gathers_its_place(self, open_page):
        page = open_page()
        write(page, "我不能退货，您看可以吗？")
        wait_cards(page, 1)
        card = page.locator(".card[data-open]")
        guidelines = card.locator(".card-head, .card-other summary").count()
        assert guidelines >= 2
        assert card.locator(".told dd").count() >= 3
        assert card.locator(".offer .slot").first.is_visible()
        assert "⟨" not in card.inner_text()

    def test_everything_that_fits_is_taken_with_one_click_and_back_with_one_undo(self, open_page):
        page = open_page()
        write(page, DRAFT)
        wait_cards(page, 3)
        page.get_by_role("button", name="采纳全部").click()
        page.get_by_text("改好了 2 处").wait_for()
        assert "但是" not in text_of(page)
        assert "那是我们的程序" not in text_of(page)
        page.locator(".toast").get_by_role("button", name="撤销").click()
        wait_text(page, DRAFT)
        wait_cards(page, 3)

    def test_score_and_highlights_stand_beside_the_draft(self, open_page, server):
        page = open_page()
        write(page, DRAFT)
        wait_cards(page, 3)
        scores = checked(server, DRAFT)["scores"]
        assert page.locator(".score-overall").inner_text().strip().endswith(str(scores["overall"]))
        order = ("reliability", "responsiveness", "assurance", "empathy", "tangibles")
        assert page.locator(".score-number").all_inner_texts() == [str(scores[name]) for name in order]
        assert page.locator(".praise").all_inner_texts() == ["您可以尽快联系"]
        assert "给出别的办法" in page.locator(".praises").inner_text()
        page.get_by_text("分数怎么来的").click()
        assert "没有“但是”" in page.locator(".moves").inner_text()


class TestDismissing:
    def test_with_a_reason_by_one_key_and_it_stays_away(self, open_page, told):
        page = open_page()
        write(page, "我来查一下，但是要等")
        marked(page, "但是").wait_for()
        page.keyboard.press("Alt+x")
        page.locator(".reasons button").first.wait_for()
        page.keyboard.press("2")
        page.wait_for_function("() => !document.querySelector('.mark')")
        page.keyboard.insert_text("。好的")
        page.wait_for_timeout(1500)
        assert page.locator(".mark").count() == 0
        wait_told(page, told, 1)
        assert (told[0]["action"], told[0]["reason"], told[0]["guideline"]) == ("dismissed", "fits-here", "no-but")
        assert page.evaluate("JSON.parse(localStorage['coach-shift']).map((one) => one.action)")[-1] == "dismissed"
        page.get_by_role("button", name="都放回来").click()
        marked(page, "但是").wait_for()

    def test_the_reasons_hear_the_very_next_key(self, open_page):
        page = open_page()
        write(page, "我来查一下，但是要等")
        marked(page, "但是").wait_for()
        heard = page.evaluate(
            """async () => {
                const key = { code: "KeyX", key: "x", altKey: true, bubbles: true, cancelable: true };
                document.activeElement.dispatchEvent(new KeyboardEvent("keydown", key));
                for (let turn = 0; turn < 10; turn += 1) await null; // no frame is painted in between
                return document.activeElement.className;
            }"""
        )
        assert heard == "reason"

    def test_taken_back_in_time_it_is_never_told(self, open_page, told):
        page = open_page()
        write(page, "我来查一下，但是要等")
        marked(page, "但是").wait_for()
        page.get_by_role("button", name="这处不用改").click()
        page.get_by_role("button", name="没说错").click()
        page.locator(".toast").get_by_role("button", name="撤销").click()
        marked(page, "但是").wait_for()
        page.wait_for_timeout(6000)
        assert told == []


class TestCopying:
    def test_blanks_are_tab_stops_and_copying_waits_for_them(self, open_page, compose):
        page = open_page()
        page.evaluate("navigator.clipboard.writeText('从前')")
        write(page, DRAFT)
        wait_cards(page, 3)
        page.keyboard.press("Alt+1")
        page.locator(".blank").first.wait_for()
        count = page.locator(".blank").count()
        assert count == 2
        assert page.evaluate("getSelection().toString()").startswith("⟨"), "the first blank is selected"
        page.keyboard.press("Control+Enter")
        page.locator(".held").wait_for()
        page.keyboard.press("Control+a")
        page.keyboard.press("Control+c")
        assert page.evaluate("navigator.clipboard.readText()") == "从前"
        page.locator(".held").get_by_role("button", name="去填").click()
        ime = page.context.new_cdp_session(page)
        for words in ("商品已经拆封", "换不了货"):
            assert page.evaluate("getSelection().toString()").startswith("⟨")
            compose(ime, "huan")
            ime.send("Input.insertText", {"text": words})
            page.wait_for_function(
                "(words) => document.querySelector('.cm-content').textContent.includes(words)", arg=words
            )
            page.keyboard.press("Tab")
        assert text_of(page).startswith("对不起，因为商品已经拆封，所以换不了货，那是")
        page.locator(".blank").first.wait_for(state="detached")
        page.keyboard.press("Control+Enter")
        page.get_by_text("已复制").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text_of(page)
        assert page.evaluate("document.activeElement.closest('.cm-editor')") is None, "Tab leaves once all are filled"

    def test_who_insists_copies_the_blanks(self, open_page):
        page = open_page()
        write(page, "因为⟨原因⟩，要等到周五")
        page.locator(".blank").wait_for()
        page.get_by_role("button", name="复制").click()
        page.get_by_role("button", name="仍要复制").click()
        page.wait_for_function("async () => (await navigator.clipboard.readText()) === '因为⟨原因⟩，要等到周五'")

    def test_copied_noted_and_on_to_the_next_with_a_way_back(self, open_page, told):
        page = open_page()
        page.locator(".customer-field").fill(CUSTOMER)
        page.keyboard.press("Enter")
        write(page, "我来查一下，但是要等")
        marked(page, "但是").wait_for()
        page.wait_for_timeout(2000)
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("我来查一下，请您等到周五")
        wait_cards(page, 0)
        page.keyboard.press("Control+a")
        page.keyboard.press("Control+c")
        page.get_by_role("button", name="下一条").click()
        page.locator(".cm-placeholder").wait_for()
        assert page.locator(".message").count() == 0
        assert page.evaluate("navigator.clipboard.readText()") == "我来查一下，请您等到周五"
        actions = page.evaluate("JSON.parse(localStorage['coach-shift']).map((one) => one.action)")
        assert "sent" in actions
        assert "seen" in actions
        wait_told(page, told, 1)
        assert ("edited", "no-but") in [(one["action"], one["guideline"]) for one in told]
        page.locator(".toast").get_by_role("button", name="撤销").click()
        wait_text(page, "我来查一下，请您等到周五")
        assert page.locator(".message").count() == 1


class TestTheCustomer:
    def test_what_was_said_before_changes_what_is_marked(self, open_page):
        page = open_page()
        write(page, "我查一下您的物流。")
        page.wait_for_function("() => document.querySelector('.score-overall').textContent.match(/[0-9]/)")
        before = page.locator(".card").count()
        page.locator(".customer-field").fill(CUSTOMER)
        page.keyboard.press("Enter")
        page.wait_for_function("(before) => document.querySelectorAll('.card').length > before", arg=before)
        assert CUSTOMER in page.locator(".card[data-open]").inner_text()
        page.get_by_role("button", name="清空").click()
        wait_cards(page, before)

    def test_a_pasted_chat_becomes_messages_the_newest_last(self, open_page):
        page = open_page()
        page.evaluate("navigator.clipboard.writeText('客户：在吗\\n客服：您好\\n客户：怎么还没到')")
        page.locator(".customer-field").focus()
        page.keyboard.press("Control+v")
        page.wait_for_function("() => document.querySelectorAll('.message').length === 2")
        assert page.locator(".message p").all_inner_texts() == ["在吗", "怎么还没到"]

    def test_a_reload_keeps_the_draft_and_the_messages_in_this_window_only(self, open_page):
        page = open_page()
        page.locator(".customer-field").fill(CUSTOMER)
        page.keyboard.press("Enter")
        write(page, "我来查一下，但是要等")
        marked(page, "但是").wait_for()
        page.reload()
        wait_text(page, "我来查一下，但是要等")
        assert page.locator(".message p").all_inner_texts() == [CUSTOMER]
        kept = page.evaluate("Object.values(localStorage).join()")
        assert CUSTOMER not in kept
        assert "我来查一下" not in kept


class TestTheLine:
    def test_it_says_when_the_coach_is_away_and_comes_back_by_itself(self, open_page, server):
        page = open_page(expects_errors=True)
        write(page, "您好")
        page.wait_for_function("() => document.querySelector('.score-overall').textContent.match(/[0-9]/)")
        server.stop()
        page.get_by_text("连不上教练").wait_for()
        write(page, "，但是要等")
        server.start()
        marked(page, "但是").wait_for()
        page.get_by_text("连不上教练").wait_for(state="detached")

    @pytest.mark.parametrize(
        ("code", "sentence"), [("rate", "教练有点忙"), ("wrong_type", "读不懂"), ("too_large", "分开写")]
    )
    def test_a_refusal_is_said_calmly_and_the_next_answer_ends_it(self, open_page, code, sentence):
        refused: list[bool] = []

        def refuse_once(line: Any) -> None:
            there = line.connect_to_server()

            def asked(message: str) -> None:
                if refused:
                    there.send(message)
                else:
                    refused.append(True)
                    error = {"code": code, "message": "…"}
                    line.send(json.dumps({"schema": 1, "error": error, "seq": json.loads(message)["seq"]}))

            line.on_message(asked)

        page = open_page(lines=refuse_once)
        write(page, "我来查一下，但是要等")
        page.locator(".line-state", has_text=sentence).wait_for()
        if code != "rate":  # which is asked again without a word
            write(page, "。")
        marked(page, "但是").wait_for()
        page.wait_for_function("() => document.querySelector('.line-state').textContent === ''")


class TestEverybody:
    def test_a_screen_reader_gets_a_list_and_one_polite_sentence(self, open_page):
        page = open_page()
        write(page, DRAFT)
        wait_cards(page, 3)
        page.locator("[aria-live=polite][data-summary]", has_text="3 处可以更好，1 处说得好").wait_for(state="attached")
        found = page.get_by_role("list", name="可以更好的地方").get_by_role("listitem")
        assert found.count() >= 3
        assert page.get_by_role("button", name="不拿“程序”挡客户").is_visible()
        assert page.get_by_role("textbox", name="给客户的回复").is_visible()
        assert page.locator(".mark[role], .mark[aria-label]").count() == 0

    def test_marks_move_no_line(self, open_page):
        page = open_page()
        write(page, DRAFT)
        boxes = "[...document.querySelectorAll('.cm-line')].map((line) => JSON.stringify(line.getBoundingClientRect()))"
        before = page.evaluate(boxes)
        wait_cards(page, 3)
        assert page.evaluate(boxes) == before

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [320, 360])
    def test_a_narrow_window_scrolls_one_way_only(self, open_page, width, scheme):
        page = open_page(viewport={"width": width, "height": 640}, color_scheme=scheme)
        page.get_by_text("放一段例子看看").click()
        wait_cards(page, 3)
        page.keyboard.press("Alt+1")
        page.locator(".blank").first.wait_for()
        page.keyboard.press("Control+Enter")
        page.locator(".held").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        left, right = (page.locator(one).bounding_box() for one in (".customer", ".opinion"))
        assert left["y"] < page.locator(".writing").bounding_box()["y"] < right["y"]

    @pytest.mark.parametrize("size", [(1280, 800), (360, 740)], ids=str)
    def test_a_long_draft_scrolls_in_its_sheet_and_what_is_said_of_it_stays_near(self, open_page, size):
        page = open_page(viewport={"width": size[0], "height": size[1]})
        lines = [f"第 {number} 条，包裹今天下午会送到您那里。" for number in range(159)] + [
            "第 159 条，亲，这边不能退货的哦。"
        ]
        write(page, "\n".join(lines))
        marked(page, "不能").wait_for()
        assert page.locator(".paper").bounding_box()["height"] <= size[1]
        assert page.locator(".opinion").evaluate("(one) => one.offsetTop") < 1.25 * size[1]
        gap = """([edge, text]) => {
          const box = document.querySelector(".cm-scroller").getBoundingClientRect();
          const line = [...document.querySelectorAll(".cm-line")].at(edge);
          const place = line.getBoundingClientRect();
          return line.textContent.includes(text) && (edge ? box.bottom - place.bottom : place.top - box.top) >= 10;
        }"""
        for key, edge, text in (("Control+Home", 0, "第 0 条"), ("Control+End", -1, "第 159 条")):
            page.keyboard.press(key)
            page.wait_for_function(gap, arg=[edge, text])

    def test_it_can_be_installed(self, open_page):
        page = open_page()
        told = page.context.new_cdp_session(page).send("Page.getInstallabilityErrors")
        assert [one["errorId"] for one in told["installabilityErrors"] if one["errorId"] != "in-incognito"] == []

    def test_the_small_window_opens_beside_it(self, open_page):
        page = open_page()
        with page.expect_popup() as opened:
            page.get_by_role("link", name="小窗").click()
        opened.value.wait_for_url("**/mini")
        assert page.url.endswith("/")
