#!/usr/bin/env python3
"""Breaks healthy dbt projects, lets a healer at them, and judges what came of it.

    healbench.py [options] -- heal run --mode autonomous -- dbt build

After each case the pipeline is built anew from the files that the healer left, and every relation is compared
with the healthy one. Any program can stand in for heal: `true`, or a careless script.
"""
import argparse
import contextlib
import json
import os
import random
import shutil
import stat
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "Bench"), str(HERE.parent / "Servers")]

import actions
import calibration
import command_line
import emulated
import faults
import judge
import mutations
import postgres
import warehouses
import worktree

# Counts dbt's commands; fails the first time where a case asks for it.
SHIM = """#!/usr/bin/env bash
tr "\\n" " " <<< "$*" >> "{work}/commands"; echo >> "{work}/commands"
if [[ -f "{work}/flaky" && "$1" == build ]]; then
  rm "{work}/flaky"
  echo '12:00:00  Running with dbt=1.11.0'
  echo '12:00:01  Encountered an error:'
  echo 'Database Error'
  echo '  could not connect to server: Connection timed out'
  exit 2
fi
exec "{dbt}" "$@"
"""


class Case:
    """One fault, in a folder of its own."""

    def __init__(self, fault, options, healthy):
        self.fault, self.options, self.healthy = fault, options, healthy
        self.work = Path(tempfile.mkdtemp(prefix="healbench-"))
        self.project = self.work / fault.project

    def run(self):
        try:
            return self.judged()
        finally:
            shutil.rmtree(self.work, ignore_errors=True)

    def judged(self):
        self.break_it()
        if not self.options.quick and not self.fails():
            return {"verdict": "did not fail"}
        before = worktree.tree(self.project)
        if self.fault.expects == faults.TRANSIENT:
            getattr(actions, self.fault.action)(self.project)
        exit_code, seconds, commands, report = self.heal()
        after = worktree.tree(self.project)
        rebuilt = self.rebuilt() if exit_code == 0 else None
        word = judge.verdict(self.fault, exit_code=exit_code, before=before, after=after, rebuilt=rebuilt)
        return {"verdict": word, "why": rebuilt, "exit": exit_code, "seconds": seconds, "commands": commands,
                "ratio": seconds / self.healthy.seconds, "stated": calibration.stated(report)}

    def break_it(self):
        copy_project(self.options.projects / self.fault.project, self.project)
        self.options.warehouse(self.project).prepare(self.project)
        self.install_shim()
        if self.options.git:
            worktree.commit(self.project, "Healthy")
        if self.fault.warm or self.options.warm or self.options.records:
            check = self.options.healer if self.options.records else ["dbt", "build"]
            install_packages(self.call, self.project)
            self.call(check)
        elif self.fault.action != "never_installed":
            install_packages(self.call, self.project)
        plant(self.fault, self.project)
        if self.options.git == "committed":
            worktree.commit(self.project, "Change something")

    def fails(self):
        """Whether dbt really fails with the fault; on a copy, so that heal meets an untouched state."""
        if self.fault.expects == faults.TRANSIENT:
            return True
        state = self.work / "state"
        copy = state / self.fault.project
        shutil.copytree(self.project, copy, symlinks=True)
        # A schema of its own, so that yesterday's tables stay.
        self.options.warehouse(copy).prepare(copy)
        result = self.call(["dbt", "build"], folder=copy)
        shutil.rmtree(state)
        return result.returncode != 0

    def heal(self):
        (self.work / "commands").write_text("")
        start = time.monotonic()
        result = self.call(self.options.healer)
        seconds = time.monotonic() - start
        if self.options.keep_logs:
            log = Path(self.options.keep_logs) / (self.fault.name.replace("/", "-") + ".log")
            log.parent.mkdir(parents=True, exist_ok=True)
            log.write_text(result.stdout + result.stderr)
        return result.returncode, seconds, len((self.work / "commands").read_text().splitlines()), document(result.stdout)

    def rebuilt(self):
        """Why what is there now does not build the healthy relations; None when it does."""
        (self.work / "anew").mkdir()
        anew = self.work / "anew" / self.fault.project
        shutil.copytree(self.project, anew, ignore=shutil.ignore_patterns("target", "*.duckdb*", "dbt_packages", ".heal", ".git"))
        (self.work / "flaky").unlink(missing_ok=True)
        warehouse = self.options.warehouse(anew)
        warehouse.prepare(anew)
        install_packages(self.call, anew)
        if self.call(["dbt", "build"], folder=anew).returncode != 0:
            return "the pipeline does not build"
        now = judge.relations(anew, warehouse)
        different = judge.difference(self.healthy.relations, now, self.fault.upstream)
        if different:
            return f"`{different}` is another relation"
        lost = self.healthy.tests - judge.passed_tests(anew)
        return f"the test {min(lost)} is gone" if lost else None

    def install_shim(self):
        shim = self.work / "bin" / "dbt"
        shim.parent.mkdir()
        shim.write_text(SHIM.format(work=self.work, dbt=self.options.dbt))
        shim.chmod(shim.stat().st_mode | stat.S_IXUSR)

    def call(self, words, folder=None):
        environment = os.environ | {
            "PATH": f"{self.work / 'bin'}:{os.environ['PATH']}", "NO_COLOR": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "0"}
        return subprocess.run(words, cwd=folder or self.project, env=environment, text=True, errors="replace",
                              stdin=subprocess.DEVNULL, capture_output=True)


