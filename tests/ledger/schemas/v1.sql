BEGIN TRANSACTION;
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
);
INSERT INTO "anchors" VALUES(1,'subject',0,2,'taiz/0/c1',0,'اندلعت اشتباكات');
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
);
INSERT INTO "changes" VALUES(1,'2018-03-20T00:00:00+00:00','a','correct','taiz/0/c1','type','"armed_clash"','"attack"','so');
CREATE TABLE claim_actors (
  claim INTEGER NOT NULL,
  role TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (claim, role, actor),
  FOREIGN KEY(claim) REFERENCES claims (id)
)
 WITHOUT ROWID;
INSERT INTO "claim_actors" VALUES(3,'actor','houthis');
INSERT INTO "claim_actors" VALUES(1,'actor','syrian-government-forces');
INSERT INTO "claim_actors" VALUES(3,'actor','yemen-army');
PRAGMA writable_schema=ON;
CREATE TABLE claim_places (
  claim INTEGER NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (claim, place),
  FOREIGN KEY(claim) REFERENCES claims (id)
)
 WITHOUT ROWID;
INSERT INTO "claim_places" VALUES(1,'SY');
INSERT INTO "claim_places" VALUES(1,'SY-HI');
INSERT INTO "claim_places" VALUES(3,'YE');
INSERT INTO "claim_places" VALUES(3,'YE-TA');
INSERT INTO "claim_places" VALUES(1,'sy-rastan');
INSERT INTO "claim_places" VALUES(3,'ye-taiz');
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
);
INSERT INTO "claims" VALUES(1,'rastan/0/c1',1,0,'c1','shelling','asserted','sy-rastan','SY',34.926,36.732,'2018-03-12','2018-03-12',1,1,0,0,'i9add637ffe6e210','{"id":"c1","type":"shelling","status":"asserted","trigger":{"start":0,"end":4,"text":"قصفت"},"sentence":{"start":0,"end":109},"participants":[{"role":"actor","span":{"start":5,"end":16,"text":"قوات النظام"},"actor_id":"syrian-government-forces","name":{"en":"Syrian government forces","ar":"قوات الحكومة السورية"},"code":{"country":"SYR","sector":"MIL"}},{"role":"target","span":{"start":69,"end":75,"text":"مدنيان"},"actor_id":null,"name":null,"code":{"country":"SYR","sector":"CVL"}}],"places":[{"role":"at","span":{"start":27,"end":39,"text":"مدينة الرستن"},"place_id":"sy-rastan","name":{"en":"Rastan","ar":"الرستن"},"lat":34.926,"lon":36.732,"level":"town","radius_km":3.0,"admin":["SY","SY-HI"],"method":"class","alternatives":[]}],"time":{"span":{"start":51,"end":62,"text":"يوم الاثنين"},"start":"2018-03-12","end":"2018-03-12","precision":"day","basis":"text"},"figures":[{"kind":"killed","min":2,"max":2,"span":{"start":69,"end":75,"text":"مدنيان"},"who":{"start":69,"end":75,"text":"مدنيان"},"part":false,"approximate":false}],"means":{"span":{"start":18,"end":26,"text":"المدفعية"},"means_id":"artillery"},"attribution":[{"span":{"start":81,"end":108,"text":"المرصد السوري لحقوق الإنسان"},"cue":{"start":77,"end":80,"text":"وفق"},"speaker_id":"sohr","leaning":null,"carried":null}],"repeats":null,"codes":{"plover":"ASSAULT/heavy-weapons","cameo":"194","acled":"Explosions/Remote violence: Shelling/artillery/missile attack"},"rule":"shelling.shelled"}',NULL,'{"lead":true,"background":false,"words":[],"opening":[],"setting":[],"folded":[]}',NULL);
INSERT INTO "claims" VALUES(3,'taiz/0/c1',2,0,'c1','attack','asserted','ye-taiz','YE',13.579,44.022,'2018-03-12','2018-03-12',1,1,0,0,'i8c3521d2b884edf','{"id":"c1","type":"armed_clash","status":"asserted","trigger":{"start":0,"end":15,"text":"اندلعت اشتباكات"},"sentence":{"start":0,"end":83},"participants":[{"role":"actor","span":{"start":20,"end":37,"text":"قوات الجيش اليمني"},"actor_id":"yemen-army","name":{"en":"Yemeni army","ar":"الجيش اليمني"},"code":{"country":"YEM","sector":"MIL"}},{"role":"actor","span":{"start":39,"end":57,"text":"مسلحي جماعة الحوثي"},"actor_id":"houthis","name":{"en":"Houthis (Ansar Allah)","ar":"الحوثيون"},"code":{"country":"YEM","sector":"REB"}}],"places":[{"role":"at","span":{"start":61,"end":70,"text":"مدينة تعز"},"place_id":"ye-taiz","name":{"en":"Taiz","ar":"تعز"},"lat":13.579,"lon":44.022,"level":"city","radius_km":6.0,"admin":["YE","YE-TA"],"method":"class","alternatives":[]}],"time":{"span":{"start":71,"end":82,"text":"يوم الاثنين"},"start":"2018-03-12","end":"2018-03-12","precision":"day","basis":"text"},"figures":[],"means":null,"attribution":[],"repeats":null,"codes":{"plover":"ASSAULT","cameo":"190","acled":"Battles: Armed clash"},"rule":"armed_clash.clashes"}','{"id":"c1","type":"attack","status":"asserted","trigger":{"start":0,"end":15,"text":"اندلعت اشتباكات"},"sentence":{"start":0,"end":83},"participants":[{"role":"actor","span":{"start":20,"end":37,"text":"قوات الجيش اليمني"},"actor_id":"yemen-army","name":{"en":"Yemeni army","ar":"الجيش اليمني"},"code":{"country":"YEM","sector":"MIL"}},{"role":"actor","span":{"start":39,"end":57,"text":"مسلحي جماعة الحوثي"},"actor_id":"houthis","name":{"en":"Houthis (Ansar Allah)","ar":"الحوثيون"},"code":{"country":"YEM","sector":"REB"}}],"places":[{"role":"at","span":{"start":61,"end":70,"text":"مدينة تعز"},"place_id":"ye-taiz","name":{"en":"Taiz","ar":"تعز"},"lat":13.579,"lon":44.022,"level":"city","radius_km":6.0,"admin":["YE","YE-TA"],"method":"class","alternatives":[]}],"time":{"span":{"start":71,"end":82,"text":"يوم الاثنين"},"start":"2018-03-12","end":"2018-03-12","precision":"day","basis":"text"},"figures":[],"means":null,"attribution":[],"repeats":null,"codes":{"plover":"ASSAULT","cameo":"190","acled":"Battles: Armed clash"},"rule":"armed_clash.clashes"}','{"lead":true,"background":false,"words":[],"opening":[],"setting":[],"folded":[]}',NULL);
CREATE TABLE copies (
  first INTEGER NOT NULL,
  second INTEGER NOT NULL,
  share FLOAT NOT NULL,
  PRIMARY KEY (first, second),
  FOREIGN KEY(first) REFERENCES stories (id),
  FOREIGN KEY(second) REFERENCES stories (id)
)
 WITHOUT ROWID;
