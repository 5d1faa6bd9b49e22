CREATE TABLE changes (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  what TEXT NOT NULL,
  subject TEXT NOT NULL,
  field TEXT,
  "before" TEXT,
  "after" TEXT,
  reason TEXT NOT NULL
)
;;
CREATE INDEX ix_changes_subject ON changes (subject)
;;
CREATE TABLE deletions (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  replaced_by TEXT,
  reason TEXT NOT NULL
)
;;
CREATE INDEX ix_deletions_at ON deletions (at)
;;
CREATE INDEX ix_deletions_id ON deletions (id)
;;
CREATE TABLE documents (
  id TEXT NOT NULL,
  url TEXT,
  outlet TEXT,
  title TEXT,
  published DATE,
  sha256 TEXT,
  archived TEXT,
  added TEXT NOT NULL,
  PRIMARY KEY (id)
)
;;
CREATE TABLE incidents (
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  place_id TEXT,
  country TEXT,
  lat FLOAT,
  lon FLOAT,
  date_from DATE,
  date_to DATE,
  sort_day TEXT NOT NULL,
  reliability TEXT,
  credibility INTEGER,
  credence TEXT,
  tellings INTEGER NOT NULL,
  stories INTEGER NOT NULL,
  chains INTEGER NOT NULL,
  changed TEXT NOT NULL,
  digest TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (id)
)
;;
CREATE INDEX incidents_by_point ON incidents (lat, lon)
;;
CREATE INDEX incidents_by_type ON incidents (type, sort_day)
;;
CREATE INDEX incidents_in_order ON incidents (sort_day, id)
;;
CREATE INDEX ix_incidents_changed ON incidents (changed)
;;
CREATE TABLE judgements (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  decision TEXT NOT NULL,
  subject TEXT NOT NULL,
  other TEXT,
  field TEXT,
  value TEXT,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  UNIQUE (id)
)
;;
CREATE TABLE meta (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name)
)
;;
CREATE TABLE stories (
  id INTEGER NOT NULL,
  "key" TEXT NOT NULL,
  document TEXT NOT NULL,
  number INTEGER NOT NULL,
  start INTEGER NOT NULL,
  text TEXT NOT NULL,
  signature BLOB NOT NULL,
  chain TEXT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE ("key"),
  FOREIGN KEY(document) REFERENCES documents (id)
)
;;
CREATE INDEX ix_stories_chain ON stories (chain)
;;
CREATE INDEX ix_stories_document ON stories (document)
;;
CREATE TABLE ties (
  judgement INTEGER NOT NULL,
  must BOOLEAN NOT NULL,
  first TEXT,
  second TEXT,
  PRIMARY KEY (judgement),
  FOREIGN KEY(judgement) REFERENCES judgements (seq)
)
;;
CREATE INDEX ix_ties_first ON ties (first)
;;
CREATE INDEX ix_ties_second ON ties (second)
;;
CREATE TABLE anchors (
  judgement INTEGER NOT NULL,
  side TEXT NOT NULL,
  number INTEGER NOT NULL,
  story INTEGER NOT NULL,
  claim TEXT,
  start INTEGER NOT NULL,
  "trigger" TEXT NOT NULL,
  PRIMARY KEY (judgement, side, number),
  FOREIGN KEY(judgement) REFERENCES judgements (seq),
  FOREIGN KEY(story) REFERENCES stories (id)
)
;;
CREATE INDEX ix_anchors_claim ON anchors (claim)
;;
CREATE INDEX ix_anchors_story ON anchors (story)
;;
CREATE TABLE claims (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "key" TEXT NOT NULL,
  story INTEGER NOT NULL,
  number INTEGER NOT NULL,
  claim TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  place_id TEXT,
  country TEXT,
  lat FLOAT,
  lon FLOAT,
  date_from DATE,
  date_to DATE,
  telling BOOLEAN NOT NULL,
  lead BOOLEAN NOT NULL,
  background BOOLEAN NOT NULL,
  rejected BOOLEAN NOT NULL,
  incident TEXT,
  record TEXT NOT NULL,
  corrected TEXT,
  told TEXT,
  folded TEXT,
  UNIQUE ("key"),
  FOREIGN KEY(story) REFERENCES stories (id)
)
;;
CREATE INDEX claims_by_day ON claims (date_from)
;;
CREATE INDEX claims_by_type ON claims (type, date_from)
;;
CREATE INDEX ix_claims_incident ON claims (incident)
;;
CREATE INDEX ix_claims_story ON claims (story)
;;
CREATE TABLE copies (
  first INTEGER NOT NULL,
  second INTEGER NOT NULL,
  share FLOAT NOT NULL,
  PRIMARY KEY (first, second),
  FOREIGN KEY(first) REFERENCES stories (id),
  FOREIGN KEY(second) REFERENCES stories (id)
)
;;
CREATE INDEX ix_copies_second ON copies (second)
;;
CREATE TABLE readings (
  id INTEGER NOT NULL,
  story INTEGER NOT NULL,
  knowledge TEXT NOT NULL,
  at TEXT NOT NULL,
  superseded TEXT,
  claims TEXT,
  PRIMARY KEY (id),
  FOREIGN KEY(story) REFERENCES stories (id)
)
;;
CREATE INDEX ix_readings_knowledge ON readings (knowledge)
;;
CREATE INDEX ix_readings_story ON readings (story)
;;
CREATE TABLE story_bands (
  band TEXT NOT NULL,
  story INTEGER NOT NULL,
  PRIMARY KEY (band, story),
  FOREIGN KEY(story) REFERENCES stories (id)
)
;;
CREATE TABLE claim_actors (
  claim INTEGER NOT NULL,
  role TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (claim, role, actor),
  FOREIGN KEY(claim) REFERENCES claims (id)
)
;;
CREATE INDEX claim_actors_by_actor ON claim_actors (actor, claim)
;;
CREATE TABLE claim_places (
  claim INTEGER NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (claim, place),
  FOREIGN KEY(claim) REFERENCES claims (id)
)
;;
CREATE INDEX claim_places_by_place ON claim_places (place, claim)
;;
CREATE TABLE links (
  first INTEGER NOT NULL,
  second INTEGER NOT NULL,
  score FLOAT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (first, second),
  FOREIGN KEY(first) REFERENCES claims (id),
  FOREIGN KEY(second) REFERENCES claims (id)
)
;;
CREATE INDEX ix_links_second ON links (second)
;;
CREATE TABLE telling_keys (
  "key" TEXT NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY ("key", claim),
  FOREIGN KEY(claim) REFERENCES claims (id)
)
;;
CREATE INDEX ix_telling_keys_claim ON telling_keys (claim)
;;
CREATE VIRTUAL TABLE story_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')
;;
CREATE VIRTUAL TABLE claim_boxes USING rtree(id, south, north, west, east, first, last)
