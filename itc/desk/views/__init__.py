"""The pages of the desk."""

from itc.desk.views.leave import leave, leave_end
from itc.desk.views.queue import desk, desk_together
from itc.desk.views.walking_in import blank_forms, walk_in, walked_in, walked_in_papers

__all__ = [
    "blank_forms",
    "desk",
    "desk_together",
    "leave",
    "leave_end",
    "walk_in",
    "walked_in",
    "walked_in_papers",
]
