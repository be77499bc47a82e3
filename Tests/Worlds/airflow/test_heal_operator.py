"""A project that heals is a success in Airflow's own eyes, and one that must be refused is a failure there."""
import json
import shutil
import sys

import pytest

# Runs the example's DAG and tells what Airflow's own database has of it then.
TELL = """
import json, nightly
run = nightly.dag.test()
task = run.get_task_instance("dbt_build")
pull = lambda key: task.xcom_pull(task_ids="dbt_build", key=key)
print("RESULT" + json.dumps(dict(run=run.state, task=task.state, report=pull("return_value"), link=pull("_link_HealLink"))))
"""


@pytest.fixture(scope="session")
def airflow(tmp_path_factory, run, checkout):
    """An Airflow of its own that has the example: the environment that it runs in."""
    home = tmp_path_factory.mktemp("airflow")
    dags = home / "dags"
    dags.mkdir()
    shutil.copy(checkout / "examples/airflow/nightly.py", dags)
    environment = {
        "AIRFLOW_HOME": str(home), "AIRFLOW__CORE__LOAD_EXAMPLES": "False", "AIRFLOW__CORE__DAGS_FOLDER": str(dags),
        "PYTHONPATH": str(dags)}
    for words in (["db", "migrate"], ["dags", "reserialize"]):
        result = run("airflow", *words, **environment)
        assert result.returncode == 0, result.stderr
    return environment


@pytest.fixture
def result(airflow, run, tmp_path):
    """Runs the example on a project and gives what Airflow thinks of it, and what was logged."""

    def result(project, **environment):
        ended = run(
            sys.executable, "-c", TELL, **airflow, SHOP=str(project), REPORT=str(tmp_path / "pages/shop.html"), **environment)
        log = ended.stdout + ended.stderr
        lines = [line for line in ended.stdout.splitlines() if line.startswith("RESULT")]
        assert lines, log
        return json.loads(lines[-1].removeprefix("RESULT")), log

    return result


def test_a_healed_run_is_a_success(result, example, tmp_path):
    ended, _ = result(example("renamed-column"))
    assert (ended["run"], ended["task"]) == ("success", "success")
    assert ended["report"]["status"] == "healed"
    assert [fix["title"] for fix in ended["report"]["fixes"]] == ["Write order_date where stg_orders says ordered_at"]
    assert ended["link"] == "https://reports.acme.example/shop.html"
    assert "<html" in (tmp_path / "pages/shop.html").read_text()


def test_a_column_that_is_gone_fails_for_good(result, example):
    """For good: the example has two retries, and Airflow makes none of them."""
    ended, log = result(example("column-gone"))
    assert (ended["run"], ended["task"]) == ("failed", "failed")
    assert ended["report"]["status"] == "not-healed"
    assert "heal: not healed, everything is as it was: " in log


def test_a_fix_that_waits_fails_and_names_itself(result, example):
    ended, log = result(example("human-in-loop"))
    assert ended["task"] == "failed"
    assert f"heal: a fix waits for approval, everything is as it was: heal show {ended['report']['proposal']['id']}" in log


def test_a_wrong_policy_fails(result, example):
    ended, log = result(example("renamed-column"), HEAL_MODE="autonmous")
    assert ended["task"] == "failed"
    assert "heal could not begin" in log


# What Airflow makes of each exit code


@pytest.mark.parametrize("code, options, raised", [
    (0, {}, None),
    (1, {}, "AirflowFailException"),
    (2, {}, "AirflowFailException"),
    (3, {}, "AirflowFailException"),
    (4, {}, "AirflowFailException"),
    (4, {"accept_uncommitted": True}, None),
    (130, {}, "AirflowException"),
])
def test_exit_codes(airflow, run, code, options, raised):
    """A run that was interrupted is what Airflow may try again; AirflowFailException is what it must not."""
    program = f"""
import dbt_heal.airflow
from dbt_heal import Run
dbt_heal.airflow.heal = lambda *words, **more: Run({code}, {{"status": "x"}})
operator = dbt_heal.airflow.HealOperator(task_id="x", project_dir=".", **{options!r})
pushed = {{}}
class Task:
    def xcom_push(self, key, value): pushed[key] = value
try:
    print("RESULT", operator.execute({{"ti": Task()}}))
except Exception as error:
    print("RESULT", type(error).__name__, pushed)
"""
    result = run(sys.executable, "-c", program, **airflow)
    expected = "{'status': 'x'}" if raised is None else f"{raised} {{'return_value': {{'status': 'x'}}}}"
    assert f"RESULT {expected}" in result.stdout, result.stdout + result.stderr
