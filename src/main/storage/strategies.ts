import { fillStrategy, strategy, strategyValues, type Strategy, type StrategyValues } from '../../shared/strategy.ts'
import { all, first, run, transaction, type ReadDb, type WriteDb } from './database.ts'
import { decodeText, encodeText, type StoredText } from './text.ts'

interface StrategyRow { id: string; name: StoredText; built_in: number; body: string; created_at: number }

/** The named strategies that a person saved, oldest first. One that cannot be read is passed over. */
export function listStrategies(db: ReadDb): Strategy[] {
  return all<StrategyRow>(db, 'SELECT * FROM strategy ORDER BY created_at, id').flatMap((row) => strategyOf(row) ?? [])
}

function strategyOf(row: StrategyRow): Strategy | null {
  const values = fillStrategy(readJson(row.body))
  const read = strategy.safeParse({ id: row.id, name: decodeText(row.name), builtIn: row.built_in === 1, values, createdAt: row.created_at })
  return read.success ? read.data : null
}

function readJson(stored: string): unknown {
  try { return JSON.parse(stored) } catch { return undefined }
}

/** Adds a strategy, or changes the one of that id; when it was made stays. */
export function saveStrategy(db: WriteDb, one: Strategy): void {
  run(db, 'INSERT INTO strategy (id, name, built_in, body, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body',
    one.id, encodeText(one.name), one.builtIn ? 1 : 0, JSON.stringify(one.values), one.createdAt)
}

/** Returns false where there was none. */
export function removeStrategy(db: WriteDb, id: string): boolean {
  return run(db, 'DELETE FROM strategy WHERE id = ?', id) > 0
}

/** A strategy that was the default until another took its place. */
export interface FormerDefault { at: number; name: string; values: StrategyValues }

/** More steps back than anyone goes. */
const keptDefaults = 50

/** Remembers the default that is about to be replaced. */
export function pushDefault(db: WriteDb, former: FormerDefault): void {
  transaction(db, () => {
    run(db, 'INSERT INTO strategy_default (at, name, body) VALUES (?, ?, ?)', former.at, encodeText(former.name), JSON.stringify(former.values))
    run(db, 'DELETE FROM strategy_default WHERE number NOT IN (SELECT number FROM strategy_default ORDER BY number DESC LIMIT ?)', keptDefaults)
  })
}

/** Takes the default before out of the history; null where there is none. One that cannot be read is passed over. */
export function popDefault(db: WriteDb): FormerDefault | null {
  return transaction(db, () => {
    for (;;) {
      const row = first<{ at: number; name: StoredText; body: string }>(db, 'DELETE FROM strategy_default WHERE number = (SELECT max(number) FROM strategy_default) RETURNING at, name, body')
      if (row === undefined) return null
      const values = strategyValues.safeParse(fillStrategy(readJson(row.body)))
      if (values.success) return { at: row.at, name: decodeText(row.name), values: values.data }
    }
  })
}

export function hasDefault(db: ReadDb): boolean {
  return first(db, 'SELECT 1 FROM strategy_default LIMIT 1') !== undefined
}
