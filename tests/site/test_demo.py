"""`itc seed` and `itc demo --no-serve` may run again: nothing is doubled, nothing real is lost.

What is marked `once` is a part of the whole demo, which is run again on both databases.
"""

import datetime as dt
import os
import re
from collections import Counter
from io import StringIO
from itertools import groupby, pairwise

import pytest
from django.core.management import call_command

from itc.accounts.models import User
from itc.network.models import Post
from itc.planning.models import Plan
from itc.resources.models import Booking, LabOrder, Resource
from itc.resources.models import Counter as LabCounter
from itc.site.actions import PASSWORD
from itc.site.management.commands.demo import SECOND_FACTOR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
DAYS = 21


def itc(*words: str, **options: object) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def held_twice() -> list[tuple[int, dt.datetime]]:
    """Return the bookings that begin before the one before them on the same calendar has ended."""
    rows = (
        Booking.objects.live()
        .order_by("resource", "held_from")
        .values_list("resource", "held_from", "held_to")
    )
    found = []
    for resource, bookings in groupby(rows, key=lambda row: row[0]):
        found += [(resource, other[1]) for one, other in pairwise(bookings) if other[1] < one[2]]
    return found


def too_many_orders() -> list[tuple[str, tuple[int, int]]]:
    """Return the weeks in which a laboratory has more orders than it takes."""
    takes = dict(LabCounter.objects.values_list("code", "weekly_capacity"))
    rows = LabOrder.objects.filter(released_at=None).values_list("counter", "drop_off_on")
    weeks = Counter((counter, day.isocalendar()[:2]) for counter, day in rows)
    return [(counter, week) for (counter, week), orders in weeks.items() if orders > takes[counter]]


@pytest.fixture
def real(network: dt.datetime) -> Booking:
    """Somebody's own booking in the middle of the samples."""
    officer = Resource.objects.filter(role="officer").order_by("code").first()
    assert officer
    start = network.replace(hour=3, minute=0, second=0, microsecond=0) + dt.timedelta(days=5)
    end = start + dt.timedelta(hours=4)
    Booking.objects.filter(resource=officer, held_to__gt=start, held_from__lt=end).delete()
    return Booking.objects.create(
        resource=officer, held_from=start, held_to=end, use_from=start, use_to=end, purpose="case"
    )


@pytest.mark.once
def test_seeding_twice_books_nobody_twice_and_keeps_what_is_real(real: Booking) -> None:
    counts = [
        (itc("seed", days=DAYS), Booking.objects.filter(is_sample=True).count(), LabOrder.objects.count())
        for _run in range(2)
    ]
    assert counts[0] == counts[1]
    assert counts[0][1] > 500
    assert held_twice() == []
    assert too_many_orders() == []
    assert Booking.objects.get(pk=real.pk).held_from == real.held_from
    assert not Booking.objects.filter(
        resource=real.resource, is_sample=True, held_from__lt=real.held_to, held_to__gt=real.held_from
    ).exists()


@pytest.mark.once
def test_seeding_says_who_may_sign_in_and_makes_them_once() -> None:
    said = [itc("seed", days=1) for _run in range(2)][1]
    people = User.objects.all()
    assert people.count() == 6
    assert Post.objects.filter(person__in=people).count() == 4
    for person in people:
        assert f"{person.name}: {person.email or person.phone} · {PASSWORD}" in said
        assert person.check_password(PASSWORD)


@pytest.mark.once
def test_a_changed_password_of_a_demo_person_stays() -> None:
    itc("seed", days=1)
    admin = User.objects.get(email="admin@example.org")
    admin.set_password("another-one-2569")
    admin.save()
    itc("seed", days=1)
    assert User.objects.get(pk=admin.pk).check_password("another-one-2569")


def test_the_demo_runs_again_on_what_it_made_and_changes_nothing_but_the_samples(real: Booking) -> None:
    resources = set(Resource.objects.values_list("pk", "code"))
    said = itc("demo", "--no-serve")
    assert re.findall(r"▸ (\S+)", said) == ["Database", "Reference", "Sample", "One"]
    loaded = re.findall(r"(\S+\.csv): \D*(\d+)\D+(\d+)", said)
    assert len(loaded) > 15
    assert {(added, changed) for _file, added, changed in loaded} == {("0", "0")}
    assert set(Resource.objects.values_list("pk", "code")) == resources
    assert held_twice() == []
    assert Booking.objects.filter(pk=real.pk).exists()
    assert "ถึงตลาด" in said
    assert Plan.objects.get().pk in said


@pytest.mark.once
@pytest.mark.parametrize("set_before", [None, "1"])
def test_the_demo_lets_its_staff_in_by_password_alone_and_says_so(
    monkeypatch: pytest.MonkeyPatch, set_before: str | None
) -> None:
    monkeypatch.delenv(SECOND_FACTOR, raising=False)
    if set_before:
        monkeypatch.setenv(SECOND_FACTOR, set_before)
    monkeypatch.setattr("itc.site.management.commands.demo.call_command", lambda *_words, **_options: None)
    out = StringIO()
    call_command("demo", port=8899, stdout=out)
    assert os.environ[SECOND_FACTOR] == (set_before or "0")
    assert ("without a second factor" in out.getvalue()) == (set_before is None)
