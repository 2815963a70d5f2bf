"""The review page as it is put together, and the server's locks; no browser is asked for."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cleaner.cli import app
from cleaner.cli.inputs import Options
from cleaner.cli.reviewing import opened
from cleaner.review.journal import load
from cleaner.review.page import Page
from cleaner.review.serve import Server
from cleaner.review.session import Session
from cleaner.stages import OF_THE_RUN, RULES
from tests.reviewing import BULLET, cleaner_, serving

HOSTILE = (
    "会议</script><script>window.hurt=1</script>召开,<img src=x onerror=alert(1)>共300户参加。\n"
    "𠮷野家<!--\u2028开业,👨‍👩‍👧‍👦来了。\n"
)


@pytest.fixture
def session(review_folder: Path) -> Iterator[Session]:
    session, complaints = opened(["page.txt"], Options.of(), review_folder / "decisions.jsonl")
    assert complaints == []
    yield session
    session.close()


def data(html: str) -> Any:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    return json.loads(found)


def policy(html: str) -> str:
    (found,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    return str(found)


# The page


def test_one_file_asks_nothing_of_anyone(review_folder: Path) -> None:
    cleaner_("review", "page.txt", "--html", "out.html")
    html = (review_folder / "out.html").read_text("utf-8")
    assert "{{" not in html
    addresses = re.findall(r'(?:src|href|action)="([^"]*)"', html.split("<script")[0])
    assert sorted(addresses) == ["#place", "data:,"]
    rules = policy(html)
    assert "default-src 'none'" in rules and "connect-src 'none'" in rules
    assert "unsafe" not in rules
    assert not (review_folder / "decisions.jsonl").exists()


def test_scripts_are_allowed_by_their_hash(session: Session) -> None:
    import base64
    import hashlib

    html = Page(session, served=False).html()
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.S)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    for text, kind in ((script, "script-src"), (style, "style-src")):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy(html)


def test_data_are_whole_and_end_nothing(review_folder: Path) -> None:
    (review_folder / "page.txt").write_text(HOSTILE, "utf-8")
    cleaner_("review", "page.txt", "--html", "out.html")
    html = (review_folder / "out.html").read_text("utf-8")
    assert html.count("</script>") == 3  # of the data, the prints and the script
    assert "\u2028" not in html
    assert data(html)["texts"] == {"page.txt": HOSTILE}
    assert "<img" not in html and "<!--" not in html


def test_places_are_code_points_of_the_source(review_folder: Path) -> None:
    (review_folder / "page.txt").write_text(HOSTILE, "utf-8")
    cleaner_("review", "page.txt", "--html", "out.html")
    found = data((review_folder / "out.html").read_text("utf-8"))
    changes = [change for fix in found["fixes"] for change in fix["changes"]]
    assert changes
    for change in changes:
        assert HOSTILE[change["start"] : change["end"]] == change["before"]


def test_page_knows_what_is_decided_elsewhere(review_folder: Path) -> None:
    line = '{"verdict": "reject", "rule": "spaces.digits"}'
    (review_folder / "decisions.jsonl").write_text(line + "\n", "utf-8")
    cleaner_("review", "page.txt", "--html", "out.html")
    found = data((review_folder / "out.html").read_text("utf-8"))
    assert found["book"] == [["spaces.digits", "reject", line]]


def test_same_texts_make_the_same_page(review_folder: Path) -> None:
    for name in ("one.html", "two.html"):
        cleaner_("review", "page.txt", "--html", name)
    assert (review_folder / "one.html").read_bytes() == (review_folder / "two.html").read_bytes()


def test_half_of_a_character_does_not_stop_the_page(session: Session) -> None:
    session.texts["page.txt"] += "\ud800"
    html = Page(session, served=False).html()
    assert data(html)["texts"]["page.txt"].endswith("\ud800")
    assert html.encode()


def test_a_file_or_a_server(review_folder: Path) -> None:
    result = CliRunner().invoke(app, ["review", "page.txt", "--html", "o.html", "--serve"])
    assert result.exit_code == 2
    assert not (review_folder / "o.html").exists()


def test_all_reasons_are_said_in_chinese_too(session: Session) -> None:
    rules = [*RULES.values(), *OF_THE_RUN.values()]
    session.fixes = [replace(session.fixes[0], why=rule.summary) for rule in rules]
    told = data(Page(session, served=False).html())["reasons"]
    assert {rule.summary for rule in rules} <= told.keys()
    assert not [each for each in told.values() if not re.search("[一-鿿]", each)]


# The server


@pytest.fixture
def server(session: Session) -> Iterator[Server]:
    with serving(session) as server:
        yield server


def ask(
    server: Server,
    path: str,
    body: str | None = None,
    method: str = "",
    **changed: str | None,
) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers; `changed` headers, with _ for -, None for one not sent."""
    headers: dict[str, str | None] = {"Host": server.authority}
    if body is not None:
        headers |= {"Origin": server.origin, "Content-Type": "application/json"}
        headers |= {"Content-Length": str(len(body.encode()))}
    headers |= {name.replace("_", "-"): value for name, value in changed.items()}
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    method = method or ("GET" if body is None else "POST")
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(body.encode() if body else None)
    response = connection.getresponse()
    answer = response.read().decode()
    connection.close()
    return response.status, answer, dict(response.headers)


