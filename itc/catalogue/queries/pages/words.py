"""Codes of the tables in words. What no table here knows is shown as it stands."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from itc.web.line import Text

SECTORS: Mapping[str, Text] = {
    "food": _("Food and drink"),
    "herb": _("Herbs and supplements"),
    "cosmetic": _("Cosmetics and body care"),
    "textile": _("Cloth and clothing"),
    "leather": _("Leather"),
    "craft": _("Handicraft"),
    "jewellery": _("Jewellery"),
    "ceramic": _("Ceramics"),
    "wood": _("Wood"),
    "toy": _("Toys and games"),
    "packaging": _("Packaging"),
    "plastic": _("Plastics"),
    "rubber": _("Rubber"),
    "metal": _("Metal"),
    "machinery": _("Machinery"),
    "electronics": _("Electrical and electronic goods"),
    "vehicle": _("Vehicles"),
    "medical": _("Medical devices"),
    "software": _("Software"),
    "chemical": _("Household chemicals"),
    "construction": _("Building materials"),
    "energy": _("Fuel and energy"),
    "agro-input": _("Inputs for farms"),
    "feed": _("Animal feed"),
}

MACHINE_WORK: Mapping[str, Text] = {
    "food": _("Food and drink"),
    "extract": _("Extraction"),
    "cosmetic": _("Cosmetics and body care"),
    "packing": _("Packing"),
    "textile": _("Cloth and clothing"),
    "craft": _("Handicraft"),
    "wood": _("Wood"),
    "metal": _("Metal"),
    "plastic": _("Plastics"),
    "rubber": _("Rubber"),
    "digital": _("3D printing and scanning"),
    "electronics": _("Electrical and electronic goods"),
    "automation": _("Robots and automation"),
    "industrial": _("Other industries"),
    "testing": _("Measuring and testing"),
    "lab": _("Laboratory rooms"),
    "space": _("Rooms and spaces"),
}

STANDARD_KINDS: Mapping[str, Text] = {
    "fda-th": _("Rules of the Thai FDA"),
    "gmp": _("Good manufacturing practice"),
    "tis": _("Thai industrial standards"),
    "tcps": _("Community product standards"),
    "safety": _("Safety rules and limits"),
    "label": _("Labels and marks"),
    "organic": _("Organic"),
    "halal": _("Halal"),
    "gi": _("Geographical indications"),
    "management": _("Management systems"),
    "export": _("Rules of export markets"),
    "calibration": _("Calibration"),
}

MARKETS: Mapping[str, Text] = {
    "TH": _("Thailand"),
    "any": _("Any country"),
    "ASEAN": _("ASEAN"),
    "CN": _("China"),
    "JP": _("Japan"),
    "EU": _("European Union"),
    "US": _("United States"),
}

SCOPES: Mapping[str, Text] = {
    "any": _("Any product"),
    "group:helmet": _("Helmets"),
    "group:lighter": _("Lighters"),
    "group:lab": _("Laboratories"),
    "group:melamine-ware": _("Melamine ware"),
    "group:baby-item": _("Things for babies"),
    "group:certifier": _("Certifiers"),
}

RISKS: Mapping[str, Text] = {
    "low": _("Low: few things can go wrong"),
    "medium": _("Medium: some things must be watched"),
    "high": _("High: somebody may be harmed, so talk to a specialist early"),
}

CONFIRMED: Mapping[str, Text] = {
    "number": _("number"),
    "name": _("name"),
    "title": _("title"),
    "scope": _("scope"),
    "compulsory": _("whether it is compulsory"),
    "compulsory list": _("that it is on the compulsory list"),
    "compulsory date": _("since when it is compulsory"),
    "limits": _("limits"),
    "some limits": _("some of the limits"),
    "dates": _("dates"),
    "date": _("date"),
    "year": _("year"),
    "steps": _("steps"),
    "methods": _("methods"),
    "definition": _("definition"),
    "marking": _("marking"),
    "general requirements": _("general requirements"),
    "exclusions": _("what it leaves out"),
    "types": _("types"),
    "topic": _("topic"),
    "documents list": _("list of papers"),
    "who may apply": _("who may apply"),
    "standards": _("standards"),
    "hazards": _("hazards"),
    "shelf_life_note": _("the note on keeping"),
}

UNITS: Mapping[str, Text] = {
    "kg": _("kg"),
    "l": _("litres"),
    "piece": _("pieces"),
    "m": _("metres"),
    "m2": _("m²"),
}


def in_words(table: Mapping[str, Text], codes: list[str] | tuple[str, ...]) -> list[Text]:
    """Return the words of codes, in their order; a code without words as it is."""
    return [table.get(code, code) for code in codes]
