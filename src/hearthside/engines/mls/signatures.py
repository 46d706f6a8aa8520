"""Hashes and signatures of the suites of RFC 9420 section 17.1."""

from __future__ import annotations

import hashlib
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .reading import BadFrame, written

OURS: Final = 1
_HASHES: Final = {
    1: "sha256", 2: "sha256", 3: "sha256", 4: "sha512", 5: "sha512", 6: "sha512", 7: "sha384",
}  # fmt: skip
_CURVES: Final[dict[int, tuple[ec.EllipticCurve, hashes.HashAlgorithm]]] = {
    2: (ec.SECP256R1(), hashes.SHA256()),
    5: (ec.SECP521R1(), hashes.SHA512()),
    7: (ec.SECP384R1(), hashes.SHA384()),
}


def hashed(suite: int, said: bytes) -> bytes:
    """Return the hash of a suite. Raises BadFrame for a suite nobody knows."""
    name = _HASHES.get(suite)
    if name is None:
        raise BadFrame("no such suite")
    return hashlib.new(name, said).digest()


def is_signed(
    suite: int, key: bytes, label: str, said: bytes, signature: bytes
) -> bool:
    """Return whether this key signed these bytes under this label.

    Source: RFC 9420 section 5.1.2 (VerifyWithLabel). A key that is no key signed nothing.
    """
    whole = written(b"MLS 1.0 " + label.encode()) + written(said)
    try:
        if suite in (1, 3):
            Ed25519PublicKey.from_public_bytes(key).verify(signature, whole)
        elif suite in (4, 6):
            Ed448PublicKey.from_public_bytes(key).verify(signature, whole)
        elif suite in _CURVES:
            curve, digest = _CURVES[suite]
            public = ec.EllipticCurvePublicKey.from_encoded_point(curve, key)
            public.verify(signature, whole, ec.ECDSA(digest))
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
