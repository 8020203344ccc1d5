-- The first slice: Write. Times are timestamptz; ids are UUIDv7; secrets are stored as SHA-256 of 256 random bits.
-- Texts in four languages are jsonb objects {"it": …, "de": …, "fr": …, "en": …}.

-- ── directory ────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE site (
  id                  text PRIMARY KEY,
  name                jsonb NOT NULL,
  origins             text[] NOT NULL DEFAULT '{}',
  languages           text[] NOT NULL DEFAULT '{it,de,fr,en}',
  time_zone           text NOT NULL DEFAULT 'Europe/Zurich',
  channels            jsonb NOT NULL DEFAULT '{}',        -- telephone, e-mail, desks
  emergency           jsonb NOT NULL DEFAULT '[]',        -- [{number, name{…}}]
  privacy             jsonb NOT NULL DEFAULT '{}',        -- {text{…}, url{…}}
  retention_days      int NOT NULL DEFAULT 180 CHECK (retention_days BETWEEN 1 AND 3650),
  file_retention_days int NOT NULL DEFAULT 30 CHECK (file_retention_days BETWEEN 1 AND 3650)
);

CREATE TABLE topic_group (
  id       text PRIMARY KEY,
  site_id  text NOT NULL REFERENCES site,
  position int NOT NULL,
  name     jsonb NOT NULL
);

CREATE TABLE topic (
  id          text PRIMARY KEY,
  site_id     text NOT NULL REFERENCES site,
  group_id    text NOT NULL REFERENCES topic_group,
  position    int NOT NULL,
  name        jsonb NOT NULL,
  ready       jsonb NOT NULL DEFAULT '{}',                -- what to have ready
  link        jsonb NOT NULL DEFAULT '{}',                -- the service page, per language
  modes       text[] NOT NULL DEFAULT '{WRITE}',
  front_desk  boolean NOT NULL DEFAULT false,             -- "other / I don't know": the last of all
  disabled_at timestamptz
);
CREATE UNIQUE INDEX topic_one_front_desk ON topic (site_id) WHERE front_desk AND disabled_at IS NULL;

CREATE TABLE operator (
  id          uuid PRIMARY KEY,
  email       text NOT NULL,
  first_name  text NOT NULL,
  last_name   text NOT NULL,
  office      text NOT NULL DEFAULT '',
  role        text NOT NULL CHECK (role IN ('OPERATOR', 'SUPERVISOR', 'ADMIN')),
  rights      text[] NOT NULL DEFAULT '{}',
  languages   text[] NOT NULL DEFAULT '{it}',
  photo       bytea,
  photo_type  text,
  show_photo  boolean NOT NULL DEFAULT false,
  max_write   int NOT NULL DEFAULT 3 CHECK (max_write BETWEEN 1 AND 20),
  preferences jsonb NOT NULL DEFAULT '{}',                -- console language, sound, single keys …
  created_at  timestamptz NOT NULL,
  disabled_at timestamptz
);
CREATE UNIQUE INDEX operator_email ON operator (lower(email));

CREATE TABLE competence (
  operator_id uuid NOT NULL REFERENCES operator,
  topic_id    text NOT NULL REFERENCES topic,
  level       int NOT NULL CHECK (level BETWEEN 1 AND 3),
  PRIMARY KEY (operator_id, topic_id)
);
CREATE INDEX competence_topic ON competence (topic_id);

CREATE TABLE canned_reply (
  id       uuid PRIMARY KEY,
  site_id  text NOT NULL REFERENCES site,
  topic_id text REFERENCES topic,                         -- null: for all topics
  shortcut text NOT NULL,
  text     jsonb NOT NULL,
  UNIQUE (site_id, shortcut)
);

-- ── auth ─────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE password (
  operator_id uuid PRIMARY KEY REFERENCES operator,
  hash        text NOT NULL,                              -- Argon2id, encoded with its parameters
  changed_at  timestamptz NOT NULL
);

CREATE TABLE second_factor (
  operator_id  uuid PRIMARY KEY REFERENCES operator,
  key          bytea NOT NULL,
  confirmed_at timestamptz,
  last_counter bigint NOT NULL DEFAULT 0                  -- a code is good once
);

CREATE TABLE one_use_link (
  token_hash  bytea PRIMARY KEY,
  purpose     text NOT NULL CHECK (purpose IN ('SET_UP', 'INVITATION')),
  operator_id uuid REFERENCES operator,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz
);