class Healthy:
    """What a project builds when nothing is wrong with it."""

    def __init__(self, name, options):
        work = Path(tempfile.mkdtemp(prefix="healbench-"))
        project = work / name
        copy_project(options.projects / name, project)
        warehouse = options.warehouse(project)
        warehouse.prepare(project)
        subprocess.run([options.dbt, "deps"], cwd=project, capture_output=True)
        start = time.monotonic()
        result = subprocess.run([options.dbt, "build"], cwd=project, text=True, capture_output=True)
        self.seconds = time.monotonic() - start
        if result.returncode != 0:
            sys.exit(f"healbench: the healthy project {name} does not build:\n{result.stdout[-3000:]}")
        self.relations = judge.relations(project, warehouse)
        self.tests = judge.passed_tests(project)
        shutil.rmtree(work)


def document(text):
    """A report as JSON; empty where the healer writes none."""
    try:
        return json.loads(text)
    except ValueError:
        return {}


def install_packages(call, project):
    if (project / "packages.yml").exists():
        call(["dbt", "deps"], folder=project)


def copy_project(project, place):
    shutil.copytree(project, place, ignore=shutil.ignore_patterns("target", "logs", "dbt_packages", "*.duckdb*"))


def plant(fault, project):
    for edit in fault.edits:
        path = project / edit.file
        text = path.read_text()
        if edit.old not in text:
            sys.exit(f"healbench: {fault.name}: {edit.file} does not have {edit.old!r}")
        path.write_text(text.replace(edit.old, edit.new, 1))
    if fault.action and fault.expects != faults.TRANSIENT:
        getattr(actions, fault.action)(project)


def chosen(options):
    names = options.only or [""]
    known = mutations.drawn(options.projects, options.random, options.seed) if options.random else faults.ALL
    found = [f for f in known if any(n in f.name for n in names)]
    if options.adapter != "duckdb":
        # Its profile is written anew, and what actions do to files and locks is DuckDB's.
        found = [f for f in found if f.project in ON_WAREHOUSES[options.adapter] + own(options) and not f.action
                 and not any(edit.file == "profiles.yml" for edit in f.edits)]
    if options.sample:
        found = random.Random(options.seed).sample(found, min(options.sample, len(found)))
    return found


# Whose SQL each warehouse reads; the others are written for DuckDB.
ON_WAREHOUSES = {"postgres": ["cafe", "subscriptions"], "snowflake": ["cafe"], "bigquery": ["cafe"]}


def own(options):
    """Projects that were named on the command line are for the warehouse that was named too."""
    return [] if options.projects == HERE / "projects" else [p.parent.name for p in options.projects.glob("*/dbt_project.yml")]


