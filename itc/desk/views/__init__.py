"""The pages of the desk."""

from itc.desk.views.leave import leave, leave_end
from itc.desk.views.merging import merge, merge_undo
from itc.desk.views.queue import desk, desk_together
from itc.desk.views.saved_views import saved_view, saved_views
from itc.desk.views.walking_in import blank_forms, walk_in, walked_in, walked_in_papers

__all__ = [
    "blank_forms",
    "desk",
    "desk_together",
    "leave",
    "leave_end",
    "merge",
    "merge_undo",
    "saved_view",
    "saved_views",
    "walk_in",
    "walked_in",
    "walked_in_papers",
]
