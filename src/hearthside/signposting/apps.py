from django.apps import AppConfig


class SignpostingConfig(AppConfig):
    name = "hearthside.signposting"
    label = "signposting"
    default_auto_field = "django.db.models.BigAutoField"
