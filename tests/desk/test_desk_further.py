"""At the desk: what many presses do, what is found by which words, what a slip of the hand does not."""

import re
from urllib.parse import parse_qsl

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.ending import confirm_case
from itc.cases.actions.handling import decline_case, give_in_hand
from itc.cases.errors import CaseClosed, NoReason, NotAColleague, SameCentre, UnknownCase
from itc.cases.models import Case, Handling, HandOver
from itc.desk import queries
from itc.desk.actions.together import MOST, confirm_all, hand_all, hand_over_all
from itc.desk.queries.queue import PER_PAGE, default_view
from itc.desk.rules import FLAGS, STAGES, Asked, Which, Whose, read
from itc.network.models import Centre, Post
from tests.cases import world
from tests.cases.conftest import dryer  # noqa: F401 - a fixture is used by its name
from tests.cases.world import DAY, HOUR, NOW
from tests.desk.test_desk import case_at, codes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dryer")]


@pytest.fixture
def elsewhere(lamphun: Centre) -> Centre:
    return Centre.objects.create(
        code="ELSE", name_th="ที่อื่น", name_en="Elsewhere", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip


@pytest.fixture
def theirs(elsewhere: Centre) -> User:
    person = User.objects.create_user(name="Theirs", email="theirs@example.org")
    Post.objects.create(person=person, role=Post.Role.OFFICER, centre=elsewhere, valid_from="2026-01-01")
    return person


def pending() -> set[str]:
    return set(Case.objects.pending().values_list("code", flat=True))


class TestTogether:
    """Many at once."""

    def test_each_stands_for_itself(self, officer: User, owner: User) -> None:
        one, two, gone = (case_at(number, owner) for number in (1, 2, 3))
        decline_case(case=gone, words="เครื่องเสีย", by=officer, now=NOW + 4 * HOUR)
        told = confirm_all(codes=[one.code, gone.code, "NOCASE", two.code], by=officer, now=NOW + 5 * HOUR)
        assert told.done == 2
        assert [(code, type(why)) for code, why in told.refused] == [
            (gone.code, CaseClosed), ("NOCASE", UnknownCase)
        ]  # fmt: skip
        assert pending() == set()

    def test_chosen_twice_it_is_done_once(self, officer: User, owner: User) -> None:
        case = case_at(1, owner)
        assert confirm_all(codes=[case.code] * 3, by=officer, now=NOW + HOUR).done == 1

    def test_no_more_than_a_desk_shows_are_done_at_once(self, officer: User, owner: User) -> None:
        case = case_at(1, owner)
        many = [f"X{number}" for number in range(MOST)]
        told = confirm_all(codes=[*many, case.code], by=officer, now=NOW + HOUR)
        assert (told.done, len(told.refused)) == (0, MOST)
        assert pending() == {case.code}

    def test_cases_of_another_centre_are_not_there(self, officer: User, theirs: User, owner: User) -> None:
        case = case_at(1, owner)
        for told in (
            confirm_all(codes=[case.code], by=theirs, now=NOW + HOUR),
            hand_all(codes=[case.code], officer=theirs, by=theirs, now=NOW + HOUR),
        ):
            assert [type(why) for _code, why in told.refused] == [UnknownCase]
        told = hand_all(codes=[case.code], officer=theirs, by=officer, now=NOW + HOUR)
        assert [type(why) for _code, why in told.refused] == [NotAColleague]
        assert not Handling.objects.exists()

    def test_one_reason_goes_with_all_and_none_with_nothing(
        self, officer: User, theirs: User, owner: User, elsewhere: Centre
    ) -> None:
        cases = [case_at(number, owner) for number in (1, 2)]
        given = {"codes": [case.code for case in cases], "centre": elsewhere, "by": officer}
        for words in ("", "  ", "\0"):
            with pytest.raises(NoReason):
                hand_over_all(**given, words=words, now=NOW + 3 * HOUR)
        assert hand_over_all(**given, words="ใกล้กว่า", now=NOW + 3 * HOUR).done == 2
        assert set(HandOver.objects.values_list("words", flat=True)) == {"ใกล้กว่า"}
        told = hand_over_all(**given, words="อีกครั้ง", now=NOW + 4 * HOUR)
        assert {type(why) for _code, why in told.refused} == {UnknownCase}, "they are the other centre's now"
        back = given | {"by": theirs}
        assert {type(why) for _code, why in hand_over_all(**back, words="x", now=NOW).refused} == {SameCentre}

    def test_who_has_left_gets_nothing_in_hand(self, officer: User, owner: User, lamphun: Centre) -> None:
        case = case_at(1, owner)
        gone = User.objects.create_user(name="Gone", email="gone@example.org", is_active=False)
        Post.objects.create(person=gone, role=Post.Role.OFFICER, centre=lamphun, valid_from="2026-01-01")
        assert gone not in queries.desk(officer, Asked(), now=NOW).colleagues
        with pytest.raises(NotAColleague):
            give_in_hand(case=case, officer=gone, by=officer, now=NOW + HOUR)

    def test_nothing_chosen_does_nothing(self, client: Client, officer: User, owner: User) -> None:
        case = case_at(1, owner)
        client.force_login(officer)
        for do in ("confirm", "hand", "", "nonsense"):
            assert client.post("/desk/together", {"do": do}).status_code == 302
        assert pending() == {case.code}
        assert not Handling.objects.exists()

    def test_where_nothing_could_be_done_all_is_as_it_was_chosen(
        self, client: Client, officer: User, owner: User, theirs: User
    ) -> None:
        case = case_at(1, owner)
        client.force_login(officer)
        given = {"case": [case.code], "do": "hand-over", "centre": "", "words": "ใกล้บ้านเขา", "q": "กิจการ"}
        answer = client.post("/en/desk/together", given)
        html = answer.content.decode()
        assert answer.status_code == 422
        assert "ใกล้บ้านเขา" in html
        assert re.search(rf'value="{case.code}"[^>]*checked', html)

    def test_after_it_the_queue_is_narrowed_as_before(
        self, client: Client, officer: User, owner: User
    ) -> None:
        case = case_at(1, owner)
        client.force_login(officer)
        given = {"case": case.code, "do": "confirm", "which": "waiting", "q": "กิจการ", "late": "1"}
        there = client.post("/desk/together", given)["Location"]
        assert dict(parse_qsl(there.partition("?")[2])) == {"which": "waiting", "q": "กิจการ", "late": "1"}

    def test_enter_in_the_reason_confirms_nothing(
        self, client: Client, officer: User, owner: User, theirs: User
    ) -> None:
        case_at(1, owner)
        client.force_login(officer)
        html = client.get("/desk").content.decode()
        form = html[html.index('action="/desk/together"') :]
        first = re.search(r"<button[^>]*>", form)
        assert first is not None
        assert "disabled" in first[0], "a browser presses the first button where somebody presses Enter"


class TestFound:
    """What the words and the boxes above the queue find."""

    def test_a_firm_is_found_by_its_number_in_thai_digits(self, officer: User, owner: User) -> None:
        firm = world.firm_of(owner, "ลำไยป้าบัว", number="0105535099511")
        case = world.case_of(firm, owner, world.planned(2), now=NOW)
        assert codes(officer, Asked(words="๐๑๐๕๕๓๕๐๙๙๕๑๑")) == [case.code]
        assert codes(officer, Asked(words="0105535099512")) == []

    @pytest.mark.parametrize("words", ["ผลไม้อบแห้ง", "dried", "DRIED FRUIT", "ลำไยอบ"])
    def test_a_product_is_found_by_its_names_and_the_words_of_the_firm(
        self, officer: User, owner: User, words: str
    ) -> None:
        case = case_at(1, owner)
        assert codes(officer, Asked(words=words)) == [case.code]

    @pytest.mark.parametrize("words", ["%", "_", "'", '"', "\\", "ก" * 100, "🥭"])
    def test_signs_are_words_like_others(self, officer: User, owner: User, words: str) -> None:
        case_at(1, owner)
        assert codes(officer, Asked(words=words)) == []

    def test_a_page_that_is_not_there_is_the_last_or_the_first(self, officer: User, owner: User) -> None:
        case = case_at(1, owner)
        for page in ("", "0", "-1", "99", "x", "\0", "9" * 40):
            assert codes(officer, Asked(page=page)) == [case.code], page
        assert PER_PAGE == 40

    def test_a_case_that_ended_is_found_where_one_looks_for_it(self, officer: User, owner: User) -> None:
        case = case_at(1, owner)
        decline_case(case=case, words="เครื่องเสีย", by=officer, now=NOW + HOUR)
        assert codes(officer, Asked(words=case.code)) == []
        assert codes(officer, Asked(which=Which.ENDED, words=case.code)) == [case.code]
        (line,) = queries.desk(officer, Asked(which=Which.ENDED), now=NOW + 2 * HOUR).lines
        assert (line.twin, line.is_late) == ("", False)

    def test_late_is_what_lapses_within_a_day_and_waits_still(self, officer: User, owner: User) -> None:
        case = case_at(1, owner)

        def late(before: object) -> int:
            return len(queries.desk(officer, Asked(late=True), now=case.lapses_at - before).lines)  # type: ignore[operator]  # a timedelta

        assert (late(DAY), late(DAY - HOUR)) == (0, 1)
        confirm_case(case=case, by=officer, now=NOW + HOUR)
        assert late(HOUR) == 0

    def test_somebody_elses_hands_are_neither_mine_nor_nobodys(
        self, officer: User, owner: User, lamphun: Centre
    ) -> None:
        colleague = User.objects.create_user(name="Colleague", email="c@example.org")
        Post.objects.create(person=colleague, role="officer", centre=lamphun, valid_from="2026-01-01")
        case = case_at(1, owner)
        give_in_hand(case=case, officer=colleague, by=officer, now=NOW + HOUR)
        assert codes(officer, Asked(whose=Whose.MINE)) == []
        assert codes(officer, Asked(whose=Whose.NOBODYS)) == []
        assert codes(colleague, Asked(whose=Whose.MINE)) == [case.code]

    def test_of_two_centres_she_sees_both_and_none_is_left_out_of_where_it_may_go(
        self, officer: User, owner: User, theirs: User, elsewhere: Centre, lamphun: Centre
    ) -> None:
        mine = case_at(1, owner)
        other = case_at(2, owner)
        Case.objects.filter(pk=other.pk).update(lead_centre=elsewhere)
        assert codes(officer) == [mine.code]
        assert queries.desk(officer, Asked(), now=NOW).centres == [elsewhere]
        Post.objects.create(person=officer, role="officer", centre=elsewhere, valid_from="2026-01-01")
        assert set(codes(officer)) == {mine.code, other.code}
        assert set(queries.desk(officer, Asked(), now=NOW).centres) == {elsewhere, lamphun}


class TestAddress:
    """An address says what is asked, and back."""

    @pytest.mark.parametrize("which", Which)
    @pytest.mark.parametrize("whose", Whose)
    def test_what_it_says_is_read_as_it_was(self, which: Which, whose: Whose) -> None:
        asked = Asked(which, whose, "ลำไย & มะม่วง=1", "", STAGES[1], "TH-51", *(True for _ in FLAGS))
        assert read(dict(parse_qsl(asked.query))) == asked

    @pytest.mark.parametrize(
        "given",
        [{"stage": "x"}, {"province": "51"}, {"province": "TH-51\n"}, {"late": "yes"}, {"unread": "0"}],
    )
    def test_what_is_no_such_thing_is_not_asked(self, given: dict[str, str]) -> None:
        assert read(given) == Asked()
        assert not read(given).more

    def test_words_longer_than_a_firms_name_are_cut(self) -> None:
        assert len(read({"q": "ก" * 5000}).words) == 100

    def test_without_a_view_that_opens_first_it_is_all_that_go_on(self, officer: User) -> None:
        assert default_view(officer) == {}
        assert read(default_view(officer)) == Asked()
