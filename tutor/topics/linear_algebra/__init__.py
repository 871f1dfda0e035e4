"""Linear algebra, in the order of the course."""

from tutor.topics.linear_algebra import determinant, linear_system

TOPICS = (linear_system.TOPIC, determinant.TOPIC)
