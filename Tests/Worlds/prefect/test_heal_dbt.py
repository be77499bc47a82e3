"""A project that heals is Completed in Prefect's own eyes, and one that must be refused is Failed there."""
import runpy

import pytest
from prefect.artifacts import Artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.testing.utilities import prefect_test_harness


@pytest.fixture(scope="session", autouse=True)
def prefect():
    """A Prefect server of its own."""
    with prefect_test_harness(server_startup_timeout=180):
        yield


@pytest.fixture
def nightly(checkout):
    """Runs the flow of the example, and gives the states of the flow and of its task as the server has them."""
    flow = runpy.run_path(str(checkout / "examples/prefect/nightly.py"))["nightly"]

    def nightly(project):
        state = flow(str(project), return_state=True)
        with get_client(sync_client=True) as client:
            wanted = FlowRunFilter(id=FlowRunFilterId(any_=[state.state_details.flow_run_id]))
            [task] = client.read_task_runs(flow_run_filter=wanted)
        return state, task.state

    return nightly


def test_a_healed_run_is_completed(nightly, example):
    shop = example("renamed-column")
    flow, task = nightly(shop)
    assert flow.type.value == "COMPLETED"
    assert (task.type.value, task.name) == ("COMPLETED", "Healed")
    assert task.message == "healed: Write order_date where stg_orders says ordered_at"
    assert "cast(order_date as date)" in (shop / "models/staging/stg_orders.sql").read_text()
    artifact = Artifact.get("heal")
    assert artifact.description == task.message and "+        cast(order_date as date)" in artifact.data


def test_a_column_that_is_gone_is_failed(nightly, example):
    flow, task = nightly(example("column-gone"))
    assert (flow.type.value, task.type.value) == ("FAILED", "FAILED")
    assert task.message.startswith("heal: not healed, everything is as it was: ")


def test_a_fix_that_waits_is_failed(nightly, example):
    flow, task = nightly(example("human-in-loop"))
    assert (flow.type.value, task.type.value) == ("FAILED", "FAILED")
    assert "a fix waits for approval" in task.message
