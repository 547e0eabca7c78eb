"""Why a file is not taken, each as what it is and what to do instead."""

from django.utils.translation import gettext_lazy as _

EMPTY = _("There is nothing in it. Choose the file once more.")
TOO_LARGE = _("It is larger than 20 MB. Make it smaller, or send it in parts.")
ALL_TOO_LARGE = _(
    "What you chose is larger than 100 MB in all, so nothing of it was read. Files of up to 20 MB are taken."
)
TOO_MANY = _("Up to 20 files are taken at once, and this was one more. Send it now.")
PROGRAM = _(
    "It is a program, and no programs are taken. If it should be a paper, save that as PDF and send it."
)
MARKUP = _(
    "Pages of the web and SVG drawings can hold programs, so they are not taken. "
    "Save it as PDF or PNG and send that."
)
MACROS = _("It can hold macros, which are programs. Save it without them, as .docx or .xlsx, and send that.")
PACKED = _("It is a packed folder. Unpack it and send the files in it one by one.")
UNPACKS_TOO_LARGE = _("Unpacked it is larger than 200 MB. Take large pictures out of it and send it again.")
OLD_OFFICE = _(
    "It is of an old kind of Word or Excel, or locked by a password. Save it as .docx, .xlsx or PDF, "
    "without a password, and send that."
)
UNKNOWN = _("Files of this kind are not taken. Send PDF, JPG, PNG, WEBP, DOCX, XLSX, CSV or TXT.")
HEIC = _(
    "Photos in HEIC cannot be read here. Send it as JPG: on an iPhone choose Settings, Camera, Formats, "
    "Most Compatible."
)
BROKEN = _("It is broken or cut short. Open it yourself, save it once more and send that.")
TOO_MANY_DOTS = _("The picture has more than 50 million dots. Make it smaller and send it again.")
MISNAMED = _("Its name does not say what it is: let the name end in .%(ending)s and send it again.")
