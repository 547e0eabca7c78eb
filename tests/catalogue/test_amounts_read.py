"""Sentences and the amount they name, the trial lot it makes, and numbers that are no amount."""

from decimal import Decimal

import pytest

from itc.catalogue.rules.amounts_read import Amount, AmountReader, Period, Unit, meets
from itc.catalogue.rules.sentence import Sentence
from tests.catalogue.chip_words import codes, lexicon

AMOUNTS = [
    # sentence, low, high, unit, period, the words it was read from
    ("ลำไยอบแห้ง ส่งออกญี่ปุ่น เดือนละ 200 กก.", "200", "200", "kg", "month", "เดือนละ 200 กก."),
    ("ทำได้ ๒๐๐ กก. ต่อเดือน", "200", "200", "kg", "month", "๒๐๐ กก. ต่อเดือน"),
    ("200 กิโล/เดือน", "200", "200", "kg", "month", "200 กิโล/เดือน"),
    ("200 kg a month", "200", "200", "kg", "month", "200 kg a month"),
    ("200kg per month", "200", "200", "kg", "month", "200kg per month"),
    ("100 kgs/month", "100", "100", "kg", "month", "100 kgs/month"),
    ("monthly 300 jars", "300", "300", "piece", "month", "monthly 300 jars"),
    ("1,000 bottles a month", "1000", "1000", "piece", "month", "1,000 bottles a month"),
    ("two hundred kg per week", "200", "200", "kg", "week", "two hundred kg per week"),
    ("twenty five kg", "25", "25", "kg", "once", "twenty five kg"),
    ("วันละ 20-30 โล", "20", "30", "kg", "day", "วันละ 20-30 โล"),
    ("20 โลต่อวัน", "20", "20", "kg", "day", "20 โลต่อวัน"),
    ("วันละสองโลครึ่ง", "2.5", "2.5", "kg", "day", "วันละสองโลครึ่ง"),
    ("อาทิตย์ละร้อยโล", "100", "100", "kg", "week", "อาทิตย์ละร้อยโล"),
    ("สัปดาห์ละ 50 ลิตร", "50", "50", "l", "week", "สัปดาห์ละ 50 ลิตร"),
    ("1.5 ตันต่อปี", "1500", "1500", "kg", "year", "1.5 ตันต่อปี"),
    ("ปีละ 2 ตัน", "2000", "2000", "kg", "year", "ปีละ 2 ตัน"),
    ("เดือนละตัน", "1000", "1000", "kg", "month", "เดือนละตัน"),
    ("ล็อตละ 500 ชิ้น", "500", "500", "piece", "once", "ล็อตละ 500 ชิ้น"),
    ("500 ชิ้นต่อรอบ", "500", "500", "piece", "once", "500 ชิ้นต่อรอบ"),
    ("เดือนนึงทำได้ 300 ขวด", "300", "300", "piece", "month", "เดือนนึงทำได้ 300 ขวด"),
    ("เดือนละประมาณ 80 กก", "80", "80", "kg", "month", "เดือนละประมาณ 80 กก"),
    ("โลครึ่ง", "1.5", "1.5", "kg", "once", "โลครึ่ง"),
    ("กิโลนึง", "1", "1", "kg", "once", "กิโลนึง"),
    ("พันนึงขวดต่อเดือน", "1000", "1000", "piece", "month", "พันนึงขวดต่อเดือน"),
    ("พันชิ้น", "1000", "1000", "piece", "once", "พันชิ้น"),
    ("สองพันห้าร้อยขวด", "2500", "2500", "piece", "once", "สองพันห้าร้อยขวด"),
    ("ห้าสิบลิตร", "50", "50", "l", "once", "ห้าสิบลิตร"),
    ("5 แสนชิ้นต่อปี", "500000", "500000", "piece", "year", "5 แสนชิ้นต่อปี"),
    ("1.5 ล้านซอง", "1500000", "1500000", "piece", "once", "1.5 ล้านซอง"),
    ("เดือนละสองสามร้อยโล", "200", "300", "kg", "month", "เดือนละสองสามร้อยโล"),
    ("สิบยี่สิบโล", "10", "20", "kg", "once", "สิบยี่สิบโล"),
    ("2-3 ร้อยกิโล", "200", "300", "kg", "once", "2-3 ร้อยกิโล"),
    ("100 ถึง 200 กก. ต่อเดือน", "100", "200", "kg", "month", "100 ถึง 200 กก. ต่อเดือน"),
    ("100 กก. ถึง 200 กก.", "100", "200", "kg", "once", "100 กก. ถึง 200 กก."),
    ("100 to 200 kg", "100", "200", "kg", "once", "100 to 200 kg"),
    ("ไม่เกิน 50 กก./เดือน", "0", "50", "kg", "month", "ไม่เกิน 50 กก./เดือน"),
    ("up to 50 kg", "0", "50", "kg", "once", "up to 50 kg"),
    ("ผ้าทอ 30 ผืน", "30", "30", "piece", "once", "30 ผืน"),
    ("ไข่เค็ม 3 โหล", "36", "36", "piece", "once", "3 โหล"),
    ("Aluminium bracket, 200 pieces, tolerance 0.05 mm", "200", "200", "piece", "once", "200 pieces"),
    ("ซอง 30 กรัม x 1000 ซอง", "1000", "1000", "piece", "once", "1000 ซอง"),
    ("เดือนละ 500 กระปุก กระปุกละ 100 กรัม", "500", "500", "piece", "month", "เดือนละ 500 กระปุก"),
    ("ถุงละ 5 กก. 300 ถุง", "300", "300", "piece", "once", "300 ถุง"),
    ("500 g per bottle, 300 bottles", "300", "300", "piece", "once", "300 bottles"),
    ("ทดลอง 50 ขวด แล้วเดือนละ 900 ขวด", "900", "900", "piece", "month", "เดือนละ 900 ขวด"),
    ("ทำสบู่ก้อนละ 100 กรัม วันละ 200 ก้อน", "200", "200", "piece", "day", "วันละ 200 ก้อน"),
    ("ขวด 700 มล. เดือนละหมื่นขวด ส่งโลตัส", "10000", "10000", "piece", "month", "เดือนละหมื่นขวด"),
    ("20 kilos of chilli paste weekly", "20", "20", "kg", "week", "20 kilos of chilli paste weekly"),
    ("รับผลิตครีม ขั้นต่ำ 500 กระปุก", "500", "500", "piece", "once", "ขั้นต่ำ 500 กระปุก"),
    ("แหวนเงินแท้ 925 จำนวน 50 วง", "50", "50", "piece", "once", "50 วง"),
    ("มีทุน 50,000 บาท อยากทำน้ำพริก 20 กระปุก", "20", "20", "piece", "once", "20 กระปุก"),
    ("ปลูกกาแฟได้ปีละ 2 ตัน", "2000", "2000", "kg", "year", "ปีละ 2 ตัน"),
]

