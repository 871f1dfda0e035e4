"""Statistics, in the order of the course."""

TOPICS = (
    "maximum_likelihood",
    "laplace_likelihood",
    "multinomial_likelihood",
    "uniform_likelihood",
    "t_interval",
    "sample_from_t_interval",
    "t_test",
)
