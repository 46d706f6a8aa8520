"""Members of a circle held by mls-rs: one JSON question a line, one JSON answer a line.

Runs in .venv-interop: python mls_rs_peer.py
"""

from __future__ import annotations

import json
import sys
from typing import Any

from mls_rs_uniffi import (  # type: ignore[import-not-found]
    CipherSuite,
    Client,
    Message,
    client_config_default,
    generate_signature_keypair,
)

KEYS: dict[str, Any] = {}
CLIENTS: dict[str, Any] = {}
GROUPS: dict[str, Any] = {}


def message(said: str) -> Any:
    return Message.from_bytes(bytes.fromhex(said))


def own(name: str, made: Any) -> dict[str, str]:
    """Send a change off, and take it in oneself at once."""
    GROUPS[name].process_incoming_message(made.commit_message)
    welcome = made.welcome_message
    return {
        "frame": made.commit_message.to_bytes().hex(),
        "welcome": welcome.to_bytes().hex() if welcome else "",
    }


def key(name: str) -> dict[str, str]:
    KEYS[name] = generate_signature_keypair(CipherSuite.CURVE25519_AES128)
    return {"open": KEYS[name].public_key.bytes.hex()}


def wait(name: str, identity: str) -> dict[str, str]:
    said = bytes.fromhex(identity)
    CLIENTS[name] = Client(said, KEYS[name], client_config_default())
    made = CLIENTS[name].generate_key_package_message()
    return {"keys": made.to_bytes().hex()}


def join(name: str, welcome: str) -> dict[str, str]:
    GROUPS[name] = CLIENTS[name].join_group(None, message(welcome)).group
    return {}


def refresh(name: str) -> dict[str, str]:
    return own(name, GROUPS[name].commit())


def add(name: str, keys: str) -> dict[str, str]:
    return own(name, GROUPS[name].add_members([message(keys)]))


def remove(name: str, other: str) -> dict[str, str]:
    who = CLIENTS[other].signing_identity()
    return own(name, GROUPS[name].remove_members([who]))


def take(name: str, frame: str) -> dict[str, str]:
    said = GROUPS[name].process_incoming_message(message(frame))
    return {"said": said.data.hex() if said.is_application_message() else ""}


def say(name: str, plain: str) -> dict[str, str]:
    words = GROUPS[name].encrypt_application_message(bytes.fromhex(plain))
    return {"frame": words.to_bytes().hex()}


def secret(name: str, label: str, context: str) -> dict[str, str]:
    made = GROUPS[name].export_secret(label.encode(), bytes.fromhex(context), 32)
    return {"secret": (made if isinstance(made, bytes) else made.bytes).hex()}


ANSWERS = {
    "key": key, "wait": wait, "join": join, "refresh": refresh, "add": add,
    "remove": remove, "take": take, "say": say, "secret": secret,
}  # fmt: skip

if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = ANSWERS[asked.pop("ask")](**asked)
        except Exception as fault:  # noqa: BLE001 -- whatever the other side says is told
            answer = {"fault": f"{type(fault).__name__}: {fault}"}
        print(json.dumps(answer), flush=True)  # noqa: T201
