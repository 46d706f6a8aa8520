from __future__ import annotations

from django.db import OperationalError
from django.test import Client


def test_a_house_that_answers_says_so_and_nothing_else(db):
    answer = Client().get("/health/")

    assert answer.status_code == 200
    assert answer.json() == {"ok": True}


def test_a_house_without_its_database_says_so(monkeypatch):
    def down() -> None:
        raise OperationalError("the database is down")

    monkeypatch.setattr("django.db.connection.cursor", down)

    assert Client().get("/health/").status_code == 503
