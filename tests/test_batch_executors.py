"""Work that harms its process costs no other work anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from ggsr_extract.batch.cache import Cache
from ggsr_extract.batch.discovery import Source
from ggsr_extract.batch.executors import Executor, Failure, LocalPool, run_all
from ggsr_extract.batch.limits import Limits
from ggsr_extract.batch.running import run_here
from ggsr_extract.batch.work import Work
from ggsr_extract.errors import RuleError
from tests.commands import good_file
from tests.harm import HARM, harm

LIMITS = Limits(seconds=20, memory_mib=256)
# What hangs takes all of it; what grows must not run into it on a busy machine.
SHORT, LONGER = replace(LIMITS, seconds=1.5), replace(LIMITS, seconds=5)
GOOD = [f"good {number}" for number in range(8)]


def answers(executor: Executor, tasks: list[str]) -> dict[str, str | Failure]:
    with executor:
        return dict(run_all(executor, harm, tasks))


def assert_well_answered(task: str, answer: str | Failure) -> None:
    assert isinstance(answer, str), answer
    assert answer.startswith(task)


@pytest.mark.parametrize("name", HARM)
def test_harm_is_told_and_costs_no_other_task_anything(name: str) -> None:
    limits = SHORT if name.startswith("hang") else LIMITS
    found = answers(LocalPool(2, limits), [*GOOD[:4], name, *GOOD[4:]])
    harmful = found.pop(name)
    assert isinstance(harmful, Failure)
    assert harmful.code == HARM[name][1], harmful
    assert sorted(found) == GOOD
    for task, answer in found.items():
        assert_well_answered(task, answer)


def test_all_harm_at_once_in_a_single_process() -> None:
    tasks = [task for pair in zip(HARM, [*GOOD, *GOOD[:2]], strict=True) for task in pair]
    found = answers(LocalPool(1, LONGER), tasks)
    assert {name: found.pop(name).code for name in HARM} == {  # type: ignore[union-attr]
        name: code for name, (_, code) in HARM.items()
    }
    for task, answer in found.items():
        assert_well_answered(task, answer)


def test_in_this_process_the_same_comes_out() -> None:
    assert dict(run_here(harm, GOOD)).keys() == answers(LocalPool(2, LIMITS), GOOD).keys()


def test_what_the_work_raises_stops_the_run() -> None:
    with pytest.raises(ZeroDivisionError), LocalPool(1, LIMITS) as executor:
        list(run_all(executor, divide, [1, 0, 2]))
    with pytest.raises(ZeroDivisionError):
        list(run_here(divide, [1, 0, 2]))


def test_in_this_process_too_want_of_memory_costs_one_task_alone() -> None:
    found = dict(run_here(greedy, ["good", "greedy", "better"]))
    failure = found.pop("greedy")
    assert isinstance(failure, Failure)
    assert failure.code == "memory"
    assert found == {"good": "good", "better": "better"}


def test_rules_that_change_during_a_run_stop_it(tmp_path: Path) -> None:
    work = Work(None, "of other rules", Cache(tmp_path / "cache", "reading"))
    source = Source("good.txt", good_file(tmp_path).parent)
    with pytest.raises(RuleError, match="changed"), LocalPool(1, LIMITS, work.rules) as pool:
        list(run_all(pool, work, [source]))


def greedy(task: str) -> str:
    if task == "greedy":
        raise MemoryError
    return task


def divide(number: int) -> float:
    return 1 / number
