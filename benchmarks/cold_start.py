"""A cold `tutor solve`, and `tutor --help`, against `python -c "import sympy"`, in turn.

Seconds of the processor are counted, which say the same on a busy machine.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from statistics import median

ROUNDS = 15
COMMANDS = {
    "import sympy": [sys.executable, "-c", "import sympy"],
    "tutor solve": [sys.executable, "-c", "from tutor.cli import main; main()", "solve", "determinant of [2 1; 4 3]"],
    "tutor --help": [sys.executable, "-c", "from tutor.cli import main; main()", "--help"],
}  # fmt: skip


def processor() -> float:
    """Seconds that the processes which have ended kept the processor busy."""
    times = resource.getrusage(resource.RUSAGE_CHILDREN)
    return times.ru_utime + times.ru_stime


def main() -> None:
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    # Compiled modules are what a user has after the first start.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for turn in range(ROUNDS + 1):
        for name, command in COMMANDS.items():
            start = processor()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
            if turn:  # the first turn warms the file cache
                taken[name].append(processor() - start)
    reference = taken["import sympy"]
    for name, times in taken.items():
        ratio = median(t / r for t, r in zip(times, reference, strict=True))
        print(f"{name:14} {median(times):6.3f} s   {ratio:5.2f} times import sympy")


if __name__ == "__main__":
    main()
