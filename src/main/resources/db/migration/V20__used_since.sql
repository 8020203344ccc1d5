-- A code to come back that was used is not good again after a restore either.
ALTER TABLE erasure
  DROP CONSTRAINT erasure_kind_check,
  ADD CONSTRAINT erasure_kind_check
    CHECK (kind IN ('ENTRY', 'FILE', 'CONSULTATION', 'CONTACT_REQUEST', 'NOTICE', 'CITIZEN', 'RETURN_CODE'));
