"""What this app and those it stands on keep of a person."""

import datetime as dt

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from itc.accounts.models import ClaimCode, KeptMessage, SentCode, User
from itc.accounts.queries import digests_of
from itc.accounts.registry import Kept, columns, register
from itc.audit.models import Event
from itc.jobs.models import Round
from itc.web.models import Spending

ACCOUNT = "while she has an account"


def forget(person: User, now: dt.datetime) -> None:
    """Take from a person all that tells who she is; a number and a neutral word are left."""
    User.objects.filter(pk=person.pk).update(
        name=f"ลบแล้ว (erased) {person.pk}",
        email=None, email_confirmed_at=None, phone=None, phone_confirmed_at=None, pending_since=None,
        known_by=User.KnownBy.ERASED, language="th", last_login=None,
        is_staff=False, is_superuser=False, is_active=False,
    )  # fmt: skip
    person.refresh_from_db()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    person.groups.clear()
    person.user_permissions.clear()


def end_sessions(person: User, now: dt.datetime) -> None:
    """Sign a person out everywhere."""
    places = UserSession.objects.filter(user=person)
    Session.objects.filter(session_key__in=list(places.values_list("session_key", flat=True))).delete()
    places.delete()


def erase_from_log(person: User, now: dt.datetime) -> None:
    """Take a person's name out of what the back office noted of her account."""
    of_her = LogEntry.objects.filter(content_type__app_label="accounts", content_type__model="user")
    of_her.filter(object_id=str(person.pk)).update(object_repr=str(person.pk))


register(
    Kept(
        User,
        columns(
            erased="email phone password email_confirmed_at phone_confirmed_at language last_login",
            replaced="name known_by",
            kept="joined_at",
        ),
        why="To sign in and be reached. Her number stays: bookings and the record point to it.",
        how_long=ACCOUNT,
        told=("name", "email", "email_confirmed_at", "phone", "phone_confirmed_at", "known_by", "language",
              "joined_at", "last_login"),
        hers=lambda person: Q(pk=person.pk),
        erase=forget,
    ),
    Kept(
        LogEntry,
        columns(nameless="user", kept="object_id change_message", replaced="object_repr"),
        why="Who changed what in the back office: columns by name, never what stood in them.",
        how_long="5 years",
        told=("action_time", "object_repr"),
        erase=erase_from_log,
    ),
    Kept(
        Event,
        columns(kept="verb by_id on_kind on_key details"),
        why="Who did what, by numbers alone: public money is accounted for by it.",
        how_long="10 years",
        told=("happened_at", "verb", "on_kind", "on_key"),
        hers=lambda person: Q(by_id=person.pk) | Q(on_kind="accounts.user", on_key=str(person.pk)),
    ),
    Kept(
        DBTaskResult,
        columns(kept="args_kwargs task_path worker_ids queue_name backend_name return_value "
                     "exception_class_path traceback"),
        why="What is done in the background, by numbers alone; of an error its place in the code.",
        how_long="a day; what could not be done, 90 days",
    ),
    Kept(Round, columns(kept="job"), why="When each job was last begun.", how_long="-"),
    Kept(
        Spending, columns(kept="caller"), why="Tries are counted by a keyed digest, which names nobody.",
        how_long="10 minutes",
    ),
    Kept(
        ClaimCode,
        columns(erased="person digest", nameless="made_by"),
        why="To take over the account her centre made; who made a code stays with that code.",
        how_long=ACCOUNT,
        told=("made_at", "used_at", "ended_at"),
        hers=lambda person: Q(person=person),
        erase=lambda person, _now: person.claim_codes.all().delete(),
    ),
    Kept(  # before what is found by her addresses: so it is erased after it
        EmailAddress,
        columns(erased="user email"),
        why="To sign in and be reached.",
        how_long=ACCOUNT,
        told=("email", "verified", "primary"),
        called={"": _("e-mails"), "email": _("e-mail"), "verified": _("confirmed"), "primary": _("main one")},
        erase=lambda person, _now: EmailAddress.objects.filter(user=person).delete(),
    ),
    Kept(
        KeptMessage,
        columns(erased="to text"),
        why="A demo without a gateway shows what it would have sent.",
        how_long="15 minutes",
        told=("kept_at", "text"),
        hers=lambda person: Q(to__in=digests_of(person)),
        erase=lambda person, _now: KeptMessage.objects.filter(to__in=digests_of(person)).delete(),
    ),
    Kept(
        SentCode,
        columns(erased="to"),
        why="Codes are counted by a keyed digest of where they went, so that none is guessed.",
        how_long="a day",
        erase=lambda person, _now: SentCode.objects.filter(to__in=digests_of(person)).delete(),
    ),
    Kept(EmailConfirmation, columns(erased="key"), why="None is kept.", how_long="-"),
    Kept(
        Authenticator,
        columns(erased="user data"),
        why="Her second factor. Its secrets are taken along by nobody.",
        how_long=ACCOUNT,
        told=("type", "created_at", "last_used_at"),
        called={
            "": _("second factors"), "type": _("kind"), "created_at": _("since"),
            "last_used_at": _("last used"),
        },
        erase=lambda person, _now: Authenticator.objects.filter(user=person).delete(),
    ),
    Kept(SocialToken, columns(erased="token token_secret"), why="None is kept.", how_long="-"),
    Kept(
        SocialAccount,
        columns(erased="user provider uid extra_data"),
        why="To sign in by LINE or ThaID; of what they tell only their number of her is kept.",
        how_long=ACCOUNT,
        told=("provider", "uid", "date_joined", "last_login"),
        called={
            "": _("LINE and ThaID"), "provider": _("by"), "uid": _("your number there"),
            "date_joined": _("since"), "last_login": _("last used"),
        },
        erase=lambda person, _now: SocialAccount.objects.filter(user=person).delete(),
    ),
    Kept(
        Session, columns(erased="session_key session_data"),
        why="That a browser is signed in.", how_long="two weeks",
    ),
    Kept(
        UserSession,
        columns(erased="user ip session_key user_agent data"),
        why="Where she is signed in: the name of the browser, and no address.",
        how_long="two weeks",
        told=("user_agent", "created_at", "last_seen_at"),
        called={
            "": _("places where you are signed in"), "user_agent": _("browser"), "created_at": _("since"),
            "last_seen_at": _("last seen"),
        },
        erase=end_sessions,
    ),
)  # fmt: skip
