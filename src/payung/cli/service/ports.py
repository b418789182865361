"""The address that the web is served at: free before the start, answering after it."""

import errno
import http.client
import socket
import time

from payung.cli.service.problem import Problem


def require_free(host: str, port: int, *, seconds: float = 0) -> None:
    """A sentence if somebody else listens there; a predecessor that is ending is waited for."""
    until = time.monotonic() + seconds
    while (error := _bind_error(host, port)) is not None:
        if error.errno != errno.EADDRINUSE or time.monotonic() > until:
            raise Problem(_sentence(host, port, error))
        time.sleep(0.2)


def answers(host: str, port: int) -> bool:
    """Whether a web server answers a request there with anything but a failure of its own."""
    connection = http.client.HTTPConnection(_reachable(host), port, timeout=20)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def shown_address(host: str, port: int) -> str:
    """What a person types into the browser. Passkeys want the name, not the number."""
    name = "localhost" if host in {"127.0.0.1", "::1", "0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound
    return f"http://{name}:{port}/"


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def _bind_error(host: str, port: int) -> OSError | None:
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        return error
    return None


def _sentence(host: str, port: int, error: OSError) -> str:
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine: name another with --host."
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program: choose another, as in `payung run --port {port + 1}`, or PORT."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} needs an administrator: choose one above 1023 with --port or PORT."
    return f"Port {port} of {host} cannot be used ({error.strerror}): choose another with --port or PORT."
