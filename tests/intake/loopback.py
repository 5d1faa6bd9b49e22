"""A server on the loopback whose answers a test sets, sound or broken, and that notes what it was asked and when."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from hudna.settings import Settings

Routes = dict[str, "Reply | Callable[[Asked], Reply]"]


@dataclass(frozen=True)
class Asked:
    """A request as it came; `number` counts those for its path from 1."""

    path: str
    headers: dict[str, str]
    at: float
    number: int


@dataclass(frozen=True)
class Reply:
    """An answer. `raw` is written to the connection as it stands, in pieces with a pause before each."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: tuple[bytes, ...] = ()
    pause: float = 0.0


@dataclass
class Site:
    """The running server."""

    routes: Routes
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [a.path for a in self.asked if a.path != "/robots.txt"]

    def reply(self, path: str, headers: dict[str, str]) -> Reply:
        number = 1 + sum(a.path == path for a in self.asked)
        asked = Asked(path, headers, time.monotonic(), number)
        self.asked.append(asked)
        found = self.routes.get(path, Reply(b"none", 404))
        return found if isinstance(found, Reply) else found(asked)


def html(text: bytes | str, **headers: str) -> Reply:
    """A page."""
    body = text if isinstance(text, bytes) else text.encode()
    return Reply(body, headers={"Content-Type": "text/html; charset=utf-8", **headers})


def moved(where: str, status: int = 302) -> Reply:
    """A redirect."""
    return Reply(b"", status, {"Location": where})


@contextmanager
def serve(routes: Routes, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A server with these routes, for the time of the block."""
    site = Site(routes)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            reply = site.reply(self.path, {k.lower(): v for k, v in self.headers.items()})
            with suppress(OSError):
                self.write(reply)

        def write(self, reply: Reply) -> None:
            if reply.raw:
                for piece in reply.raw:
                    time.sleep(reply.pause)
                    self.wfile.write(piece)
                    self.wfile.flush()
                self.close_connection = True
                return
            time.sleep(reply.pause)
            self.send_response(reply.status)
            headers = {"Content-Length": str(len(reply.body)), **reply.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if reply.status != 304:
                self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, *_: object) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


QUICK = Settings(
    allow_hosts=frozenset({"127.0.0.1"}),
    delay=0.0,
    back_off=0.01,
    connect_timeout=2.0,
    read_timeout=1.0,
    total_timeout=2.0,
    max_bytes=1 << 20,
)


def quick(**changes: object) -> Settings:
    """Settings for tests: the loopback allowed, no pauses, short limits."""
    return replace(QUICK, **changes)  # type: ignore[arg-type]
