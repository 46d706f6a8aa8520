from __future__ import annotations

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.circles.chat.settings"
from django.core.asgi import get_asgi_application

pages = get_asgi_application()
from channels.auth import AuthMiddlewareStack
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import path

from bench.circles.chat.room.models import Membership, Word


class Chat(AsyncJsonWebsocketConsumer):
    async def connect(self) -> None:
        self.person = self.scope["user"]
        self.circle = self.scope["url_route"]["kwargs"]["circle"]
        here = Membership.objects.filter(
            circle_id=self.circle, person_id=self.person.pk
        )
        if not self.person.is_authenticated or not await here.aexists():
            await self.close()
            return
        await self.channel_layer.group_add(f"circle_{self.circle}", self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(
            f"circle_{self.circle}", self.channel_name
        )

    async def receive_json(self, content: dict[str, str]) -> None:
        kept = await Word.objects.acreate(
            circle_id=self.circle, author_id=self.person.pk, body=content["body"]
        )
        said = {
            "type": "chat.word",
            "id": kept.pk,
            "author": self.person.pk,
            "body": kept.body,
        }
        await self.channel_layer.group_send(f"circle_{self.circle}", said)

    async def chat_word(self, event: dict[str, object]) -> None:
        await self.send_json(
            {"id": event["id"], "author": event["author"], "body": event["body"]}
        )


application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": AuthMiddlewareStack(
            URLRouter([path("ws/<int:circle>/", Chat.as_asgi())])
        ),
    }
)
