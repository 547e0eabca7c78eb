"""What a case may be given besides: the steps of its recipe that it does without."""

import pytest
from django.utils import translation

from itc.accounts.models import User
from itc.cases.models import Case
from itc.cases.queries.offered import offered
from itc.catalogue.models import RecipeStep
from tests.cases.world import NOW

pytestmark = pytest.mark.django_db


def line(seq: int) -> None:
    RecipeStep.objects.create(
        family_id="dried-fruit", seq=seq, operation_id="drying", stage="engineering", hours=3, per="once",
        after=[], when=[], optional=True, why_th=f"เพราะ {seq}", why_en=f"Because {seq}", source="test",
    )  # fmt: skip


def test_what_was_left_out_comes_first_and_what_is_there_not_at_all(case: Case, owner: User) -> None:
    for seq in (1, 2, 7, 20):
        line(seq)
    case.steps.filter(seq=20).update(dropped_at=NOW, dropped_by=owner)
    with translation.override("en"):
        found = offered(case.family_id, case.steps.all())
    assert [(each.seq, each.dropped, each.why) for each in found] == [
        (20, True, "Because 20"), (1, False, "Because 1"), (7, False, "Because 7"),
    ]  # fmt: skip
    with translation.override("th"):
        assert offered(case.family_id, case.steps.all())[0].why == "เพราะ 20"


def test_a_recipe_that_is_gone_offers_nothing(case: Case) -> None:
    assert offered("gone", case.steps.all()) == ()
