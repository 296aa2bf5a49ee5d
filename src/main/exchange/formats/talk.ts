import { deriveId } from '../ids.ts'
import { isFields, listOf, nameOf, timeOf, titleOf, type Fields } from './fields.ts'
import type { RawConversation, RawNode } from './growTree.ts'

/** True for a plain talk: `{title, messages: [{role, text, at?, speaker?}]}`; `content` and `timestamp` are taken too. */
export function isTalk(value: Fields): boolean {
  const first = listOf(value['messages'])[0]
  return isFields(first) && typeof first['role'] === 'string' && (typeof first['text'] === 'string' || typeof first['content'] === 'string')
}

/** Reads it; its messages follow one another. It has no names, so a talk is known again by its title and how it begins. */
export function readTalk(value: Fields, latest: number): RawConversation {
  const nodes: RawNode[] = []
  for (const message of listOf(value['messages']).filter(isFields)) {
    const { role } = message
    const text = typeof message['text'] === 'string' ? message['text'] : message['content']
    if ((role !== 'user' && role !== 'assistant') || typeof text !== 'string') continue
    const parent = nodes.at(-1)?.id ?? null
    const given = message['at'] ?? message['timestamp']
    // Talks write milliseconds where they write a number.
    const at = timeOf(typeof given === 'number' ? given / 1000 : given, latest)
    nodes.push({ id: deriveId('n', parent ?? '', role, text), parent, said: { role, text, at, speaker: nameOf(message['speaker'])?.slice(0, 80) ?? null } })
  }
  const title = titleOf(value['title'])
  return { origin: 'talk', sourceId: nameOf(value['id']) ?? deriveId('t', title, nodes[0]?.id ?? '', String(nodes[0]?.said?.at ?? '')), title, createdAt: nodes[0]?.said?.at ?? null, updatedAt: null, nodes, current: nodes.at(-1)?.id ?? null }
}
