"""The assets of a dbt project under Dagster, with heal in front of dbt. Try it: dagster dev -f definitions.py"""
import os
import shutil
from pathlib import Path

from dagster import AssetExecutionContext, Definitions
from dagster_dbt import DbtCliResource, DbtProject, dbt_assets

project = DbtProject(Path(os.environ.get("SHOP", "/opt/dbt/shop")))
project.prepare_if_dev()


@dbt_assets(manifest=project.manifest_path)
def shop(context: AssetExecutionContext, dbt: DbtCliResource):
    yield from dbt.cli(["build"], context=context).stream()


definitions = Definitions(
    assets=[shop],
    # heal-dbt comes with the wheel. It takes dbt's arguments and gives dbt's events, without those of a failure that heal healed.
    resources={"dbt": DbtCliResource(project_dir=project, dbt_executable=shutil.which("heal-dbt"))},
)
