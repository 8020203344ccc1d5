-- Counts the entries that were withdrawn, so that a server which missed the news sees that there was some.
ALTER TABLE consultation ADD COLUMN withdrawn int NOT NULL DEFAULT 0;