def decision(name: str = BULLET, verdict: str | None = "accept") -> str:
    return json.dumps({"names": [name], "verdict": verdict})


def test_address_is_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert len(server.token) >= 40


def test_page_is_served_with_its_headers(server: Server) -> None:
    status, html, headers = ask(server, f"/{server.token}/")
    assert status == 200
    assert data(html)["served"] is True
    assert "connect-src 'self'" in policy(html)
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


def test_decision_is_on_the_disk_when_answered(server: Server, review_folder: Path) -> None:
    assert ask(server, f"/{server.token}/decide", decision())[0] == 200
    assert load([review_folder / "decisions.jsonl"]).verdict(BULLET) == "accept"
    status, answer, _ = ask(server, f"/{server.token}/undo", "{}")
    assert (status, json.loads(answer)) == (200, {"decisions": [[BULLET, None, None]]})
    assert load([review_folder / "decisions.jsonl"]).verdict(BULLET) is None
    assert json.loads(ask(server, f"/{server.token}/undo", "{}")[1]) == {"decisions": []}


def test_undo_gives_back_what_was_decided_before(server: Server) -> None:
    for verdict in ("accept", "reject"):
        ask(server, f"/{server.token}/decide", decision(verdict=verdict))
    answer = json.loads(ask(server, f"/{server.token}/undo", "{}")[1])
    assert [verdict for _, verdict, _ in answer["decisions"]] == ["accept"]


def test_reloaded_page_has_the_decisions(server: Server) -> None:
    ask(server, f"/{server.token}/decide", decision())
    book = data(ask(server, f"/{server.token}/")[1])["book"]
    assert [(name, verdict) for name, verdict, _ in book] == [(BULLET, "accept")]


FOREIGN = [
    pytest.param({"Host": "evil.example"}, 421, id="dns-rebinding"),
    pytest.param({"Host": "localhost"}, 421, id="other-name"),
    pytest.param({"Host": None}, 421, id="no-host"),
    pytest.param({"Origin": "https://evil.example"}, 403, id="cross-site"),
    pytest.param({"Origin": "null"}, 403, id="null-origin"),
    pytest.param({"Origin": "http://127.0.0.1:1"}, 403, id="other-port"),
    pytest.param({"Sec_Fetch_Site": "cross-site"}, 403, id="fetch-site"),
    pytest.param({"Sec_Fetch_Site": "same-site"}, 403, id="same-site"),
]


@pytest.mark.parametrize(("headers", "status"), FOREIGN)
def test_others_neither_read_nor_decide(
    server: Server, headers: dict[str, str | None], status: int, review_folder: Path
) -> None:
    found, body, _ = ask(server, f"/{server.token}/", **headers)
    assert found == status
    assert "本报" not in body
    assert ask(server, f"/{server.token}/decide", decision(), **headers)[0] == status
    assert not load([review_folder / "decisions.jsonl"])


MALFORMED = [
    pytest.param(decision(), {"Origin": None}, 403, id="no-origin"),
    pytest.param(decision(), {"Content_Type": "text/plain"}, 415, id="form-type"),
    pytest.param(decision(), {"Content_Type": None}, 415, id="no-type"),
    pytest.param(decision(), {"Content_Length": None}, 411, id="no-length"),
    pytest.param(decision(), {"Content_Length": "-1"}, 411, id="negative"),
    pytest.param("", {"Content_Length": "99999999"}, 413, id="too-long"),
    pytest.param("{", {}, 400, id="no-json"),
    pytest.param("[]", {}, 400, id="no-object"),
    pytest.param('{"names": [1], "verdict": "accept"}', {}, 400, id="no-name"),
    pytest.param('{"names": "x", "verdict": "accept"}', {}, 400, id="no-names"),
    pytest.param(decision(verdict="replace"), {}, 400, id="no-own-text"),
    pytest.param(decision(verdict="maybe"), {}, 400, id="no-verdict"),
    pytest.param('{"names": ["x"], "verdict": ["accept"]}', {}, 400, id="list"),
    pytest.param(decision("unknown"), {}, 404, id="unknown"),
]


