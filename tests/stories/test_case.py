"""A case between two people: she writes on her phone in Thai, the officer answers at a desk in English."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.cases import sendings as made
from tests.stories.conftest import DESK, PHONE, Visit
from tests.stories.people import KEEPER, Hers, attach, new_case, sign_in
from tests.stories.test_axe import serious

pytestmark = pytest.mark.browser
WORDS = "ดินแบบนี้ใช้ได้ไหมคะ\nส่งรูปมาให้ดู"
ANSWER = "Yes, it can be fired. Please bring 5 kg."
TAKEN = "ผิดเคสค่ะ ขอโทษ"


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def card_of(page: Page, prefix: str, case: str) -> Locator:
    page.goto(f"{prefix}/cases")
    return page.locator(".case-card", has=page.locator(f"a[href='{prefix}{case}']"))


def at_the_desk(visit: Visit) -> Page:
    return sign_in(visit("/en/sign-in", viewport=DESK, locale="en-GB"), KEEPER)


def on_her_phone(visit: Visit, firm: str) -> tuple[Page, Hers]:
    page = visit("/", viewport=PHONE, has_touch=True, is_mobile=True)
    return page, new_case(page, firm)


def test_words_and_a_picture_are_read_answered_and_the_case_confirmed(visit: Visit) -> None:
    page, hers = on_her_phone(visit, "สบู่แม่สมหญิง")
    expect(page.locator("#talk")).to_contain_text("ยังไม่มี")
    page.fill("#id_words", WORDS)
    attach(page, ("ดินเหนียว.jpg", made.photo(size=(2400, 1800))))
    page.get_by_role("button", name="ส่ง", exact=True).click()
    expect(page.locator("#files")).to_contain_text("ดินเหนียว.jpg")
    expect(page.locator(".said-words")).to_contain_text("ดินแบบนี้ใช้ได้ไหมคะ")
    assert serious(page) == []
    assert fits(page)

    desk = at_the_desk(visit)
    card = card_of(desk, "/en", hers.case)
    expect(card).to_contain_text("1 new message")
    card.get_by_role("link").click()
    expect(desk.locator("li.is-new .said-words")).to_contain_text("ดินแบบนี้ใช้ได้ไหมคะ")
    assert serious(desk) == []
    with desk.expect_download() as download:
        desk.locator("#files a[download]").click()
    assert download.value.suggested_filename == "ดินเหนียว.jpg"
    assert made.SECRET not in download.value.path().read_bytes()
    desk.fill("#id_words", ANSWER)
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(desk.locator("li.is-mine .said-words")).to_have_text(ANSWER)
    expect(card_of(desk, "/en", hers.case)).not_to_contain_text("new message")
    desk.goto(f"/en{hers.case}")
    desk.get_by_role("button", name="Confirm this case").click()
    expect(desk.locator(".messages")).to_contain_text("The case is confirmed")
    assert serious(desk) == []

    expect(card_of(page, "", hers.case)).to_contain_text("ข้อความใหม่ 1")
    page.goto(hers.case)
    expect(page.locator("h1")).to_contain_text("กำลังดำเนินการ")
    expect(page.locator("li.is-new .said-words")).to_have_text(ANSWER)
    take_back(page, desk, hers)


def take_back(page: Page, desk: Page, hers: Hers) -> None:
    page.fill("#id_words", TAKEN)
    page.get_by_role("button", name="ส่ง", exact=True).click()
    page.locator(".is-mine", has_text=TAKEN).get_by_role("button", name="ถอนข้อความ").click()
    expect(page.locator("#talk")).not_to_contain_text(TAKEN)
    desk.goto(f"/en{hers.case}")
    expect(desk.locator(".said li").last).to_contain_text("Taken back")
    expect(desk.locator("body")).not_to_contain_text(TAKEN)
    expect(desk.locator(".is-new")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_renamed_program_and_a_picture_with_a_script_are_refused_and_her_words_stay(
    visit: Visit, *, scripts: bool
) -> None:
    page, hers = on_her_phone(visit, "สบู่แม่ระวัง" if scripts else "สบู่แม่รอบคอบ")
    if not scripts:
        page = hers.sign_in(visit("/sign-in", viewport=PHONE, java_script_enabled=False))
        page.goto(hers.case)
    page.fill("#id_words", WORDS)
    attach(page, ("ใบเสนอราคา.pdf", made.EXE), ("โลโก้.svg", made.SVG), ("ดี.txt", b"ok"))
    page.get_by_role("button", name="ส่ง", exact=True).click()
    for refused in ("ใบเสนอราคา.pdf:", "โลโก้.svg:"):
        expect(page.locator("#id_attached_error")).to_contain_text(refused)
    assert page.input_value("#id_words") == WORDS
    expect(page.locator("#files")).to_contain_text("ดี.txt")
    expect(page.locator("#files a[download]")).to_have_count(1)
    expect(page.locator(".said li")).to_have_count(0)
    if scripts:
        assert serious(page) == []
        assert fits(page)
    page.get_by_role("button", name="ส่ง", exact=True).click()  # the files are left out now
    expect(page.locator(".said-words")).to_contain_text("ดินแบบนี้ใช้ได้ไหมคะ")


def test_signed_out_meanwhile_she_finds_her_words_again(visit: Visit) -> None:
    page, hers = on_her_phone(visit, "สบู่แม่ใจเย็น")
    page.fill("#id_words", WORDS)
    attach(page, ("ใหญ่.txt", b"a" * 12 * 2**20))
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="ส่ง", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in?" in url)
    expect(page.locator(".messages")).to_contain_text("สิ่งที่คุณเขียนยังเก็บไว้")
    assert serious(page) == []
    hers.sign_in(page)
    page.wait_for_url(f"**{hers.case}#talk-form")
    assert page.input_value("#id_words") == WORDS
    expect(page.locator("#talk-form .notice")).to_contain_text("เลือกไฟล์อีกครั้ง")
    assert serious(page) == []
    assert fits(page)
    page.get_by_role("button", name="ส่ง", exact=True).click()
    expect(page.locator(".said-words")).to_contain_text("ส่งรูปมาให้ดู")


@pytest.mark.usefixtures("her_case")
def test_an_officer_says_yes_and_no_to_what_is_asked_of_his_centre_in_english(visit: Visit) -> None:
    page, hers = on_her_phone(visit, "สบู่แม่ถามก่อน")
    expect(page.locator(".notice--warning")).to_contain_text("เจ้าหน้าที่")
    desk = at_the_desk(visit)
    desk.goto("/en/asked")
    assert serious(desk) == []
    waiting = desk.locator(".asked tbody tr:not(.is-answered)")
    ours, others = (waiting.filter(has_text=firm) for firm in ("สบู่แม่ถามก่อน", "สบู่บ้านเหนือ"))
    no, yes = ours.count(), others.count()
    ours.first.locator("summary").click()
    ours.first.get_by_label("In your words, or what would do").fill("Away that day")
    ours.first.get_by_role("button", name="Say no").click()
    expect(ours).to_have_count(no - 1)
    others.first.locator("button[value=yes]").click()
    expect(others).to_have_count(yes - 1)
    expect(desk.locator(".asked .is-answered").filter(has_text="No said")).not_to_have_count(0)
    expect(desk.locator(".asked .is-answered").filter(has_text="Yes said")).not_to_have_count(0)
    assert serious(desk) == []
    page.goto(hers.case)
    expect(page.locator(".notice--error")).to_contain_text("Away that day")
    assert serious(page) == []
    assert fits(page)
    page.locator(".notice--error a").first.click()
    page.wait_for_url("**/steps/*")
    assert serious(page) == []
