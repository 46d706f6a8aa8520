"""The closed vocabulary a group may use to say what it is and whom it welcomes.

Codes are stored and travel in feeds; labels are what a person reads. A group says these
words of itself; they are never derived from its members.
"""

from __future__ import annotations

from typing import Final

# How people take part.
IN_PERSON: Final = "in_person"
ONLINE: Final = "online"
PHONE: Final = "phone"
HYBRID: Final = "hybrid"

ATTENDANCE: Final[dict[str, str]] = {
    IN_PERSON: "In person",
    ONLINE: "Online",
    PHONE: "By phone",
    HYBRID: "In person and online",
}

# The experience people there have in common.
TOPICS: Final[dict[str, str]] = {
    "any": "Anyone finding it hard",
    "depression": "Depression and low mood",
    "anxiety": "Anxiety and panic",
    "bipolar": "Bipolar",
    "voices": "Hearing voices or unusual beliefs",
    "trauma": "Trauma",
    "self_harm": "Self-harm",
    "eating": "Eating difficulties",
    "bereavement": "Bereavement",
    "bereaved_by_suicide": "Bereaved by suicide",
    "cancer": "Cancer, during and after",
    "stoma": "Living with a stoma",
    "pain": "Long-term pain or illness",
    "alcohol": "Alcohol",
    "drugs": "Drugs",
    "gambling": "Gambling",
    "recovery": "Addiction recovery",
    "perinatal": "Pregnancy and after birth",
    "adhd_autism": "ADHD and autism",
    "loneliness": "Loneliness",
    "family_addiction": "Somebody close to you drinks or uses drugs",
}

# Whom it is for. Nothing said means: anybody.
WHO_FOR: Final[dict[str, str]] = {
    "carers": "Carers, family and friends",
    "men": "Men",
    "women": "Women",
    "young_adults": "18 to 30",
    "older": "Over 60",
    "lgbtq": "LGBTQ+ people",
    "veterans": "Veterans",
    "people_of_colour": "People of colour",
    "new_parents": "New parents",
    "own_experience": "Only people with this experience themselves",
    "open": "Family, friends and students may come too",
}

# What the place or the call offers.
ACCESS: Final[dict[str, str]] = {
    "step_free": "Step-free",
    "accessible_toilet": "Accessible toilet",
    "hearing_loop": "Hearing loop",
    "sign_language": "Sign language",
    "quiet_corner": "Quiet corner",
    "children_welcome": "Children welcome",
    "parking": "Parking",
    "bus": "On a bus route",
    "camera_off_welcome": "Camera off is fine",
    "captions": "Captions",
    "dogs_welcome": "Assistance dogs welcome",
    "fragrance_free": "Fragrance-free",
}

# How an evening goes.
MANNER: Final[dict[str, str]] = {
    "newcomers": "Newcomers especially welcome",
    "listening": "Just listening is fine",
    "discussion": "Open talk",
    "speaker": "A speaker tells their story",
    "reading": "A reading or a workbook",
    "walking": "Walking and talking",
    "making": "Making something together",
    "meditation": "Meditation",
    "outdoors": "Outdoors",
    "small": "A small circle",
    "early_days": "For when it is all still new",
    "further_on": "For when it has been with you for years",
}

# ISO 639 codes of languages a meeting may be held in (sgn-*: sign languages).
LANGUAGES: Final[dict[str, str]] = {
    "en": "English",
    "cy": "Welsh",
    "es": "Spanish",
    "fr": "French",
    "pt": "Portuguese",
    "de": "German",
    "it": "Italian",
    "pl": "Polish",
    "ru": "Russian",
    "uk": "Ukrainian",
    "lt": "Lithuanian",
    "ar": "Arabic",
    "fa": "Persian",
    "ur": "Urdu",
    "pa": "Punjabi",
    "hi": "Hindi",
    "bn": "Bengali",
    "gu": "Gujarati",
    "ja": "Japanese",
    "ko": "Korean",
    "zh": "Chinese",
    "vi": "Vietnamese",
    "tl": "Tagalog",
    "am": "Amharic",
    "hy": "Armenian",
    "da": "Danish",
    "sv": "Swedish",
    "no": "Norwegian",
    "fi": "Finnish",
    "nl": "Dutch",
    "el": "Greek",
    "he": "Hebrew",
    "hr": "Croatian",
    "hu": "Hungarian",
    "is": "Icelandic",
    "ka": "Georgian",
    "lo": "Lao",
    "mn": "Mongolian",
    "ne": "Nepali",
    "ht": "Haitian Creole",
    "sk": "Slovak",
    "sl": "Slovenian",
    "th": "Thai",
    "tr": "Turkish",
    "bg": "Bulgarian",
    "cs": "Czech",
    "ro": "Romanian",
    "mt": "Maltese",
    "ml": "Malayalam",
    "yi": "Yiddish",
    "sgn-us": "American Sign Language",
    "sgn-gb": "British Sign Language",
}

SAID: Final[dict[str, str]] = TOPICS | WHO_FOR | ACCESS | MANNER
