"""Problems that are told in sentences, whatever they are about.

Each reader takes a text whole, or refuses it with the place of what it does not understand, or
leaves it to the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tutor.core import limits
from tutor.core.errors import TutorError
from tutor.reading.told.behaviour_story import behaviour_story
from tutor.reading.told.chain_question import chain_question
from tutor.reading.told.chain_story import chain_story
from tutor.reading.told.coin_story import coin_story
from tutor.reading.told.count_story import count_story
from tutor.reading.told.counted_story import counted_story
from tutor.reading.told.current_story import current_story
from tutor.reading.told.determinant_question import determinant_question
from tutor.reading.told.group_story import group_story
from tutor.reading.told.legs_story import legs_story
from tutor.reading.told.likelihood_question import likelihood_question
from tutor.reading.told.mean_question import mean_question
from tutor.reading.told.mixture_question import mixture_question
from tutor.reading.told.shape_story import shape_story
from tutor.reading.told.two_case_story import two_case_story
from tutor.reading.told.witness_story import witness_story
from tutor.reading.told.word_problem import word_problem

Told = tuple[str, dict[str, str]]


def _linear_system(text: str) -> Told | None:
    found = None if "\\" in text else word_problem(text)
    return None if found is None else ("word problem", found._asdict())


_READERS: Final[tuple[Callable[[str], Told | None], ...]] = (
    mean_question,
    likelihood_question,
    two_case_story,
    coin_story,
    group_story,
    behaviour_story,
    counted_story,
    witness_story,
    legs_story,
    count_story,
    current_story,
    mixture_question,
    shape_story,
    chain_story,
    chain_question,
    determinant_question,
    _linear_system,
)
SHAPES: Final = (
    "word problem",
    "t test",
    "t interval",
    "likelihood",
    "laplace likelihood",
    "multinomial likelihood",
    "uniform likelihood",
    "story of probabilities",
    "markov story",
    "told determinants",
    "best shape",
)
_FORMULA = re.compile(r"[\\$^_=\[\]{}|~]")
_SENTENCES = re.compile(r"[.!?]\s+[^\W\d]|\?\s*$")  # more than one, or a question


def is_story(text: str) -> bool:
    """Whether the text is told in sentences without formulas, so that a page may print it as it stands."""
    if _FORMULA.search(text) or not _SENTENCES.search(text):
        return False
    try:
        return told(text) is not None
    except TutorError:
        return False


def told(text: str) -> Told | None:
    """The shape of what is told and its parts as text, or None if it is no such problem.

    Raises `NotUnderstood`, with the place, if only a part of the text is understood.
    """
    if len(text) > limits.CHARACTERS:
        return None
    return next((found for read in _READERS if (found := read(text)) is not None), None)
