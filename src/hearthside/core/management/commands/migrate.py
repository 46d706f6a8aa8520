"""Changing the tables: a step and the note that it is done are kept together, or neither.

Django notes a step that makes indexes only after keeping it. A machine that dies in
between would find at its next start that the tables are there already, and stop.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate as plain
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState


class _Whole(MigrationExecutor):
    def apply_migration(
        self,
        state: ProjectState,
        migration: Migration,
        fake: bool = False,
        fake_initial: bool = False,
    ) -> ProjectState:
        """Do one step forwards and note it, in one transaction."""
        if fake or fake_initial or not migration.atomic:
            return super().apply_migration(state, migration, fake, fake_initial)
        tell: Any = self.progress_callback
        note: Any = self.record_migration
        if tell:
            tell("apply_start", migration, fake)
        with self.connection.schema_editor(atomic=True) as editor:
            state = migration.apply(state, editor)
            for statement in editor.deferred_sql:
                editor.execute(statement, None)
            editor.deferred_sql.clear()
            note(migration)
        if tell:
            tell("apply_success", migration, fake)
        return state


class Command(plain.Command):
    """Django's own command, with steps that are whole."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the tables up to the code."""
        plain.MigrationExecutor = _Whole  # type: ignore[attr-defined]
        super().handle(*args, **options)
