-- Three and four in a call: each member has an id and a role; others are invited, or come as guests by a one-use link.
ALTER TABLE call_member
  ADD COLUMN member_id  uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,  -- a guest's is the guest's id
  ADD COLUMN role       text CHECK (role IN
    ('CITIZEN', 'OPERATOR', 'COLLEAGUE', 'SUPERVISOR', 'INTERPRETER', 'HELPER')),  -- null, from an older server: one of the first two
  ADD COLUMN guest_name text,                             -- of a guest; null once erased
  ADD COLUMN invited_at timestamptz,                      -- of anybody but the citizen and the owner
  ADD COLUMN came_after bigint;                           -- the last place before they came; null while only invited

CREATE TABLE guest (
  id         uuid PRIMARY KEY,                            -- and member_id of the place
  call_id    uuid NOT NULL REFERENCES call ON DELETE CASCADE,
  link_hash  bytea NOT NULL UNIQUE,
  token_hash bytea UNIQUE,                                -- of the token that the link was changed for
  made_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,                        -- of the link
  used_at    timestamptz,
  CHECK ((used_at IS NULL) = (token_hash IS NULL))
);
CREATE INDEX guest_call ON guest (call_id);

ALTER TABLE consultation ADD COLUMN also_in_call uuid[];  -- colleagues and guests in the running call, who read and write too
ALTER TABLE entry DROP CONSTRAINT entry_writer_check;
ALTER TABLE entry ADD CONSTRAINT entry_writer_check
  CHECK (writer IN ('CITIZEN', 'OPERATOR', 'GUEST', 'SYSTEM')) NOT VALID;
CREATE INDEX call_member_invited ON call_member (operator_id) WHERE invited_at IS NOT NULL;
