"""The program `heal-dbt`: takes dbt's arguments and gives dbt's output, with heal in front of the commands that build.

For programs that want the path of dbt. Some of them, dagster-dbt among them, read dbt's structured log (`--log-format json`) and take
one error in it for a failed run, even if heal healed it. So events of a failure are held back until heal has ended: after a
green run they are left out, else they are given as they were. Meanwhile their text is shown as plain lines.

heal's own settings come from config/execution_mode.yml and from variables such as HEAL_MODE.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator

from dbt_heal.program import find_heal_bin

# Commands that run nodes. Everything else, `--version` and `parse` among it, is dbt's alone.
HEALED = {"build", "run", "test", "seed", "snapshot", "clone", "compile", "retry"}
# Events that say how a node ended: those of dbt-core, and the one of dbt Fusion.
RESULTS = {"LogSeedResult", "LogModelResult", "LogSnapshotResult", "LogTestResult", "NodeFinished"}
GOOD = {"success", "pass", "warn"}


def main() -> None:
    """The entry point of the program."""
    words = sys.argv[1:]
    dbt = shutil.which("dbt")
    if not dbt:
        sys.exit("heal-dbt: there is no dbt on the path; install dbt-core and an adapter beside dbt-heal")
    if HEALED.isdisjoint(words):
        os.execv(dbt, [dbt, *words])
    process = subprocess.Popen([find_heal_bin(), "run", "--", dbt, *words], stdout=subprocess.PIPE, text=True, errors="replace")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: process.send_signal(number))
    log = HealedLog()
    for line in log.passed(process.stdout):
        print(line, flush=True)
    code = process.wait()
    for line in [] if code == 0 else log.held:
        print(line, flush=True)
    sys.exit(code)


class HealedLog:
    """Lines of dbt's structured log, of as many runs of dbt as heal needed, on their way to a reader that expects one."""

    def __init__(self) -> None:
        self.held: list[str] = []

    def passed(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines that may go on at once; what a failed run must say afterwards is kept in `held`.

        A node that succeeds is told of once, and its failures before that never.
        """
        finished: set[str] = set()
        # By node and name: of several runs of dbt the last one counts.
        failures: dict[tuple[str, str], str] = {}
        for line in lines:
            line = line.rstrip("\n")
            event = _event(line)
            if event is None:
                yield line
                continue
            node, name = event["data"].get("node_info", {}).get("unique_id", ""), event["info"]["name"]
            is_result = name in RESULTS
            if is_result and node in finished:
                continue
            if event["info"]["level"] == "error" or is_result and not _is_good(event):
                failures[node, name] = line
                yield event["info"]["msg"]
                continue
            if is_result:
                finished.add(node)
                failures = {key: line for key, line in failures.items() if key[0] != node}
            yield line
        self.held = list(failures.values())


def _event(line: str) -> dict | None:
    """One event of dbt's structured log; None for any other line."""
    try:
        event = json.loads(line)
        return event if isinstance(event["data"], dict) and isinstance(event["info"]["msg"], str) else None
    except (ValueError, KeyError, TypeError):
        return None


def _is_good(result: dict) -> bool:
    return result["data"].get("node_info", {}).get("node_status") in GOOD


if __name__ == "__main__":
    main()
