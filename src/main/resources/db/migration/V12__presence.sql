-- A pause with its expected end, time to complete a consultation, and whether somebody is still there.
ALTER TABLE presence
  ADD COLUMN until         timestamptz,                   -- when who is away expects to be back
  ADD COLUMN wrap_up_until timestamptz,                   -- completes the last consultation: not asked before
  ADD COLUMN asked_at      timestamptz,                   -- since when "still there?" waits for its answer
  ADD COLUMN here_at       timestamptz;                   -- when it was answered the last time
ALTER TABLE operator ADD COLUMN wrap_up_s int NOT NULL DEFAULT 0 CHECK (wrap_up_s BETWEEN 0 AND 900);

-- On call: reachable by a notice during hours of one's own, without being signed in.
ALTER TABLE operator ADD COLUMN on_call jsonb NOT NULL DEFAULT '[]';
ALTER TABLE offer
  ADD COLUMN on_call     boolean NOT NULL DEFAULT false,  -- made to somebody on call, by a notice
  ADD COLUMN notified_at timestamptz;                     -- when the notice was taken to be sent, once
CREATE INDEX offer_to_notify ON offer (offered_at) WHERE on_call AND notified_at IS NULL;

-- The browsers that get notices (RFC 8030), and the one key pair that says who sends them (RFC 8292).
CREATE TABLE push_subscription (
  id          uuid PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operator,
  endpoint    text NOT NULL UNIQUE,
  p256dh      bytea NOT NULL CHECK (length(p256dh) = 65),
  auth        bytea NOT NULL CHECK (length(auth) = 16),
  created_at  timestamptz NOT NULL
);
CREATE INDEX push_subscription_operator ON push_subscription (operator_id);
CREATE TABLE vapid_key (
  only_one    boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  private_key bytea NOT NULL,                             -- PKCS #8
  public_key  bytea NOT NULL CHECK (length(public_key) = 65),
  created_at  timestamptz NOT NULL
);
