import re
from datetime import timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import Client

from hearthside.core.models import Letter
from hearthside.groups.models import Membership, RoleHeld
from hearthside.people.models import Person
from hearthside.people.signing_in import suspend
from tests.cast import make_person, signed_in
from tests.post import the_post_leaves

PASSWORD = "a lamp in the window"
NEW = {"username": "Wren", "password1": "rain on a tin roof", "adult": "on"}


@pytest.fixture(autouse=True)
def known_place(scene):
    return scene


def sign_up(client=None, **changes):
    fields = {k: v for k, v in {**NEW, **changes}.items() if v is not None}
    return (client or Client()).post("/account/signup/", fields)


def test_a_name_and_a_password_are_enough():
    answer = sign_up()

    person = Person.objects.get(called="Wren")
    assert answer.status_code == 302
    assert (person.email, person.affirmed_adult) == ("", True)


def test_not_affirming_is_refused_and_what_was_typed_stays():
    answer = sign_up(adult=None)

    assert answer.status_code == 200
    assert b'value="Wren"' in answer.content
    assert not Person.objects.filter(called="Wren").exists()


def test_affirming_after_all_is_welcome():
    client = Client()
    sign_up(client, adult=None)

    assert sign_up(client).status_code == 302


def test_no_birth_date_or_last_visit_is_kept():
    kept = {field.name for field in Person._meta.fields}

    assert kept == {
        "id", "password", "called", "skeleton", "email", "is_active",
        "affirmed_adult", "suspended_at", "mark", "leaving_since",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Facilitator", "Аnna", "a\u202eb", "<b>x</b>", "\u200b\u200b"]
)
def test_a_name_that_would_deceive_is_refused(name):
    make_person("Anna")

    answer = sign_up(username=name)

    assert answer.status_code == 200
    assert Person.objects.count() == 1


def test_nobody_makes_themselves_more_than_they_are():
    sign_up(is_facilitator="true", role="coordinator", is_active="false", group="1",
            suspended_at="", primary_group_id="1")  # fmt: skip

    person = Person.objects.get(called="Wren")
    assert person.is_active
    assert not RoleHeld.objects.exists()
    assert not Membership.objects.exists()


@pytest.mark.parametrize("weak", ["password12", "short", "1234567890", "qwertyuiop"])
def test_a_weak_password_is_refused(weak):
    assert sign_up(password1=weak).status_code == 200
    assert not Person.objects.filter(called="Wren").exists()


def bare(answer):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", answer.content)


def test_a_wrong_password_and_a_wrong_name_read_the_same():
    make_person("Amira")
    client = Client()

    known = client.post(
        "/account/login/", {"login": "Amira", "password": "wrong words"}
    )
    unknown = client.post(
        "/account/login/", {"login": "Umira", "password": "wrong words"}
    )

    assert bare(known).replace(b"Amira", b"") == bare(unknown).replace(b"Umira", b"")


def test_a_reset_reads_the_same_for_known_and_unknown():
    make_person("Amira", email="amira@example.org")
    known = Client().post("/account/password/reset/", {"email": "amira@example.org"})
    unknown = Client().post("/account/password/reset/", {"email": "nobody@example.org"})

    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def reset_link(client):
    client.post("/account/password/reset/", {"email": "amira@example.org"})
    the_post_leaves()
    return re.search(r"http\S+", mail.outbox[-1].body).group()


def path_of(link):
    return "/" + link.split("/", 3)[3]


def choose_new(client, link):
    landing = client.get(path_of(link), follow=True)
    address = landing.redirect_chain[-1][0] if landing.redirect_chain else path_of(link)
    return client.post(
        address, {"password1": "rain on a tin roof", "password2": "rain on a tin roof"}
    )


def test_a_reset_link_works_once():
    make_person("Amira", email="amira@example.org")
    link = reset_link(Client())

    choose_new(Client(), link)
    choose_new_again = Client().get(path_of(link), follow=True)

    assert Person.objects.get(called="Amira").check_password("rain on a tin roof")
    assert b'name="password1"' not in choose_new_again.content


def test_a_reset_link_open_in_two_tabs_works_in_one():
    make_person("Amira", email="amira@example.org")
    link, first, second = reset_link(Client()), Client(), Client()
    opened = [tab.get(path_of(link), follow=True) for tab in (first, second)]
    address = opened[1].redirect_chain[-1][0]

    one, another = (
        {"password1": words, "password2": words}
        for words in ("rain on a tin roof", "another one altogether")
    )
    first.post(address, one)
    answer = second.post(address, another, follow=True)

    assert Person.objects.get(called="Amira").check_password("rain on a tin roof")
    assert b'name="password1"' not in answer.content


def test_a_reset_link_is_good_for_a_day(monkeypatch):
    make_person("Amira", email="amira@example.org")
    link, asked = reset_link(Client()), PasswordResetTokenGenerator()._now()
    answers = []
    for later in (timedelta(hours=23, minutes=59), timedelta(hours=24, minutes=1)):
        moment = asked + later
        monkeypatch.setattr(
            PasswordResetTokenGenerator, "_now", lambda _, at=moment: at
        )
        answers.append(Client().get(path_of(link), follow=True).content)

    assert b'name="password1"' in answers[0]
    assert b'name="password1"' not in answers[1]


