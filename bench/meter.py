"""One command's time and memory, as JSON: ``python -I -S meter.py LOG TIMEOUT every|largest COMMAND...``.

This is a program of its own, and small, because a new process begins with the peak memory of the one it comes from.

``largest`` waits without disturbing and gives the peak of the largest process. ``every`` looks at all of the command's
processes fifty times a second and gives the peak of their sum, what they share counted once; that takes time, so the
time it gives is not to be compared.
"""

import json
import os
import signal
import sys
import time

_TICK = 0.02


def busy() -> float:
    """Return the busy seconds of all cores since the machine was started; 0.0 where the system does not count them."""
    try:
        with open("/proc/stat", encoding="ascii") as file:  # noqa: PTH123 (no import that is not needed)
            counts = [int(word) for word in file.readline().split()[1:9]]
    except OSError:
        return 0.0
    user, nice, system, _idle, _waiting, *interrupts = counts
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def all_memory(group: int) -> int:
    """Return the bytes that a group of processes holds now; a page that several share counts once."""
    total = 0
    for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208 (as above)
        try:
            if os.getpgid(int(name)) != group:
                continue
            with open(f"/proc/{name}/smaps_rollup", encoding="ascii") as file:  # noqa: PTH123 (as above)
                total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except OSError:
            # It has ended in between.
            continue
    return total * 1024


def main() -> None:
    """Run the command and print what it took."""
    log, timeout, mode, *command = sys.argv[1:]
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, output, 1),
        (os.POSIX_SPAWN_DUP2, output, 2),
    ]
    before, began = busy(), time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=files, setpgroup=0)
    for stop in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, float(timeout))
    together = 0
    options = os.WNOHANG if mode == "every" else 0
    while True:
        pid, status, used = os.wait4(child, options)
        if pid:
            break
        together = max(together, all_memory(child))
        time.sleep(_TICK)
    wall = time.monotonic() - began
    cpu = used.ru_utime + used.ru_stime
    unit = 1 if sys.platform == "darwin" else 1024
    found = {
        "wall": wall,
        "cpu": cpu,
        "largest": used.ru_maxrss * unit,
        "together": together,
        "others": max(0.0, busy() - before - cpu) / (wall * (os.cpu_count() or 1)),
        "code": os.waitstatus_to_exitcode(status),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
