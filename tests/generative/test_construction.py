"""Contributions by contract: slice by slice they are what each rupiah of the contract owes, summed and rounded once."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from payung.rules.exact import rounded
from payung.rules.kinds import answer
from payung.rules.legislation import load

TODAY = date(2026, 11, 21)
TIERS = load().table("jakon.contribution.tiers", TODAY)
EDGES = [tier["from"] for tier in TIERS]
NEAR_AN_EDGE = st.builds(lambda edge, off: max(0, edge + off), st.sampled_from(EDGES), st.integers(-2_000, 2_000))
CONTRACTS = st.integers(0, 10**12) | NEAR_AN_EDGE


def owed(base, programme):
    """Each tier's rate owes its difference to the rate before on all that lies above its first rupiah."""
    rates = [Fraction(0), *(tier[programme] for tier in TIERS)]
    above = [max(0, base - max(0, edge - 1)) for edge in EDGES]
    return rounded(sum(above[at] * (rates[at + 1] - rates[at]) for at in range(len(TIERS))))


@given(CONTRACTS)
def test_every_rupiah_owes_the_rate_of_its_tier(base):
    found = answer("jakon", {"contract": base}, on=TODAY).figures
    assert found["jkk"] == owed(base, "jkk")
    assert found["jkm"] == owed(base, "jkm")
    assert found["total"] == found["jkk"] + found["jkm"]


@given(CONTRACTS, st.integers(0, 10_000))
def test_a_larger_contract_never_owes_less(base, more):
    smaller, larger = (answer("jakon", {"contract": each}, on=TODAY).figures["total"] for each in (base, base + more))
    assert smaller <= larger


@given(CONTRACTS, st.decimals(0, 100, places=2))
def test_tax_added_and_taken_out_again_leaves_the_base(base, percent):
    gross = base * (100 + Fraction(percent)) / 100
    found = answer("jakon", {"contract_gross": round(gross), "ppn_percent": percent}, on=TODAY).figures
    assert abs(found["base"] - base) <= 1
