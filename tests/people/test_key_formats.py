import base64
import hashlib
import re
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "develop" / "keys.md").read_text()
VECTORS = dict(re.findall(r"^\| ([\w: ]+) \| `([\w-]{20,})` \|$", PAGE, re.MULTILINE))
SECRET = bytes(range(32))
IV = bytes(range(12))
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def derived(secret: bytes, purpose: str) -> bytes:
    info = f"hearthside/v1/{purpose}".encode()
    return HKDF(hashes.SHA256(), 32, None, info).derive(secret)


def key_id() -> str:
    return base64.urlsafe_b64encode(derived(SECRET, "id")[:16]).decode().rstrip("=")


def wrapped(way: str, given: bytes) -> str:
    about = f"hearthside/v1/wrap/{way}/{key_id()}".encode()
    sealed = AESGCM(derived(given, f"wrap/{way}")).encrypt(IV, SECRET, about)
    return (b"\x01" + IV + sealed).hex()


def spelled(code: bytes) -> str:
    digest = hashlib.sha256(b"hearthside/v1/code" + code).digest()
    number = int.from_bytes(code, "big") << 12 | digest[0] << 4 | digest[1] >> 4
    letters = "".join(ALPHABET[number >> 5 * at & 31] for at in reversed(range(28)))
    return "-".join(re.findall("....", letters))


def test_a_second_implementation_reads_the_page_the_same_way():
    said = {
        "plan": derived(SECRET, "plan").hex(),
        "keyholder": derived(SECRET, "keyholder").hex(),
        "circle:abc": derived(SECRET, "circle:abc").hex(),
        "key id": key_id(),
        "wrapped by code": wrapped("code", bytes(range(16))),
        "wrapped by passkey": wrapped("passkey", bytes(range(32))),
        "code": spelled(bytes(range(16))),
    }

    assert said == VECTORS


def test_the_browsers_code_is_held_against_the_same_vectors():
    asked = (ROOT / "tests" / "frontend" / "keys.test.ts").read_text()

    assert [name for name, value in VECTORS.items() if value not in asked] == []
