import type { Migration } from './migration.ts'

/** Columns of type ANY hold a text, or its UTF-16 bytes where UTF-8 would lose something: see text.ts. */
export const firstShape: Migration = {
  version: 1,
  name: 'first shape',
  statements: [
    `CREATE TABLE conversation (
      id TEXT PRIMARY KEY, title ANY NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, pinned INTEGER NOT NULL DEFAULT 0,
      deleted_at INTEGER, leaf_id TEXT, route TEXT NOT NULL, message_count INTEGER NOT NULL DEFAULT 0
    ) STRICT`,
    'CREATE INDEX conversation_by_change ON conversation (pinned, updated_at, id)',

    `CREATE TABLE message (
      id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversation (id), parent_id TEXT REFERENCES message (id),
      role TEXT NOT NULL CHECK (role IN ('user', 'assistant')), text ANY NOT NULL, created_at INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('done', 'streaming', 'interrupted', 'failed')), turn_id TEXT, label TEXT NOT NULL, trust TEXT NOT NULL,
      speaker ANY, note TEXT
    ) STRICT`,
    'CREATE INDEX message_by_parent ON message (parent_id, created_at, id)',
    'CREATE INDEX message_by_conversation ON message (conversation_id, parent_id, created_at, id)',
    'CREATE INDEX message_by_turn ON message (turn_id) WHERE turn_id IS NOT NULL',
    "CREATE INDEX message_unfinished ON message (status) WHERE status = 'streaming'",

    `CREATE TABLE memory (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, text ANY NOT NULL, subject ANY NOT NULL, key TEXT, importance REAL NOT NULL, confidence REAL NOT NULL,
      event_at INTEGER, learned_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, valid_from INTEGER, valid_until INTEGER, superseded_by TEXT,
      label TEXT NOT NULL, trust TEXT NOT NULL, pinned INTEGER NOT NULL DEFAULT 0,
      state TEXT NOT NULL CHECK (state IN ('candidate', 'active', 'superseded', 'forgotten')),
      uses INTEGER NOT NULL DEFAULT 0, last_used_at INTEGER, normalised TEXT NOT NULL
    ) STRICT`,
    'CREATE INDEX memory_by_change ON memory (pinned, updated_at, id)',
    'CREATE INDEX memory_by_key ON memory (key) WHERE key IS NOT NULL',
    'CREATE INDEX memory_by_text ON memory (normalised)',

    `CREATE TABLE memory_source (
      memory_id TEXT NOT NULL REFERENCES memory (id) ON DELETE CASCADE, message_id TEXT, conversation_id TEXT,
      start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote ANY NOT NULL, at INTEGER NOT NULL
    ) STRICT`,
    'CREATE INDEX memory_source_by_memory ON memory_source (memory_id)',
    'CREATE INDEX memory_source_by_conversation ON memory_source (conversation_id)',

    `CREATE TABLE memory_change (
      memory_id TEXT NOT NULL REFERENCES memory (id) ON DELETE CASCADE, at INTEGER NOT NULL, author TEXT NOT NULL, action TEXT NOT NULL,
      reason TEXT NOT NULL, before ANY
    ) STRICT`,
    'CREATE INDEX memory_change_by_memory ON memory_change (memory_id)',

    `CREATE TABLE turn_trace (
      turn_id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversation (id), user_message_id TEXT NOT NULL, answer_message_id TEXT,
      started_at INTEGER NOT NULL, total_ms REAL NOT NULL, first_token_ms REAL, status TEXT NOT NULL, destination TEXT NOT NULL, model_id TEXT NOT NULL,
      prompt_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL, cost REAL NOT NULL, body BLOB NOT NULL, summary TEXT
    ) STRICT`,
    'CREATE INDEX turn_trace_by_conversation ON turn_trace (conversation_id, started_at)',
    'CREATE INDEX turn_trace_by_time ON turn_trace (started_at)',

    `CREATE TABLE egress (
      at INTEGER NOT NULL, turn_id TEXT, destination TEXT NOT NULL, purpose TEXT NOT NULL, bytes_out INTEGER NOT NULL, bytes_in INTEGER NOT NULL,
      status TEXT NOT NULL, label TEXT NOT NULL
    ) STRICT`,
    'CREATE INDEX egress_by_time ON egress (at)',

    'CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
    'CREATE TABLE model_file (path TEXT PRIMARY KEY, added_at INTEGER NOT NULL, problem TEXT) STRICT',
  ],
}
