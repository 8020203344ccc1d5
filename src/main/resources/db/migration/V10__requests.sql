-- Contact requests as tasks with a due date, followed by a link; and what goes out to people who are not connected.
ALTER TABLE contact_request
  ADD COLUMN kind            text NOT NULL DEFAULT 'QUESTION'
    CHECK (kind IN ('QUESTION', 'SUGGESTION', 'REPORT', 'FORWARDED')),
  -- A server of the version before still inserts without it.
  ADD COLUMN due_at          timestamptz NOT NULL DEFAULT now() + interval '3 days',
  ADD COLUMN follow_hash     bytea,                        -- of the link's secret
  ADD COLUMN consultation_id uuid REFERENCES consultation ON DELETE SET NULL,
  ADD COLUMN written         text,                         -- what the citizen had written there
  ADD COLUMN forwarded_by    uuid REFERENCES operator,
  ADD COLUMN consent         boolean NOT NULL DEFAULT false, -- that the office reads the transcript
  ADD COLUMN answer          text,                         -- what the citizen reads
  ADD COLUMN answer_notice   uuid,                         -- the mail it went by; forgotten before the request is
  ADD COLUMN note            text;                         -- what staff read
UPDATE contact_request SET due_at = created_at + interval '3 days';
ALTER TABLE contact_request DROP CONSTRAINT contact_request_check;
ALTER TABLE contact_request ADD CONSTRAINT contact_request_reached
  CHECK (email IS NOT NULL OR telephone IS NOT NULL OR kind = 'FORWARDED');
CREATE UNIQUE INDEX contact_request_follow ON contact_request (follow_hash);
CREATE INDEX contact_request_consultation ON contact_request (consultation_id) WHERE consultation_id IS NOT NULL;

-- A file belongs to a consultation or to a contact request.
ALTER TABLE file ALTER COLUMN consultation_id DROP NOT NULL;
ALTER TABLE file ADD COLUMN contact_request_id uuid REFERENCES contact_request ON DELETE CASCADE;
ALTER TABLE file ADD CONSTRAINT file_place CHECK (num_nonnulls(consultation_id, contact_request_id) = 1);
CREATE INDEX file_contact_request ON file (contact_request_id) WHERE contact_request_id IS NOT NULL;

-- One mail or short message each; address and text go when it has ended.
CREATE TABLE notice (
  id         uuid PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('MAIL', 'SMS')),
  recipient  text NOT NULL,
  language   text NOT NULL,
  subject    text,
  text       text NOT NULL,
  tries      int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  next_at    timestamptz NOT NULL,
  ended_at   timestamptz,
  standing   text CHECK (standing IN ('SENT', 'GIVEN_UP'))
);
CREATE INDEX notice_due ON notice (next_at) WHERE ended_at IS NULL;
CREATE INDEX notice_ended ON notice (ended_at) WHERE ended_at IS NOT NULL;
