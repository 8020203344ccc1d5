-- Counts the changes of a call, so that of two pictures of it the newer is known.
ALTER TABLE call ADD COLUMN version int NOT NULL DEFAULT 1;
