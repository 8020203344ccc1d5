-- What was erased, by whomever and whenever: ids only. After a restore it is erased again.
CREATE TABLE erasure (
  id      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  at      timestamptz NOT NULL,
  kind    text NOT NULL CHECK (kind IN ('ENTRY', 'FILE', 'CONSULTATION', 'CONTACT_REQUEST')),
  subject uuid NOT NULL,                                  -- the consultation, file or contact request
  seq     bigint,                                         -- the place of an entry
  CHECK ((kind = 'ENTRY') = (seq IS NOT NULL))
);
CREATE INDEX erasure_at ON erasure (at, id);
