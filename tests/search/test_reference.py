"""The shipped tables as they are found: every hit has a page, and people find what they look for."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from itc.accounts.models import User
from itc.search.models import Entry
from itc.search.queries import find
from itc.search.registry import searchables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
NOBODY = AnonymousUser()
KEPT_BY_CENTRES = {"service"}
"""Of which no table ships rows."""

WANTED = {
    "เครื่องฟรีซดราย": ("machine", "fd-freeze-dryer"),
    "เครื่องฟรีสดราย": ("machine", "fd-freeze-dryer"),
    "สบู่": ("family", "soap"),
    "ลำไยอบแห้ง": ("family", "dried-fruit"),
    "ลำพูน": ("centre", "IEAT-NRIE"),
    "Lamphun": ("centre", "IEAT-NRIE"),
    "ความชื้น": ("test", "moisture"),
    "มผช. 129/2546": ("standard", "tcps-curry-paste"),
    "SMEDB": ("agency", "SMEDB"),
}
REAL = (
    "ตู้อบลมร้อน", "ตรวจเชื้อโรคในอาหาร", "ขอ อย.", "ฉลากโภชนาการ", "วัดค่า pH", "เครื่องพิมพ์สามมิติ", "จดสิทธิบัตร",
    "ฮาลาล", "ทดสอบอายุการเก็บ", "ตรวจสารตะกั่ว", "เครื่องตัดเลเซอร์", "ห้องแล็บเชียงใหม่", "ผ้าไหม", "laser cutting",
    "heavy metals test", "shelf life", "organic certificate", "trade mark registration", "ยาฆ่าแมลงตกค้าง",
    "ทำแม่พิมพ์",
)  # fmt: skip
OFF = (
    "asdkjh qwe", "ฟหกด ่าสว", "ดูดวงความรัก", "แฟนทิ้งทำไง", "weather tomorrow", "หมอฟันใกล้ฉัน", "สมัครงานเสิร์ฟ",
    "เนื้อเพลงใหม่", "divorce lawyer", "president of france", "xxxx", "เธอชื่ออะไร", "คอนโดให้เช่า",
    "how to lose weight",
    "บัตรเครดิตไหนดี", "football score", "ข่าวการเมืองวันนี้", "อกหักทำไงดี", "bitcoin price", "taxi airport",
    "พาสปอร์ตหมดอายุ", "ตั๋วหนัง", "สอบตกทำยังไง", "hotel booking phuket", "รถไปเชียงรายกี่โมง",
)  # fmt: skip


def test_every_kind_is_there_and_encoded() -> None:
    assert set(Entry.objects.values_list("kind", flat=True)) == set(searchables()) - KEPT_BY_CENTRES
    assert not Entry.objects.filter(meaning=None).exists()


def test_every_entry_has_a_page_and_one_of_each_kind_opens(client: Client, officer: User) -> None:
    entries = {entry.kind: entry for entry in Entry.objects.all() if entry.url}
    client.force_login(officer)
    assert {kind: client.get(entry.url).status_code for kind, entry in entries.items()} == dict.fromkeys(
        searchables().keys() - KEPT_BY_CENTRES, 200
    )


@pytest.mark.parametrize("query", WANTED)
def test_people_find_what_they_look_for(query: str) -> None:
    best = find(query, NOBODY).hits[0].entry
    assert (best.kind, best.object_key) == WANTED[query]


def test_real_questions_have_a_good_match_and_others_mostly_not() -> None:
    assert sum(not find(query, NOBODY).weak for query in REAL) >= 0.95 * len(REAL)
    assert sum(find(query, NOBODY).weak for query in OFF) >= 0.75 * len(OFF)


def test_beside_hits_with_the_word_nothing_is_guessed() -> None:
    hits = find("ลำไย", NOBODY).hits
    assert len(hits) >= 5
    assert all("ลำไย" in hit.matched for hit in hits)


def test_makers_and_people_are_for_staff_only() -> None:
    staff = set(Entry.objects.filter(audience=Entry.Audience.STAFF).values_list("kind", flat=True))
    public = set(Entry.objects.visible_to(NOBODY).values_list("kind", flat=True))
    assert staff == {"maker", "person"}
    assert not staff & public
