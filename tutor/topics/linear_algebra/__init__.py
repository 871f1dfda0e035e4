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
    "characteristic_polynomial",
    "eigenvalues",
    "basis",
    "null_space",
    "lu",
    "change_of_basis",
    "gram_schmidt",
    "projection",
)
