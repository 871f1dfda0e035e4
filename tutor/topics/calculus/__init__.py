"""Calculus, in the order of the course."""

TOPICS = ("derivative", "extrema", "gradient_descent", "newton", "lagrange")
