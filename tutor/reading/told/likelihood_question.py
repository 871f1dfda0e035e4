"""Questions for a maximum likelihood estimate, told in any order.

    find the mle for a normal distribution given the data 4, 5, 9
    MLE of a Bernoulli p with 7 successes in 10 trials
    X_i ~ Exp(lambda), data 0.5, 1.2, 2.3, maximum likelihood estimate of lambda

Distributions that are not available are refused by name.
"""

from __future__ import annotations

import re
from typing import Final, NoReturn

from tutor.core.errors import TutorError
from tutor.reading import number_words
from tutor.reading.data import data
from tutor.reading.quantities import pattern
from tutor.reading.tokens import refuse
from tutor.reading.told.clauses import (
    LIST,
    SINGLE,
    Clause,
    Fields,
    Question,
    clause,
    plainly,
    words,
)
from tutor.reading.told.density_formula import density_formula
from tutor.reading.told.likelihood_refusals import REFUSED, example
from tutor.reading.told.likelihood_words import (
    ABOUT_UNKNOWN,
    AGAIN,
    COUNT,
    EXAMPLES,
    FAIL,
    GREEK,
    HALF,
    HIT,
    IN_LETTERS,
    KNOWN,
    LETTER_OF,
    MEANS,
    MISS,
    MODELS,
    ON,
    PARAMETERS,
    RESULT,
    SIDE,
    THINGS,
    TRIAL,
    UNIFORM,
)
from tutor.reading.told.told_values import TOLD, VALUES, check_count

_ASKS: Final = pattern(
    r"\bmles?\b|\bm\.l\.e\b|maximum[- ]?likelihood|max(?:imum)? likelihood|\bML estimat"
)
_ESTIMATE: Final = pattern(  # with the family named: what is estimated most often by likelihood
    r"\bestimate (?:for |of )?(?:the )?(?:unknown )?(?:lambda|λ|p|mu|μ|rate|parameters?)(?![A-Za-z])|(?:lambda|λ|p|mu|μ)[- ]hat\b|\\hat ?\{? ?\\?(?:lambda|p|mu)"
)
_NAMED: Final = pattern(
    r"\b(?:poisson|exponential|geometric|bernoulli|binomial|coin|successes|heads)\b"
)
_DANGLING: Final = pattern(r"\b(?:from|with|given|using|for|of)(?= ?[:=]?[ .?!]*\Z)")

