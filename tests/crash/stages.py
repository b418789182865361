"""The stages in which something is killed, each through its own door, and how an undisturbed run of each ends."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.crash import files
from tests.crash.doors import File, Sent
from tests.crash.register import Digest, Job
from tests.crash.world import World, prepared

ROWS = 3000
LONGEST_STAGE = 90
ABSENT, ASKED, STAGED, WHOLE = "absent", "asked for", "whole, its file to come", "whole"
GOING_BACK = "files that go back"
PAUSE = 0.005
INSURER, CHECK, TAKE_IN = "enrolment.take_in_insurer_file", "enrolment.check", "enrolment.take_in"
MATCH = "linkage.match"


@dataclass
class Stage:
    """A stage as it is begun, and what is known of it from a run without a crash.

    `task` is the job that the request queues; without one the request does the work itself. Times are in seconds.
    """

    name: str
    task: str
    begin: Callable[[World], Sent]
    before: Digest = field(default_factory=dict)
    asked: Digest = field(default_factory=dict)
    after: Digest = field(default_factory=dict)
    answer_time: float = 0
    work_time: float = 0

    @property
    def saved(self) -> str:
        return f"before_{self.name}"

    @property
    def milliseconds(self) -> float:
        return (self.answer_time + self.work_time) * 1000

    def place(self, found: Digest) -> str:
        """The word for this state; what differs, if it is none of those that may be seen."""
        for word, state in self.states().items():
            if found == state:
                return word
        nearest = min((differences(found, state) for state in self.states().values()), key=len)
        return f"NEITHER WHOLE NOR ABSENT: {nearest}"

    def states(self) -> dict[str, Digest]:
        """All that may ever be seen. A check writes the file that goes back after its rows, in a second transaction."""
        states = {ABSENT: self.before, WHOLE: self.after}
        if self.asked:
            states |= {ASKED: self.asked, STAGED: self.after | {GOING_BACK: self.before[GOING_BACK]}}
        return states


@dataclass
class Attempt:
    """One run of a stage. `last_job` is the last job before it."""

    stage: Stage
    sent: Sent
    last_job: int

    def jobs(self, world: World) -> list[Job]:
        return world.register.jobs(self.stage.task, after=self.last_job) if self.stage.task else []


def differences(found: Digest, wanted: Digest) -> dict[str, str]:
    """The tables that differ, with their numbers of rows."""
    return {
        name: f"{found[name][0]} rows for {wanted.get(name, (0, 0))[0]}"
        for name in found
        if found[name] != wanted.get(name)
    }


def stages() -> list[Stage]:
    """In the order in which a worker's way goes."""
    content = files.roster(ROWS)
    usable = len([row for row in range(ROWS) if row % files.MENDED_EVERY])

    def check(world: World) -> Sent:
        return world.manager.begin("/daftar-nama/", {"payer": "SELF", "consent": "on"}, File("daftar.csv", content))

    def take_in(world: World) -> Sent:
        roster = world.register.ask("SELECT id FROM enrolment_roster")[0][0]
        return world.manager.begin(f"/daftar-nama/{roster}/masukkan/", {})

    def batch(world: World) -> Sent:
        return world.manager.begin("/berkas/baru/", {"branch": world.branch, "area": "", "limit": "10000"})

    def answers(world: World) -> Sent:
        return _bring(world, "jawaban", {}, files.answers(usable))

    def payments(world: World) -> Sent:
        return _bring(world, "iuran", {"month": "2025-09"}, files.payments(usable))

    def match(world: World) -> Sent:
        roster = world.register.ask("SELECT id FROM enrolment_roster")[0][0]
        form = {"left_roster": str(roster), "right_known": "terdaftar"}
        return world.manager.begin("/pencocokan/", form, File("peserta.csv", files.members(content), "right_file"))

    return [
        Stage("check", CHECK, check),
        Stage("import", TAKE_IN, take_in),
        Stage("batch", "", batch),
        Stage("answers", INSURER, answers),
        Stage("payments", INSURER, payments),
        Stage("match", MATCH, match),
    ]


def _bring(world: World, kind: str, more: Mapping[str, str], content: bytes) -> Sent:
    form = {"as_of": "2025-10-20", **more}
    return world.officer.begin(f"/data-bpjs/{kind}/", form, File(f"{kind}.csv", content))


def begin(world: World, stage: Stage) -> Attempt:
    last_job = world.register.last_job()
    return Attempt(stage, stage.begin(world), last_job)


def finish(world: World, attempt: Attempt) -> list[Job]:
    """Wait until the request is answered and its job, if there is one, is over."""
    assert attempt.sent.over.wait(LONGEST_STAGE)
    wait_for(lambda: all(job.over for job in attempt.jobs(world)))
    return attempt.jobs(world)


def learn(attempt: Attempt, jobs: list[Job], *, whole_run: bool = True) -> None:
    """Note how long the stage takes now: the machine may be busier, or less busy, than it was.

    `whole_run`: the last job did all the work, as far as was seen. One that was begun again and found it done after all
    was far too quick; one that was begun once did it, however quick: the first of a worker also loads what it needs.
    """
    stage = attempt.stage
    if attempt.sent.status == 302:
        stage.answer_time = attempt.sent.ended - attempt.sent.sent
    if whole_run and jobs and (jobs[-1].begun == 1 or jobs[-1].seconds > stage.work_time / 4):
        stage.work_time = jobs[-1].seconds


def wait_for(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_STAGE
    while not happens():
        assert time.monotonic() < end, "the stage did not end in time"
        time.sleep(PAUSE)


def run_undisturbed(world: World, stage: Stage) -> None:
    """Run a stage without a crash and note its states and times; before the batch everybody is verified."""
    if stage.name == "batch":
        prepared(world.service.state, "verify")
    world.register.save(stage.saved)
    world.register.restore(stage.saved)
    stage.before = world.register.digest()
    attempt = begin(world, stage)
    if stage.task:
        wait_for(lambda: attempt.sent.over.is_set() and bool(attempt.jobs(world)))
        stage.asked = world.register.digest()
    jobs = finish(world, attempt)
    assert attempt.sent.status == 302, attempt.sent.body
    assert [job.status for job in jobs] == ["succeeded"] * bool(stage.task), jobs
    learn(attempt, jobs)
    stage.after = world.register.digest()
    assert differences(stage.after, stage.before)
    assert world.register.disagreements() == {}
