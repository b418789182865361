"""Whether a stated probability holds: the share of true pairs among those that were said to be true that often."""

from tests.load import measuring
from tests.load.matching import gates
from tests.load.matching.gates import Gate
from tests.load.matching.intervals import share
from tests.load.matching.roster_runs import OURS, Runs
from tests.load.matching.scoring import Band, pooled

ENOUGH = 1000  # pairs of a band; with fewer, chance alone moves the share by more than the gate allows


def part(runs: Runs) -> str:
    """Payung's bands by profile, every size and seed pooled, as Markdown."""
    found = _by_profile(runs)
    if not found:
        return ""
    rows = [
        [f"{profile}, {band.low:g}–{band.high:g}", *_cells(band)] for profile, bands in found.items() for band in bands
    ]
    headings = ("profile, stated probability", "pairs", "mean stated", "share true", "95 % interval", "difference")
    told = "Links after one-to-one, every size and seed together.\n\n"
    return f"### Do the probabilities hold?\n\n{told}{measuring.table(headings, rows)}"


def gate(runs: Runs) -> Gate:
    """The largest difference in a band with enough pairs."""
    named = [
        (f"{profile}, {band.low:g}–{band.high:g}", abs(band.observed - band.stated))
        for profile, bands in _by_profile(runs).items()
        for band in bands
        if band.pairs >= ENOUGH
    ]
    value, where = gates.worst(named, "most")
    note = f"{where}; bands of {ENOUGH:,} pairs and more" if where else ""
    return Gate("observed precision against the stated probability", 0.03, 0.01, value, "most", "", note)


def _by_profile(runs: Runs) -> dict[str, list[Band]]:
    profiles = sorted({one.profile for one in runs.chosen(OURS)})
    return {profile: pooled([one.bands for one in runs.chosen(OURS, profile)]) for profile in profiles}


def _cells(band: Band) -> list[str]:
    low, high = share(round(band.observed * band.pairs), band.pairs)
    figures = [
        f"{band.stated:.3f}",
        f"{band.observed:.3f}",
        f"{low:.3f}–{high:.3f}",
        f"{band.observed - band.stated:+.3f}",
    ]
    return [f"{band.pairs:,}", *figures]
