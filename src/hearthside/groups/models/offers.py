"""A role held out to somebody: by an invitation, or waiting for a second person's yes."""

from __future__ import annotations

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import SealedTextField


class RoleOffer(models.Model):
    """One role held out, once, for a week.

    code -- sealed; whoever made it reads it until it is taken. person -- who took it, or
    for whom it was meant from the start. confirmed_by -- the second of the two who decide
    about a safeguarding lead.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    code = SealedTextField(max_length=40, blank=True, default="")
    code_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20)
    group = models.ForeignKey(
        "groups.Group", models.CASCADE, null=True, related_name="+"
    )
    locality = models.ForeignKey(
        "organisation.Locality", models.CASCADE, null=True, related_name="+"
    )
    role_ends_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    person = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+"
    )
    over_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id
