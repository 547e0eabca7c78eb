"""What an officer keeps of her centre with words left out, too many or leading elsewhere."""

import pytest
from django.test import Client

from tests.centres.world import page


@pytest.mark.parametrize("names", [{}, {"name_th": "ก" * 10_000}, {"name_th": "ก\x00"}, {"name_en": "\x00"}])
def test_a_person_without_a_name_is_asked_for_it(desk: Client, names: dict[str, str]) -> None:
    answer = desk.post(page("person_new"), {"role": "engineer", "topic": "ช่าง"} | names)
    assert answer.status_code == 422
    assert "ช่าง" in answer.content.decode()


@pytest.mark.parametrize(
    "to", ["ลอง", "centre_list", "evil.example", "//evil.example", "https://evil.example"]
)
def test_what_is_kept_leads_on_to_a_page_of_ours_alone(desk: Client, to: str) -> None:
    days = {"first_day": "2027-03-01", "last_day": "2027-03-02", "name_th": "ปิด", "name_en": "Closed"}
    assert desk.post(page("closings"), days | {"next": to})["Location"] == page("closings")
    assert desk.post(page("rules"), {"notice_hours": "24", "next": page("hours")}).status_code in {302, 422}
