from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import threading
import time
import tracemalloc
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from hearthside.core.fetching import (
    Fetched,
    NotFetched,
    Rules,
    check_link,
    fetch,
    is_near,
    may_reach,
)
from hearthside.core.fetching.links import NotALink
from tests.core.serving import Answer, say, serving

# The one rule a test may bend: this machine may be asked, under a name made up.
HERE = Rules(
    https_only=False,
    reach=lambda address: True,
    resolve=lambda host, port: ["127.0.0.1"],
    seconds=5,
    patience=2,
)


def fetched(answer: Answer, *, rules: Rules = HERE, **more: str) -> Fetched:
    with serving(answer) as port:
        return fetch(f"http://lists.example.org:{port}/list", rules=rules, **more)


def why(answer: Answer, *, rules: Rules = HERE) -> str:
    with pytest.raises(NotFetched) as refused:
        fetched(answer, rules=rules)
    return refused.value.why


# -- which machines


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0",
        "fd00::1", "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:93.184.216.34", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1",
        "fd00:ec2::254", "2130706433", "0177.0.0.1", "127.1", "localhost", "", "x",
    ],
)  # fmt: skip
def test_a_machine_that_is_not_on_the_open_internet_is_not_reached(address):
    assert not may_reach(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111"])
def test_a_machine_on_the_open_internet_is(address):
    assert may_reach(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.1.2.3",
        "::1",
        "10.0.0.1",
        "172.31.0.1",
        "192.168.1.1",
        "fd00::1",
    ],
)
def test_this_machine_and_a_private_network_are_near(address):
    assert is_near(address)


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34", "2606:4700::1111", "169.254.169.254", "fd00:ec2::254", "fe80::1",
        "0.0.0.0", "::", "100.64.0.1", "172.32.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "224.0.0.1", "2130706433", "127.1", "localhost", "", "x",
    ],
)  # fmt: skip
def test_everything_else_is_not(address):
    assert not is_near(address)


@pytest.mark.parametrize(
    "link",
    [
        "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://[::]/",
        "https://2130706433/", "https://0177.1/", "https://127.1/", "https://0x7f.1/",
        "https://[::ffff:127.0.0.1]/", "https://0.0.0.0/",
    ],
)  # fmt: skip
def test_this_machine_is_not_reached_however_it_is_written(link):
    with pytest.raises(NotFetched):
        fetch(link, rules=Rules(seconds=5, patience=2))


def test_of_several_addresses_one_inside_is_enough_to_refuse():
    inside = replace(
        HERE, reach=may_reach, resolve=lambda host, port: ["93.184.216.34", "10.0.0.1"]
    )

    assert "not on the open internet" in why(say(), rules=inside)


def test_a_name_is_looked_up_once_and_that_address_is_asked():
    looked: list[str] = []

    def changing(host: str, port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"] if len(looked) == 1 else ["10.0.0.1"]

    assert fetched(say(b"[1]"), rules=replace(HERE, resolve=changing)).raw == b"[1]"
    assert looked == ["lists.example.org"]


def test_a_proxy_of_the_environment_is_not_used(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://10.0.0.1:3128")

    assert fetched(say(b"[1]")).raw == b"[1]"


# -- how an address is written


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd", "gopher://example.org/", "ftp://example.org/", "example.org",
        "//example.org/", "https:example.org", "https://", "https:///list",
        "http://example.org/", "https://good.org@evil.org/", "https://u:p@example.org/",
        "https://example.org/\r\nHost: evil", "https://example.org/a b", "https://ex\tample.org/",
        "https://example.org\\@evil.org/", "https://exämple.org/", "https://example.org:99999/",
        "https://example.org:0/", "https://[::1", "https://-x/", "https://" + "a" * 600,
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_before_anybody_is_asked(link):
    with pytest.raises(NotALink):
        check_link(link, https_only=True)


def test_a_host_may_allow_addresses_that_are_not_private():
    assert check_link("http://example.org/x?y=1#z", https_only=False).query == "y=1"


# -- what comes back


def test_a_file_comes_back_with_what_to_say_next_time():
    found = fetched(
        say(b"[1]", ETag='"a"', Last_Modified="Mon, 02 Mar 2026 12:00:00 GMT")
    )

    assert found == Fetched(b"[1]", '"a"', "Mon, 02 Mar 2026 12:00:00 GMT")


def test_a_file_that_is_as_it_was_is_not_sent_again():
    asked: list[str] = []
    with serving(say(b"", status="304 Not Modified", ETag='"a"'), asked) as port:
        found = fetch(
            f"http://lists.example.org:{port}/list?kind=all",
            etag='"a"',
            changed_there="Mon, 02 Mar 2026 12:00:00 GMT",
            rules=HERE,
        )

    assert found.raw is None
    assert "GET /list?kind=all HTTP/1.1" in asked[0]
    assert 'If-None-Match: "a"' in asked[0]
    assert "If-Modified-Since: Mon, 02 Mar" in asked[0]
    assert f"Host: lists.example.org:{port}" in asked[0]


def test_a_packed_file_is_unpacked():
    assert fetched(say(gzip.compress(b"[1]"), Content_Encoding="gzip")).raw == b"[1]"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (say(status="404 Not Found"), "nothing at this address"),
        (say(status="410 Gone"), "nothing at this address"),
        (say(status="401 Unauthorized"), "asks for a password"),
        (say(status="403 Forbidden"), "refuses us"),
        (say(status="429 Too Many"), "too often"),
        (say(status="500 Oh"), "fault of its own"),
        (say(status="204 No Content"), "fault of its own"),
        (say(b"<html>", Content_Type="text/html; charset=utf-8"), "shows a web page"),
        (say(b"x", Content_Type="image/png"), "a picture or a film"),
        (say(b"x", Content_Encoding="br"), "did not ask for"),
        (say(b"not gzip at all", Content_Encoding="gzip"), "cannot be unpacked"),
        (say(b"[", Content_Length="100"), "hung up in the middle"),
        (say(Content_Length="10000000000"), "over 1 MB"),
        (say(b"x" * 1_100_000), "over 1 MB"),
        (say(gzip.compress(b"\0" * 30_000_000), Content_Encoding="gzip"), "over 1 MB"),
    ],
    ids=range(15),
)
def test_what_is_no_list_is_told_in_a_sentence(answer, said):
    assert said in why(answer, rules=replace(HERE, most_bytes=1024 * 1024))


