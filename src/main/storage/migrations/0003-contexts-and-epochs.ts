import type { Migration } from './migration.ts'
import { figuresOfOldTrace } from './oldFigures.ts'

/** Contexts by reference to texts that are kept once, epochs, strategies, profiles, runs, and what a person decided on pieces and answers. */
export const contextsAndEpochs: Migration = {
  version: 3,
  name: 'contexts and epochs',
  functions: { figures_of_old_trace: figuresOfOldTrace },
  statements: [
    'ALTER TABLE conversation ADD COLUMN budget TEXT',
    "ALTER TABLE conversation ADD COLUMN goal ANY NOT NULL DEFAULT ''",
    'ALTER TABLE conversation ADD COLUMN persona_id TEXT',

    `CREATE TABLE epoch (
      id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE, number INTEGER NOT NULL,
      up_to_message_id TEXT NOT NULL, after_message_id TEXT NOT NULL, previous_id TEXT, kind TEXT NOT NULL, reason TEXT NOT NULL, why ANY NOT NULL,
      text ANY NOT NULL, made_text ANY NOT NULL, made_by TEXT NOT NULL, messages INTEGER NOT NULL, tokens_before INTEGER NOT NULL, tokens_after INTEGER NOT NULL,
      lost TEXT NOT NULL, created_at INTEGER NOT NULL, edited_at INTEGER, undone_at INTEGER, label TEXT NOT NULL, trust TEXT NOT NULL
    ) STRICT`,
    'CREATE INDEX epoch_by_conversation ON epoch (conversation_id, created_at, id)',

    // A text of a context, once for all contexts. The hash is SHA-256 of the text's own bytes and of how it is written in them.
    `CREATE TABLE text_blob (
      id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, packed INTEGER NOT NULL DEFAULT 0 CHECK (packed IN (0, 1, 2)), body ANY NOT NULL
    ) STRICT`,
    // A piece as it stood in contexts of one conversation, or a part of a prompt that belongs to no piece (no source).
    `CREATE TABLE piece_blob (
      id INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE, hash BLOB NOT NULL UNIQUE,
      text_id INTEGER NOT NULL REFERENCES text_blob (id), original_id INTEGER REFERENCES text_blob (id), source_kind TEXT, source_id TEXT, body TEXT
    ) STRICT`,
    'CREATE INDEX piece_blob_by_conversation ON piece_blob (conversation_id)',
    'CREATE INDEX piece_blob_by_source ON piece_blob (source_id, source_kind) WHERE source_id IS NOT NULL',
    'CREATE INDEX piece_blob_by_text ON piece_blob (text_id)',
    'CREATE INDEX piece_blob_by_original ON piece_blob (original_id) WHERE original_id IS NOT NULL',

    // `pieces` names the rows of piece_blob that `body` rests on; without it, `body` is the whole trace.
    'ALTER TABLE turn_trace ADD COLUMN pieces BLOB',
    'ALTER TABLE turn_trace ADD COLUMN whole INTEGER NOT NULL DEFAULT 1',
    'ALTER TABLE turn_trace ADD COLUMN epoch_id TEXT',
    'ALTER TABLE turn_trace ADD COLUMN figures TEXT',
    'ALTER TABLE turn_trace ADD COLUMN context_bytes INTEGER NOT NULL DEFAULT 0',
    "ALTER TABLE turn_trace ADD COLUMN thumb TEXT CHECK (thumb IN ('up', 'down'))",
    'CREATE INDEX turn_trace_by_epoch ON turn_trace (epoch_id) WHERE epoch_id IS NOT NULL',
    'UPDATE turn_trace SET context_bytes = length(body), figures = figures_of_old_trace(body)',

    'ALTER TABLE piece_use ADD COLUMN used INTEGER',

    `CREATE TABLE piece_rule (
      conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE, piece_id TEXT NOT NULL, rule TEXT NOT NULL CHECK (rule IN ('pin', 'leave-out')),
      PRIMARY KEY (conversation_id, piece_id)
    ) STRICT, WITHOUT ROWID`,

    `CREATE TABLE context_run (
      id TEXT PRIMARY KEY, turn_id TEXT NOT NULL REFERENCES turn_trace (turn_id) ON DELETE CASCADE,
      conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE, at INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'stopped')), pieces BLOB, body BLOB NOT NULL, cost REAL NOT NULL DEFAULT 0
    ) STRICT`,
    'CREATE INDEX context_run_by_turn ON context_run (turn_id, at)',
    'CREATE INDEX context_run_by_conversation ON context_run (conversation_id)',
    "CREATE INDEX context_run_unfinished ON context_run (state) WHERE state = 'running'",

    'CREATE TABLE strategy (id TEXT PRIMARY KEY, name ANY NOT NULL, built_in INTEGER NOT NULL, body TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT',
    'CREATE TABLE strategy_default (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, name ANY NOT NULL, body TEXT NOT NULL) STRICT',
    'CREATE TABLE model_profile (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT',
  ],
}
