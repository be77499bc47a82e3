"""What the tests of every world share: the wheel, and copies of the examples."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.register_assert_rewrite("shop")

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "Tests/Bench"), str(ROOT / "Tests/Servers")]


@pytest.fixture(scope="session")
def wheel():
    """The wheel that is tried."""
    return Path(os.environ["WHEEL"])


@pytest.fixture(scope="session")
def checkout():
    """The folder of heal's own repository."""
    return ROOT


@pytest.fixture
def example(tmp_path):
    """Copies an example into the test's folder: example("renamed-column") is a project that fails and can be healed."""

    def copy(name):
        return Path(shutil.copytree(ROOT / "examples" / name, tmp_path / name))

    return copy


@pytest.fixture(scope="session")
def run():
    """Runs a command and gives its result, whose output is text; the environment is added to the test's own."""

    def run(*words, cwd=None, **environment):
        return subprocess.run(
            [str(word) for word in words], cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=600)

    return run