CREATE TABLE sign_in (
  id           uuid PRIMARY KEY,
  token_hash   bytea NOT NULL UNIQUE,
  operator_id  uuid NOT NULL REFERENCES operator,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  ended_at     timestamptz
);
CREATE INDEX sign_in_operator ON sign_in (operator_id) WHERE ended_at IS NULL;

CREATE TABLE socket_ticket (
  token_hash bytea PRIMARY KEY,
  sign_in_id uuid NOT NULL REFERENCES sign_in ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);

-- Counts of starts, sign-ins and contact requests, so that they hold on every node.
CREATE TABLE attempt (
  kind text NOT NULL,
  key  text NOT NULL,                                     -- hashed address or account
  at   timestamptz NOT NULL
);
CREATE INDEX attempt_key ON attempt (kind, key, at);

CREATE TABLE citizen (
  id         uuid PRIMARY KEY,
  site_id    text NOT NULL REFERENCES site,
  token_hash bytea NOT NULL UNIQUE,
  says_to_be text,                                        -- from identify(); not proven
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

-- ── consultation, routing, presence ──────────────────────────────────────────────────────────────
CREATE TABLE node (
  id      uuid PRIMARY KEY,
  seen_at timestamptz NOT NULL
);

CREATE TABLE presence (
  operator_id  uuid PRIMARY KEY REFERENCES operator,
  state        text NOT NULL CHECK (state IN ('AVAILABLE', 'AWAY', 'ON_CALL', 'OFFLINE')),
  reason       text,
  since        timestamptz NOT NULL,
  linked_at    timestamptz,                               -- last time a browser of theirs was connected
  last_served  timestamptz,                               -- last time they got a consultation
  expired_offers int NOT NULL DEFAULT 0                   -- in a row
);

CREATE TABLE consultation (
  id               uuid PRIMARY KEY,
  site_id          text NOT NULL REFERENCES site,
  topic_id         text NOT NULL REFERENCES topic,
  citizen_id       uuid NOT NULL REFERENCES citizen,
  reference        text NOT NULL,
  mode             text NOT NULL CHECK (mode IN ('SHOW', 'TALK', 'WRITE')),
  state            text NOT NULL CHECK (state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP', 'CLOSED', 'ABANDONED', 'REFUSED')),
  lane             int NOT NULL DEFAULT 3 CHECK (lane BETWEEN 0 AND 3),  -- returned, appointment, case, normal
  language         text NOT NULL,
  name             text,
  page             text,
  question         text,                                  -- the first message, for the waiting list; erased with it
  operator_id      uuid REFERENCES operator,              -- the owner, or to whom it is offered while OFFERED
  offer_expires_at timestamptz,
  started_at       timestamptz NOT NULL,
  queued_at        timestamptz NOT NULL,                  -- the place in its lane
  answered_at      timestamptz,
  wrap_up_at       timestamptz,                           -- when the operator pressed the end; + 5 s it is said
  ended_at         timestamptz,
  outcome          text,
  held_for         uuid REFERENCES operator,
  held_until       timestamptz,
  warned_at        timestamptz,
  citizen_gone_at  timestamptz,                           -- since when no browser of the citizen is connected
  citizen_node     uuid,
  hand_over_to     uuid REFERENCES operator,
  hand_over_note   text,
  hand_over_at     timestamptz,
  last_seq         bigint NOT NULL DEFAULT 0,
  read_by_citizen  bigint NOT NULL DEFAULT 0,
  read_by_staff    bigint NOT NULL DEFAULT 0,
  erased_at        timestamptz
) WITH (fillfactor = 70);                                  -- room for last_seq to move within the page
CREATE UNIQUE INDEX consultation_one_open ON consultation (citizen_id)
  WHERE state IN ('WAITING', 'OFFERED', 'ACTIVE', 'WRAP_UP');
CREATE UNIQUE INDEX consultation_reference ON consultation (site_id, reference);
CREATE INDEX consultation_queue ON consultation (topic_id, lane, queued_at) WHERE state IN ('WAITING', 'OFFERED');
CREATE INDEX consultation_order ON consultation (lane, queued_at, id) WHERE state IN ('WAITING', 'OFFERED');
CREATE INDEX consultation_owner ON consultation (operator_id) WHERE state IN ('OFFERED', 'ACTIVE', 'WRAP_UP');
CREATE INDEX consultation_hand_over ON consultation (hand_over_to) WHERE hand_over_to IS NOT NULL;
CREATE INDEX consultation_ended ON consultation (ended_at, id) WHERE ended_at IS NOT NULL;

-- Everything that happened to offers: who was asked, and how it ended.
CREATE TABLE offer (
  id              uuid PRIMARY KEY,
  consultation_id uuid NOT NULL REFERENCES consultation ON DELETE CASCADE,
  operator_id     uuid NOT NULL REFERENCES operator,
  offered_at      timestamptz NOT NULL,
  ended_at        timestamptz,
  ending          text
);
CREATE INDEX offer_consultation ON offer (consultation_id, offered_at);

CREATE TABLE rating (
  consultation_id uuid PRIMARY KEY REFERENCES consultation ON DELETE CASCADE,
  score           int NOT NULL CHECK (score BETWEEN 1 AND 5),
  comment         text,
  at              timestamptz NOT NULL
);

-- ── transcript ───────────────────────────────────────────────────────────────────────────────────
CREATE TABLE entry (
  consultation_id   uuid NOT NULL,                        -- no foreign key: an append holds the row's lock
  seq               bigint NOT NULL,
  at                timestamptz NOT NULL,
  writer            text NOT NULL CHECK (writer IN ('CITIZEN', 'OPERATOR', 'SYSTEM')),
  writer_id         uuid,
  client_message_id text,
  kind              text NOT NULL CHECK (kind IN ('MESSAGE', 'FILE', 'NOTE', 'EVENT', 'ERASED')),
  text              text,                                 -- of a message or note
  data              jsonb,                                -- of a file or event
  PRIMARY KEY (consultation_id, seq)
);
CREATE UNIQUE INDEX entry_client_message ON entry (consultation_id, writer_id, client_message_id)
  WHERE client_message_id IS NOT NULL;

-- The words of ended consultations, for the archive: written after the end, so that appending stays cheap.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TABLE transcript_words (
  consultation_id uuid PRIMARY KEY REFERENCES consultation ON DELETE CASCADE,
  ended_at        timestamptz NOT NULL,                   -- of the end that was read; one reopened is read again
  words           tsvector NOT NULL
);
CREATE INDEX transcript_words_words ON transcript_words USING gin (words);
CREATE INDEX transcript_words_ended ON transcript_words (ended_at);

-- Each opening of a past transcript: who, which, when.
CREATE TABLE archive_access (
  operator_id     uuid NOT NULL REFERENCES operator,
  consultation_id uuid NOT NULL,
  at              timestamptz NOT NULL
);
CREATE INDEX archive_access_at ON archive_access (at);

-- ── file ─────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE file (
  id              uuid PRIMARY KEY,
  consultation_id uuid NOT NULL REFERENCES consultation ON DELETE CASCADE,
  writer          text NOT NULL,
  writer_id       uuid NOT NULL,
  name            text NOT NULL,
  content_type    text NOT NULL,
  size            bigint NOT NULL,
  created_at      timestamptz NOT NULL,
  erased_at       timestamptz
);
CREATE INDEX file_consultation ON file (consultation_id);
CREATE TABLE file_chunk (
  file_id  uuid NOT NULL REFERENCES file ON DELETE CASCADE,
  position int NOT NULL,
  bytes    bytea NOT NULL CHECK (length(bytes) <= 262144),
  PRIMARY KEY (file_id, position)
);

-- ── contact requests: a message left because nobody was there ────────────────────────────────────
CREATE TABLE contact_request (
  id          uuid PRIMARY KEY,
  site_id     text NOT NULL REFERENCES site,
  topic_id    text NOT NULL REFERENCES topic,
  reference   text NOT NULL,
  language    text NOT NULL,
  name        text,
  email       text,
  telephone   text,
  text        text NOT NULL,
  state       text NOT NULL CHECK (state IN ('OPEN', 'TAKEN', 'DONE')),
  operator_id uuid REFERENCES operator,
  created_at  timestamptz NOT NULL,
  done_at     timestamptz,
  CHECK (email IS NOT NULL OR telephone IS NOT NULL)
);
CREATE INDEX contact_request_open ON contact_request (topic_id, created_at) WHERE state <> 'DONE';
