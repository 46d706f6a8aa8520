from __future__ import annotations

import hashlib
import json
import shutil
import socket
import threading
import time
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from hearthside.cli import verify_deployment
from hearthside.cli.verify_deployment import verify
from hearthside.cli.verifying.asking import RULES
from hearthside.cli.verifying.findings import Report, Verdict
from hearthside.cli.verifying.release import NotBuilt, check_build, this_release
from tests.bad_input.running_house import BUILT, running
from tests.cli.a_fake_house import (
    HEAD,
    POLICY,
    SCRIPT,
    STYLE,
    WORKER,
    Told,
    file,
    page,
    release,
    standing,
    whole_house,
)
from tests.core.serving import serving

HASTY = replace(RULES, seconds=1, patience=1)


@pytest.fixture(autouse=True)
def small_release(request, monkeypatch) -> None:
    if "slow" not in request.keywords:
        monkeypatch.setattr(verify_deployment, "this_release", release)


def verified(told: dict[str, Told]) -> Report:
    with standing(told) as address:
        return verify(address)


def changed(**answers: Told) -> Report:
    return verified(whole_house() | answers)


def said(report: Report, verdict: Verdict = Verdict.DIFFERS) -> str:
    assert not report.is_the_same
    return " ".join(f"{one.about}: {one.sentence}" for one in report.those(verdict))


def test_a_house_that_serves_this_release_is_the_same():
    report = verified(whole_house())

    assert report.is_the_same
    assert report.pages == 5
    assert [one.about for one in report.findings] == ["pages", "files"]


# -- files


def test_one_changed_byte_is_found():
    report = changed(**{SCRIPT: file(SCRIPT, b"leavE()")})

    assert f"{SCRIPT}: Its bytes are others, as they are" in said(report)
    assert "pages" in [one.about for one in report.those(Verdict.SAME)]


@pytest.mark.parametrize("packed", ["gzip", "br"])
def test_a_byte_changed_only_for_browsers_that_take_it_packed_is_found(packed):
    report = changed(**{SCRIPT: file(SCRIPT, b"leave()", **{packed: b"leavE()"})})

    assert f"{SCRIPT}: Its bytes are others, " in said(report)


def test_a_changed_service_worker_is_found_though_no_page_names_it():
    report = changed(**{WORKER: file(WORKER, b"steal()")})

    assert f"{WORKER}: Its bytes are others" in said(report)


def test_a_file_that_is_not_there_is_found():
    told = whole_house()
    del told[STYLE]

    assert f"{STYLE}: The house has no such file" in said(verified(told))


def test_a_page_in_place_of_a_script_is_said():
    report = changed(**{SCRIPT: Told(b"<p>Sign in to the hotel's network")})

    assert f"{SCRIPT}: A web page came in its place" in said(report)


def test_a_script_handed_out_as_something_else_is_found():
    report = changed(**{SCRIPT: Told(b"leave()", "text/plain")})

    assert "It is handed out as text/plain." in said(report)


def test_a_house_of_another_release_is_said_in_one_sentence():
    told = {
        "/": page(head=""),
        "/static/staticfiles.json": file("x.json", b'{"paths":{}}'),
    }

    assert said(verified(told)).count("Not one file of this release is there") == 1


def test_a_file_only_the_list_of_the_house_names_is_found():
    listed = file("x.json", b'{"paths": {"a": "built/extra.123.js"}}')
    extra = {"/static/built/extra.123.js": file("x.js", b"extra()")}
    report = changed(**extra, **{"/static/staticfiles.json": listed})

    assert "This release has no such file, and the house lists it" in said(report)


@pytest.mark.parametrize("list_", [b"", b"[]", b'{"paths": [1]}', b"[" * 100_000])
def test_a_list_that_cannot_be_read_is_said(list_):
    report = changed(**{"/static/staticfiles.json": file("x.json", list_)})

    assert "list of its files cannot be read" in said(report, Verdict.UNSEEN)


# -- pages


