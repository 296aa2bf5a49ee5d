import type { MemoryFilter, MemoryGraph } from '../../shared/memory.ts'
import type { ReadDb } from './database.ts'
import { createMatch } from './memoryMatch.ts'
import { codes, memoryTable, readName } from './memoryTable.ts'

/** Links of a graph for each of its nodes: more are a knot and no picture. */
const linksPerNode = 4

/**
 * People, places and topics of a filter's memories, and how often two of them stand in one memory.
 * @param most so many names, the most frequent ones
 * @param ids what the filter's query found; absent without a query
 * @param now for a filter that asks for what fades soon
 */
export function memoryGraph(db: ReadDb, filter: MemoryFilter, most: number, ids?: readonly string[], now = 0): MemoryGraph {
  const { table } = memoryTable(db)
  const match = createMatch(db, table, { ...filter, ids }, now)
  const named: (readonly number[])[] = []
  const counts: number[] = []
  const byCode: number[] = []
  for (let at = 0; at < table.numbers.length; at++) {
    const own = table.named[at]!
    if (own.length === 0 || match(at) !== 0) continue
    const names: number[] = []
    for (const code of own) {
      const { name } = readName(code)
      byCode[code] = (byCode[code] ?? 0) + 1
      if (names.includes(name)) continue
      names.push(name)
      counts[name] = (counts[name] ?? 0) + 1
    }
    if (names.length > 1) named.push(names)
  }
  const kinds = new Map<number, { kind: number; count: number }>()
  byCode.forEach((count, code) => {
    const { name, kind } = readName(code)
    if (count > (kinds.get(name)?.count ?? 0)) kinds.set(name, { kind, count })
  })
  const shown = (name: number): string => table.names.shown[name]!
  const chosen = [...counts.entries()].filter(([, count]) => count > 0).sort(([a, countA], [b, countB]) => countB - countA || (shown(a) < shown(b) ? -1 : 1)).slice(0, most)
  return {
    nodes: chosen.map(([name, count]) => ({ name: shown(name), kind: codes.entity[kinds.get(name)!.kind]!, count })),
    links: linksOf(named, new Map(chosen.map(([name], rank) => [name, rank])), most).map(({ a, b, count }) => ({ a: shown(chosen[a]![0]), b: shown(chosen[b]![0]), count })),
  }
}

/** Of the names that were chosen, which stand together, the most frequent pairs first. Names go by their rank. */
function linksOf(named: readonly (readonly number[])[], ranks: ReadonlyMap<number, number>, most: number): { a: number; b: number; count: number }[] {
  const pairs = new Map<number, number>()
  for (const names of named) {
    const together = names.flatMap((name) => ranks.get(name) ?? []).sort((a, b) => a - b)
    for (let one = 0; one < together.length; one++) {
      for (let other = one + 1; other < together.length; other++) {
        const pair = together[one]! * most + together[other]!
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
      }
    }
  }
  return [...pairs].sort(([a, countA], [b, countB]) => countB - countA || a - b).slice(0, most * linksPerNode)
    .map(([pair, count]) => ({ a: Math.floor(pair / most), b: pair % most, count }))
}
