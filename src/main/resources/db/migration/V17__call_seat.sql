-- A browser that comes back over another link, after its server was stopped or its network changed, takes the place it had with its
-- media going on: who was there last, and how often a browser took the place, so that late news of an earlier link are known as such.
ALTER TABLE call_member ADD COLUMN last_peer_id uuid;
ALTER TABLE call_member ADD COLUMN seat int NOT NULL DEFAULT 0;
