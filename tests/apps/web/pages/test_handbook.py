"""The handbook: every rule that is on can be found, read, linked to and printed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

NARROW = {"viewport": {"width": 320, "height": 700}}


def search(page: Any, words: str) -> Any:
    """Type into the search field, which `/` reaches from anywhere; the entries found."""
    expect(page.locator(".entry").first).to_be_attached()
    page.keyboard.press("/")
    expect(page.get_by_label("搜索规则")).to_be_focused()
    page.keyboard.insert_text(words)
    return page.locator(".entry")


def test_breaking_and_honouring_stand_apart_under_their_packs(open_page):
    page = open_page("/rules")
    expect(page.get_by_role("heading", name="要留意的说法")).to_be_visible()
    mend, praise = page.locator(".list > section").all()
    expect(mend.locator("[data-entry=no-but]")).to_be_visible()
    expect(mend.get_by_role("heading", name="正向表达")).to_be_visible()
    expect(praise.locator("[data-entry=uses-name]")).to_be_visible()
    expect(mend.locator("[data-entry=uses-name]")).to_have_count(0)


def test_search_finds_words_of_examples_and_marks_them(open_page):
    page = open_page("/rules")
    entries = search(page, "这笔利息 但是")
    expect(entries).to_have_count(1)
    expect(entries.locator("mark").filter(has_text="这笔利息")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/rules#positive/no-but$"))
    expect(page.locator(".rule mark").filter(has_text="这笔利息").first).to_be_visible()


def test_what_is_not_found_is_said_and_undone(open_page):
    page = open_page("/rules")
    expect(search(page, "没有人这么说过")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="没有找到")).to_be_visible()
    page.get_by_role("button", name="看全部").click()
    expect(page.locator(".entry").nth(50)).to_be_attached()


def test_filters_narrow_the_list_together(open_page):
    page = open_page("/rules")
    expect(page.locator(".entry").nth(50)).to_be_attached()
    page.get_by_role("group", name="级别").get_by_role("button", name="错误").click()
    expect(page.locator(".entry").nth(50)).not_to_be_attached()
    assert set(page.locator(".entry .level").all_inner_texts()) == {"错误"}
    page.get_by_role("group", name="维度").get_by_role("button", name="保证性").click()
    expect(page.locator(".entry", has_text="移情性")).to_have_count(0)
    expect(page.locator(".entry").first).to_be_visible()
    page.get_by_role("group", name="级别").get_by_role("button", name="全部").click()
    page.get_by_role("group", name="维度").get_by_role("button", name="全部").click()
    page.get_by_role("group", name="类别").get_by_role("button", name="说得好的").click()
    expect(page.get_by_role("heading", name="要留意的说法")).to_have_count(0)
    expect(page.locator("[data-entry=uses-name]")).to_be_visible()


def test_a_rule_has_its_words_its_mark_in_place_better_texts_and_source(open_page):
    rule = open_page("/rules#positive/no-but").locator(".rule")
    expect(rule.get_by_role("heading", name="没有“但是”")).to_be_visible()
    for title in ("看什么", "为什么", "怎么说好"):
        expect(rule.locator("dt", has_text=title)).to_be_visible()
    flagged = rule.locator(".examples li", has_text="可以送货 但要先约时间")
    expect(flagged.locator(".place")).to_have_text("但")
    expect(flagged.locator(".better")).to_contain_text("您约个方便的时间")
    expect(rule.locator(".examples li", has_text="谢谢您认可我们")).to_be_visible()
    expect(rule.locator(".wordings .gap").first).to_be_visible()
    expect(rule.locator(".rule-foot")).to_contain_text("positive/no-but")
    expect(rule.locator(".rule-foot")).to_contain_text("出处：")


def test_back_closes_and_forward_opens(open_page):
    page = open_page("/rules")
    page.locator("[data-entry=no-but]").click()
    heading = page.locator(".rule").get_by_role("heading", name="没有“但是”")
    expect(heading).to_be_focused()
    page.locator(".rule-siblings").get_by_role("link", name="no-but-idiom").click()
    expect(page).to_have_url(re.compile("#positive/no-but-idiom$"))
    page.go_back()
    expect(page.locator(".rule-foot code")).to_have_text("positive/no-but")
    page.go_back()
    expect(page.locator(".rule")).to_have_count(0)
    page.go_forward()
    expect(heading).to_be_visible()


def test_escape_closes_a_rule_and_leads_back_to_its_entry(open_page):
    page = open_page("/rules#no-but")
    expect(page.locator(".rule").get_by_role("heading", name="没有“但是”")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".rule")).to_have_count(0)
    expect(page.locator("[data-entry=no-but]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-entry=no-but]")).not_to_be_focused()
    expect(page.locator(".entry-link:focus")).to_have_count(1)


def test_a_rule_that_is_not_there_is_said(open_page):
    page = open_page("/rules#no/such-rule", expects_errors=True)
    expect(page.get_by_role("heading", name="没有这条规则")).to_be_visible()
    expect(page.locator(".entry").first).to_be_attached()


def test_an_old_id_leads_to_the_rule_of_today(open_page, server_url):
    def rename(page: Any) -> None:
        page.route(
            "**/api/rules/positive/old-name",
            lambda route: route.continue_(url=f"{server_url}/api/rules/positive/no-but"),
        )

    page = open_page("/rules#positive/old-name", prepare=rename)
    expect(page).to_have_url(re.compile("#positive/no-but$"))
    expect(page.locator(".rule").get_by_role("heading", name="没有“但是”")).to_be_visible()


def test_a_server_that_is_away_is_said_and_asked_again(open_page):
    def away(page: Any) -> None:
        page.route("**/api/rules?*", lambda route: route.abort(), times=1)

    page = open_page("/rules", prepare=away, expects_errors=True)
    expect(page.get_by_role("alert")).to_contain_text("连不上教练")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".entry").first).to_be_visible()


def test_markup_in_a_rule_is_text(open_page):
    nasty = "<img src=x onerror=alert(1)>"

    def nasty_rules(page: Any) -> None:
        def answer(route: Any) -> None:
            told = route.fetch().json()
            for one in (told["guidelines"][0], *told["rules"]):
                one["what"] = nasty
            route.fulfill(json=told)

        page.route("**/api/rules?*", answer)

    page = open_page("/rules#positive/no-but", prepare=nasty_rules)
    expect(page.locator(".rule-words").get_by_text(nasty)).to_be_visible()
    expect(page.locator("main img")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_window_shows_the_list_or_the_rule_and_nothing_runs_over(open_page, fits, scheme):
    page = open_page("/rules", color_scheme=scheme, **NARROW)
    expect(page.locator(".entry").first).to_be_visible()
    assert fits(page)
    page.locator("[data-entry=no-but]").click()
    expect(page.locator(".rule-foot")).to_be_visible()
    expect(page.locator(".list")).to_be_hidden()
    assert fits(page)
    page.get_by_role("button", name="回到手册").click()
    expect(page.locator("[data-entry=no-but]")).to_be_focused()


def test_on_paper_what_would_have_to_be_opened_is_written_out(open_page):
    page = open_page("/rules")
    entry = page.locator(".entry", has=page.locator("[data-entry=no-but]"))
    expect(entry.locator(".printed")).to_be_hidden()
    page.emulate_media(media="print")
    expect(entry.locator(".printed")).to_be_visible()
    expect(entry.locator(".printed")).to_contain_text("为什么：")
    for hidden in (".bar", ".filters", ".search", ".overview"):
        expect(page.locator(hidden)).to_be_hidden()
