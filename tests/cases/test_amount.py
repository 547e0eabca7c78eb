"""How much a case is about: as she chose it, else read from her words."""

import pytest
from django.utils.translation import override

from itc.cases.models import Case
from itc.cases.queries.amounts import amount_of


@pytest.mark.usefixtures("reference")
def test_how_much_is_what_she_chose_else_what_she_wrote() -> None:
    with override("th"):
        assert amount_of(Case(product="ลำไยอบแห้ง 50 กก.", asked={})) == "50 กิโลกรัม"
        chosen = {"amount": "1200.5", "amount_unit": "l"}
        assert amount_of(Case(product="ลำไยอบแห้ง 50 กก.", asked=chosen)) == "1,200.5 ลิตร"
        assert amount_of(Case(product="ลำไยอบแห้ง 50 กก.", asked={"chips_off": ["amount:50kg"]})) == ""
        assert amount_of(Case(product="ลำไยอบแห้ง", asked={})) == ""
