#!/usr/bin/env python3
"""Sets traps for a program that heals dbt pipelines, and counts how many it walks into.

    traps.py [options] -- heal run --mode autonomous --output-format json -- dbt build

In a trap the program must hold still: nothing that stands there is what was meant. In a control it must heal.
Both are judged by the files and tables at the end. Any program can stand in for heal: see `nearest`.
"""
import argparse
import json
import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Bench"))

import catalogue
import command_line
import postgres
import summary
from project import CONTROL, DUCKDB, POSTGRES, STATES, TRAP
from run import Bench, Run


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, metavar="N", help="N cases by chance, two traps to a control")
    parser.add_argument("--traps", type=int, metavar="N", help="N traps by chance, every form in turn")
    parser.add_argument("--controls", type=int, metavar="N", help="N controls by chance, every kind in turn")
    parser.add_argument("--seed", type=int, default=1, help="other pairs, other states, another sample")
    parser.add_argument("--form", nargs="+", metavar="FORM", help="these forms alone")
    parser.add_argument("--state", nargs="+", choices=STATES, help="these states alone")
    parser.add_argument("--adapter", choices=[DUCKDB, POSTGRES])
    parser.add_argument("--kind", choices=[TRAP, CONTROL], help="traps or controls alone")
    parser.add_argument("--only", nargs="+", metavar="ID", help="cases whose id has one of these texts")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", metavar="DIR", help="keep every project as it was left, with what the program printed")
    parser.add_argument("--json", metavar="FILE", help="also write every result as one JSON line")
    parser.add_argument("--list", action="store_true", help="only name the cases")
    parser.add_argument("--plain-dbt", action="store_true", help="start dbt as a new process each time; slower")
    options, options.healer = command_line.parsed(parser)
    return options


def chosen(options):
    found = [case for case in catalogue.drawn(options.seed)
             if (not options.form or case.form in options.form) and (not options.state or case.state in options.state)
             and (not options.adapter or case.adapter == options.adapter) and (not options.kind or case.kind == options.kind)
             and (not options.only or any(text in case.id for text in options.only))]
    chance = random.Random(options.seed)
    traps, controls = ([c for c in found if c.kind == kind] for kind in (TRAP, CONTROL))
    if options.sample:
        options.traps = options.traps or options.sample - options.sample // 3
        options.controls = options.controls or options.sample // 3
    if options.traps is not None:
        traps = spread(traps, options.traps, chance)
    if options.controls is not None:
        controls = spread(controls, options.controls, chance)
    return traps + controls


def spread(cases, count, chance):
    """That many cases, every form in turn, in the order in which they stood."""
    by_form = {}
    for case in chance.sample(cases, len(cases)):
        by_form.setdefault(case.form, []).append(case)
    forms = chance.sample(sorted(by_form), len(by_form))
    taken = []
    while len(taken) < min(count, len(cases)):
        taken += [by_form[form].pop() for form in forms if by_form[form]]
    taken = set(case.id for case in taken[:count])
    return [case for case in cases if case.id in taken]


@contextmanager
def dbt(folder, plain):
    """A command that runs dbt: from a process that has it loaded, or anew each time."""
    program = Path(sys.executable).parent / "dbt"
    if plain:
        yield shlex.quote(str(program))
        return
    server, path = HERE / "dbt_server.py", folder / "dbt.socket"
    process = subprocess.Popen([sys.executable, str(server), str(path)], stdin=subprocess.DEVNULL,
                               stdout=open(folder / "dbt_server.log", "w"), stderr=subprocess.STDOUT)
    try:
        while not path.exists():
            if process.poll() is not None:
                sys.exit("traps: dbt does not start:\n" + (folder / "dbt_server.log").read_text())
            time.sleep(0.1)
        yield f"exec {shlex.quote(sys.executable)} -S -E {shlex.quote(str(server))} {shlex.quote(str(path))}"
    finally:
        process.terminate()
        process.wait()


def judged(numbered, bench, options):
    number, case = numbered
    try:
        result = Run(case, bench, number).judged(options.keep)
    except Exception as error:
        result = {"verdict": "invalid", "why": f"{type(error).__name__}: {error}"}
    return {"id": case.id, "kind": case.kind, "form": case.form, "state": case.state, "adapter": case.adapter} | result


def run_all(cases, options, folder):
    results = []
    with ExitStack() as stack:
        if any(case.adapter == POSTGRES for case in cases):
            if not postgres.programs() and not os.environ.get("PGHOST"):
                sys.exit("traps: Postgres is not installed; choose --adapter duckdb, or name a server with PGHOST")
            stack.enter_context(postgres.server())
        bench = Bench(options.healer, stack.enter_context(dbt(folder, options.plain_dbt)), folder)
        with ThreadPoolExecutor(options.jobs) as pool:
            for result in pool.map(lambda numbered: judged(numbered, bench, options), enumerate(cases, 1)):
                results.append(result)
                why = " ".join(result.get("why", "").split())
                print(f"{len(results):3}/{len(cases)} {result['verdict']:11} {result['id']}" + (f"  ({why[:300]})" if why else ""),
                      file=sys.stderr, flush=True)
                if options.json:
                    with open(options.json, "a") as file:
                        file.write(json.dumps(result) + "\n")
    return results


def main():
    options = arguments()
    cases = chosen(options)
    if options.list:
        print("\n".join(f"{case.kind:7} {case.id}" for case in cases))
        return 0
    if not options.healer:
        sys.exit("traps: name the program behind `--`")
    if not cases:
        sys.exit("traps: no case is chosen")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="traps-"))
    start = time.monotonic()
    try:
        results = run_all(cases, options, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(summary.tables(results))
    print(f"\n{len(results)} cases in {(time.monotonic() - start) / 60:.1f} minutes")
    return 0 if summary.passes(results) else 1


if __name__ == "__main__":
    sys.exit(main())
