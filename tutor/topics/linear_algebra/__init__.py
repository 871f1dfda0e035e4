"""Linear algebra, in the order of the course."""

TOPICS = (
    "linear_system",
    "dependence",
    "determinant",
    "echelon_form",
    "rank",
    "dot_product",
    "inverse",
    "signed_area",
    "basis",
    "null_space",
    "lu",
)
