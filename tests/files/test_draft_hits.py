"""What a draft marks in a library."""

from pathlib import Path

import pytest

from coach.core.model.conversation import conversation
from coach.files.draft_hits import Hit, detector, find_hits, replies, told_apart
from coach.files.draft_proof import prove_draft
from coach.files.draft_sources import Packs
from coach.files.inputs import read_source
from coach.files.pack_files import list_packs, read_file
from coach.files.records import Origin, Record, Unreadable
from coach.files.source import Source

LIBRARY = "title,text\n一,这个办不了\n二,这就办\n三,亲，也办不了的哦\n".encode()


def go_on() -> None:
    """Nothing stops the search."""


def hits(file: str, library, own: bool = True, **options):
    packs = Packs(["own"])
    pack = next(one for one in list_packs(["own"], Path()) if one.own is own and (own or one.name == "language"))
    draft = packs.draft(pack, file, read_file(pack, file).text)
    outcome = prove_draft(packs, draft, go_on)
    return find_hits(detector(outcome.book, outcome.rules, draft.owner, packs.linter), library, go_on, **options)


@pytest.fixture
def library(write_pack, own_rule):
    write_pack({"late.yaml": own_rule})
    return replies(read_source(Source("话术.csv", content=LIBRARY)))[0]


def test_a_library_is_read_by_our_readers(library):
    assert [(one.text, one.place, one.title) for one in library] == [
        ("这个办不了", "row 2", "一"),
        ("这就办", "row 3", "二"),
        ("亲，也办不了的哦", "row 4", "三"),
    ]


def test_the_hits_of_a_rule(library):
    found, looked = hits("late.yaml", library)
    assert found == [Hit(0, "own/late", 2, 5), Hit(2, "own/late", 3, 6)]
    assert looked == 3


def test_the_places_of_a_signal_and_of_the_rules_that_use_it(library):
    found, _ = hits("signals/refusal.yaml", [library[0]._replace(text="亲，不能退")], own=False)
    assert {(one.name, one.start, one.end) for one in found} == {("<refusal>", 2, 4), ("positive/no-cannot", 2, 5)}


def test_without_time_it_says_how_far_it_came(library):
    assert hits("late.yaml", library, seconds=-1) == ([], 0)


def test_conversations_are_their_agents_turns_with_what_came_before():
    talk = conversation([("customer", "在吗"), ("agent", "在的"), ("customer", "骗子"), ("agent", "您好")])
    found, unreadable = replies([Record(Origin("a"), "", conversation=talk), Unreadable(Origin("a"), "坏了")])
    assert [(one.text, one.history.customer) for one in found] == [("在的", ("在吗",)), ("您好", ("在吗", "骗子"))]
    assert len(unreadable) == 1


def test_a_place_marked_a_little_longer_is_the_same_place():
    old, new = [Hit(0, "r", 2, 5), Hit(1, "r", 0, 2)], [Hit(0, "r", 0, 5), Hit(1, "r", 3, 4)]
    assert told_apart(new, old) == ([new[0]], [new[1]])
    assert told_apart(old, new)[1] == [old[1]]
    assert told_apart([Hit(0, "r", 0, 1, "一")], [Hit(0, "r", 0, 1, "二")])[0] == []
