-- A draft says when it was touched last, which Task its form answers (none: begun by the person), what
-- that was sent it puts right, and who types. `task` is what it is filled in for: a Task's id, or a word
-- of our own with an underscore in it, which no id on a server has.
ALTER TABLE draft ADD COLUMN touched_at TEXT;
ALTER TABLE draft ADD COLUMN for_task TEXT;
ALTER TABLE draft ADD COLUMN mends TEXT;
ALTER TABLE draft ADD COLUMN typed TEXT;
UPDATE draft SET for_task = task;

-- The form of what was sent, so that it can be read and put right later.
ALTER TABLE outbox ADD COLUMN form TEXT;

-- Answers without a name. The id is random and there is no time of writing: nothing here says who, when
-- or in which order.
CREATE TABLE nameless (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    due  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
