import type { Migration } from './migration.ts'

/** A memory as its newest version shows it; frozen with this step. Texts go through JSON, which can hold half of a surrogate pair. */
const snapshotThen = `(SELECT json_object('kind', m.kind, 'text', json(json_of_old_text(m.text)), 'subject', json(json_of_old_text(m.subject)), 'key', m.key,
  'importance', m.importance, 'confidence', m.confidence, 'eventAt', m.event_at, 'validFrom', m.valid_from, 'validUntil', m.valid_until, 'supersededBy', m.superseded_by,
  'label', m.label, 'trust', m.trust, 'pinned', json(iif(m.pinned = 1, 'true', 'false')), 'state', m.state, 'scope', 'everywhere', 'scopeId', NULL,
  'entities', json('[]'), 'fadesAt', NULL, 'conflictsWith', NULL) FROM memory m WHERE m.id = c.memory_id AND m.state <> 'forgotten')`

/**
 * Memories with scope, entities, fading and numbered versions; what waits to be forgotten; what must not come back; projects and
 * readings of archives. A check of a column cannot be changed, so the table of memories is made anew, and those that point to it too:
 * otherwise dropping the old one would take their rows with it.
 */
export const memoriesToTrust: Migration = {
  version: 5,
  name: 'memories to trust',
  functions: { json_of_old_text: (text) => JSON.stringify(Buffer.isBuffer(text) ? text.toString('utf16le') : text) },
  statements: [
    `CREATE TABLE memory_next (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, text ANY NOT NULL, subject ANY NOT NULL, key TEXT, importance REAL NOT NULL, confidence REAL NOT NULL,
      event_at INTEGER, learned_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, valid_from INTEGER, valid_until INTEGER, superseded_by TEXT,
      label TEXT NOT NULL, trust TEXT NOT NULL, pinned INTEGER NOT NULL DEFAULT 0,
      state TEXT NOT NULL CHECK (state IN ('candidate', 'active', 'superseded', 'faded', 'forgotten')),
      uses INTEGER NOT NULL DEFAULT 0, last_used_at INTEGER, normalised TEXT NOT NULL,
      scope TEXT NOT NULL DEFAULT 'everywhere' CHECK (scope IN ('everywhere', 'project', 'conversation')), scope_id TEXT,
      fades_at INTEGER, conflicts_with TEXT, forgetting_at INTEGER, about TEXT NOT NULL DEFAULT ''
    ) STRICT`,
    `INSERT INTO memory_next (id, kind, text, subject, key, importance, confidence, event_at, learned_at, updated_at, valid_from, valid_until, superseded_by,
        label, trust, pinned, state, uses, last_used_at, normalised, about)
      SELECT id, kind, text, subject, key, importance, confidence, event_at, learned_at, updated_at, valid_from, valid_until, superseded_by,
        label, trust, pinned, state, uses, last_used_at, normalised, iif(typeof(subject) = 'text', fold_case(subject), '') FROM memory ORDER BY rowid`,

    `CREATE TABLE memory_source_next (
      memory_id TEXT NOT NULL REFERENCES memory_next (id) ON DELETE CASCADE, message_id TEXT, conversation_id TEXT,
      start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote ANY NOT NULL, at INTEGER NOT NULL,
      role TEXT NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'assistant')), file ANY
    ) STRICT`,
    `INSERT INTO memory_source_next (memory_id, message_id, conversation_id, start, "end", quote, at)
      SELECT memory_id, message_id, conversation_id, start, "end", quote, at FROM memory_source ORDER BY rowid`,

    `CREATE TABLE memory_change_next (
      memory_id TEXT NOT NULL REFERENCES memory_next (id) ON DELETE CASCADE, number INTEGER NOT NULL, at INTEGER NOT NULL, author TEXT NOT NULL, action TEXT NOT NULL,
      reason ANY NOT NULL, before ANY, snapshot ANY, PRIMARY KEY (memory_id, number)
    ) STRICT`,
    `INSERT INTO memory_change_next (memory_id, number, at, author, action, reason, before)
      SELECT memory_id, row_number() OVER (PARTITION BY memory_id ORDER BY at, rowid), at, author, action, reason, before FROM memory_change`,
    `UPDATE memory_change_next AS c SET snapshot = ${snapshotThen}
      WHERE number = (SELECT max(number) FROM memory_change_next WHERE memory_id = c.memory_id)`,

    'DROP TABLE memory_source',
    'DROP TABLE memory_change',
    'DROP TABLE memory',
    'ALTER TABLE memory_next RENAME TO memory',
    'ALTER TABLE memory_source_next RENAME TO memory_source',
    'ALTER TABLE memory_change_next RENAME TO memory_change',

    'CREATE INDEX memory_by_change ON memory (pinned, updated_at, id)',
    'CREATE INDEX memory_by_key ON memory (key) WHERE key IS NOT NULL',
    'CREATE INDEX memory_by_text ON memory (normalised)',
    'CREATE INDEX memory_by_about ON memory (about)',
    'CREATE INDEX memory_by_subject ON memory (subject, updated_at)',
    'CREATE INDEX memory_by_time ON memory (coalesce(event_at, learned_at), id)',
    'CREATE INDEX memory_by_state ON memory (state, forgetting_at)',
    'CREATE INDEX memory_by_fading ON memory (coalesce(fades_at, 9007199254740991), id)',
    'CREATE INDEX memory_by_scope ON memory (scope_id) WHERE scope_id IS NOT NULL',
    'CREATE INDEX memory_by_conflict ON memory (conflicts_with) WHERE conflicts_with IS NOT NULL',
    'CREATE INDEX memory_by_successor ON memory (superseded_by) WHERE superseded_by IS NOT NULL',
    'CREATE INDEX memory_in_forgetting ON memory (forgetting_at) WHERE forgetting_at IS NOT NULL',
    'CREATE INDEX memory_source_by_memory ON memory_source (memory_id)',
    'CREATE INDEX memory_source_by_conversation ON memory_source (conversation_id)',
    'CREATE INDEX memory_source_by_message ON memory_source (message_id)',

    `CREATE TABLE memory_entity (
      memory_id TEXT NOT NULL REFERENCES memory (id) ON DELETE CASCADE, name ANY NOT NULL, normalised TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('person', 'place', 'organisation', 'project', 'thing', 'topic'))
    ) STRICT`,
    'CREATE INDEX memory_entity_by_memory ON memory_entity (memory_id)',
    'CREATE INDEX memory_entity_by_name ON memory_entity (normalised, kind, memory_id)',

    // The key makes the hashes of this store worthless elsewhere: without it nobody can try words against them.
    'CREATE TABLE tombstone (hash BLOB PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID',
    'CREATE TABLE tombstone_key (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), key BLOB NOT NULL) STRICT',

    'ALTER TABLE conversation ADD COLUMN project_id TEXT',
    'ALTER TABLE conversation ADD COLUMN imported_from TEXT',
    'CREATE INDEX conversation_by_project ON conversation (project_id) WHERE project_id IS NOT NULL',
    // What was said in one stretch is read in its order of time.
    'CREATE INDEX message_by_time ON message (conversation_id, created_at, id)',
    'CREATE TABLE project (id TEXT PRIMARY KEY, name ANY NOT NULL, created_at INTEGER NOT NULL) STRICT',

    'CREATE TABLE import_job (id TEXT PRIMARY KEY, path ANY NOT NULL, body TEXT NOT NULL, started_at INTEGER NOT NULL) STRICT',
    `CREATE TABLE import_conversation (
      import_id TEXT NOT NULL REFERENCES import_job (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (import_id, conversation_id)
    ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX import_conversation_by_conversation ON import_conversation (conversation_id)',
  ],
}
