"""The course cases of calculus."""

from __future__ import annotations

from tutor.core.claims import Compared, Extremum

from .find import Case, field, gradient_at_start, points, states

CASES: dict[str, Case] = {
    "ca-dr-01": Case(
        ("differentiate f(x)=3*x^3-2*x+1", "d/dx (3x^3 - 2x + 1)", r"\frac{d}{dx}(3 x^{3} - 2 x + 1)"),
        {"derivative": field("derivative", "result")},
        ("[Pp]owerrule", r"1doesnotcontain|[Tt]hederivativeofaconstantis0"),
    ),
    "ca-pq-01": Case(
        ("Differentiate x sin(x).", "derivative of x*sin(x)", r"\frac{d}{dx} x \sin{\left(x \right)}"),
        {"derivative": field("derivative", "result")},
        (r"u=xandv=\\sin",),
    ),
    "ca-ch-03": Case(
        ("differentiate f(x)=log(cos(x))", r"\frac{d}{dx} \log{\left(\cos{\left(x \right)} \right)}"),
        {"derivative": field("derivative", "result")},
        (r"\\frac\{1\}\{\\cos\(x\)\}", r"\\cos\(x\)>0"),
    ),
    "ca-tan-02": Case(
        ("Tangent line at x=0. f(x)=exp(x)+3", "tangent line to e^x+3 at 0", r"tangent line to f(x)=e^{x} + 3 at 0"),
        {"slope": lambda t: t.answer["slopes"].after[0], "point_value": field("height", "after"), "line": field("tangent", "after")},
        (r"value4atx=0", r"=e\^\{x\}", r"e\^\{x\}\\right\|_\{x=0\}=1", r"y=x\+4"),
    ),
    "ca-sq-01": Case(
        ("A house on a line is connected to power lines at 2, 5, 11; the cost is the sum of squared distances. Where is the cost smallest and what is it?", "minimise the sum of squared distances to 2, 5, 11"),
        {"x": lambda t: t.answer["minimum"].point[0], "cost": field("minimum", "value")},
        (r"2\(x-2\)\+2\(x-5\)\+2\(x-11\)", r"mean", r"is6\.Itispositive"),
    ),
    "ca-ll-02": Case(
        ("You win if 20 tosses give 16 heads in a given order. Best p?", "best p for 16 heads in 20 tosses"),
        {"p": lambda t: t.answer["maximum"].point[0], "loglik_derivative": field("slope", "result"), "second_derivative_sign": lambda t: "negative" if any(c.relation == "<" for s in t.steps if s.rule == "insert_best_chance" for c in s.claims if isinstance(c, Compared)) else ""},
        (r"16\\ln\(p\)\+4\\ln\(1-p\)", r"zeroat\\frac\{4\}\{5\}"),
    ),
    "ca-gr-02": Case(
        ("Find the gradient of x^2+2*x*y*z+z^2.", r"gradient of f(x,y,z)=x^{2} + 2 x y z + z^{2}"),
        {"gradient": lambda t: list(t.answer["gradient"].after)},
        (r"respecttox.*respecttoy.*respecttoz",),
    ),
    "ca-ii-01": Case(
        ("For x^2+y^2=1 find dy/dx and d2y/dx2 implicitly.", "dy/dx and d2y/dx2 for x^2+y^2=1", r"find dy/dx and y'' if x^{2}+y^{2}=1"),
        {"dydx": field("slope", "after"), "d2": field("second", "after")},
        (r"2yy'\+2x|2x\+2yy'", r"[Dd]ifferentiateagain"),
    ),
    "ca-mg-02": Case(
        ("Gradient of ||Ax-b||^2 for A=[[0,1],[1,1],[2,1]], b=(6,0,0) at x=(0,0), and where it vanishes.", "||A*x-b||^2, A=[[0,1],[1,1],[2,1]], b=(6,0,0), x=(0,0)", r"\nabla_x\|Ax-b\|^2,\ A=\begin{bmatrix}0&1\\1&1\\2&1\end{bmatrix},\ b=(6,0,0),\ x=(0,0)"),
        {"grad": lambda t: list(t.answer["at"].after), "stationary": lambda t: list(t.answer["zero"].solutions[0])},
        (r"2A\^\{T\}\\?\(Ax[−-]b\\?\)\..*2A\^\{T\}", "normalequations"),
    ),
    "ca-tp-01": Case(
        ("Equation z=... of the tangent plane to f(x,y)=2x^2*y-4x*y^2 at (2,3).", "tangent plane to 2x^2*y-4x*y^2 at (2,3)", r"tangent plane to f(x,y)=2 x^{2} y - 4 x y^{2} at (2,3)"),
        {"plane": field("tangent", "after")},
        (r"-48at", r"\(-12,-40\)", r"-48-12\(x-2\)-40\(y-3\)"),
    ),
    "ca-o1-02": Case(
        ("Find the local extrema and the minimum value of f(x)=x^2*ln(x).", r"find the local extrema and the minimum value of f(x)=x^{2} \log{\left(x \right)}", "minimum of x^2 ln(x)"),
        {"critical": lambda t: [s[0] for s in t.answer["critical"].solutions], "min_at": lambda t: t.answer["minimum"].point[0], "min_value": field("minimum", "value")},
        ("x>0", r"x\(2\\ln\(x\)\+1\)", r"2\\ln\(x\)\+3.*=2"),
    ),
    "ca-g1-01": Case(
        ("Two gradient-descent steps. f(x)=exp(x)-log(x), x0=0.05, alpha=0.005, 2 steps", "gradient descent for e^x - ln(x) from 0.05 with rate 0.005, 2 steps", r"x_{k+1}=x_k-\alpha f'(x_k),\ f(x)=e^{x} - \log{\left(x \right)},\ x_0=0.05,\ \alpha=0.005,\ n=2"),
        {"iterates": states},
        (r"e\^\{x\}-\\frac\{1\}\{x\}", r"-18\.9487", r"0\.144744.*0\.173509"),
    ),
    "ca-g2-01": Case(
        ("One gradient-descent step. f(x,y)=x^2+y^2-6*x, start (0, 1), alpha=0.1, 1 steps", "gradient descent for x^2 + y^2 - 6x from (0, 1) with rate 0.1, 1 step", r"f(x,y)=x^{2} - 6 x + y^{2},\ (x_0,y_0)=(0,1),\ \alpha=0.1,\ n=1"),
        {"iterates": states},
        (r"x=0,y=1\}?=\(-6,2\)", r"0\.6&0\.8"),
    ),
    "ca-gl-01": Case(
        ("Gradient descent for L(m,b)=(1/(2n)) sum (m x+b-y)^2 on (1,2),(2,5),(3,3) from (0,0), alpha=0.1, 2 steps", "gradient descent for linear regression on (1,2),(2,5),(3,3), alpha = 0.1, 2 steps", r"L(m,b)=\frac1{2n}\sum(mx_i+b-y_i)^2,\ (x_i,y_i)=(1,2),(2,5),(3,3),\ (m_0,b_0)=(0,0),\ \alpha=0.1"),
        {"iterates": lambda t: states(t)[:2]},
        (r"\\frac\{\\sum_\{i=1\}\^\{n\}x_\{i\}", r"m=0,b=0\}\}?=.{0,9}-7,-\\frac\{10\}\{3\}"),
    ),
    "ca-nw-03": Case(
        ("Minimise e^x-log(x) by Newton's method from 1.6, 3 steps", "minimum of exp(x)-log(x) with Newton's method, x0=1.6, 3 steps", r"f(x)=e^{x} - \log{\left(x \right)},\ x_0=1.6,\ \min f,\ n=3"),
        {"iterates": states},
        (r"e\^\{x\}-\\frac\{1\}\{x\}", r"e\^\{x\}\+\\frac\{1\}\{x\^\{2\}\}", r"0\.79006177.*0\.54363247.*0\.56659136"),
    ),
    "ca-oi-03": Case(
        ("Find the absolute minimum and maximum of ln(x)/x on [1,4].", r"absolute minimum and maximum of f(x)=\frac{\log{\left(x \right)}}{x} on [1,4]", "extrema of ln(x)/x for 1 <= x <= 4"),
        {"min_value": field("minimum", "value"), "min_at": lambda t: [t.answer["minimum"].point[0]], "max_value": field("maximum", "value"), "max_at": lambda t: [t.answer["maximum"].point[0]]},
        (r"\\frac\{1-\\ln\(x\)\}\{x\^\{2\}\}", r"x=1.*x=e.*x=4"),
    ),
    "ca-sd-01": Case(
        ("Concavity and inflection points. f(x)=x^3-x+1", "inflection points of f(x)=x^3-x+1", r"concavity and inflection points of f(x)=x^{3} - x + 1"),
        {"d2": field("second_derivative", "result"), "inflection": lambda t: [g.values[0].rhs for n, g in t.goals if n.startswith("inflection")]},
        (r"6x.*[Tt]hesignchangesatx=0",),
    ),
    "ca-ty-03": Case(
        ("Taylor polynomial of degree 4 at 1. f(x)=sqrt(x)", "taylor polynomial of sqrt(x) of degree 4 around 1", r"taylor polynomial of degree 4 at 1: f(x)=\sqrt{x}"),
        {"poly": field("polynomial", "after")},
        (r"value1atx=1.*\\frac\{1\}\{2\}.*-\\frac\{1\}\{4\}.*\\frac\{3\}\{8\}.*-\\frac\{15\}\{16\}", r"byk!"),
    ),
    "ca-n2-01": Case(
        ("2 Newton steps from (4,4) for x^4+0.8y^4+4x^2+2y^2-x*y-0.2x^2*y", "Newton's method for x^4+0.8y^4+4x^2+2y^2-x*y-0.2x^2*y, start (4,4), 2 steps", r"f(x,y)=x^4+0.8y^4+4x^2+2y^2-x y-0.2x^2y,\ (x_0,y_0)=(4,4),\ n=2"),
        {"iterates": lambda t: states(t)[:2], "grad0": gradient_at_start},
        (r"198\.4&-2\.6\\\\-2\.6&157\.6", r"thefirststepis\(?d_\{x\},"),
    ),
    "ca-n2-03": Case(
        ("One Newton step from (0,0) for x^4+y^4+x.", "1 Newton step from (0,0) for x^4+y^4+x", r"f=x^4+y^4+x,\ (x_0,y_0)=(0,0),\ n=1"),
        {"error": lambda t: None},
        (r"Hessian at the start \(0, 0\) is the zero matrix.*not invertible",),
    ),
    "ca-mc-02": Case(
        ("Jacobian matrix and determinant of F(x,y)=(x^2*y, 5x+sin(y))", "jacobian of F(x,y) = (x^2*y, 5x + sin(y))"),
        {"J": field("jacobian", "after"), "det": field("determinant", "after")},
        ("rowkisthegradientofcomponent",),
    ),
    "ca-o2-02": Case(
        ("Minimum value of the function 2x^2+3y^2-2x*y-10x.", r"minimum value of f(x,y)=2 x^{2} - 2 x y - 10 x + 3 y^{2}", "critical points and minimum value of 2x^2+3y^2-2x*y-10x"),
        {"critical": lambda t: [list(p) for p in t.answer["critical"].solutions], "min_value": field("minimum", "value")},
        (r"4x-2y-10|2\(2x-y-5\)", r"-15"),
    ),
    "ca-lr-01": Case(
        ("Minimise the cost E(m,b) of fitting a line. E(m,b)=14m^2+3b^2+38+12m*b-42m-20b", r"minimise E(m,b)=14m^{2}+3b^{2}+38+12mb-42m-20b"),
        {"m": lambda t: t.answer["minimum"].point[0], "b": lambda t: t.answer["minimum"].point[1], "cost": field("minimum", "value")},
        (r"28m\+12b-42|12b\+28m-42|2\(6b\+14m-21\)|2\(14m\+6b-21\)", r"12m\+6b-20|6b\+12m-20|2\(3b\+6m-10\)|2\(6m\+3b-10\)"),
    ),
    "ca-lr-03": Case(
        ("fit a line to (2,1), (2,4), (2,6) by calculus", "best line by calculus through (2,1), (2,4), (2,6)"),
        {"error": lambda t: None},
        ("Sxx about the mean is 0: the slope is undefined, and infinitely many lines",),
    ),
    "ca-he-01": Case(
        ("Hessian; classify the critical point of 2x^2+3y^2-x*y.", r"classify the critical point of f(x,y)=2 x^{2} - x y + 3 y^{2}"),
        {"hessian": field("hessian", "after"), "critical": lambda t: {",".join(map(str, g.point)): g.kind.removeprefix("local ") for _, g in t.goals if isinstance(g, Extremum)}},
        (r"5-\\sqrt\{2\}|\\sqrt\{2\}",),
    ),
    "ca-pr-01": Case(
        ("Perceptron without activation, x=(2,1), w=(0.5,-1), b=0.25, target y=2, loss (y-yhat)^2/2, learning rate 0.1. Loss, gradients and updated parameters?", "x=(2,1), w=(0.5,-1), b=0.25, y=2, alpha=0.1", r"\hat y=w\cdot x+b,\ L=\tfrac12(y-\hat y)^2,\ x=(2,1),\ w=(\tfrac{1}{2},-1),\ b=\tfrac{1}{4},\ y=2,\ \alpha=\tfrac{1}{10}"),
        {"yhat": field("yhat", "after"), "loss": field("L", "after"), "dw": field("dw", "after"), "db": field("db", "after"), "w_new": field("w_new", "after"), "b_new": field("b_new", "after")},
        (r"=-\(y-\\hat\{y\}\)", r"\\delta\\cdot\(2,1\)"),
    ),
    "ca-lg-02": Case(
        ("Derive the derivative of the sigmoid and evaluate sigma and sigma' at z=-2.", "sigma(z)=1/(1+exp(-z)), z=-2", r"\sigma(z)=\frac1{1+e^{-z}},\ \sigma'(z),\ z=-2"),
        {"sigma": field("value", "value"), "dsigma": lambda t: t.answer["slope"].exact.evalf(), "formula": field("derivative", "result")},
        ("[Cc]hainrule", r"\\sigma\(1-\\sigma\)"),
    ),
    "ca-bp-02": Case(
        ("How many parameters has a dense network 3-3-2-1 (weights and biases)?", "number of parameters of a network with the layers 3,3,2,1", r"number of parameters of a network with the layers 3\to3\to2\to1"),
        {"params": field("parameters", "after")},
        (r"3\\cdot3\+3=12.*3\\cdot2\+2=8.*2\\cdot1\+1=3",),
    ),
    "ca-la-01": Case(
        ("min x^2+y^2 s.t. x+2y=5", "Minimise x^2+y^2 subject to x+2y=5", r"\min x^2+y^2 \text{ s.t. } x+2y=5"),
        {"points": points, "value": lambda t: next(g.value for n, g in t.goals if type(g).__name__ == "Extremum"), "multiplier": lambda t: t.answer["candidates"].solutions[0][2]},
        (r"2x.*\\lambda", "5"),
    ),
    "ca-def-03": Case(
        ("derivative of x/(x+1) by definition", "Use the definition of the derivative. f(x)=x/(x+1)", r"use the definition of the derivative: f(x)=\frac{x}{x + 1}"),
        {"derivative": field("derivative", "result"), "quotient": lambda t: next(s.claims[0].after for s in t.steps if s.rule == "cancel_step")},
        ("[Cc]ommondenominator", "Cancelh"),
    ),
    "ca-nd-02": Case(
        ("Is cbrt(x) differentiable at 0?", "does cbrt(x) have a derivative at x = 0?", r"is \sqrt[3]{x} differentiable at 0"),
        {"differentiable": lambda t: "derivative" in t.answer, "reason": lambda t: "vertical tangent" if t.answer["limit"].after.is_infinite else "none"},
        (r"differencequotientgrowswithoutbound",),
    ),
    "ca-li-03": Case(
        ("lim x->oo (1+1/x)^x", "Evaluate the limit: lim x->oo (1+1/x)^x", "limit of (1+1/x)^x as x goes to infinity", r"\lim_{x\to \infty} \left(1 + 1 \frac{1}{x}\right)^{x}"),
        {"limit": field("limit", "after")},
        ("[Tt]akelogarithms", r"[Ss]otheexponenttendsto1"),
    ),
    "ca-in-05": Case(
        ("integral of x*cos(x) from 0 to pi/2", "Evaluate by parts. x cos(x) from 0 to pi/2", "int_0^(pi/2) x cos(x) dx", r"\int_{0}^{\frac{\pi}{2}} x \cos{\left(x \right)}\,dx"),
        {"value": field("integral", "after")},
        (r"Letu=x\..*Letdv=(\\cos\(x\)|cos\(x\))dx",),
    ),
}  # fmt: skip