_CLAUSES: Final = (
    *VALUES,
    clause(rf"(?:(?:data|sample|values|x(?: ?_ ?i)?(?!\d))(?: is| are| ?[=:])? ?)?(?P<data>{LIST})"),
    clause(rf"(?:(?:data|sample|value|observation)(?: is| ?[=:])?|x(?: is| ?[=:])) ?(?P<data>{SINGLE})"),
    clause(rf"from (?P<data>{SINGLE})(?= ?(?:[.;?!]|\Z))"),
    *(clause(rf"(?:{names})(?: ?\( ?{GREEK} ?\))?", model=model)
      for model, names in MODELS.items() if model != "normal"),
    *(clause(rf"(?:{MODELS[model]}) ?\( ?(?:theta|θ) ?\)", model=model)
      for model in ("bernoulli", "poisson", "geometric")),
    Clause(pattern("~"), {}),
    clause(IN_LETTERS),
    clause("in letters|in general|in symbols|symbolically"),
    clause(RESULT),
    clause(f"(?:the )?mean{LETTER_OF}", letter="mean"),
    clause(f"(?:the )?rate(?: parameter)?{LETTER_OF}", letter="rate"),
    clause(r"bin(?:omial|om)? ?\( ?[nNm] ?, ?p ?\)", model="binomial"),
    clause("bin(?:omial|om)? ?\\( ?(?P<n>\\d+) ?, ?p ?\\)", model="binomial"),
    clause(r"normal(?:ly)?|gaussian|N ?\( ?(?:mu|μ) ?, ?(?:sigma|σ)(?: ?\^ ?2|²)? ?\)", model="normal"),
    clause(r"N ?\( ?(?:mu|μ) ?, ?(?P<variance>\d+(?: ?\^ ?2)?) ?\)", model="normal"),
    *(clause(rf"(?:the )?(?:{names})(?:[- ]hat)?", parameter=letter) for letter, names in PARAMETERS.items()),
    clause(rf"(?:{UNIFORM}{ON})?[\[(] ?0 ?, ?(?:theta|θ) ?[\])]", model="uniform", support="from_zero"),
    clause(rf"(?:{UNIFORM}{ON})?[\[(] ?a ?, ?b ?[\])]", model="uniform", support="both"),
    clause(rf"(?:{UNIFORM}{ON})?[\[(] ?(?:theta|θ) ?, ?(?:theta|θ) ?\+ ?1 ?[\])]", model="uniform", support="shifted"),
    clause(rf"(?:{UNIFORM}{ON})?[\[(] ?(?:theta|θ) ?[-−] ?{HALF} ?, ?(?:theta|θ) ?\+ ?{HALF} ?[\])]", model="uniform", support="centred"),
    clause(r"(?:between|from) 0 (?:and|to) (?:theta|θ)", support="from_zero"),
    clause(r"(?:laplace|double[- ]exponential) ?\( ?(?:mu|μ) ?, ?b ?\)", model="laplace"),
    clause(ABOUT_UNKNOWN),
    clause(r"(?:the )?(?:mu|μ),? and b|probabilities|location and scale"),
    clause(r"(?:the )?(?:mu|μ),? (?:and )?(?:sigma|σ)(?: ?\^ ?2|²)?|(?:the )?mean and (?:the )?(?:variance|standard deviation)"),
    clause(rf"(?P<k>{COUNT}) {HIT}(?: (?:in|out of|among|from|of)| and)? (?P<n>{COUNT}) {TRIAL}"),
    clause(rf"(?P<n>{COUNT}) {TRIAL}(?: with|,| and| give| gave| yield| of which)? (?P<k>{COUNT}) {HIT}"),
    clause(rf"(?P<k>{COUNT}) {HIT} (?:in|out of|among|from) (?P<n>{COUNT})(?: {TRIAL})?"),
    clause(rf"(?:k|x) {HIT} (?:in|out of|among|from|of) n(?: {TRIAL})?|n {TRIAL}(?: with|,| and) (?:k|x) {HIT}", in_letters="yes"),
    clause(rf"(?:k|x) {HIT}", in_letters="yes"),
    clause(rf"(?P<k>{COUNT}) {HIT},?(?: and)? (?P<misses>{COUNT}) {MISS}"),
    clause(rf"(?P<misses>{COUNT}) {MISS},?(?: and)? (?P<k>{COUNT}) {HIT}"),
    clause(rf"(?P<k>\d+) (?:out )?of (?P<n>\d+)(?:(?: [a-z]+){{1,2}} (?:are|were) (?!{MISS}\b)[a-z]+|(?: (?!(?:not|no|from|for|with|and|in|of|is|are|the|find|mle|{MISS})\b)[a-z]+){{1,2}})?"),
    clause(rf"(?P<misses>{COUNT})(?: (?!out\b|of\b){THINGS})? (?:out )?of (?:the |these )?(?P<n>{COUNT})(?: {THINGS})? {FAIL}"),
    clause(rf"(?:in (?:a|one) (?:random )?(?:sample|group) of |(?:out )?of |among )?(?P<n>{COUNT}) {THINGS},? (?P<misses>{COUNT})(?: of them)?(?: {THINGS})? {FAIL}"),
    clause(rf"{HIT} (?P<k>{COUNT}) times(?: (?:in|out of) (?P<n>{COUNT})(?: {TRIAL})?)?"),
    clause(rf"{HIT} in (?P<k>{COUNT}) (?:out )?of (?P<n>{COUNT})(?: {TRIAL})?"),
    clause(rf"(?:tossed|flipped|thrown|spun|rolled) (?P<n>{COUNT}) times"),
    clause(rf"(?:probability|chance) of (?:a |an |the )?(?P<side>{SIDE})"),
    clause(rf"(?:(?:the|a|number) )?(?P<side>{SIDE}) (?:appears|appeared|comes up|came up|occurs|occurred|shows|is thrown|is rolled) (?P<k>{COUNT}) times"),
    clause(rf"all (?P<n>{COUNT}) {TRIAL} (?:are|were|show|showed|come up|came up|land on|landed on|landed) {HIT}", all="yes"),
    clause(rf"(?:in (?:a|one) (?:random )?(?:sample|poll|survey|group) of|(?:out )?of|among) (?P<n>\d+) {THINGS},? (?P<k>\d+)(?: of them)? {THINGS}(?= ?(?:[.;,?!]|\Z))"),
    clause(rf"(?:{TOLD} ){{0,4}}?(?:needs|needed|takes|took|makes|made) (?P<data>{LIST}) (?:attempts|trials|throws|tries|shots|tosses)"
           r" (?:until|up to|for) (?:(?:the|a|his|her|its) )?first (?:hit|success|goal|six|head|heads)", model="geometric", counts="trials"),
    clause(r"L ?\( ?p ?\) ?= ?p ?\^ ?(?P<k>\d+) ?[*·]? ?\( ?1 ?[-−] ?p ?\) ?\^ ?(?P<misses>\d+)"),
    clause(r"N ?\( ?(?P<mu>[-−]?\d+(?:\.\d+)?) ?, ?(?:sigma|σ) ?(?:\^ ?2|²) ?\)", model="normal"),
    clause(rf"(?P<k>{COUNT}) {HIT}"),
    clause(rf"{MISS} (?P<misses>{COUNT}) times(?: (?:in|out of) (?P<n>{COUNT})(?: {TRIAL})?)?"),
    clause(rf"(?P<misses>{COUNT}) {MISS}(?: (?:in|out of|among) (?P<n>{COUNT})(?: {TRIAL})?)?"),
    clause(rf"(?P<n>{COUNT}) {TRIAL}{AGAIN}?"),
    clause(r"(?P<tosses>[HT](?: ?,? ?[HT]){2,})"),
    clause(r"k ?= ?(?P<k>\d+)"),
    clause(r"(?:n|m) ?= ?(?P<n>\d+)(?: known| trials)?"),
    *(clause(form) for form in KNOWN),
    clause(r"(?:counting )?(?:the )?number of failures", model="geometric", counts="failures"),
    clause(r"(?:counting )?(?:the )?number of trials", model="geometric", counts="trials"),
    clause(r"counting (?:the )?failures", model="geometric", counts="failures"),
    clause(r"counting (?:the )?trials", model="geometric", counts="trials"),
    clause(r"(?:number of )?failures before (?:the |a )?(?:first )?success",
           model="geometric", counts="failures"),
    clause(r"(?:number of )?(?:trials|tosses|attempts|throws) (?:until|up to|to|till) (?:the |a )?(?:first )?success",
           model="geometric", counts="trials"),
)  # fmt: skip
_NEUTRAL: Final = r"""
    a an and are as assume assuming based be biased by calculate come comes compute derive determine distributed
    distribution each estimate estimates estimated estimation estimator estimators find fit fitted follows? following
    for from get give given gives has have i\.?i\.?d\.? identically if in independent independently is it its
    let likelihood log log-likelihood m\.?l\.?e\.?s? max maximum maximum-likelihood maximi[sz]es? ML method model observation
    observations observed obtain obtained of on outcomes parameter parameters please population process
    random result sample samples shows? showed lands? landed comes?_up came_up size_n suppose that the their there these they this to unknown use
    using how_do_I how_do_you how_can_I how_do_we show prove trials value values variable variables was waiting_times? we were what when where which with
    coin_tosses die dice fair_die times counts count data number_of_events drawn taken x x\x5f?i
    x\x5f?1\.\.+x\x5f?n x\x5f?1(?:,_?x\x5f?2)?,_?(?:\.\.\.|…|ldots|dots)_?,_?x\x5f?n
"""
_OTHER_TOPICS: Final = {  # what is estimated, and the name of the data
    "laplace": (("mu", "b", "scale"), "data"),
    "multinomial": (("p",), "counts"),
    "uniform": (("a", "b"), "data"),
}
_FEW: Final = {"no": 0, "a": 1, "an": 1}
_ESTIMATED: Final = {
    "poisson": "lambda",
    "exponential": "the rate lambda or the mean",
    "normal": "mu and sigma",
}
_LETTER: Final = {
    name: pattern(rf"\b(?:{PARAMETERS[name]})\b")
    for name in ("mean", "theta", "defect", "b", "scale")
}
_GEOMETRIC: Final = pattern(rf"\b(?:{MODELS['geometric']})\b")
_DEFECTIVE: Final = pattern(r"\b(?:are|were|is) (?:defective|faulty|broken|damaged)\b")
_QUESTION: Final = Question(_CLAUSES, words(_NEUTRAL), REFUSED, EXAMPLES["poisson"])


