-- The tables of version 1, as CREATE TABLE of SQL that both databases take. Tests open a ledger with these and see it brought up to date.
CREATE TABLE bearings (
  entry INTEGER NOT NULL,
  commitment INTEGER NOT NULL,
  event INTEGER NOT NULL,
  bearing VARCHAR(10) NOT NULL,
  extent INTEGER,
  person BOOLEAN NOT NULL,
  in_force BOOLEAN NOT NULL,
  PRIMARY KEY (entry)
);
CREATE TABLE blocks (
  "of" VARCHAR(12) NOT NULL,
  "key" BIGINT NOT NULL,
  line INTEGER NOT NULL
);
CREATE TABLE book (
  seq INTEGER NOT NULL,
  at VARCHAR(32) NOT NULL,
  "by" VARCHAR(200) NOT NULL,
  act VARCHAR(20) NOT NULL,
  body TEXT NOT NULL,
  hash VARCHAR(64) NOT NULL,
  PRIMARY KEY (seq)
);
CREATE TABLE commitments (
  id INTEGER NOT NULL,
  document INTEGER,
  local VARCHAR(12) NOT NULL,
  kind VARCHAR(12) NOT NULL,
  provision VARCHAR(30) NOT NULL,
  action TEXT,
  condition TEXT,
  deadline VARCHAR(10),
  deadline_words TEXT,
  due VARCHAR(10),
  made_on VARCHAR(10),
  instrument TEXT,
  told VARCHAR(12) NOT NULL,
  body TEXT NOT NULL,
  quote TEXT NOT NULL,
  span VARCHAR(24) NOT NULL,
  promise INTEGER NOT NULL,
  withdrawn BOOLEAN NOT NULL,
  person BOOLEAN NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE documents (
  id INTEGER NOT NULL,
  sha VARCHAR(80) NOT NULL,
  entry INTEGER NOT NULL,
  reading INTEGER,
  language VARCHAR(8) NOT NULL,
  published VARCHAR(10),
  title TEXT,
  outlet TEXT,
  agency TEXT,
  source TEXT,
  url TEXT,
  length INTEGER NOT NULL,
  engine VARCHAR(80),
  story INTEGER NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (sha)
);
CREATE TABLE entities (
  id INTEGER NOT NULL,
  document INTEGER,
  local VARCHAR(12) NOT NULL,
  type VARCHAR(20) NOT NULL,
  name TEXT NOT NULL,
  country VARCHAR(3),
  sector VARCHAR(3),
  "key" TEXT,
  actor INTEGER NOT NULL,
  withdrawn BOOLEAN NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE events (
  id INTEGER NOT NULL,
  document INTEGER,
  local VARCHAR(12) NOT NULL,
  type VARCHAR(12) NOT NULL,
  mode VARCHAR(30),
  factuality VARCHAR(10) NOT NULL,
  value VARCHAR(10),
  first VARCHAR(10),
  last VARCHAR(10),
  told BOOLEAN NOT NULL,
  place TEXT,
  country VARCHAR(3),
  quote TEXT NOT NULL,
  span VARCHAR(24) NOT NULL,
  body TEXT NOT NULL,
  happening INTEGER NOT NULL,
  withdrawn BOOLEAN NOT NULL,
  person BOOLEAN NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE instruments (
  id INTEGER NOT NULL,
  document INTEGER NOT NULL,
  local VARCHAR(12) NOT NULL,
  kind VARCHAR(20) NOT NULL,
  name TEXT NOT NULL,
  date VARCHAR(10),
  status VARCHAR(20),
  "key" TEXT,
  text INTEGER NOT NULL,
  withdrawn BOOLEAN NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE links (
  entry INTEGER NOT NULL,
  "of" VARCHAR(12) NOT NULL,
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  verdict VARCHAR(10) NOT NULL,
  score FLOAT,
  person BOOLEAN NOT NULL,
  in_force BOOLEAN NOT NULL,
  PRIMARY KEY (entry)
);
CREATE TABLE notes (
  entry INTEGER NOT NULL,
  "of" VARCHAR(12) NOT NULL,
  line INTEGER NOT NULL,
  text TEXT NOT NULL,
  source TEXT,
  undone BOOLEAN NOT NULL,
  PRIMARY KEY (entry)
);
CREATE TABLE processes (
  id INTEGER NOT NULL,
  document INTEGER NOT NULL,
  local VARCHAR(12) NOT NULL,
  name TEXT NOT NULL,
  "key" TEXT,
  series INTEGER NOT NULL,
  withdrawn BOOLEAN NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE promises (
  id INTEGER NOT NULL,
  status VARCHAR(12) NOT NULL,
  extent INTEGER,
  confirmed BOOLEAN NOT NULL,
  judged INTEGER,
  stories INTEGER NOT NULL,
  "for" INTEGER NOT NULL,
  against INTEGER NOT NULL,
  last VARCHAR(10),
  deadline VARCHAR(10),
  deadline_words TEXT,
  due VARCHAR(10),
  PRIMARY KEY (id)
);
CREATE TABLE rounds (
  process INTEGER NOT NULL,
  event INTEGER,
  date VARCHAR(10),
  format VARCHAR(20),
  heads TEXT NOT NULL,
  topics TEXT NOT NULL,
  quote TEXT NOT NULL
);
CREATE TABLE settings (
  name VARCHAR(40) NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name)
);
CREATE TABLE sides (
  "of" VARCHAR(12) NOT NULL,
  line INTEGER NOT NULL,
  role VARCHAR(12) NOT NULL,
  entity INTEGER,
  country VARCHAR(3),
  sector VARCHAR(3)
);
CREATE TABLE statuses (
  entry INTEGER NOT NULL,
  promise INTEGER NOT NULL,
  status VARCHAR(12) NOT NULL,
  extent INTEGER,
  person BOOLEAN NOT NULL,
  undone BOOLEAN NOT NULL,
  PRIMARY KEY (entry)
);
