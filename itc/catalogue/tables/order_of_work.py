"""What the trade does first: pairs of operations whose order every recipe keeps that has both.

Each rule says that all of `first` come before all of `then`, and why. Only what is really needed stands here:
- The shelf-life study (80 days) holds back no licence, dossier or trial: a label starts with a careful date.
- The first article is the maker's own sample and may be what people try at home: the two have no order.
- The stability test of a cosmetic is where SPF and preservatives are tested too: the filing waits for it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Rule:
    """All operations of `first` come before all of `then`; both are parted by blanks."""

    first: str
    then: str
    why: Promise

    def pairs(self) -> list[tuple[str, str]]:
        """Return every (earlier, later)."""
        return [(first, then) for first in self.first.split() for then in self.then.split()]


COOKING = (
    "hot-air-drying freeze-drying spray-drying vacuum-drying solar-dome-drying vacuum-frying"
    " deep-frying baking roasting smoking fermenting blanching cooking-kettle osmotic-soaking"
    " homogenising evaporating enrobing-coating pasteurising retort-sterilising"
    " high-pressure-processing food-extruding spirit-distilling chocolate-refining"
    " ice-cream-freezing capsule-filling tablet-pressing milling-grinding cosmetic-emulsifying"
    " hot-pour-moulding soap-making chemical-mixing"
)
PACKING = (
    "vacuum-packing gas-flush-packing pouch-filling liquid-filling paste-tube-filling"
    " tea-bag-packing cosmetic-filling chemical-filling industrial-bagging"
)
SHAPING = (
    "prototype-trial device-assembly machine-assembly weaving fabric-finishing embroidery"
    " textile-digital-printing batik-printing cutting-sewing leather-working wood-finishing"
    " basketry-forming kiln-firing glazing stone-setting-finishing surface-grinding metal-plating"
    " powder-coating welding rubber-moulding latex-foaming-dipping industrial-drying"
    " block-pressing briquette-pressing candle-making papermaking-fibre-moulding thermoforming"
    " injection-moulding composite-layup silicone-casting"
)
FOOD_TESTS = (
    "microbiology-test physico-chemical-test additive-residue-test pesticide-residue-test mycotoxin-test"
    " heavy-metal-test active-compound-test"
)
SKIN_TESTS = "skin-irritation-test cosmetic-stability-test"
GOODS_TESTS = "electrical-safety-test toy-child-safety-test food-contact-test textile-test"
HARM_TESTS = f"{FOOD_TESTS} {SKIN_TESTS} {GOODS_TESTS} thermal-process-validation"
OTHER_TESTS = "nutrition-analysis emc-test environment-test tensile-test fuel-combustion-test"
LICENCES = (
    "fda-food-licence herbal-product-licence cosmetic-notification hazardous-substance-notification"
    " feed-fertiliser-registration medical-device-filing"
)
MARKS = "community-standard-application halal-certification"
TRIALS = "online-sale-trial fair-booth-trial partner-shelf-trial"
IN_NUMBERS = "pilot-production-run mould-making"
PEOPLE = "consumer-sensory-test home-use-test"

RULES = (
    Rule(
        "legal-standard-check",
        f"label-design {LICENCES} {MARKS} organic-certification gi-mark-permission"
        " haccp-certification tisi-licence radio-approval liquor-licence export-dossier",
        _("only the legal check says which label and which filing the product needs"),
    ),
    Rule(
        COOKING,
        f"{FOOD_TESTS} {SKIN_TESTS} nutrition-analysis shelf-life-test",
        _("a result counts only for the product as it is finally made"),
    ),
    Rule(
        PACKING,
        f"microbiology-test physico-chemical-test {SKIN_TESTS} shelf-life-test metal-detecting",
        _("it is tested and inspected in the pack it is sold in"),
    ),
    Rule(
        "heat-treatment metal-plating",
        "material-composition-test tensile-test dimension-inspection",
        _("heat and plating change what is measured"),
    ),
    Rule(
        "powder-coating metal-plating", "environment-test", _("rust and weather act on the finished surface")
    ),
    Rule(
        "yarn-dyeing fabric-finishing textile-digital-printing embroidery",
        "textile-test",
        _("dyes and finishes are what the textile test looks for"),
    ),
    Rule(
        "wood-finishing",
        "toy-child-safety-test food-contact-test",
        _("lacquer and paint are what the safety test looks for"),
    ),
    Rule(
        "firmware-development plc-programming",
        "electrical-safety-test emc-test",
        _("the device is tested as it will run"),
    ),
    Rule(
        "packaging-design",
        "shelf-life-test cosmetic-stability-test transport-pack-test",
        _("how long it keeps and how it travels depend on the pack"),
    ),
    Rule(HARM_TESTS, PEOPLE, _("nobody tastes or uses a sample before it is shown to be safe")),
    Rule(HARM_TESTS, TRIALS, _("nothing is sold before it is shown to be safe")),
    Rule(LICENCES + " radio-approval liquor-licence", TRIALS, _("nothing is sold before its licence")),
    Rule(
        f"label-design nutrition-label-work {FOOD_TESTS} {SKIN_TESTS} thermal-process-validation"
        " electrical-safety-test",
        LICENCES,
        _("the filing states the checked label and the results, SPF and other claims included"),
    ),
    Rule(
        f"label-design {FOOD_TESTS} {GOODS_TESTS} tensile-test fuel-combustion-test",
        "community-standard-application",
        _("the mark is asked for with label and results in hand"),
    ),
    Rule("label-design", "halal-certification", _("the certifier reads the ingredients on the label")),
    Rule(f"{GOODS_TESTS} {OTHER_TESTS}", "tisi-licence", _("the licence is given on test results")),
    Rule(
        "nutrition-analysis",
        "nutrition-label-work feed-fertiliser-registration",
        _("the figures on the label come from the analysis"),
    ),
    Rule(
        "gmp-gap-assessment",
        "fda-food-licence haccp-certification halal-certification",
        _("the premises are put right before anyone inspects them"),
    ),
    Rule(
        "microbiology-test thermal-process-validation process-design metal-detecting",
        "haccp-certification",
        _("the critical points are set and shown to work before they are certified"),
    ),
    Rule(
        f"{HARM_TESTS} {OTHER_TESTS} label-design nutrition-label-work",
        "export-dossier",
        _("the dossier is made of test results and the label"),
    ),
    Rule(
        LICENCES, "export-dossier", _("the certificate of free sale for abroad rests on the licence at home")
    ),
    Rule(
        f"label-design nutrition-label-work packaging-design barcode-registration {LICENCES}",
        "digital-label-printing",
        _("text, licence number and barcode are known before a label is printed"),
    ),
    Rule("digital-label-printing packaging-design", TRIALS, _("goods are sold in their own pack and label")),
    Rule(
        "barcode-registration",
        "online-sale-trial partner-shelf-trial",
        _("a shop lists goods by their barcode"),
    ),
    Rule("transport-pack-test", "online-sale-trial", _("goods sent by post must survive the way")),
    Rule(
        f"concept-test {COOKING} {PACKING} {SHAPING}",
        "brand-story-content",
        _("the story needs a wanted product, and its pictures a sample"),
    ),
    Rule(
        "brand-story-content label-design packaging-design industrial-design ip-search",
        "trademark-filing",
        _("name, logo and design are searched and settled before they are filed"),
    ),
    Rule(
        "trademark-filing",
        TRIALS,
        _("a mark or design is filed before the public sees it: a design shown is no longer new"),
    ),
    Rule("brand-story-content", "online-sale-trial", _("an online shop needs pictures and words")),
    Rule(
        "concept-test cost-price-study formulation-development",
        "price-test",
        _("a price is asked of a product people want and whose cost is known"),
    ),
    Rule("maker-search", "nda-contract", _("a contract needs somebody to sign it")),
    Rule(
        "maker-search nda-contract maker-spec-pack packaging-design",
        "request-for-quotation",
        _("makers quote for a known product and pack, under a signed secret"),
    ),
    Rule(
        "request-for-quotation",
        "process-transfer first-article-approval pilot-production-run mould-making finance-dossier",
        _("the quotation says who makes it and what it costs"),
    ),
    Rule("price-test cost-price-study", "finance-dossier", _("a lender asks for cost and price")),
    Rule("consumer-sensory-test", "process-transfer", _("only a recipe that people like is handed over")),
    Rule(
        f"{PEOPLE} concept-test price-test market-decision-review process-transfer packaging-design",
        IN_NUMBERS,
        _("people try the centre's sample and the owner decides before it is made in numbers"),
    ),
    Rule(f"{PEOPLE} concept-test price-test", "market-decision-review", _("the review decides on results")),
    Rule(
        "pilot-production-run", f"lot-inspection {TRIALS}", _("a lot is made before it is inspected and sold")
    ),
    Rule("mould-making", "first-article-approval", _("the first article comes out of the mould")),
)
