"""Calculus, in the order of the course."""

TOPICS = (
    "limits",
    "derivative_definition",
    "derivative",
    "differentiability",
    "tangent_line",
    "extrema",
    "extrema_on_interval",
    "squared_loss",
    "gradient",
    "tangent_plane",
    "extrema_of_several",
    "gradient_descent",
    "gradient_descent_several",
    "gradient_descent_regression",
    "newton",
    "bisection",
    "concavity",
    "newton_several",
    "lagrange",
    "integral",
)
