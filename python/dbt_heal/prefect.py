"""heal under Prefect 3: a task that stands where a task with `dbt build` stood."""
from collections.abc import Mapping, Sequence

from dbt_heal.runs import Run, heal

try:
    from prefect import get_run_logger, task
    from prefect.artifacts import create_markdown_artifact
    from prefect.states import Completed, Failed, State
except ImportError as error:
    raise ImportError("dbt_heal.prefect needs Prefect 3: pip install 'prefect>=3'") from error

__all__ = ["heal_dbt"]


@task(name="heal dbt", retries=0)
def heal_dbt(
    command: str | Sequence[str] = "dbt build",
    *,
    project_dir: str = ".",
    options: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    accept_uncommitted: bool = False,
) -> State:
    """Runs a dbt command under heal. The task's state is Completed where the run ends green, named Healed where heal changed something.

    command, project_dir, options, environment: as `dbt_heal.heal` takes them.
    accept_uncommitted: be Completed where dbt is green but a fix was not committed as the policy asks (exit code 4).

    The run's report is the state's data, and an artifact `heal` says it to people. The task has no retries: what Prefect could try
    again, heal has tried.
    """
    run = heal(command, project_dir=project_dir, options=options, environment=environment, log=get_run_logger().info)
    create_markdown_artifact(key="heal", markdown=_page(run), description=run.summary)
    if run.is_green and (run.is_committed or accept_uncommitted):
        return Completed(name="Healed" if run.fixes else "Completed", message=run.summary, data=run.report)
    return Failed(message=f"heal: {run.summary}", data=run.report)


def _page(run: Run) -> str:
    lines = [f"**{run.summary}**", ""]
    lines += [f"[Read on]({run.link})", ""] if run.link else []
    for fix in run.report.get("fixes", []):
        lines += [f"- {fix['title']} ({fix['confidence']:.0%}, `{fix['rule']}`)"]
        lines += [f"\n```diff\n{file['diff']}```" for file in fix["files"]]
    lines += [f"- {advice}" for advice in run.report.get("advice", [])]
    return "\n".join(lines)
