"""A folder with a project in it, heal, and the stand-in for dbt."""
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from scenarios import FIRST, MODEL, project

HERE = Path(__file__).resolve().parent
# What dbt and heal write for themselves.
OWN = {"target", "logs", ".heal", ".git"}
SECONDS = 40
HUNG = "hang"


def bytes_of(text):
    return text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text


def tree(folder: Path):
    """Every file of the project: its bytes and its mode. What heal and dbt keep for themselves is left out."""
    found = {}
    for path, folders, names in os.walk(folder):
        if Path(path) == folder:
            folders[:] = [name for name in folders if name not in OWN]
        for name in names:
            file = Path(path, name)
            found[str(file.relative_to(folder))] = (file.read_bytes(), file.stat().st_mode & 0o7777)
    return found


def read_json(path, default=None):
    try:
        return json.loads(Path(path).read_text())
    except (OSError, ValueError):
        return default


def remove(folder):
    """All of it, though something may still be writing into it."""
    while folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


class CannotTrace(Exception):
    """No program can be traced here, so that nothing can be tried."""


class Tools:
    """What all cases share: heal, the injector, and a search path with the least that is needed."""

    def __init__(self, heal, rules, folder: Path):
        self.heal, self.folder = str(Path(heal).resolve()), folder
        self.inject = folder / "inject"
        self.make_inject()
        self.rules = self.chosen_rules(Path(rules))
        # Without git, heal does not ask it; a start takes a third of the time.
        self.path, self.least = folder / "path", folder / "least"
        self.path.mkdir()
        self.least.mkdir()
        shutil.copy(HERE / "dbt", self.path / "dbt")
        for name in ("sh", "cp", "mkdir", "sleep"):
            (self.least / name).symlink_to(shutil.which(name))

    def make_inject(self):
        """Compiles the injector, and sees whether it may trace here."""
        compiler = shutil.which("cc") or shutil.which("clang")
        if not compiler:
            raise CannotTrace("there is no C compiler (cc or clang) for Tests/Crash/inject.c")
        made = subprocess.run([compiler, "-O2", "-o", str(self.inject), str(HERE / "inject.c")], capture_output=True, text=True)
        if made.returncode != 0:
            raise CannotTrace(f"Tests/Crash/inject.c cannot be compiled (it is for Linux on x86-64):\n{made.stderr}")
        tried = subprocess.run([str(self.inject), "none", "none", str(self.folder / "tried"), "5", "--", "/bin/sh", "-c", "echo > /dev/null"],
                               capture_output=True, text=True)
        if tried.returncode != 0 or "exit 0" not in (self.folder / "tried").read_text():
            raise CannotTrace(f"ptrace is not permitted here: {tried.stderr.strip() or 'nothing was traced'}; "
                              "a container needs --cap-add=SYS_PTRACE, a kernel kernel.yama.ptrace_scope below 3")

    def chosen_rules(self, rules: Path):
        """The few rules that the scenarios need: to compile all of them takes longer than all the rest."""
        chosen = self.folder / "rules"
        for name in ("categories.heal", "faults/columns.heal", "faults/references.heal", "duckdb/columns.heal", "dbt/refs.heal", "dbt/packages.heal"):
            (chosen / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(rules / name, chosen / name)
        return chosen


class GitHub:
    """Tests/Servers/github.py, one for each job."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir()
        server = HERE.parent / "Servers" / "github.py"
        self.process = subprocess.Popen(["python3", str(server), str(folder), str(os.getpid())],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not (folder / "port").exists():
            time.sleep(0.05)
        self.port = (folder / "port").read_text()

    def reset(self):
        for name in ("state.json", "requests.jsonl"):
            (self.folder / name).unlink(missing_ok=True)

    @property
    def issues(self):
        return read_json(self.folder / "state.json", {}).get("issues", [])

    @property
    def pulls(self):
        return read_json(self.folder / "state.json", {}).get("pulls", [])

    @property
    def environment(self):
        return {"HTTP_PROXY": f"http://127.0.0.1:{self.port}", "http_proxy": "", "NO_PROXY": "", "no_proxy": "",
                "GH_HOST": "github.localhost", "GH_REPO": "acme/shop", "GH_TOKEN": "good-token", "GITHUB_TOKEN": "",
                "GITHUB_REPOSITORY": "", "GITHUB_ACTIONS": "", "GITHUB_SERVER_URL": "", "GH_CONFIG_DIR": str(self.folder / "gh")}


class Place:
    """Where one job works, one case after the other."""

    def __init__(self, tools: Tools, number):
        self.tools, self.folder = tools, tools.folder / f"job-{number}"
        self.folder.mkdir()
        self.temporary, self.home = self.folder / "tmp", self.folder / "home"
        self.project, self.seen, self.calls = self.folder / "shop", self.folder / "seen", self.folder / "calls"
        self.remote = self.folder / "remote.git"
        self.templates, self.github = {}, None

    def environment(self, scenario):
        keep = {name: os.environ[name] for name in ("LANG", "TZ") if name in os.environ}
        programs = os.environ["PATH"] if scenario.git or scenario.github else self.tools.least
        return keep | {
            "PATH": f"{self.tools.path}:{programs}", "NO_COLOR": "1", "HEAL_BASE_DELAY_SECONDS": "0",
            "HEAL_STANDARD_RULES": str(self.tools.rules), "TMPDIR": str(self.temporary), "CRASH_CALLS": str(self.calls),
            "CRASH_SLEEP": str(scenario.dbt_seconds or ""), "DBT_SEND_ANONYMOUS_USAGE_STATS": "0",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.com", "GIT_COMMITTER_NAME": "t",
            "GIT_COMMITTER_EMAIL": "t@example.com"} \
            | ({"HOME": str(self.home)} if scenario.home else {}) | (self.github.environment if scenario.github else {})

    def lay(self, scenario):
        """The project as the command under test finds it."""
        if scenario.github:
            self.github = self.github or GitHub(self.folder / "github")
            self.github.reset()
        for folder in (self.project, self.home, self.remote, self.temporary):
            remove(folder)
        self.temporary.mkdir()
        # heal knows its own machine by a file in the home folder, so that belongs to the project.
        template = self.templates.get(scenario.name)
        if not template:
            self.home.mkdir()
            self.make(scenario)
            template = self.templates[scenario.name] = self.folder / f"template-{scenario.name}"
            for folder in filter(Path.exists, (self.project, self.home, self.remote)):
                shutil.copytree(folder, template / folder.name, symlinks=True)
        else:
            for folder in template.iterdir():
                shutil.copytree(folder, self.folder / folder.name, symlinks=True)
        self.forget()

    def forget(self):
        remove(self.seen)
        self.calls.unlink(missing_ok=True)

    def make(self, scenario):
        files = project(scenario.files | FIRST.get(scenario.name, {}), scenario.policy)
        for name, text in files.items():
            self.write(name, text)
        (self.project / MODEL).exists() and (self.project / MODEL).chmod(0o640)
        if scenario.git:
            self.write(".gitignore", "target/\nlogs/\n.heal/\n")
            for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "base"]):
                self.git(scenario, *words)
            if scenario.proposes:
                for words in (["init", "-q", "--bare", "-b", "main", str(self.remote)], ["remote", "add", "origin", str(self.remote)],
                              ["push", "-qu", "origin", "main"]):
                    self.git(scenario, *words)
            for name, text in scenario.staged.items():
                self.write(name, text)
                self.git(scenario, "add", name)
            if scenario.hook:
                hook = self.project / ".git" / "hooks" / "pre-commit"
                hook.write_text(f"#!/bin/sh\n{scenario.hook}\n")
                hook.chmod(0o755)
        for words, code in scenario.prepare:
            ended = self.call(scenario, words)
            if ended.returncode != code:
                raise RuntimeError(f"{scenario.name}: {words} ended with {ended.returncode}: {ended.stdout[-800:]}")

    def write(self, name, text):
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes_of(text))

    def git(self, scenario, *words, folder=None):
        return subprocess.run(["git", *words], cwd=folder or self.project, env=self.environment(scenario), text=True,
                              stdin=subprocess.DEVNULL, capture_output=True).stdout

    def blob(self, name, folder=None):
        return subprocess.run(["git", "cat-file", "blob", name], cwd=folder or self.project, capture_output=True).stdout

    def words(self, words):
        proposals = sorted((self.project / ".heal" / "proposals").glob("*.json"))
        return [word.replace("{proposal}", proposals[0].stem if proposals else "none") for word in words]

    def call(self, scenario, words, seen=None):
        """heal, undisturbed."""
        environment = self.environment(scenario) | ({"CRASH_SEEN": str(seen)} if seen else {})
        try:
            return subprocess.run([self.tools.heal, *self.words(words)], cwd=self.project, env=environment, text=True,
                                  errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=SECONDS)
        except subprocess.TimeoutExpired as expired:
            return subprocess.CompletedProcess(words, HUNG, (expired.stdout or b"").decode(errors="replace"))

    def strike(self, scenario, fault, moment):
        """heal with a fault at a moment: how it ended, what it printed, the moments, and which of them was hit."""
        log, output = self.folder / "moments", self.folder / "output"
        log.unlink(missing_ok=True)
        with open(output, "wb") as file:
            process = subprocess.Popen(
                [str(self.tools.inject), fault, moment, str(log), str(SECONDS), "--", self.tools.heal,
                 *self.words(scenario.words)],
                cwd=self.project, env=self.environment(scenario), stdin=subprocess.DEVNULL, stdout=file, stderr=file)
            if scenario.dbt_seconds and fault.startswith("KILL"):
                await_death(process, log)
            else:
                process.wait()
        lines = log.read_text(errors="replace").splitlines()
        hit = next((line[1:] for line in lines if line.startswith("!")), None)
        moments = [line.lstrip("!") for line in lines if line[:2].lstrip("!")[:1] in ("w", "p")]
        return Struck(ending(lines), output.read_text(errors="replace"), moments, hit, process)

    def calls_of_dbt(self):
        lines = self.calls.read_text().splitlines() if self.calls.exists() else []
        return [line.split(" ", 2) for line in lines if line]


class Struck:
    def __init__(self, ended, printed, moments, hit, process):
        self.ended, self.printed, self.moments, self.hit, self.process = ended, printed, moments, hit, process

    @property
    def code(self):
        """nil where a signal ended it."""
        return int(self.ended.split()[1]) if self.ended.startswith("exit ") else None

    @property
    def place(self):
        return area(self.hit.split(" ", 3)) if self.hit else ""


def ending(lines):
    for line in reversed(lines):
        if line.startswith(("exit ", "signal ")):
            return HUNG if HUNG in lines else line
    return "killed"


def await_death(process, log):
    """Until the fault has happened; dbt goes on."""
    while process.poll() is None:
        if log.exists() and any(line.startswith("!") for line in log.read_text(errors="replace").splitlines()):
            time.sleep(0.05)
            return
        time.sleep(0.01)


AREAS = [
    ("/tmp/heal-", "temporary files"), (".heal/lock", "lock"), ("journal.jsonl", "journal"), ("/backup", "backup"), ("history.db", "history"),
    ("green", "green record"), ("/proposals", "proposals"), ("/outbox", "outbox"), ("issue.json", "outbox"),
    ("rejections", "proposals"), ("commit-message", "commit message"), ("agent-notes", "notes"), (".claude", "notes"),
    ("/probe", "probe"), ("logs/dbt.log", "dbt's log"), ("/logs", "heal's logs"),
    ("/.local", "machine's id"), ("/runs", "run folder"), (".heal", "heal's folder")]


def area(hit):
    """Which part of heal's work a moment belongs to."""
    kind, call, target = hit[1], hit[2], hit[3] if len(hit) > 3 else ""
    if kind != "file":
        return kind if kind == "output" else f"process: {call}"
    if ".heal-" in target or "/models" in target or target.endswith((".sql", ".yml")):
        return "project files"
    return next((name for text, name in AREAS if text in target), "other")
