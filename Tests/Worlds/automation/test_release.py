"""The release workflow is what GitHub takes for a workflow, and says of itself what has not been run."""
import re

import pytest


@pytest.fixture
def workflow(checkout):
    return checkout / ".github/workflows/release.yml"


def test_follows_github_s_schema(run, workflow):
    result = run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow)
    assert result.returncode == 0, result.stdout


def test_says_what_has_not_been_run(workflow):
    assert workflow.read_text().splitlines()[2].startswith("# NOT RUN YET")


def test_every_command_of_the_repository_is_there(workflow, checkout, run):
    text = workflow.read_text()
    for script in re.findall(r"scripts/[a-z-]+", text):
        assert (checkout / script).is_file(), script
    for target in re.findall(r"run: make ([a-z ]+)", text):
        assert run("make", "-n", *target.split(), cwd=checkout).returncode == 0


def test_a_tag_must_be_the_version(run, checkout):
    version = re.search(r'"(.+)"', (checkout / "Sources/heal/Version.swift").read_text())[1]
    assert run(checkout / "scripts/tagged", f"v{version}").returncode == 0
    wrong = run(checkout / "scripts/tagged", "v99.0.0")
    assert wrong.returncode == 1 and f"says {version}" in wrong.stderr
