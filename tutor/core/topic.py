"""The record that describes one problem type; everything else is derived from it.

The command line, the page of the documentation, the tests and the worksheets
all read this record.  A topic is four files at one path (module, answers, words,
worked example) and one line in its field's list.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from random import Random
from typing import Any

from msgspec import Struct

from tutor.core.claims import Claim
from tutor.core.errors import NotUnderstood
from tutor.core.figure import Figure
from tutor.core.inputs import ChoiceInput, Input
from tutor.core.phrases import Form, forms
from tutor.core.step import Step, Trace


class Problem:
    """The values of a topic's inputs, as attributes; `method` is the one asked for, or empty.

    `typed_decimals` says that one of them was typed as a decimal, which the exact value does not show.
    """

    def __init__(
        self,
        topic: str,
        values: Mapping[str, Any],
        method: str = "",
        *,
        typed_decimals: bool = False,
    ) -> None:
        self.topic = topic
        self.values = dict(values)
        self.method = method
        self.typed_decimals = typed_decimals

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.topic, tuple(self.values)))

    def __repr__(self) -> str:
        shown = ", ".join(f"{k}={v}" for k, v in self.values.items())
        return f"Problem({self.topic!r}, {shown})"


def if_typed(problem: Problem) -> bool:
    """For `decimals` of a topic: numbers are written as the problem was typed."""
    return problem.typed_decimals


Solve = Callable[[Problem], Generator[Step, None, Any]]


class Topic(Struct, frozen=True, kw_only=True):
    """One problem type.

    id        `field.name`, the path of its module below `tutor.topics`
    covers    ids of the curriculum table that it answers
    inputs    what it may be given
    phrases   how a student asks, in the grammar of `tutor.core.phrases`: "[the] determinant of {A}"
    bare      shapes of bare mathematics it answers, such as "determinant"
    methods   solve functions by name, the usual one first; each yields the
              steps and returns the answer, and all reach the same goals
    suits     names of the methods that fit a problem, the usual one first
    complete  fills in what was left out and checks the inputs against one another
    make      a problem of a level (1 easy, 2 usual, 3 hard) made backwards from
              a friendly answer, as values of the inputs
    goals     the claims that answer the problem, from the problem and the answer
    figures   pictures, from the problem and the answer
    decimals  whether a reader expects 7.73 rather than 773/100, always or in some problems
    """

    id: str
    covers: tuple[str, ...]
    inputs: tuple[Input, ...]
    phrases: tuple[str, ...]
    methods: Mapping[str, Solve]
    make: Callable[[Random, int], dict[str, Any]]
    goals: Callable[[Problem, Any], tuple[tuple[str, Claim], ...]]
    bare: tuple[str, ...] = ()
    suits: Callable[[Problem], tuple[str, ...]] | None = None
    complete: Callable[[Problem], Mapping[str, Any]] | None = None
    figures: Callable[[Problem, Any], tuple[Figure, ...]] | None = None
    decimals: bool | Callable[[Problem], bool] = False

    def __post_init__(self) -> None:
        if strangers := {n for form in self.forms for n in form.inputs} - set(self.inputs_by_name):
            raise ValueError(f"{self.id}: no input is named {min(strangers)}, as a phrase has it")

    @property
    def forms(self) -> tuple[Form, ...]:
        """All forms of its phrases."""
        choices = frozenset(kind.name for kind in self.inputs if isinstance(kind, ChoiceInput))
        return tuple(form for phrase in self.phrases for form in forms(phrase, choices))

    @property
    def inputs_by_name(self) -> dict[str, Input]:
        return {i.name: i for i in self.inputs}

    def problem(self, **values: Any) -> Problem:
        """The problem with these input values; raises a `TutorError` if it cannot be posed."""
        if unknown := set(values) - set(self.inputs_by_name):
            raise NotUnderstood(
                "unknown-input",
                f"{self.id} has no input named {sorted(unknown)[0]}.",
                fix=f"Its inputs are {', '.join(self.inputs_by_name)}.",
            )
        taken: dict[str, Any] = {}
        for kind in self.inputs:
            value = values.get(kind.name)
            if value is not None:
                value = kind.check(value)
            elif kind.required:
                raise NotUnderstood(
                    "missing-input",
                    f"{kind.name} is missing: {kind.about}.",
                    fix=f"For example {kind.name} = {kind.example}.",
                )
            taken[kind.name] = kind.default if value is None else value
        problem = Problem(self.id, taken)
        if self.complete is not None:
            problem = Problem(self.id, {**taken, **self.complete(problem)})
        return problem

    def suitable(self, problem: Problem) -> tuple[str, ...]:
        """The methods that fit this problem, the usual one first."""
        return tuple(self.methods) if self.suits is None else self.suits(problem)

    def method(self, problem: Problem, name: str = "") -> str:
        """The method of this name, or the one asked for or the usual one; it must fit the problem."""
        suitable = self.suitable(problem)
        name = name or problem.method or suitable[0]
        if name not in suitable:
            known = "does not fit this problem" if name in self.methods else "does not exist"
            raise NotUnderstood(
                "method",
                f"The method {name} {known}.",
                fix=f"Here these do: {', '.join(suitable)}.",
            )
        return name

    def in_decimals(self, problem: Problem) -> bool:
        """Whether the derivation of this problem is written with decimals."""
        return self.decimals(problem) if callable(self.decimals) else self.decimals

    def derive(
        self, problem: Problem, method: str = "", *, pictures: bool = True
    ) -> Generator[Step, None, Trace]:
        """Yield the steps one by one and return the whole trace, with or without its figures."""
        name = self.method(problem, method)
        steps: list[Step] = []
        answer = yield from _recorded(self.methods[name](problem), steps)
        return Trace(
            topic=self.id,
            method=name,
            inputs=tuple((k, v) for k, v in problem.values.items() if v is not None),
            steps=tuple(steps),
            goals=self.goals(problem, answer),
            figures=self.figures(problem, answer) if self.figures and pictures else (),
            decimals=self.in_decimals(problem),
        )

    def trace(self, problem: Problem, method: str = "", *, pictures: bool = True) -> Trace:
        """The whole derivation at once."""
        run = self.derive(problem, method, pictures=pictures)
        while True:
            try:
                next(run)
            except StopIteration as end:
                return end.value


def _recorded(run: Generator[Step, None, Any], steps: list[Step]) -> Generator[Step, None, Any]:
    while True:
        try:
            part = next(run)
        except StopIteration as end:
            return end.value
        steps.append(part)
        yield part
