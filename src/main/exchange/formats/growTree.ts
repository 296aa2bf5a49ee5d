import type { ImportOrigin } from '../../../shared/exchange.ts'
import { maxMessageChars } from '../../../shared/names.ts'
import type { Role } from '../../../shared/words.ts'
import type { ArchiveConversation, ArchiveMessage } from '../archive.ts'
import { deriveId } from '../ids.ts'

/** A node of a conversation as an export has it: it may name a parent that is not there, itself, or one of its children. */
export interface RawNode {
  readonly id: string
  readonly parent: string | null
  /** Null: nothing that was said (a system text, a tool, a thought); what hangs below it hangs on what stood before it. */
  readonly said: { readonly role: Role; readonly text: string; readonly at: number | null; readonly speaker: string | null } | null
}

export interface RawConversation {
  readonly origin: ImportOrigin
  readonly sourceId: string
  readonly title: string
  readonly createdAt: number | null
  readonly updatedAt: number | null
  /** In the order of the export, which is that of siblings without a time. */
  readonly nodes: readonly RawNode[]
  readonly current: string | null
}

export interface Grown {
  readonly conversation: ArchiveConversation | null
  /** What was left out of it, without a word of what was said. */
  readonly left: readonly string[]
}

/**
 * Makes a proper tree of what an export says: every message once, parents before children, every time known.
 * Circles are cut where they close; what hangs on nothing begins a branch of its own; branches stay.
 * @param now stands in where the export tells no time at all
 */
export function growTree(raw: RawConversation, now: number): Grown {
  const left: string[] = []
  const nodes = withoutTwins(raw.nodes)
  const order = parentsFirst(nodes)
  /** The message that stands for a node: its own, or the last one before it. */
  const standsFor = new Map<string, ArchiveMessage | null>()
  const messages: ArchiveMessage[] = []
  const fallback = raw.createdAt ?? raw.updatedAt ?? now
  for (const { node, parent } of order) {
    const before = parent === null ? null : standsFor.get(parent) ?? null
    if (node.said === null || node.said.text.trim() === '') { standsFor.set(node.id, before); continue }
    if (node.said.text.length > maxMessageChars) {
      left.push(`A message of it is longer than ${maxMessageChars.toLocaleString('en')} characters and was left out.`)
      standsFor.set(node.id, before)
      continue
    }
    const message: ArchiveMessage = {
      id: deriveId('m', raw.origin, raw.sourceId, node.id), parentId: before?.id ?? null, role: node.said.role, text: node.said.text,
      at: node.said.at ?? before?.at ?? fallback, speaker: node.said.speaker, label: null,
    }
    messages.push(message)
    standsFor.set(node.id, message)
  }
  const first = messages[0]
  if (first === undefined) return { conversation: null, left }
  const parents = new Set(messages.map((message) => message.parentId))
  const leaves = messages.filter((message) => !parents.has(message.id))
  const shown = raw.current === null ? null : standsFor.get(raw.current) ?? null
  const newest = leaves.reduce((best, leaf) => leaf.at >= best.at ? leaf : best)
  const latest = messages.reduce((most, message) => Math.max(most, message.at), first.at)
  return {
    conversation: {
      id: deriveId('c', raw.origin, raw.sourceId), origin: raw.origin, title: raw.title,
      createdAt: raw.createdAt ?? messages.reduce((least, message) => Math.min(least, message.at), first.at), updatedAt: raw.updatedAt ?? latest,
      messages, leafId: (shown ?? newest).id, branches: leaves.length, own: null,
    },
    left,
  }
}

/** The same node told twice counts once; another one under the same name gets a name of its own. */
function withoutTwins(nodes: readonly RawNode[]): RawNode[] {
  const byId = new Map<string, RawNode>()
  for (const node of nodes) {
    let { id } = node
    for (let twin = byId.get(id), number = 2; twin !== undefined; twin = byId.get(id), number++) {
      if (twin.said?.text === node.said?.text && twin.said?.role === node.said?.role) break
      id = `${node.id}#${number}`
    }
    if (!byId.has(id)) byId.set(id, { ...node, id })
  }
  return [...byId.values()]
}

function parentsFirst(nodes: readonly RawNode[]): { node: RawNode; parent: string | null }[] {
  const known = new Map(nodes.map((node) => [node.id, node]))
  const children = new Map<string | null, RawNode[]>()
  const parentOf = (node: RawNode): string | null => node.parent !== null && node.parent !== node.id && known.has(node.parent) ? node.parent : null
  for (const node of nodes) {
    const parent = parentOf(node)
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [node])
    else siblings.push(node)
  }
  const order: { node: RawNode; parent: string | null }[] = []
  const placed = new Set<string>()
  const placeFrom = (start: RawNode, parent: string | null): void => {
    const waiting = [{ node: start, parent }]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (placed.has(next.node.id)) continue
      placed.add(next.node.id)
      order.push(next)
      for (const child of (children.get(next.node.id) ?? []).toReversed()) waiting.push({ node: child, parent: next.node.id })
    }
  }
  for (const root of children.get(null) ?? []) placeFrom(root, null)
  // What is left hangs in circles: each begins at the first of its nodes that the export names.
  for (const node of nodes) if (!placed.has(node.id)) placeFrom(node, null)
  return order
}
