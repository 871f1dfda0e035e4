"""Calculus, in the order of the course."""

TOPICS = (
    "limits",
    "derivative",
    "extrema",
    "extrema_on_interval",
    "gradient_descent",
    "newton",
    "concavity",
    "lagrange",
)