def likelihood_question(text: str) -> tuple[str, Fields] | None:
    """The shape, such as "likelihood", and its inputs as text; None if no such estimate is asked for.

    Raises `NotUnderstood`, with the place, if only a part of the text is understood.
    """
    shown = plainly(text)
    family = _ESTIMATE.search(shown) and _NAMED.search(shown)
    if _ASKS.search(shown) is None and not family:
        return None
    found = _fields(text)
    if not {"data", "k", "n"} & found.keys() and (left := _DANGLING.search(shown)) is not None:
        refuse(
            text,
            "missing-input",
            f"No values follow {left.group()!r}.",
            f"Add the sample, for example mle of {found.get('model', 'poisson')} from 2, 4, 3. "
            "For the estimate in letters leave the word out.",
            *left.span(),
        )
    check_count(text, found, "count", *(() if found.get("model") == "binomial" else ("n",)))
    for name in ("k", "n", "misses"):
        word = found.get(name, "").lower()
        if (said := _FEW.get(word, number_words.count(word))) is not None:
            found[name] = str(said)
    if found.pop("in_letters", ""):  # k successes in n trials
        if found.setdefault("model", "bernoulli") not in ("bernoulli", "binomial"):
            _refuse_successes(text, found["model"])
        found["model"] = "binomial"
    if found.pop("all", ""):
        found["k"] = found["n"]
    if "tosses" in found:
        tosses = re.sub("[^HT]", "", found.pop("tosses").upper())
        found |= {"k": str(tosses.count("H")), "n": str(len(tosses))}
    if "misses" in found:
        _count_misses(text, found)
    found.pop("side", None)
    if "variance" in found:
        found["sigma"] = f"sqrt({found.pop('variance')})"
    if found.get("model") in _OTHER_TOPICS:
        return _of_other_topic(text, found)
    _refuse_known(text, found)
    _settle_what_is_counted(text, found)
    _settle_parameter(text, found)
    return "likelihood", found


