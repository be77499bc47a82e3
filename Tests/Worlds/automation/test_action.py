"""action.yml is what GitHub takes for an action, has the flags of `heal run` as inputs, and its step heals."""
import json
import os
import re

import pytest
import yaml

# What the action's outputs stand for: people and later steps read the result there.
NO_INPUTS = {"help", "version", "output-format", "no-issues"}
OF_THE_ACTION = {"install", "command"}


@pytest.fixture
def action(checkout):
    return yaml.safe_load((checkout / "action.yml").read_text())


@pytest.fixture
def step(checkout, run, example, tmp_path):
    """Runs the step as GitHub does, on an example: the result, and the outputs."""

    def step(name, heal=None, **inputs):
        output = tmp_path / "outputs"
        output.touch()
        result = run(
            checkout / "scripts/action", cwd=example(name), GITHUB_ACTIONS="true", CI="true", GITHUB_OUTPUT=str(output),
            **{f"INPUT_{key.upper()}": value for key, value in inputs.items()})
        return result, dict(re.findall(r"^([\w-]+)<<(?:.+)\n(.*)\n", output.read_text(), re.MULTILINE))

    return step


def test_follows_github_s_schema(run, checkout):
    result = run("check-jsonschema", "--builtin-schema", "vendor.github-actions", checkout / "action.yml")
    assert result.returncode == 0, result.stdout


def test_the_schema_finds_a_misspelt_key(run, checkout, tmp_path):
    broken = tmp_path / "action.yml"
    broken.write_text((checkout / "action.yml").read_text().replace("shell: bash", "shel: bash"))
    assert run("check-jsonschema", "--builtin-schema", "vendor.github-actions", broken).returncode == 1


def test_the_inputs_are_the_flags(action, run):
    commands = json.loads(run("heal", "--experimental-dump-help").stdout)["command"]["subcommands"]
    arguments = next(command for command in commands if command["commandName"] == "run")["arguments"]
    flags = {argument["preferredName"]["name"] for argument in arguments if argument["kind"] != "positional"}
    assert set(action["inputs"]) == flags - NO_INPUTS | OF_THE_ACTION


def test_every_input_reaches_the_step(action, checkout):
    install, run = action["runs"]["steps"]
    names = lambda step: {re.search(r"inputs\.([\w-]+)", value)[1] for value in step["env"].values()}
    assert names(install) | names(run) == set(action["inputs"])
    for name in names(run):
        assert run["env"][f"INPUT_{name.upper().replace('-', '_')}"] == f"${{{{ inputs.{name} }}}}"


def test_the_outputs_are_heal_s(action, step):
    result, outputs = step("renamed-column", command="dbt build", commit="none")
    assert result.returncode == 0, result.stdout + result.stderr
    assert set(action["outputs"]) == set(outputs)
    assert (outputs["status"], outputs["exit-code"]) == ("healed", "0")
    assert outputs["rule"]


def test_a_failure_that_no_fix_heals_fails_the_step(step):
    result, outputs = step("column-gone", command="dbt build", commit="none")
    assert (result.returncode, outputs["exit-code"]) == (1, "1")


def test_the_command_is_split_as_a_shell_does(step, tmp_path):
    program = tmp_path / "bin/heal"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nprintf '<%s>' \"$@\"\n")
    program.chmod(0o755)
    os.environ["PATH"], path = f"{program.parent}:{os.environ['PATH']}", os.environ["PATH"]
    try:
        result, _ = step(
            "renamed-column", command="""dbt build --vars '{"day": "$HOME *"}'""", mode="observe", strict="true", issues="false",
            allow_dirty="false", rules="a b\nc")
    finally:
        os.environ["PATH"] = path
    assert result.stdout == ("<run><--mode><observe><--strict><--no-issues><--rules><a b><--rules><c><--><dbt><build><--vars>"
                             '<{"day": "$HOME *"}>')


@pytest.mark.parametrize("inputs, message", [
    ({"command": "dbt build", "strict": "yes"}, "the input strict is true or false, not `yes`"),
    ({"command": "dbt build --vars '{"}, "the input command has a quote that is not closed"),
])
def test_wrong_inputs_are_errors_in_plain_words(step, inputs, message):
    result, _ = step("renamed-column", **inputs)
    assert result.returncode == 2
    assert f"::error title=heal::{message}" in result.stderr
