import { fenced, isFields, listOf, nameOf, textOf, timeOf, titleOf, type Fields } from './fields.ts'
import type { RawConversation, RawNode } from './growTree.ts'

/** Blocks that the program kept for itself. */
const inner = new Set(['thinking', 'redacted_thinking', 'tool_result', 'token_budget', 'flag', 'web_search_tool_result', 'server_tool_use'])

/** True for one conversation as Claude exports it: a list of messages. */
export function isClaude(value: Fields): boolean {
  return Array.isArray(value['chat_messages'])
}

/** Reads it with the branches where the export tells them; else its messages follow one another. */
export function readClaude(value: Fields, latest: number): RawConversation {
  const messages = listOf(value['chat_messages']).filter(isFields)
  const names = new Set(messages.flatMap((message) => nameOf(message['uuid']) ?? []))
  const isTree = messages.some((message) => names.has(nameOf(message['parent_message_uuid']) ?? ''))
  const nodes: RawNode[] = []
  for (const [at, message] of messages.entries()) {
    const parent = isTree ? nameOf(message['parent_message_uuid']) : nodes.at(-1)?.id ?? null
    nodes.push({ id: nameOf(message['uuid']) ?? `number ${at}`, parent, said: readMessage(message, latest) })
  }
  return {
    origin: 'claude', sourceId: nameOf(value['uuid']) ?? `${titleOf(value['name'])}/${nodes[0]?.id ?? ''}`,
    title: titleOf(value['name']), createdAt: timeOf(value['created_at'], latest), updatedAt: timeOf(value['updated_at'], latest),
    nodes, current: nameOf(value['current_leaf_message_uuid']) ?? nodes.at(-1)?.id ?? null,
  }
}

function readMessage(message: Fields, latest: number): RawNode['said'] {
  const role = message['sender'] === 'human' || message['sender'] === 'user' ? 'user' : message['sender'] === 'assistant' ? 'assistant' : null
  if (role === null) return null
  const blocks = listOf(message['content']).flatMap((block) => (isFields(block) ? blockOf(block) : null) ?? [])
  const said = blocks.length > 0 ? blocks : [textOf(message['text']) ?? '']
  // What was attached is not what was typed: it is fenced, so that nothing is learned from it as the person's own words.
  const attached = listOf(message['attachments']).filter(isFields).map((file) => {
    const text = textOf(file['extracted_content'])
    return text === null ? attachment(file) : `${attachment(file)}\n${fenced(text, '')}`
  })
  const files = [...listOf(message['files']), ...listOf(message['files_v2'])].filter(isFields).map(attachment)
  return { role, text: [...said, ...attached, ...new Set(files)].filter((part) => part !== '').join('\n\n'), at: timeOf(message['created_at'], latest), speaker: null }
}

function blockOf(block: Fields): string | null {
  const kind = block['type']
  if (typeof kind === 'string' && inner.has(kind)) return null
  const input = isFields(block['input']) ? block['input'] : null
  if (kind === 'tool_use' || kind === 'code' || input !== null) {
    // A document or program that was made for the person stands beside the words; a call of a tool does not.
    const made = kind === 'code' || block['name'] === 'artifacts' ? textOf(input?.['content']) ?? textOf(input?.['code']) : null
    return made === null ? textOf(block['text']) : fenced(made, nameOf(input?.['language']) ?? '')
  }
  return textOf(block['text'])
}

function attachment(file: Fields): string {
  const name = nameOf(file['file_name'])?.replace(/[\s\p{Cc}[\]]+/gu, ' ').trim()
  return name === undefined || name === '' ? '[Attached file]' : `[Attached: ${name}]`
}
