r"""How students say where an iteration starts, how long its steps are and how many there are."""

from __future__ import annotations

START = (
    "{ from | from x = | from x=| from x0 = | from x_0 = | starting from | starting at | starting at x = | starting from x = |"
    " from the start | with start |, start |, start at |, from |, x0 = |, x0=|, x_0 = |, x_0=|; x0 = }{x0}"
)
POINT = START.replace("{x0}", "{p0}").replace(" from x0 = ", " from the point ")
RATE = (
    "{ with rate | with learning rate | with the rate | with a learning rate of | and rate | and learning rate |, rate |,"
    " learning rate |, rate = |, with rate |, with learning rate | with alpha = | with alpha=|, alpha = |, alpha=|, alpha |;"
    " alpha = | with step size |, step size }{alpha}"
)
STEPS = "[{, | and | for | in |, n = |, n=}{n}[ steps| step| iterations| iteration]]"
INSIDE = (  # a point whose bracket is part of the words, so that a comma behind it is no part of it
    "{ from (| from the point (| starting from (| starting at (| starting at the point (| with start (|, start (|,"
    " start at (|, from (|, start=(|, start = (|, (x0, y0) = (|, x0 = (}{p0})"
)