CREATE TABLE deletions (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  replaced_by TEXT,
  reason TEXT NOT NULL
);
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
);
INSERT INTO "documents" VALUES('rastan',NULL,'شبكة أ',NULL,'2018-03-14','5840af46a7d84eb18b83d3ec18fc86aab91bf7ed31a0f835eed2912c638e631b',NULL,'2026-11-25T01:12:38.510+00:00');
INSERT INTO "documents" VALUES('taiz',NULL,'شبكة أ',NULL,'2018-03-14','967fbd0bedd1f6b163a3b7e8fc40b9fe7bfbe96c406fdf080c9a2627c1540adb',NULL,'2026-11-25T01:12:38.850+00:00');
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
);
INSERT INTO "incidents" VALUES('i9add637ffe6e210','shelling','asserted','sy-rastan','SY',34.926,36.732,'2018-03-12','2018-03-12','2018-03-12',NULL,NULL,NULL,1,1,1,'2026-11-25T01:12:38.510+00:00','107518c89b9eaf93282e48446023af47','{"id":"i9add637ffe6e210","type":"shelling","status":"asserted","time":{"span":{"start":51,"end":62,"text":"يوم الاثنين"},"start":"2018-03-12","end":"2018-03-12","precision":"day","basis":"text"},"places":[{"role":"at","span":{"start":27,"end":39,"text":"مدينة الرستن"},"place_id":"sy-rastan","name":{"en":"Rastan","ar":"الرستن"},"lat":34.926,"lon":36.732,"level":"town","radius_km":3.0,"admin":["SY","SY-HI"],"method":"class","alternatives":[]}],"participants":[{"role":"actor","span":{"start":5,"end":16,"text":"قوات النظام"},"actor_id":"syrian-government-forces","name":{"en":"Syrian government forces","ar":"قوات الحكومة السورية"},"code":{"country":"SYR","sector":"MIL"}},{"role":"target","span":{"start":69,"end":75,"text":"مدنيان"},"actor_id":null,"name":null,"code":{"country":"SYR","sector":"CVL"}}],"figures":[],"means":{"span":{"start":18,"end":26,"text":"المدفعية"},"means_id":"artillery"},"tellings":[],"joins":[],"grade":null}');
INSERT INTO "incidents" VALUES('i8c3521d2b884edf','attack','asserted','ye-taiz','YE',13.579,44.022,'2018-03-12','2018-03-12','2018-03-12',NULL,NULL,NULL,1,1,1,'2026-11-25T01:12:38.973+00:00','2f57b714f25ae22ba65f8604b9ec1445','{"id":"i8c3521d2b884edf","type":"attack","status":"asserted","time":{"span":{"start":71,"end":82,"text":"يوم الاثنين"},"start":"2018-03-12","end":"2018-03-12","precision":"day","basis":"text"},"places":[{"role":"at","span":{"start":61,"end":70,"text":"مدينة تعز"},"place_id":"ye-taiz","name":{"en":"Taiz","ar":"تعز"},"lat":13.579,"lon":44.022,"level":"city","radius_km":6.0,"admin":["YE","YE-TA"],"method":"class","alternatives":[]}],"participants":[{"role":"actor","span":{"start":20,"end":37,"text":"قوات الجيش اليمني"},"actor_id":"yemen-army","name":{"en":"Yemeni army","ar":"الجيش اليمني"},"code":{"country":"YEM","sector":"MIL"}},{"role":"actor","span":{"start":39,"end":57,"text":"مسلحي جماعة الحوثي"},"actor_id":"houthis","name":{"en":"Houthis (Ansar Allah)","ar":"الحوثيون"},"code":{"country":"YEM","sector":"REB"}}],"figures":[],"means":null,"tellings":[],"joins":[],"grade":null}');
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
);
INSERT INTO "judgements" VALUES(1,'j1','correct','taiz/0/c1',NULL,'type','attack','a','2018-03-20T00:00:00+00:00','so');
CREATE TABLE links (
  first INTEGER NOT NULL,
  second INTEGER NOT NULL,
  score FLOAT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (first, second),
  FOREIGN KEY(first) REFERENCES claims (id),
  FOREIGN KEY(second) REFERENCES claims (id)
)
 WITHOUT ROWID;
