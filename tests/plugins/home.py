"""Before settings are read: tests have a home of their own and never touch the state of who works here."""

import os
import shutil
import tempfile

import hypothesis

os.environ["OPENITC_HOME"] = tempfile.mkdtemp(prefix="openitc-tests-")
os.environ["OPENITC_PUBLIC_LIMIT"] = "0"
os.environ["OPENITC_STAFF_SECOND_FACTOR"] = "0"  # tests/accounts/test_second_factor.py turns it on

# No deadline, since a shared machine may stand still for a second; under CI the same examples each time.
hypothesis.settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("house")


def pytest_unconfigure() -> None:
    shutil.rmtree(os.environ["OPENITC_HOME"], ignore_errors=True)
