-- Who carries a call: its browsers, one to another, or the Jitsi server of the city in a room of the call's own.
-- The room's name is forgotten with the end of the call.
ALTER TABLE call ADD COLUMN provider text NOT NULL DEFAULT 'PEERS' CHECK (provider IN ('PEERS', 'JITSI'));
ALTER TABLE call ADD COLUMN jitsi_room text UNIQUE;
ALTER TABLE call ADD CONSTRAINT call_jitsi_room
  CHECK ((jitsi_room IS NOT NULL) = (provider = 'JITSI' AND state <> 'ENDED'));
