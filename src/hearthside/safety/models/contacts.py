"""Tables of sealed emergency contacts: keys of keyholders, halves, and each opening."""

from __future__ import annotations

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import SealedTextField


class KeyholderKey(models.Model):
    """The public half of a keyholder's key; the private half stays in their browser."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    open = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at=None),
                name="safety_one_key_each",
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class SealedContact(models.Model):
    """Whom to call if something happens, sealed so that two keyholders open it together.

    tag -- binds what is sealed to this contact. box -- always of one size.
    """

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+")
    tag = models.CharField(max_length=22)
    box = models.BinaryField(max_length=2077)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"sealed contact {self.pk}"


class ContactHalf(models.Model):
    """Half of a contact's key, sealed to one keyholder, for opening it with one other."""

    contact = models.ForeignKey(SealedContact, models.CASCADE, related_name="halves")
    mine = models.ForeignKey(KeyholderKey, models.CASCADE, related_name="+")
    other = models.ForeignKey(KeyholderKey, models.CASCADE, related_name="+")
    half = models.BinaryField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "mine", "other"], name="safety_half_once"
            )
        ]

    def __str__(self) -> str:
        return f"half {self.pk}"


class Opening(models.Model):
    """One time a contact was to be opened: asked with a reason, agreed to by another.

    handed_to_asker, handed_to_agreer -- halves on their way, each sealed to one of the two.
    told_at -- from when on the person is told.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    contact = models.ForeignKey(
        SealedContact, models.SET_NULL, null=True, related_name="openings"
    )
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+"
    )
    reason = SealedTextField(max_length=1000)
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)
    handed_to_asker = models.BinaryField(max_length=80, default=b"")
    handed_to_agreer = models.BinaryField(max_length=80, default=b"")
    asker_read_at = models.DateTimeField(null=True)
    agreer_read_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id
