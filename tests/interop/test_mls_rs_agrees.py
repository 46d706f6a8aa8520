"""mls-rs and our code in one circle: the same epochs, the same words, whoever changes what.

Histories by chance of members on both sides, with newcomers by ticket and returns alone.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hearthside.engines.mls.auditing import audit
from hearthside.engines.mls.credentials import devices_of, member_id_of
from hearthside.engines.mls.frames import Sealed, commitment, parse

pytestmark = pytest.mark.interop
ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-interop" / "bin" / "python"
HISTORIES = int(os.environ.get("MLS_HISTORIES", "20"))


class Peer:
    """A program that answers one line with one line."""

    def __init__(self, *command: str) -> None:
        self.program = subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __call__(self, ask: str, **asked: str) -> Any:
        assert self.program.stdin
        assert self.program.stdout
        self.program.stdin.write(json.dumps({"ask": ask, **asked}) + "\n")
        self.program.stdin.flush()
        answer = json.loads(self.program.stdout.readline())
        assert "fault" not in answer, (ask, asked.get("name"), answer)
        return answer

    def close(self) -> None:
        assert self.program.stdin
        assert self.program.stdout
        self.program.stdin.close()
        self.program.wait(20)
        self.program.stdout.close()


class Together:
    """One circle, some of it held by us (names begin with t), some by mls-rs (r)."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.ours = Peer("node", "tests/frontend/circle/peer.mjs")
        self.rust = Peer(str(PYTHON), "tests/interop/mls_rs_peer.py")
        self.members: dict[str, Ed25519PrivateKey] = {}
        self.names = ["t0"]
        self.leads = ["t0"]
        self.made = 0
        told = self.ours("found", name="t0")
        self.circle = bytes.fromhex(told["circle"])
        self.group = self.ours("who", name="t0")["group"]

    def close(self) -> None:
        self.ours.close()
        self.rust.close()

    def side(self, name: str) -> Peer:
        return self.ours if name.startswith("t") else self.rust

    def one(self, kind: str = "", *, among: list[str] | None = None) -> str | None:
        found = [n for n in among or self.names if n.startswith(kind)]
        return self.chance.choice(found) if found else None

    def fresh(self, kind: str) -> str:
        self.made += 1
        return f"{kind}{self.made}"

    def credential(self, name: str, device_key: bytes) -> bytes:
        """Certify a device of somebody on the other side, as docs/develop says."""
        member = self.members[name] = Ed25519PrivateKey.generate()
        key = member.public_key().public_bytes_raw()
        who, device_id = member_id_of(self.circle, key), os.urandom(16)
        said = b"hearthside/v1/circle/device" + self.circle + who + device_id
        return b"\x01" + who + device_id + key + member.sign(said + device_key)

    def member_id(self, name: str) -> str:
        if name.startswith("t"):
            return str(self.ours("who", name=name)["memberId"])
        key = self.members[name].public_key().public_bytes_raw()
        return member_id_of(self.circle, key).hex()

    def tell(self, by: str | None, frame: str) -> None:
        for name in self.names:
            if name != by:
                self.side(name)("take", name=name, frame=frame)

    def wait(self, name: str) -> str:
        if name.startswith("t"):
            return str(self.ours("wait", name=name)["keys"])
        device = bytes.fromhex(self.rust("key", name=name)["open"])
        identity = self.credential(name, device).hex()
        return str(self.rust("wait", name=name, identity=identity)["keys"])

    def agree(self) -> None:
        asked = {"label": "interop", "context": "0102"}
        said = {
            n: self.side(n)("secret", name=n, **asked)["secret"] for n in self.names
        }
        assert len(set(said.values())) == 1, said

    # What happens.

    def add(self) -> str | None:
        by = self.one(among=self.leads)
        if by is None or len(self.names) > 9:
            return None
        # A welcome by mls-rs brings no charter, so nobody of ours would take it.
        name = self.fresh(self.chance.choice("tr") if by.startswith("t") else "r")
        made = self.side(by)("add", name=by, keys=self.wait(name))
        self.tell(by, made["frame"])
        group = {"group": self.group} if name.startswith("t") else {}
        self.side(name)("join", name=name, welcome=made["welcome"], **group)
        self.names.append(name)
        return "add by " + by[0]

    def refresh(self) -> str | None:
        by = self.one()
        assert by
        self.tell(by, self.side(by)("refresh", name=by)["frame"])
        return "refresh by " + by[0]

    def remove(self) -> str | None:
        by = self.one(among=self.leads)
        if by is None or len(self.names) < 4:
            return None
        # The binding of mls-rs can only name those it holds itself.
        others = [n for n in self.names if n not in {by, "t0"}]
        name = self.one("" if by.startswith("t") else "r", among=others or ["-"])
        if name is None or name == "-":
            return None
        how = (
            {"memberId": self.member_id(name)}
            if by.startswith("t")
            else {"other": name}
        )
        made = self.side(by)("remove", name=by, **how)
        self.names.remove(name)
        self.leads = [n for n in self.leads if n != name]
        self.tell(by, made["frame"])
        return "remove by " + by[0]

    def facilitator(self) -> str | None:
        name = self.one("r")
        if name is None or name in self.leads:
            return None
        key = self.members[name].public_key().public_bytes_raw().hex()
        made = self.ours("name_facilitator", name="t0", memberKey=key)
        self.tell("t0", made["frame"])
        self.leads.append(name)
        return "facilitator"

    def ticket(self) -> str | None:
        if len(self.names) > 9:
            return None
        name = self.fresh("t")
        made = self.ours("ticket", name=name, by="t0")
        self.tell(None, made["frame"])
        self.names.append(name)
        self.sound(made["groupInfo"])
        return "ticket"

    def again(self) -> str | None:
        # The binding of mls-rs takes whole credentials for identities, so that for it nobody
        # takes the place of their own lost device: first one comes, then the other goes.
        others = [n for n in self.names if n != "t0"]
        lost = self.one("t", among=others or ["-"])
        if lost is None:
            return None
        name = self.fresh("t")
        made = self.ours("again", name=name, of=lost, by="t0")
        self.tell(None, made["frame"])
        self.names.append(name)
        self.sound(made["groupInfo"])
        self.agree()
        made = self.ours("drop", name=name, of=lost)
        self.names.remove(lost)
        self.tell(name, made["frame"])
        return "again"

    def say(self) -> str | None:
        by = self.one()
        assert by
        if by.startswith("r"):
            frame = self.rust("say", name=by, plain=b"hello".hex())["frame"]
            for name in self.names:
                if name == by:
                    continue
                if name.startswith("t"):
                    opened = self.ours("open", name=name, frame=frame)
                    assert bytes.fromhex(opened["plain"]) == b"hello"
                else:
                    assert (
                        self.rust("take", name=name, frame=frame)["said"]
                        == b"hello".hex()
                    )
            return "say by r"
        made = self.ours("say", name=by, text="hello é")
        self.sealed(made)
        for name in self.names:
            if name == by:
                continue
            if name.startswith("t"):
                heard = self.ours("take", name=name, frame=made["frame"], kind="words")
                assert heard["text"] == "hello é"
            else:
                plain = self.rust("take", name=name, frame=made["frame"])["said"]
                self.opened(bytes.fromhex(plain), made)
        return "say by t"

    # What a house and a second reader see of it.

    def sound(self, group_info: str) -> None:
        seen = audit(bytes.fromhex(group_info))
        assert {d.member_id.hex() for d in devices_of(seen)} == {
            self.member_id(name) for name in self.names
        }

    def sealed(self, made: dict[str, str]) -> None:
        words = parse(bytes.fromhex(made["frame"]))
        assert isinstance(words, Sealed)
        assert commitment(words).hex() == made["commitment"]

    def opened(self, plain: bytes, made: dict[str, str]) -> None:
        assert len(plain) in {512, 1024, 2048, 4096, 8192}
        inside = plain[4 : 4 + int.from_bytes(plain[:4], "big")]
        opening, body = inside[:32], inside[32:]
        assert hmac.digest(opening, body, hashlib.sha256).hex() == made["commitment"]
        # said: form, kind, id, then the text.
        assert body[:2] == b"\x01\x01"
        assert body[19 : 19 + body[18]].decode() == "hello é"


