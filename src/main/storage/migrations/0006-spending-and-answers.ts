import type { Migration } from './migration.ts'

/**
 * What calls cost, with what they may cost while they run, and answers that may be given again. Money is whole nano-dollars, so that
 * sums are exact. A row of spending names its conversation without leaning on it: what was paid stays paid when the conversation is gone.
 */
export const spendingAndAnswers: Migration = {
  version: 6,
  name: 'spending and answers given again',
  statements: [
    // The number says what came after what, whatever the clock said.
    `CREATE TABLE spend_call (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, day TEXT NOT NULL, month TEXT NOT NULL,
      provider_id TEXT NOT NULL, model_id TEXT NOT NULL, model_name TEXT NOT NULL, conversation_id TEXT, turn_id TEXT, purpose TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('reserved', 'settled', 'released', 'unsettled')),
      reserved_nano INTEGER NOT NULL, cost_nano INTEGER, reserved_tokens INTEGER NOT NULL,
      prompt_tokens INTEGER NOT NULL DEFAULT 0, output_tokens INTEGER NOT NULL DEFAULT 0, cached_tokens INTEGER NOT NULL DEFAULT 0,
      cached_saved_nano INTEGER NOT NULL DEFAULT 0, priced INTEGER NOT NULL CHECK (priced IN (0, 1)), squeezed_tokens INTEGER NOT NULL DEFAULT 0
    ) STRICT`,
    // What counts as used comes from these indexes alone: they are asked before every call.
    'CREATE INDEX spend_call_by_day ON spend_call (day, state)',
    'CREATE INDEX spend_call_by_month ON spend_call (month, state)',
    'CREATE INDEX spend_call_by_model ON spend_call (model_id, day)',
    'CREATE INDEX spend_call_by_provider ON spend_call (provider_id, day)',
    'CREATE INDEX spend_call_by_conversation ON spend_call (conversation_id, day) WHERE conversation_id IS NOT NULL',
    "CREATE INDEX spend_call_running ON spend_call (state) WHERE state = 'reserved'",

    `CREATE TABLE spend_alert (
      id TEXT PRIMARY KEY, limit_id TEXT NOT NULL, period TEXT NOT NULL, level TEXT NOT NULL CHECK (level IN ('warning', 'critical', 'reached')),
      at INTEGER NOT NULL, sentence TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1)), UNIQUE (limit_id, period, level)
    ) STRICT`,
    'CREATE INDEX spend_alert_by_time ON spend_alert (at)',

    `CREATE TABLE cached_answer (
      key TEXT PRIMARY KEY,
      message_id TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE, question_id TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
      turn_id TEXT NOT NULL, at INTEGER NOT NULL, expires_at INTEGER NOT NULL, hits INTEGER NOT NULL DEFAULT 0, last_hit_at INTEGER,
      label TEXT NOT NULL, model_id TEXT NOT NULL, cost_nano INTEGER, took_ms INTEGER NOT NULL, vector BLOB, text_hash TEXT NOT NULL
    ) STRICT`,
    'CREATE INDEX cached_answer_by_message ON cached_answer (message_id)',
    'CREATE INDEX cached_answer_by_question ON cached_answer (question_id)',
    'CREATE INDEX cached_answer_by_end ON cached_answer (expires_at)',
    // Key, hash and vector are made of the words: where words change, by a forgetting above all, nothing made of the old ones stays.
    `CREATE TRIGGER cached_answer_of_changed_words AFTER UPDATE OF text ON message WHEN old.text IS NOT new.text BEGIN
      DELETE FROM cached_answer WHERE message_id = old.id OR question_id = old.id;
    END`,

    `CREATE TABLE cache_stat (
      name TEXT PRIMARY KEY, hits INTEGER NOT NULL DEFAULT 0, misses INTEGER NOT NULL DEFAULT 0, saved_nano INTEGER NOT NULL DEFAULT 0, saved_ms INTEGER NOT NULL DEFAULT 0
    ) STRICT`,
    // Wishes are few among all memories, and asked for by every text that is to be written.
    "CREATE INDEX memory_of_wishes ON memory (updated_at, id) WHERE kind = 'procedural'",
  ],
}
