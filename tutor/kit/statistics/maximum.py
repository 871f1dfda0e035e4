"""The maximum of a likelihood with one parameter, step by step.

The logarithm of the likelihood is differentiated, the derivative (the score) is
set to zero and solved, and the second derivative confirms a maximum.  Where the
score is never zero the likelihood is monotone, and its maximum lies at the edge
of the range or nowhere.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from sympy import (
    Add,
    Basic,
    Eq,
    Expr,
    Integer,
    Mul,
    Pow,
    Product,
    Rational,
    Sum,
    Symbol,
    Tuple,
    log,
)

from tutor.core.claims import (
    Choice,
    Claim,
    Compared,
    Defines,
    DerivativeOf,
    Equal,
    Equivalent,
    Extremum,
    SolutionSet,
    Substituted,
)
from tutor.core.step import Step, step
from tutor.kit import distributions
from tutor.kit.logarithms import rewritings
from tutor.kit.statistics.likelihood_models import (
    OVER,
    Edge,
    Model,
    Numbers,
    Q,
    T,
    c,
    k,
    m,
    mu,
    n,
    p,
    sigma,
    x,
    xbar,
)
from tutor.kit.statistics.sample import WRITTEN_OUT, root
from tutor.kit.unevaluated import added, divided

L, s, sigma_hat = Symbol("L"), Symbol("s"), Symbol("sigma_hat")
Steps = Generator[Step, None, None]
Goals = tuple[tuple[str, Claim], ...]
SHORT = 6  # decimal places up to which an exact estimate is not rounded besides
NAMED = {
    k: "name_sum_of_values",
    c: "name_constant",
    xbar: "name_mean",
    Q: "name_sum_of_squares",
    T: "name_sum_of_logarithms",
}
KNOWN = {
    m: "note_number_of_trials",
    sigma: "note_known_deviation",
    mu: "note_known_mean",
    n: "note_sample_size",
    k: "note_number_of_successes",
}
CONVENTIONS = {  # what a value counts, where books differ
    "geometric": "count_failures",
    "geometric_trials": "count_trials",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A model with what is known of the sample.

    `values` is the sample, if there is one; `known` are parameters that are
    known; `numbers` are n and the sums of the sample, empty for a derivation in
    letters.
    """

    model: Model
    values: Tuple | None
    known: Numbers
    numbers: Numbers

    @property
    def edge(self) -> Edge | None:
        return self.model.edge(self.numbers) if self.numbers else None

    @property
    def given(self) -> tuple[Basic, ...]:
        """Where the parameter may lie; in letters also what keeps the maximum inside."""
        return self.model.given if self.numbers else (*self.model.given, *self.model.inside)

    def put(self, expr: Expr) -> Expr:
        """The expression with its numbers put in; products with a bracket stay written."""
        return put(expr, {**self.known, **self.numbers})

    @property
    def estimate(self) -> Expr:
        estimate = self.model.estimate
        if isinstance(estimate, Pow) and estimate.exp == Rational(1, 2):
            return root(self.put(estimate.base))
        return self.put(estimate)


def put(expr: Basic, numbers: Numbers) -> Basic:
    if expr in numbers:
        return numbers[expr]
    if not expr.args or not expr.free_symbols & set(numbers):
        return expr
    parts = [put(a, numbers) for a in expr.args]
    if isinstance(expr, Mul) and any(isinstance(a, Add) for a in parts) and 0 not in parts:
        number, rest = (
            Mul(*(a for a in parts if a.is_number)),
            [a for a in parts if not a.is_number],
        )
        return Mul(*([] if number == 1 else [number]), *rest, evaluate=False)
    return expr.func(*parts)


def introduce(case: Case) -> Steps:
    """The sample and what is known."""
    if case.values is not None:
        yield step("note_values", Defines(x, case.values))
        yield step("count_values", Defines(n, Integer(len(case.values))))
    known = case.known if case.model.sums else case.numbers
    for name, value in known.items():
        yield step(KNOWN[name], Defines(name, value))
    if (rule := CONVENTIONS.get(case.model.name)) is not None:
        yield step(rule, Choice(case.model.density))


def write_log_likelihood(case: Case) -> Generator[Step, None, Expr]:
    """The logarithm of the product over the sample, taken apart rule by rule."""
    likelihood = Product(case.model.density, OVER)
    yield step("write_likelihood", Defines(L, likelihood))
    current = log(likelihood)
    first: tuple[Claim, ...] = (Equal(log(L), current, case.model.given),)
    for rule, after in rewritings(current):
        yield step(rule, Equal(current, after, case.model.given), *first)
        current, first = after, ()
    yield from name_sums(case)
    if case.model.log_likelihood.has(xbar):
        around = Sum((x[OVER[0]] - mu) ** 2, OVER)
        yield step("split_sum_of_squares", Equal(around, Q + n * (xbar - mu) ** 2))
    gathered = Equal(current, case.model.log_likelihood, case.model.given)
    yield step("write_with_sums", gathered)
    return (yield from insert_numbers(case))


