"""A Postgres server of the bench's own."""
import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path


def programs():
    """The newest folder that has initdb and pg_ctl; None where Postgres is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: float(p.parts[-3]))
    on_path = shutil.which("pg_ctl")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def server():
    """Runs a server until the block ends, and names it in PGHOST and its like; uses the one named there already."""
    if os.environ.get("PGHOST"):
        yield
        return
    folder = Path(tempfile.mkdtemp(prefix="bench-postgres-"))
    # Postgres does not run as root.
    user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    run = lambda *words: subprocess.run([*user, *words], check=True, capture_output=True, cwd=folder)
    bin, data = programs(), str(folder / "data")
    run(str(bin / "initdb"), "-D", data, "-U", "bench", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C")
    settings = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c synchronous_commit=off -c shared_buffers=64MB"
    # Its standard output would stay open in the pipe of `run`.
    subprocess.run([*user, str(bin / "pg_ctl"), "-D", data, "-w", "-o", settings, "-l", str(folder / "log"), "start"],
                   check=True, stdout=subprocess.DEVNULL, cwd=folder)
    named = {"PGHOST": "127.0.0.1", "PGPORT": port, "PGUSER": "bench", "PGPASSWORD": "bench", "PGDATABASE": "postgres"}
    os.environ.update(named)
    try:
        yield
    finally:
        for name in named:
            os.environ.pop(name)
        run(str(bin / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
