"""Centres go by the name people know, where the full one has stood before."""

import csv

import pytest

from itc.network.rules import short_name
from tests.reference import DATA


def rows() -> list[dict[str, str]]:
    with (DATA / "centres.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("ศูนย์ปฏิรูปอุตสาหกรรม 4.0 ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 11 (สงขลา)", "ศูนย์ภาค 11 สงขลา"),
        ("ศูนย์ปฏิรูปอุตสาหกรรม 4.0 ส่วนกลาง (กรมส่งเสริมอุตสาหกรรม)", "ศูนย์ส่วนกลาง กรุงเทพฯ"),
        ("ศูนย์ปฏิรูปอุตสาหกรรม 4.0 ระดับจังหวัด (Mini ITC) น่าน", "Mini ITC น่าน"),
        ("ศูนย์ SMEs-ITC นิคมอุตสาหกรรมภาคเหนือ จังหวัดลำพูน", "SMEs-ITC ลำพูน"),
        ("ศูนย์ SMEs-ITC นิคมอุตสาหกรรมแหลมฉบัง", "SMEs-ITC แหลมฉบัง"),
        ("ITC 4.0 at Industrial Promotion Center Region 1 (Chiang Mai)", "ITC Region 1, Chiang Mai"),
        ("SMEs-ITC Northern Region Industrial Estate, Lamphun", "SMEs-ITC Lamphun"),
        ("SMEs-ITC Laem Chabang Industrial Estate", "SMEs-ITC Laem Chabang"),
        ("(ตัวอย่าง) ห้องทดสอบอาหารสองแคว", "ห้องทดสอบอาหารสองแคว"),
        ("(sample) Song Khwae food laboratory", "Song Khwae food laboratory"),
        ("สถาบันอาหาร", "สถาบันอาหาร"),
        ("", ""),
    ],
)
def test_a_name_as_people_say_it(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize("side", ["name_th", "name_en"])
def test_no_two_centres_go_by_one_name_and_each_is_short(side: str) -> None:
    names = [short_name(row[side]) for row in rows()]
    assert len(set(names)) == len(names) > 20
    assert max(map(len, names)) <= 45