CREATE TABLE meta (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('hudna_schema','1');
CREATE TABLE readings (
  id INTEGER NOT NULL,
  story INTEGER NOT NULL,
  knowledge TEXT NOT NULL,
  at TEXT NOT NULL,
  superseded TEXT,
  claims TEXT,
  PRIMARY KEY (id),
  FOREIGN KEY(story) REFERENCES stories (id)
);
INSERT INTO "readings" VALUES(1,1,'76c926f3bf19b516','2026-11-25T01:12:38.510+00:00',NULL,NULL);
INSERT INTO "readings" VALUES(2,2,'76c926f3bf19b516','2026-11-25T01:12:38.850+00:00',NULL,NULL);
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
);
INSERT INTO "stories" VALUES(1,'rastan/0','rastan',0,0,'قصفت قوات النظام بالمدفعية مدينة الرستن في ريف حمص يوم الاثنين، وقتل مدنيان، وفق المرصد السوري لحقوق الإنسان.',X'2F80275440B603B466E68B8D671F7E9D78C1C0437F5DA2F78362EE8F8B4DDE938D04DFDB99D4AD829C36A52FAE282C39B37F68ABB836F6EEC241E566D2BCD6DA','rastan/0');
INSERT INTO "stories" VALUES(2,'taiz/0','taiz',0,0,'اندلعت اشتباكات بين قوات الجيش اليمني ومسلحي جماعة الحوثي في مدينة تعز يوم الاثنين.',X'46AE36E44B794D35690656D56CA37423951AA4F8AEB691E8AF62F276CAC9130BD742E4BFE29DFD4BFE16E688FEF903D9','taiz/0');
CREATE TABLE story_bands (
  band BIGINT NOT NULL,
  story INTEGER NOT NULL,
  PRIMARY KEY (band, story),
  FOREIGN KEY(story) REFERENCES stories (id)
)
 WITHOUT ROWID;
