"""Two at one moment: a province is taken over once, and a centre opens once."""

from functools import partial

import pytest

from itc.centres.actions.opening import begin_opening, open_due, settle_opening
from itc.centres.models import Opening
from itc.network.models import Centre, Coverage
from tests.cases.world import NOW
from tests.centres import opening_rows as made
from tests.centres.opening_rows import FIRST
from tests.rivals import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_of_two_who_begin_in_a_province_one_does(lamphun: Centre) -> None:
    parent = made.leading(lamphun)
    rivals = [made.officer(parent, name) for name in ("Kwan", "Som")]
    ends = at_once([partial(made.begun, parent, by) for by in rivals])
    assert sorted(ends) == ["AlreadyThere", "won"]
    assert Opening.objects.count() == 1


def test_a_province_goes_over_once_and_its_centre_opens_once(lamphun: Centre) -> None:
    parent = made.leading(lamphun)
    kwan = made.officer(parent, "Kwan")
    made.ready(parent, kwan)
    ends = at_once(
        [lambda: settle_opening(centre="MINI-51", opens_on=FIRST, by=kwan, now=NOW) for _each in range(2)]
    )
    assert sorted(ends) == ["NotADraft", "won"]
    assert Coverage.objects.filter(centre="MINI-51").count() == 1
    then = NOW + (FIRST - NOW.date()) * 1
    opened: list[int] = []
    assert at_once([lambda: opened.append(open_due(now=then)) for _each in range(2)]) == ["won", "won"]
    assert sorted(opened) == [0, 1]


def test_two_kinds_of_centre_in_a_province_get_two_codes(lamphun: Centre) -> None:
    parent = made.leading(lamphun)
    kwan = made.officer(parent, "Kwan")
    kinds = ("ieat_estate", "network_institute", "dip_centre")
    ask = partial(begin_opening, province=parent.province, parent=parent, by=kwan, now=NOW)
    ends = at_once([partial(ask, kind=kind) for kind in kinds])
    assert ends == ["won"] * 3
