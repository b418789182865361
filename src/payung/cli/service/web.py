"""What granian serves: the application, in a process that never outlives the server's main process.

A server killed with -9 would leave its workers holding the port, and the next start would fail. A worker asked to end
while it still loads ends at once: it would otherwise keep the handler of the main process, which does nothing here.
"""

import os
import signal

from payung.cli.service.lifelines import tie_to_parent

tie_to_parent(signal.SIGKILL, parent=os.getppid())
signal.signal(signal.SIGTERM, signal.SIG_DFL)

from payung.config.wsgi import application  # noqa: E402 - tied first

__all__ = ["application"]
