"""Starts an emulated warehouse for as long as a test or a bench lasts."""
import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


@contextlib.contextmanager
def served(warehouse, log):
    """Runs the server of `snowflake` or `bigquery` on a free port, and names that in `SNOWFLAKE_PORT` or `BIGQUERY_PORT`.

    What it prints goes into the file `log`.
    """
    port, variable = free_port(), f"{warehouse.upper()}_PORT"
    with open(log, "w") as output:
        process = subprocess.Popen(
            [sys.executable, HERE / f"{warehouse}_server.py", str(port)], stdout=output, stderr=subprocess.STDOUT)
        try:
            deadline = time.monotonic() + 120
            while not listens(port):
                if time.monotonic() > deadline or process.poll() is not None:
                    raise RuntimeError(f"the server of {warehouse} does not listen: {Path(log).read_text()[-2000:]}")
                time.sleep(0.1)
            os.environ[variable] = str(port)
            yield
        finally:
            os.environ.pop(variable, None)
            process.kill()
            process.wait()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def listens(port):
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
