import type { MemoryFilter, MemoryGraph } from '../../shared/memory.ts'
import { all, type ReadDb } from './database.ts'
import { conditionsOf, whereOf } from './memoryWhere.ts'
import { decodeText, type StoredText } from './text.ts'

interface NodeRow { normalised: string; name: StoredText; kind: MemoryGraph['nodes'][number]['kind']; count: number }

/** Links of a graph for each of its nodes: more are a knot and no picture. */
const linksPerNode = 4

/**
 * People, places and topics of a filter's memories, and how often two of them stand in one memory.
 * @param most so many names, the most frequent ones
 * @param ids what the filter's query found; absent without a query
 */
export function memoryGraph(db: ReadDb, filter: MemoryFilter, most: number, ids?: readonly string[], now = 0): MemoryGraph {
  const { sql, values } = whereOf(conditionsOf({ ...filter, ids }, now))
  const nodes = all<NodeRow>(db, `SELECT e.normalised, min(e.name) AS name, min(e.kind) AS kind, count(DISTINCT e.memory_id) AS count FROM memory_entity e
    WHERE e.memory_id IN (SELECT id FROM memory WHERE ${sql}) GROUP BY e.normalised ORDER BY count DESC, e.normalised LIMIT ?`, ...values, most)
  const names = new Map(nodes.map((node) => [node.normalised, decodeText(node.name)]))
  const links = all<{ a: string; b: string; count: number }>(db, `SELECT one.normalised AS a, other.normalised AS b, count(DISTINCT one.memory_id) AS count
    FROM memory_entity one JOIN memory_entity other ON other.memory_id = one.memory_id AND other.normalised > one.normalised
    WHERE one.normalised IN (SELECT value FROM json_each(?)) AND other.normalised IN (SELECT value FROM json_each(?)) AND one.memory_id IN (SELECT id FROM memory WHERE ${sql})
    GROUP BY a, b ORDER BY count DESC, a, b LIMIT ?`, JSON.stringify([...names.keys()]), JSON.stringify([...names.keys()]), ...values, most * linksPerNode)
  return {
    nodes: nodes.map((node) => ({ name: decodeText(node.name), kind: node.kind, count: node.count })),
    links: links.map((link) => ({ a: names.get(link.a)!, b: names.get(link.b)!, count: link.count })),
  }
}
