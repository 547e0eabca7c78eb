"""Every status has words; an unknown one is told by its side."""

import pytest
from django.utils.translation import override

from itc.web.middleware import STATUS
from itc.web.problems import PROBLEMS, problem_of


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 429, 500, *STATUS.values()])
def test_each_status_has_a_title_and_says_what_to_do_next_in_both_languages(status: int) -> None:
    told = set()
    for language in ("th", "en"):
        with override(language):
            problem = PROBLEMS[status]
            assert problem.title
            assert problem.advice
            told.add(str(problem.title))
    assert len(told) == 2


@pytest.mark.parametrize(("status", "as_if"), [(418, 400), (502, 500), (503, 500)])
def test_an_unknown_status_is_told_by_its_side(status: int, as_if: int) -> None:
    assert problem_of(status) is PROBLEMS[as_if]
