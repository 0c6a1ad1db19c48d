"""The words of a question that a turn takes up."""

from coach.core.echo import grams


def test_latin_words_and_pairs_of_characters():
    assert grams(["plus会员卡", "5g"]) == {"plus", "会员", "员卡", "5g"}


def test_single_letters_and_characters_are_no_words():
    assert grams(["m码", "退"]) == frozenset()


def test_idle_words_part_what_stands_beside_them():
    assert grams(["会员的卡", "可以退货"], ("的", "可以")) == {"会员", "退货"}


def test_nothing_runs_from_one_text_into_the_next():
    assert grams(["圆", "通"]) == frozenset()
