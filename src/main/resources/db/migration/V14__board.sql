-- The supervisor's board: who joined openly, when the first answer came, and who switched the figures per person.
ALTER TABLE consultation
  ADD COLUMN joined            uuid[],                    -- supervisors beside the operator, who read and write too; null for nobody
  ADD COLUMN first_answered_at timestamptz,               -- answered_at is of the last operator who came to it
  ADD COLUMN first_answered_by uuid REFERENCES operator;
UPDATE consultation SET first_answered_at = answered_at, first_answered_by = operator_id
  WHERE answered_at IS NOT NULL;
CREATE INDEX consultation_joined ON consultation USING gin (joined) WHERE joined IS NOT NULL;
CREATE INDEX consultation_first_answered ON consultation (first_answered_at) WHERE first_answered_at IS NOT NULL;

-- Each time somebody switched them; the newest row holds. None: off.
CREATE TABLE person_figures (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  shown       boolean NOT NULL,
  operator_id uuid NOT NULL REFERENCES operator,
  at          timestamptz NOT NULL
);
