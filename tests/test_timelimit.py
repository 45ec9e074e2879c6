"""Code that hangs is stopped, wherever it hangs."""

import re
import threading
import time

import pytest

from gouji.timelimit import TooLongError, limit


def spin():
    while True:
        try:
            time.sleep(0.001)
        except Exception:
            continue


def backtrack():
    re.match(r"(a+)+$", "a" * 40 + "b")


@pytest.mark.parametrize("hang", [spin, backtrack])
def test_the_main_thread_is_interrupted(hang):
    started = time.monotonic()
    with pytest.raises(TooLongError, match=r"^运行超过 0.1 秒，已停下$"), limit(0.1):
        hang()
    assert time.monotonic() - started < 5


def test_another_thread_is_interrupted():
    outcome = []

    def work():
        try:
            with limit(0.1):
                spin()
        except TooLongError:
            outcome.append("stopped")

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(5)
    assert outcome == ["stopped"]


def test_quick_code_is_left_alone_and_limits_do_not_nest():
    with limit(0.2), limit(0.01):
        time.sleep(0.05)
    time.sleep(0.25)
