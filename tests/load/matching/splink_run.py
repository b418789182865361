"""Splink, 4 or 5, on one set: `python -m tests.load.matching.splink_run RECIPE LEFT [RIGHT] --links OUT.parquet`.

Runs in an environment of Splink. Two files are linked and given one to one, greedily by weight; one file is searched
for what stands in it twice. The last line printed is JSON: seconds of each step, pairs, versions.
"""

import argparse
import importlib.metadata
import json
import time
from typing import Any

import duckdb
import splink
from splink import DuckDBAPI, Linker, SettingsCreator

from tests.load.matching.one_to_one import greedy
from tests.load.matching.splink_settings import RECIPES, Recipe

LOWEST = 0.001  # pairs less probable are left out
FIFTH = int(splink.__version__.split(".")[0]) >= 5


def main() -> None:
    given = _arguments()
    begun = time.perf_counter()
    base = duckdb.connect()
    base.execute("SET preserve_insertion_order = false")
    names = ["a", "b"][: len(given.files)]
    columns = _columns(base, given.files[0])
    recipe = RECIPES[given.recipe](columns)
    for name, path in zip(names, given.files, strict=True):
        _load(base, name, path, recipe)
    seconds = {"read": time.perf_counter() - begun}
    begun = time.perf_counter()
    linker = _linker(base, names, recipe, given.model)
    if not given.model:
        _train(linker, recipe)
    if given.save_model:
        linker.misc.save_model_to_json(given.save_model, overwrite=True)
    seconds["train"] = time.perf_counter() - begun
    if given.links:
        seconds |= _link(base, linker, given.links, one_to_one=len(names) == 2)
    versions = {name: importlib.metadata.version(name) for name in ("splink", "duckdb")}
    print(json.dumps({"seconds": seconds, "versions": versions}))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", choices=RECIPES)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--links", help="where the pairs go, as Parquet")
    parser.add_argument("--model", help="link with this model instead of training")
    parser.add_argument("--save-model", help="where the trained model goes")
    return parser.parse_args()


def _columns(base: duckdb.DuckDBPyConnection, path: str) -> list[str]:
    return [row[0] for row in base.execute("DESCRIBE FROM read_parquet(?)", [path]).fetchall()]


def _load(base: duckdb.DuckDBPyConnection, name: str, path: str, recipe: Recipe) -> None:
    added = "".join(f", {made} AS {column}" for column, made in recipe.added.items())
    base.execute(f"CREATE TABLE {name} AS SELECT *{added} FROM read_parquet('{path}')")


def _linker(base: duckdb.DuckDBPyConnection, names: list[str], recipe: Recipe, model: str | None) -> Any:
    settings: Any = model or SettingsCreator(
        link_type="link_only" if len(names) == 2 else "dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=list(recipe.comparisons),
        blocking_rules_to_generate_predictions=list(recipe.rules),
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
        **recipe.told,
    )
    api = DuckDBAPI(connection=base)
    if FIFTH:
        tables = [api.register(name, dataset_display_name=name) for name in names]
        return Linker(tables if len(tables) > 1 else tables[0], settings)
    return Linker(names, settings, api, input_table_aliases=names)


def _train(linker: Any, recipe: Recipe) -> None:
    training = linker.training
    training.estimate_probability_two_random_records_match(list(recipe.certain), recall=recipe.recall)
    training.estimate_u_using_random_sampling(max_pairs=recipe.pairs, seed=1)
    for block in recipe.trained_on:
        training.estimate_parameters_using_expectation_maximisation(
            block, estimate_without_term_frequencies=recipe.quick
        )


def _link(base: duckdb.DuckDBPyConnection, linker: Any, links: str, *, one_to_one: bool) -> dict[str, float]:
    """Seconds of predicting and of giving one to one; the links are written."""
    begun = time.perf_counter()
    found = linker.inference.predict(threshold_match_probability=LOWEST).as_duckdbpyrelation()
    chosen = found.select(
        "rec_id_l AS left_id, rec_id_r AS right_id, match_weight AS weight, match_probability AS probability"
    ).order("weight DESC, left_id, right_id")
    columns: dict[str, Any] = chosen.fetchnumpy()
    predicted = time.perf_counter()
    kept = greedy(zip(columns["left_id"], columns["right_id"], strict=True)) if one_to_one else slice(None)
    base.register("taken", {name: values[kept] for name, values in columns.items()})
    base.execute(f"COPY (SELECT * FROM taken) TO '{links}' (FORMAT parquet)")
    return {"predict": predicted - begun, "assign": time.perf_counter() - predicted}


if __name__ == "__main__":
    main()
