"""A library as a whole: counted by guideline, dimension and group, with its best and its worst."""

import pytest

import coach
from coach.files.checking import check_record
from coach.files.library import Group, Library
from coach.files.records import Origin, Record


@pytest.fixture
def made(praise_pack: str):
    """A library of these (text, group)."""
    checker = coach.load(["default", praise_pack])

    def make(*responses: tuple[str, str]) -> Library:
        library = Library({"姓名": "person"})
        for row, (text, group) in enumerate(responses, 2):
            record = Record(Origin("a.csv", f"row {row}"), text, id=row, group=group)
            library.add(check_record(checker, record))
        return library

    return make


def test_findings_are_counted_by_guideline_and_dimension(made):
    library = made(("不能退，不能换", ""), ("不能改", ""), ("好的", ""))
    [count] = library.guidelines()
    assert (count.name, count.title, count.findings, count.responses) == ("no-cannot", "不说不能", 3, 2)
    found = {one.name: (one.findings, one.responses) for one in library.dimensions()}
    assert found["assurance"] == (3, 2)
    assert found["empathy"] == (0, 0)
    assert len(found) == 5
    assert (library.marked, library.files, library.score("assurance")) == (2, 1, 70)


def test_groups_have_their_average_the_lowest_first(made):
    library = made(("好的", "售前"), ("不能退", "售后"), ("谢谢您", "售后"), ("在的", ""))
    assert library.groups() == [Group("", 1, 0, 80), Group("售前", 1, 0, 80), Group("售后", 2, 1, 84)]


def test_the_best_do_something_well_and_the_worst_have_findings(made):
    library = made(("好的", ""), ("谢谢您", ""), ("不能退", ""), ("谢谢，不能退", ""), ("不能退", ""))
    assert [one.id for one in library.best()] == [3]
    assert [note.title for note in library.best()[0].highlights] == ["道谢"]
    assert [one.id for one in library.worst()] == [4, 5]


def test_ten_are_listed_at_most(made):
    library = made(*((f"不能退{sign}", "") for sign in "甲乙丙丁戊己庚辛壬癸子丑"))
    assert len(library.worst()) == 10


def test_identifiers_are_starred_wherever_a_text_is_kept(made):
    [one] = made(("请打13812345678，不能退13812345678", "")).responses
    assert "12345" not in repr(one._replace(content=0))


def test_duplicates_and_doubts_name_their_responses(made):
    library = made(("您好，今天发货", ""), ("您好{姓明}，今天发货！", ""), ("{姓明}再见", ""))
    [cluster] = library.duplicates()
    assert [one.id for one, _ in cluster] == [2, 3]
    [(doubt, responses)] = library.doubts()
    assert doubt == ("{姓明}", "misspelt", "姓名")
    assert [one.id for one in responses] == [3, 4]
