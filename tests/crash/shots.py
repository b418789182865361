"""Twenty-four kills: of whom, in which stage, and how far into it; each leaves its line in the log."""

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.crash.register import Job
from tests.crash.stages import Attempt, Stage, wait_for
from tests.crash.world import World
from tests.integration.embedded_state import children, keeper, postmaster
from tests.integration.running_service import command

EARLIEST, LATEST = 0.05, 0.9

PLAN = (
    ("check", "web process"), ("check", "worker"), ("check", "postmaster"), ("check", "backend"),
    ("import", "worker"), ("import", "backend"), ("import", "supervisor"), ("import", "postmaster"),
    ("batch", "web process"), ("batch", "web"), ("batch", "backend"), ("batch", "postmaster"),
    ("answers", "web"), ("answers", "worker"), ("answers", "backend"), ("answers", "postmaster"),
    ("payments", "web process"), ("payments", "worker"), ("payments", "backend"), ("payments", "keeper"),
    ("match", "worker"), ("match", "backend"), ("match", "supervisor"), ("match", "postmaster"),
)  # fmt: skip


@dataclass
class Shot:
    """One kill. `share` is how far into the undisturbed time of the request (web) or the work (others) it comes."""

    number: int
    stage: str
    victim: str
    share: float

    @property
    def name(self) -> str:
        return f"{self.number:02d}-{self.stage}-{self.victim.replace(' ', '-')}"


def shots(seed: int) -> list[Shot]:
    """The plan with its moments; the same seed gives the same ones."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    return [
        Shot(number, stage, victim, chance.uniform(EARLIEST, LATEST))
        for number, (stage, victim) in enumerate(PLAN, start=1)
    ]


def in_the_request(shot: Shot, stage: Stage) -> bool:
    """Whether the work that is hit is the request's own, not that of a job which it queues."""
    return not stage.task or shot.victim in {"web", "web process"}


def process_of(victim: str, world: World) -> int:
    """The process id; 0 while there is none (a backend that is not at work)."""
    found: dict[str, Callable[[], int]] = {
        "web": lambda: world.service.child("granian"),
        "web process": lambda: _web_process(world),
        "worker": lambda: world.service.child("service.jobs"),
        "supervisor": lambda: world.service.process.pid,
        "keeper": lambda: keeper(world.service.state),
        "postmaster": lambda: postmaster(world.service.state),
        "backend": world.register.backend_at_work,
    }
    return found[victim]()


def _web_process(world: World) -> int:
    server = world.service.child("granian")
    return next((pid for pid in children(server) if b"granian" in command(pid)), 0)


@dataclass(frozen=True)
class Hit:
    """A kill that happened: milliseconds after the request was sent; `running` if the stage was not over yet."""

    milliseconds: int
    running: bool


def fire(world: World, shot: Shot, stage: Stage, attempt: Attempt) -> Hit:
    """Wait for the moment and kill with -9."""
    requested = in_the_request(shot, stage)
    start, whole = (attempt.sent.sent, stage.answer_time) if requested else (_begun(world, attempt), stage.work_time)
    time.sleep(max(0.0, start + shot.share * whole - time.monotonic()))

    def running() -> bool:
        return not attempt.sent.over.is_set() if requested else any(not job.over for job in attempt.jobs(world))

    while not (victim := process_of(shot.victim, world)) and running():
        time.sleep(0.002)
    still = bool(victim) and running()
    if victim:
        os.kill(victim, signal.SIGKILL)
    return Hit(round((time.monotonic() - attempt.sent.sent) * 1000), still)


def _begun(world: World, attempt: Attempt) -> float:
    """The moment when a worker began the job."""
    wait_for(lambda: any(job.begun for job in attempt.jobs(world)))
    return time.monotonic()


def was_inside(shot: Shot, attempt: Attempt, jobs: list[Job]) -> bool:
    """Known afterwards: the request stayed without a good answer, or a worker had to begin the job anew.

    A worker whose supervisor was killed may still end what it does.
    """
    if not in_the_request(shot, attempt.stage):
        return shot.victim == "supervisor" or any(job.begun > 1 for job in jobs)
    return attempt.sent.status == 0 or attempt.sent.status >= 500


def sign(shot: Shot, attempt: Attempt, jobs: list[Job]) -> str:
    """What the log says of how the stage was hit."""
    if not in_the_request(shot, attempt.stage):
        return f"job begun {jobs[-1].begun}×" if jobs else "no job"
    return f"answer {attempt.sent.status}" if attempt.sent.status else "no answer"
