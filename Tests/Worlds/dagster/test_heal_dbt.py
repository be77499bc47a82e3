"""With `heal-dbt` for dbt, a project that heals is a success in Dagster's own eyes, and one that must be refused is a failure there."""
import runpy

import pytest
from dagster import materialize


@pytest.fixture
def build(run, checkout, monkeypatch):
    """Builds all assets of a project as the example does, and gives Dagster's result.

    Dagster knows the assets from a manifest of the time when all was well.
    """

    def build(project):
        if (project / "healthy.patch").exists():
            run("patch", "-p1", "-i", "healthy.patch", cwd=project).check_returncode()
        run("dbt", "parse", cwd=project).check_returncode()
        if (project / "healthy.patch").exists():
            run("patch", "-p1", "-R", "-i", "healthy.patch", cwd=project).check_returncode()
        monkeypatch.setenv("SHOP", str(project))
        example = runpy.run_path(str(checkout / "examples/dagster/definitions.py"))
        return materialize([example["shop"]], resources=example["definitions"].resources, raise_on_error=False)

    return build


def test_a_healed_run_is_a_success(build, example):
    shop = example("renamed-column")
    result = build(shop)
    assert result.success
    assert materialized(result) == {"raw_customers", "raw_orders", "stg_customers", "stg_orders", "customer_orders", "daily_revenue"}
    checks = result.get_asset_check_evaluations()
    assert len(checks) == 9 and all(check.passed for check in checks)
    assert "cast(order_date as date)" in (shop / "models/staging/stg_orders.sql").read_text()


def test_a_project_that_dbt_cannot_parse_is_a_success(build, example):
    """A misspelt ref, and behind it a misspelt column: the first run of dbt has no events of nodes at all."""
    assert build(example("two-in-a-row")).success


def test_a_column_that_is_gone_is_a_failure(build, example):
    shop = example("column-gone")
    result = build(shop)
    assert not result.success
    assert "Binder Error" in str(result.filter_events(lambda event: event.is_step_failure)[0].event_specific_data.error)


def materialized(result):
    return {event.asset_key.path[-1] for event in result.get_asset_materialization_events()}
