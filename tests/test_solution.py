"""The Python face: solving, posing, displaying."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from importlib import import_module
from inspect import signature
from typing import Any, cast

import pytest
import sympy

import tutor
from tutor.core import errors
from tutor.core.errors import NotUnderstood, TutorError, Undefined
from tutor.solution import problem
from tutor.worker import StoppedEarly, Worker


def test_solution_of_a_sentence() -> None:
    solution = tutor.solve("determinant of [2 1; 4 3]")
    assert solution.verified
    assert solution.answer["determinant"].after == 2
    assert "The determinant is 2" in str(solution)


@pytest.mark.parametrize(
    "matrix",
    [
        "[2 1; 4 3]",
        [[2, 1], [4, 3]],
        sympy.Matrix([[2, 1], [4, 3]]),
        [[Fraction(2), 1], [sympy.Integer(4), "3"]],
    ],
    ids=["text", "lists", "sympy", "mixed"],
)
def test_inputs_may_be_text_or_values(matrix: object) -> None:
    assert tutor.solve("linear_algebra.determinant", A=matrix).answer["determinant"].after == 2


def test_float_is_read_as_the_decimal_it_shows() -> None:
    found = tutor.solve("determinant", A=[[0.1, 0], [0, 3]]).answer["determinant"].after
    assert found == sympy.Rational(3, 10)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), object(), [[1, object()], [2, 3]], {1: 2}]
)
def test_value_of_another_kind_is_refused(value: object) -> None:
    with pytest.raises(NotUnderstood):
        tutor.solve("linear_algebra.determinant", A=value)


@pytest.mark.parametrize("text", [5, None, b"det", [[1]]])
@pytest.mark.parametrize("inputs", [{}, {"A": [[1]]}])
def test_a_problem_that_is_no_text_is_refused(text: object, inputs: dict[str, object]) -> None:
    with pytest.raises(NotUnderstood) as caught:
        tutor.solve(text, **inputs)  # type: ignore[arg-type]
    assert caught.value.code == "no-text"
    assert caught.value.fix


def test_problem_is_posed_without_solving() -> None:
    posed = tutor.problem("determinant of [2 1; 4 3]")
    assert posed.A[1, 2] == 1
    assert tutor.solve(posed, method="cofactors").trace.method == "cofactors"


def test_trace_survives_json() -> None:
    trace = tutor.solve("x + y = 3; x - y = 1").trace
    again = tutor.Trace.from_json(trace.to_json())
    assert again == trace
    assert tutor.verify(again).ok
    assert "x = 2" in str(tutor.render(again, "text"))


def test_solution_is_verified_and_rendered_like_its_trace() -> None:
    solution = tutor.solve("determinant of [2 1; 4 3]")
    assert tutor.verify(solution) == solution.report
    assert tutor.render(solution, "text", detail="brief") == solution.to("text", detail="brief")


@pytest.mark.parametrize("call", [tutor.verify, tutor.render], ids=["verify", "render"])
def test_what_is_no_trace_is_named(call: Callable[[object], object]) -> None:
    with pytest.raises(NotUnderstood) as caught:
        call("determinant of [2 1; 4 3]")
    assert caught.value.code == "no-trace"
    assert "type str" in caught.value.message


@pytest.mark.parametrize("room", ["verify", "render"])
def test_room_shows_the_signature_of_its_function(room: str) -> None:
    module = import_module(f"tutor.{room}")
    assert signature(cast("Any", module)) == signature(getattr(module, room))


@pytest.mark.parametrize("posed", [str, problem], ids=["text", "problem"])
def test_option_that_a_whole_problem_has_not_is_named(posed: Callable[[str], Any]) -> None:
    with pytest.raises(NotUnderstood, match="no option named detail") as caught:
        tutor.solve(posed("determinant of [2 1; 4 3]"), detail="why")
    assert caught.value.code == "unknown-option"


def test_notebook_shows_every_face() -> None:
    solution = tutor.solve("determinant of [2 1; 4 3]")
    assert "<math" in solution._repr_html_()
    assert "$" in solution._repr_markdown_()
    assert solution._repr_latex_().startswith("$")
    assert repr(solution).endswith(" steps, verified>")


def test_errors_are_raised_not_printed() -> None:
    with pytest.raises(Undefined, match="square"):
        tutor.solve("determinant of [1 2 3; 4 5 6]")


@pytest.mark.parametrize("kind", [kind for kind in vars(errors).values() if isinstance(kind, type)])
def test_every_kind_of_error_has_a_public_name(kind: type) -> None:
    if issubclass(kind, errors.TutorError):
        assert getattr(tutor, kind.__name__) is kind


def test_every_public_name_is_there() -> None:
    assert set(tutor.__all__) < set(dir(tutor))
    assert all(getattr(tutor, name) for name in tutor.__all__)


def test_time_limit_holds_in_python() -> None:
    with pytest.raises(tutor.StoppedEarly) as caught:
        tutor.solve("determinant of [2 1; 4 3]", timeout=0.05)
    assert caught.value.code == "timeout"


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), "30"])
def test_time_limit_must_be_a_time(timeout: Any) -> None:
    with pytest.raises(NotUnderstood, match="time limit"):
        tutor.solve("determinant of [2 1; 4 3]", timeout=timeout)


@pytest.mark.parametrize(
    ("job", "code", "said"),
    [
        ("bytearray(3 * 1024 ** 3)", "memory", "more memory"),
        ("os.kill(os.getpid(), 9)", "memory", "more memory"),
        ("os.kill(os.getpid(), 11)", "crashed", "Please report"),
        ("{}['lost']", "crashed", "KeyError"),
        ("time.sleep(60)", "timeout", "time limit of 5 s"),
    ],
)
def test_early_end_of_the_worker_says_why(
    job: str, code: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = f"import os, time\nimport tutor.worker as w\nw.watched = lambda *_: {job}\nw.main()"
    monkeypatch.setattr("tutor.worker._PROGRAM", worker)
    with pytest.raises(StoppedEarly) as caught:
        tutor.solve("determinant of [2 1; 4 3]", timeout=5)
    assert caught.value.code == code
    assert said in str(caught.value)


def test_worker_gives_the_same_solution() -> None:
    here = tutor.solve("x + y = 3; x - y = 1")
    there = tutor.solve("x + y = 3; x - y = 1", timeout=60)
    assert there.trace == here.trace
    assert there.report.counts == here.report.counts


def test_one_worker_solves_one_problem_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import os, time, tutor.worker as w\nkept = w.watched\n"
        "def watched(problem, method, watch):\n"
        "    if method == 'cofactors': time.sleep(60)\n"
        "    return kept(problem, method, watch)\n"
        "w.watched = watched\nw.main()"
    )
    monkeypatch.setattr("tutor.worker._PROGRAM", code)
    good = problem("determinant of [2 1; 4 3]")
    with Worker() as worker:
        first = worker.solve(good, "", 60)
        process = worker._process
        assert worker.solve(good, "", 60) == first
        assert worker._process is process
        with pytest.raises(StoppedEarly, match=r"limit of 0\.5 s"):
            worker.solve(good, "cofactors", 0.5)
        with pytest.raises(TutorError, match="does not exist"):
            worker.solve(good, "unheard_of", 60)
        assert worker.solve(good, "", 60) == first
        last = worker._process
        assert last not in (None, process)
    assert last.poll() is not None


def test_unknown_name_of_the_package_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="solv"):
        tutor.solv  # noqa: B018


@pytest.mark.parametrize("given", ["t interval for 4, 7", "determinant of [1/2 1; 4 3]"])
def test_the_topic_decides_about_decimals_wherever_a_page_is_written(given: str) -> None:
    solution = tutor.solve(given)
    written = tutor.render(solution.trace, "text", report=solution.report)
    assert written == solution.to("text")
    assert ("5.5" in written) == given.startswith("t interval")
    again = tutor.Trace.from_json(solution.trace.to_json())
    assert tutor.render(again, "text", report=solution.report) == written


def test_the_package_lists_what_it_offers() -> None:
    import tutor

    assert set(dir(tutor)) == {*tutor.__all__, "__version__"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("determinant of [[0.5,0.2],[0.1,0.3]]", "0.13"),
        ("determinant of [[1/2,1/5],[1/10,3/10]]", "13/100"),
        ("A = [[0.5, 0.25], [0.1, 1]], B = [[1,2],[3,4]]. Find AB by columns", "1.25"),
        ("inverse of [[0.5,0.2],[0.1,0.3]]", "30/13"),  # no short decimal
    ],
)
def test_numbers_are_written_as_they_were_typed(text: str, written: str) -> None:
    assert written in str(tutor.solve(text)).partition("Answer")[2]


def test_a_worker_writes_decimals_too() -> None:
    assert "0.13" in str(tutor.solve("determinant of [[0.5,0.2],[0.1,0.3]]", timeout=60))


def test_floats_from_python_are_decimals() -> None:
    assert "0.13" in str(tutor.solve("linear_algebra.determinant", A=[[0.5, 0.2], [0.1, 0.3]]))
