"""What extreme values under constraints ask of a problem.

The constraints must be equations with variables in them that some point can satisfy.  Which letters
are variables must be clear.  The size must be one that can be solved and shown.
"""

from __future__ import annotations

import sympy as sp
from sympy import Basic, Eq, Expr, Tuple

from tutor.core.errors import NotUnderstood, OverLimit, Undefined, counted
from tutor.kit.calculus import constrained
from tutor.kit.calculus.edges import refuse_edges
from tutor.kit.calculus.lagrangian import Lagrange
from tutor.kit.calculus.substitution import refuse_valueless
from tutor.kit.polynomial_systems import polynomial_of


def in_order(objective: Expr, constraints: Tuple) -> Tuple:
    """All letters, in alphabetical order."""
    return Tuple(*sorted(objective.free_symbols | constraints.free_symbols, key=str))


def equations_of(constraints: Tuple) -> Tuple:
    """The constraints without those that are always true."""
    equations = Tuple(*(e for e in constraints if e != sp.true and _difference(e) != 0))
    if not equations or not all(isinstance(e, Eq) for e in equations):
        raise NotUnderstood(
            "not-equations",
            "The constraints must be equations with the variables in them.",
            fix="For example x^2 + y^2 = 1.",
        )
    if false := [e for e in equations if not _difference(e).free_symbols]:
        raise Undefined(
            "false-constraint",
            f"The constraint {false[0].lhs} = {false[0].rhs} is false, so no point satisfies it.",
            fix="Give an equation with the variables in it.",
        )
    return equations


def _difference(equation: Basic) -> Basic:
    """What has to be zero, with like terms collected; anything but an equation of polynomials is left as it is."""
    if isinstance(equation, Eq) and all(side.is_polynomial() for side in equation.args):
        return sp.expand(equation.lhs - equation.rhs)
    return equation


def variables_of(objective: Expr, equations: Tuple, named: Tuple | None) -> Tuple:
    """The variables, as they were `named` or else all letters; a letter with two meanings is asked back."""
    letters = in_order(objective, equations)
    usual = [s for s in letters if str(s)[0] in "stuvwxyz"]
    if named is None and 0 < len(usual) < len(letters):
        raise NotUnderstood(
            "which-variables",
            f"There are the letters {', '.join(map(str, letters))}. Which of them are variables?",
            fix="Give numbers for the others, or name all variables, for example variables = a, x.",
        )
    variables = named or letters
    if strangers := [s for s in letters if s not in variables]:
        raise NotUnderstood(
            "letter-for-number",
            f"The letter {strangers[0]} stands where a number is needed.",
            fix=f"Name it as a variable, or give {strangers[0]} a value.",
        )
    return variables


def check(task: Lagrange) -> None:
    """Refuse a problem that is too large, or whose function or constraints cannot be treated."""
    if not 2 <= len(task.unknowns) <= 3 or len(task.constraints) > 2:
        raise OverLimit(
            "problem-size",
            f"The problem has {counted(len(task.unknowns), 'variable', 'variables')} and "
            f"{counted(len(task.constraints), 'constraint', 'constraints')}. "
            "Two or three variables and one or two constraints can be solved.",
            fix="Leave out a variable or a constraint.",
        )
    check_functions(task, logarithms=True)
    refuse_valueless(task)


def check_functions(task: Lagrange, *, logarithms: bool = False) -> None:
    """Refuse a function or constraints that lead to equations which are not solved exactly."""
    if any(polynomial_of(g, task.unknowns) is None for g in task.differences if g.free_symbols):
        raise Undefined(
            "constraint-not-polynomial",
            "The constraints must be polynomials with exact numbers.",
            fix="For example x^2 + y^2 = 1.",
        )
    # Far out a power of e is as good as zero, and then no search tells a candidate from no candidate.
    near = logarithms and task.f.has(sp.exp)
    bounded = near and constrained.bounded_set(task.constraints, task.sides, task.unknowns)
    task.check(logarithms=logarithms, exponentials=bool(bounded))
    refuse_edges(task.f, task.unknowns, task.given)
