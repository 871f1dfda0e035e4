"""Calculus, in the order of the course."""

TOPICS = ("derivative", "extrema", "lagrange")