@pytest.fixture(autouse=True)
def both_are_here() -> None:
    found = PYTHON.exists() and not subprocess.call(
        [str(PYTHON), "-c", "import mls_rs_uniffi"], stderr=subprocess.DEVNULL
    )
    if not found:
        assert not os.environ.get("CI"), "bin/setup interop brings mls-rs"
        pytest.skip("SKIPPED mls-rs is not here: bin/setup interop")


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_whatever_happens_both_sides_agree(seed):
    life = Together(seed)
    did: set[str] = set()
    try:
        acts = [life.add, life.add, life.refresh, life.remove, life.facilitator]
        acts += [life.ticket, life.again, life.say, life.say]
        life.add()
        for _ in range(14):
            what = life.chance.choice(acts)()
            if what:
                did.add(what)
                life.agree()
    finally:
        life.close()
    assert len(did) >= 3


def test_one_life_in_which_everything_happens():
    life = Together(100)
    try:
        done = []
        while not any(name.startswith("r") for name in life.names):
            done.append(life.add())
        for act in (
            life.facilitator, life.ticket, life.again, life.say, life.add, life.refresh,
            life.ticket, life.add, life.say, life.remove, life.refresh, life.again,
        ):  # fmt: skip
            done.append(act())
            life.agree()
    finally:
        life.close()
    assert {"facilitator", "ticket", "again"} <= set(done)
