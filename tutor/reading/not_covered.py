"""Questions of a kind that is known and that no topic answers: they are named, with what is covered.

This is asked of a text only after no topic could read it.
"""

from __future__ import annotations

import re
from typing import Final

from tutor.core.errors import NotUnderstood

_CHANCE: Final = (
    r"(?=.*(?:\bP ?\(|\bprobab|\bhow likely\b|\bchance\b|\bpercent|%|\bproportion\b|\barea under\b"
    r"|\bz[- ]?(?:score|value)))(?!.*\blikelihood\b)"
)
_PROBABILITY: Final = (
    "What is covered in probability is Bayes' theorem and the binomial distribution, "
    'for example: "probability of exactly 3 heads in 10 tosses of a fair coin".'
)
_INTEGRALS: Final = (
    "What is covered are integrals, areas between curves and average values, "
    'for example: "area between x^2 and x".'
)
_DERIVATIVES: Final = (
    "What is covered are derivatives, tangents, extrema and where a function increases, "
    'for example: "where is x^3 - 3x increasing".'
)
_STATISTICS: Final = (
    "What is covered in statistics is maximum likelihood, the t test and the t interval, "
    'for example: "t interval for 5.1, 4.9, 5.6, 5.2".'
)
_KINDS: Final = (
    (
        rf"{_CHANCE}.*?(?P<at>~ ?N ?\(|~ ?\\mathcal ?\{{?N\}}? ?\(|\bnormally distributed\b"
        r"|\b(?:standard )?normal (?:distribution|curve|variable|random)\b|\bstandard normal\b|\bz[- ]?(?:score|value))",
        "Probabilities of a normal distribution are",
        _PROBABILITY,
    ),
    (
        rf"{_CHANCE}.*?(?P<at>~ ?(?:poisson|exp|geom|poi|unif|uniform|geometric|exponential) ?\("
        r"|\b(?:poisson|(?:exponential|geometric|hypergeometric|uniform)(?:ly)?) (?:distribut|random|process))",
        "Probabilities of this distribution are",
        _PROBABILITY,
    ),
    (
        rf"{_CHANCE}.*?(?P<at>\bwith(?:out)? replacement\b|\bdeck\b|\bcards?\b|\bdice\b|\bdie\b|\bdrawn\b|\bdraws?\b|\bcommittee\b)",
        "Draws of several balls or cards, and rolls of dice, are",
        _PROBABILITY,
    ),
    (
        r".*?(?P<at>\bhow many (?:different )?(?:ways|arrangements|permutations|combinations)\b)",
        "Counting arrangements is",
        _PROBABILITY,
    ),
    (
        r"(?!.*\b(?:confidence|interval|bound|test)\b).*?(?P<at>\b(?:average|mean|median|mode|quartiles?|range|variance|standard deviation)) (?:of|for) (?:the )?(?:data|numbers|values|sample|list)?:? ?[\[({]?[-−\d.]+(?:[,;]| [-−\d.])",
        "The figures that describe a sample are",
        _STATISTICS,
    ),
    (
        r"(?!.*P ?\()(?=.*\b(?:odds|ratio|factor)\b).*?(?P<at>\b(?:prior odds|posterior odds|likelihood ratio|bayes(?:'|’)? factor))\b",
        "A problem that is told in odds is",
        "Odds of 1:9 are the prior probabilities 0.1 and 0.9, and a ratio of 4 belongs to likelihoods such as 0.8 and 0.2. "
        'Give these, and with --method odds the odds are multiplied: "prior 0.1, 0.9; likelihood 0.8, 0.2".',
    ),
    (
        r".*?(?P<at>\blog[- ]?likelihood\b|\blikelihood function\b)",
        "The likelihood alone is",
        'It is a step on the way to the estimate: "mle of bernoulli from 1, 0, 1, 1".',
    ),
    (
        r"(?!.*\b(?:test|interval)\b).*?(?P<at>\bcritical values?\b).*\b(?:t|df|degrees)\b",
        "A critical value alone is",
        'It is a step of a t test and of an interval: "t interval for 5.1, 4.9, 5.6, 5.2".',
    ),
    (
        r".*?(?P<at>\b(?:[fuz]_\{?(?:xy|yx|xz|yz)\}?|mixed (?:partial )?derivatives?)(?![a-z])"
        r"|(?:\\partial|∂) ?(?:\^ ?\{?2\}?|²).*?(?:\\partial|∂) ?(?P<x>[a-z]) ?(?:\\partial|∂) ?(?!(?P=x))[a-z])",
        "A mixed derivative alone is",
        'It stands in the Hessian matrix: "hessian of x^2*y + y^3".',
    ),
    (
        r".*?(?P<at>\b(?:2[1-9]|[3-9]\d|\d{3,})(?:st|nd|rd|th) (?:order )?derivatives?\b)",
        "A derivative of an order above 20 is",
        'Each order is a step. Find a lower one, and see how they go on: "fifth derivative of cos(x)".',
    ),
    (
        r"(?!.*\b(?:method|steps?)\b).*?(?P<at>\b(?:steepest|fastest|greatest) (?:descent|decrease)\b|\bdecreases? (?:the )?(?:fastest|most))",
        "The direction of steepest descent is",
        'It is opposite to the gradient: find "gradient of x^2 + 3y^2 at (1, 1)" and change the signs.',
    ),
    (
        r"(?=.*(?<![a-z])x)(?=.*(?<![a-z])y)(?:is|are|show|prove|decide|determine|check|where)\b.*?(?P<at>\b(?:strictly )?(?:convex|concave)\b)",
        "Whether a function of several variables is convex or concave is",
        'It is convex where its Hessian matrix is positive semidefinite: "hessian of x^2 + x*y + y^2".',
    ),
    (
        r"(?=.*\b(?:local (?:extrem|max|min)|critical|stationary|turning)).*?(?P<at>\b(?:on|over|in|for) (?:the interval )?(?:[\[(] ?[^\[\]=]+,[^\[\],=]+[\])]|[^,=<≤]+(?:<|≤)=? ?[a-z] ?(?:<|≤)=? ?[^=<≤]+))$",
        "Critical points and local extrema on an interval alone are",
        'Leave the interval out, or ask for the largest and the smallest value: "extrema of x^3 - 3x on [0, 2]".',
    ),
    (
        r".*?(?P<at>\b(?:for which|find|determine) (?:the )?(?:values of )?(?-i:[a-wz])(?:(?:,| and) ?(?-i:[a-wz]))? .*\bdifferentiable\b)",
        "For which constants two pieces join without a corner is",
        "Values and slopes must agree where they meet, which gives two equations. For which constant the pieces meet is covered: "
        '"for which c is f continuous, f(x) = x^2 + c for x < 1, 2x for x >= 1".',
    ),
    (
        r"(?=.*\blim).*?(?P<at>\([a-z](?:, ?[a-z])+\) ?(?:->|→|\\to\b|\\rightarrow\b))",
        "The limit of a function of several variables is",
        "Two lines on which the limits differ show that there is none. On y = 2x, for example: "
        '"limit of x*2x/(x^2 + 4x^2) as x -> 0".',
    ),
    (
        r".*?(?P<at>\btangent plane (?:to|of|for)\b) (?:the )?(?:[a-z]+ )?(?!z ?=|[a-z] ?\()[^=]*[a-z][^=]*= ?[-\d./]+ at\b",
        "The tangent plane of a surface with an equation that is not solved for z is",
        'The gradient of the left side is normal to it: "gradient of x^2 + y^2 + z^2 at (1, 2, 2)".',
    ),
    (
        r".*?(?P<at>\barea (?:of the region )?(?:between|bounded by|enclosed by) (?:the )?(?:curves? )?x ?= ?[^,;=]*y)",
        "The area between curves that are solved for x is",
        'Exchange x and y, which leaves the area as it is: "area between x^2 and 2 - x^2".',
    ),
    (
        r".*?(?P<at>(?:\bd ?/ ?d ?[a-z]|\\frac\{d\}\{d ?[a-z]\}|\bderivative of) ?(?:the )?[(\[]? ?(?:∫|\\int|integral))",
        "The derivative of an integral is",
        "By the fundamental theorem it is the integrand at the upper bound, times the slope of that bound, if the lower bound is a number. "
        f"{_INTEGRALS}",
    ),
    (
        r".*?(?P<at>\b(?:gradient|derivative) of (?P<w>[a-z]) ?\^ ?\{?T\}? ?(?!(?P=w))(?-i:[a-z])(?![a-z]))",
        "A gradient in letters for vectors is",
        'Write the product with the components: "gradient of 2x + 3y".',
    ),
    (
        r"(?!.*\b(?:gradient|derivative|jacobian)).*?(?P<at>\bsoftmax\b)",
        "The values of softmax alone are",
        'What is covered is its gradient: "gradient of softmax".',
    ),
    (
        r"(?=.*\bjacobian\b).*?(?P<at>(?<![A-Za-z])(?-i:[A-Z]) ?(?-i:[a-z])(?![\w(]))",
        "The Jacobian matrix of a formula in matrices is",
        'Write the components, from which the matrix comes back: "jacobian of (x + 2y, 3x + 4y)".',
    ),
    (
        r"(?!.*\b(?:tosses|heads|gradient|network|neuron)\b|.*\b[yp] ?= ?[(\[]).*?(?P<at>\b(?:log[- ]?loss|cross[- ]entropy)(?: loss)?) (?:for|of|with|at)\b.*\b[py](?:hat|_hat)? ?=",
        "The log loss of one prediction alone is",
        "It is -ln(p) for y = 1, and -ln(1 - p) for y = 0. What is covered is the p that makes the loss smallest: "
        '"most likely chance for 7 heads in 10 tosses".',
    ),
    (
        r".*?(?P<at>\bn[- ]?th derivatives?\b)",
        "The derivative of an order n that is no number is",
        'Name the order: "third derivative of x^3 e^x".',
    ),
    (
        r".*?(?P<at>\bp[- ]values? (?:for|of) t ?=)",
        "The p-value of a statistic alone is",
        'Give the sample, or its mean, standard deviation and size: "t test: mean 52, s = 4, n = 16, H0: mu = 50".',
    ),
    (
        r"(?=.*\[)(?=.*\b(?:eigen\w+|determinant|det|trace|rank|norm|null ?space)\b).*?(?P<at>\b(?:inverse|transpose|square|cube) of\b)",
        "Two questions about a matrix in one are",
        'Find the first matrix, for example "inverse of [2 0; 0 4]", and ask of the result.',
    ),
    (
        r"(?=.*\bdefinite\b).*?(?P<at>\b(?:for|find) (?:all |the |which |what )*(?:values? of )?[a-z]\b)",
        "A definite matrix with a letter is",
        'Its leading minors must be positive: "determinant of [1 a; a 4]", and the same for the smaller ones.',
    ),
    (
        r".*?(?P<at>(?:\b(?:infinity|inf|max(?:imum)?|sup(?:remum)?|L_?\{?(?:inf(?:inity|ty)?|oo|[3-9])\}?)|∞)[- ]?norm\b)",
        "Norms of vectors other than the L1 norm and the L2 norm are",
        'These two are found together: "norm of (3, -4)".',
    ),
    (
        r".*?(?P<at>\bscalar (?:projection|component)\b)",
        "The length of a projection is",
        'What is covered is the projection itself: "project (1, 2) on (3, 4)".',
    ),
    (
        r"(?=.*\bdeterminant\b).*?(?P<at>\balong (?:the )?(?:\w+ )?(?:row|column)\b)",
        "This way to name a row or column is",
        'Give its number: "determinant of [1 2 3; 0 4 5; 1 0 6] expanding along row 2".',
    ),
    (
        r"(?=.*\b(?:solid|volume)\b).*?(?P<at>\b(?:rotat|revol)\w+)",
        "Volumes of solids of revolution are",
        _INTEGRALS,
    ),
    (
        r".*?(?P<at>\b(?:double|triple|iterated|line|surface|volume|contour) integrals?\b)",
        "Integrals over regions, curves and surfaces are",
        _INTEGRALS,
    ),
    (
        r".*?(?P<at>\bdistance from\b.*\b(?:curve|parabola|ellipse|circle|hyperbola|surface|sphere)\b)",
        "Distances to curves are",
        'Make the square of the distance smallest: "minimize x^2 + y^2 subject to x*y = 4".',
    ),
    (
        r"(?=.*P ?\([^()]*\|).*?(?P<at>P ?\([^()|]*(?: and |∩|&|,)[^()|]*\) ?= ?[\d.])",
        "A conditional probability from the probability of both events is",
        "Divide the two: P(A|B) = P(A and B)/P(B). What is covered is Bayes' theorem, "
        'for example: "P(A)=0.3, P(B|A)=0.8, P(B|not A)=0.2, find P(A|B)".',
    ),
    (
        r"(?=.*\b(?:minimi[sz]|maximi[sz]|minimal|maximal|minimum|maximum|largest|smallest|least|greatest|cheapest))"
        r".*?(?P<at>\b(?:box|can|cylinder|cone|tank|container|poster|window|(?:two|three)(?: positive)? numbers)\b)",
        "An extreme value that is told in this story is",
        "Write the quantity as a function of one variable: the condition of the story gives the others. "
        'For example: "minimize x^2 + 128/x for x > 0".',
    ),
    (
        r".*?(?P<at>(?:\( ?)?\bmod(?:ulo)?\.? ?[0-9]+ ?\)?)",
        "Calculation modulo a number is",
        "What is covered are real and complex numbers: leave it out.",
    ),
    (r".*?(?P<at>\barc ?length\b|\blength of the arc\b)", "Lengths of curves are", _INTEGRALS),
    (
        r"(?=.*\b(?:converge|diverge|convergen|divergen)).*?(?P<at>\b(?:power )?series\b|\bradius of convergence\b)",
        "The convergence of series is",
        'What is covered are limits and Taylor polynomials, for example: "limit of (1 + 1/n)^n as n -> oo".',
    ),
    (
        r".*?(?P<at>\bmean value theorem\b|\brolle'?s theorem\b)",
        "The mean value theorem is",
        _DERIVATIVES,
    ),
    (
        r".*?(?P<at>\bdomain of\b)",
        "The domain of a function is",
        _DERIVATIVES,
    ),
    (
        r"(?!.*\b(?:newton|bisection|characteristic|matrix)\b).*?(?P<at>\b(?:roots?|zeros?) of\b)",
        "The exact zeros of a function are",
        'What is covered are places with slope zero, and zeros by iteration, for example: "bisection for x^2 - 2 on [1, 2]".',
    ),
    (
        r".*?(?P<at>\brelated rates?\b|\brate of change of the (?:area|volume|radius)\b)",
        "A rate of change that is told in words is",
        f"Write the quantity as a formula. {_DERIVATIVES}",
    ),
    (
        r"(?!.*\b(?:best|regression|least|fits?)\b).*?(?P<at>\bline (?:that )?(?:pass(?:es|ing)? )?through\b)",
        "The equation of a line through points is",
        'What is covered is the plane through three points, and the line that fits points best: "fit a line through (0, 1), (1, 2), (2, 4)".',
    ),
)


def not_covered(text: str) -> NotUnderstood | None:
    """The error of a text of a kind that is known and not covered, or None."""
    for pattern, what, fix in _KINDS:
        if found := re.match(pattern, text, re.IGNORECASE | re.DOTALL):
            return NotUnderstood(
                "not-covered",
                f"{what} not covered here.",
                fix=fix,
                text=text,
                at=found.start("at"),
                length=len(found["at"]),
            )
    return None
