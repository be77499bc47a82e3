"""Compares what a pipeline builds, and says how a healer did."""
import json
import hashlib
import os
from pathlib import Path

# What dbt and heal write; all else in a project belongs to its people.
OUTPUTS = {"target", "logs", "dbt_packages", ".heal", ".claude", ".git", "package-lock.yml", ".user.yml"}


def tree(project: Path) -> dict:
    """The content of every file that belongs to people, by path."""
    files = {}
    for folder, folders, names in os.walk(project):
        folders[:] = sorted(set(folders) - OUTPUTS)
        for name in sorted(set(names) - OUTPUTS):
            path = Path(folder) / name
            if ".duckdb" not in name:
                files[str(path.relative_to(project))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return files


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
