"""Compares what a pipeline builds, and says how a healer did."""
import json
from pathlib import Path

def relations(project: Path, warehouse) -> dict:
    """Columns, types and sorted rows of every relation that dbt's nodes made; and the tests that passed."""
    manifest = json.loads((project / "target/manifest.json").read_text())
    found = {}
    for node in manifest["nodes"].values():
        if node["resource_type"] in ("model", "seed", "snapshot") and node["config"]["materialized"] != "ephemeral":
            found[node["name"]] = warehouse.read(node["schema"], node["alias"] or node["name"])
    return found


def passed_tests(project: Path) -> set:
    results = json.loads((project / "target/run_results.json").read_text())["results"]
    return {r["unique_id"] for r in results if r["status"] == "pass"}


def difference(healthy: dict, now: dict, but: str | None) -> str | None:
    """The first difference that counts; None where there is none."""
    for name in sorted(healthy.keys() | now.keys()):
        if name == but:
            continue
        if healthy.get(name) != now.get(name):
            return name
    return None


def verdict(fault, *, exit_code, before, after, rebuilt) -> str:
    """One word for how it went.

    `rebuilt` says why the pipeline built anew is not the healthy one; None when it is.
    """
    changed = before != after
    if fault.expects == "refuse":
        if exit_code == 0 or changed:
            return "overreach"
        return "right refusal"
    if exit_code == 0:
        return "healed" if rebuilt is None else "wrong green"
    return "unhealed dirty" if changed else "unhealed clean"
