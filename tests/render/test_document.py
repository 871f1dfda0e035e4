"""What is said at each level of detail, and that no doubt is left unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from sympy import Symbol

from tutor.core.errors import NotUnderstood
from tutor.core.step import Step, Trace
from tutor.render import document as d
from tutor.render import prose, render, sheet, templates
from tutor.render.long_formulas import lifted
from tutor.render.typeset import Typesetter
from tutor.solution import Solution, solve
from tutor.verify import verify


def steps_of(made: d.Document) -> tuple[Any, ...]:
    (found,) = [b for b in made.parts[0].blocks if isinstance(b, d.Steps)]
    return found.items


def checks_of(made: d.Document) -> d.Checks:
    (found,) = [b for b in made.parts[0].blocks if isinstance(b, d.Checks)]
    return found


def words(runs: prose.Runs) -> str:
    return prose.plain_words(runs, str)


def walk(items: tuple[Any, ...]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from walk(item.steps)


def test_blocks_are_in_reading_order(sample: Any) -> None:
    made = d.document(sample.trace(figure=True))
    kinds = [type(b).__name__ for b in made.parts[0].blocks]
    assert kinds == ["Statement", "Steps", "Answer", "Checks", "FigureBlock"]
    assert made.title == "Sample problem"


@pytest.mark.parametrize(
    ("detail", "substeps", "why", "is_open"),
    [("brief", 0, False, False), ("normal", 2, True, False), ("why", 2, True, True)],
)
def test_detail(sample: Any, detail: str, substeps: int, why: bool, is_open: bool) -> None:
    third = steps_of(d.document(sample.trace(), detail=detail))[2]
    assert len(third.steps) == substeps
    assert bool(third.why) is why
    assert third.open is is_open


def test_unknown_detail_is_an_error(sample: Any) -> None:
    with pytest.raises(NotUnderstood, match="no level of detail"):
        d.document(sample.trace(), detail="all")


def test_steps_are_numbered_like_the_paths_of_findings(sample: Any) -> None:
    numbers = [s.number for s in walk(steps_of(d.document(sample.trace())))]
    assert numbers == ["1", "2", "3", "3.1", "3.2"]


def test_condition_is_said_once(sample: Any) -> None:
    trace = sample.trace()
    inside = tuple(s for part in trace.steps for s in part.substeps)
    twice = Trace(trace.topic, "", trace.inputs, (*inside, *inside), trace.goals)
    said = [s.conditions for s in walk(steps_of(d.document(twice))) if s.conditions]
    assert len(said) == 1
    assert words(said[0]).startswith("This holds for ")


def test_condition_of_the_answer_is_said_with_it(sample: Any) -> None:
    trace = sample.trace()
    name, goal = trace.goals[1]
    given = type(goal)(goal.function, goal.variable, goal.result, (Symbol("x") > 0,))
    made = d.document(
        Trace(trace.topic, "", trace.inputs, trace.steps, (trace.goals[0], (name, given)))
    )
    (answer,) = [b for b in made.parts[0].blocks if isinstance(b, d.Answer)]
    said = prose.plain_words(answer.conditions, Typesetter().plain)
    assert said == "This holds for x > 0."


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["proved"] * 19 + ["supported"] * 4, "All 23 steps and the answer were checked again by another route. Of the steps, 19 are proved and 4 are confirmed numerically."),
        (["proved"] * 2, "All 2 steps and the answer were checked again by another route. All steps are proved."),
        (["supported"], "The step and the answer were checked again by another route: the step is confirmed numerically."),
        (["proved", "supported", "no claim"], "All 3 steps and the answer were checked again by another route. Of the steps, 1 is proved, 1 is confirmed numerically and 1 only sets a name or a choice."),
        (["no claim"], "The step and the answer were checked again by another route: the step only sets a name or a choice."),
    ],
)  # fmt: skip
def test_steps_are_counted_as_a_reader_counts_them(
    sample: Any, statuses: list[str], expected: str
) -> None:
    """A step counts once, whatever the number of its claims, and the answer is not counted again."""
    steps = [((k,), status, "") for k, status in enumerate(statuses, start=1)]
    again = [
        ((k,), "proved", "") for k, status in enumerate(statuses, start=1) if status == "proved"
    ]
    report = sample.report(*steps, *again, (("goal", "determinant"), "proved", ""))
    checks = checks_of(d.document(sample.trace(), report))
    assert words(checks.runs) == expected
    assert checks.passed


def test_doubtful_steps_are_counted(sample: Any) -> None:
    report = sample.report(((1,), "proved", ""), ((1,), "refuted", "at 5"), ((2,), "unchecked", ""))
    said = words(checks_of(d.document(sample.trace(), report)).runs)
    assert said.endswith("Of 2 steps, 1 is wrong and 1 could not be checked.")


def test_answer_does_not_hold_on_both_sides_of_a_place() -> None:
    page = str(solve("derivative of |x| at x = 0").to("text")).partition("Answer:")[2]
    assert "x ≠ 0" in page
    assert "x > 0" not in page
    assert "x < 0" not in page


def test_conditions_of_a_goal_that_the_answer_leaves_out_are_left_out() -> None:
    page = str(solve("local extrema of |x^2 - 1|").to("text")).partition("Answer:")[2]
    assert "at x = −1 with value" in page
    assert "≠" not in page


def test_condition_is_said_at_the_level_where_the_reader_is() -> None:
    """A smaller step is folded away, so what it says of conditions does not count above it."""
    trace = solve("d/dx x^x").trace
    (steps,) = [b for b in d.document(trace).parts[0].blocks if isinstance(b, d.Steps)]
    (first,) = steps.items
    assert isinstance(first, d.StepBlock)
    assert prose.plain_words(first.conditions, Typesetter().plain) == "This holds for x > 0."
    inside = first.steps[0]
    assert isinstance(inside, d.StepBlock)
    assert inside.conditions == ()  # said one level higher


def test_derivation_that_was_not_checked_says_so(sample: Any) -> None:
    checks = checks_of(d.document(sample.trace()))
    assert not checks.passed
    assert "were not checked" in words(checks.runs)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "latex"])
@pytest.mark.parametrize("detail", d.DETAILS)
@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ((2,), "refuted", "found to be wrong: at 5"),
        ((3, 2), "refuted", "found to be wrong: at 5"),
        ((1,), "unchecked", "could not be checked: at 5"),
        ((30,), "refuted", "found to be wrong: at 5"),
        (("goal", "determinant"), "refuted", "found to be wrong: at 5"),
        (("line",), "unchecked", "could not be checked: at 5"),
    ],
)
def test_fault_is_said_in_every_format(
    sample: Any, form: str, detail: str, path: tuple[Any, ...], status: str, told: str
) -> None:
    """Even in the middle of a long derivation, and at the level that leaves smaller steps out."""
    report = sample.report(((1,), "proved", ""), (path, status, "at 5"))
    page = render(sample.trace(repeat=50), form, report=report, detail=detail)
    assert isinstance(page, str)
    assert told in " ".join(page.split())
    assert "Do not rely on this derivation" in page


def test_long_derivation_is_condensed(sample: Any) -> None:
    items = steps_of(d.document(sample.trace(repeat=97)))
    assert len(items) == 2 * d.KEPT + 1
    left_out = items[d.KEPT]
    assert left_out.count == 100 - 2 * d.KEPT
    assert left_out.kinds == "multiply the entries on the diagonal (80 times)"
    assert [items[0].number, items[d.KEPT - 1].number] == ["1", "10"]
    assert [items[d.KEPT + 1].number, items[-1].number] == ["91", "100"]
    assert [s.number for s in left_out.steps] == [str(k) for k in range(11, 91)]


def test_derivation_of_the_longest_length_is_whole(sample: Any) -> None:
    trace = sample.trace(repeat=d.LONGEST - 3)
    assert len(trace.steps) == d.LONGEST
    items = steps_of(d.document(trace))
    assert len(items) == d.LONGEST
    assert all(isinstance(item, d.StepBlock) for item in items)


def test_kinds_of_steps_are_named_in_words() -> None:
    said = prose.kinds(["multiply_matching", "drop_multipliers", "multiply_matching", "new_rule"])
    assert said == (
        "multiply matching entries and add (2 times), drop the multipliers that are zero, new rule"
    )


def test_every_kind_that_has_a_name_is_a_rule() -> None:
    folder = templates.ROOT / "words" / "en"
    files = (file for file in folder.rglob("*.j2") if file.parent != folder)
    rules = {
        rule for file in files for rule in re.findall(r"macro (\w+)\(", file.read_text("utf-8"))
    }
    assert set(prose.macros("kinds")) <= rules


def test_smaller_steps_of_a_long_derivation_are_left_out(sample: Any) -> None:
    third = steps_of(d.document(sample.trace(repeat=d.LONGEST - 4)))[2]
    assert [type(s).__name__ for s in third.steps] == ["LeftOut"]
    assert third.steps[0].kinds == "differentiate (2 times)"


def test_very_long_derivation_keeps_no_folded_steps(sample: Any) -> None:
    items = steps_of(d.document(sample.trace(repeat=d.FOLDABLE + 30)))
    assert items[d.KEPT].steps == ()


def test_unfinished_derivation_is_written(sample: Any) -> None:
    trace = sample.trace()
    partial = Trace(trace.topic, trace.method, trace.inputs, trace.steps[:1], ())
    for form in ("text", "markdown", "html", "latex"):
        page = " ".join(str(render(partial, form)).split())
        assert "The work was stopped here." in page
        assert "The determinant is" not in page


def test_sheet_asks_and_its_key_answers(sample: Any) -> None:
    items = [d.Item(sample.trace(about=f"case {k}")) for k in (1, 2)]
    student = d.sheet("Week 1", items, instructions="Show your work.")
    key = d.sheet("Week 1", items, answers=True, instructions="Show your work.")
    assert [p.title for p in student.parts] == [p.title for p in key.parts]
    assert [p.blocks[0] for p in student.parts] == [p.blocks[0] for p in key.parts]
    assert [type(b).__name__ for b in student.parts[0].blocks] == ["Statement", "Space"]
    assert "Answer" in [type(b).__name__ for b in key.parts[0].blocks]
    assert student.named
    assert not key.named
    assert key.title == "Week 1: answer key"


def test_figures_are_numbered_through_the_document(sample: Any) -> None:
    key = d.sheet("Week 1", [d.Item(sample.trace(figure=True))] * 3, answers=True)
    assert [block.number for block in d.figures(key)] == [1, 2, 3]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "latex"])
def test_sheet_for_students_holds_no_answer(sample: Any, form: str) -> None:
    from tutor.render import sheet

    page = str(sheet("Week 1", [(sample.trace(), None)], to=form))
    assert "Question 1" in page
    assert "The determinant is" not in page
    assert "Multiply the diagonal" not in page


@pytest.mark.parametrize("changed", [{"steps": (Step("swap_rows", ()),)}, {"inputs": ()}])
def test_trace_that_cannot_be_written_is_said_to_be_at_fault(changed: dict[str, Any]) -> None:
    solved = solve("determinant of [2 1; 4 3]")
    broken = replace(solved.trace, **changed)
    for report in (None, verify(broken)):
        for write in (
            lambda report=report: render(broken, report=report),
            lambda report=report: Solution(broken, report).to("html"),
            lambda report=report: sheet("Key", [(broken, report)], answers=True),
        ):
            with pytest.raises(NotUnderstood, match="cannot be written") as caught:
                write()
            assert "tutor verify" in caught.value.fix
    with pytest.raises((TypeError, LookupError)):  # checked traces are written, or we are wrong
        render(broken, report=solved.report)


def test_long_formula_of_an_answer_stands_on_lines_of_its_own() -> None:
    typesetter = Typesetter()
    long, short = sum(Symbol(f"alpha_{k}") ** 2 for k in range(20)), Symbol("x")
    said = (
        prose.Text("The value is "),
        prose.Math(long),
        prose.Text(". At "),
        prose.Math(short),
        prose.Text(" it is "),
        prose.Math(long),
        prose.Text("."),
    )
    first, value, second, last = lifted(said, typesetter)
    assert first == said[:1]
    assert second == (prose.Text("At "), *said[3:5])
    assert value == last
    lines = typesetter.plain(value.value, display=True).splitlines()
    assert len(lines) > 1
    assert max(map(len, lines)) < 80
    assert lifted(said[3:5], typesetter) == (said[3:5],)


@pytest.mark.parametrize(
    ("form", "displayed", "times"),
    [("html", '<div class="shown"', 2), ("latex", r"\Shown{", 1), ("markdown", "$$", 2)],
)
def test_long_answer_is_displayed(form: str, displayed: str, times: int) -> None:
    solution = solve("derivative of (x^2+1)^3 sin(3x+1) exp(x^2) ln(x+2) cos(x^3)/(x^4+1)")
    answer = str(solution.to(form)).rpartition("Answer")[2]
    assert answer.count(displayed) >= times  # in the answer, and below the figure of a page
