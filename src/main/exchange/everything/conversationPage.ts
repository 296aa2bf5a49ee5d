import type { Conversation, Message } from '../../../shared/message.ts'

/**
 * Names the pages of one export: the conversation's day, its title as far as a file system takes it, and the end of its
 * id; a number follows where a name is taken. No two names are the same, however many conversations share all of these.
 */
export function createPageNames(): (conversation: Pick<Conversation, 'title' | 'createdAt' | 'id'>) => string {
  const taken = new Set<string>()
  return ({ title, createdAt, id }) => {
    const words = title.normalize('NFC').replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim().slice(0, 60).trim()
    const stem = `${dayOf(createdAt)} ${words === '' ? 'Untitled' : words} ${id.slice(-6).replaceAll(':', '.')}`
    for (let number = 1; ; number++) {
      const name = number === 1 ? stem : `${stem}-${number}`
      // Many disks take capitals and small letters for the same, and a half character for any other.
      const asOnDisk = name.toWellFormed().toLowerCase().normalize('NFC')
      if (taken.has(asOnDisk)) continue
      taken.add(asOnDisk)
      return `${name}.md`
    }
  }
}

/** A conversation as a page to read: the shown branch first, then every other branch from where it leaves. */
export function* writeConversationPage(conversation: Conversation, messages: readonly Message[]): Generator<string> {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const written = new Set<string>()
  yield `# ${conversation.title === '' ? 'Untitled' : conversation.title}\n\n`
  yield `Begun ${timeOf(conversation.createdAt)}${conversation.importedFrom === null ? '' : `, brought from ${conversation.importedFrom}`}${conversation.deletedAt === null ? '' : `, in the bin since ${timeOf(conversation.deletedAt)}`}\n`
  if (conversation.goal !== '') yield `\nGoal: ${conversation.goal}\n`
  for (const message of pathTo(conversation.leafId, byId, written)) yield writeMessage(message)
  const parents = new Set(messages.map((message) => message.parentId))
  for (const leaf of messages) {
    if (parents.has(leaf.id) || written.has(leaf.id)) continue
    const branch = pathTo(leaf.id, byId, written)
    const from = branch[0]?.parentId ?? null
    yield `\n---\n\nAnother branch${from === null ? '' : `, after what was said ${timeOf(byId.get(from)?.createdAt ?? leaf.createdAt)}`}:\n`
    for (const message of branch) yield writeMessage(message)
  }
}

/** The messages down to a leaf that were not written yet. */
function pathTo(leafId: string | null, byId: ReadonlyMap<string, Message>, written: Set<string>): Message[] {
  const path: Message[] = []
  for (let at = leafId; at !== null && !written.has(at);) {
    const message = byId.get(at)
    if (message === undefined) break
    written.add(at)
    path.push(message)
    at = message.parentId
  }
  return path.reverse()
}

function writeMessage(message: Message): string {
  const who = message.speaker ?? (message.role === 'user' ? 'You' : 'Assistant')
  return `\n## ${who}, ${timeOf(message.createdAt)}\n\n${message.text.trimEnd()}\n${message.note === null ? '' : `\n(${message.note})\n`}`
}

function timeOf(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? 'at an unknown time' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function dayOf(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? 'undated' : date.toISOString().replace(/T.*/, '')
}