def test_a_script_only_a_page_names_is_found():
    head = HEAD + '<script src="/static/built/other.js"></script>'
    other = {"/static/built/other.js": file("x.js", b"other()")}
    report = changed(**other, **{"/help/": page(head=head)})

    assert "This release has no such file, and the page /help/ loads it" in said(report)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<script>steal()</script>", "a script within the page"),
        ("<SCRIPT type=module>steal()</SCRIPT>", "a script within the page"),
        ('<script type="importmap">{}</script>', "a script within the page"),
        ("<!--><script>x()</script>-->", "markup that browsers read otherwise"),
        ("<!-- --!><script>x()</script>-->", "markup that browsers read otherwise"),
        (
            '<script type="application/json"></script x><script>x()</script>',
            "markup that browsers read otherwise",
        ),
        ("<p onclick=steal()>", "a script in an attribute (onclick)"),
        ('<a href="java\nscript:steal()">', "a script in an address"),
        ("<style>p{}</style>", "a style within the page"),
        ('<p style="color:red">', "a style within the page"),
        ('<iframe src="/help/"></iframe>', "a <iframe>"),
        ('<base href="https://evil.example/">', "a <base>"),
        (
            '<script src="https://evil.example/x.js"></script>',
            "https://evil.example/x.js",
        ),
        (
            '<link rel=modulepreload href="//evil.example/m.js">',
            "a script or style from",
        ),
        ('<img src="https://evil.example/x.png">', "something from elsewhere"),
        (
            '<img srcset="/a.png 1x, https://evil.example/b.png 2x">',
            "evil.example/b.png",
        ),
        (
            '<meta http-equiv=refresh content="0;url=https://evil.example/">',
            "elsewhere",
        ),
        (
            '<script src="data:text/javascript,steal()"></script>',
            "a script or style from",
        ),
    ],
)
def test_what_no_page_of_ours_has_is_found(body, sentence):
    assert sentence in said(changed(**{"/help/": page(body)}))


@pytest.mark.parametrize(
    "body",
    [
        '<script type="application/ld+json">{}</script>',
        '<script type="application/json" data-allauth-onload="x">{}</script>',
        '<link rel="canonical" href="https://elsewhere.example/">',
        '<a href="https://elsewhere.example/">A link is no load</a>',
        '<svg><use href="/static/built/icons.svg#phone"></use></svg>',
        '<img src="data:image/png;base64,AA==">',
        "<!-- <script>x()</script> -->",
    ],
)
def test_what_pages_of_ours_have_is_no_fault(body):
    assert changed(**{"/help/": page(body)}).is_the_same


def test_a_header_that_loads_from_elsewhere_is_found():
    told = page(Link="<https://evil.example/x.css>; rel=stylesheet")

    assert "https://evil.example/x.css" in said(changed(**{"/help/": told}))


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        ("", "no Content-Security-Policy"),
        (POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"), "script-src"),
        (POLICY.replace("script-src 'self'", "script-src *"), "more than ours in script-src: *"),
        (POLICY + "; script-src-elem https://evil.example", "script-src-elem"),
        (POLICY + "; worker-src blob:", "worker-src"),
        (POLICY + "; frame-src https://evil.example", "frame-src"),
        (POLICY + "; report-uri https://evil.example", "(report-uri)"),
        (POLICY.replace("base-uri 'none'", "x-y z"), "says nothing of base-uri"),
        (POLICY.replace("connect-src 'self'", "connect-src https:"), "connect-src: https:"),
        (POLICY.replace("require-trusted-types-for 'script'", ""), "require-trusted-types-for"),
    ],
)  # fmt: skip
def test_a_policy_that_lets_more_in_is_found(policy, sentence):
    assert sentence in said(changed(**{"/help/": page(policy=policy)}))


@pytest.mark.parametrize(
    "policy",
    [
        POLICY + "; upgrade-insecure-requests",
        f"default-src *, {POLICY}",
        POLICY.replace("img-src 'self' data:", "img-src 'self'"),
        POLICY.replace(
            "connect-src 'self'", "connect-src 'self' http://127.0.0.1:8001"
        ),
    ],
)
def test_a_policy_that_keeps_out_as_much_is_no_fault(policy):
    assert changed(**{"/help/": page(policy=policy)}).is_the_same


