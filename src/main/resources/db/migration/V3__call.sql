-- Calls: who proposed, accepted, joined and left, and why it ended. What peers signal is never stored.
ALTER TABLE consultation ADD COLUMN live_text boolean NOT NULL DEFAULT false;  -- real-time text is switched on

CREATE TABLE call (
  id              uuid PRIMARY KEY,
  consultation_id uuid NOT NULL REFERENCES consultation ON DELETE CASCADE,
  mode            text NOT NULL CHECK (mode IN ('SHOW', 'TALK')),
  state           text NOT NULL CHECK (state IN ('PROPOSED', 'RUNNING', 'ENDED')),
  proposed_by     uuid REFERENCES operator,               -- null: the citizen
  proposed_at     timestamptz NOT NULL,
  started_at      timestamptz,                            -- accepted
  ended_at        timestamptz,
  end_reason      text,
  CHECK ((state = 'ENDED') = (ended_at IS NOT NULL) AND (state = 'ENDED') = (end_reason IS NOT NULL))
);
CREATE UNIQUE INDEX call_one_open ON call (consultation_id) WHERE state <> 'ENDED';
CREATE INDEX call_consultation ON call (consultation_id);

CREATE TABLE call_member (
  call_id       uuid NOT NULL REFERENCES call ON DELETE CASCADE,
  position      int NOT NULL CHECK (position BETWEEN 0 AND 3),
  operator_id   uuid REFERENCES operator,                 -- null: the citizen
  peer_id       uuid UNIQUE,                              -- the browser; null while it is waited for
  away_since    timestamptz,                              -- since when there is no browser
  seen_at       timestamptz,                              -- when a node last said that it holds that browser
  microphone    text NOT NULL,
  camera_since  timestamptz,
  screen_since  timestamptz,
  on_hold       boolean NOT NULL,
  loss_percent  int,
  round_trip_ms int,
  relayed       boolean,
  set_up_ms     int,
  PRIMARY KEY (call_id, position),
  CHECK ((peer_id IS NULL) = (away_since IS NOT NULL))
);
