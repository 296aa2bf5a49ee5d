import { all, type ReadDb } from '../database.ts'

/** So many rows are held at once. */
const pageRows = 500

/**
 * Every row of a table that has row numbers, page by page, so that a large table is never held whole and rows may be changed meanwhile.
 * @param columns of each row; its number comes with them as `row`
 * @param condition which rows, in SQL
 */
export function* eachRow<Row>(db: ReadDb, table: string, columns: string, condition = 'true'): Generator<Row & { row: number }> {
  let after = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = all<Row & { row: number }>(db, `SELECT rowid AS row, ${columns} FROM ${table} WHERE rowid > ? AND ${condition} ORDER BY rowid LIMIT ?`, after, pageRows)
    yield* rows
    if (rows.length < pageRows) return
    after = rows.at(-1)!.row
  }
}
