from __future__ import annotations

import pytest

from hearthside.engines.interchange.contacts import without_contacts
from hearthside.engines.interchange.findings import Findings


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Ring the bell. Questions? Call Tony R. at (978) 922-3295.", "Ring the bell."),
        ("Newcomers call Kent L 714-555-0142 to meet face to face", ""),
        ("PW: 954499  Men only", "Men only"),
        ("HYBRID -- Password: fairmount", "HYBRID"),
        ("Password: big book\n\nEnter by the side door", "Enter by the side door"),
        ("Password is want2help in all lowercase", ""),
        ("Topic -- PW WFN2020", "Topic"),
        ("PW odaat -- Topic", "Topic"),
        ("857 3809 6587 password: sober", ""),
        ("[redacted]: GAIUH789", ""),
        ("Suite 101, ID: 812 3456 7890, Passcode: Fish", "Suite 101"),
        ("Zoom: https://zoom.us/j/659106801?pwd=x  pwd=serenity", ""),
        ("Welcome! One tap mobile: +16699006833,,901364499#,,,*1234#", "Welcome!"),
        ("Samaritans are there: call 116 123. Bring a cup.", "Bring a cup."),
        ("Text HOME to 741741\nTea from 7", "Tea from 7"),
        ("Helpline 1-800-273-TALK\nDoor on the left", "Door on the left"),
        ("Write to amira [at] example [dot] org. Tea from 7.", "Tea from 7."),
        ("Door code 4455", ""),
        ("Meeting code: 44x5\nContraseña: pez\nTé a las 7", "Té a las 7"),
        ("Passcode:\nfish77\nTea from 7", "Tea from 7"),
        ("Tea from 7. Call 617 - 555 - 0187", "Tea from 7."),
        ("Collection by $ThirdLegacyGroup on CashApp. All welcome.", "All welcome."),
        (
            "One Sat of the month, for info email a@b.org Check the calendar.",
            "One Sat of the month Check the calendar",
        ),
    ],
)
def test_no_way_to_reach_a_person_is_left_in_notes(written, left):
    assert without_contacts(written, Findings(), prose=True) == left


@pytest.mark.parametrize(
    "written",
    [
        "No password needed",
        "This meeting requires a password to attend.",
        "The stag is password-protecting our virtual meeting.",
        "Meeting on 2/29/2020 will be at 10388 Bonny Drive, Cupertino 95014",
        "GSO# 000428720",
        "Room 4210, Bldg. 402",
        "Open from 11:30am to 7:30, 945 & 1030AM",
        "Since 1998 1999 2001",
        "Solana Beach, CA 92075-1943",
        "Must sign in/may need ID",
        "See https://example.org/page?id=20200301 for the calendar",
        "Pass It On: bring ideas",
    ],
)
def test_numbers_that_reach_nobody_stay(written):
    findings = Findings()

    assert without_contacts(written, findings, prose=True) == written
    assert findings.mended == []


@pytest.mark.parametrize(
    "address",
    [
        "#201 14567 118 Avenue NW, Edmonton, Alberta, T5L 2M7, Canada",
        "107-20 Northern Blvd, New York, NY 11368-1236, USA",
        "57-15 61 St. at Maspeth Ave., Maspeth, NY 11378, USA",
        "571 2nd St E, Ketchum, ID 83340",
        "832 Knickerbocker Ave, NY 11221, USA",
        "30818592 Parents Supporting Parents",
        "Tgif@Garden Grove Alano Club",
        "1 Rd, Plettenberg Bay, 6600, South Africa",
    ],
)
def test_addresses_and_names_keep_their_numbers(address):
    assert without_contacts(address, Findings(), prose=False) == address


@pytest.mark.parametrize(
    "number",
    [
        "(617) 555-0187",
        "617.555.0187",
        "6175550187",
        "+1 617 555 0187",
        "555-0187",
        "020 7946 0958",
        "+44 (0)20 7946 0958",
        "07700 900123",
        "0800 58 58 58",
        "06 12 34 56 78",
        "617‑555‑0187",
        "٦١٧-٥٥٥-٠١٨٧",
        "1300 659 467",
        "617-555-0187 x22",
        "1-800-273-TALK",
    ],
)
@pytest.mark.parametrize("prose", [True, False])
def test_a_number_is_taken_out_however_it_is_written(number, prose):
    findings = Findings()

    left = without_contacts(f"Smith Hall, {number}, Ashby", findings, prose=prose)

    assert left == "Smith Hall, Ashby"
    assert findings.dropped == {"phone numbers": 1}


def test_an_address_outlives_the_number_printed_in_it(kept):
    row = kept(
        formatted_address="12 Mill Lane, Ashby, call Amira B. on 07700 900123, UK"
    )

    assert row.listing.address == "12 Mill Lane, Ashby, UK"


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("contact_1_name", "Tony R.", "contact names"),
        ("contact_1_email", "tony@example.org", "e-mail addresses"),
        ("contact_2_phone", "714-555-0142", "phone numbers"),
        ("feedback_emails", ["tony@example.org"], "e-mail addresses"),
        ("conference_phone", "+17145550142", "phone numbers"),
        ("conference_url_notes", "Passcode: fish", "passcodes"),
        ("venmo", "@ThirdLegacy", "payment handles"),
    ],
)
def test_fields_about_people_are_counted_and_not_read(
    reading_of, evening, field, value, what
):
    reading = reading_of(evening | {field: value})

    assert reading.dropped == {what: 1}
    assert next(reading.listings) == next(reading_of(evening).listings) or field == (
        "conference_phone"
    )


def test_a_row_says_that_something_was_taken_out_of_its_text(kept):
    row = kept(notes="Text 714-555-0142 for the code")

    assert row.mended == ("Contact details or passcodes were taken out of the text.",)


def test_a_room_named_in_the_notes_moves_to_its_own_place(kept):
    row = kept(notes="Zoom: https://zoom.us/j/123456789?pwd=abc \nTea from 7")

    assert row.listing.online_url == "https://zoom.us/j/123456789"
    assert row.listing.about == "Tea from 7"


def test_a_page_named_in_the_notes_stays_there(kept):
    row = kept(notes="Register at https://www.example.org/register. Tea from 7.")

    assert (
        row.listing.about == "Register at https://www.example.org/register. Tea from 7."
    )
    assert row.listing.online_url == ""
