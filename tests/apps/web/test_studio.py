"""The studio's endpoints: packs read, drafts tried, files written or refused."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

HOST = "127.0.0.1:8765"
TOKEN = "a-token-for-the-tests"
BEARER = {"authorization": f"Bearer {TOKEN}"}
LIBRARY = "text\n这个办不了\n这就办\n这个做不了\n".encode()


@pytest.fixture
def make_studio(
    make_client: Callable[..., TestClient], write_pack: Callable[..., str], own_rule: str
) -> Callable[..., TestClient]:
    """A client of a server that was started with the pack `own`, a folder of the working folder."""

    def make(*, everyone: bool = False) -> TestClient:
        write_pack({"late.yaml": own_rule})
        return make_client(everyone=everyone, packs=["own"])

    return make


@pytest.fixture
def studio(make_studio: Callable[..., TestClient]) -> TestClient:
    return make_studio()


def post(client: TestClient, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
    answer = client.post(f"/api/studio/{path}", json=body, headers=BEARER)
    return answer.status_code, answer.json()


def file(client: TestClient, pack: str = "own", name: str = "late.yaml") -> dict[str, Any]:
    answer = client.get("/api/studio/file", params={"pack": pack, "file": name})
    assert answer.status_code == 200, answer.text
    return answer.json()


def draft(client: TestClient, text: str, page: str = "one") -> dict[str, Any]:
    status, told = post(client, "draft", pack="own", file="late.yaml", text=text, page=page)
    assert status == 200, told
    return told


class TestReading:
    def test_packs_with_their_files(self, studio):
        told = studio.get("/api/studio/packs").json()
        own, *others = told["packs"]
        assert (own["name"], own["own"], own["used"]) == ("own", True, True)
        assert {"file": "late.yaml", "kind": "rule"} in own["files"]
        assert {one["name"] for one in others} == {"language", "positive", "strict"}
        assert not any(one["own"] for one in others)

    def test_a_file_with_its_digest(self, studio, own_rule):
        told = file(studio)
        assert told["text"] == own_rule
        assert len(told["digest"]) == 64

    @pytest.mark.parametrize("name", ["../work/own/late.yaml", "/etc/passwd", "nothing.yaml", "", "late.yaml\x00"])
    def test_other_files_are_not_there(self, studio, name):
        answer = studio.get("/api/studio/file", params={"pack": "own", "file": name})
        assert answer.status_code == 404
        assert post(studio, "draft", pack="own", file=name, text="a")[0] == 404
        assert post(studio, "save", pack="own", file=name, text="a", digest="")[0] == 404

    @pytest.mark.parametrize("pack", ["..", "/", "nothing", "", "own/../own"])
    def test_other_folders_are_no_packs(self, studio, pack):
        assert studio.get("/api/studio/file", params={"pack": pack, "file": "late.yaml"}).status_code == 404
        assert post(studio, "new", pack=pack, kind="rule", name="x")[0] == 404

    def test_names_and_titles(self, studio):
        told = studio.get("/api/studio/names", params={"pack": "own"}).json()
        assert told["guidelines"]["no-cannot"]["title"] == "不说不能"
        assert told["signals"] == ["anger", "refusal"]
        assert told["lexicons"]["courtesy"] == ["您好", "亲"]
        assert told["titles"]["own/late.yaml"] == "不说不能"

    def test_the_schema(self, studio):
        told = studio.get("/api/studio/schema").json()
        assert told["roots"]["rule"] == "Rule"
        assert told["shapes"]["Rule"]["guideline"]["required"]


class TestTrying:
    def test_examples_pass_and_fail(self, studio, own_rule):
        told = draft(studio, own_rule)
        assert [one["problem"] for one in told["examples"]] == ["", ""]
        assert told["problems"] == []
        told = draft(studio, own_rule.replace("[办不了]", "[不了]"))
        assert told["examples"][0] == {
            "path": ["examples", 0], "key": "flag", "text": "这个办不了", "wanted": [2, 5], "found": [[3, 5]],
            "problem": "应当标在“办不了”，却标在“不了”", "line": 4, "column": 12,
        }  # fmt: skip

    def test_positions_are_utf16(self, studio, own_rule):
        told = draft(studio, own_rule.replace("这个⟦办不了⟧", "😀⟦办不了⟧"))
        assert told["examples"][0]["found"] == [[2, 5]]
        told = draft(studio, own_rule.replace("any:", "😀: 一, any:"))
        assert told["problems"][0]["column"] == 23

    @pytest.mark.parametrize(
        "text", ["", "a: [", "\x00", "- 一", "&a *a", "a: " + "[" * 5000, "🙂" * 40_000, "\ud800"], ids=range(8)
    )
    def test_any_text_is_answered(self, studio, text):
        body = json.dumps({"pack": "own", "file": "late.yaml", "text": text})
        answer = studio.post("/api/studio/draft", content=body)
        assert answer.status_code == 200
        assert answer.json()["problems"]
        assert file(studio)["text"] != text

    def test_what_the_edit_adds_and_removes_in_a_library(self, studio, own_rule):
        answer = studio.post("/api/studio/library?name=话术.csv&page=one", content=LIBRARY)
        assert answer.json() == {"schema": 1, "name": "话术.csv", "replies": 3, "unreadable": 0}
        seen = draft(studio, own_rule)["library"]
        assert (seen["hits"], seen["added"], seen["removed"]) == (1, 0, 0)
        seen = draft(studio, own_rule.replace("[办不了]", "[做不了]").replace("⟦办不了⟧", "⟦做不了⟧"))["library"]
        assert (seen["hits"], seen["added"], seen["removed"], seen["looked"]) == (1, 1, 1, 3)
        shown = [(one["change"], one["text"], one["start"], one["end"], one["place"]) for one in seen["shown"]]
        assert shown == [("added", "这个做不了", 2, 5, "row 4"), ("removed", "这个办不了", 2, 5, "row 2")]
        assert draft(studio, own_rule, page="another")["library"] is None
        assert studio.delete("/api/studio/library?page=one").status_code == 200
        assert draft(studio, own_rule)["library"] is None

    def test_a_saved_edit_is_what_the_next_one_is_compared_with(self, studio, own_rule):
        studio.post("/api/studio/library?name=a.csv&page=one", content=LIBRARY)
        text = own_rule.replace("[办不了]", "[办不了, 做不了]").replace(
            "  - {quiet", "  - {flag: 做不了}\n  - {quiet: 好}\n  - {quiet"
        )
        assert draft(studio, text)["library"]["added"] == 1
        assert post(studio, "save", pack="own", file="late.yaml", text=text, digest=file(studio)["digest"])[0] == 200
        seen = draft(studio, text)["library"]
        assert (seen["hits"], seen["added"], seen["removed"]) == (2, 0, 0)

    @pytest.mark.parametrize(
        ("name", "content"),
        [("a.csv", b""), ("a.xlsx", b"PK\x03\x04 broken"), ("a.exe", b"MZ"), ("", b"x"), ("../../etc/passwd", b"x")],
        ids=["empty", "broken", "program", "nameless", "path"],
    )
    def test_a_library_that_cannot_be_read_is_refused(self, studio, name, content):
        answer = studio.post("/api/studio/library", params={"name": name, "page": "one"}, content=content)
        assert answer.status_code == 422
        assert answer.json()["error"]["code"] == "library"

    def test_a_library_that_is_too_large_is_refused(self, studio):
        answer = studio.post("/api/studio/library?name=a.txt", content=b"a" * (16 * 1024 * 1024 + 1))
        assert answer.status_code == 413

    def test_a_draft_that_a_newer_one_overtook_is_dropped(self, studio, own_rule, monkeypatch):
        begun, let_go = threading.Event(), threading.Event()
        told: dict[str, int] = {}

        def slow(*given: Any, **_options: Any) -> Any:
            begun.set()
            let_go.wait(20)
            given[2]()  # what goes on asks whether it still may
            raise AssertionError("the overtaken draft went on")

        with monkeypatch.context() as patch:
            patch.setattr("coach.apps.web.studio.prove_draft", slow)
            first = threading.Thread(target=lambda: told.update(first=self._status(studio, own_rule)))
            first.start()
            assert begun.wait(20)
        second = threading.Thread(target=lambda: told.update(second=self._status(studio, own_rule)))
        second.start()
        time.sleep(0.3)  # the second waits behind the first
        assert studio.get("/healthz").status_code == 200  # and nobody else does
        assert studio.post("/api/check", json={"text": "亲，不能退"}).status_code == 200
        let_go.set()
        first.join(20)
        second.join(20)
        assert told == {"first": 409, "second": 200}

    def _status(self, client: TestClient, text: str) -> int:
        return post(client, "draft", pack="own", file="late.yaml", text=text, page="one")[0]


class TestWriting:
    def test_a_save_writes_the_text_as_it_is(self, studio, own_rule):
        text = "# 一句说明\n" + own_rule
        status, told = post(studio, "save", pack="own", file="late.yaml", text=text, digest=file(studio)["digest"])
        assert status == 200
        assert Path("own/late.yaml").read_text(encoding="utf-8") == text
        assert told["digest"] == file(studio)["digest"]
        body = {"pack": "own", "file": "late.yaml", "text": own_rule, "digest": told["digest"]}
        assert studio.put("/api/studio/save", json=body, headers=BEARER).status_code == 200

    def test_examples_that_fail_do_not_keep_a_trainer_from_saving(self, studio, own_rule):
        text = own_rule.replace("[办不了]", "[没有]")
        assert post(studio, "save", pack="own", file="late.yaml", text=text, digest=file(studio)["digest"])[0] == 200

    @pytest.mark.parametrize(
        "change", [("examples:", "exampels:"), ("[办不了]", "[办不了"), ("[办不了]", "[<nothing>]")]
    )
    def test_what_the_coach_cannot_load_is_saved_only_on_demand(self, studio, own_rule, change):
        text, digest = own_rule.replace(*change), file(studio)["digest"]
        status, told = post(studio, "save", pack="own", file="late.yaml", text=text, digest=digest)
        assert (status, told["error"]["code"]) == (422, "does_not_load")
        assert told["problems"][0]["line"] > 0
        assert Path("own/late.yaml").read_text(encoding="utf-8") == own_rule
        assert post(studio, "save", pack="own", file="late.yaml", text=text, digest=digest, force=True)[0] == 200
        assert Path("own/late.yaml").read_text(encoding="utf-8") == text

    def test_a_file_that_changed_underneath_is_shown_and_not_written(self, studio, own_rule):
        digest = file(studio)["digest"]
        Path("own/late.yaml").write_text("# 别人写的\n" + own_rule, encoding="utf-8")
        status, told = post(studio, "save", pack="own", file="late.yaml", text=own_rule, digest=digest)
        assert (status, told["error"]["code"]) == (409, "changed")
        assert told["text"] == "# 别人写的\n" + own_rule
        assert Path("own/late.yaml").read_text(encoding="utf-8") == told["text"]
        assert post(studio, "save", pack="own", file="late.yaml", text=own_rule, digest=told["digest"])[0] == 200

    def test_built_in_packs_are_not_written(self, studio, small_house):
        pack = str(small_house / "positive")
        found = file(studio, pack, "no-cannot.yaml")
        asked = {"pack": pack, "file": "no-cannot.yaml", "text": found["text"] + "#", "digest": found["digest"]}
        assert post(studio, "save", **asked)[0] == 403
        assert post(studio, "new", pack=pack, kind="rule", name="x")[0] == 403
        assert (small_house / "positive/no-cannot.yaml").read_text(encoding="utf-8") == found["text"]

    def test_where_everybody_shares_a_token_nothing_is_written(self, make_studio, own_rule):
        client = make_studio(everyone=True)
        client.headers["authorization"] = f"Bearer {TOKEN}"
        assert not client.get("/api/studio/packs").json()["packs"][0]["own"]
        digest = file(client)["digest"]
        assert post(client, "save", pack="own", file="late.yaml", text=own_rule + "#", digest=digest)[0] == 403
        assert post(client, "new", pack="own", kind="rule", name="x")[0] == 403
        assert post(client, "start", name="mine", title="x")[0] == 403
        assert draft(client, own_rule)["problems"] == []

    def test_a_file_that_cannot_be_written_is_said_to_be(self, studio, own_rule, monkeypatch):
        digest = file(studio)["digest"]

        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        asked = {"pack": "own", "file": "late.yaml", "text": own_rule + "#", "digest": digest}
        status, told = post(studio, "save", **asked)
        assert (status, told["error"]["code"]) == (503, "not_written")
        assert Path("own/late.yaml").read_text(encoding="utf-8") == own_rule

    def test_huge_and_wrong_bodies_are_refused(self, studio):
        assert post(studio, "save", pack="own", file="late.yaml", text="a" * 2_000_000, digest="")[0] == 413
        long = "# " + "a" * 300_000
        status, _ = post(
            studio, "save", pack="own", file="late.yaml", text=long, digest=file(studio)["digest"], force=True
        )
        assert status == 422
        for body in (b"", b"[]", b'{"pack": 1}', b"\xff", b"{"):
            assert studio.post("/api/studio/save", content=body, headers=BEARER).status_code in (400, 422)
            assert studio.post("/api/studio/draft", content=body).status_code in (400, 422)

    @pytest.mark.parametrize("kind", ["rule", "signal", "lexicon", "playbook"])
    def test_a_new_file_begins_with_what_holds(self, studio, kind):
        status, told = post(studio, "new", pack="own", kind=kind, name="fresh", guideline="no-cannot")
        assert status == 200
        found = file(studio, name=told["file"])
        outcome = post(studio, "draft", pack="own", file=told["file"], text=found["text"])[1]
        if kind != "playbook":  # the small house has no wordings
            assert outcome["problems"] == []
            assert all(one["problem"] == "" for one in outcome["examples"])
        assert post(studio, "new", pack="own", kind=kind, name="fresh")[0] == 409

    def test_names_and_kinds_that_are_none(self, studio):
        assert post(studio, "new", pack="own", kind="virus", name="x")[0] == 422
        for name in ("../x", "", "pack", "X", "x" * 61, "con"):
            status, told = post(studio, "new", pack="own", kind="rule", name=name)
            assert (status, told["error"]["code"]) == (422, "unusable")
            assert told["error"]["message"].startswith("“名字”")
            status, told = post(studio, "start", name=name.replace("pack", "all"), title="x")
            assert (status, told["error"]["code"]) == (422, "unusable")
            assert told["error"]["message"].startswith("“文件夹的名字”")
        assert not Path("x.yaml").exists()
        assert post(studio, "start", name="positive", title="x")[1]["error"]["code"] == "taken"

    def test_a_guideline_that_is_none(self, studio):
        for guideline in ("nothing", "x: [}", ["no-cannot"], 7):
            status, told = post(studio, "new", pack="own", kind="rule", name="x", guideline=guideline)
            assert (status, told["error"]["code"]) == (422, "unusable")
            assert "属于哪条准则" in told["error"]["message"]
        assert not Path("own/x.yaml").exists()

    def test_a_pack_of_ones_own_is_started_and_listed(self, studio):
        status, told = post(studio, "start", name="my-shop", title="我们店")
        assert status == 200
        assert Path("my-shop/pack.yaml").read_text(encoding="utf-8").startswith("schema: 1\nname: my-shop\n")
        packs = {one["name"]: one for one in studio.get("/api/studio/packs").json()["packs"]}
        assert (packs["my-shop"]["own"], packs["my-shop"]["used"]) == (True, False)
        made = post(studio, "new", pack=told["pack"], kind="rule", name="late")[1]
        outcome = post(studio, "draft", pack=told["pack"], file=made["file"], text=file(studio, told["pack"])["text"])[
            1
        ]
        assert outcome["problems"] == []
        assert outcome["rules"] == ["my-shop/late"]


def test_only_the_page_and_programs_on_this_machine_may_ask(studio, own_rule):
    for headers in ({"origin": "http://evil.example"}, {"origin": f"chrome-extension://{'a' * 32}"}):
        answer = studio.get("/api/studio/packs", headers=headers)
        assert answer.status_code in (401, 403)
    headers = {"origin": f"http://{HOST}"}
    assert studio.get("/api/studio/packs", headers=headers).status_code == 401
    headers["authorization"] = f"Bearer {TOKEN}"
    assert studio.get("/api/studio/packs", headers=headers).status_code == 200


def test_a_fault_of_the_studio_is_told_without_the_text(studio, own_rule, monkeypatch, caplog):
    def broken(*_given: Any) -> Any:
        raise ValueError("很私密")

    monkeypatch.setattr("coach.apps.web.studio.prove_draft", broken)
    status, told = post(studio, "draft", pack="own", file="late.yaml", text=own_rule)
    assert status == 500
    assert "很私密" not in json.dumps(told, ensure_ascii=False) + caplog.text
    assert studio.get("/healthz").status_code == 200
