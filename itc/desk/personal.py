"""What the desk keeps of people: which officer printed and typed in a paper form."""

from itc.accounts.registry import Kept, columns, register
from itc.desk.models import PaperForm

register(
    Kept(
        PaperForm, columns(nameless="printed_by typed_by", kept="code"),
        why="So that a form that was filled on paper is typed in once.",
        how_long="10 years after the case ended",
        told=("code", "printed_at", "typed_at"),
    ),
)  # fmt: skip
