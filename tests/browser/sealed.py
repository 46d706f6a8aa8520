"""Hands for pages that seal: a key that answers like a passkey, a code on paper, looking into stores."""

from __future__ import annotations

from typing import Any

# Everything a browser keeps for us, as bytes and letters; keys that cannot be read out are named.
STORES = """(async () => {
  const found = []
  const tell = (one) => {
    if (one instanceof CryptoKey) found.push(`CryptoKey ${one.extractable}`)
    else if (one instanceof ArrayBuffer) found.push(String.fromCharCode(...new Uint8Array(one)))
    else if (ArrayBuffer.isView(one)) found.push(String.fromCharCode(...new Uint8Array(one.buffer)))
    else if (one && typeof one === 'object') Object.values(one).forEach(tell)
    else found.push(String(one))
  }
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise(done => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result) })
    for (const store of base.objectStoreNames) {
      found.push(`store ${store}`)
      const all = await new Promise(done => { const r = base.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result) })
      all.forEach(tell)
    }
    base.close()
  }
  for (const name of await caches.keys()) for (const asked of await (await caches.open(name)).keys())
    found.push(`cache ${name} ${asked.url}`, await (await caches.match(asked)).text())
  return found.join('\\n') + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)
    + document.cookie + document.title + location.href + document.documentElement.outerHTML
})()"""


def passkey(page: Any, *, prf: bool = True) -> Any:
    """Put an authenticator into this browser; return how to speak with it."""
    speak = page.context.new_cdp_session(page)
    speak.send("WebAuthn.enable")
    speak.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "ctap2Version": "ctap2_1",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "hasPrf": prf,
                "automaticPresenceSimulation": True,
                "isUserVerified": True,
            }
        },
    )
    return speak


def take_a_code(page: Any) -> str:
    """Go through the first steps; return the code as it stands on paper."""
    page.click("#key-make")
    code = page.locator("#key-code-words").inner_text()
    page.click("#key-written")
    page.fill("#key-again-typed", code.lower().replace("-", " "))
    page.press("#key-again-typed", "Enter")
    return code


def open_by_code(page: Any, code: str) -> None:
    page.fill("#key-code-typed", code)
    page.press("#key-code-typed", "Enter")


def remember_requests(page: Any) -> list[str]:
    """Return a list that fills with everything this browser sends."""
    sent: list[str] = []
    page.context.on(
        "request",
        lambda asked: sent.append(
            f"{asked.method} {asked.url} {asked.headers} "
            f"{(asked.post_data_buffer or b'').decode(errors='replace')}"
        ),
    )
    return sent