def group_likelihood(case: Case) -> Generator[Step, None, Expr]:
    """The likelihood with equal factors collected, and its logarithm."""
    grouped = case.model.grouped
    if not case.model.sums:
        yield step("write_likelihood_of_successes", Defines(L, grouped))
    else:
        likelihood = Product(case.model.density, OVER)
        yield step("write_likelihood", Defines(L, likelihood))
        yield from name_sums(case)
        yield step("group_factors", Equal(likelihood, grouped, case.model.given))
    named, inserted = case.model.log_likelihood, case.put(grouped)
    if inserted != grouped:
        yield step("insert_numbers", Equal(grouped, inserted, case.model.given))
    current = log(inserted)
    steps = list(rewritings(current))
    besides = [Equal(log(L), current, case.model.given)]
    for rule, after in steps:
        if after == steps[-1][1]:
            besides.append(Equal(named, after, case.model.given))
        yield step(rule, Equal(current, after, case.model.given), *besides)
        current, besides = after, []
    return current


def name_sums(case: Case) -> Steps:
    """Names for what the likelihood needs from the sample, and their values."""
    for name, meaning in case.model.sums:
        yield step(NAMED.get(name, NAMED[k]), Defines(name, meaning))
        if name in case.numbers and case.values is not None:
            yield from compute_sum(case, name)


def compute_sum(case: Case, name: Symbol) -> Steps:
    values, result = case.values.args if case.values else (), case.numbers[name]
    size = Integer(len(values))
    besides: list[Claim] = []
    if name == xbar:
        total = Add(*values)
        written = divided(total, size)
        besides.append(Equal(Sum(x[OVER[0]], OVER), total))
    elif len(values) > WRITTEN_OUT or size == 1:
        yield step("compute_long_sum", Equal(name, result))
        return
    elif name == Q:
        centre = case.numbers[xbar] if xbar in case.numbers else case.known[mu]
        apart = [v - centre for v in values]
        away = Tuple(*(added(v, -centre) for v in values))
        middle = xbar if xbar in case.numbers else mu
        named = Tuple(*(x[k] - middle for k in range(1, len(values) + 1)))
        written = Add(*(Pow(d, 2, evaluate=False) for d in apart), evaluate=False)
        besides += [Equal(named, away), Equal(away, Tuple(*apart))]
    elif name == T:
        written = Add(*(log(v, evaluate=False) for v in values), evaluate=False)
    else:
        written = Add(*values, evaluate=False)
    yield step("compute_sum", Equal(written, result), Equal(name, written), *besides)


def insert_numbers(case: Case) -> Generator[Step, None, Expr]:
    named = case.model.log_likelihood
    inserted = case.put(named)
    if inserted != named:
        yield step("insert_numbers", Equal(named, inserted, case.model.given))
    return inserted


def maximise(case: Case, objective: Expr) -> Steps:
    """From the log-likelihood to the estimate."""
    model, given = case.model, case.given
    unknown = Tuple(model.parameter)
    score = case.put(model.score)
    yield step("differentiate", score_of(case, objective))
    equation = Tuple(Eq(score, 0, evaluate=False))
    if case.edge is not None:
        yield from stay_at_edge(case, score, case.edge)
        return
    yield step("set_score_to_zero", Choice(equation))
    before = equation
    for rule, left, right in model.equations:
        after = Tuple(Eq(case.put(left), case.put(right), evaluate=False))
        yield step(rule, Equivalent(before, after, unknown, given))
        before = after
    solved = SolutionSet(equation, unknown, Tuple(Tuple(case.estimate)), given)
    yield step("solve_score_equation", solved)
    curvature = case.put(model.curvature)
    yield step("differentiate_again", DerivativeOf(score, model.parameter, curvature, model.given))
    if model.concave:
        yield step("find_curvature_negative", Compared(curvature, "<", Integer(0), given))
    else:
        at_root = case.put(model.curvature.xreplace({model.parameter: model.estimate}))
        inserted = Tuple(Eq(model.parameter, case.estimate, evaluate=False))
        yield step("insert_root_into_curvature", Substituted(curvature, inserted, at_root))
        yield step("find_curvature_at_root_negative", Compared(at_root, "<", Integer(0), given))
    yield step("conclude_maximum", maximum(case, objective))
    yield from state_estimate(case)