NO_AMOUNTS = [
    "น้ำพริก 199 บาท", "฿50", "฿50/กก.", "50 บาทต่อกก.", "กิโลละ 120", "โลละ 50", "ขวดละ 50 บาท", "ราคา 50 ถุง",
    "3 ชิ้น 100 บาท", "อายุ 45 ปี", "ปี 2569", "พ.ศ. ๒๕๖๙", "ปี 2026", "โทร 081-234-5678", "0812345678",
    "บ้านเลขที่ 123/45 หมู่ 5", "โปรตีน 20%", "ร้อยละ 20", "ขวด 250 มล.", "ขวด 250 มล", "ซอง 30 กรัม",
    "500 g pack", "กระสอบ 50 กก.", "5 kg bag", "100 กรัมต่อซอง", "12 pcs per box", "อบที่ 60 องศา", "ปลูก 3 ไร่",
    "มีมะม่วง 20 ต้น", "เลี้ยงไก่ 500 ตัว", "สมาชิก 20 คน", "3 รสชาติ", "5 สี", "mold 4 cavity", "หนา 0.05 mm",
    "ขนาด 10 x 20 ซม.", "ถังขนาด 200 ลิตร", "เครื่องอบ 100 กก. ต่อชั่วโมง", "100 kg per hour", "5 ตัวอย่าง",
    "2 โลชั่น", "3 ลูกค้า", "20 ชิ้นส่วน", "กินวันละ 2 เม็ด", "IP67 กล่อง", "0 กก.", "กก.", "เดือนละ 500", "เก้าอี้ไม้",
    "ล้านล้านชิ้น",
    "ล้านล้านล้านล้านล้านล้านล้านล้านล้านล้านชิ้นต่อวัน",
    "เก็บได้ 6 เดือน", "ความชื้น 12 %", "ผ้า 100 เมตร", "ห้าง 3 แห่ง", "",
]  # fmt: skip

