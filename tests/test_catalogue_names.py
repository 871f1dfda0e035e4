"""Names of topics before a colon, gathered in no time however many choices a phrase has, and examples of topics."""

from __future__ import annotations

import time

from tutor import catalogue
from tutor.advice import example
from tutor.topics.index import entries


def test_names_before_a_colon_are_gathered_quickly() -> None:
    start = time.process_time()
    heads = catalogue._heads.__wrapped__()
    assert time.process_time() - start < 10
    assert heads["determinant of"].id == "linear_algebra.determinant"
    assert heads["t test"].id == "statistics.t_test"


def test_a_point_has_one_pair_of_brackets_in_an_example() -> None:
    doubled = [e.id for e in entries() if "((" in example(e)]
    assert not doubled
    assert any("from (1, 2)" in example(e) for e in entries())
