from django.conf import settings
from django.db import models


class Circle(models.Model):
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    circle = models.ForeignKey(Circle, models.CASCADE)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)

    class Meta:
        unique_together = [("circle", "person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.circle_id}"


class Word(models.Model):
    circle = models.ForeignKey(Circle, models.CASCADE)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    body = models.TextField(max_length=20_000)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"word {self.pk}"
