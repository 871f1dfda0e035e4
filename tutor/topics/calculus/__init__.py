"""Calculus, in the order of the course."""

from tutor.topics.calculus import derivative

TOPICS = (derivative.TOPIC,)
