"""The pages: who may open them, what they may load, and the token that only they hold."""

import re

import pytest

from coach.apps.web.endpoints.pages import FOLDER, PAGES

TOKEN = "a-token-for-the-tests"


@pytest.mark.parametrize("path", PAGES)
class TestEveryPage:
    def test_holds_the_token_and_loads_only_what_is_here(self, client, path):
        answer = client.get(path)
        assert answer.status_code == 200
        assert f'<meta name="coach-token" content="{TOKEN}">' in answer.text
        assert "⟪" not in answer.text
        links = re.findall(r'(?:src|href)="([^"]+)"', answer.text)
        assert links
        for link in links:
            assert link.startswith("/static/")
            assert (FOLDER / link.removeprefix("/static/")).is_file()

    def test_allows_scripts_and_lines_to_this_server_only(self, client, path):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        nonce = re.search(r'<meta name="coach-nonce" content="([^"]+)">', answer.text)[1]
        assert f"'nonce-{nonce}'" in policy
        assert nonce not in client.get(path).text
        assert answer.headers["cache-control"] == "no-store"

    def test_has_no_token_in_it_where_everybody_must_bring_one(self, make_client, path):
        answer = make_client(everyone=True).get(path)
        assert answer.status_code == 200
        assert TOKEN not in answer.text


def test_a_link_on_another_site_may_lead_to_a_page_but_not_fetch_it(client):
    visit = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/", headers={**visit, "sec-fetch-dest": "document"}).status_code == 200
    assert client.get("/", headers={**visit, "sec-fetch-dest": "iframe"}).status_code == 403
    assert client.get("/api/rules", headers={**visit, "sec-fetch-dest": "document"}).status_code == 403


def test_a_page_is_shown_under_the_servers_own_name_only(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 403
    assert client.get("/static/desk.js", headers={"host": "evil.example"}).status_code == 403


def test_a_module_script_is_had_without_a_token_though_it_comes_with_an_origin(client):
    own, other = "http://127.0.0.1:8765", "http://127.0.0.1:1"
    assert client.get("/static/desk.js", headers={"origin": own}).status_code == 200
    assert client.get("/static/desk.js", headers={"origin": other}).status_code == 403


def test_files_beside_the_bundle_are_not_served(client):
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/nothing.js", "/static/"):
        assert client.get(path).status_code == 404


def test_a_page_can_be_opened_but_not_written_to(client):
    assert client.post("/").status_code == 405
