import { first, type ReadDb } from '../../storage/database.ts'
import { sumSpent, type Spent } from '../../storage/spending.ts'

/**
 * Sums of the books that are made once for each scope and period, until anything is written, by whomever: a route asks about
 * twenty models in one go, and most of their budgets are the same ones. Not for use inside a transaction that books.
 */
export function rememberSums(db: ReadDb): (...ask: SumAsk) => Spent {
  const known = new Map<string, Spent>()
  let state = ''
  return (scope, period) => {
    const now = stateOf(db)
    if (now !== state) known.clear()
    state = now
    const name = JSON.stringify([scope, period])
    const sum = known.get(name) ?? sumSpent(db, scope, period)
    known.set(name, sum)
    return sum
  }
}

type SumAsk = Parameters<typeof sumSpent> extends [ReadDb, ...infer Rest] ? Rest : never

/** Another one after each write of this connection, and after each of another. */
function stateOf(db: ReadDb): string {
  const { own, others } = first<{ own: number; others: number }>(db, 'SELECT total_changes() AS own, data_version AS others FROM pragma_data_version')!
  return `${own} ${others}`
}
