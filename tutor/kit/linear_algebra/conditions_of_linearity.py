"""The two conditions of linearity, proved in letters or disproved by numbers.

T(u + v) = T(u) + T(v) and T(c u) = c T(u) must hold for all vectors u, v and all numbers c.
Letters prove both at once.  One example with numbers at which a condition fails is enough
for no.
"""

from __future__ import annotations

from collections.abc import Generator

from sympy import Symbol, Tuple, expand

from tutor.core.claims import Choice, Claim, Compared, Defines, Equal, Substituted
from tutor.core.errors import Undefined
from tutor.core.matrix_expression import MatrixSum, ScalarMultiple
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.counterexamples import Multiple, counterexample, scaled, total
from tutor.kit.linear_algebra.map_rules import inserted, settings
from tutor.kit.unevaluated import added, looks_like, times

NAMES = (("u", "v", "c"), ("p", "q", "c"), ("a", "b", "k"), ("r", "s", "h"), ("d", "m", "t"))
Goals = tuple[tuple[str, Claim], ...]
Solution = Generator[Step, None, Goals]


def prove(rule: Tuple) -> Solution:
    """Both conditions in letters."""
    values = rule.args[1]
    one, other, factor = names_beside(rule)
    images = []
    for rule_name, vector in (("map_first", one), ("map_second", other)):
        places, written = settings(rule, vector), inserted(rule, vector)
        images.append(Tuple(*map(expand, written)))
        yield step(rule_name, Substituted(values, places, images[-1]), *map(Choice, places))
    goals: list[tuple[str, Claim]] = []
    both = Tuple(*(added(a, b) for a, b in zip(one, other, strict=True)))
    multiple = Tuple(*(times(factor, a) for a in one))
    for name, insert, compare, vector, after in (
        ("sum", "insert_sum", "compare_sum", both, MatrixSum(*images)),
        (
            *("multiple", "insert_multiple", "compare_multiple"),
            *(multiple, ScalarMultiple(factor, images[0])),
        ),
    ):
        places, written = settings(rule, vector), inserted(rule, vector)
        yield step(insert, Substituted(values, places, written), *map(Choice, places))
        opened = Tuple(*map(expand, written))
        if not all(map(looks_like, opened, written)):
            yield step("open_brackets", Equal(written, opened))
        yield step(compare, Equal(opened, after))
        goals.append((name, Substituted(values, places, after)))
    return tuple(goals)


def names_beside(rule: Tuple) -> tuple[Tuple, Tuple, Symbol]:
    """Two vectors of letters and a factor, none of which the rule uses."""
    taken = {str(s)[0] for s in rule.free_symbols}
    free = (names for names in NAMES if taken.isdisjoint(names))
    names = next(free, None)
    if names is None:
        raise Undefined(
            "letters",
            "The rule uses so many letters that none are left for two vectors and a number.",
            fix="Name the letters x1, x2, ...",
        )
    size = len(rule.args[0])
    one, other = (
        Tuple(*(Symbol(name if size == 1 else f"{name}{k}") for k in range(1, size + 1)))
        for name in names[:2]
    )
    return one, other, Symbol(names[2])


def disprove(rule: Tuple) -> Solution:
    """A condition fails at numbers; there must be a counter-example."""
    found = counterexample(rule)
    assert found is not None, "asked for before"
    values = rule.args[1]
    goals: list[tuple[str, Claim]] = []
    vectors = [found.vector] if isinstance(found, Multiple) else [found.one, found.other]
    images = [found.image] if isinstance(found, Multiple) else list(found.images)
    for name, vector, image in zip(("first", "second"), vectors, images, strict=False):
        places = settings(rule, vector)
        goals.append((name, Substituted(values, places, image)))
        yield step("map_numbers", goals[-1][1], *map(Choice, places))
    if isinstance(found, Multiple):
        factor = Symbol(next(n for n in "ckhmt" if Symbol(n) not in rule.free_symbols))
        yield step("choose_factor", Defines(factor, found.factor))
        result, whole = scaled(found.factor, found.image), scaled(found.factor, found.vector)
        after, ending = found.of_multiple, "multiple"
        of_images = Equal(ScalarMultiple(factor, found.image), result)
        yield step("take_multiple", of_images)
    else:
        result, whole = total(*images), total(*vectors)
        after, ending = found.of_sum, "sum"
        of_images = Equal(MatrixSum(*images), result)
        yield step("take_sum", of_images)
    places = settings(rule, whole)
    of_whole, differs = Substituted(values, places, after), Compared(after, "!=", result)
    for_sum = ending == "sum"
    yield step("map_sum" if for_sum else "map_multiple", of_whole, *map(Choice, places))
    yield step("miss_sum" if for_sum else "miss_multiple", differs)
    goals.append((f"{ending}_of_images", of_images))
    goals.append((f"image_of_{ending}", of_whole))
    return (*goals, ("differs", differs))
