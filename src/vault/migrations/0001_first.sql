-- What the trust's server sent, each resource as it came. Released things only.
CREATE TABLE record (
    type         TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      TEXT,
    last_updated TEXT,
    json         TEXT NOT NULL,
    PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;

-- What a screen reads at a cold start: one row. Thrown away when its shape changes.
CREATE TABLE view (
    name  TEXT PRIMARY KEY,
    shape INTEGER NOT NULL,
    json  TEXT NOT NULL
) STRICT;

-- A form begun. The questionnaire is kept as it came, so that the draft opens with the version in
-- which it was begun, whatever the server does meanwhile.
CREATE TABLE draft (
    id            TEXT PRIMARY KEY,
    form          TEXT NOT NULL,
    form_version  TEXT,
    questionnaire TEXT NOT NULL,
    task          TEXT NOT NULL UNIQUE,
    begun         TEXT NOT NULL,
    author        TEXT NOT NULL,
    at            TEXT,
    touched       INTEGER NOT NULL
) STRICT;

-- One row an answer, so that the cost of an answer does not grow with the form.
CREATE TABLE answer (
    draft    TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    path     TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    value    TEXT NOT NULL,
    PRIMARY KEY (draft, path)
) STRICT, WITHOUT ROWID;

-- What wants to reach the trust. Order is by sequence, never by a clock.
CREATE TABLE outbox (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    title      TEXT,
    task       TEXT,
    body       TEXT NOT NULL,
    depends_on TEXT,
    answered   TEXT NOT NULL,
    risk       INTEGER NOT NULL DEFAULT 0,
    score      TEXT,
    state      TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'unknown', 'parked', 'sent')),
    progress   TEXT NOT NULL,
    tries      INTEGER NOT NULL DEFAULT 0,
    next_try   INTEGER,
    server_id  TEXT,
    reason     TEXT,
    sent_at    TEXT
) STRICT;
CREATE INDEX outbox_state ON outbox (state, sequence);

CREATE TABLE cursor (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- What was shown, shared and sent; never what was said.
CREATE TABLE log (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,
    what     TEXT NOT NULL,
    about    TEXT NOT NULL
) STRICT;
