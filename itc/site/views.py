"""Home with its one big question, search, and help."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from itc.catalogue.queries.knowledge import knowledge
from itc.network.queries import province_choices
from itc.planning.actions import ask
from itc.planning.kept_words import kept_words
from itc.planning.queries.answering import understood
from itc.planning.rules.not_bought import LEAST_MINUTES
from itc.planning.rules.question import IDEA_LETTERS, PLAN_COST, Question
from itc.resources.queries.only_machine import asked_machines
from itc.resources.queries.pages.owning import example, kinds_of_plan, kinds_to_choose
from itc.search.api import SEARCH_COST
from itc.search.queries import find, suggest
from itc.site import queries
from itc.site.forms import IdeaForm
from itc.web.client import costs

QUERY_LETTERS = 200
RESULTS = 20
EXAMPLES = (
    _("Herbal capsules"),
    _("Honey soap"),
    _("Indigo-dyed cotton cloth"),
    _("Aluminium parts"),
    _("Packaging boxes for cakes"),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Ask what she wants to make, and where she is; `?idea=…&province=…` are words to start from.

    Else those kept of a plan whose words nobody reads any more.
    """
    words = kept_words(request.session) | request.GET.dict()
    typed = {name: {"value": words.get(name, "")[:IDEA_LETTERS]} for name in ("idea", "province")}
    return _home(request, typed)


def _home(request: HttpRequest, form: object, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "provinces": province_choices(),
        "numbers": queries.numbers(today=timezone.localdate()),
        "examples": EXAMPLES,
    }
    return render(request, "site/home.html", context, status=status)


@require_POST
@costs(PLAN_COST)
def plan_new(request: HttpRequest) -> HttpResponse:
    """Plan her idea and go to the plan; else ask which product first, or say what was not understood."""
    form = IdeaForm(request.POST)
    if not form.is_valid():
        return _home(request, form, status=422)
    question = form.question()
    if question.family is None and (which := _which(request, question)):
        return which
    body = ask(question=question, now=timezone.now())
    if body["family"] is None:
        return render(request, "site/not_understood.html", queries.not_understood(question, form))
    return redirect("plan_detail", body["token"])


def _which(request: HttpRequest, question: Question) -> HttpResponse | None:
    """Return a page that asks which she means, where her words name a machine alone or two products."""
    reading = understood(question).reading
    if machines := asked_machines(question.idea, request.user, province=question.province):
        context = queries.which_machine(question, machines, reading)
        return render(request, "site/which_machine.html", context)
    if reading.products:
        return render(request, "site/which_first.html", queries.which_first(question, reading.products))
    return None


@require_safe
def page_help(request: HttpRequest) -> HttpResponse:
    """Tell how it works and whom to ask."""
    return render(request, "site/help.html")


@require_safe
def counting(request: HttpRequest) -> HttpResponse:
    """Tell how prices, kilometres, days and costs of ownership are counted."""
    return render(request, "site/counting.html")


@require_safe
def how_counted(request: HttpRequest) -> HttpResponse:
    """Tell what "would cost to own" counts, for kinds of a plan (`?kind=…`); lead to one (`?machine=…`)."""
    machine = request.GET.get("machine")
    if machine and machine in knowledge().machine_kinds:
        hours = urlencode({"hours": request.GET.get("hours", "")})
        return redirect(f"{reverse('machine_kind_owning', args=[machine])}?{hours}")
    context = kinds_of_plan(request.GET.getlist("kind")) | {
        "trail": [(_("How we count"), reverse("counting"))],
        "least_hours": LEAST_MINUTES // 60,
        "example": example(),
        "every_kind": kinds_to_choose(),
    }
    return render(request, "site/how_counted.html", context)


@require_safe
@costs(SEARCH_COST)
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found for `?q=…`, by kind, and why."""
    query = request.GET.get("q", "").strip()[:QUERY_LETTERS]
    context: dict[str, object] = {"query": query}
    if query:
        found = find(query, request.user, limit=RESULTS)
        context["machines"] = asked_machines(query, request.user)
        context |= {"groups": found.groups, "weak": found.weak, "letters_only": found.letters_only}
    return render(request, "site/search.html", context)


@require_safe
@costs(1)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Complete what is being typed into the search box, as a fragment."""
    hits = suggest(request.GET.get("q", "").strip()[:QUERY_LETTERS], request.user)
    return render(request, "site/suggestions.html", {"hits": hits})
