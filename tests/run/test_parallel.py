"""What is handed out to processes at once."""

from concurrent.futures.process import BrokenProcessPool

from gouji.in_force import Options, prepare
from gouji.run.parallel import CHUNK, CHUNK_BYTES, MOST_KNOWN, Parallel, _chunks, _Task


def sizes(tasks):
    return [len(chunk) for chunk in _chunks(tasks)]


def test_the_first_results_come_soon_and_later_many_at_once():
    handed_out = sizes(_Task(str(number), job=number) for number in range(200))
    assert handed_out[:4] == [1, 2, 3, 4] and max(handed_out) == CHUNK and sum(handed_out) == 200


def test_large_inputs_go_by_themselves():
    assert sizes(_Task(str(number), job=number, size=CHUNK_BYTES) for number in range(5)) == [1] * 5


def test_what_is_known_waits_for_a_limited_number_of_others():
    assert sizes(_Task(str(number), known=number) for number in range(3 * MOST_KNOWN)) == [MOST_KNOWN] * 3


def test_order_is_kept():
    tasks = [_Task(str(number), job=number, known=number if number % 3 else None) for number in range(100)]
    assert [task for chunk in _chunks(tasks) for task in chunk] == tasks


def test_processes_that_broke_down_are_found_out_when_the_next_task_is_handed_out():
    class Broken:
        def submit(self, *_given):
            raise BrokenProcessPool

    options = Options(select=("A1",))
    processes = Parallel(options, prepare(options).divided(several=False), 2)
    processes._pool = Broken()
    begun = processes._begun(print, [_Task("a.html", job=1)])
    assert isinstance(begun.exception(), BrokenProcessPool)
