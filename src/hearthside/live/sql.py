"""Every question the live process asks of the tables, and the columns it knows.

The rooms own the tables; a house test holds what stands here equal to them. `{among}`
becomes what each database takes for "is one of these"; `?` a place for a value.
"""

from __future__ import annotations

from typing import Final

# Table by table, what is read or written here.
COLUMNS: Final[dict[str, frozenset[str]]] = {
    "circles_circle": frozenset({"id", "epoch", "last_seq", "ended_on"}),
    "circles_seat": frozenset({"id", "circle_id", "from_seq", "ended_on"}),
    "circles_frame": frozenset(
        {
            "id",
            "circle_id",
            "seq",
            "kind",
            "epoch",
            "minute",
            "bucket",
            "body",
            "tag",
            "frank_id",
            "once",
        }
    ),
    "circles_frankingkey": frozenset({"id", "key", "in_use"}),
    "circles_streamticket": frozenset({"digest", "sealed", "until"}),
    "circles_livesession": frozenset({"digest", "sealed", "until"}),
    "circles_wake": frozenset({"id", "circle_id", "seat_id"}),
    "core_rightschanged": frozenset({"id", "person_id"}),
    "django_session": frozenset({"session_key"}),
}
# Tables written here: whatever else they have must be fine without a word from us.
WRITTEN: Final = ("circles_frame", "circles_livesession")
# circles/ordering.py takes the same lock.
ORDER: Final = 0x6865_6172_7468
# circles/models.py, Frame.Kind.
WORD: Final = 1
COMMIT: Final = 2
# circles/models.py: the franking key's column, as core/seal.py names it.
KEY_PURPOSE: Final = "circles.frankingkey.key"
# circles/tickets.py.
TICKET_PURPOSE: Final = "circles.stream"
# circles/models.py.
LARGEST_WORD: Final = 9_216

STATES: Final = """
SELECT s.id, c.id, c.epoch, c.last_seq
FROM circles_seat s JOIN circles_circle c ON c.id = s.circle_id
WHERE s.id {among} AND s.from_seq IS NOT NULL
  AND s.ended_on IS NULL AND c.ended_on IS NULL
"""
ONCE: Final = """
SELECT id, seq, epoch, minute FROM circles_frame WHERE circle_id = ? AND once = ?
"""
PUT: Final = """
INSERT INTO circles_frame
  (id, circle_id, seq, kind, epoch, minute, bucket, body, tag, frank_id, once)
VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)
"""
MOVE: Final = "UPDATE circles_circle SET last_seq = ? WHERE id = ?"
_FRAME: Final = """
SELECT id, circle_id, seq, kind, epoch, minute, body, tag, frank_id FROM circles_frame
"""
BETWEEN: Final = _FRAME + "WHERE id > ? AND id < ? ORDER BY id LIMIT ?"
AFTER: Final = _FRAME + "WHERE circle_id {among} AND id > ? ORDER BY id LIMIT ?"
NEWEST: Final = """
SELECT (SELECT coalesce(max(id), 0) FROM circles_frame),
       (SELECT coalesce(max(id), 0) FROM circles_wake),
       (SELECT coalesce(max(id), 0) FROM core_rightschanged)
"""
TAKE_TICKET: Final = """
DELETE FROM circles_streamticket WHERE digest = ? AND until >= ? RETURNING sealed
"""
KEEP_SESSION: Final = """
INSERT INTO circles_livesession (digest, sealed, until) VALUES (?, ?, ?)
"""
FIND_SESSION: Final = """
SELECT sealed, until FROM circles_livesession WHERE digest = ? AND until >= ?
"""
END_SESSION: Final = "DELETE FROM circles_livesession WHERE digest = ?"
RIGHTS_OF: Final = "SELECT id FROM core_rightschanged WHERE person_id = ?"
RIGHTS_AFTER: Final = """
SELECT id, person_id FROM core_rightschanged WHERE id > ? ORDER BY id
"""
WAKES_AFTER: Final = """
SELECT id, circle_id, seat_id FROM circles_wake WHERE id > ? ORDER BY id
"""
SIGNED_IN: Final = "SELECT session_key FROM django_session WHERE session_key {among}"
FRANK: Final = "SELECT id, key FROM circles_frankingkey WHERE in_use"

# Where each database keeps the number of the newest frame.
SQLITE_LAST: Final = """
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'circles_frame'), 0)
"""
POSTGRESQL_NEXT: Final = """
SELECT nextval(pg_get_serial_sequence('circles_frame', 'id')) FROM generate_series(1, ?)
"""
POSTGRESQL_QUEUE: Final = "SELECT pg_advisory_xact_lock(?)"