def test_the_same_trouble_of_many_pages_is_told_once():
    told = whole_house() | {
        "/": page("<style></style>"),
        "/help/": page("<style></style>"),
    }
    told["/account/login/"] = page("<style></style>")

    assert said(verified(told)).count("a style within the page") == 1


def test_leave_now_is_not_pressed_and_groups_are_looked_at_three_at_a_time():
    groups = [f"/groups/{letter * 12}/" for letter in "abcdefgh"]
    links = "".join(f'<a href="{one}">' for one in [*groups, "/leave/", "/feeds/x.ics"])
    asked: list[str] = []
    told = whole_house() | {"/": page(links)} | {one: page() for one in groups}
    with standing(told, asked) as address:
        report = verify(address)

    assert report.is_the_same
    assert report.pages_left == 5
    assert sum(path in groups for path in asked) == 3
    assert not [path for path in asked if path.startswith(("/leave/", "/feeds/"))]


# -- addresses


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("groups.example.org", "begins with https://"),
        ("ftp://groups.example.org", "begins with https://"),
        ("https://", "This is no address"),
        ("https://a:b@groups.example.org", "Leave the name and password out"),
        ("https://groups.example.org/help/", "write https://groups.example.org."),
        ("https://groups.example.org/\x1b[2J", "a character"),
        ("https://" + "a" * 400, "under 300 characters"),
    ],
)
def test_a_bad_address_gets_a_sentence(link, sentence, capsys):
    code = verify_deployment.run(Namespace(address=link, json=False))

    assert code == 1
    assert sentence in capsys.readouterr().out


def test_a_house_that_is_not_private_on_the_way_is_not_the_same():
    here = replace(RULES, resolve=lambda host, port: ["127.0.0.1"])
    with standing(whole_house()) as address:
        report = verify(address.replace("127.0.0.1", "groups.example.org"), rules=here)

    assert "way: The address begins with http://" in said(report)


def test_nobody_there_is_said_once():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    report = verify(f"http://127.0.0.1:{port}")

    assert said(report, Verdict.UNSEEN) == "/: It does not answer."


def test_being_sent_elsewhere_is_said_and_not_followed():
    away = Told(b"", status=302, headers={"Location": "https://evil.example/x"})

    assert said(changed(**{"/": away}), Verdict.UNSEEN) == (
        "/: It sends us on to another site, evil.example."
    )


def test_being_sent_in_a_circle_ends():
    round_ = Told(b"", status=302, headers={"Location": "/help/"})

    assert "never arrives" in said(changed(**{"/help/": round_}), Verdict.UNSEEN)


def test_something_that_is_no_page_is_said():
    report = changed(**{"/": Told(b"{}", "application/json")})

    assert "may be no house at all" in said(report, Verdict.UNSEEN)


def test_a_huge_answer_is_not_read():
    report = changed(**{SCRIPT: file(SCRIPT, b"leave()" * 700_000)})

    assert f"{SCRIPT}: It is over 4 MB" in said(report, Verdict.UNSEEN)


