#!/usr/bin/env python3
"""Kills heal, and refuses it what it asks of the system, at every moment at which it writes; then starts it again.

    crash.py [options] -- heal

What must hold afterwards stands in README.md.
"""
import argparse
import json
import os
import queue
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Bench"))

import command_line
import damage
import summary
from check import Check
from place import CannotTrace, Place, Tools, area, tree
from scenarios import MODEL, NOTES, SCENARIOS

KILLS = ["KILL", "KILL-torn", "KILL-group", "TERM", "INT", "HUP", "TERM-group", "INT-group"]
ERRORS = ["ENOSPC", "EIO", "EROFS", "EDQUOT", "short", "ENOSPC+", "EROFS+"]
FAULTS = KILLS + ERRORS
# How it ends where nothing could be tried.
NOT_TRIED = 77
WRITES = {"write", "pwrite", "writev"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, metavar="N", help="N cases by chance, every scenario, place and fault in turn")
    parser.add_argument("--seed", type=int, default=1, help="another sample")
    parser.add_argument("--scenario", nargs="+", metavar="NAME", choices=[s.name for s in SCENARIOS], help="these scenarios alone")
    parser.add_argument("--fault", nargs="+", choices=FAULTS, help="these faults alone")
    parser.add_argument("--only", nargs="+", metavar="ID", help="these cases alone: SCENARIO/FAULT/MOMENT, or the beginning")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", metavar="DIR", help="where to work; a folder in memory is quickest")
    parser.add_argument("--keep", metavar="DIR", help="keep the projects of cases that broke, and what heal printed")
    parser.add_argument("--json", metavar="FILE", help="also write every result as one JSON line")
    parser.add_argument("--resume", action="store_true", help="leave out the cases that the FILE of --json has, and count them")
    parser.add_argument("--break", dest="damage", action="store_true",
                        help="damage what heal has left, to see that it is noticed; exit 3 when it is not")
    parser.add_argument("--list", action="store_true", help="only name the cases")
    parser.add_argument("--summary", action="store_true", help="no tables: what broke, and how many cases there were")
    parser.add_argument("--quiet", action="store_true", help="name the cases that broke alone")
    options, options.heal = command_line.parsed(parser)
    return options


class Clean:
    """A scenario in which nothing happens: what the tree was and became, and the moments on the way."""

    def __init__(self, scenario, place):
        place.lay(scenario)
        self.scenario, self.before = scenario, tree(place.project)
        struck = place.strike(scenario, "none", "none")
        self.after = tree(place.project)
        if struck.code not in scenario.exits and not scenario.hook:
            raise SystemExit(f"crash: {scenario.name} ends with {struck.ended} when nothing happens:\n{struck.printed[-2500:]}")
        wanted = {name: value for name, value in self.before.items() if name != NOTES}
        for name, text in scenario.healed.items():
            wanted.pop(name, None)
            if text is not None:
                mode = self.before[name][1] if name in self.before else self.after.get(name, (b"", 0o644))[1]
                wanted[name] = (text.encode(), mode)
        names = [n for n in wanted.keys() | self.after.keys() if n != NOTES and wanted.get(n) != self.after.get(n)]
        if names:
            raise SystemExit(f"crash: {scenario.name} leaves other files when nothing happens: {names}\n{struck.printed[-2500:]}")
        self.moments = near_writes(struck.moments)
        calls = [call[2].split(" ")[0] for call in place.calls_of_dbt() if call[0] == "start"]
        self.priority = next((call for call in calls if call != f"nice={os.nice(0)}"), None)

    def result(self):
        """That of the run in which nothing happens."""
        text = f"dbt runs with {self.priority}, and heal was started with nice={os.nice(0)}"
        return {"id": f"{self.scenario.name}/none", "scenario": self.scenario.name, "fault": "none", "area": "none", "hit": "",
                "verdict": "broken" if self.priority else "held",
                "breaks": [{"invariant": "9 priority", "text": text}] if self.priority else []}

    def cases(self):
        for fault in self.scenario.faults or FAULTS:
            for line in self.moments:
                moment = line.split(" ", 3)
                if fault in ("KILL-torn", "short") and (moment[2] not in WRITES or moment[1] == "process"):
                    continue
                if fault in ERRORS and (moment[1] == "process" or moment[2] == "flock" and fault != "EIO"):
                    continue
                yield {"id": f"{self.scenario.name}/{fault}/{moment[0]}", "scenario": self.scenario.name, "fault": fault,
                       "moment": moment[0], "area": area(moment)}


def near_writes(moments):
    """Of the moments at which heal starts programs and hears from them, those near a write and each tenth of the others: a
    run asks git some hundred times, and in between nothing changes."""
    is_write = [line.split(" ", 2)[1] != "process" for line in moments]
    return [line for index, line in enumerate(moments)
            if is_write[index] or index % 10 == 0 or any(is_write[max(0, index - 3):index + 4])]


def chosen(cleans, options):
    cases = [case for clean in cleans.values() for case in clean.cases()
             if (not options.fault or case["fault"] in options.fault)
             and (not options.only or any(case["id"] == text or case["id"].startswith(text + "/") for text in options.only))]
    if options.sample and options.sample < len(cases):
        cases = spread(cases, options.sample, random.Random(options.seed))
    return cases


