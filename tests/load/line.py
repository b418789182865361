"""One browser's line to the server, as light as can be: HTTP/1.1 on asyncio, a connection that is kept, cookies."""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlencode

LONGEST = 30  # seconds for one answer


@dataclass(frozen=True)
class Answer:
    """What the server said. `headers` have names in lower case."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Line:
    """A signed-in browser without a screen."""

    port: int
    cookies: dict[str, str]
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None, repr=False)

    async def get(self, path: str) -> Answer:
        return await self._ask("GET", path, b"", {})

    async def post(self, path: str, form: dict[str, str], **headers: str) -> Answer:
        asked = {"content-type": "application/x-www-form-urlencoded", **headers}
        return await self._ask("POST", path, urlencode(form).encode(), asked)

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _ask(self, method: str, path: str, content: bytes, headers: dict[str, str]) -> Answer:
        """One question; a line that breaks is an error, which the caller counts, and the next question opens anew."""
        try:
            return await asyncio.wait_for(self._exchange(self._head(method, path, content, headers) + content), LONGEST)
        except BaseException:
            self.close()
            raise

    def _head(self, method: str, path: str, content: bytes, headers: dict[str, str]) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {
            "host": f"localhost:{self.port}", "cookie": cookies, "content-length": str(len(content)),
            "accept-encoding": "identity", **headers,
        }  # fmt: skip
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    async def _exchange(self, message: bytes) -> Answer:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        reader, writer = self._streams
        writer.write(message)
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        pairs = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        headers = dict(pairs)
        for name, value in pairs:
            if name == "set-cookie":
                self._keep(value)
        body = await _body(reader, headers)
        return Answer(int(first.split()[1]), headers, body.decode())

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        self.cookies[name.strip()] = value


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(headers.get("content-length", "0")))
    parts = []
    while size := int((await reader.readline()).split(b";")[0], 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
