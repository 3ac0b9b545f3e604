-- Requests, what happened to them, and who was asked. Personal data is in one table of its own.

CREATE TABLE submission (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  idempotency_key text NOT NULL UNIQUE,
  reference text NOT NULL UNIQUE,
  -- SHA-256 of the last part of the publisher's link; the link itself is derived when it is needed, never stored.
  secret_hash text NOT NULL UNIQUE,
  kind text NOT NULL,
  organisation text NOT NULL,
  organisation_name text NOT NULL,
  datasets text[] NOT NULL,
  endpoint_url text,
  -- What the reviewer's search looks in, lower case. Nothing personal.
  search_text text NOT NULL,
  status text NOT NULL
    CHECK (status IN ('received', 'checking', 'needs-changes', 'accepted', 'added', 'live', 'declined')),
  -- Grows with everything that happens: a write that names an older one is refused.
  version integer NOT NULL DEFAULT 1,
  last_by text NOT NULL CHECK (last_by IN ('publisher', 'team')),
  sent_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX submission_status ON submission (status, sent_at);

-- Every version of the request that was sent, without contact and notes.
CREATE TABLE sent_request (
  submission_id bigint NOT NULL REFERENCES submission (id),
  number integer NOT NULL,
  sent_at timestamptz NOT NULL,
  -- Keyed hash of all that was sent, contact included: tells a repetition from another request.
  digest text NOT NULL,
  request text NOT NULL,
  PRIMARY KEY (submission_id, number)
);

CREATE TABLE personal (
  submission_id bigint PRIMARY KEY REFERENCES submission (id),
  name text NOT NULL,
  email text NOT NULL,
  notes text NOT NULL
);

-- What both sides see: steps and messages.
CREATE TABLE event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  submission_id bigint NOT NULL REFERENCES submission (id),
  at timestamptz NOT NULL,
  by text NOT NULL CHECK (by IN ('publisher', 'team')),
  status text,
  message text,
  link text,
  sent_number integer
);
CREATE INDEX event_submission ON event (submission_id, id);

-- Who did what. Words only, nothing of a request's content.
CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  submission_id bigint REFERENCES submission (id)
);
CREATE INDEX audit_submission ON audit (submission_id, id);

-- Messages by email. The text is made from the event when it is needed; addresses are in personal only.
CREATE TABLE notification (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  submission_id bigint NOT NULL REFERENCES submission (id),
  event_id bigint NOT NULL REFERENCES event (id),
  recipient text NOT NULL CHECK (recipient IN ('publisher', 'team')),
  at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'kept')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt timestamptz NOT NULL
);
CREATE INDEX notification_waiting ON notification (next_attempt) WHERE state = 'waiting';
CREATE INDEX notification_submission ON notification (submission_id, id);

-- Reviewers who are signed in. The cookie is known by its hash only.
CREATE TABLE review_session (
  token_hash text PRIMARY KEY,
  reviewer text NOT NULL,
  expires_at timestamptz NOT NULL
);
