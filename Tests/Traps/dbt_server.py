"""Runs dbt from a process that has imported it already, so that a start costs a fraction of a second.

    dbt_server.py SOCKET            serves until it is killed
    dbt_server.py SOCKET ARGS …     runs `dbt ARGS …` there, with this process's folder, environment and streams

Every run is a fork of its own: what it does is what `dbt` does, only the seconds of importing are saved.
"""
import json
import os
import signal
import socket
import sys


def serve(path):
    import dbt.adapters.duckdb  # noqa: F401
    import dbt.cli.main
    import dbt.task.build  # noqa: F401
    try:
        import dbt.adapters.postgres  # noqa: F401
    except ImportError:
        pass
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(path)
        listener.listen(16)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while True:
            connection, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                attend(connection, dbt.cli.main.cli)
            connection.close()


def attend(connection, cli):
    """One run; never returns. A parent waits, so that the client learns of any way to end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    data, streams, _, _ = socket.recv_fds(connection, 1 << 20, 3)
    length, _, rest = data.partition(b"\n")
    while len(rest) < int(length):
        rest += connection.recv(1 << 20)
    request = json.loads(rest)
    child = os.fork()
    if child == 0:
        connection.close()
        run(request, streams, cli)
    connection.sendall(b"%d\n" % child)
    _, status = os.waitpid(child, 0)
    connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def run(request, streams, cli):
    os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = ["dbt", *request["arguments"]]
    code = 0
    try:
        cli()
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else 0 if exit.code is None else 1
    except BaseException:
        import traceback
        traceback.print_exc()
        code = 1
    sys.exit(code)


def call(path, arguments):
    request = json.dumps({"folder": os.getcwd(), "environment": dict(os.environ), "arguments": arguments}).encode()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(path)
        socket.send_fds(connection, [b"%d\n" % len(request)], [0, 1, 2])
        connection.sendall(request)
        answers = connection.makefile()
        child = int(answers.readline())
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, lambda number, _: os.killpg(child, number))
        code = int(answers.readline())
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    return code


if __name__ == "__main__":
    if len(sys.argv) == 2:
        serve(sys.argv[1])
    sys.exit(call(sys.argv[1], sys.argv[2:]))
