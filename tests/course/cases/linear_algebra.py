"""The course cases of linear algebra."""

from __future__ import annotations

from sympy import Tuple

from tutor.core.claims import Compared
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import Det, Rank

from .find import (
    Case,
    claimed,
    columns,
    diagonal,
    eigenspaces,
    eigenvalues,
    field,
    free,
    kind,
    multiples,
    solution,
)

CASES: dict[str, Case] = {
    "la-vec-02": Case(
        ("Compute 3u-2v for u=(2,-1,0), v=(1,4,-3).", "3u-2v, u=(2,-1,0), v=(1,4,-3)", r"3u-2v,\ u=(2,-1,0),\ v=(1,4,-3)", "3(2,-1,0) - 2(1,4,-3)"),
        {"combination": field("combination", "after")},
        (r"3\\cdot\(2,-1,0\)=\(6,-3,0\)", r"-2\\cdot\(1,4,-3\)=\(-2,-8,6\)"),
    ),
    "la-vec-03": Case(
        ("Add (1,2) and (1,2,3).", "(1,2)+(1,2,3)"),
        {},
        ("2 components,? and (vector 2 has )?3",),
    ),
    "la-norm-01": Case(
        ("Find the L1 and L2 norms of (1,-5,2,0,-3).", r"\|v\|,\ v=(1,-5,2,0,-3)", "norm of v=(1,-5,2,0,-3)", "||(1,-5,2,0,-3)||"),
        {"l1": field("l1", "after"), "l2": field("l2", "after")},
        (r"1\+25\+4\+0\+9.*39",),
    ),
    "la-dot-02": Case(
        ("Compute the dot product of (-9, -1) and (-3, -5); are they orthogonal?", "(-9,-1).(-3,-5)", r"\begin{bmatrix}-9\\-1\end{bmatrix}\cdot\begin{bmatrix}-3\\-5\end{bmatrix}", "(-9, -1) dot (-3, -5)"),
        {"dot": field("dot", "after"), "orthogonal": lambda t: t.answer["orthogonal"].relation == "="},
        (r"-9\\cdot\(-3\)-1\\cdot\(-5\)=27\+5",),
    ),
    "la-ang-02": Case(
        ("Find the angle between (8, 1, -4) and (2, 2, 0).", "angle between (8, 1, -4) and (2, 2, 0)", r"angle between \begin{pmatrix}8\\1\\-4\end{pmatrix} and \begin{pmatrix}2\\2\\0\end{pmatrix}", r"\cos\theta,\ \theta=\angle((8,1,-4),(2,2,0))"),
        {"cos": field("cosine", "after"), "radians": lambda t: t.answer["radians"].after.evalf(), "degrees": field("degrees", "after")},
        (r"16\+2\+0=18", r"=9.*2\\sqrt\{2\}", r"\\frac\{\\sqrt\{2\}\}\{2\}"),
    ),
    "la-mm-04": Case(
        ("A=[[3,0],[0,-1]], B=[[2,4],[6,8]], A*B", r"\begin{bmatrix}3&0\\0&-1\end{bmatrix}\begin{bmatrix}2&4\\6&8\end{bmatrix}", "compute [3 0; 0 -1] times [2 4; 6 8]"),
        {"AB": field("product", "after")},
        ("Adiagonalmatrixontheleftscalestherows",),
    ),
    "la-tr-04": Case(
        ("T(v1,v2)=(3v1, 0, -2v2). Find the matrix of T and T(3,5).", "matrix of T(v1,v2)=(3*v1,0,-2*v2) and the image of (3,5)", r"matrix of T\begin{pmatrix}v_1\\v_2\end{pmatrix}=\begin{bmatrix}3v_1\\0\\-2v_2\end{bmatrix} and the image of (3,5)"),
        {"matrix": lambda t: t.answer["matrix"].after.args[0], "image": field("image", "after")},
        (r"columnsofthematrixaretheimages|Thematrixhasonecolumn|Writetheimages",),
    ),
    "la-lin-01": Case(
        ("Is T(v1,v2)=(3v1, 0, -2v2) a linear map? Verify both conditions.", "is T(v1,v2)=(3*v1,0,-2*v2) linear?", r"Is T(v_1,v_2)=(3v_1,0,-2v_2) a linear map?"),
        {"linear": lambda t: {"sum", "multiple"} <= set(t.answer)},
        (r"T\\?\(cu\\?\)=cT\\?\(u\\?\)\?.*cp_\{1\}", r"T\\?\(u\+v\\?\)=T\\?\(u\\?\)\+T\\?\(v\\?\)\?.*p_\{1\}\+q_\{1\}"),
    ),
    "la-nn-02": Case(
        ("One linear layer y=Wx+b with W=[[1,-2],[3,0]], b=(1,-1), x=(2,1). Give the output and then the output after a second layer with weights (1,1) and bias 0.", "layer W=[1 -2; 3 0], b=(1,-1), x=(2,1), W2=(1,1), b2=0"),
        {"y": field("z1", "after"), "out": field("z2", "after")},
        (r"=\\begin\{bmatrix\}0\\\\6\\end", r"\(0,6\)\+\(1,-1\)=\(1,5\)", r"\(1,1\)\\cdot\(1,5\)=6"),
    ),
    "la-sys2-03": Case(
        ("solve 5*a+b=17; 4*a-3*b=6", r"\begin{cases}5a+b=17\\4a-3b=6\end{cases}", "Solve the pair of equations 5a + b = 17, 4a - 3b = 6"),
        {"type": kind, "solution": solution},
        (r"-\\frac\{19\}\{5\}b", "a=3", "b=2"),
    ),
    "la-cls-01": Case(
        ("How many solutions does this pair of lines have? -x1+3*x2=7; 3*x1-9*x2=1", r"how many solutions does \begin{cases}-x_{1}+3x_{2}=7\\3x_{1}-9x_{2}=1\end{cases} have"),
        {
            "type": kind,
            "rank_A": lambda t: claimed(t, Rank)[0],
            "rank_augmented": lambda t: claimed(t, Rank)[1],
            "det": lambda t: claimed(t, Det)[0],
        },
        (r"\\end\{vmatrix\}=0", r"R_\{1\}.*0=22", "contradict", "parallelanddifferent"),
    ),
    "la-dep-02": Case(
        ("Are the rows of this matrix linearly dependent? A=[[1,1,1],[0,0,2],[0,0,3]]", r"Are the rows of A=\begin{bmatrix}1&1&1\\0&0&2\\0&0&3\end{bmatrix} linearly dependent?"),
        {
            "dependent": lambda t: t.answer["dependent"].relation == "<",
            "relation": lambda t: [Tuple(*multiples(t.answer["relation"].before, 3))],
            "det": lambda t: next(c.right for s in t.walk() for c in s.claims if isinstance(c, Compared) and isinstance(c.left, Det)),
        },
        (r"-3v_\{2\}\+2v_\{3\}=", r"therankis2.*[Tt]hedeterminantsaysthesame:itiszero"),
    ),
    "la-eli-03": Case(
        ("solve by row reduction 4*x1-3*x2+x3=-10; 2*x1+x2+3*x3=0; -x1+2*x2-5*x3=17", "solve by elimination [4 -3 1 | -10; 2 1 3 | 0; -1 2 -5 | 17]"),
        {"type": kind, "solution": solution},
        (r"0&0&-6&12", r"x_\{1\}=1,\\quadx_\{2\}=4,\\quadx_\{3\}=-2", "-60"),
    ),
    "la-inf-03": Case(
        ("find all solutions of -x1+2*x2+2*x3=2; 2*x1+5*x2+x3=2", r"\begin{cases}-x_{1}+2x_{2}+2x_{3}=2\\2x_{1}+5x_{2}+x_{3}=2\end{cases}"),
        {"type": kind, "solution": solution, "free": free},
        (r"9x_\{2\}\+5x_\{3\}=6|9x_\{2\}\+5x_\{3\}&=6", r"x_\{1\}=\\frac\{8\}\{9\}x_\{3\}-\\frac\{2\}\{3\}", r"\\frac\{2\}\{9\},\\frac\{1\}\{9\},1"),
    ),
    "la-rref-02": Case(
        ("row reduce completely A=[[-5,7],[10,14]]", r"reduced row echelon form of A=\begin{bmatrix}-5&7\\10&14\end{bmatrix}"),
        {"rref": field("reduced", "after"), "pivots": lambda t: [p - 1 for p in t.answer["reduced"].pivots], "rank": field("rank", "after")},
        (r"0&28", r"columns1and2"),
    ),
    "la-rank-03": Case(
        ("What is the rank of the linear transformation with this matrix: A=[[1,3,-4],[2,-1,-3],[4,5,-11]]", r"rank of A=\begin{bmatrix}1&3&-4\\2&-1&-3\\4&5&-11\end{bmatrix}"),
        {"rank": field("rank", "after"), "nullity": field("nullity", "after")},
        (r"r_\{3\}=2r_\{1\}\+r_\{2\}", "imageofthematrixisaplane"),
    ),
    "la-det-01": Case(
        ("Find the determinant and decide whether the matrix is singular: [[5,1],[-1,3]]", r"determinant of \begin{bmatrix}5&1\\-1&3\end{bmatrix}", "det [5 1; -1 3]"),
        {"det": field("determinant", "after"), "singular": lambda t: t.answer["singular"].relation == "="},
        (r"5\\cdot3-\(-1\)\\cdot1=16", r"\\ne0|\\neq0"),
    ),
    "la-row-02": Case(
        ("For [[9,7,8],[1,3,7],[6,3,3]] give the determinant after doubling row 1, and (starting again from M) after adding 10*row 1 to row 3.", r"determinant of M=\begin{bmatrix}9&7&8\\1&3&7\\6&3&3\end{bmatrix} after doubling row 1 and adding 10*row 1 to row 3"),
        {"det": field("determinant", "after"), "variant_dets": lambda t: [t.answer[f"after_{k}"].after for k in (1, 2)]},
        ("[Mm]ultiplyingarowmultipliesthedeterminant", "[Aa]ddingamultipleofanotherrowleavesthedeterminantunchanged"),
    ),
    "la-inv-04": Case(
        ("Invert the 0/1 matrix [[1,0,1,0],[0,1,1,0],[1,1,0,1],[1,1,1,0]] by Gauss-Jordan.", r"inverse of A=\begin{bmatrix}1&0&1&0\\0&1&1&0\\1&1&0&1\\1&1&1&0\end{bmatrix}"),
        {"det": field("determinant", "after"), "inverse": field("inverse", "after")},
        (r"\\left\[\\begin\{array\}\{cccc\|cccc\}|begin\{array\}\{.*\|",),
    ),
    "la-area-01": Case(
        ("Area of the parallelogram spanned by (3,1) and (2,5).", "signed area spanned by (3, 1), (2, 5)", r"area spanned by \begin{pmatrix}3\\1\end{pmatrix}, \begin{pmatrix}2\\5\end{pmatrix}"),
        {"det": field("signed", "after"), "area": field("size", "after")},
        (r"3\\cdot5-1\\cdot2",),
    ),
    "la-dp-03": Case(
        ("Find det((AB)^-1) with A=[[5,2,3],[-1,-3,2],[0,1,-1]], B=[[1,0,-4],[2,1,0],[8,-1,0]]", r"\det((AB)^{-1}),\ A=\begin{bmatrix}5&2&3\\-1&-3&2\\0&1&-1\end{bmatrix},\ B=\begin{bmatrix}1&0&-4\\2&1&0\\8&-1&0\end{bmatrix}"),
        {"error": lambda t: None},
        (r"det A = 0, so det\(AB\) = 0", "AB is singular and has no inverse"),
    ),
    "la-dp-04": Case(
        ("A is 3x3 with determinant 5. Find det(2A), det(A^T) and det(A^-1).", r"A\in\mathbb R^{3\times3},\ \det A=5:\ \det(2A),\ \det(A^T),\ \det(A^{-1})"),
        {"scaled": field("value_1", "after"), "transpose": field("value_2", "after"), "inverse": field("value_3", "after")},
        (r"2\^\{3\}",),
    ),
    "la-bas-01": Case(
        ("Do (2,1,1), (1,0,2), (1,0,1) form a basis of R^3?", r"is \{(2,1,1),(1,0,2),(1,0,1)\} a basis"),
        {
            "rank": field("rank", "after"),
            "basis": lambda t: "basis" in t.answer,
            "det": lambda t: next(c.after for s in t.walk() for c in s.claims if s.rule == "find_determinant"),
        },
        (r"[Dd]eterminantis1",),
    ),
    "la-nul-02": Case(
        ("Find bases for the null space and the column space, and check rank + nullity: [[1,2,1,0],[2,4,0,2],[3,6,1,2]]", r"four subspaces of \begin{bmatrix}1&2&1&0\\2&4&0&2\\3&6&1&2\end{bmatrix}"),
        {"rank": field("rank", "after"), "nullspace": field("null_space", "vectors"), "colspace": field("column_space", "vectors")},
        (r"1&2&0&1\\\\0&0&1&-1\\\\0&0&0&0", r"2\+2=4"),
    ),
    "la-lu-01": Case(
        ("Factor [[2,1,1],[4,3,3],[8,7,9]] into A=LU without row exchanges", r"LU factorisation of \begin{bmatrix}2&1&1\\4&3&3\\8&7&9\end{bmatrix}"),
        {"L": lambda t: t.answer["factors"].factors[0], "U": lambda t: t.answer["factors"].factors[1]},
        (r"multiplier2.*multiplier4.*multiplier3", r"2&1&1\\\\0&1&1\\\\0&0&2"),
    ),
    "la-cp-02": Case(
        ("Find the characteristic polynomial det(A-lam*I) of [[3,1,-2],[4,0,1],[2,1,-1]]", r"characteristic polynomial of A=\begin{bmatrix}3&1&-2\\4&0&1\\2&1&-1\end{bmatrix}", "charpoly [3 1 -2; 4 0 1; 2 1 -1]"),
        {"charpoly": field("polynomial", "after")},
        (r"\\left\(3-\\lambda\\right\)\\begin\{vmatrix\}|\(3-\\lambda\)\\?,?\\begin\{vmatrix\}", r"3\+0-1=2[\s\S]*-4\+1-1|tr"),
    ),
    "la-eig-03": Case(
        ("Find the eigenvalues and eigenvectors of the 3x3 matrix [[2,1,-1],[1,0,-3],[-1,-3,0]]", r"eigenvalues and eigenvectors of \begin{bmatrix}2&1&-1\\1&0&-3\\-1&-3&0\end{bmatrix}", "eigenvalues of [2 1 -1; 1 0 -3; -1 -3 0]"),
        {"eigenvalues": eigenvalues, "eigenspaces": eigenspaces},
        (r"-\\lambda\^\{3\}\+2\\lambda\^\{2\}\+11\\lambda-12", r"columnhasnopivot.*columnhasnopivot.*columnhasnopivot"),
    ),
    "la-es-02": Case(
        ("eigenvalues of [[0,1],[-1,0]]", r"what are the eigenvalues of A=\begin{bmatrix}0&1\\-1&0\end{bmatrix}"),
        {"eigenvalues": eigenvalues, "diagonalizable_real": lambda t: t.answer["diagonalizable"].relation == "=" and all(v.is_real for v in eigenvalues(t))},
        (r"\\lambda\^\{2\}\+1", "[Nn]orealvector"),
    ),
    "la-cb-02": Case(
        ("Find P^-1*A*P with A=[[1,1,0],[1,-1,0],[1,1,1]], P=[[1,1,1],[1,2,0],[1,1,0]]", r"P^{-1}AP,\ A=\begin{bmatrix}1&1&0\\1&-1&0\\1&1&1\end{bmatrix},\ P=\begin{bmatrix}1&1&1\\1&2&0\\1&1&0\end{bmatrix}"),
        {"B": field("matrix", "after")},
        (r"0&-1&2\\\\0&1&-1\\\\1&0&-1", r"2&3&1\\\\0&-1&1\\\\3&4&1.*6&9&1\\\\-3&-5&0"),
    ),
    "la-cov-01": Case(
        ("Sample covariance matrix of x=(-2.1,-1,4.3), y=(3,1.1,0.12).", "covariance matrix of x=-2.1,-1,4.3; y=3,1.1,0.12", r"x=(-2.1,-1,4.3),\ y=(3,1.1,0.12),\ \Sigma=?"),
        {"cov": field("covariance", "after")},
        (r"0\.4.*1\.40667", r"X=\\begin\{bmatrix\}-2\.5&", "divideby2"),
    ),
    "la-pca-03": Case(
        ("A covariance matrix is given as [[9,4],[4,3]]. Find the principal directions and the explained variance ratios.", r"principal directions of the covariance matrix \begin{bmatrix}9&4\\4&3\end{bmatrix}"),
        {"eigenvalues": lambda t: list(t.answer["shares"].weights), "pc1": lambda t: [Tuple(*t.answer["components"].factors[0].column(1))], "explained1": lambda t: t.answer["shares"].shares[0]},
        (r"\\lambda\^\{2\}-12\\lambda\+11", r"\(2,1\).*\(-1,2\)"),
    ),
    "la-gs-01": Case(
        ("Orthonormalise (1,1,0), (1,0,1), (0,1,1) in this order.", "Gram-Schmidt (1,1,0),(1,0,1),(0,1,1)", r"v_1=(1,1,0),\ v_2=(1,0,1),\ v_3=(0,1,1),\ \text{Gram--Schmidt}"),
        {"Q": lambda t: Matrix.of([v.args for v in t.answer["basis"].vectors])},
        (
            r"u_\{2\}=\(1,0,1\)-\\frac\{1\}\{2\}\\cdot\(1,1,0\).*=\\left\(\\frac\{1\}\{2\},-\\frac\{1\}\{2\},1\\right\)",
            r"=\\left\(-\\frac\{2\}\{3\},\\frac\{2\}\{3\},\\frac\{2\}\{3\}\\right\)",
            "Dividethedirectionbyitslength",
        ),
    ),
    "la-pr-03": Case(
        ("Project x=(1,0,0) on span{(1,0,-1),(1,1,0)}.", "proj of (1,0,0) on span{(1,0,-1),(1,1,0)}", r"\mathrm{proj}_W\,x,\ W=\mathrm{span}\{(1,0,-1),(1,1,0)\},\ x=(1,0,0)"),
        {"proj": lambda t: list(t.answer["projection"].after), "distance": field("distance", "after")},
        (r"\\frac\{2\}\{3\}&\\frac\{1\}\{3\}&-\\frac\{1\}\{3\}.*\\frac\{1\}\{3\}&\\frac\{2\}\{3\}&\\frac\{1\}\{3\}",),
    ),
    "la-mk-01": Case(
        ("long-run probabilities of P=[[0,.75,.35,.25,.85],[.15,0,.35,.25,.05],[.15,.15,0,.25,.05],[.15,.05,.05,0,.05],[.55,.05,.25,.25,0]] starting from (0,0,0,1,0)", "PageRank of [0 .75 .35 .25 .85; .15 0 .35 .25 .05; .15 .15 0 .25 .05; .15 .05 .05 0 .05; .55 .05 .25 .25 0] from (0,0,0,1,0)"),
        {"x1": field("next", "after"), "stationary": field("stationary", "shares")},
        ("eachcolumnaddsto1", "1isaneigenvalue", "[Dd]ividebythesumoftheentries"),
    ),
    "la-dg-05": Case(
        ("Orthogonally diagonalise the symmetric matrix A=[[3,-1],[-1,3]]", r"orthogonally diagonalize \begin{bmatrix}3&-1\\-1&3\end{bmatrix}"),
        {"eigenvalues": diagonal, "eigenspaces": columns, "orthogonal": lambda t: t.answer["factors"].kinds[0] == "orthogonal"},
        ("eigenvectorsareperpendicular", r"[Dd]ividetheeigenvectorbyitslength.*\\sqrt\{2\}"),
    ),
    "la-dg-04": Case(
        ("Diagonalise [[1,1],[0,1]]", r"diagonalise A=\begin{bmatrix}1&1\\0&1\end{bmatrix}"),
        {"error": lambda t: None},
        ("root 1 twice, but there is only 1 independent eigenvector",),
    ),
    "la-pd-01": Case(
        ("Is the symmetric matrix positive definite? [[2,-1,0],[-1,2,-1],[0,-1,2]]", r"is A=\begin{bmatrix}2&-1&0\\-1&2&-1\\0&-1&2\end{bmatrix} positive definite", "is [2 -1 0; -1 2 -1; 0 -1 2] positive definite"),
        {"class": field("kind", "kind"), "minors": lambda t: [s.claims[0].after for s in t.steps if s.rule == "find_leading_minor"]},
        (r"minor.*2\\end|itis2.*itis3.*itis4", r"pivot2.*pivot\\frac\{3\}\{2\}.*pivot\\frac\{4\}\{3\}"),
    ),
    "la-ls-01": Case(
        ("Least-squares solution of Ax=b: A=[[0,1],[1,1],[2,1]], b=[6,0,0]", r"\begin{bmatrix}0&1\\1&1\\2&1\end{bmatrix}x\approx\begin{bmatrix}6\\0\\0\end{bmatrix}", "fit a line to (0,6), (1,0), (2,0)"),
        {"x": lambda t: list(t.answer["solution"].after), "rss": field("squares", "after")},
        (r"A\^\{T\}A=\\begin\{bmatrix\}5&3\\\\3&3", r"A\^\{T\}b=\\begin\{bmatrix\}0\\\\6", r"\(1,-2,1\)"),
    ),
    "la-svd-01": Case(
        ("Find the singular values and right singular vectors. [[3,0],[4,5]]", r"svd of A=\begin{bmatrix}3&0\\4&5\end{bmatrix}"),
        {"singular_values": lambda t: [t.answer["factors"].factors[1][k, k] for k in (1, 2)], "v1": lambda t: [Tuple(*t.answer["factors"].factors[2].row(1))]},
        (
            r"25&20\\\\20&25.*\\lambda=5,\\quad\\lambda=45",
            r"\\frac\{\\sqrt\{2\}\}\{2\},\\frac\{\\sqrt\{2\}\}\{2\}.*\\frac\{\\sqrt\{2\}\}\{2\},-\\frac\{\\sqrt\{2\}\}\{2\}",
            r"p_\{1\}=\\frac\{1\}\{\\sigma_\{1\}\}",
        ),
    ),
}  # fmt: skip