def test_a_mail_scanner_following_the_link_changes_nothing():
    person = make_person("Amira", email="amira@example.org")
    link = reset_link(Client())

    Client().get(path_of(link), follow=True)
    Client().head(path_of(link))

    assert Person.objects.get(pk=person.pk).password == person.password


def test_a_reset_link_dies_with_the_address_it_went_to():
    person = make_person("Amira", email="amira@example.org")
    link = reset_link(Client())
    Person.objects.filter(pk=person.pk).update(email="else@example.org")

    answer = Client().get(path_of(link), follow=True)

    assert b'name="password1"' not in answer.content


def test_a_reset_link_leads_to_our_address_whatever_host_was_claimed(settings):
    make_person("Amira", email="amira@example.org")
    settings.ALLOWED_HOSTS = ["testserver", "evil.example.org"]
    Client().post(
        "/account/password/reset/",
        {"email": "amira@example.org"},
        headers={"host": "evil.example.org"},
    )
    the_post_leaves()

    assert "evil" not in mail.outbox[-1].body
    assert settings.CONFIG.base_address in mail.outbox[-1].body


def test_an_address_nobody_has_gets_no_letter():
    Client().post("/account/password/reset/", {"email": "nobody@example.org"})
    written = Letter.objects.get()

    assert the_post_leaves() == 0
    assert mail.outbox == []
    # It was written, so that the clock says nothing, and nothing of it is left.
    assert written.text
    assert (Letter.objects.get().text, Letter.objects.get().address) == ("", "")


def test_a_mail_server_that_is_away_holds_up_no_page(monkeypatch):
    make_person("Amira", email="amira@example.org")

    def away(*given, **more):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", away)
    answer = Client().post("/account/password/reset/", {"email": "amira@example.org"})

    assert answer.status_code == 302
    assert Letter.objects.filter(sent_at=None).count() == 1


def test_letters_to_one_address_are_few():
    make_person("Amira", email="amira@example.org")
    for _ in range(8):
        Client().post("/account/password/reset/", {"email": "amira@example.org"})
    the_post_leaves()

    assert len(mail.outbox) == 3


def test_guessing_is_stopped():
    make_person("Amira")
    client = Client()
    statuses = {
        client.post(
            "/account/login/", {"login": "Amira", "password": f"guess {number}"}
        ).status_code
        for number in range(14)
    }
    said = client.post("/account/login/", {"login": "Amira", "password": PASSWORD})

    assert 429 in statuses or said.status_code in {200, 429}
    assert "_auth_user_id" not in client.session


def test_the_session_is_a_new_one_after_signing_in():
    make_person("Amira")
    client = Client()
    client.get("/account/login/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key

    client.post("/account/login/", {"login": "Amira", "password": PASSWORD})

    assert client.session.session_key != before


def test_a_changed_password_ends_every_other_session(amira):
    here, elsewhere = signed_in(amira), signed_in(amira)
    Person.objects.get(id=amira.person_id).set_password("x")
    person = Person.objects.get(id=amira.person_id)
    person.set_password("rain on a tin roof")
    person.save(update_fields=["password"])

    assert here.get("/account/email/").status_code == 302
    assert elsewhere.get("/account/email/").status_code == 302


def test_somebody_suspended_is_outside_at_their_next_request(amira, noon):
    client = signed_in(amira)
    assert client.get("/account/keys/").status_code == 200

    suspend(person_id=amira.person_id, now=noon)

    assert client.get("/account/keys/").status_code == 302


@pytest.mark.parametrize(
    "trick",
    ["//evil.example", "/\\evil.example", "https:evil.example", "/%0d%0aSet-Cookie:x=1",
     "https://evil.example/", "javascript:alert(1)", "\\\\evil.example"],
)  # fmt: skip
def test_signing_in_never_leads_elsewhere(trick):
    make_person("Amira")

    answer = Client().post(
        "/account/login/", {"login": "Amira", "password": PASSWORD, "next": trick}
    )

    assert answer.status_code == 302
    target = answer.headers["Location"]
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))
    assert "\n" not in target


@pytest.mark.parametrize(
    "options",
    [
        {"data": {"login": "Amira", "password": PASSWORD}},
        {"data": "login=Amira", "content_type": "text/plain"},
        {"data": {"login": "Amira"}, "headers": {"HX-Request": "true"}},
        {"data": {"login": "Amira"}, "headers": {"origin": "https://evil.example"}},
    ],
)
def test_a_form_that_is_not_ours_is_refused(options):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/account/login/", **options).status_code == 403


def test_cookies_are_closed_to_scripts(amira):
    make_person("Kim")
    client = Client()
    client.post("/account/login/", {"login": "Kim", "password": PASSWORD})

    cookie = client.cookies["h"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_the_library_keeps_no_extra_doors(name, settings):
    for path in (
        "/account/login/code/",
        "/account/signup/passkey/",
        "/admin/",
        "/accounts/",
    ):
        assert Client().get(path).status_code == 404