def spread(cases, count, chance):
    """That many cases: every scenario in turn, and in it the faults and places that were taken least."""
    groups = {}
    for case in chance.sample(cases, len(cases)):
        groups.setdefault(case["scenario"], {}).setdefault((case["fault"], case["area"]), []).append(case)
    taken, used = [], Counter()
    while len(taken) < count:
        for own in groups.values():
            kinds = [kind for kind, left in own.items() if left]
            if kinds and len(taken) < count:
                kind = min(kinds, key=lambda kind: used[kind[0]] + used[kind[1]])
                used.update(kind)
                taken.append(own[kind].pop())
    return taken


def judged(case, clean, place, options):
    scenario, fault = clean.scenario, case["fault"]
    place.lay(scenario)
    harm = damage.for_case(case, scenario) if options.damage else None
    check = Check(scenario, place, clean.before, clean.after)
    struck = place.strike(scenario, fault, case["moment"])
    result = case | {"hit": struck.hit or "", "ended": struck.ended}
    missed = struck.hit is None or fault in ERRORS and " process " in struck.hit
    if missed and not harm:
        return result | {"verdict": "missed", "breaks": []}
    check.after_fault(struck, fault)
    if not scenario.dbt_seconds:
        place.calls.unlink(missing_ok=True)
    if scenario.added:
        path = place.project / MODEL
        path.write_bytes(path.read_bytes() + scenario.added.encode())
    if harm:
        harm.before_next(place)
    ended = place.call(scenario, scenario.next_words, seen=place.seen)
    struck.process.wait()
    if harm:
        harm.after_next(place)
    check.after_next(ended, struck, fault)
    if harm:
        harm.end()
    if check.breaks and options.keep:
        keep(place, Path(options.keep) / case["id"].replace("/", "__"), struck, ended, check.breaks)
    return result | {"verdict": "broken" if check.breaks else "held", "breaks": check.breaks, "next": ended.returncode,
                     "area": struck.place or case["area"]} | ({"damage": harm.name} if harm else {})


def known_results(options):
    """Those of a run that was stopped, by id: it must have been the same heal, or the moments are others."""
    if not (options.resume and options.json and os.path.exists(options.json)):
        return {}
    with open(options.json) as file:
        results = [json.loads(line) for line in file if line.endswith("\n")]
    return {result["id"]: result for result in results}


def keep(place, folder, struck, ended, breaks):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(place.project, folder / "project", symlinks=True)
    if place.seen.exists():
        shutil.copytree(place.seen, folder / "seen", symlinks=True)
    (folder / "struck.txt").write_text(f"{struck.ended}\n{struck.hit}\n\n{struck.printed}")
    (folder / "next.txt").write_text(f"{ended.returncode}\n\n{ended.stdout}")
    (folder / "breaks.json").write_text(json.dumps(breaks, indent=2))


def run_all(cases, cleans, places, options):
    results, free, lock = [], queue.Queue(), threading.Lock()
    for place in places:
        free.put(place)

    def run(case):
        place = free.get()
        try:
            result = judged(case, cleans[case["scenario"]], place, options)
        except Exception as error:
            result = case | {"verdict": "invalid", "breaks": [{"invariant": "0", "text": f"{type(error).__name__}: {error}"}]}
        finally:
            free.put(place)
        with lock:
            results.append(result)
            if result["breaks"] or not options.quiet:
                why = "; ".join(f"{b['invariant']}: {b['text']}" for b in result["breaks"])
                print(f"{len(results):5}/{len(cases)} {result['verdict']:7} {result['id']} [{result['area']}]"
                      + (f"  {why[:400]}" if why else ""), file=sys.stderr, flush=True)
            if options.json:
                with open(options.json, "a") as file:
                    file.write(json.dumps(result) + "\n")

    with ThreadPoolExecutor(len(places)) as pool:
        list(pool.map(run, cases))
    return results


def main():
    options = arguments()
    if len(options.heal) != 1:
        sys.exit("crash: name heal behind `--`")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="crash-", dir=options.folder or ("/dev/shm" if os.path.isdir("/dev/shm") else None)))
    start = time.monotonic()
    try:
        rules = os.environ.get("HEAL_STANDARD_RULES", HERE.parents[1] / "rules")
        tools = Tools(shutil.which(options.heal[0]) or options.heal[0], rules, folder)
        places = [Place(tools, number) for number in range(options.jobs)]
        wanted = [s for s in SCENARIOS if (not options.scenario or s.name in options.scenario)
                  and (not options.only or any(text.split("/")[0] == s.name for text in options.only))
                  and (not s.github or shutil.which("gh"))]
        if not shutil.which("gh"):
            print("crash: gh is not installed, so there are no cases with issues", file=sys.stderr)
        cleans = {scenario.name: Clean(scenario, places[0]) for scenario in wanted}
        cases = chosen(cleans, options)
        if options.list:
            print("\n".join(f"{case['id']} [{case['area']}]" for case in cases))
            return 0
        random.Random(options.seed).shuffle(cases)
        results = [] if options.damage else [clean.result() for clean in cleans.values()]
        known = known_results(options)
        results += [known[case["id"]] for case in cases if case["id"] in known]
        results += run_all([case for case in cases if case["id"] not in known], cleans, places, options)
    except CannotTrace as reason:
        print(f"crash: nothing was tried: {reason}", file=sys.stderr)
        return NOT_TRIED
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(summary.exceptions(results) if options.summary else summary.tables(results) + "\n")
    broken = sum(result["verdict"] in ("broken", "invalid") for result in results)
    print(f"crash: {len(results)} cases in {(time.monotonic() - start) / 60:.1f} minutes, {broken} broken")
    if options.damage:
        return summary.control(results)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
