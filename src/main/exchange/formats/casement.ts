import { importOrigin } from '../../../shared/exchange.ts'
import { id as idShape, label as labelShape, role as roleShape } from '../../../shared/words.ts'
import type { ArchiveConversation, ArchiveMessage } from '../archive.ts'
import { isFields, listOf, nameOf, titleOf, type Fields } from './fields.ts'

/** The version of a conversation's form in Casement's own export. */
export const conversationVersion = 1

/** True for a conversation of Casement's own export; its other lines are no conversations. */
export function isCasement(value: Fields): boolean {
  return value['casement'] === 'conversation'
}

/**
 * Reads a conversation that Casement wrote, ids and all, so that memories still find their sources.
 * @returns a sentence where it does not fit, or comes from a newer Casement
 */
export function readCasement(value: Fields): ArchiveConversation | string {
  if (typeof value['version'] === 'number' && value['version'] > conversationVersion) return 'A newer Casement wrote it. Update Casement and choose the export again.'
  const id = idShape.safeParse(value['id'])
  if (!id.success) return 'It has no valid id.'
  const messages: ArchiveMessage[] = []
  const known = new Set<string>()
  for (const one of listOf(value['messages'])) {
    const message = isFields(one) ? readMessage(one, known) : null
    if (message === null) return `Its message number ${messages.length + 1} is damaged.`
    if (known.has(message.id)) continue
    known.add(message.id)
    messages.push(message)
  }
  const first = messages[0]
  if (first === undefined) return 'It holds no message.'
  const parents = new Set(messages.map((message) => message.parentId))
  const leaf = nameOf(value['leafId'])
  const importedFrom = importOrigin.safeParse(value['importedFrom'])
  return {
    id: id.data, origin: 'casement', title: titleOf(value['title']), createdAt: whole(value['createdAt']) ?? first.at, updatedAt: whole(value['updatedAt']) ?? messages.at(-1)!.at,
    messages, leafId: leaf !== null && known.has(leaf) ? leaf : messages.at(-1)!.id, branches: messages.filter((message) => !parents.has(message.id)).length,
    own: {
      pinned: value['pinned'] === true, deletedAt: whole(value['deletedAt']), goal: typeof value['goal'] === 'string' ? value['goal'].slice(0, 1000) : '',
      importedFrom: importedFrom.success ? importedFrom.data : null,
    },
  }
}

function readMessage(value: Fields, known: ReadonlySet<string>): ArchiveMessage | null {
  const id = idShape.safeParse(value['id'])
  const role = roleShape.safeParse(value['role'])
  const at = whole(value['createdAt'])
  if (!id.success || !role.success || at === null || typeof value['text'] !== 'string') return null
  const parent = nameOf(value['parentId'])
  const label = labelShape.safeParse(value['label'])
  return {
    id: id.data, parentId: parent !== null && known.has(parent) ? parent : null, role: role.data, text: value['text'], at,
    speaker: nameOf(value['speaker'])?.slice(0, 80) ?? null, label: label.success ? label.data : null,
  }
}

function whole(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}
