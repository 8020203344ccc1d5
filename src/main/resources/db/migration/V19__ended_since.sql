-- A notice that was sent and a citizen's token that was ended are known after a restore too: nobody gets a mail twice, no token lives again.
ALTER TABLE erasure
  DROP CONSTRAINT erasure_kind_check,
  ADD CONSTRAINT erasure_kind_check
    CHECK (kind IN ('ENTRY', 'FILE', 'CONSULTATION', 'CONTACT_REQUEST', 'NOTICE', 'CITIZEN'));
