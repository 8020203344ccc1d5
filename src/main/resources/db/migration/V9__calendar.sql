-- When a site is open; a site without a row is open day and night. Texts in four languages are jsonb objects as elsewhere.
CREATE TABLE calendar (
  site_id    text PRIMARY KEY REFERENCES site ON DELETE CASCADE,
  week       jsonb,                              -- {"MONDAY": [{from, to, byAppointment}], …}; null: day and night
  exceptions jsonb NOT NULL DEFAULT '[]',        -- [{topic, mode, week, startUntil, frontDeskOtherwise}]
  dates      jsonb NOT NULL DEFAULT '[]',        -- [{date, until, yearly, hours, text}]
  holidays   jsonb NOT NULL DEFAULT '{}',        -- {place, removed, added}
  closures   jsonb NOT NULL DEFAULT '[]',        -- [{from, until, topic, text}]
  changed_at timestamptz NOT NULL,
  demo_day   date                                -- the day for which the demo's open day was written last
);
