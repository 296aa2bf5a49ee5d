import { entityKind, type MemoryFacets, type MemoryFilter } from '../../shared/memory.ts'
import type { ReadDb } from './database.ts'
import { createMatch, isFading, isForReview, parts } from './memoryMatch.ts'
import { codes, memoryTable, monthName, readName } from './memoryTable.ts'

/** People and topics that are counted, the most frequent first. */
const mostNames = 50
const person = entityKind.options.indexOf('person')

/**
 * How many memories of a filter fall under each value. A facet does not narrow itself: while only procedural ones are shown, it
 * still says how many others there are.
 * @param now for what fades soon
 * @param ids what the filter's query found; absent without a query
 */
export function memoryFacets(db: ReadDb, filter: MemoryFilter, now: number, ids?: readonly string[]): MemoryFacets {
  const { table } = memoryTable(db)
  const match = createMatch(db, table, { ...filter, ids }, now)
  const counts = { kind: new Counter(), state: new Counter(), label: new Counter(), scope: new Counter(), people: new Counter(), topics: new Counter(), month: new Counter() }
  let [total, review, fading, pinned] = [0, 0, 0, 0]
  for (let at = 0; at < table.numbers.length; at++) {
    const fails = match(at)
    const passes = (part: number): boolean => (fails & ~part) === 0
    if (fails === 0) total++
    if (passes(parts.kind)) counts.kind.add(table.kind[at]!)
    if (passes(parts.state)) counts.state.add(table.state[at]!)
    if (passes(parts.label)) counts.label.add(table.label[at]!)
    if (passes(parts.scope)) counts.scope.add(table.scope[at]!)
    if (passes(parts.time) && table.month[at] !== -1) counts.month.add(table.month[at]!)
    if (passes(parts.pinned) && table.pinned[at] === 1) pinned++
    if (passes(parts.review | parts.state) && isForReview(table, at)) review++
    if (passes(parts.fading) && isFading(table, at, now)) fading++
    if (!passes(parts.person)) continue
    for (const code of table.named[at]!) {
      const { name, kind } = readName(code)
      ;(kind === person ? counts.people : counts.topics).add(name)
    }
  }
  const named = (counter: Counter) => counter.list((name) => table.names.shown[name]!).slice(0, mostNames)
  return {
    total, review, fading, pinned,
    kinds: counts.kind.list((code) => codes.kind[code]!), states: counts.state.list((code) => codes.state[code]!), labels: counts.label.list((code) => codes.label[code]!), scopes: counts.scope.list((code) => codes.scope[code]!),
    people: named(counts.people), topics: named(counts.topics),
    months: counts.month.list(monthName).sort((a, b) => (a.value < b.value ? 1 : -1)),
  }
}

/** Counts small whole numbers. */
class Counter {
  private readonly counts: number[] = []

  add(code: number): void { this.counts[code] = (this.counts[code] ?? 0) + 1 }

  /** What was counted, the most frequent first; of equals, the first in the alphabet. */
  list<T extends string>(nameOf: (code: number) => T): { value: T; count: number }[] {
    return this.counts.flatMap((count, code) => [{ value: nameOf(code), count }]).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }
}
