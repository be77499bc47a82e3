"""Runs heal, and says in values how it ended. The helpers for Airflow and Prefect stand on this."""
import json
import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dbt_heal.program import find_heal_bin

__all__ = ["Run", "heal"]


@dataclass(frozen=True)
class Run:
    """How a run of heal ended.

    `report` is the document of `heal run --output-format json`; it is empty where heal could not begin.
    """

    exit_code: int
    report: Mapping = field(default_factory=dict)

    @property
    def is_green(self) -> bool:
        """Whether dbt ended green: healed, or nothing was wrong. A fix may not have been committed, see `is_committed`."""
        return self.exit_code in (0, 4)

    @property
    def is_committed(self) -> bool:
        """Whether what the policy asks for was done with a fix; only then has the project's next checkout got it."""
        return self.exit_code != 4

    @property
    def fixes(self) -> list[str]:
        """The titles of the fixes that were applied and held."""
        return [fix["title"] for fix in self.report.get("fixes", [])]

    @property
    def proposal(self) -> str | None:
        """What `heal show` and `heal approve` take for the fix that waits; None where none does."""
        return (self.report.get("proposal") or {}).get("id")

    @property
    def link(self) -> str | None:
        """Where people read on: the pull request with the fix, else the issue of the failure."""
        commit, issue = self.report.get("commit") or {}, self.report.get("issue") or {}
        return commit.get("pull_request") or issue.get("url")

    @property
    def summary(self) -> str:
        """How it ended in a sentence, with what to do where it is not green."""
        match self.exit_code:
            case 0:
                return f"healed: {'; '.join(self.fixes)}" if self.fixes else "green"
            case 1:
                return f"not healed, everything is as it was: {self._failure}" if self.report else "not healed, see the log"
            case 2:
                return "heal could not begin: usage, configuration or rules are wrong, see the log"
            case 3:
                return f"a fix waits for approval, everything is as it was: heal show {self.proposal}"
            case 4:
                return f"healed, but not committed as the policy asks: {'; '.join(self.fixes)}"
            case 130:
                return "interrupted, everything is as it was"
            case code:
                return f"heal ended with exit code {code}, see the log"

    @property
    def _failure(self) -> str:
        """The first line of the first failure that is open."""
        failures = self.report.get("open") or self.report.get("attempts", [{}])[-1].get("failures", [])
        message = failures[0].get("message", "") if failures else ""
        lines = message.strip().splitlines()
        return lines[0] if lines else "see the log"


def heal(
    command: str | Sequence[str] = "dbt build",
    *,
    project_dir: str | os.PathLike = ".",
    options: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    log: Callable[[str], None] = print,
    started: Callable[[subprocess.Popen], None] = lambda process: None,
) -> Run:
    """Runs a dbt command under heal and waits for it.

    command: as a shell takes it, or its words.
    project_dir: where dbt runs.
    options: flags of `heal run`, such as ["--mode", "autonomous"].
    environment: variables on top of the process's own.
    log: takes what dbt and heal print, a line at a time.
    started: takes the process, for callers that may have to end it. SIGTERM has heal end dbt and revert what is not finished.
    """
    words = shlex.split(command) if isinstance(command, str) else list(command)
    with tempfile.TemporaryFile() as answer:
        process = subprocess.Popen(
            [find_heal_bin(), "run", "--output-format", "json", *options, "--", *words], cwd=project_dir,
            env=os.environ | dict(environment or {}), stdin=subprocess.DEVNULL, stdout=answer, stderr=subprocess.PIPE)
        started(process)
        with process.stderr:
            for line in process.stderr:
                log(line.decode(errors="replace").rstrip("\n"))
        process.wait()
        answer.seek(0)
        return Run(process.returncode, _document(answer.read()))


def _document(answer: bytes) -> Mapping:
    try:
        return json.loads(answer)
    except ValueError:
        return {}
