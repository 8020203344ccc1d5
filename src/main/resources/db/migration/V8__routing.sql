-- Routing by request type: who is asked when, for how much they have room, and why it was them.
ALTER TABLE topic
  ADD COLUMN widen_after_s    int NOT NULL DEFAULT 60 CHECK (widen_after_s BETWEEN 0 AND 3600),     -- then level 2 is asked too
  ADD COLUMN overflow_after_s int NOT NULL DEFAULT 120 CHECK (overflow_after_s BETWEEN 0 AND 3600), -- then level 3 and the overflow topic
  ADD COLUMN overflow_topic   text REFERENCES topic DEFERRABLE INITIALLY DEFERRED,
  ADD COLUMN max_waiting      int NOT NULL DEFAULT 50 CHECK (max_waiting BETWEEN 1 AND 1000),
  ADD COLUMN target_s         int NOT NULL DEFAULT 120 CHECK (target_s BETWEEN 1 AND 3600),         -- answered within: the goal
  ADD COLUMN on_call_opens    boolean NOT NULL DEFAULT false,
  ADD COLUMN requests_always  boolean NOT NULL DEFAULT false,
  ADD COLUMN office_email     text NOT NULL DEFAULT '',
  ADD CHECK (widen_after_s <= overflow_after_s),
  ADD CHECK (overflow_topic <> id);

ALTER TABLE operator
  ADD COLUMN weights     jsonb NOT NULL DEFAULT '{"WRITE": 1}',  -- mode to weight; one without takes all of max_write
  ADD COLUMN auto_accept boolean NOT NULL DEFAULT false;

-- Why a consultation went to whom, or to nobody: written when it was offered, and when the reasons changed.
CREATE TABLE choice (
  id              uuid PRIMARY KEY,
  consultation_id uuid NOT NULL REFERENCES consultation ON DELETE CASCADE,
  operator_id     uuid REFERENCES operator,               -- null: nobody could be asked
  at              timestamptz NOT NULL,
  reasons         jsonb NOT NULL                          -- how those who could be asked were ordered, why others were not
);
CREATE INDEX choice_consultation ON choice (consultation_id, at);
