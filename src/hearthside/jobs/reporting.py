"""Long work of the clock: freezing a study and building its report."""

from __future__ import annotations

from importlib import metadata

from django.utils.timezone import now
from django_tasks import task

from hearthside.workflows import build_a_report


@task()
def build(public_id: str) -> None:
    """Build this report."""
    build_a_report.carry_out(public_id, code_version=version(), clock=now)


def version() -> str:
    """Return the version of the house, or "unreleased" when it runs from its sources."""
    try:
        return metadata.version("hearthside")
    except metadata.PackageNotFoundError:
        return "unreleased"
