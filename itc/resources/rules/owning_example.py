"""The example that explains the figures: a freeze dryer. Every input is a sample, nobody's price."""

from decimal import Decimal

from itc.resources.rules.owning import Owning, Sharing

FREEZE_DRYER = Owning(
    price=Decimal(3_000_000),
    resale=Decimal(300_000),
    life_years=Decimal(10),
    interest=Decimal("0.07"),
    upkeep=Decimal("0.05"),
    floor_m2=Decimal(20),
    floor_rent=Decimal(150),
    power_kw=Decimal(25),
    load=Decimal("0.6"),
    tariff=Decimal("4.50"),
    labour=Decimal(30),
    consumables=Decimal(0),
    most_hours=Decimal(6_000),
)
FREEZE_DRYER_SHARED = Sharing(price=Decimal(450), share=Decimal("0.5"), ceiling=Decimal(200_000))
