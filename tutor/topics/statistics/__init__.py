"""Statistics, in the order of the course."""

from tutor.topics.statistics import sample_from_t_interval, t_interval, t_test

TOPICS = (t_interval.TOPIC, sample_from_t_interval.TOPIC, t_test.TOPIC)
