"""The competing design of bench.house: the same pages under ASGI."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
application = get_asgi_application()
