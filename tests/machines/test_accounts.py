"""Whose calendar is whose: set on the page of a centre's people, and nobody's once she is erased."""

from django.test import Client

from itc.accounts.models import User
from itc.consents.actions import erase
from itc.resources.models import Resource
from tests.machines.conftest import NOW


def test_accounts_are_no_list_to_choose_from_in_the_back_office(client: Client, runner: Resource) -> None:
    client.force_login(User.objects.create_superuser(name="Keeper", email="keeper@example.org"))
    answer = client.get(f"/admin/resources/resource/{runner.pk}/change/")
    assert answer.status_code == 200
    assert 'name="person"' not in answer.content.decode()


def test_erased_a_person_leaves_her_calendar_to_nobody(runner: Resource, stranger: User) -> None:
    Resource.objects.filter(pk=runner.pk).update(person=stranger)
    erase(by=stranger, now=NOW)
    runner.refresh_from_db()
    assert runner.person is None
