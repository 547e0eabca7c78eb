"""What fails is tried again: the backend itself tries once."""

import uuid
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django_tasks import TaskResult
from django_tasks.base import TaskResultStatus
from django_tasks.signals import task_finished

from itc.jobs.actions import keep_error, try_later
from itc.jobs.errors import GiveUp
from itc.web.logs import discreet, without_values

GIVEN_UP = f"{GiveUp.__module__}.{GiveUp.__qualname__}"


@receiver(task_finished)
def after(*, task_result: TaskResult[Any], **_rest: Any) -> None:
    """Queue it again where it failed and another try may help; a try is a worker that took it up.

    What the error says is kept without what people typed, as in the log.
    """
    if task_result.status != TaskResultStatus.FAILED:
        return
    task, told = uuid.UUID(task_result.id), task_result.errors[-1]
    keep_error(task=task, traceback=discreet(without_values(told.traceback)))
    if told.exception_class_path != GIVEN_UP:
        try_later(task=task, tries=len(task_result.worker_ids), now=timezone.now())
