"""Linear algebra, in the order of the course."""

TOPICS = (
    "linear_system",
    "dependence",
    "determinant",
    "echelon_form",
    "rank",
    "linear_combination",
    "vector_norm",
    "dot_product",
    "vector_angle",
    "inverse",
    "signed_area",
    "characteristic_polynomial",
    "eigenvalues",
    "basis",
    "null_space",
    "lu",
    "change_of_basis",
    "gram_schmidt",
    "projection",
)
