"""Words that speak for the house: nobody may be called by them, in any of these languages."""

from __future__ import annotations

from typing import Final

# By language. Whoever adds a language to the house adds its words here.
OFFICES: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "admin", "administrator", "carer", "chair", "coordinator",
        "counsellor", "crisis", "doctor", "emergency", "evaluator", "facilitator",
        "greeter", "hearthside", "help", "helpline", "host", "lead", "leader",
        "manager", "mod", "moderator", "nurse", "official", "organiser", "organizer",
        "owner", "paramedic", "police", "psychiatrist", "psychologist", "root",
        "safeguarding", "staff", "supervisor", "support", "sysadmin", "system", "team",
        "therapist", "trustee", "volunteer", "webmaster",
    ),
    # Helplines and services people would trust at once.
    "names": (
        "childline", "mind", "nhs", "papyrus", "samaritan",
        "samaritans", "shout", "switchboard",
    ),
    "cy": (
        "argyfwng", "arweinydd", "cydlynydd", "cymedrolwr", "cymorth", "diogelu",
        "gweinyddwr", "gwirfoddolwr", "hwylusydd", "meddyg", "nyrs", "samariaid",
    ),
    "ar": ("إدارة", "الإدارة", "دعم", "ساماريتانز", "مدير", "مساعدة", "مشرف", "منسق", "ميسر"),
    "de": (
        "helfer", "hilfe", "koordinator", "koordinatorin", "leiterin", "leitung",
        "moderatorin", "notruf", "seelsorge", "telefonseelsorge", "verwaltung",
    ),
    "es": (
        "administrador", "administradora", "ayuda", "coordinadora", "coordinador",
        "facilitador", "facilitadora", "moderador", "moderadora", "voluntario",
    ),
    "fr": (
        "administrateur", "administratrice", "aide", "animateur", "animatrice",
        "coordinateur", "coordinatrice", "facilitateur", "facilitatrice",
        "modérateur", "modératrice", "samaritains",
    ),
    "pl": (
        "administratorka", "koordynator", "koordynatorka", "moderatorka", "opiekun",
        "pomoc", "prowadzący", "prowadząca", "terapeuta", "wolontariusz",
    ),
    "ur": ("انتظامیہ", "رضاکار", "سہولت کار", "مدد", "منتظم", "نگران"),
}  # fmt: skip
EVERY: Final = frozenset(word for words in OFFICES.values() for word in words)
