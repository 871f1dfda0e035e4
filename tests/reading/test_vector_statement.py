"""What bare mathematics with vectors and matrices asks for."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.reading.statement import bare

DOT = "dot product"
COMBINATION = "linear combination"
PRODUCT = "matrix product"
NORM = "norm"
ROWS: list[tuple[str, str, Any]] = [
    ("(-9,-1).(-3,-5)", DOT, {"u": "(-9,-1)", "v": "(-3,-5)"}),
    ("<1, 2> · <3, 4>", DOT, {"u": "<1, 2>", "v": "<3, 4>"}),
    ("u.v, u=(1,2), v=(3,4)", DOT, {"u": "(1,2)", "v": "(3,4)"}),
    ("u = (1,2) and v = (3,4), u.v", DOT, {"u": "(1,2)", "v": "(3,4)"}),
    (
        r"\begin{bmatrix}-9\\-1\end{bmatrix}\cdot\begin{bmatrix}-3\\-5\end{bmatrix}",
        DOT,
        {
            "u": r"\begin{bmatrix}-9\\-1\end{bmatrix}",
            "v": r"\begin{bmatrix}-3\\-5\end{bmatrix}",
        },
    ),
    (
        "3u-2v, u=(2,-1,0), v=(1,4,-3)",
        COMBINATION,
        {"coefficients": "(3, -2)", "vectors": "(2,-1,0), (1,4,-3)"},
    ),
    (
        r"3u-2v,\ u=(2,-1,0),\ v=(1,4,-3)",
        COMBINATION,
        {"coefficients": "(3, -2)", "vectors": "(2,-1,0), (1,4,-3)"},
    ),
    (
        "Compute 3u-2v for u=(2,-1,0), v=(1,4,-3).",
        COMBINATION,
        {"coefficients": "(3, -2)", "vectors": "(2,-1,0), (1,4,-3)"},
    ),
    (
        "(1,2)+(1,2,3)",
        COMBINATION,
        {"coefficients": "(1, 1)", "vectors": "(1,2), (1,2,3)"},
    ),
    (
        "1/2*(1,2) - (3,4) + 5(0,1)",
        COMBINATION,
        {"coefficients": "(1/2, -1, 5)", "vectors": "(1,2), (3,4), (0,1)"},
    ),
    ("-2[1; 3]", COMBINATION, {"coefficients": "(-2)", "vectors": "[1; 3]"}),
    (
        "A=[[3,0],[0,-1]], B=[[2,4],[6,8]], A*B",
        PRODUCT,
        {"A": "[[3,0],[0,-1]]", "B": "[[2,4],[6,8]]"},
    ),
    ("[1 2; 3 4] (5, 6)", PRODUCT, {"A": "[1 2; 3 4]", "x": "(5, 6)"}),
    ("[1 2; 3 4][5; 6]", PRODUCT, {"A": "[1 2; 3 4]", "B": "[5; 6]"}),
    ("AB where A = [1 2; 3 4] and B = [5 6; 7 8]", PRODUCT, {"A": "[1 2; 3 4]", "B": "[5 6; 7 8]"}),
    (
        r"\begin{bmatrix}3&0\\0&-1\end{bmatrix}\begin{bmatrix}2\\6\end{bmatrix}",
        PRODUCT,
        {
            "A": r"\begin{bmatrix}3&0\\0&-1\end{bmatrix}",
            "B": r"\begin{bmatrix}2\\6\end{bmatrix}",
        },
    ),
    (r"\cos\theta,\ \theta=\angle((8,1,-4),(2,2,0))", "angle", {"u": "(8,1,-4)", "v": "(2,2,0)"}),
    ("||(3, 4)||", NORM, {"v": "(3, 4)"}),
    (r"\|v\|,\ v=(1,-5,2,0,-3)", NORM, {"v": "(1,-5,2,0,-3)"}),
]


@pytest.mark.parametrize(("text", "shape", "fields"), ROWS)
def test_a_shape_and_its_parts(text: str, shape: str, fields: dict[str, str]) -> None:
    found = bare(text)
    assert found is not None
    assert (found.shape, found.fields) == (shape, fields)


@pytest.mark.parametrize(
    "text",
    [
        "(1,2)",
        "f(1,2) + 3",
        "T(x,y)=(x+y,2x)",
        "min x^2+y^2 s.t. x+2y=5",
        "(x+1)(x+2)",
        "[1 2; 3 4]",
        "x = 1, 2, 3; y = 2, 4, 5",
        "v1=(1,0), v2=(0,1)",
        "P(A)=0.2, P(B|A)=0.7",
        r"\frac{d}{dx}(3 x^{3} - 2 x + 1)",
        "dot product of (1,2) and (3,4)",
    ],
)
def test_other_shapes_are_left_alone(text: str) -> None:
    found = bare(text)
    assert found is None or found.shape not in (DOT, COMBINATION, PRODUCT, NORM)
