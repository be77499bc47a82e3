"""The nightly pipeline under Prefect 3, with heal where dbt stood."""
import os

from dbt_heal.prefect import heal_dbt
from prefect import flow


@flow
def nightly(project_dir: str = os.environ.get("SHOP", "/opt/dbt/shop")):
    """Is Completed, named Healed where heal changed something, and Failed where the project stays broken."""
    return heal_dbt("dbt build", project_dir=project_dir, return_state=True)


if __name__ == "__main__":
    nightly()
