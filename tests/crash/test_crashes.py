"""`kill -9` at random moments inside import, batch, answers, payments and a matching: afterwards each is whole or absent.

A real service with its database, web and worker. A run without crashes tells how each stage begins and ends; then each
shot brings the register back to where its stage begins, kills somebody inside it, and wants: at every look a state that
is whole, in the end the very state of the undisturbed run, history that agrees with every row, and no job left behind.

PAYUNG_CRASH_SEED=… repeats the moments of a run.
"""

import os
import random
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.crash import files
from tests.crash.conftest import LOG
from tests.crash.kill_log import TOO_LATE, KillLog, Line
from tests.crash.shots import Hit, Shot, fire, shots, sign, was_inside
from tests.crash.stages import ABSENT, ASKED, WHOLE, Attempt, Stage, begin, finish, learn, run_undisturbed, stages
from tests.crash.world import World, world

SEED = int(os.environ.get("PAYUNG_CRASH_SEED") or random.SystemRandom().randrange(10_000))
TRIES = 8  # a stage that was quicker than it was without a crash is begun again


@pytest.fixture(scope="module")
def log(pytestconfig: pytest.Config) -> Iterator[KillLog]:
    pytestconfig.stash[LOG] = log = KillLog(SEED)
    yield log
    log.keep()


@pytest.fixture(scope="module")
def served() -> Iterator[World]:
    with world() as found:
        yield found


@pytest.fixture(scope="module")
def known(served: World, log: KillLog) -> dict[str, Stage]:
    """The stages, each run once without a crash."""
    found = stages()
    for stage in found:
        run_undisturbed(served, stage)
    assert served.holding(b"REKAAN"), "a search of the disk finds what does stand there in the open"
    log.begin(found)
    return {stage.name: stage for stage in found}


@pytest.mark.parametrize("shot", [pytest.param(shot, id=shot.name) for shot in shots(SEED)])
def test_a_killed_stage_is_whole_or_absent(shot: Shot, served: World, known: dict[str, Stage], log: KillLog) -> None:
    stage = known[shot.stage]
    for share in (shot.share * 0.85**missed for missed in range(TRIES)):
        served.register.restore(stage.saved)
        assert look(served, stage) == ABSENT
        attempt = begin(served, stage)
        hit = fire(served, replace(shot, share=share), stage, attempt)
        if survives(served, shot, hit, attempt, log):
            return
    pytest.fail(f"the stage was over before the kill, {TRIES} times")


def survives(served: World, shot: Shot, hit: Hit, attempt: Attempt, log: KillLog) -> bool:
    """Everything wanted after a kill; False if it came too late to count."""
    stage, killed = attempt.stage, time.monotonic()
    if shot.victim == "supervisor":
        served.start_again()
    seen = [look(served, stage)]
    served.wait_until_up()
    jobs = finish(served, attempt)
    inside = hit.running and was_inside(shot, attempt, jobs)
    sure, then = sign(shot, attempt, jobs), "went on" if inside else TOO_LATE
    seen.append(look(served, stage))
    if seen[-1] == ABSENT:
        then = "was asked again"
        jobs = finish(served, begin(served, stage))
        seen.append(look(served, stage))
    log.add(Line(shot, stage.milliseconds, hit, sure, then, seen, time.monotonic() - killed))
    assert set(seen) <= set(stage.states())
    assert seen[-1] == WHOLE
    assert [job.status for job in jobs] == ["succeeded"] * len(jobs)
    assert "Traceback" not in attempt.sent.body
    assert served.holding(files.STRANGER.encode()) == []
    learn(attempt, jobs, whole_run=seen[0] in {ABSENT, ASKED} or not inside)
    is_repeated_without_change(served, stage)
    return inside


def look(served: World, stage: Stage) -> str:
    """Which whole state the register is in; everything in it agrees."""
    place = stage.place(served.register.look())
    assert served.register.disagreements() == {}, place
    return place


def is_repeated_without_change(served: World, stage: Stage) -> None:
    """The same once more changes nothing, and nothing waits."""
    again = begin(served, stage)
    finish(served, again)
    assert again.sent.status in {302, 422}
    assert look(served, stage) == WHOLE
    assert served.register.unfinished() == 0
