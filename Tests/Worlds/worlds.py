#!/usr/bin/env python3
"""Tries the wheel where people run dbt: one virtual environment and one run of pytest a world.

    worlds.py --wheel dist/dbt_heal-….whl [NAME …]

README.md says what a world is.
"""
import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ENVIRONMENTS = ROOT / ".venv-worlds"
UV = ROOT / ".venv-wheel/bin/uv"
PYTEST = "pytest==9.2.0"
# pytest's exit code where no test was collected.
NOTHING_COLLECTED = 5


def main():
    names = sorted(path.parent.name for path in HERE.glob("*/requirements.txt"))
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--wheel", type=Path, required=True, help="the wheel that is tried")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"the worlds; all when none is named: {', '.join(names)}")
    options = parser.parse_args()
    unknown = set(options.names) - set(names)
    if unknown:
        parser.error(f"there is no world {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    if not options.wheel.is_file():
        parser.error(f"there is no wheel {options.wheel}; make wheel packs one")
    results = [visit(name, options.wheel.resolve()) for name in options.names or names]
    print()
    for name, result, seconds in results:
        print(f"  {name:<14} {result:<12} {seconds:6.1f} s")
    sys.exit(any(result != "passed" for _, result, _ in results))


def visit(name, wheel):
    """Makes the world's environment and runs its tests: (name, how it ended, seconds)."""
    print(f"\n=== {name}", flush=True)
    began = time.monotonic()
    try:
        python = environment(name, wheel)
        code = subprocess.run([python, "-m", "pytest", "-q", "-rs", HERE / name], env=variables(python, wheel)).returncode
        result = {0: "passed", NOTHING_COLLECTED: "no tests"}.get(code, "FAILED")
    except subprocess.CalledProcessError as error:
        print(f"worlds: {name}: {error}", file=sys.stderr)
        result = "not made"
    return name, result, time.monotonic() - began


def environment(name, wheel):
    """The Python of the world's environment, which is made anew when what it asks for has changed; it has the wheel."""
    folder, list = ENVIRONMENTS / name, HERE / name / "requirements.txt"
    python, stamp = folder / "bin/python", folder / "installed-requirements.txt"
    uv = lambda *words: subprocess.run([UV, "--quiet", *words], check=True)
    # The lists of worlds include heal's own.
    wanted = list.read_bytes() + (ROOT / "requirements.txt").read_bytes()
    if not stamp.exists() or stamp.read_bytes() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        uv("venv", "--python", sys.executable, folder)
        uv("pip", "install", "--python", python, "-r", list, PYTEST)
        stamp.write_bytes(wanted)
    uv("pip", "install", "--python", python, "--no-deps", "--reinstall", wheel)
    return python


def variables(python, wheel):
    """What the tests run with: the world's programs first, no waiting, nothing told to anyone."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HEAL_", "DBT_", "GITHUB_")) and key != "CI"}
    return kept | {
        "PATH": os.pathsep.join([str(python.parent), str(UV.parent), kept["PATH"]]),
        "WHEEL": str(wheel), "HEAL_BASE_DELAY_SECONDS": "0", "NO_COLOR": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "False"}


if __name__ == "__main__":
    main()
