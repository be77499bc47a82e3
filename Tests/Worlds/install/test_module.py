"""What the wheel's module makes of heal's exit codes, and of a structured log with failures that were healed."""
import json

import pytest

import dbt_heal.runs
from dbt_heal import heal
from dbt_heal.as_dbt import HealedLog

FIX = {"fixes": [{"title": "Write b for a"}]}


@pytest.fixture
def ends(tmp_path, monkeypatch):
    """Has a program in heal's place end with this code and this report, and gives the run."""

    def ends(code, report):
        program = tmp_path / "heal"
        text = json.dumps(report) if report else "heal: no such policy"
        program.write_text(f"#!/bin/sh\necho \"$@\" >&2\ncat <<'END'\n{text}\nEND\nexit {code}\n")
        program.chmod(0o755)
        monkeypatch.setattr(dbt_heal.runs, "find_heal_bin", lambda: str(program))
        return heal("dbt build --select 'a b'", project_dir=tmp_path, options=["--mode", "autonomous"], log=lines.append)

    lines = []
    ends.lines = lines
    return ends


@pytest.mark.parametrize("code, report, green, committed, summary", [
    (0, {}, True, True, "green"),
    (0, FIX, True, True, "healed: Write b for a"),
    (1, {"open": [{"message": "Binder Error: x\n  more"}]}, False, True, "not healed, everything is as it was: Binder Error: x"),
    (2, {}, False, True, "heal could not begin: usage, configuration or rules are wrong, see the log"),
    (3, {"proposal": {"id": "pudis-nolaz"}}, False, True,
     "a fix waits for approval, everything is as it was: heal show pudis-nolaz"),
    (4, FIX, True, False, "healed, but not committed as the policy asks: Write b for a"),
    (130, {}, False, True, "interrupted, everything is as it was"),
    (139, {}, False, True, "heal ended with exit code 139, see the log"),
])
def test_exit_codes(ends, code, report, green, committed, summary):
    run = ends(code, report)
    assert (run.exit_code, run.is_green, run.is_committed, run.summary) == (code, green, committed, summary)


def test_the_command_and_what_is_printed(ends):
    ends(0, FIX)
    assert ends.lines == ["run --output-format json --mode autonomous -- dbt build --select a b"]


@pytest.mark.parametrize("report, link", [
    ({"commit": {"pull_request": "https://x/pull/1"}, "issue": {"url": "https://x/issues/2"}}, "https://x/pull/1"),
    ({"commit": None, "issue": {"url": "https://x/issues/2"}}, "https://x/issues/2"),
    ({"commit": None, "issue": None}, None),
])
def test_the_link_is_the_pull_request_or_the_issue(ends, report, link):
    assert ends(0, report).link == link


# heal-dbt


def event(name, node=None, status=None, level="info", text=None):
    info = {"name": name, "level": level, "msg": text or f"{name} {node}"}
    return json.dumps({"info": info, "data": {"node_info": {"unique_id": node, "node_status": status}} if node else {}})


def read(*lines):
    log = HealedLog()
    return list(log.passed(line + "\n" for line in lines)), log.held


def test_a_healed_failure_is_not_told_as_one():
    failed = event("LogModelResult", "model.a", "error", "error", text="1 of 2 ERROR model a")
    details = event("RunResultError", "model.a", None, "error", text="no column b")
    good = event("LogModelResult", "model.a", "success")
    assert read("heal  autonomous", failed, details, good) == (
        ["heal  autonomous", "1 of 2 ERROR model a", "no column b", good], [])


def test_a_failure_that_stays_is_held_as_it_was_once():
    first = event("LogTestResult", "test.a", "fail", "error", text="FAIL 3")
    last = event("LogTestResult", "test.a", "fail", "error", text="FAIL 2")
    assert read(first, last) == (["FAIL 3", "FAIL 2"], [last])


def test_a_node_that_dbt_builds_again_is_told_of_once():
    good = event("LogModelResult", "model.a", "success")
    again = event("LogModelResult", "model.a", "success", text="once more")
    assert read(good, again) == ([good], [])


def test_lines_that_are_no_events_pass():
    lines = ["", "plain", "[1]", '{"info": 1}', '{"data": {}, "info": {"msg": 1}}']
    assert read(*lines) == (lines, [])
