"""Calculus, in the order of the course."""

from tutor.topics.calculus import derivative, lagrange

TOPICS = (derivative.TOPIC, lagrange.TOPIC)
