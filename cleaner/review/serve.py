"""The review page served to one browser on this machine, and what it decides kept at once.

Nobody else can read or decide: the server listens on the loopback address only; its address holds a
token that every request must name; the Host must be the very one of the address, so that no other
name leads here (DNS rebinding); and a request that says it comes from another page is refused.
"""

from __future__ import annotations

import json
import secrets
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any

from cleaner.files.coding import OutputError
from cleaner.files.whole import from_json
from cleaner.review.decisions import PLACINGS, Verdict
from cleaner.review.own import OwnTextError, remark
from cleaner.review.page import Page
from cleaner.review.prints import PrintError, Prints
from cleaner.review.session import Session, UnknownNameError

HOST = "127.0.0.1"
LONGEST = 1 << 20  # bytes of a request's body: the ids of many places
# What each action writes: on what, and the text.
TEXTS = {"correct": ("name", "own"), "write": ("file", "own"), "comment": ("name", "comment")}
ACTIONS = ("decide", "correct", "write", "comment", "place", "undo")
PATIENCE = 30  # seconds that a connection may be silent
TEXT, HTML, JSON = (
    f"{kind}; charset=utf-8" for kind in ("text/plain", "text/html", "application/json")
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",  # the rest is in the page
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class RefusedError(Exception):
    """A request that is not answered."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


class Server(ThreadingHTTPServer):
    """Serves `page` and decides in `session`. Port 0 is any free one. Raises OSError."""

    daemon_threads = True

    def __init__(
        self, session: Session, page: Page, port: int = 0, prints: Prints | None = None
    ) -> None:
        self.prints = prints
        self.print_lock = Lock()
        self.lock = Lock()  # first: `server_close` needs it, and is called where binding fails
        super().__init__((HOST, port), _Handler)
        self.page = page
        self.session = session
        self.token = secrets.token_urlsafe(32)
        self.authority = f"{HOST}:{self.server_port}"
        self.origin = f"http://{self.authority}"

    @property
    def address(self) -> str:
        """Where the browser finds the page; who knows it may decide."""
        return f"{self.origin}/{self.token}/"

    def answer(self, action: str, values: dict[str, Any]) -> dict[str, Any]:
        """Do what the page asks. Raises RefusedError."""
        with self.lock:
            try:
                return self._done(action, values)
            except UnknownNameError as error:
                raise RefusedError(HTTPStatus.NOT_FOUND, str(error)) from None
            except OwnTextError as error:
                raise RefusedError(HTTPStatus.BAD_REQUEST, str(error)) from None
            except OutputError as error:
                raise RefusedError(HTTPStatus.INSUFFICIENT_STORAGE, str(error)) from None

    def _done(self, action: str, values: dict[str, Any]) -> dict[str, Any]:
        """The same; what is decided now on what an undo was on."""
        session = self.session
        if action == "undo":
            return {"decisions": [self._now(name) for name in session.undo_all()]}
        if action == "decide":
            names, verdict = values.get("names"), values.get("verdict")
            if (
                not isinstance(names, list)
                or not _are_texts(names)
                or verdict not in (None, Verdict.ACCEPT, Verdict.REJECT)
            ):
                raise RefusedError(HTTPStatus.BAD_REQUEST, "not a decision")
            session.decide_all(names, Verdict(verdict) if verdict else None)
            return {}
        if action == "place":
            self._place(values)
            return {}
        on, written = TEXTS[action]
        name, text, who = (values.get(key, "") for key in (on, written, "reviewer"))
        if not _are_texts([name, text, who]):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "not a text")
        session.reviewer = remark(who) or session.reviewer
        if action == "write":
            start, end = (values.get(key) for key in ("start", "end"))
            if type(start) is not int or type(end) is not int:
                raise RefusedError(HTTPStatus.BAD_REQUEST, "not a place")
            session.write(name, start, end, text)
            self.page = self.page.anew()
        elif action == "correct":
            session.correct(name, text)
        else:
            session.comment(name, text)
        return {}

    def _place(self, values: dict[str, Any]) -> None:
        """Put lines of a file somewhere."""
        kind, file, who = (values.get(key, "") for key in ("kind", "file", "reviewer"))
        first, last, goal = (values.get(key) for key in ("first", "last", "goal"))
        if not _are_texts([kind, file, who]) or kind not in {*PLACINGS}:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "not a decision")
        if type(first) is not int or type(last) is not int or type(goal) is not int:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "not a place")
        self.session.reviewer = remark(who) or self.session.reviewer
        self.session.place(Verdict(kind), file, first, last, goal)
        self.page = self.page.anew()

    def picture(self, kind: str, number: str) -> bytes:
        """The print of a fix, by its number: `crop`, or all of the page. Raises RefusedError."""
        fixes = self.session.fixes
        if self.prints is None or not number.isdecimal() or not int(number) < len(fixes):
            raise RefusedError(HTTPStatus.NOT_FOUND, "nothing here")
        fix = fixes[int(number)]
        try:
            with self.print_lock:
                if kind == "crop":
                    return self.prints.crop(fix)
                return self.prints.page_of(fix)
        except PrintError as error:
            raise RefusedError(HTTPStatus.NOT_FOUND, str(error)) from None

    def _now(self, name: str) -> list[str | None]:
        """A name, and what is decided on it now."""
        now = self.session.book.decisions.get(name)
        return [name, now.verdict, now.as_line()] if now else [name, None, None]

    def server_close(self) -> None:
        """No more is decided from now on; what is being decided is finished before."""
        super().server_close()
        self.lock.acquire()

    def handle_error(self, *_: Any) -> None:
        """A browser that goes away in the middle is no error to show."""


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(each, str) for each in values)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "cleaner"
    sys_version = ""
    timeout = PATIENCE

    def do_GET(self) -> None:
        self._attempt(self._given)

    def do_POST(self) -> None:
        self._attempt(self._decision)

    def _attempt(self, respond: Any) -> None:
        try:
            self._check()
            respond()
        except RefusedError as error:
            self._send(error.status, TEXT, str(error).encode())

    def _given(self) -> None:
        kind, slash, number = self._path().partition("/")
        if slash and kind in ("crop", "print"):
            self._send(HTTPStatus.OK, "image/jpeg", self.server.picture(kind, number))
        else:
            self._page()

    def _page(self) -> None:
        if self._path():
            raise RefusedError(HTTPStatus.NOT_FOUND, "nothing here")
        with self.server.lock:
            page = self.server.page.html()
        self._send(HTTPStatus.OK, HTML, page.encode())

    def _decision(self) -> None:
        action = self._path()
        if action not in ACTIONS:
            raise RefusedError(HTTPStatus.NOT_FOUND, "nothing here")
        if self.headers.get("Origin") != self.server.origin:
            raise RefusedError(HTTPStatus.FORBIDDEN, "not from the page itself")
        answer = self.server.answer(action, self._values())
        self._send(HTTPStatus.OK, JSON, json.dumps(answer).encode())

    def _check(self) -> None:
        """Whether the request is for this server, from its own page, and knows the token."""
        headers = self.headers
        if headers.get_all("Host") != [self.server.authority]:
            raise RefusedError(HTTPStatus.MISDIRECTED_REQUEST, "another host is asked for")
        if headers.get("Origin", self.server.origin) != self.server.origin:
            raise RefusedError(HTTPStatus.FORBIDDEN, "from another site")
        if headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            raise RefusedError(HTTPStatus.FORBIDDEN, "from another site")
        token = self.path.removeprefix("/").partition("/")[0]
        if not compare_digest(token.encode(), self.server.token.encode()):
            raise RefusedError(HTTPStatus.NOT_FOUND, "nothing here")

    def _path(self) -> str:
        """What is asked for, after the token."""
        return self.path.removeprefix(f"/{self.server.token}/")

    def _values(self) -> dict[str, Any]:
        if self.headers.get_content_type() != "application/json":
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "JSON only")
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            raise RefusedError(HTTPStatus.LENGTH_REQUIRED, "how long?")
        if int(length) > LONGEST:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too long")
        try:
            values = from_json(self.rfile.read(int(length)))
        except ValueError:
            values = None
        if not isinstance(values, dict):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "not JSON")
        return values

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: the address holds the token."""
