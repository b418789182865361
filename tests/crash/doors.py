"""The pages of the service as a signed-in person's browser uses them: one request, which may stay unanswered."""

import http.client
import re
import threading
import time
import uuid
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

LONGEST_ANSWER = 60


class File(NamedTuple):
    """A file in a field of a form."""

    name: str
    content: bytes
    field: str = "file"


@dataclass
class Sent:
    """A request on its way. `status` stays 0 while, and if, no answer comes; times are of the monotonic clock."""

    began: float = 0
    sent: float = 0
    ended: float = 0
    status: int = 0
    location: str = ""
    body: str = ""
    on_its_way: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def answered(self) -> bool:
        return self.status != 0


@dataclass
class Door:
    """Somebody's session at the service."""

    port: int
    session: str
    log: Path
    token: str = ""
    cookie: str = ""

    def get(self, path: str) -> Sent:
        return self._send("GET", path, b"", {})

    def post(self, path: str, form: Mapping[str, str], file: File | None = None) -> Sent:
        """Send a form and wait for what comes of it."""
        return self.begin(path, form, file, wait=True)

    def begin(self, path: str, form: Mapping[str, str], file: File | None = None, *, wait: bool = False) -> Sent:
        """Send a form from a thread of its own; answers once it is on its way, or (`wait`) once it is over."""
        if not self.token:
            self._fetch_token(path)
        boundary = uuid.uuid4().hex
        body = _multipart({**form, "csrfmiddlewaretoken": self.token}, file, boundary)
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        sent = Sent()
        threading.Thread(target=self._send, args=("POST", path, body, headers, sent), daemon=True).start()
        assert (sent.over if wait else sent.on_its_way).wait(LONGEST_ANSWER)
        return sent

    def _fetch_token(self, path: str) -> None:
        page = self.get(path)
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.body)
        assert found, f"{path} answers {page.status}; the last words of web.log: {self.log.read_text()[-800:]}"
        self.token = found[1]

    def _send(self, method: str, path: str, body: bytes, headers: Mapping[str, str], sent: Sent | None = None) -> Sent:
        sent = sent or Sent()
        cookies = f"sessionid={self.session}; csrftoken={self.cookie}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_ANSWER)
        sent.began = time.monotonic()
        try:
            with closing(connection):
                connection.request(method, path, body=body, headers={**headers, "Cookie": cookies})
                sent.sent = time.monotonic()
                sent.on_its_way.set()
                answer = connection.getresponse()
                said = answer.read().decode(errors="replace")
                sent.ended = time.monotonic()
                sent.body, sent.location, sent.status = said, answer.headers.get("Location", ""), answer.status
                self._keep_cookie(answer)
        except (OSError, http.client.HTTPException):
            sent.ended = time.monotonic()
        finally:
            sent.on_its_way.set()
            sent.over.set()
        return sent

    def _keep_cookie(self, answer: http.client.HTTPResponse) -> None:
        for each in answer.headers.get_all("Set-Cookie") or []:
            if found := re.match(r"csrftoken=(\w+)", each):
                self.cookie = found[1]


def _multipart(form: Mapping[str, str], file: File | None, boundary: str) -> bytes:
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in form.items()
    ]
    if file:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{file.field}"; filename="{file.name}"\r\n'
        parts.append(f"{head}Content-Type: text/csv\r\n\r\n".encode() + file.content + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode()