def _refuse_successes(text: str, model: str) -> NoReturn:
    refuse(
        text,
        "given-twice",
        f"Successes are counted in Bernoulli trials, and the text names the {model} distribution.",
        "Ask for one of them, for example mle of bernoulli with k successes in n trials.",
        0,
        len(text.rstrip()),
    )


def _count_misses(text: str, found: Fields) -> None:
    """The successes and the trials from the failures and one of these; refuse what does not add up."""
    misses = int(found.pop("misses"))
    if not {"k", "n"} & found.keys():
        refuse(
            text,
            "count",
            "It is not said how many trials there are, or how many of them are successes.",
            "For example 7 successes and 3 failures.",
            0,
            len(text.rstrip()),
        )
    hits = int(found["k"]) if "k" in found else int(found["n"]) - misses
    if hits < 0 or int(found.get("n", hits + misses)) != hits + misses:
        refuse(
            text,
            "count",
            f"{hits} and {misses} outcomes do not make {found['n']} trials."
            if hits >= 0
            else f"{misses} outcomes are more than {found['n']} trials.",
            "Check the numbers.",
            0,
            len(text.rstrip()),
        )
    found |= {"k": str(hits), "n": str(hits + misses)}


def _refuse_known(text: str, found: Fields) -> None:
    """Refuse a parameter that is known where nothing else is left to be estimated."""
    model = found.get("model", "normal")
    spread = {"mu", "sigma"} & found.keys() and model != "normal" and "n" not in found
    if not spread and "known" not in found:
        return
    said = next(m for form in KNOWN if (m := pattern(form).search(plainly(text))) is not None)
    refuse(
        text,
        "parameter",
        f"The {model} distribution has one parameter, and its mean and its variance follow from it. "
        f"With {said.group().strip()} nothing is left to be estimated."
        if spread
        else f"{said.group().strip()} is a parameter that is known already.",
        f"If this is said of the sample, give its values: mle of {model} from 2, 4, 3.",
        *said.span(),
    )


