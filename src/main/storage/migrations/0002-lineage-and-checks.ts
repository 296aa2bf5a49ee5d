import type { Migration } from './migration.ts'

/** Which sources stood in which turn, what was forgotten, and a check over every message's bytes. */
export const lineageAndChecks: Migration = {
  version: 2,
  name: 'lineage and checks',
  statements: [
    `CREATE TABLE piece_use (
      turn_id TEXT NOT NULL REFERENCES turn_trace (turn_id) ON DELETE CASCADE, source_kind TEXT NOT NULL CHECK (source_kind IN ('memory', 'message')),
      source_id TEXT NOT NULL, stood INTEGER NOT NULL, PRIMARY KEY (turn_id, source_kind, source_id)
    ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX piece_use_by_source ON piece_use (source_kind, source_id)',
    `CREATE TABLE forgotten_span (
      message_id TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      PRIMARY KEY (message_id, start, "end")
    ) STRICT, WITHOUT ROWID`,
    'CREATE TABLE unrecallable (message_id TEXT PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE, reason TEXT NOT NULL) STRICT, WITHOUT ROWID',
    'CREATE INDEX memory_source_by_message ON memory_source (message_id)',
    'ALTER TABLE message ADD COLUMN text_check INTEGER NOT NULL DEFAULT 0',
    'UPDATE message SET text_check = content_check(text)',
  ],
}
