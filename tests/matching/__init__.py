"""What measures the matching of rosters: invented rosters, public sets, benchmarks."""