def _settle_what_is_counted(text: str, found: Fields) -> None:
    """Books use the word geometric in two ways; a value 0 can only be a number of failures."""
    counts, listed = found.pop("counts", ""), found.get("data", "")
    if found.get("model") != "geometric":
        return
    found["model"] = "geometric_trials" if counts == "trials" else "geometric_failures"
    if not counts and 0 not in (data(listed) if listed else ()):
        named = _GEOMETRIC.search(plainly(text))
        sample = f" from {listed}" if listed else ""
        refuse(
            text,
            "ambiguous",
            "A geometric distribution counts the failures before the first success, or the trials "
            "until the first success. The estimates differ.",
            f"Write: mle of geometric{sample}, failures before the first success. Or write: "
            f"mle of geometric{sample}, trials until the first success.",
            *(named.span() if named else (0, len(text.rstrip()))),
        )


def _fields(text: str) -> Fields:
    """What the question says, with its family named or given by the formula of the density."""
    density = density_formula(text)
    question = _QUESTION._replace(example=example(text))
    if density is None:
        return question.fields(text)
    try:
        found = question.fields(density.text)
    except TutorError as error:
        raise error.within(text, 0) from None
    model = density.says["model"]
    if found.setdefault("model", model) != model:
        refuse(
            text,
            "given-twice",
            f"The formula is that of the {model} distribution, and the text names the {found['model']} one.",
            "Give one of them.",
            0,
            len(text.rstrip()),
        )
    return {**found, **density.says}


def _of_other_topic(text: str, found: Fields) -> tuple[str, Fields]:
    """The shape and the inputs of a distribution that has a topic of its own; it estimates all parameters."""
    model = found.pop("model")
    known, name = _OTHER_TOPICS[model]
    support = {"support": found.pop("support")} if "support" in found else {}
    if support.get("support", "both") != "both":
        known = ("theta",)
    parameter = found.pop("parameter", "")
    if (parameter and parameter not in known) or found.keys() - {"data"}:
        said = parameter or min(found.keys() - {"data"})
        refuse(
            text,
            "parameter",
            f"{said} is no parameter that is estimated in the {model} distribution.",
            f"Ask for {' and '.join(known)}."
            + (" With theta, say which interval: uniform(0, theta)." if model == "uniform" else ""),
            0,
            len(text.rstrip()),
        )
    return f"{model} likelihood", support | ({name: found["data"]} if "data" in found else {})


def _settle_parameter(text: str, found: Fields) -> None:
    """The mean by its letter, and theta as the one parameter there is, where that is no guess."""
    model, parameter = found.get("model", "bernoulli"), found.get("parameter")
    if (letter := found.pop("letter", None)) is not None:  # a letter that is said to be the mean
        parameter = found["parameter"] = letter if model == "exponential" else parameter or letter
    if parameter == "rate":
        del found["parameter"]
    elif parameter in ("mean", "scale") and model == "exponential":
        found |= {"model": "exponential_mean"}
        del found["parameter"]
    elif parameter == "mean" and model in MEANS:
        found["parameter"] = MEANS[model]
    elif parameter == "defect" and _DEFECTIVE.search(text):
        del found["parameter"]  # what is counted is defective
    elif parameter == "theta" and model not in ("exponential", "normal"):
        del found["parameter"]
    elif parameter in _LETTER:
        asked = _LETTER[parameter].search(plainly(text))
        place = asked.span() if asked else (0, len(text))
        if parameter == "theta" and model == "exponential":
            refuse(
                text,
                "parameter",
                "Books write theta for the rate of an exponential distribution, and for its mean. The estimates differ.",
                "Say which: mle of exponential with mean theta, or mle of exponential with rate theta.",
                *place,
            )
        refuse(
            text,
            "parameter",
            f"What is estimated in the {model} distribution is {_ESTIMATED.get(model, 'p')}. "
            f"It is not said how {parameter} follows from it.",
            "Ask for the estimate of that parameter. The estimate of a function of it is the function of "
            "the estimate.",
            *place,
        )
