-- The page that somebody is on, in a row of its own. A row that becomes longer or shorter is written anew
-- with all that is in it, and the row of a draft holds the whole form: a page turned would cost as much as
-- the form is long.
CREATE TABLE place (
    draft TEXT PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
    at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO place (draft, at) SELECT id, at FROM draft WHERE at IS NOT NULL;
UPDATE draft SET at = NULL;