INSERT INTO "story_bands" VALUES(235470888232519570,1);
INSERT INTO "story_bands" VALUES(392185133193923583,1);
INSERT INTO "story_bands" VALUES(785300584685353707,1);
INSERT INTO "story_bands" VALUES(989360823530663018,1);
INSERT INTO "story_bands" VALUES(1097879368881504281,1);
INSERT INTO "story_bands" VALUES(1646239223501656943,2);
INSERT INTO "story_bands" VALUES(1854485911754198822,1);
INSERT INTO "story_bands" VALUES(2077192150027537022,1);
INSERT INTO "story_bands" VALUES(2083513178998715479,2);
INSERT INTO "story_bands" VALUES(2323952848948960130,2);
INSERT INTO "story_bands" VALUES(2646388666545138798,1);
INSERT INTO "story_bands" VALUES(3495367262332042575,1);
INSERT INTO "story_bands" VALUES(3859018135904554333,1);
INSERT INTO "story_bands" VALUES(3875286274565692303,2);
INSERT INTO "story_bands" VALUES(3900154914977237201,2);
INSERT INTO "story_bands" VALUES(3917352154372193219,2);
INSERT INTO "story_bands" VALUES(4390075621692775319,1);
INSERT INTO "story_bands" VALUES(4482702355502292785,1);
INSERT INTO "story_bands" VALUES(5083019892159393670,2);
INSERT INTO "story_bands" VALUES(5431771750312088488,2);
INSERT INTO "story_bands" VALUES(5508295266861203579,1);
INSERT INTO "story_bands" VALUES(6137676541982648787,1);
INSERT INTO "story_bands" VALUES(6444518767926758190,2);
INSERT INTO "story_bands" VALUES(6657085828270923335,2);
INSERT INTO "story_bands" VALUES(6924993183925592043,1);
INSERT INTO "story_bands" VALUES(7880966446746999495,2);
INSERT INTO "story_bands" VALUES(8339462481311050840,2);
INSERT INTO "story_bands" VALUES(8704800406729233475,1);
CREATE TABLE telling_keys (
  "key" BIGINT NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY ("key", claim),
  FOREIGN KEY(claim) REFERENCES claims (id)
)
 WITHOUT ROWID;
INSERT INTO "telling_keys" VALUES(4593446622524791119,1);
INSERT INTO "telling_keys" VALUES(7156482548535911458,3);
CREATE TABLE ties (
  judgement INTEGER NOT NULL,
  must BOOLEAN NOT NULL,
  first TEXT,
  second TEXT,
  PRIMARY KEY (judgement),
  FOREIGN KEY(judgement) REFERENCES judgements (seq)
);
CREATE INDEX ix_changes_subject ON changes (subject);
CREATE INDEX ix_deletions_at ON deletions (at);
CREATE INDEX ix_deletions_id ON deletions (id);
CREATE INDEX incidents_by_point ON incidents (lat, lon);
CREATE INDEX incidents_by_type ON incidents (type, sort_day);
CREATE INDEX incidents_in_order ON incidents (sort_day, id);
CREATE INDEX ix_incidents_changed ON incidents (changed);
CREATE INDEX ix_stories_chain ON stories (chain);
CREATE INDEX ix_stories_document ON stories (document);
CREATE INDEX ix_ties_first ON ties (first);
CREATE INDEX ix_ties_second ON ties (second);
CREATE INDEX ix_anchors_claim ON anchors (claim);
CREATE INDEX ix_anchors_story ON anchors (story);
CREATE INDEX claims_by_day ON claims (date_from);
CREATE INDEX claims_by_type ON claims (type, date_from);
CREATE INDEX ix_claims_incident ON claims (incident);
CREATE INDEX ix_claims_story ON claims (story);
CREATE INDEX ix_copies_second ON copies (second);
CREATE INDEX ix_readings_knowledge ON readings (knowledge);
CREATE INDEX ix_readings_story ON readings (story);
CREATE INDEX claim_actors_by_actor ON claim_actors (actor, claim);
CREATE INDEX claim_places_by_place ON claim_places (place, claim);
CREATE INDEX ix_links_second ON links (second);
CREATE INDEX ix_telling_keys_claim ON telling_keys (claim);
PRAGMA writable_schema=OFF;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('claims',3);
INSERT INTO "sqlite_sequence" VALUES('judgements',1);
INSERT INTO "sqlite_sequence" VALUES('changes',1);
COMMIT;
CREATE VIRTUAL TABLE story_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE claim_boxes USING rtree(id, south, north, west, east, first, last);
