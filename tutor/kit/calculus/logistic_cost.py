"""The cost of a sigmoid unit for several rows of data: the mean of the log losses, or of the squares.

The prediction for a row is the sigmoid of its weighted sum.  With the log loss the slope of one row
by its sum is the prediction minus the label; with the square it is that, twice, times the slope of the sigmoid.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from sympy import Add, Expr, IndexedBase, Integer, Rational, Sum, Symbol, Tuple, exp, log

from tutor.core.claims import Defines, DerivativeOf, Equal
from tutor.core.matrix import Matrix
from tutor.core.step import Step, step
from tutor.kit.calculus.descent import Slopes
from tutor.kit.unevaluated import ONE, added, negated, over, power, times

Y, K, N = IndexedBase("y"), Symbol("i"), Symbol("n")
B, COST = Symbol("b"), Symbol("L")
TWO = Integer(2)
LOG, SQUARED = "log", "squared"


@dataclass(frozen=True)
class Rows:
    """The rows of a table with their labels 0 or 1, and the loss of one row: `log` or `squared`."""

    table: Matrix
    labels: Tuple
    loss: str

    @property
    def size(self) -> int:
        return len(self.labels)

    @property
    def _ends(self) -> list[str]:
        width = self.table.shape[1]
        return [""] if width == 1 else [str(k) for k in range(1, width + 1)]

    @property
    def weights(self) -> list[Symbol]:
        return [Symbol(f"w{end}") for end in self._ends]

    @property
    def names(self) -> tuple[Symbol, ...]:
        """The letters that are trained."""
        return (*self.weights, B)

    @property
    def columns(self) -> list[IndexedBase]:
        return [IndexedBase(f"x{end}") for end in self._ends]

    def named(self) -> Generator[Step, None, None]:
        """Yield the steps that name the data and count the rows."""
        for x, values in zip(self.columns, zip(*self.table.entries(), strict=True), strict=True):
            yield step("name_feature", Defines(x, Tuple(*values)))
        yield step("name_labels", Defines(Y, self.labels))
        yield step("count_rows", Defines(N, Integer(self.size)))

    def _sum(self, row: Sequence[Expr]) -> Expr:
        """The weighted sum of a row, as written."""
        return added(
            *(
                w if x == 1 else times(x, w)
                for w, x in zip(self.weights, row, strict=True)
                if x != 0
            ),
            B,
        )

    def _prediction(self) -> Expr:
        """The sigmoid of the weighted sum of row i."""
        terms = (times(w, x[K]) for w, x in zip(self.weights, self.columns, strict=True))
        return sigmoid(added(*terms, B))

    def set_up(self) -> Generator[Step, None, tuple[Expr, Slopes]]:
        """Yield the steps to the cost and its slopes with the data put in; returns both."""
        p, y = self._prediction(), Y[K]
        if self.loss == LOG:
            losses = added(
                times(y, log(p)), times(added(ONE, negated(y)), log(added(ONE, negated(p))))
            )
            written = negated(over(Sum(losses, (K, 1, N)), N))
        else:
            losses = power(added(p, negated(y)), TWO)
            written = over(Sum(losses, (K, 1, N)), N)
        yield step(f"write_{self.loss}_cost", Defines(COST, written))
        partials = []
        for k, name in enumerate(self.names):
            beside = self.columns[k][K] if name != B else None
            slope = self._slope(p, y, beside)
            rule = "differentiate_by_weight" if name != B else "differentiate_by_bias"
            yield step(f"{rule}_of_{self.loss}", DerivativeOf(written, name, slope))
            partial = self._partial(k)
            yield step(f"insert_rows_into_slope_of_{self.loss}", Equal(slope, partial))
            partials.append(partial)
        cost = self._inserted()
        yield step("insert_rows_into_cost", Equal(written, cost))
        return cost, Slopes(self.names, tuple(partials), ())

    def _slope(self, p: Expr, y: Expr, x: Expr | None) -> Expr:
        factors = [added(p, negated(y))]
        if self.loss == SQUARED:
            factors += [p, added(ONE, negated(p))]
        if x is not None:
            factors.append(x)
        total = Sum(times(*factors), (K, 1, N))
        return over(total if self.loss == LOG else times(TWO, total), N)

    def _partial(self, k: int) -> Expr:
        """The slope by letter k with the rows put in, over the number of rows."""
        terms = []
        for row, label in zip(self.table.entries(), self.labels, strict=True):
            x = row[k] if k < len(row) else ONE
            z = self._sum(row)
            if self.loss == LOG:  # the prediction minus 1 is -1/(1 + e^z)
                slope = sigmoid(z) if label == 0 else -1 / (1 + exp(z))
            else:
                p = sigmoid(z)
                slope = 2 * (p - label) * p * (1 - p)
            terms.append(x * slope)
        return Rational(1, self.size) * Add(*terms)

    def _inserted(self) -> Expr:
        terms = []
        for row, label in zip(self.table.entries(), self.labels, strict=True):
            z = self._sum(row)
            if self.loss == LOG:  # -ln of the prediction is ln(1 + e^-z)
                terms.append(log(1 + exp(z if label == 0 else -z)))
            else:
                terms.append((sigmoid(z) - label) ** 2)
        return Rational(1, self.size) * Add(*terms)


def sigmoid(z: Expr) -> Expr:
    return 1 / (1 + exp(-z))
