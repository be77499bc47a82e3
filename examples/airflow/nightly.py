"""The nightly pipeline under Airflow 3, with heal where dbt stood. Copy it to Airflow's folder of DAGs."""
import os

from airflow.sdk import DAG
from dbt_heal.airflow import HealOperator

with DAG("nightly", schedule="15 3 * * *", catchup=False) as dag:
    HealOperator(
        task_id="dbt_build",
        # On the worker, or on a volume: what heal remembers, in .heal, must outlive the task.
        project_dir=os.environ.get("SHOP", "/opt/dbt/shop"),
        command="dbt build",
        # The history of the project as a page, and where people open it: the task's button `heal` leads there.
        report=os.environ.get("REPORT", "/srv/reports/shop.html"),
        report_url="https://reports.acme.example/shop.html",
        retries=2,
    )

if __name__ == "__main__":
    dag.test()
