"""What the desk keeps of people: who printed and typed in a paper form, which views she has named."""

from itc.accounts.registry import Kept, columns, register
from itc.desk.models import PaperForm, SavedView

register(
    Kept(
        PaperForm, columns(nameless="printed_by typed_by", kept="code"),
        why="So that a form that was filled on paper is typed in once.",
        how_long="10 years after the case ended",
        told=("code", "printed_at", "typed_at"),
    ),
    Kept(
        SavedView, columns(erased="person name query"), why="Views of her queue she has named.",
        how_long="while she has an account", told=("name", "query"),
        erase=lambda person, _now: SavedView.objects.filter(person=person).delete(),
    ),
)  # fmt: skip