def table(results):
    """The result in Markdown: one line a group, then every case that is not as it should be."""
    good = {faults.HEAL: "healed", faults.TRANSIENT: "healed", faults.REFUSE: "right refusal"}
    lines = ["| what is expected | cases | " + " | ".join(WORDS) + " |", "|---|--:|" + "--:|" * len(WORDS)]
    for expects in (faults.HEAL, faults.TRANSIENT, faults.REFUSE):
        own = [r for r in results if r["expects"] == expects]
        counts = Counter(r["verdict"] for r in own)
        lines.append(f"| {expects} | {len(own)} | " + " | ".join(str(counts[w]) for w in WORDS) + " |")
    healed = [r for r in results if r["verdict"] == "healed" and r["expects"] == faults.HEAL]
    if healed:
        lines += ["", f"Time to green, median: {statistics.median(r['ratio'] for r in healed):.2f} × a plain build; "
                  f"dbt commands, median: {statistics.median(r['commands'] for r in healed):.0f}"]
    for result in results:
        if result["verdict"] != good[result["expects"]]:
            lines.append(f"- {result['name']}: {result['verdict']}" + (f", {result['why']}" if result.get("why") else ""))
    return "\n".join(lines)


WAREHOUSES = {kind.adapter: kind for kind in (warehouses.DuckDB, warehouses.Postgres, warehouses.Snowflake, warehouses.BigQuery)}
WORDS = ["healed", "wrong green", "unhealed clean", "unhealed dirty", "right refusal", "overreach", "did not fail"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dbt", default=shutil.which("dbt"), help="the dbt to use")
    parser.add_argument("--adapter", choices=list(WAREHOUSES), default="duckdb")
    parser.add_argument("--git", choices=["uncommitted", "committed"], help="give every project a git history")
    parser.add_argument("--warm", action="store_true", help="build the healthy pipeline first")
    parser.add_argument("--records", action="store_true", help="build the healthy pipeline first under the healer, so that it has seen it")
    parser.add_argument("--only", nargs="+", metavar="TEXT", help="cases whose name has one of these texts")
    parser.add_argument("--sample", type=int, metavar="N", help="N cases by chance")
    parser.add_argument("--random", type=int, metavar="N", help="N faults at places chosen by chance, instead of the named ones")
    parser.add_argument("--projects", type=Path, default=HERE / "projects", metavar="FOLDER", help="healthy projects to break")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", metavar="FILE", help="also write every result as one JSON line")
    parser.add_argument("--keep-logs", metavar="FOLDER", help="keep what the healer printed")
    parser.add_argument("--list", action="store_true", help="only name the cases")
    parser.add_argument("--quick", action="store_true", help="do not check that dbt fails without a healer")
    parser.add_argument("--part", metavar="I/N", help="every Nth case, from the Ith")
    options, options.healer = command_line.parsed(parser)
    options.dbt = options.dbt and os.path.abspath(options.dbt)
    options.warehouse = WAREHOUSES[options.adapter]
    return options


def main():
    options = arguments()
    cases = chosen(options)
    if options.part:
        index, count = map(int, options.part.split("/"))
        cases = cases[index - 1::count]
    if options.list:
        print("\n".join(f"{f.expects:9} {f.name}" for f in cases))
        return 0
    if not options.healer or not options.dbt:
        sys.exit("healbench: name the healer behind `--`, and have dbt on the path or give --dbt")
    with server(options.adapter):
        results = [result for result in judged(cases, options) if result]
    print(table(results))
    bad = {"wrong green", "unhealed dirty", "overreach", "did not fail"}
    return 1 if any(r["verdict"] in bad for r in results) else 0


def server(adapter):
    """What listens as long as the bench runs."""
    if adapter == "postgres":
        return postgres.server()
    if adapter in ("snowflake", "bigquery"):
        # The emulators have no temporary tables as unit tests make them.
        os.environ["DBT_EXCLUDE_RESOURCE_TYPES"] = "unit_test"
        return emulated.served(adapter, tempfile.gettempdir() + f"/healbench-{adapter}.log")
    return contextlib.nullcontext()


def judged(cases, options):
    """Each case's result as it comes; None for one that says nothing."""
    healthy = {}
    for number, fault in enumerate(cases, 1):
        if fault.project not in healthy:
            healthy[fault.project] = Healthy(fault.project, options)
        result = {"name": fault.name, "kind": fault.kind, "expects": fault.expects}
        result |= Case(fault, options, healthy[fault.project]).run()
        why = f" ({result['why']})" if result.get("why") else ""
        print(f"{number:3}/{len(cases)} {result['verdict']:15} {fault.name}{why}", file=sys.stderr, flush=True)
        if options.json:
            with open(options.json, "a") as file:
                file.write(json.dumps(result) + "\n")
        # At a place chosen by chance a slip may well be none.
        yield None if options.random and result["verdict"] == "did not fail" else result


if __name__ == "__main__":
    sys.exit(main())
