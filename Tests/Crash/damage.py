"""Harm done to what heal has left, to see that the checks notice it."""
import fcntl
import shutil
import sqlite3

from scenarios import CUSTOMERS, MODEL


class Harm:
    name = ""

    def fits(self, scenario, case):
        """Whether there is something to harm."""
        return True

    def before_next(self, place):
        """Between the fault and the next start."""

    def after_next(self, place):
        """Before the checks."""

    def end(self):
        """After them."""


class TextLost(Harm):
    name = "a file of a person loses its end"

    def after_next(self, place):
        path = place.project / CUSTOMERS
        path.write_bytes(path.read_bytes()[:-1])


class Mixed(Harm):
    name = "dbt starts with half a fix"

    def after_next(self, place):
        path = place.seen / MODEL
        if not path.exists():
            path = place.seen / CUSTOMERS
        path.write_bytes(path.read_bytes() + b"-- half")


class Temporary(Harm):
    name = "a temporary file stays"

    def after_next(self, place):
        (place.project / "models" / ".x.sql.heal-20260101-000000-abcd-1").write_text("")


class Locked(Harm):
    name = "the lock stays held"

    def fits(self, scenario, case):
        return not scenario.looks_on

    def after_next(self, place):
        self.file = open(place.project / ".heal" / "lock")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def end(self):
        self.file.close()


class HistoryLost(Harm):
    name = "the history is cut"

    def fits(self, scenario, case):
        return not scenario.looks_on

    def after_next(self, place):
        path = place.project / ".heal" / "history.db"
        path.write_bytes(path.read_bytes()[:3000])


class NotStarted(Harm):
    name = "dbt is not started"

    def after_next(self, place):
        shutil.rmtree(place.seen, ignore_errors=True)


class OpenJournal(Harm):
    name = "a journal stays open"

    def after_next(self, place):
        folder = place.project / ".heal" / "runs" / "20260101-000000-abcd"
        folder.mkdir(parents=True)
        (folder / "journal.jsonl").write_text('{"event":{"started":{"command":["dbt"],"process":1}},"time":""}\n')


class BranchLost(Harm):
    name = "the branch of a pull request is gone from the remote"

    def fits(self, scenario, case):
        return scenario.proposes

    def after_next(self, place):
        for path in (place.remote / "refs" / "heads" / "heal").iterdir():
            path.unlink()


class UndoForgotten(Harm):
    name = "the history is wrong about what was undone"

    def fits(self, scenario, case):
        # What a history could not be told is not asked of it.
        return scenario.words[0] == "undo" and not case["fault"].endswith("+") and case["area"] != "history"

    def after_next(self, place):
        with sqlite3.connect(place.project / ".heal" / "history.db") as database:
            database.execute("update fix set verdict = case verdict when 'verified' then 'withdrawn' else 'verified' end "
                             "where run = (select id from run order by started limit 1)")


ALL = [TextLost, Mixed, Temporary, Locked, HistoryLost, NotStarted, OpenJournal, BranchLost, UndoForgotten]


def for_case(case, scenario):
    fitting = [harm for harm in (kind() for kind in ALL) if harm.fits(scenario, case)]
    return fitting[int(case["moment"][1:]) % len(fitting)]
