"""Linear algebra, in the order of the course."""

TOPICS = ("linear_system", "determinant", "echelon_form", "rank", "inverse", "null_space", "lu")
