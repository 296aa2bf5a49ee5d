import type { MemoryFilter, MemoryGraph } from '../../shared/memory.ts'
import type { ReadDb } from './database.ts'
import { createMatch } from './memoryMatch.ts'
import { codes, kindBits, memoryTable, namedInRow, nameOfCode, type NamedRow } from './memoryTable.ts'

/** Links of a graph for each of its nodes: more are a knot and no picture. */
const linksPerNode = 4

/**
 * People, places and topics of a filter's memories, and how often two of them stand in one memory.
 * @param most so many names, the most frequent ones
 * @param ids what the filter's query found; absent without a query
 * @param now for a filter that asks for what fades soon
 */
export function memoryGraph(db: ReadDb, filter: MemoryFilter, most: number, ids?: readonly string[], now = 0): MemoryGraph {
  const read = memoryTable(db)
  const { table } = read
  const row = namedInRow(read)
  const match = createMatch(db, table, { ...filter, ids }, now)
  const counts = new Uint32Array(table.names.shown.length)
  const byCode = new Uint32Array(counts.length * kindBits)
  const passing: number[] = []
  for (let at = 0; at < table.numbers.length; at++) {
    const [from, until] = [row.starts[at]!, row.starts[at + 1]!]
    if (from === until || match(at) !== 0) continue
    for (let place = from; place < until; place++) {
      const code = row.codes[place]!
      byCode[code]!++
      if (isFirstOfName(row.codes, from, place)) counts[nameOfCode(code)]!++
    }
    if (until - from > 1) passing.push(at)
  }
  const shown = (name: number): string => table.names.shown[name]!
  const chosen = [...counts.entries()].filter(([, count]) => count > 0).sort(([a, countA], [b, countB]) => countB - countA || (shown(a) < shown(b) ? -1 : 1)).slice(0, most)
  const ranks = new Int32Array(counts.length).fill(-1)
  chosen.forEach(([name], rank) => { ranks[name] = rank })
  return {
    nodes: chosen.map(([name, count]) => ({ name: shown(name), kind: codes.entity[mostFrequentKind(byCode, name)]!, count })),
    links: linksOf(row, passing, ranks, chosen.length, most).map(({ a, b, count }) => ({ a: shown(chosen[a]![0]), b: shown(chosen[b]![0]), count })),
  }
}

/** A memory may have one name under two kinds: it is counted once. */
function isFirstOfName(all: Uint32Array, from: number, place: number): boolean {
  const name = nameOfCode(all[place]!)
  for (let before = from; before < place; before++) if (nameOfCode(all[before]!) === name) return false
  return true
}

function mostFrequentKind(byCode: Uint32Array, name: number): number {
  let best = 0
  for (let kind = 1; kind < kindBits; kind++) if (byCode[name * kindBits + kind]! > byCode[name * kindBits + best]!) best = kind
  return best
}

/**
 * Which of the chosen names stand together, the most frequent pairs first. Names go by their rank; every pair has a place in one
 * row of counts, since a map of a hundred thousand memories' pairs takes longer than all the rest.
 * @param ranks of every name, -1 where it was not chosen
 */
function linksOf({ starts, codes: all }: NamedRow, passing: readonly number[], ranks: Int32Array, chosen: number, most: number): { a: number; b: number; count: number }[] {
  const pairs = new Uint32Array(chosen * chosen)
  for (const at of passing) {
    const [from, until] = [starts[at]!, starts[at + 1]!]
    for (let one = from; one < until; one++) {
      const rank = ranks[nameOfCode(all[one]!)]!
      if (rank === -1 || !isFirstOfName(all, from, one)) continue
      for (let other = one + 1; other < until; other++) {
        const beside = ranks[nameOfCode(all[other]!)]!
        if (beside !== -1 && beside !== rank && isFirstOfName(all, from, other)) pairs[Math.min(rank, beside) * chosen + Math.max(rank, beside)]!++
      }
    }
  }
  const links: { a: number; b: number; count: number }[] = []
  pairs.forEach((count, pair) => { if (count > 0) links.push({ a: Math.floor(pair / chosen), b: pair % chosen, count }) })
  return links.sort((one, other) => other.count - one.count || one.a - other.a || one.b - other.b).slice(0, most * linksPerNode)
}
