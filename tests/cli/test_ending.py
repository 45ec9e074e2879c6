"""How the program ends from outside: signals, streams that are closed or full, a reader that leaves."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SLOW = """
import time
from gouji.hooks import hookimpl
from gouji.rule import Case, rule

@rule("Z01", title="慢", level="info", defect="S09", basis="试", why="试", passes=[Case({})], fails=[Case({}, "x")])
def slow(subject):
    time.sleep(0.4)
    return ()

@hookimpl
def gouji_rules():
    return [slow]
"""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
@pytest.mark.parametrize("command", ["check", "extract"])
def test_a_full_disk_is_said(clean, command):
    with open("/dev/full", "w") as full:
        done = subprocess.run([sys.executable, "-m", "gouji", command, clean], stdout=full, stderr=subprocess.PIPE, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr == "gouji：结果写不出去：磁盘已满\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")
def test_a_reader_that_leaves_early_is_no_error(faulty):
    command = f"{sys.executable} -m gouji check . | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_change_nothing(faulty, closed):
    done = subprocess.run(["sh", "-c", f"{sys.executable} -m gouji check {faulty} {closed}"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


def _interruptible():
    """What a shell starts in the background or nohup starts, these tests for instance, is told to ignore signals, and tells it on."""
    for ignored in (signal.SIGINT, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_DFL)


def waiting(*arguments):
    """The program when it has read what there is, its workers run, and it waits for a pipe that never says anything."""
    os.mkfifo("silent.html")
    command = [sys.executable, "-m", "gouji", "check", "--no-cache", "--output", "out.json", *arguments, ".", "silent.html"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=_interruptible)
    while process.poll() is None and not list(Path().glob(".*.part")):
        time.sleep(0.01)
    time.sleep(0.5)
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize(("name", "jobs"), [("SIGINT", "1"), ("SIGINT", "2"), ("SIGTERM", "1"), ("SIGTERM", "2"), ("SIGHUP", "2")])
def test_an_interrupted_run_leaves_nothing_behind(clean, faulty, name, jobs):
    with waiting("--jobs", jobs) as process:
        process.send_signal(getattr(signal, name))
        said = process.communicate(timeout=20)[1]  # its workers hold the stream, too, until they have ended
    assert process.returncode == 130
    assert "gouji：已中断\n" in said.decode()  # on a busy machine a worker that was just being started may complain, too
    assert sorted(os.listdir()) == sorted([clean, faulty, "silent.html"])


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_workers_end_with_a_program_that_is_killed(clean, faulty):
    Path("slow.py").write_text(SLOW, encoding="utf-8")
    for number in range(3):
        Path(f"{number}.html").write_bytes(Path(clean).read_bytes())
    with waiting("--jobs", "2", "--plugin", "slow.py") as process:
        process.kill()
        process.communicate(timeout=20)  # raises while a worker holds the stream