def stay_at_edge(case: Case, score: Expr, edge: Edge) -> Steps:
    """The score is never zero: the likelihood is monotone."""
    given = case.model.given
    may_vanish = score.has(case.model.parameter)  # a constant score sets up no equation
    if may_vanish:
        yield step("set_score_to_zero", Choice(no_root(case).system))
    rule = "find_score_positive" if edge.rises else "find_score_negative"
    yield step(rule, Compared(score, ">" if edge.rises else "<", Integer(0), given))
    if edge.at is None:
        yield step("find_no_maximum", no_root(case))
        return
    if may_vanish:
        yield step("find_no_root", no_root(case))
    yield step("simplify_likelihood", Equal(L, edge.likelihood, given))
    yield step("move_to_edge", at_edge(case, edge))
    yield from state_estimate(case)


def state_estimate(case: Case) -> Steps:
    """The estimate in general, and its value for this sample."""
    model = case.model
    yield step("define_estimate", Defines(model.estimator, model.estimate))
    if not case.numbers:
        yield step("write_estimate", Equal(model.estimator, in_values(model)))
        return
    value = case.estimate
    written = _written(model.estimate, {**case.known, **case.numbers})
    if str(written) != str(value):
        yield step("compute_estimate", Equal(written, value), Equal(model.estimator, written))
    else:
        yield step("read_off_estimate", Equal(model.estimator, value))
    if not distributions.is_short(value, SHORT):
        yield step("round_estimate", distributions.approximates(value, model.estimator))
    if model.estimator == sigma_hat:
        yield step("square_estimate", variance_goal(value**2))


def _written(estimate: Expr, numbers: Numbers) -> Expr:
    """A quotient with its numbers put in and not worked out."""
    inside = (
        estimate.args[0] if isinstance(estimate, Pow) and estimate.exp == Rational(1, 2) else None
    )
    if inside is not None:
        return Pow(_written(inside, numbers), Rational(1, 2), evaluate=False)
    above, below = estimate.as_numer_denom()
    above, below = put(above, numbers), put(below, numbers)
    return above if below == 1 else divided(above, below)


def in_values(model: Model) -> Expr:
    """The estimate with the sums written out in the values of the sample."""
    meanings = dict(model.sums)
    estimate = model.estimate
    while estimate.free_symbols & set(meanings):
        estimate = estimate.xreplace(meanings)
    return estimate


def score_of(case: Case, objective: Expr) -> DerivativeOf:
    model = case.model
    return DerivativeOf(objective, model.parameter, case.put(model.score), model.given)


def no_root(case: Case) -> SolutionSet:
    equation = Tuple(Eq(case.put(case.model.score), 0, evaluate=False))
    return SolutionSet(equation, Tuple(case.model.parameter), Tuple(), case.model.given)


def at_edge(case: Case, edge: Edge) -> Extremum:
    unknown = Tuple(case.model.parameter)
    return Extremum(
        edge.likelihood, unknown, Tuple(), Tuple(edge.at), Integer(1), "maximum", edge.given
    )


def maximum(case: Case, objective: Expr) -> Extremum:
    model = case.model
    value = case.put(model.log_likelihood).xreplace({model.parameter: case.estimate})
    point = Tuple(case.estimate)
    unknown = Tuple(model.parameter)
    return Extremum(objective, unknown, Tuple(), point, value, "maximum", case.given)


def goals(case: Case) -> Goals:
    """What the derivation reaches; the objective is written with the names of the sums."""
    model, edge = case.model, case.edge
    score = ("score", score_of(case, model.log_likelihood))
    if edge is not None and edge.at is None:
        return score, ("no_maximum", no_root(case))
    value = case.estimate if case.numbers else in_values(model)
    estimate = ("estimate", Equal(model.estimator, value))
    if edge is not None:
        return ("maximum", at_edge(case, edge)), estimate
    found: Goals = (score, ("maximum", maximum(case, model.log_likelihood)), estimate)
    if case.numbers and not distributions.is_short(value, SHORT):
        found = *found, ("decimal", distributions.approximates(value, model.estimator))
    if case.numbers and model.estimator == sigma_hat:
        found = *found, ("variance", variance_goal(value**2))
    return found


def variance_goal(value: Expr) -> Equal:
    """The estimate of the variance, as the square of that of the standard deviation."""
    return Equal(sigma_hat**2, value)


def neighbourhood(case: Case) -> tuple[float, float]:
    """A range around the estimate that a picture may show."""
    best = float(case.estimate)
    if case.model.parameter == p:
        return 0.01, 0.99
    if case.model.parameter == mu:
        reach = 3 * float(case.known[sigma]) / float(case.numbers[n]) ** 0.5
        return best - reach, best + reach
    return max(best, 0.5) * 0.2, max(best, 0.5) * 2.5
