-- Whether a citizen has a consultation is asked by every hello, and when the unused ones are erased.
CREATE INDEX consultation_citizen ON consultation (citizen_id);
