"""The whole site on one screen: address, name, verb, page."""

from __future__ import annotations

from typing import Final

from allauth.account import urls as account_urls
from allauth.mfa import urls as key_urls
from django.urls import include, path, register_converter

from hearthside.core.policy import Verb
from hearthside.web import ids
from hearthside.web.desk import (
    change_date,
    dates,
    desk,
    group_details,
    listings,
    new_group,
    proposals,
    reading,
    volunteers,
)
from hearthside.web.desk.details_form import SEVERAL
from hearthside.web.facilitator import tonight_here
from hearthside.web.gates import door, lent
from hearthside.web.member import being_told, join_group, leave_group, mine
from hearthside.web.public import (
    find,
    group,
    health,
    help_now,
    leave_now,
    might_come,
    nobody_there,
    privacy,
    shared,
    tonight,
)

register_converter(ids.PublicId, "id")

SIGN_IN, MINE = Verb.SIGN_IN, Verb.KEEP_MY_ACCOUNT
ACCOUNT: Final = {
    "account_login": SIGN_IN,
    "account_logout": SIGN_IN,
    "account_signup": SIGN_IN,
    "account_inactive": SIGN_IN,
    "account_reset_password": SIGN_IN,
    "account_reset_password_done": SIGN_IN,
    "account_reset_password_from_key": SIGN_IN,
    "account_reset_password_from_key_done": SIGN_IN,
    "account_confirm_email": SIGN_IN,
    "account_email_verification_sent": SIGN_IN,
    "account_reauthenticate": MINE,
    "account_email": MINE,
    "account_change_password": MINE,
    "account_set_password": MINE,
}
KEYS: Final = {
    "mfa_authenticate": SIGN_IN,
    "mfa_login_webauthn": SIGN_IN,
    "mfa_index": MINE,
    "mfa_reauthenticate": MINE,
    "mfa_activate_totp": MINE,
    "mfa_deactivate_totp": MINE,
    "mfa_view_recovery_codes": MINE,
    "mfa_generate_recovery_codes": MINE,
    "mfa_download_recovery_codes": MINE,
    "mfa_list_webauthn": MINE,
    "mfa_add_webauthn": MINE,
    "mfa_remove_webauthn": MINE,
    "mfa_edit_webauthn": MINE,
    "mfa_reauthenticate_webauthn": MINE,
}
LOOK = Verb.LOOK_AROUND
DESK = Verb.OPEN_THE_DESK
COME, GONE = Verb.SAY_MIGHT_COME, Verb.SAY_NOBODY_WAS_THERE
DATE, LIST = Verb.CHANGE_A_DATE, Verb.BRING_IN_LISTINGS

urlpatterns = [
    # anybody
    door("", "tonight", LOOK, show=tonight.show),
    door("groups/", "groups", LOOK, show=find.show),
    door("groups/<id:group_id>/", "group", LOOK, show=group.show),
    door("groups/<id:group_id>/come/", "come", COME, show=might_come.show, act=might_come.act),
    door("groups/<id:group_id>/nobody/", "nobody", GONE, show=nobody_there.show, act=nobody_there.act),
    door("shared/", "shared", LOOK, show=shared.show),
    door("privacy/", "privacy", LOOK, show=privacy.show),
    path("help/", help_now.show, name="help"),
    path("help/<slug:locality>/", help_now.show, name="help_here"),
    path("leave/", leave_now.show, name="leave"),
    path("back/", leave_now.back, name="back"),
    path("health/", health.show, name="health"),
    # members
    door("mine/", "mine", LOOK, show=mine.show),
    door("groups/<id:group_id>/join/", "join", Verb.JOIN_A_GROUP, show=join_group.show, act=join_group.act),
    door("groups/<id:group_id>/leave/", "leave_group", Verb.LEAVE_A_GROUP, show=leave_group.show, act=leave_group.act),
    door("groups/<id:group_id>/tell-me/", "tell_me", Verb.ASK_TO_BE_TOLD, act=being_told.act),
    # facilitators
    door("desk/groups/<id:group_id>/tonight/", "expected", Verb.SEE_WHO_MIGHT_COME, show=tonight_here.show),
    # the desk
    door("desk/", "desk", DESK, show=desk.show),
    door("desk/groups/<id:group_id>/dates/", "dates", DATE, show=dates.show),
    door("desk/groups/<id:group_id>/confirm/", "confirm", Verb.CONFIRM_A_LISTING, act=dates.confirm),
    door("desk/groups/<id:group_id>/answer/", "answer", Verb.CONFIRM_A_LISTING, act=dates.answer),
    door("desk/groups/new/", "new_group", Verb.CHANGE_A_GROUP, show=new_group.show, act=new_group.act),
    door("desk/groups/<id:group_id>/details/", "details", Verb.CHANGE_A_GROUP, show=group_details.show, act=group_details.act, several=SEVERAL),
    door("desk/dates/<id:date_id>/", "date", DATE, show=change_date.show),
    door("desk/dates/<id:date_id>/move/", "move", DATE, act=change_date.move),
    door("desk/dates/<id:date_id>/call-off/", "call_off", DATE, act=change_date.call_off),
    door("desk/dates/<id:date_id>/put-back/", "put_back", DATE, act=change_date.put_back),
    door("desk/volunteers/", "volunteers", Verb.SEE_VOLUNTEERS, show=volunteers.show),
    door("desk/listings/", "listings", LIST, show=listings.show, act=listings.act),
    door("desk/listings/<id:run_id>/", "reading", LIST, show=reading.show),
    door("desk/listings/<id:run_id>/bring-in/", "bring_in", LIST, act=reading.bring_in),
    door("desk/listings/<id:run_id>/stop/", "stop_reading", LIST, act=reading.stop),
    door("desk/proposals/", "proposals", LIST, show=proposals.show, act=proposals.act, several=frozenset({"settle"})),
    # the account library, behind our gates
    path("account/", include(lent(account_urls.urlpatterns, ACCOUNT))),
    path("account/keys/", include(lent(key_urls.urlpatterns, KEYS))),
]  # fmt: skip

handler400 = "hearthside.web.errors.bad_request"
handler404 = "hearthside.web.errors.nothing_here"
handler500 = "hearthside.web.errors.broken"
