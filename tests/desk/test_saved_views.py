"""Views of a queue that an officer keeps: tabs of her desk, in her order, one of which opens first."""

from functools import partial
from urllib.parse import parse_qsl, urlencode

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.talk import write_message
from itc.cases.errors import UnknownCase
from itc.cases.models import Miss
from itc.desk import queries
from itc.desk.actions.saving import MOST_VIEWS, Move, keep_view, move_view
from itc.desk.errors import NoName, UnknownView, ViewNamed, ViewsFull
from itc.desk.models import SavedView
from itc.desk.rules import Asked, Which, read
from itc.network.models import Post
from tests.cases.conftest import dryer  # noqa: F401 - a fixture is used by its name
from tests.cases.world import HOUR, NOW
from tests.desk.test_desk import case_at, codes
from tests.rivals import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dryer")]
WAITING = Asked(which=Which.WAITING)


def kept(by: User, name: str = "ด่วน", asked: Asked = WAITING) -> SavedView:
    return keep_view(name=name, asked=asked, by=by, now=NOW)


def test_it_is_narrowed_by_stage_province_lateness_messages_and_misses(officer: User, owner: User) -> None:
    plain, missed = case_at(1, owner), case_at(2, owner)
    Miss.objects.create(step=missed.steps.get(), at=NOW)
    write_message(case=plain, words="ถามค่ะ", by=owner, now=NOW + HOUR)
    both = [plain.code, missed.code]
    assert codes(officer, Asked(stage="engineering")) == both
    assert codes(officer, Asked(stage="markets")) == []
    assert codes(officer, Asked(province="TH-51")) == both
    assert codes(officer, Asked(province="TH-50")) == []
    assert codes(officer, Asked(unread=True)) == [plain.code]
    assert codes(officer, Asked(missed=True)) == [missed.code]
    assert codes(officer, Asked(late=True)) == []
    late = queries.desk(officer, Asked(late=True), now=plain.lapses_at - HOUR)
    assert len(late.lines) == 2
    asked = read({"stage": "markets", "province": "TH-51", "late": "1", "unread": "x"})
    assert asked == Asked(stage="markets", province="TH-51", late=True)
    assert read({"stage": "x", "province": "TH-51'"}) == Asked()


def test_the_same_name_again_is_the_same_view(officer: User) -> None:
    view = kept(officer)
    assert kept(officer, name=" ด่วน ", asked=Asked(late=True)).pk == view.pk
    assert SavedView.objects.get().query == "late=1"
    with pytest.raises(NoName):
        kept(officer, name=" \0 ")
    for number in range(MOST_VIEWS - 1):
        kept(officer, name=f"{number}")
    with pytest.raises(ViewsFull):
        kept(officer, name="one more")


def test_they_are_renamed_ordered_and_removed(officer: User, owner: User) -> None:
    one, two = kept(officer, "one"), kept(officer, "two")
    move_view(view=two.pk, move=Move.UP, by=officer)
    move_view(view=two.pk, move=Move.UP, by=officer)
    assert [each.name for each in SavedView.objects.all()] == ["two", "one"]
    with pytest.raises(ViewNamed):
        move_view(view=two.pk, move=Move.RENAME, name="one", by=officer)
    with pytest.raises(UnknownView):
        move_view(view=two.pk, move=Move.REMOVE, by=owner)
    with pytest.raises(UnknownCase):
        kept(owner)
    move_view(view=one.pk, move=Move.REMOVE, by=officer)
    assert SavedView.objects.get() == two


def test_on_the_desk_they_are_tabs_and_one_opens_first(client: Client, officer: User, owner: User) -> None:
    case = case_at(1, owner)
    client.force_login(officer)
    client.post("/en/desk/views", {"name": "Ended ones", "query": "which=ended"})
    view = SavedView.objects.get()
    assert "Ended ones</a>" in client.get("/en/desk").content.decode()
    refused = client.post("/en/desk/views", {"name": " ", "query": "which=ended"})
    assert (refused.status_code, 'value="which=ended"' in refused.content.decode()) == (422, True)
    client.post(f"/en/desk/views/{view.pk}", {"do": "default"})
    assert case.code not in client.get("/en/desk").content.decode()
    assert case.code in client.get("/en/desk?which=open").content.decode()
    assert client.post(f"/en/desk/views/{view.pk}", {"do": "burn"}).status_code == 400
    client.force_login(owner)
    assert client.get("/en/desk/views").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_leave_one_that_opens_first(officer: User) -> None:
    one, two = kept(officer, "one"), kept(officer, "two")
    press = partial(move_view, move=Move.DEFAULT, by=officer)
    assert at_once([partial(press, view=one.pk), partial(press, view=two.pk)]) == ["won", "won"]
    assert SavedView.objects.filter(is_default=True).count() == 1


def test_a_long_search_in_thai_is_kept_whole_with_what_stands_behind_it(
    client: Client, officer: User, owner: User
) -> None:
    words = "กล้วยตากอบน้ำผึ้งเดือนห้า" * 4
    client.force_login(officer)
    query = urlencode({"q": words, "province": "TH-51", "late": "1"})
    kept = client.post("/desk/views", {"name": "ยาว", "query": query})
    asked = read(dict(parse_qsl(SavedView.objects.get().query)))
    assert (asked.words, asked.province, asked.late) == (words, "TH-51", True)
    assert words in client.get(kept["Location"]).content.decode()


def test_names_and_places_of_views_bear_what_people_press(officer: User) -> None:
    first, second = kept(officer, "  ด่วน\0  มาก "), kept(officer, "ก" * 90)
    assert (first.name, len(second.name)) == ("ด่วน มาก", 40)
    for move, order in (
        (Move.UP, [first, second]),
        (Move.DOWN, [second, first]),
        (Move.DOWN, [second, first]),
    ):
        move_view(view=first.pk, move=move, by=officer)
        assert list(SavedView.objects.filter(person=officer)) == order
    for name in ("", "  ", "\0"):
        with pytest.raises(NoName):
            move_view(view=first.pk, move=Move.RENAME, name=name, by=officer)
    move_view(view=first.pk, move=Move.RENAME, name="ด่วน มาก", by=officer)


def test_a_view_is_nobody_elses_to_see_or_change(client: Client, officer: User, owner: User) -> None:
    view = kept(officer)
    colleague = User.objects.create_user(name="Colleague", email="c@example.org")
    Post.objects.create(
        person=colleague, role="officer", centre=officer.posts.get().centre, valid_from="2026-01-01"
    )
    for person in (colleague, owner):
        client.force_login(person)
        for move in Move:
            assert client.post(f"/desk/views/{view.pk}", {"do": move, "name": "x"}).status_code == 404
    assert view.name not in client.get("/desk/views").content.decode()
    client.force_login(officer)
    assert view.name in client.get("/desk/views").content.decode()
    for do in ("", "destroy", "\0"):
        assert client.post(f"/desk/views/{view.pk}", {"do": do}).status_code == 400
    assert SavedView.objects.get() == view


def test_what_she_typed_as_a_name_is_there_where_it_was_refused(client: Client, officer: User) -> None:
    for number in range(MOST_VIEWS):
        kept(officer, f"มุมมอง {number}")
    client.force_login(officer)
    answer = client.post("/desk/views", {"name": "อีกอันหนึ่ง", "query": "which=waiting"})
    assert (answer.status_code, "อีกอันหนึ่ง" in answer.content.decode()) == (409, True)
    assert client.post("/desk/views", {"name": "มุมมอง 3", "query": "which=ended"}).status_code == 302
    assert SavedView.objects.get(name="มุมมอง 3").query == "which=ended"
