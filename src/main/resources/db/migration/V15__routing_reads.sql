-- A run of routing reads what is offered or held, and not everything that is open, to find it.
CREATE INDEX consultation_offered ON consultation (id) WHERE state = 'OFFERED';
CREATE INDEX consultation_held ON consultation (held_until) WHERE state = 'WAITING' AND held_until IS NOT NULL;