def test_a_packed_file_that_swells_never_lies_in_memory_unpacked():
    packing = zlib.compressobj(wbits=31)
    bomb = b"".join(packing.compress(bytes(1024 * 1024)) for _ in range(50))
    bomb += packing.flush()

    tracemalloc.start()
    small = replace(HERE, most_bytes=2 * 1024 * 1024)
    said = why(say(bomb, Content_Encoding="gzip"), rules=small)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "over 2 MB" in said
    assert peak < 8 * 1024 * 1024


# -- being sent on


def sent_to(link: str, status: str = "302 Found") -> Answer:
    return say(b"", status=status, Location=link)


@pytest.mark.parametrize(
    "link",
    [
        "http://169.254.169.254/latest", "http://other.example.org/", "//other.example.org/",
        "file:///etc/passwd", "http://u:p@lists.example.org/", "http://[::1]/", "gopher://x/",
        "http://lists.example.org.evil.org/",
    ],
)  # fmt: skip
def test_an_address_that_leads_elsewhere_is_not_followed(link):
    assert "sends us" in why(sent_to(link))


def test_within_one_house_we_follow_a_few_steps():
    def answer(client: socket.socket) -> None:
        steps.append(1)
        (sent_to("/next") if len(steps) < 3 else say(b"[1]"))(client)

    steps: list[int] = []

    assert fetched(answer).raw == b"[1]"


def test_a_path_that_never_arrives_ends():
    assert "never arrives" in why(sent_to("/round"))


def test_from_private_to_open_nobody_is_sent():
    from hearthside.core.fetching.asking import _next

    parts = check_link("https://lists.example.org/a", https_only=False)
    with pytest.raises(NotFetched):
        _next(parts, "http://lists.example.org/a", rules=HERE)


# -- how long


def drip(first: bytes) -> Answer:
    def answer(client: socket.socket) -> None:
        client.sendall(first)
        for _ in range(100):
            time.sleep(0.05)
            client.sendall(b"x")

    return answer


@pytest.mark.parametrize(
    "first",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-A: ",
        b"H",
    ],
    ids=["body", "headers", "first line"],
)
def test_a_slow_drip_is_hung_up_on_in_time(first):
    began = time.monotonic()

    assert "did not come within" in why(drip(first), rules=replace(HERE, seconds=0.3))
    assert time.monotonic() - began < 1


def test_a_server_that_says_nothing_is_hung_up_on():
    def silent(client: socket.socket) -> None:
        time.sleep(3)

    assert "does not answer" in why(silent, rules=replace(HERE, patience=0.2))


def test_nobody_there_is_told():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(NotFetched, match="does not answer"):
        fetch(f"http://lists.example.org:{port}/", rules=HERE)


# -- who it is


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate somebody made for themselves."""
    path = tmp_path_factory.mktemp("papers") / "one.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=lists.example.org", "-addext",
         "subjectAltName=DNS:lists.example.org", "-keyout", path, "-out", f"{path}.crt"],
        check=True, capture_output=True,
    )  # fmt: skip
    return path


def sealed(papers: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{papers}.crt", papers)
    return context


def ask_sealed(papers: Path, *, host: str = "lists.example.org") -> Fetched:
    def serve() -> None:
        try:
            with (
                server.accept()[0] as plain,
                sealed(papers).wrap_socket(plain, server_side=True) as one,
            ):
                one.recv(65536)
                say(b"[1]")(one)  # type: ignore[arg-type]
        except OSError:
            return

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        port = server.getsockname()[1]
        return fetch(f"https://{host}:{port}/list", rules=HERE)


@pytest.mark.slow
def test_a_certificate_nobody_vouches_for_is_refused(papers):
    with pytest.raises(NotFetched, match="certificate"):
        ask_sealed(papers)


@pytest.mark.slow
def test_a_certificate_is_held_against_the_name_and_not_the_number(papers, monkeypatch):
    trusting = ssl.create_default_context(cafile=f"{papers}.crt")
    monkeypatch.setattr(ssl, "create_default_context", lambda *_, **__: trusting)

    assert ask_sealed(papers).raw == b"[1]"
    with pytest.raises(NotFetched, match="certificate"):
        ask_sealed(papers, host="other.example.org")


@pytest.mark.slow
def test_a_handshake_that_drips_is_hung_up_on():
    with (
        serving(drip(b"\x16\x03\x03\x40\x00")) as port,
        pytest.raises(NotFetched, match="did not come"),
    ):
        fetch(f"https://lists.example.org:{port}/", rules=replace(HERE, seconds=0.3))
