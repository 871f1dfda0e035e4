"""Probability, in the order of the course."""

TOPICS = ("bayes", "binomial")
