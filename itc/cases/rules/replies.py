"""Replies that officers choose: the places in them, how they are filled, and some samples to start from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

PLACES = ("firm", "product", "day", "officer")
"""What is filled in when a reply is chosen."""
_PLACE = re.compile(r"\{\s*([^{}\s](?:[^{}]*[^{}\s])?)\s*\}")


def unknown_places(words: str) -> list[str]:
    """Return the places in words that nothing fills, each once."""
    return [each for each in dict.fromkeys(_PLACE.findall(words)) if each not in PLACES]


def filled(words: str, values: Mapping[str, str]) -> str:
    """Return words with their places filled; what nothing fills stays as it is, to be seen and mended."""
    return _PLACE.sub(lambda place: values.get(place[1]) or place[0], words)


@dataclass(frozen=True, slots=True)
class Sample:
    """A reply that comes with OpenITC, in both languages."""

    key: str
    name_th: str
    name_en: str
    words_th: str
    words_en: str


SAMPLES = (
    Sample(
        "s1",
        "ขอรายละเอียดสินค้า",
        "Ask about the product",
        "สวัสดีค่ะ {firm}\nก่อนยืนยัน {product} ขอทราบเพิ่มอีกนิดนะคะ ทำได้ครั้งละกี่กิโลกรัม "
        "และมีเลข อย. หรือยังคะ ช่วยตอบในหน้านี้ก่อน {day} นะคะ\n{officer}",
        "Dear {firm}\nBefore we say yes to {product} we need to know: how many kilograms do you make at "
        "a time, and do you have a food number yet? Please answer on this page before {day}.\n{officer}",
    ),
    Sample(
        "s2",
        "เตรียมอะไรมาบ้าง",
        "What to bring",
        "สวัสดีค่ะ {firm}\nวันที่ {day} กรุณานำบัตรประชาชนและตัวอย่าง {product} มาด้วยนะคะ "
        "มาไม่ได้ กดเลื่อนวันในหน้านี้ได้เลยค่ะ\n{officer}",
        "Dear {firm}\nOn {day} please bring your identity card and a sample of {product}. If you cannot "
        "come, move the day on this page.\n{officer}",
    ),
    Sample(
        "s3",
        "รับไม่ได้ เพราะเกินกำลังเครื่อง",
        "Too much for our machine",
        "ขออภัย {firm} ค่ะ จำนวนของ {product} มากกว่าที่เครื่องของเราทำได้ในครั้งเดียว "
        "ลองแบ่งเป็นสองรอบแล้วส่งแผนมาใหม่ได้เลยค่ะ\n{officer}",
        "We are sorry, {firm}: this amount of {product} is more than our machine takes at a time. Please "
        "plan it in two lots and send it again.\n{officer}",
    ),
)
