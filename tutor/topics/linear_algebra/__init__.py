"""Linear algebra, in the order of the course."""

from tutor.topics.linear_algebra import determinant

TOPICS = (determinant.TOPIC,)
