"""Every step of every derivation is needed, in its place, of its kind, and says nothing beside the point.

Steps are left out, exchanged with a neighbour that rests on them, given the
rule of another kind, and added; the verifier, or the words, must refuse what
comes out.  Which steps a derivation can do without is written down here by
rule, with the reason; no test asks the verifier for that.  `test_steps_needed`
asks less of each step, and of every topic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, cycle
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace
from sympy import Add, Basic, Eq, IndexedBase, Integer, Rational, Symbol, Tuple

from tutor.catalogue import TOPICS
from tutor.core.claims import (
    FIELDS,
    Choice,
    Claim,
    Compared,
    Defines,
    DerivativeOf,
    Equal,
    SolutionSet,
)
from tutor.core.expr import Probability
from tutor.core.step import Step, Trace, step
from tutor.core.topic import Topic
from tutor.verify.line import walk

from ..words_contract import step_problems
from .derived import EVERY_TOPIC, is_refuted, traces

SAMPLE = 6  # of one trace in the quick run
Path = tuple[int, ...]

CHECK = "it checks, judges or rounds what is known, and nothing rests on it"
FORMULA = "it shows a formula or its numbers once more; the value is worked out elsewhere"
ANNOUNCED = "it announces what the next step says itself"
JUMP = "the step after it makes the same way in one go, and its claim is checked"
PAIRED = (  # a gap that is left
    "the line knows each value of an unknown, not which of them belong together; "
    "that the points are these and no others is checked where they are listed"
)
TWICE = "the same minor or equation is worked out at another place of the derivation, word for word"

OPTIONAL: dict[str, dict[str, str]] = {
    "linear_algebra.linear_system": {
        "check_equation": CHECK,
        "check_next_equation": CHECK,
        "find_contradiction": JUMP,
        "write_augmented_matrix": JUMP,
        "multiply_right_sides": JUMP,
    },
    "linear_algebra.determinant": {
        "evaluate_minor": TWICE,
        "multiply_diagonals": TWICE,
        "work_out": TWICE,
    },
    "linear_algebra.echelon_form": {"reach_echelon_form": CHECK},
    "linear_algebra.rank": {
        "reach_echelon_form": CHECK,
        "find_minor": CHECK,
        "find_zero_minor": CHECK,
        "combine_rows": CHECK,
        "multiply_wrapped_diagonals": TWICE,
        "work_out": TWICE,
    },
    "linear_algebra.dot_product": {},
    "linear_algebra.null_space": {
        "reach_reduced_form": CHECK,
        "check_vector": CHECK,
        "check_dimensions": CHECK,
    },
    "linear_algebra.lu": {
        "subtract_multiple": JUMP,
        "check_product": CHECK,
        "divide_by_pivots": JUMP,
    },
    "linear_algebra.inverse": {
        "decide_invertible": CHECK,
        "check_product": CHECK,
        "find_adjugate": JUMP,
        "write_cofactor": JUMP,
        "work_out_cofactor": JUMP,
        "evaluate_minor": TWICE,
        "expand_along_row": TWICE,
        "expand_along_column": TWICE,
        "insert_minors": TWICE,
        "multiply_diagonals": TWICE,
        "multiply_wrapped_diagonals": TWICE,
        "work_out": TWICE,
    },
    "calculus.derivative": {
        "multiply_by_function": JUMP,
        "apply_chain_rule_to_logarithm": JUMP,
        "differentiate_logarithm_of_absolute_value": JUMP,
        "differentiate_constant": JUMP,
        "differentiate_linear": JUMP,
        "differentiate_multiple": JUMP,
        "differentiate_variable": JUMP,
    },
    "calculus.lagrange": {
        "check_gradient": CHECK,
        "insert_point_for_multiplier": JUMP,
        "see_zero_determinant": CHECK,
        "complete_squares_on_constraint": JUMP,
        "bound_minimum_by_squares": CHECK,
        "bound_maximum_by_squares": CHECK,
        "compute_value": CHECK,
        "note_bounded_set": CHECK,
        "note_squares_for_minimum": CHECK,
        "note_squares_for_maximum": CHECK,
        "note_growth_for_minimum": CHECK,
        "note_growth_for_maximum": CHECK,
        "compute_bordered_determinant": CHECK,
        "factor_equation": JUMP,
        "insert_in_equation": TWICE,
        "insert_back": TWICE,
        "solve_equation": TWICE,
        "list_points": JUMP,
        "take_case": PAIRED,
        "insert_angle": PAIRED,
        "apply_product_rule": JUMP,
        "differentiate_sine": JUMP,
        "differentiate_cosine": JUMP,
    },
    "probability.bayes": {
        "add_up_evidence": FORMULA,
        "apply_bayes": FORMULA,
        "multiply_prior_by_likelihood": FORMULA,
        "take_posterior_as_prior": FORMULA,
        "compute_evidence": JUMP,
        "divide_by_evidence": JUMP,
        "add_counts": JUMP,
        "check_sum_of_posteriors": CHECK,
        "round_posterior": CHECK,
    },
    "statistics.maximum_likelihood": {
        "count_failures": ANNOUNCED,
        "count_trials": ANNOUNCED,
        "set_score_to_zero": ANNOUNCED,
        "collect_parameter": JUMP,
        "multiply_by_cube": JUMP,
        "multiply_by_parameter": JUMP,
        "isolate_mean": JUMP,
        "insert_numbers": JUMP,
        "find_curvature_at_root_negative": CHECK,
        "find_curvature_in_deviation_negative": CHECK,
    },
    "statistics.t_interval": {
        "check_small_sample": CHECK,
        "check_large_sample": CHECK,
        "compute_margin": CHECK,
        "round_deviation": CHECK,
        "round_standard_error": CHECK,
        "insert_deviation": FORMULA,
    },
    "statistics.t_test": {
        "check_small_sample": CHECK,
        "check_large_sample": CHECK,
        "compute_margin": CHECK,
        "round_deviation": CHECK,
        "round_standard_error": CHECK,
        "insert_deviation": FORMULA,
        "decide_by_critical_value": CHECK,
        "find_value_above_lower_limit": CHECK,
        "find_value_below_upper_limit": CHECK,
        "find_value_inside": CHECK,
        "find_value_outside": CHECK,
        "insert_into_statistic": FORMULA,
    },
}


# Topics whose rules have been examined one by one; the other laws below hold for every topic.
UNEXAMINED = {  # methods, and why
    ("linear_algebra.null_space", "svd"): "each basis is a claim that is checked by itself; "
    "the eigenvectors that lead to it are not missed, nor are those of other topics examined",
    ("linear_algebra.rank", "singular_values"): "that the rank is that of the singular values is a "
    "claim that is checked by itself; the eigenvalues that lead to them are not missed",
}
EXAMINED = [TOPICS[name] for name in (*OPTIONAL, "statistics.sample_from_t_interval")]
EVERY_EXAMINED = pytest.mark.parametrize("topic", EXAMINED, ids=lambda t: t.id, scope="session")
EITHER_ORDER = {  # first rules of pairs that rest on one another both ways
    "differentiate_logarithm_of_function",  # f'/f = u and f' = f u
    "apply_bayes",  # the formula of the first posterior, and those of all with their numbers
    "write_cofactor",  # a minor of the problem's matrix may be worked out before it gets its place
    "collect_cofactors",
    "insert_minors",  # the same numbers may stand there for another minor already
    "divide_by_determinant",
    "keep_stretches",  # that two ranks are equal, and what the one is
}


def places(steps: tuple[Step, ...], above: Path = ()) -> Iterator[tuple[Path, Step]]:
    for k, part in enumerate(steps):
        yield (*above, k), part
        yield from places(part.substeps, (*above, k))


def edited(
    steps: tuple[Step, ...], path: Path, edit: Callable[[tuple[Step, ...], int], tuple[Step, ...]]
) -> tuple[Step, ...]:
    """The steps with those around the place changed."""
    k, *below = path
    if not below:
        return edit(steps, k)
    inner = replace(steps[k], substeps=edited(steps[k].substeps, tuple(below), edit))
    return (*steps[:k], inner, *steps[k + 1 :])


def chosen(found: list[Any], sample: int | None) -> list[Any]:
    return found if sample is None or len(found) <= sample else Random(3).sample(found, sample)


def atoms(value: Any) -> Iterator[Basic]:
    """What a field says as a whole, and in its entries."""
    if isinstance(value, Basic):
        yield value
        for part in value.args if isinstance(value, Tuple) else ():
            yield from atoms(part)


def brings(claim: Claim) -> set[Basic]:
    """The new values of a claim: its last field, a name, and each unknown with its value."""
    found: set[Basic] = set()
    for name in ("after", "result", "name"):
        found |= set(atoms(getattr(claim, name, None)))
    if isinstance(claim, SolutionSet):
        for solution in claim.solutions.args:
            pairs = zip(claim.unknowns.args, solution.args, strict=True)
            found |= {Eq(u, v, evaluate=False) for u, v in pairs}
    return {value for value in found if not value.is_Number}


def needs(claim: Claim) -> set[Basic]:
    """The values that a claim cannot do without, and the names in them."""
    found: set[Basic] = set()
    for name in ("before", "function", "system", "values", "exact", "statistic"):
        for value in atoms(getattr(claim, name, None)):
            found |= {value} | value.atoms(Symbol, IndexedBase, Probability)
    return found


def rests_on(second: Step, first: Step, earlier: set[Basic]) -> bool:
    """Whether the second step starts from what the first one brings, and nobody brought before."""
    new = set(chain(*map(brings, first.claims))) - earlier
    own = set(chain(*map(brings, second.claims)))
    return bool(new & (set(chain(*map(needs, second.claims))) - own))


def neighbours(trace: Trace) -> Iterator[tuple[Path, Step, Step]]:
    """Steps that follow one another where the second rests on the first, and the place of the first."""
    seen = set(chain(*(atoms(value) for _, value in trace.inputs)))
    seen |= set(chain(*(entry.args for entry in seen if isinstance(entry, Eq))))
    found = list(places(trace.steps))
    for path, first in found:
        if first.rule in EITHER_ORDER:
            continue
        beside = (*path[:-1], path[-1] + 1)
        second = next((part for place, part in found if place == beside), None)
        if second is not None and rests_on(second, first, seen):
            yield path, first, second
        seen |= set(chain(*map(brings, first.claims)))


def exchange(steps: tuple[Step, ...], k: int) -> tuple[Step, ...]:
    return (*steps[:k], steps[k + 1], steps[k], *steps[k + 2 :])


def drop(steps: tuple[Step, ...], k: int) -> tuple[Step, ...]:
    return (*steps[:k], *steps[k + 1 :])


def deletions(topic: Topic, seeds: range, sample: int | None) -> tuple[int, int, list[str]]:
    """How many steps were left out, how many the derivation needs, and which were not missed."""
    made, needed, missed = 0, 0, []
    for trace in traces(topic, seeds):
        if (trace.topic, trace.method) in UNEXAMINED:
            continue
        for path, part in chosen(list(places(trace.steps)), sample):
            made += 1
            if part.rule in OPTIONAL.get(topic.id, {}):
                continue
            needed += 1
            if not is_refuted(replace(trace, steps=edited(trace.steps, path, drop))):
                missed.append(f"{topic.id} {trace.method} {path} {part.rule}: {part.claims[0]}")
    return made, needed, missed


def exchanges(topic: Topic, seeds: range, sample: int | None) -> tuple[int, list[str]]:
    made, missed = 0, []
    for trace in traces(topic, seeds):
        for path, first, second in chosen(list(neighbours(trace)), sample):
            made += 1
            if not is_refuted(replace(trace, steps=edited(trace.steps, path, exchange))):
                missed.append(f"{topic.id} {trace.method} {path} {first.rule}, {second.rule}")
    return made, missed


@EVERY_EXAMINED
def test_a_sample_of_steps_is_missed_when_left_out(topic: Topic) -> None:
    _, needed, missed = deletions(topic, range(1), SAMPLE)
    assert needed >= 2
    assert not missed, "\n".join(missed)


@pytest.mark.slow
@EVERY_EXAMINED
def test_every_step_is_missed_when_left_out(topic: Topic) -> None:
    made, needed, missed = deletions(topic, range(3), None)
    print(f"\n{topic.id}: {made} left out, {needed} needed, {len(missed)} not missed")
    assert needed >= 10
    assert not missed, "\n".join(missed)


@EVERY_EXAMINED
def test_a_sample_of_exchanged_steps_is_refuted(topic: Topic) -> None:
    made, missed = exchanges(topic, range(1), SAMPLE)
    assert made >= 1
    assert not missed, "\n".join(missed)


@pytest.mark.slow
@EVERY_EXAMINED
def test_steps_that_rest_on_one_another_cannot_be_exchanged(topic: Topic) -> None:
    made, missed = exchanges(topic, range(3), None)
    print(f"\n{topic.id}: {made} exchanged, {len(missed)} not refuted")
    assert made >= 6
    assert not missed, "\n".join(missed)


@EVERY_TOPIC
def test_the_words_of_a_rule_refuse_a_claim_of_another_kind(topic: Topic) -> None:
    made, kinds = 0, {}
    for trace in traces(topic, range(1)):
        parts = {part.rule: replace(part, substeps=()) for part in trace.walk()}
        kinds = {type(part.claims[0]): rule for rule, part in parts.items()}
        for part in parts.values():
            for kind, rule in kinds.items():
                if FIELDS[kind] != FIELDS[type(part.claims[0])]:
                    made += 1
                    problems = step_problems(topic.id, replace(part, rule=rule))
                    assert any(f"{rule}(" in p and "must be" in p for p in problems), (part, rule)
    assert made >= 1 or len(kinds) == 1


x, k = Symbol("x"), Symbol("k_99")
BESIDE_THE_POINT: dict[str, Claim] = {
    "a sum of two numbers": Equal(Add(41, 17, evaluate=False), Integer(58)),
    "a product of letters": Equal(x * (x + 1), x**2 + x),
    "a derivative": DerivativeOf(x**5 + 7 * x, x, 5 * x**4 + 7),
    "an equation of its own": SolutionSet(Tuple(Eq(x, 41)), Tuple(x), Tuple(Tuple(Integer(41)))),
    "a name for nothing": Defines(k, Rational(41, 17)),
    "a comparison of other numbers": Compared(Rational(41, 17), ">", Rational(17, 41)),
    "an announcement": Choice(Eq(x, Rational(41, 17), evaluate=False)),
}


@EVERY_TOPIC
@pytest.mark.parametrize("claim", BESIDE_THE_POINT.values(), ids=list(BESIDE_THE_POINT))
def test_what_is_beside_the_point_is_refuted(topic: Topic, claim: Claim) -> None:
    """At the end, at the beginning or before the last step, in turn over the derivations."""
    remark = step("remark", claim)
    for trace, place in zip(traces(topic, range(1)), cycle((None, 0, -1)), strict=False):
        steps = (*trace.steps[:place], remark, *(trace.steps[place:] if place is not None else ()))
        assert next(walk.faults(replace(trace, steps=steps)), None), (trace.method, claim)