@pytest.mark.parametrize(("body", "headers", "status"), MALFORMED)
def test_what_is_no_decision_is_refused(
    server: Server, body: str, headers: dict[str, str | None], status: int, review_folder: Path
) -> None:
    assert ask(server, f"/{server.token}/decide", body, **headers)[0] == status
    assert not load([review_folder / "decisions.jsonl"])


@pytest.mark.parametrize(
    ("action", "values", "status"),
    [
        ("correct", {"name": "unknown", "own": "x"}, 404),
        ("correct", {"name": BULLET, "own": "x"}, 404),
        ("correct", {"name": "ID", "own": "\x00"}, 400),
        ("correct", {"name": "ID", "own": ["x"]}, 400),
        ("correct", {"name": "ID", "own": "x", "reviewer": "y" * 2000}, 400),
        ("comment", {"name": "ID", "comment": "nothing is decided"}, 400),
        ("write", {"file": "page.txt", "start": 0, "end": 1, "own": "\x00"}, 400),
        ("write", {"file": "page.txt", "start": 0, "end": 9999, "own": "x"}, 400),
        ("write", {"file": "page.txt", "start": 2, "end": 1, "own": "x"}, 400),
        ("write", {"file": "page.txt", "start": True, "end": 1, "own": "x"}, 400),
        ("write", {"file": "/etc/passwd", "start": 0, "end": 1, "own": "x"}, 404),
        ("destroy", {}, 404),
    ],
)
def test_what_cannot_be_written_is_refused(
    server: Server, action: str, values: dict[str, Any], status: int, review_folder: Path
) -> None:
    name = server.session.fixes[0].id if values.get("name") == "ID" else values.get("name")
    body = json.dumps({**values, "name": name})
    assert ask(server, f"/{server.token}/{action}", body)[0] == status
    assert not load([review_folder / "decisions.jsonl"])


def test_without_the_token_nothing_is_there(server: Server) -> None:
    wrong = server.token[:-1] + ("A" if server.token[-1] != "A" else "B")
    for path in ("/", "//", f"/{wrong}/", f"/{wrong}/decide", "/favicon.ico", "/decide", "/%C3%A9"):
        with_body = None if "decide" not in path else decision()
        assert ask(server, path, with_body)[0] == 404


def test_no_files_are_served(server: Server) -> None:
    for path in ("page.txt", "../page.txt", "decisions.jsonl", "?x", "decide", "undo", "/"):
        status, body, _ = ask(server, f"/{server.token}/{path}")
        assert (status, body) == (404, "nothing here")
    assert ask(server, f"/{server.token}/", decision())[0] == 404
    for method in ("PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"):
        assert ask(server, f"/{server.token}/", method=method)[0] == 501


@pytest.fixture
def answered() -> Iterator[Callable[[signal.Signals], None]]:
    """Has a signal answered that a job in the background ignores, as would what it starts."""
    before: dict[signal.Signals, Any] = {}

    def answer(sign: signal.Signals) -> None:
        before[sign] = signal.signal(sign, signal.SIG_DFL)

    yield answer
    for sign, handler in before.items():
        signal.signal(sign, handler)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_serving_ends_cleanly(
    review_folder: Path, sign: signal.Signals, answered: Callable[[signal.Signals], None]
) -> None:
    answered(sign)
    process = subprocess.Popen(
        [sys.executable, "-m", "cleaner", "review", "page.txt", "--serve"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert process.stderr
    said = process.stderr.readline()
    (port, token) = re.findall(r"http://127\.0\.0\.1:(\d+)/([\w-]+)/", said)[0]
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
    headers = {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json"}
    connection.request("POST", f"/{token}/decide", decision(), headers)
    assert connection.getresponse().status == 200
    assert (review_folder / "decisions.jsonl.journal").exists()
    process.send_signal(sign)
    rest = process.communicate(timeout=30)[1]
    assert process.returncode == 0
    assert "Traceback" not in rest
    assert not (review_folder / "decisions.jsonl.journal").exists()
    assert "byline-bullet" in (review_folder / "decisions.jsonl").read_text("utf-8")
    assert "▢" not in cleaner_("clean", "page.txt", "-q")
