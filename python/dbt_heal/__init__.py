"""heal runs dbt, and heals the failures that its rules know.

`find_heal_bin` finds the program that came with this module, `heal` runs it. Helpers for what calls dbt are in
`dbt_heal.airflow` and `dbt_heal.prefect`; the program `heal-dbt` stands in for dbt where a path to dbt is asked for, as in Dagster.
"""
from dbt_heal.program import find_heal_bin
from dbt_heal.runs import Run, heal

__all__ = ["Run", "find_heal_bin", "heal"]
