"""Whether a table of an iteration is right, state by state."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy import Rational

from tutor.core.claims import Recurrence

from .values import Definitions, Unknown, written_out

LONGEST = 200  # steps


def _recurrence(c: Recurrence, d: Definitions) -> bool | None:
    """SymPy's own evaluation, state by state, with eighty digits."""
    names, rows = c.variables.args, c.rows.args
    size = 1 + len(names) + len(c.columns.args)
    if len(set(names)) != len(names) or len(c.step.args) != len(names) or len(rows) < 2:
        return False
    if any(len(row.args) != size for row in rows) or not 0 <= c.tolerance <= Rational(1, 1000):
        return False
    numbers = [row.args[0] for row in rows]
    if numbers[0] != 0 or not all(k.is_Integer for k in numbers) or numbers != sorted(set(numbers)):
        return False
    if numbers[-1] > LONGEST:
        raise Unknown
    known = {name: value for name, value in d.items() if name not in names}
    step, columns = ([written_out(e, known) for e in t.args] for t in (c.step, c.columns))
    state = [written_out(v, known) for v in rows[0].args[1 : 1 + len(names)]]
    wanted = dict(zip(numbers, rows, strict=True))
    for k in range(int(numbers[-1]) + 1):
        at = dict(zip(names, state, strict=True))
        true = [*state, *(sp.N(e.xreplace(at), 80) for e in columns)]
        for value, there in zip(wanted[k].args[1:], true, strict=True) if k in wanted else ():
            off = abs(sp.N(written_out(value, known) - there, 80))
            if not off.is_number:
                raise Unknown
            if off > (c.tolerance or Rational(1, 10**25)) * max(1, abs(there)):
                return False
        state = [sp.N(e.xreplace(at), 80) for e in step]
    return True


JUDGES: dict[type, Any] = {Recurrence: _recurrence}
