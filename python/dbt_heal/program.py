"""The program that was installed with this module."""
import sysconfig
from pathlib import Path


def find_heal_bin() -> str:
    """The path of the program `heal` that was installed with this module.

    Raises FileNotFoundError where there is none, naming the places that were looked at.
    """
    package = Path(__file__).resolve().parent
    places = [
        package.parent / "bin",  # pip install --target
        package.parents[3] / "bin" if len(package.parents) > 3 else None,  # a prefix: lib/python3.x/site-packages
        Path(sysconfig.get_path("scripts")),
    ]
    looked_at = [place / "heal" for place in places if place]
    for program in looked_at:
        if program.is_file():
            return str(program)
    raise FileNotFoundError(
        "the program heal is not where dbt-heal was installed; install dbt-heal again. Looked at: "
        + ", ".join(map(str, looked_at)))
