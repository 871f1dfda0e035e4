"""Calculus, in the order of the course."""

TOPICS = (
    "derivative",
    "extrema",
    "extrema_on_interval",
    "gradient_descent",
    "newton",
    "concavity",
    "lagrange",
)
