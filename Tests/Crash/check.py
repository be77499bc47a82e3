"""The invariants, as README.md numbers them: what must hold after a fault, and after the next start."""
import fcntl
import json
import os
import re
import sqlite3

from place import HUNG, read_json, tree
from scenarios import MODEL, NOTES

TEMPORARY = re.compile(r"\.heal-[0-9a-z-]+$|\.heal$|\.heal-journal$")
RUN_STATUS = {0: {"green", "healed"}, 1: {"not-healed", "waiting"}, 3: {"waiting"}, 130: {"interrupted"}}
# What heal only notes: where it cannot be written, the run ends as it would have.
NOTED = {"heal's logs", "dbt's log", "history", "green record", "outbox", "notes", "output", "probe"}


class Check:
    def __init__(self, scenario, place, before, after):
        self.scenario, self.place = scenario, place
        # The notes grow with each failure, and are looked at for themselves.
        self.before, self.after = ({name: value for name, value in found.items() if name != NOTES} for found in (before, after))
        self.team_notes = before.get(NOTES)
        self.breaks = []

    def fail(self, invariant, text):
        self.breaks.append({"invariant": invariant, "text": text})

    # MARK: States

    def state(self, found):
        """before, after, or a sentence that says how it is neither. What is left over beside the files is looked at elsewhere."""
        found = {name: value for name, value in found.items() if name != NOTES and not TEMPORARY.search(name)}
        if found == self.before:
            return "before"
        if found == self.after:
            return "after"
        names = sorted(name for name in found.keys() | self.before.keys()
                       if found.get(name) not in (self.before.get(name), self.after.get(name)))
        if names:
            return "a file that is neither as before nor healed: " + ", ".join(names)
        return "a mix of before and healed: " + ", ".join(
            f"{name} {'before' if found.get(name) == self.before.get(name) else 'healed'}"
            for name in sorted(found.keys() | self.before.keys() | self.after.keys())
            if self.before.get(name) != self.after.get(name))

    def is_tried(self, name, value):
        if name not in self.scenario.tried:
            return False
        text = self.scenario.tried[name]
        return value is None if text is None else value is not None and value[0] == text.encode()

    def told(self, code):
        """The states that an ending allows. Where heal is to commit, an exit code of its own says that the fix is kept and not
        committed; a signal may come between the two."""
        if (self.scenario.commits or self.scenario.proposes) and code != 0:
            return {"before"} if code in (1, 2, 3) else {"before", "after"} if code == 130 else {"after"}
        return {"after"} if code in self.scenario.exits else {"before"}

    # MARK: Right after the fault

    def after_fault(self, struck, fault):
        now = tree(self.place.project)
        clean = {name: value for name, value in now.items() if name != NOTES and not TEMPORARY.search(name)}
        for name in sorted(self.before.keys() | clean.keys()):
            if clean.get(name) not in (self.before.get(name), self.after.get(name)) and not self.is_tried(name, clean.get(name)):
                self.fail("1 text", f"right after the fault {name} is neither as before nor healed")
        if struck.ended == HUNG:
            return self.fail("7 ends", "heal did not end")
        if "KILL" in fault:
            return
        code, signalled = struck.code, fault.split("-")[0] in ("TERM", "INT", "HUP")
        if code is None:
            if not signalled:
                self.fail("7 ends", f"heal ended by {struck.ended}")
            return
        self.ending(struck, fault, code, signalled)
        self.tree_of_ending(struck, code, now)
        started = any(call[0] == "start" for call in self.place.calls_of_dbt())
        if not signalled and not started and self.scenario.words[0] == "run":
            self.fail("6 dbt runs", f"dbt was not started; exit {code}: {last_line(struck.printed)}")

    def ending(self, struck, fault, code, signalled):
        allowed = set(self.scenario.exits) | ({130} if signalled else {1})
        # What a person asked for, and what cannot even begin.
        if self.scenario.words[0] == "undo" or self.scenario.words[0] == "approve" and struck.place == "lock":
            allowed.add(2)
        if self.scenario.commits:
            allowed |= set(range(4, 126))
            if code == 0 and self.commits != 2:
                self.fail("8 git", "heal ended with 0, and has not committed")
        if self.scenario.proposes:
            allowed |= set(range(4, 126))
            if code == 0:
                self.proposed("right after the fault")
        if not signalled and (struck.place in NOTED and not fault.endswith("+") or fault == "short"):
            allowed = set(self.scenario.exits)
        if code not in allowed:
            self.fail("7 ends", f"exit {code} after {fault} in {struck.place}: {last_line(struck.printed)}")

    def tree_of_ending(self, struck, code, now):
        """An ending says what has become of the files."""
        state = self.state(now)
        if self.before == self.after or state in self.told(code):
            return
        if self.scenario.words[0] == "undo" and code != 0 and state in ("before", "after"):
            return
        left = sorted(name for name in now.keys() | self.before.keys()
                      if name != NOTES and not TEMPORARY.search(name) and now.get(name) != self.before.get(name))
        if self.told(code) == {"before"} and left and all(os.path.basename(name) in struck.printed for name in left) \
                and re.search(r"cannot|left|still", struck.printed):
            return
        self.fail("2 all or nothing", f"exit {code}, and the tree is {state}: {last_line(struck.printed)}")

    # MARK: After the next start

    def after_next(self, ended, struck, fault):
        seen = self.place.seen
        if ended.returncode == HUNG:
            return self.fail("7 ends", "the next start did not end")
        state = self.seen_state(seen)
        if state is None:
            self.fail("6 dbt runs",
                      f"the next start ended with {ended.returncode} and did not start dbt: {last_line(ended.stdout)}")
        elif state not in ("before", "after"):
            self.fail("2 all or nothing", f"when dbt starts next: {state}")
        elif struck.code is not None and struck.ended != HUNG:
            self.promised(state, struck)
        if ended.returncode not in self.scenario.next_exits:
            self.fail("7 ends", f"the next start ended with {ended.returncode}: {last_line(ended.stdout)}")
        self.final_tree(ended)
        self.leftovers()
        self.journals()
        self.history(struck, ended, state, fault)
        self.documents()
        self.lock()
        if self.scenario.commits:
            self.git(ended)
        if self.scenario.proposes:
            self.proposed("after the next run")
        elif self.scenario.github:
            self.issues()
        if trouble := self.overlapping():
            self.fail("6 dbt runs", trouble)

    def promised(self, state, struck):
        """What the ending said still holds when dbt starts next."""
        # An undoing that was begun is ended by the next start; so is a commit, or the fix is reverted.
        if struck.code != 0 and (self.scenario.words[0] == "undo" or self.scenario.commits or self.scenario.proposes):
            return
        if self.before != self.after and state not in self.told(struck.code):
            self.fail("2 all or nothing", f"exit {struck.code}, but dbt starts next with the tree {state}")

    def seen_state(self, seen):
        if not seen.exists():
            return None
        found = tree(seen)
        if self.scenario.added and MODEL in found:
            text, mode = found[MODEL]
            line = self.scenario.added.encode()
            if not text.endswith(line):
                return f"the line that a person added to {MODEL} is gone"
            found[MODEL] = (text[:-len(line)], mode)
        return self.state(found)

    def final_tree(self, ended):
        now = tree(self.place.project)
        if self.scenario.added:
            text, mode = now.get(MODEL, (b"", 0))
            if not text.endswith(self.scenario.added.encode()):
                return self.fail("1 text", f"the line that a person added to {MODEL} is gone")
            now[MODEL] = (text[:-len(self.scenario.added)], mode)
        if self.team_notes:
            self.notes(now)
        # What was undone is broken again, and the next run has healed it.
        told = {"before"} if self.scenario.words[0] == "undo" else self.told(ended.returncode)
        state = self.state(now)
        if self.before != self.after and state not in told and not (self.scenario.leaves_ground and state == "before") \
                or state not in ("before", "after"):
            self.fail("2 all or nothing", f"the next start ended with {ended.returncode}, and the tree is {state}")

    def notes(self, now):
        text = now.get(NOTES, (b"", 0))[0]
        if not text.startswith(self.team_notes[0]):
            self.fail("1 text", "the team's text in the notes is not what it was")
        if text.count(b"no rule knew the failure") != 1:
            self.fail("5 once", f"the notes tell of the failure {text.count(b'no rule knew the failure')} times")

    def leftovers(self):
        found = [name for name in tree(self.place.project) if TEMPORARY.search(name)]
        if self.place.seen.exists():
            found += [f"{name} when dbt starts next" for name in tree(self.place.seen) if TEMPORARY.search(name)]
        heal = self.place.project / ".heal"
        found += [str(path.relative_to(self.place.project)) for path in heal.rglob("*") if TEMPORARY.search(path.name)
                  or path.name.endswith("-journal") or path.name == "probe"]
        found += [str(path.relative_to(self.place.project)) for path in (self.place.project / ".git").glob("*.lock")]
        found += [f"HOME/{path.name}" for path in self.place.home.rglob("machine.*")]
        found += [f"TMPDIR/{path.name}" for path in self.place.temporary.iterdir()]
        if found:
            self.fail("4 leftovers", "left over: " + ", ".join(sorted(hidden(name) for name in found)))

    def journals(self):
        for path in sorted((self.place.project / ".heal" / "runs").glob("*/journal.jsonl")):
            # A line that was cut short says nothing.
            entries = [line for line in path.read_text(errors="replace").splitlines() if line.endswith("}") and is_json(line)]
            last = entries[-1] if entries else '"ended"'
            if '"committing"' in last and self.scenario.hook:
                continue
            if '"ended"' not in last:
                self.fail("3 journal", f"a journal is still open: {last[:160]}")
            elif "restoredInPart" in last and not self.scenario.added:
                self.fail("3 journal", "a journal says restoredInPart, though nobody else has changed anything")

    def lock(self):
        path = self.place.project / ".heal" / "lock"
        if not path.exists():
            return
        with open(path) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self.fail("3 lock", "the lock is held, and nothing of heal runs: " + path.read_text(errors="replace"))

    def documents(self):
        heal = self.place.project / ".heal"
        written = [path for pattern in ("proposals/*.json", "outbox/*.json", "runs/*/issue.json") for path in heal.glob(pattern)]
        for path in [heal / "green.json", *written]:
            if path.exists() and read_json(path) is None:
                self.fail("3 documents", f"{path.relative_to(heal)} cannot be read")
        patches, proposals = ({p.stem for p in heal.glob(f"proposals/*.{end}")} for end in ("patch", "json"))
        if patches - proposals:
            self.fail("4 leftovers", "a patch without its proposal")

    # MARK: The history

    def history(self, struck, ended, state, fault):
        path = self.place.project / ".heal" / "history.db"
        if self.scenario.looks_on:
            if (self.place.project / ".heal").exists():
                self.fail("3 history", "heal does not know its machine, and has left something in .heal")
            return
        if not path.exists():
            return self.fail("3 history", "there is no history")
        try:
            with sqlite3.connect(path) as database:
                if database.execute("pragma integrity_check").fetchone()[0] != "ok":
                    return self.fail("3 history", "the history is damaged")
                rows = dict(database.execute("select id, status from run order by started"))
                verdicts = [row[0] for row in database.execute("select verdict from fix where run = ?", list(rows)[:1])]
        except sqlite3.Error as error:
            return self.fail("3 history", f"the history cannot be read: {error}")
        if list(path.parent.glob("history.db.damaged*")):
            self.fail("3 history", "heal took the history for damaged")
        statuses = list(rows.values())
        if not statuses or (wanted := RUN_STATUS.get(ended.returncode)) and statuses[-1] not in wanted:
            self.fail("3 history", f"the next run ended with {ended.returncode}, the history says {statuses[-1:]}")
        prepared = len(self.scenario.prepare)
        own = statuses[prepared:] if ended.returncode == 2 else statuses[prepared:-1]
        is_run = self.scenario.words[0] != "undo"
        healed = is_run and self.scenario.healed and state == "after"
        # A history that could not be written misses its run; a run that only looks on leaves nothing.
        spared = fault.endswith("+") or "heal only " in struck.printed or "KILL" not in fault and struck.place == "history"
        if healed and "healed" not in own and not spared:
            self.fail("3 history", f"the fix is in place, and the history does not know of it: {own}")
        if is_run and state == "before" and self.scenario.healed and not spared and "healed" in own:
            self.fail("3 history", "the history says healed, and the fix is not in place")
        if is_run and struck.code in RUN_STATUS and not spared and not (own and own[-1] in RUN_STATUS[struck.code]):
            # A signal that comes before the first failure leaves nothing to remember.
            if not (fault.split("-")[0] in ("TERM", "INT", "HUP") and not own):
                self.fail("3 history", f"heal ended with {struck.code}, the history says {own}")

        if not is_run and not spared and ("verified" in verdicts) != (state == "before"):
            self.fail("3 history", f"the tree is {state} the undo, and the history says of the fix: {verdicts}")

    # MARK: git, GitHub, dbt

    def git(self, ended):
        status = self.place.git(self.scenario, "status", "--porcelain").splitlines()
        wanted = [f"A  {name}" for name in sorted(self.scenario.staged)]
        if self.scenario.hook:
            # Refused for good: the fix waits for a person, or is reverted.
            is_kept = self.state(tree(self.place.project)) == "after"
            wanted += [f" M {MODEL}"] if is_kept else []
            if is_kept and ended.returncode == 0:
                self.fail("8 git", "the next start ended with 0, and the fix is not committed")
        if self.commits != (1 if self.scenario.hook else 2):
            self.fail("8 git", f"{self.commits - 1} commits by heal; git status is {status}")
        elif sorted(status) != sorted(wanted):
            self.fail("8 git", f"git status is {status}, not {wanted}")

    def proposed(self, when):
        """The fix is in the tree and in one commit on a branch of its own, which is pushed and has one pull request."""
        def git(*words, folder=None):
            return self.place.git(self.scenario, *words, folder=folder).splitlines()

        def fail(text):
            self.fail("8 git", f"{when}: {text}")

        if self.commits != 1:
            fail(f"{self.commits - 1} commits by heal on the branch at hand")
        if (status := git("status", "--porcelain")) != [f" M {MODEL}"]:
            fail(f"git status is {status}")
        if len(trees := git("worktree", "list")) != 1:
            fail(f"{len(trees) - 1} working trees of heal's are left")
        base, = git("rev-parse", "main")
        for where, folder in (("here", None), ("in the remote", self.place.remote)):
            heads = dict(line.split(" ") for line in git("for-each-ref", "refs/heads", "--format=%(refname:short) %(objectname)",
                                                         folder=folder))
            if heads.pop("main", None) != base or len(heads) != 1:
                fail(f"the branches {where} are {sorted(heads)}, or main has moved")
                continue
            (branch, sha), = heads.items()
            if git("rev-list", f"main..{branch}", folder=folder) != [sha] or git("diff", "--name-only", "main", branch,
                                                                                 folder=folder) != [MODEL]:
                fail(f"{branch} {where} is not one commit with the fix alone")
            elif self.place.blob(f"{branch}:{MODEL}", folder) != self.after[MODEL][0]:
                fail(f"{branch} {where} has another text")
        pulls = [(pull["state"], pull["head"]["ref"], pull["base"]["ref"]) for pull in self.place.github.pulls]
        if pulls != [("open", branch, "main")] if len(heads) == 1 else not pulls:
            self.fail("5 once", f"{when}: the pull requests are {pulls}")

    @property
    def commits(self):
        return int(self.place.git(self.scenario, "rev-list", "--count", "HEAD") or 0)

    def issues(self):
        issues = self.place.github.issues
        if len(issues) != 1:
            self.fail("5 once", f"{len(issues)} issues")
        for issue in issues:
            if issue["state"] != "closed":
                self.fail("5 once", f"the issue is {issue['state']} after the run was healed")
            marks = [re.findall(r"<!-- heal:[^>]*-->", comment["body"])[-1:] for comment in issue["all_comments"]]
            marks = [re.sub(r"fingerprint=\S+ ", "", mark[0]) for mark in marks if mark]
            for mark in set(marks):
                if marks.count(mark) > 1:
                    self.fail("5 once", f"said {marks.count(mark)} times: {mark}")

    def overlapping(self):
        running, most = set(), 0
        for what, process, *_ in self.place.calls_of_dbt():
            running.add(process) if what == "start" else running.discard(process)
            most = max(most, len(running))
        return f"{most} dbt at once" if most > 1 else None



def is_json(text):
    try:
        json.loads(text)
        return True
    except ValueError:
        return False


def hidden(name):
    """Without what differs from run to run."""
    name = re.sub(r"\d{8}-\d{6}-[0-9a-f]{4}", "RUN", name)
    name = re.sub(r"\b[a-z]{5}-[a-z]{5}(?=\.(json|patch))", "PROPOSAL", name)
    return re.sub(r"heal-\d+-\d+", "heal-N", re.sub(r"/\S+?/job-\d+/shop/", "", re.sub(r"\b[0-9a-f]{40,64}\b", "SHA", name)))


def last_line(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("error", "Fatal"))]
    return hidden((errors or lines or [""])[-1][:220])
