"""Probability, in the order of the course."""

from tutor.topics.probability import bayes

TOPICS = (bayes.TOPIC,)
