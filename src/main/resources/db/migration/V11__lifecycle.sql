-- A consultation that is passed to a topic: its operators are asked one after the other (hand_over_to).
ALTER TABLE consultation
  ADD COLUMN hand_over_topic      text REFERENCES topic,
  ADD COLUMN hand_over_since      timestamptz,               -- when it was passed on
  ADD COLUMN hand_over_expires_at timestamptz,               -- when the next one is asked; null: no countdown
  ADD COLUMN citizen_lost         boolean NOT NULL DEFAULT false,  -- ended because the citizen was gone
  ADD COLUMN citizen_gone_in      text CHECK (citizen_gone_in IN ('SHOW', 'TALK', 'WRITE')),  -- the mode then
  ADD COLUMN call_back_at         timestamptz,               -- the citizen keeps the place and is called
  ADD COLUMN call_back_telephone  text,
  ADD COLUMN earlier_id           uuid;                      -- the case the citizen comes back for
CREATE INDEX consultation_hand_over_topic ON consultation (hand_over_topic) WHERE hand_over_topic IS NOT NULL;

-- Who of the topic was asked, and how it ended.
CREATE TABLE hand_over_ask (
  id              uuid PRIMARY KEY,
  consultation_id uuid NOT NULL REFERENCES consultation ON DELETE CASCADE,
  operator_id     uuid NOT NULL REFERENCES operator,
  asked_at        timestamptz NOT NULL,
  ended_at        timestamptz,
  ending          text
);
CREATE INDEX hand_over_ask_consultation ON hand_over_ask (consultation_id, asked_at);

-- What a citizen comes back with to complete a case: SHA-256 of 41 random bits, good once.
CREATE TABLE return_code (
  consultation_id uuid PRIMARY KEY REFERENCES consultation ON DELETE CASCADE,
  code_hash       bytea NOT NULL UNIQUE,
  issued_at       timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  used_at         timestamptz
);
CREATE INDEX return_code_expires ON return_code (expires_at);

-- What an operator says on the telephone: six digits, ten minutes, good once, one for each operator.
CREATE TABLE join_code (
  operator_id uuid PRIMARY KEY REFERENCES operator,
  code        text NOT NULL UNIQUE,
  topic_id    text REFERENCES topic,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz
);

-- From which address a citizen came, hashed, so that codes cannot be guessed by one who is many citizens. Forgotten after a day.
ALTER TABLE citizen ADD COLUMN address_key text;
CREATE INDEX citizen_address ON citizen (created_at) WHERE address_key IS NOT NULL;
