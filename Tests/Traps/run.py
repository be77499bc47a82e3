"""Lays a case out, runs heal on it, and judges by the files and the tables that are there at the end."""
import difflib
import json
import os
import re
import shutil
import subprocess
import threading
import time
from pathlib import Path

import calibration
import databases
import ground_traps
import worktree
from project import COLD_GIT, HISTORY, TRAP, WARM_DBT_GIT, WARM_HEAL, WARM_HEAL_GIT, World

WITH_GIT = {COLD_GIT, HISTORY, WARM_HEAL_GIT, WARM_DBT_GIT}
# What heal's report says once it has held a new column against a table.
COMPARED = re.compile(r"rows equal in|depends on it|rows would|would be made of nothing")


class Bench:
    """What all cases share: the program under test, dbt, and the tables of healthy projects."""

    def __init__(self, healer, dbt, folder: Path):
        self.healer, self.folder = healer, folder
        shim = folder / "bin" / "dbt"
        shim.parent.mkdir(parents=True)
        shim.write_text(f"#!/bin/sh\n{dbt} \"$@\"\n")
        shim.chmod(0o755)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {
            "PATH": f"{shim.parent}:{os.environ['PATH']}", "NO_COLOR": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "0",
            "HEAL_BASE_DELAY_SECONDS": "0"}
        self.healthy, self.lock = {}, threading.Lock()

    def call(self, words, folder):
        return subprocess.run(words, cwd=folder, env=self.environment, text=True, errors="replace",
                              stdin=subprocess.DEVNULL, capture_output=True)

    def built(self, world: World, adapter):
        """The tables of a healthy project; every project is built once."""
        key = (adapter, json.dumps([world.files, world.raw], sort_keys=True))
        with self.lock:
            mine = key not in self.healthy
            slot = self.healthy.setdefault(key, {"ready": threading.Event(), "tables": None})
            number = len(self.healthy)
        if not mine:
            slot["ready"].wait()
            return slot["tables"]
        place = Place(self.folder / f"healthy-{number}" / "shop", adapter)
        try:
            place.lay(world)
            result = self.call(["dbt", "build"], place.project)
            if result.returncode == 0:
                slot["tables"] = place.database.snapshot()
            else:
                slot["why"] = result.stdout[-1500:]
        finally:
            slot["ready"].set()
            place.remove()
        return slot["tables"]


class Place:
    """A folder with a project, and its database."""

    def __init__(self, project: Path, adapter):
        project.mkdir(parents=True)
        self.project, self.world = project, World({})
        self.database = databases.BY_ADAPTER[adapter](project)

    def lay(self, world: World):
        """Makes the project and the loaded tables what `world` says; touches what differs alone."""
        files = {"profiles.yml": ground_traps.profiles(["dev"], "dev")} | world.files
        laid = {name: self.filled(text) for name, text in files.items()}
        for name in self.world.files.keys() - laid.keys():
            (self.project / name).unlink()
        for name, text in laid.items():
            if self.world.files.get(name) != text:
                path = self.project / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        changed = {table: query for table, query in world.raw.items() if self.world.raw.get(table) != query}
        self.database.load(changed, self.world.raw.keys() - world.raw.keys())
        self.world = World(laid, world.raw)

    def filled(self, text):
        return re.sub(r"<<output (\w+)>>", lambda m: self.database.output(m[1]), text)

    def remove(self):
        self.database.drop()
        shutil.rmtree(self.project.parent, ignore_errors=True)


