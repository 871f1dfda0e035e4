"""The steps of a Bayes update: as a table, by counting cases, and with odds.

P(h | e) = P(h) P(e | h) / P(e), and P(e) is the sum of P(h) P(e | h) over the
hypotheses.  Observations that are independent, given the hypothesis, are taken
one after the other: each posterior is the next prior.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from math import lcm

from sympy import Add, Expr, Integer, Mul, Symbol, Tuple

from tutor.core.claims import Approximates, Choice, Claim, Compared, Defines, Equal, Normalised
from tutor.core.expr import Probability
from tutor.core.step import Step, step
from tutor.kit import distributions
from tutor.kit.probability.hypotheses import Hypotheses, opposite, power
from tutor.kit.unevaluated import divided

Shares = tuple[Expr, ...]
Steps = Generator[Step, None, None]
SHORT = 4  # decimal places up to which an exact posterior is not rounded besides
N = Symbol("N")
PEOPLE, MOST_PEOPLE = 1000, 10**7


def introduce(h: Hypotheses) -> Steps:
    """The hypotheses with their priors and likelihoods."""
    priors = [h.prior(name) for name in h.names]
    likelihoods = [h.likelihood(name) for name in h.names]
    yield step("list_hypotheses", Choice(Tuple(*priors)), *h.stated)
    for rule, definition in h.filled:
        yield step(rule, definition)
    added = Add(*h.priors, evaluate=False)
    total = Equal(Add(*priors, evaluate=False), added), Equal(added, Integer(1))
    yield step("note_priors", Equal(Tuple(*priors), Tuple(*h.priors)), *total)
    if h.written:
        yield step("write_likelihoods", Equal(Tuple(*likelihoods), Tuple(*h.written)))
    known = Equal(Tuple(*likelihoods), Tuple(*h.likelihoods))
    worked_out = (Equal(Tuple(*h.written), Tuple(*h.likelihoods)),) if h.written else ()
    yield step("note_likelihoods", known, *worked_out, *_meanings(h))
    yield from check_opposites(h)
    for other in [*h.kinds][1:]:
        named = Tuple(*(h.alone(name, other) for name in h.names))
        yield step("note_likelihoods_of_opposite", Equal(named, Tuple(*h.values(other))))


def check_opposites(h: Hypotheses) -> Steps:
    """What is stated of an event and of its opposite, under the same hypothesis, fits together."""
    stated = {definition.name for definition in h.stated}
    for name in h.names:
        pair = Probability(h.event, name), Probability(opposite(h.event), name)
        if stated.issuperset(pair):
            both = Add(*pair, evaluate=False)
            yield step("check_opposites", Compared(both, "=", Integer(1)))


def _meanings(h: Hypotheses) -> list[Claim]:
    """What the posteriors and the probabilities of the observations stand for."""
    made: list[Claim] = []
    for seen in range(h.rounds):
        if seen or not h.evidence_stated:
            made.append(Defines(h.evidence(seen), Add(*terms(h, seen))))
        if h.asks_evidence:
            break
        joint = [
            Mul(h.prior(name), *(h.alone(name, r) for r in range(seen + 1))) for name in h.names
        ]
        made += [
            Defines(h.prior(name, seen + 1), part / Add(*joint))
            for name, part in zip(h.names, joint, strict=True)
        ]
    return made


def terms(h: Hypotheses, seen: int) -> list[Expr]:
    """Prior times likelihood by name, after so many observations."""
    return [Mul(h.prior(name, seen), h.likelihood(name, seen), evaluate=False) for name in h.names]


def joint_probabilities(h: Hypotheses, rounds: int) -> list[Expr]:
    """Prior times all likelihoods by name: the probability of a hypothesis with what is seen."""
    return [
        Mul(h.prior(name), *(h.likelihood(name, r) for r in range(rounds)), evaluate=False)
        for name in h.names
    ]


def assume_independence(h: Hypotheses, seen: int) -> Steps:
    """The likelihoods do not depend on what was observed before."""
    same = [Defines(h.likelihood(name, seen), h.alone(name, seen)) for name in h.names]
    yield step("assume_conditional_independence", *same)


def take_posterior_as_prior(h: Hypotheses, seen: int, shares: Shares) -> Steps:
    """What was learned so far is the prior of the next observation."""
    names = Tuple(*(h.prior(name, seen) for name in h.names))
    yield step("take_posterior_as_prior", Equal(names, Tuple(*shares)))
    yield from assume_independence(h, seen)


def update(h: Hypotheses, seen: int, priors: Shares) -> Generator[Step, None, Shares | None]:
    """One update by table; returns the posteriors, or None if there are none or none are asked for."""
    names = terms(h, seen)
    written = [Mul(p, q, evaluate=False) for p, q in zip(priors, h.values(seen), strict=True)]
    products = [p * q for p, q in zip(priors, h.values(seen), strict=True)]
    total = Add(*products)
    evidence = h.evidence(seen)
    yield step("multiply_prior_by_likelihood", Equal(Tuple(*names), Tuple(*written)))
    yield step("work_out_products", Equal(Tuple(*written), Tuple(*products)))
    yield step("add_up_evidence", Equal(evidence, Add(*names, evaluate=False)))
    added = Add(*products, evaluate=False)
    yield step("compute_evidence", Equal(added, total), Equal(evidence, added))
    if h.asks_evidence:
        yield from state_evidence(h, total)
        return None
    if total == 0:
        yield step("find_no_explanation", Equal(evidence, total))
        return None
    shares = tuple(p / total for p in products)
    posteriors = [h.prior(name, seen + 1) for name in h.names]
    yield step("apply_bayes", Equal(posteriors[0], divided(names[0], evidence)))
    quotients = [divided(p, total) for p in products]
    yield step(
        "divide_by_evidence",
        Equal(Tuple(*quotients), Tuple(*shares)),
        Normalised(Tuple(*products), total, Tuple(*shares)),
        Equal(Tuple(*(divided(term, evidence) for term in names)), Tuple(*quotients)),
        *_equal(posteriors, shares),
    )
    return shares


def state_evidence(h: Hypotheses, total: Expr) -> Steps:
    """The probability of the event as the answer."""
    if not distributions.is_short(total, SHORT):
        yield step("round_evidence", distributions.approximates(total, h.evidence()))
    lowest, highest = min(h.likelihoods), max(h.likelihoods)
    if lowest < total < highest:
        below, above = ((h.evidence(), "<", highest), (h.evidence(), ">", lowest))
        yield step("check_weighted_mean", Compared(*below), Compared(*above))


def count_cases(h: Hypotheses) -> Generator[Step, None, Shares | None]:
    """The updates as counts in a population of which the probabilities are shares."""
    size = Integer(population(h))
    yield step("choose_population", Defines(N, size))
    counts = [size * p for p in h.priors]
    written = [Mul(size, p, evaluate=False) for p in h.priors]
    named = Tuple(*(Mul(N, h.prior(name), evaluate=False) for name in h.names))
    split = Equal(Tuple(*written), Tuple(*counts)), Equal(named, Tuple(*written))
    yield step("split_population", *split)
    for seen in range(h.rounds):
        if seen:
            yield from assume_independence(h, seen)
        written = [Mul(c, q, evaluate=False) for c, q in zip(counts, h.values(seen), strict=True)]
        counts = [c * q for c, q in zip(counts, h.values(seen), strict=True)]
        rule = "count_again" if seen else "count_those_with_evidence"
        joint = joint_probabilities(h, seen + 1)
        named = Tuple(*(Mul(N, probability, evaluate=False) for probability in joint))
        yield step(rule, Equal(Tuple(*written), Tuple(*counts)), Equal(named, Tuple(*written)))
        total = Add(*counts)
        added = Add(*counts, evaluate=False)
        left = Mul(N, Add(*joint, evaluate=False), evaluate=False)
        yield step("add_counts", Equal(added, total), Equal(left, added))
        if not seen:
            share = divided(total, size)
            yield step(
                "find_share_with_evidence", Equal(share, total / size), Equal(h.evidence(), share)
            )
            if h.asks_evidence:
                yield from state_evidence(h, total / size)
                return None
    shares = tuple(c / total for c in counts)
    written = [divided(c, total) for c in counts]
    posteriors = [h.prior(name, h.rounds) for name in h.names]
    yield step(
        "take_share_of_counts",
        Equal(Tuple(*written), Tuple(*shares)),
        Normalised(Tuple(*counts), total, Tuple(*shares)),
        Equal(Tuple(*posteriors), Tuple(*written)),
        *_equal(posteriors, shares),
    )
    return shares


def population(h: Hypotheses) -> int:
    """The smallest round number of cases, at least a thousand, that makes every count whole."""
    whole, shares = lcm(*(int(p.q) for p in h.priors)), h.priors
    for seen in range(h.rounds):
        shares = tuple(p * q for p, q in zip(shares, h.values(seen), strict=True))
        whole = lcm(whole, *(int(p.q) for p in shares))
    size = PEOPLE
    while size <= MOST_PEOPLE:
        if size % whole == 0:
            return size
        size *= 10
    return whole * max(1, -(-PEOPLE // whole))


def multiply_odds(h: Hypotheses) -> Generator[Step, None, Shares]:
    """The updates of two hypotheses as a product of odds and likelihood ratios."""
    (p, q), (a, b) = h.priors, h.likelihoods
    first, second = h.names
    prior = divided(p, q)
    named = divided(h.prior(first), h.prior(second))
    yield step("form_prior_odds", Equal(prior, p / q), Equal(named, prior))
    odds, factors = p / q, [p / q]
    for seen, often in h.kinds.items():
        ratio = divided(*h.values(seen))
        likelihoods = divided(h.alone(first, seen), h.alone(second, seen))
        yield step("form_likelihood_ratio", Equal(ratio, ratio.doit()), Equal(likelihoods, ratio))
        factors.append(power(ratio.doit(), often))
        odds *= ratio.doit() ** often
    for seen in range(1, h.rounds):
        yield from assume_independence(h, seen)
    written = Mul(*factors, evaluate=False)
    posteriors = [h.prior(name, h.rounds) for name in h.names]
    ratios = (divided(h.likelihood(first, r), h.likelihood(second, r)) for r in range(h.rounds))
    product = Mul(named, *ratios, evaluate=False)
    claims = Equal(written, odds), Equal(product, written), Equal(divided(*posteriors), product)
    yield step("multiply_odds", *claims)
    shares = (odds / (1 + odds), 1 / (1 + odds))
    share = divided(odds, Add(1, odds, evaluate=False))
    turned = Equal(share, shares[0]), Equal(posteriors[0], share)
    yield step("turn_odds_into_probability", *turned, *_equal(posteriors, shares))
    added = Add(*(Mul(*pair, evaluate=False) for pair in ((p, a), (q, b))), evaluate=False)
    yield step("find_evidence", Equal(added, p * a + q * b), Equal(h.evidence(), added))
    return shares


def conclude(h: Hypotheses, shares: Shares) -> Steps:
    """The joint check, what zero priors do, decimals, and the comparison with the prior."""
    rule = "check_with_one_update" if h.rounds > 1 else "check_sum_of_posteriors"
    yield step(rule, normalised(h, shares))
    for name, prior in zip(h.names, h.priors, strict=True):
        if prior == 0:
            yield step("keep_zero_prior", Equal(h.prior(name, h.rounds), Integer(0)))
    shown = h.names[:1] if len(h.names) == 2 else h.names
    for name, share in zip(shown, shares, strict=False):
        if not distributions.is_short(share, SHORT):
            yield step("round_posterior", decimal(h, name, share))
    change = comparison(h, shares)
    if len({q for p, q in zip(h.priors, h.likelihoods, strict=True) if p}) == 1:
        posteriors, priors = ([h.prior(name, seen) for name in h.names] for seen in (h.rounds, 0))
        yield step("keep_priors", Equal(Tuple(*posteriors), Tuple(*priors)), change)
    else:
        yield step("compare_with_prior", change)


def decimal(h: Hypotheses, name: str, share: Expr) -> Approximates:
    return distributions.approximates(share, h.prior(name, h.rounds))


def normalised(h: Hypotheses, shares: Shares) -> Normalised:
    return Normalised(Tuple(*h.products), Add(*(w.doit() for w in h.products)), Tuple(*shares))


def comparison(h: Hypotheses, shares: Shares) -> Compared:
    """How the probability of the first hypothesis has moved."""
    before, after = h.priors[0], shares[0]
    relation = "=" if after == before else ">" if after > before else "<"
    return Compared(h.prior(h.names[0], h.rounds), relation, h.prior(h.names[0]))


def _equal(names: Sequence[Expr], values: Shares) -> list[Claim]:
    pairs = zip(names, values, strict=True)
    return [Equal(Tuple(*names), Tuple(*values)), *(Equal(n, v) for n, v in pairs)]
