"""The calculator, for everybody: a worker, an employer's wages, a construction contract, a city's budget."""
