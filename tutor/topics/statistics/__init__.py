"""Statistics, in the order of the course."""

from tutor.topics.statistics import maximum_likelihood, sample_from_t_interval, t_interval, t_test

TOPICS = (
    maximum_likelihood.TOPIC,
    t_interval.TOPIC,
    sample_from_t_interval.TOPIC,
    t_test.TOPIC,
)