LOTS = [
    ("วันละ 20 กก.", "520"),
    ("วันละ 2 ชิ้น", "52"),
    ("อาทิตย์ละ 100 กก.", "430"),
    ("อาทิตย์ละ 1 กก.", "4.3"),
    ("ปีละ 1,500 กก.", "130"),
    ("ปีละ 6 ชิ้น", "1"),
    ("ปีละ 1 กก.", "0.1"),
    ("เดือนละ 123 กก.", "123"),
    ("123 กก.", "123"),
    ("เดือนละ 100-200 กก.", "200"),
]

TRIGGERS = [
    ("เดือนละ 200 กก.", True),
    ("วันละ 5 โล", True),
    ("มากกว่า 100 กิโล", True),
    ("more than 100 kg", True),
    ("อย่างน้อย 100 กก.", True),
    ("ร้อยกว่าโล", True),
    ("100+ kg", True),
    ("1 ตัน", True),
    ("100 กก.", False),
    ("เดือนละ 100 กก.", False),
    ("ไม่เกิน 100 กก.", False),
    ("500 ขวด", False),
    ("200 ลิตร", False),
]


def _amount(sentence: str) -> Amount | None:
    return lexicon().read(sentence).amount


@pytest.mark.parametrize(("sentence", "low", "high", "unit", "period", "text"), AMOUNTS)
def test_an_amount_is_read(sentence: str, low: str, high: str, unit: str, period: str, text: str) -> None:
    amount = _amount(sentence)
    assert amount is not None
    assert (amount.low, amount.high) == (Decimal(low), Decimal(high))
    assert (amount.unit, amount.period, amount.text) == (unit, period, text)
    assert sentence[amount.start : amount.end] == text


@pytest.mark.parametrize("sentence", NO_AMOUNTS)
def test_a_price_a_size_or_a_count_of_something_else_is_no_amount(sentence: str) -> None:
    assert _amount(sentence) is None


@pytest.mark.parametrize(("sentence", "lot"), LOTS)
def test_a_trial_lot_is_what_she_makes_in_a_month(sentence: str, lot: str) -> None:
    amount = _amount(sentence)
    assert amount is not None
    assert amount.lot() == Decimal(lot)


@pytest.mark.parametrize(("sentence", "over"), TRIGGERS)
def test_a_big_amount_switches_its_chip_on(sentence: str, over: bool) -> None:
    assert ("amount:>100kg" in codes(sentence)) is over


def test_the_chip_of_a_big_amount_carries_the_words_of_the_amount() -> None:
    chip = next(chip for chip in lexicon().read("ลำไยอบ เดือนละ 2 ตัน").chips if chip.kind == "amount")
    assert chip.text == "เดือนละ 2 ตัน"


@pytest.mark.parametrize(
    ("trigger", "met"),
    [
        ("amount:>99kg", True),
        ("amount:>0.5kg", True),
        ("amount:>100kg", False),
        ("amount:>99l", False),
        ("amount:>99", False),
        ("claim:organic", False),
    ],
)
def test_a_trigger_names_a_bound_and_a_unit(trigger: str, met: bool) -> None:
    amount = Amount(Decimal(100), Decimal(100), Unit.KG, Period.ONCE, "100 kg", 0, 6)
    assert meets(trigger, amount) is met


def test_a_unit_written_with_its_per_leaves_the_period_to_be_read() -> None:
    reader = AmountReader({"ซองต่อ": (Unit.PIECE, Decimal(1))}, {"ต่อเดือน": Period.MONTH})
    amount = reader.read(Sentence.of("30 ซองต่อเดือน"))
    assert amount is not None
    assert amount.period is Period.MONTH


def test_without_words_of_units_no_amount_is_read() -> None:
    assert AmountReader({}, {}).read(Sentence.of("เดือนละ 200 กก.")) is None
