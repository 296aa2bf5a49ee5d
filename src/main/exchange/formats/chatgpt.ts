import { isFields, fenced, listOf, nameOf, textOf, timeOf, titleOf, type Fields } from './fields.ts'
import type { RawConversation, RawNode } from './growTree.ts'

/** Kinds of content that the program kept for itself: thoughts, what it was told about the person, results of tools. */
const inner = new Set([
  'thoughts', 'reasoning_recap', 'user_editable_context', 'model_editable_context', 'execution_output', 'system_error', 'system_message',
  'tether_quote', 'tether_browsing_code', 'tether_browsing_display', 'sonic_webpage', 'computer_output', 'app_pairing_content', 'super_widget',
])
/** Tools that an assistant speaks to in messages of its own. A text made for the person in a side window is not among them. */
const tools = /^(?:python|browser|bio|web|dalle|t2uay3k|myfiles_browser|file_search|container|automations|gizmo_editor|computer|api_tool|user_info|guardian_tool|canmore\.(?:update|comment))/

/** True for one conversation as ChatGPT exports it: a mapping of nodes. */
export function isChatGpt(value: Fields): boolean {
  return isFields(value['mapping'])
}

/** Reads it with all its branches. What the assistant thought, searched and was told in secret is not part of the talk. */
export function readChatGpt(value: Fields, latest: number): RawConversation {
  const mapping = value['mapping'] as Fields
  const fallbackParents = new Map<string, string>()
  for (const [id, node] of Object.entries(mapping)) {
    for (const child of isFields(node) ? listOf(node['children']) : []) if (typeof child === 'string' && !fallbackParents.has(child)) fallbackParents.set(child, id)
  }
  const nodes = Object.entries(mapping).map(([id, node]): RawNode => {
    if (!isFields(node)) return { id, parent: fallbackParents.get(id) ?? null, said: null }
    const named = nameOf(node['parent'])
    const parent = named !== null && Object.hasOwn(mapping, named) ? named : fallbackParents.get(id) ?? null
    return { id, parent, said: isFields(node['message']) ? readMessage(node['message'], latest) : null }
  })
  return {
    origin: 'chatgpt', sourceId: nameOf(value['conversation_id']) ?? nameOf(value['id']) ?? `${titleOf(value['title'])}/${nodes[0]?.id ?? ''}`,
    title: titleOf(value['title']), createdAt: timeOf(value['create_time'], latest), updatedAt: timeOf(value['update_time'], latest), nodes, current: nameOf(value['current_node']),
  }
}

function readMessage(message: Fields, latest: number): RawNode['said'] {
  const author = isFields(message['author']) ? message['author'] : {}
  const role = author['role']
  if (role !== 'user' && role !== 'assistant') return null
  const metadata = isFields(message['metadata']) ? message['metadata'] : {}
  if (metadata['is_visually_hidden_from_conversation'] === true || metadata['is_user_system_message'] === true) return null
  const content = isFields(message['content']) ? message['content'] : {}
  const kind = content['content_type']
  if (typeof kind === 'string' && inner.has(kind)) return null
  const recipient = nameOf(message['recipient']) ?? 'all'
  if (role === 'assistant' && recipient !== 'all' && (kind === 'code' || tools.test(recipient))) return null
  return { role, text: textOfContent(content), at: timeOf(message['create_time'], latest), speaker: null }
}

function textOfContent(content: Fields): string {
  const parts = listOf(content['parts']).flatMap((part) => partOf(part) ?? [])
  if (parts.length > 0) return parts.join('\n\n')
  const text = textOf(content['text']) ?? textOf(content['result'])
  if (text === null) return ''
  return content['content_type'] === 'code' ? fenced(text, nameOf(content['language']) ?? '') : text
}

function partOf(part: unknown): string | null {
  if (typeof part === 'string') return textOf(part)
  if (!isFields(part)) return null
  const kind = nameOf(part['content_type']) ?? ''
  if (kind === 'audio_transcription') return textOf(part['text'])
  if (kind.startsWith('image')) return '[Image]'
  if (kind.includes('audio') || kind.includes('video')) return null
  return textOf(part['text'])
}
