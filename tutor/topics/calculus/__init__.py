"""Calculus, in the order of the course."""

TOPICS = (
    "limits",
    "derivative",
    "extrema",
    "extrema_on_interval",
    "concavity",
    "gradient_descent",
    "gradient_descent_several",
    "newton",
    "newton_several",
    "lagrange",
    "integral",
)
