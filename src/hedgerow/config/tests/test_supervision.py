import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hedgerow.config.supervision import Child

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")


def wait_until_gone(pid: int) -> None:
    until = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists():
        if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            return  # nobody has taken its exit code yet
        assert time.monotonic() < until, f"{pid} is still there"
        time.sleep(0.02)


@pytest.mark.slow
def test_a_child_that_died_is_started_again_after_its_pause() -> None:
    child = Child("sleeper", SLEEP)
    first = child.process
    try:
        first.kill()
        first.wait()
        child.started -= 1  # it lived longer than the first pause
        child.look_after()
        assert child.process is not first
        assert child.process.poll() is None
        assert child.pause == 1.0
    finally:
        child.process.kill()
        child.process.wait()


def test_children_end_when_their_parent_is_killed() -> None:
    program = (
        "import sys, time; from hedgerow.config.supervision import Child;"
        f"print(Child('sleeper', {SLEEP!r}).process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent, parent.stdout:
        child = int(parent.stdout.readline())
        assert Path(f"/proc/{child}").exists()
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        wait_until_gone(child)
