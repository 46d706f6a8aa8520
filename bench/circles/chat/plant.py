"""python -m bench.circles.chat.plant CIRCLES MEMBERS FILE: accounts, memberships, a session each."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.circles.chat.settings"
import django

django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import transaction

from bench.circles.chat.room.models import Circle, Membership

# Accounts first: the room's tables point at them.
call_command("migrate", verbosity=0)
call_command("migrate", run_syncdb=True, verbosity=0)
found = []
with transaction.atomic():
    for number in range(int(sys.argv[1])):
        circle = Circle.objects.create(name=f"circle {number}")
        for member in range(int(sys.argv[2])):
            person = User.objects.create_user(f"c{number}m{member}", password="x")
            Membership.objects.create(circle=circle, person=person)
            session = SessionStore()
            session[SESSION_KEY] = str(person.pk)
            session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
            session[HASH_SESSION_KEY] = person.get_session_auth_hash()
            session.create()
            found.append([number, member, circle.pk, session.session_key])
Path(sys.argv[3]).write_text(json.dumps(found))
