"""Many firms came at once: an officer fills a sheet, mends what is marked, enters them, and takes it back."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, PHONE, Visit
from tests.stories.test_accept import no_wider_than_the_phone, sign_in
from tests.stories.test_axe import serious

pytestmark = pytest.mark.browser
GOOD = ["ตัวอย่างบัวไม้", "", "SME", "ผลิตสินค้า", "ลำพูน", 4, "๙๐๐,๐๐๐", "บัว ใจดี", ""]
BAD = ["ตัวอย่างอื่น", "123", "SME", "ผลิตสินค้า", "ลำพูน", -4, "", "", ""]


def test_an_officer_enters_firms_from_a_sheet_and_takes_it_back(visit: Visit, tmp_path: Path) -> None:
    page = sign_in(visit("/sign-in", viewport=DESK), "lead@example.org")
    page.goto("/firm-lists")
    assert serious(page) == []
    with page.expect_download() as saved:
        page.get_by_role("link", name="สมุดงาน (Excel)").click()
    book = load_workbook(io.BytesIO(Path(saved.value.path()).read_bytes()))

    upload(page, book, tmp_path, GOOD, BAD)
    expect(page.get_by_role("rowheader", name="B3")).to_be_visible()
    assert serious(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # width and height
    no_wider_than_the_phone(page)
    assert serious(page) == []
    page.set_viewport_size(DESK)  # type: ignore[arg-type]  # as above

    page.goto("/firm-lists")
    upload(page, book, tmp_path, GOOD)
    page.get_by_label("ใบยินยอม").check()
    assert serious(page) == []
    page.get_by_role("button", name="บันทึกทุกราย").click()
    expect(page.get_by_role("status")).to_contain_text("บันทึกกิจการแล้ว 1 ราย")
    page.get_by_role("button", name="ย้อนกลับ").click()
    expect(page.get_by_role("status")).to_contain_text("ย้อนกลับแล้ว")


def upload(page: Page, book: Workbook, folder: Path, *rows: list[object]) -> None:
    """Fill the blank sheet with rows and upload it."""
    sheet = book.worksheets[0]
    sheet.delete_rows(2, 10)
    for row in rows:
        sheet.append(row)
    book.save(folder / "firms.xlsx")
    page.set_input_files("[name=sheet]", folder / "firms.xlsx")
    page.get_by_role("button", name="ดูว่าจะบันทึกใครบ้าง").click()
    page.wait_for_url("**/firm-lists/*")
