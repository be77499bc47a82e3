"""heal under Airflow 3: `HealOperator` stands where a BashOperator with `dbt build` stood."""
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from dbt_heal.program import find_heal_bin
from dbt_heal.runs import Run, heal

try:
    from airflow.sdk import BaseOperator, BaseOperatorLink
    from airflow.sdk.exceptions import AirflowException, AirflowFailException
except ImportError as error:
    raise ImportError("dbt_heal.airflow needs Airflow 3: pip install 'apache-airflow>=3'") from error

__all__ = ["HealOperator"]


class HealLink(BaseOperatorLink):
    """The button of the task that leads to the report, the pull request or the issue."""

    name = "heal"

    def get_link(self, operator: "HealOperator", *, ti_key) -> str:
        return operator.link or ""


class HealOperator(BaseOperator):
    """Runs a dbt command under heal. The task succeeds where the run ends green, healed or not.

    project_dir: the dbt project on the worker. Its `.heal` must outlive the task: heal remembers there.
    command: the dbt command, as a shell takes it or as words.
    options: flags of `heal run`, such as ["--mode", "autonomous"].
    environment: variables on top of the worker's own.
    report: where to write the history of the project as a page, after each run.
    report_url: where people open that page; the task's button `heal` leads there. Without it the button leads to the pull request
        or the issue of the run.
    accept_uncommitted: succeed where dbt is green but a fix was not committed as the policy asks (exit code 4).

    A run that was not healed (1), wrong usage (2), a fix that waits for approval (3), and 4 fail the task for good: what Airflow
    could try again, heal has tried. An interrupted run (130) fails so that Airflow tries again if it has retries left. The run's
    report is the task's XCom.
    """

    template_fields: Sequence[str] = ("project_dir", "command", "options", "environment", "report", "report_url")
    operator_extra_links = (HealLink(),)

    def __init__(
        self,
        *,
        project_dir: str,
        command: str | Sequence[str] = "dbt build",
        options: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        report: str | None = None,
        report_url: str | None = None,
        accept_uncommitted: bool = False,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.project_dir = project_dir
        self.command = command
        self.options = list(options)
        self.environment = dict(environment or {})
        self.report = report
        self.report_url = report_url
        self.accept_uncommitted = accept_uncommitted
        self.link: str | None = None
        self._process: subprocess.Popen | None = None

    def execute(self, context) -> Mapping:
        run = heal(
            self.command, project_dir=self.project_dir, options=self.options, environment=self.environment, log=self.log.info,
            started=self._started)
        self.link = self._written_report() or run.link
        if run.is_green and (run.is_committed or self.accept_uncommitted):
            self.log.info("heal: %s", run.summary)
            return run.report
        # The XCom of a task that fails is what it has pushed until then.
        context["ti"].xcom_push(key="return_value", value=run.report)
        raise self._failure(run)

    def on_kill(self) -> None:
        """Has heal end dbt and revert what is not finished, when the task is ended from outside."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait()

    def _started(self, process: subprocess.Popen) -> None:
        self._process = process

    def _failure(self, run: Run) -> AirflowException:
        kind = AirflowException if run.exit_code == 130 else AirflowFailException
        return kind(f"heal: {run.summary}")

    def _written_report(self) -> str | None:
        """Writes the page that was asked for; a page that cannot be written fails no task."""
        if not self.report:
            return self.report_url
        Path(self.report).parent.mkdir(parents=True, exist_ok=True)
        written = subprocess.run(
            [find_heal_bin(), "report", "--output", str(Path(self.report).absolute())], cwd=self.project_dir,
            capture_output=True, text=True)
        if written.returncode != 0:
            self.log.warning("heal report: %s", written.stderr.strip())
            return None
        self.log.info("heal: the report is %s", self.report)
        return self.report_url