@pytest.mark.parametrize(
    "piece", ["<!--", "<!", "<a href='", "<script></scrip", "<![", "</a "]
)
def test_a_page_made_to_be_read_for_hours_is_given_up(piece, monkeypatch):
    monkeypatch.setattr("hearthside.cli.verifying.pages.SECONDS", 0.05)
    began = time.process_time()
    report = changed(**{"/help/": page(piece * (400_000 // len(piece)), head="")})

    assert time.process_time() - began < 5
    assert report.pages == 5


def test_a_tangled_page_is_said_to_be_unseen(monkeypatch):
    monkeypatch.setattr("hearthside.cli.verifying.pages.SECONDS", 0.05)
    report = changed(**{"/help/": Told(b"<!--" * 50_000)})

    assert "/help/: The page is too tangled" in said(report, Verdict.UNSEEN)


def test_a_page_that_is_too_long_is_said():
    report = changed(**{"/help/": page("x" * 1_000_001)})

    assert "over a million letters" in said(report, Verdict.UNSEEN)


def test_an_answer_that_drips_is_given_up():
    def drip(client: socket.socket) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(60):
            client.sendall(b".")
            if client.fileno() < 0 or stop.wait(0.1):
                return

    stop = threading.Event()
    with serving(drip) as port:
        report = verify(f"http://127.0.0.1:{port}", rules=HASTY)
    stop.set()

    assert said(report, Verdict.UNSEEN) == "/: It did not come within 1 seconds."


def test_what_a_stranger_writes_does_nothing_to_the_terminal(capsys):
    told = whole_house() | {"/help/": page('<img src="https://evil.example/\x1b[2J">')}
    with standing(told) as address:
        verify_deployment.run(Namespace(address=address, json=False))

    assert "\x1b" not in capsys.readouterr().out


# -- how it is said


def test_a_program_reads_one_object(capsys):
    with standing(whole_house()) as address:
        code = verify_deployment.run(Namespace(address=address, json=True))
    told = json.loads(capsys.readouterr().out)

    assert code == 0
    assert told["is_the_same"] is True
    assert told["house"] == address
    assert {one["verdict"] for one in told["findings"]} == {"same"}
    assert "may be served other bytes" in told["not_proven"][0]


def test_somebody_reads_sentences(capsys):
    with standing(whole_house() | {SCRIPT: file(SCRIPT, b"x")}) as address:
        code = verify_deployment.run(Namespace(address=address, json=False))
    told = capsys.readouterr().out

    assert code == 1
    assert told.index("The same:") < told.index("Different:")
    assert "What this does not prove:" in told
    assert told.endswith("Not all is the same, or not all could be seen.\n")


# -- this build


def test_a_build_that_was_changed_after_it_was_made_is_nothing_to_compare_with(
    tmp_path,
):
    if not (BUILT.parent / "bundle.json").exists():
        pytest.skip("FRONT END ABSENT: run `npm ci && npm run build` first")
    built = tmp_path / "built"
    shutil.copytree(BUILT.parent, built)
    whole = check_build(built)
    (built / "house.js").write_bytes((built / "house.js").read_bytes() + b"\n")

    assert len(whole) == 64
    with pytest.raises(NotBuilt, match=r"house\.js"):
        check_build(built)


def test_what_this_release_serves_is_known_by_address():
    if not (BUILT.parent / "bundle.json").exists():
        pytest.skip("FRONT END ABSENT: run `npm ci && npm run build` first")
    files = this_release().files
    (style,) = (
        sum_
        for name, sum_ in files.items()
        if "/built/house." in name and "css" in name
    )

    assert len(files) > 25
    assert files["/hold/keeper.js"] != files["/mine/plan/keeper.js"]
    # The letters' addresses are written into it when it is laid out.
    assert style != hashlib.sha256(BUILT.read_bytes()).hexdigest()


@pytest.mark.parametrize("list_", [None, b"", b"[]", b'{"files": 3}'])
def test_no_build_is_said(tmp_path, list_):
    if list_ is not None:
        (tmp_path / "bundle.json").write_bytes(list_)

    with pytest.raises(NotBuilt, match="not built here"):
        check_build(tmp_path)


# -- really running


@pytest.mark.slow
@pytest.mark.sqlite
def test_a_running_house_is_the_same_until_one_byte_is_changed(tmp_path: Path):
    with running(tmp_path / "data", HEARTHSIDE_DEMO="1") as house:
        before = house.command("verify-deployment", house.address, "--json")
        (laid,) = (house.folder / "static/built").glob("circle.*.js")
        raw = bytearray(laid.read_bytes())
        raw[len(raw) // 2] ^= 1
        laid.write_bytes(raw)
        after = house.command("verify-deployment", house.address, "--json")

    whole, planted = json.loads(before.stdout), json.loads(after.stdout)
    assert before.returncode == 0, before.stdout + before.stderr
    assert whole["pages"] > 10
    assert whole["files"] > 25
    assert after.returncode == 1
    (odd,) = (one for one in planted["findings"] if one["verdict"] != "same")
    assert odd["about"] == f"/static/built/{laid.name}"
    assert "Its bytes are others" in odd["sentence"]
