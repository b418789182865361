"""How much memory there is and how much matching takes: said before the work, not by being killed in it."""

import resource
from pathlib import Path

# Measured at 1,000,000 with 539,000 records: 840 with what was read; pairs and rare columns take more or less.
BYTES_FOR_A_ROW = 500
# Of addresses (`ulimit -v`), whatever the rosters: with less the libraries abort. Measured with 1, 2 and 4 threads.
MIB_AT_ALL, MIB_FOR_A_THREAD = 560, 320
_LACKED = ("out of memory", "outofmemory", "allocate", "bad_alloc", "can't start new thread")
_MEMORY = Path("/proc/meminfo")
_GROUP = Path("/sys/fs/cgroup")
_KIB = 1024


def lacking(rows: int) -> bool:
    """Whether so many rows surely do not fit: their least need is more than what is free."""
    free = available()
    return free is not None and rows * BYTES_FOR_A_ROW > free


def space_wanted(threads: int) -> int | None:
    """The MiB of addresses that so many threads take, where the limit of this process is less; else None."""
    wanted = MIB_AT_ALL + threads * MIB_FOR_A_THREAD
    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    return wanted if most != resource.RLIM_INFINITY and most < wanted * _KIB**2 else None


def lacked(fault: BaseException) -> bool:
    """Whether it is memory that was lacking, as Python, NumPy, DuckDB or the system say it."""
    said = f"{type(fault).__name__} {fault}"[:200].lower()
    return isinstance(fault, MemoryError) or any(word in said for word in _LACKED)


def available() -> int | None:
    """Bytes that this process may still take, by the machine and by its limits; None where nothing tells."""
    found = [bytes_ for bytes_ in (_of_machine(), _of_group(), _of_process()) if bytes_ is not None]
    return min(found, default=None)


def _of_machine() -> int | None:
    told = _numbers(_MEMORY)
    return (told["MemAvailable:"] + told.get("SwapFree:", 0)) * _KIB if "MemAvailable:" in told else None


def _of_group() -> int | None:
    """Of the control group of a container; files kept in memory can be given up."""
    try:
        most, taken = ((_GROUP / name).read_text().strip() for name in ("memory.max", "memory.current"))
    except OSError:
        return None
    kept = _numbers(_GROUP / "memory.stat").get("file", 0)
    return int(most) - int(taken) + kept if most.isdecimal() else None


def _of_process() -> int | None:
    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    taken = _numbers(Path("/proc/self/status")).get("VmSize:", 0) * _KIB
    return None if most == resource.RLIM_INFINITY else max(most - taken, 0)


def _numbers(path: Path) -> dict[str, int]:
    """The first number of each line by its first word."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    words = [line.split() for line in lines]
    return {line[0]: int(line[1]) for line in words if len(line) > 1 and line[1].isdecimal()}