class Run:
    def __init__(self, case, bench: Bench, number):
        self.case, self.bench, self.number = case, bench, number
        self.place = Place(bench.folder / f"case-{number}" / "shop", case.adapter)
        self.project, self.database = self.place.project, self.place.database

    def judged(self, keep=None):
        try:
            return self.result()
        finally:
            if keep:
                place = Path(keep) / self.case.id.replace("/", "__")
                shutil.rmtree(place, ignore_errors=True)
                shutil.copytree(self.project.parent, place, symlinks=True)
            self.place.remove()

    def result(self):
        wrong = self.prepare()
        if wrong:
            return {"verdict": "invalid", "why": wrong}
        self.files, self.tables, self.head = worktree.tree(self.project), self.database.snapshot(), self.commits()
        expected = None
        if self.case.kind == TRAP and self.case.draft.held is None:
            expected = self.plainly_built()
        start = time.monotonic()
        self.ended = self.bench.call(self.bench.healer, self.project)
        seconds = time.monotonic() - start
        (self.project.parent / "stdout").write_text(self.ended.stdout)
        (self.project.parent / "stderr").write_text(self.ended.stderr)
        self.report = document(self.ended.stdout)
        judge = self.judged_trap(expected) if self.case.kind == TRAP else self.judged_control()
        if not failed_at_first(self.report):
            judge = {"verdict": "invalid", "why": "dbt did not fail"}
        elif self.case.draft.compared and judge["verdict"] == "held" and self.report and not COMPARED.search(self.ended.stdout):
            judge = {"verdict": "invalid", "why": "the data were not compared"}
        return judge | {"exit": self.ended.returncode, "seconds": round(seconds, 1), "stated": calibration.stated(self.report)}

    def prepare(self):
        """Brings the project into its state; says what did not go as it should."""
        draft, state, git = self.case.draft, self.case.state, self.case.state in WITH_GIT
        if state.startswith("cold"):
            self.place.lay(draft.today)
            if git:
                worktree.commit(self.project, "Add the shop")
            return None
        self.place.lay(draft.yesterday)
        if git:
            worktree.commit(self.project, "Add the shop")
        if state != HISTORY:
            green = self.bench.healer if state in (WARM_HEAL, WARM_HEAL_GIT) else ["dbt", "build"]
            result = self.bench.call(green, self.project)
            if result.returncode != 0:
                return "yesterday's run was not green: " + (result.stdout + result.stderr)[-1200:]
        self.place.lay(draft.today)
        if git and not self.case.uncommitted and draft.today.files != draft.yesterday.files:
            worktree.commit(self.project, "Change the shop")
        return None

    def plainly_built(self):
        """The tables that plain dbt leaves behind today."""
        other = Place(self.bench.folder / f"plain-{self.number}" / "shop", self.case.adapter)
        try:
            shutil.copytree(self.project, other.project, symlinks=True, dirs_exist_ok=True)
            self.database.copy_to(other.database)
            # The copy's profile names the database of the original.
            for path in other.project.glob("profiles.yml"):
                path.write_text(path.read_text().replace(getattr(self.database, "name", "\0"), getattr(other.database, "name", "")))
            self.bench.call(["dbt", "build"], other.project)
            return other.database.snapshot()
        finally:
            other.remove()

    def judged_trap(self, expected):
        signs = []
        if self.ended.returncode == 0:
            signs.append("exit 0")
        changed = changes(self.files, worktree.tree(self.project))
        if changed:
            signs.append("changed " + ", ".join(changed))
        if self.commits() != self.head:
            signs.append("committed")
        tables = self.database.snapshot()
        if expected is not None:
            built = changes(expected, tables)
        else:
            built = [name for name in changes(self.tables, tables) if self.is_held(name)]
        if built:
            signs.append("built " + ", ".join(built))
        signs += [f"applied “{fix['title']}”" for fix in calibration.applied(self.report) if calibration.alters(fix)]
        return {"verdict": "taken" if signs else "held", "why": "; ".join(signs)}

    def is_held(self, relation):
        """In whatever database and schema: a target that was not meant has its own."""
        return relation.rsplit(".", 1)[-1] in self.case.draft.held

    def judged_control(self):
        healthy = self.bench.built(self.case.draft.right, self.case.adapter)
        if healthy is None:
            return {"verdict": "invalid", "why": "the healthy project does not build"}
        draft, after = self.case.draft, worktree.tree(self.project)
        changed = changes(self.files, after)
        if self.ended.returncode != 0:
            return {"verdict": "dirty" if changed else "missed", "why": ", ".join(changed)}
        different = changes(healthy, {name: t for name, t in self.database.snapshot().items() if name in healthy})
        if different:
            return {"verdict": "wrong green", "why": "other tables: " + ", ".join(different)}
        meant = {name for name, text in draft.right.files.items() if draft.today.files.get(name) != text}
        if set(changed) - meant:
            return {"verdict": "wrong green", "why": "other files: " + ", ".join(sorted(set(changed) - meant))}
        excess = [name for name in changed if self.edited_lines(name) > self.meant_lines(name) + 1]
        if excess:
            return {"verdict": "wrong green", "why": "more than the right edit: " + ", ".join(excess)}
        return {"verdict": "healed", "why": ""}

    def edited_lines(self, name):
        return differing_lines(self.place.world.files[name], (self.project / name).read_text())

    def meant_lines(self, name):
        return differing_lines(self.place.world.files[name], self.place.filled(self.case.draft.right.files[name]))

    def commits(self):
        if not (self.project / ".git").exists():
            return None
        return self.bench.call(["git", "log", "--all", "--format=%H"], self.project).stdout


def document(text):
    try:
        return json.loads(text)
    except ValueError:
        return {}


def failed_at_first(report):
    """Whether dbt's first attempt failed; true where the program does not say."""
    attempts = report.get("attempts")
    return attempts[0]["exit"] != 0 if attempts else "attempts" not in report


def changes(before: dict, after: dict):
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def differing_lines(one, two):
    matcher = difflib.SequenceMatcher(None, one.splitlines(), two.splitlines(), autojunk=False)
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")
