import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { ArchiveConversation } from '../../../src/main/exchange/archive.ts'
import { readConversations } from '../../../src/main/exchange/formats/readConversations.ts'
import { chatGpt, claude, now } from './support.ts'

const read = (value: unknown): ArchiveConversation => {
  const { conversations } = readConversations(value, now)
  expect(conversations).toHaveLength(1)
  return conversations[0]!
}
const shape = ({ messages }: ArchiveConversation) => messages.map((message) => [message.role, message.text, messages.find((one) => one.id === message.parentId)?.text ?? null])

test('[Y6] branches of ChatGPT stay, system and tool nodes make room for what hangs below them, and the shown branch is the current one', () => {
  const conversation = read(chatGpt('tree', {
    root: null,
    system: { role: 'system', text: 'You are …', parent: 'root' },
    ask: { role: 'user', text: 'Where is Delft?', parent: 'system', at: 1_700_000_001.5 },
    thought: { role: 'assistant', text: '', parent: 'ask', content: { content_type: 'thoughts', thoughts: [{ summary: 'secret', content: 'secret' }] } },
    call: { role: 'assistant', text: 'search("Delft")', parent: 'thought', content: { content_type: 'code', language: 'python', text: 'search("Delft")' }, more: { recipient: 'browser' } },
    found: { role: 'tool', text: 'Delft is …', parent: 'call' },
    answer: { role: 'assistant', text: 'In the Netherlands.', parent: 'found' },
    other: { role: 'assistant', text: 'Near Rotterdam.', parent: 'ask' },
    edited: { role: 'user', text: 'Where is Ghent?', parent: 'system' },
  }, { current_node: 'found' }))
  expect(shape(conversation)).toEqual([
    ['user', 'Where is Delft?', null], ['assistant', 'In the Netherlands.', 'Where is Delft?'], ['assistant', 'Near Rotterdam.', 'Where is Delft?'], ['user', 'Where is Ghent?', null],
  ])
  expect(conversation).toMatchObject({ origin: 'chatgpt', title: 'Talk tree', branches: 3, createdAt: 1_700_000_000_250, updatedAt: 1_700_000_500_000 })
  expect(conversation.messages[0]!.at).toBe(1_700_000_001_500)
  expect(conversation.leafId).toBe(conversation.messages[0]!.id)
})

test('[Y6] parts of a message become one text: words, pictures as a mark, speech as its words; what the program told itself is left out', () => {
  const parts = [{ content_type: 'image_asset_pointer', asset_pointer: 'file-service://x' }, 'What is this?', { content_type: 'audio_transcription', text: 'said aloud' }, { content_type: 'audio_asset_pointer' }, null, 7, { text: 'more' }]
  expect(shape(read(chatGpt('parts', {
    profile: { role: 'user', text: '', parent: null, content: { content_type: 'user_editable_context', user_profile: 'secret' } },
    hidden: { role: 'user', text: 'hidden', parent: 'profile', more: { metadata: { is_visually_hidden_from_conversation: true } } },
    a: { role: 'user', text: '', parent: 'hidden', content: { content_type: 'multimodal_text', parts } },
    b: { role: 'assistant', text: '', parent: 'a', content: { content_type: 'code', language: 'python', text: 'print("```")' } },
    c: { role: 'assistant', text: '', parent: 'b', content: { content_type: 'something_new', text: 'kept' }, more: { recipient: 'somebody' } },
  })))).toEqual([['user', '[Image]\n\nWhat is this?\n\nsaid aloud\n\nmore', null], ['assistant', '````python\nprint("```")\n````', '[Image]\n\nWhat is this?\n\nsaid aloud\n\nmore'], ['assistant', 'kept', '````python\nprint("```")\n````']])
})

test('[Y7] Claude: blocks before the flat text, attachments fenced, thoughts and tools left out, branches where the export tells parents', () => {
  const flat = read(claude('flat', [
    { sender: 'human', text: 'Read this.', more: { attachments: [{ file_name: 'note]s\n.txt', extracted_content: 'I live in Oslo.' }], files: [{ file_name: 'a.png' }, { file_name: 'a.png' }] } },
    { sender: 'assistant', text: 'This block is not supported on your current device yet.', more: { content: [
      { type: 'thinking', thinking: 'secret' }, { type: 'text', text: 'Here.' }, { type: 'tool_use', name: 'artifacts', input: { language: 'html', content: '<p>Hi</p>' } },
      { type: 'tool_use', name: 'web_search', input: { query: 'secret' } }, { type: 'tool_result', content: [{ type: 'text', text: 'secret' }] }, { type: 'text', text: 'Done.' }] } },
    { sender: 'human', text: 'Only the old field.', more: { content: [] } },
    { sender: 'robot', text: 'nobody' },
  ]))
  expect(shape(flat)).toEqual([
    ['user', 'Read this.\n\n[Attached: note s .txt]\n```\nI live in Oslo.\n```\n\n[Attached: a.png]', null],
    ['assistant', 'Here.\n\n```html\n<p>Hi</p>\n```\n\nDone.', expect.stringContaining('Read this.')],
    ['user', 'Only the old field.', expect.stringContaining('Here.')],
  ])
  expect(flat).toMatchObject({ origin: 'claude', branches: 1, createdAt: Date.UTC(2024, 0, 20, 15, 30, 0, 123), updatedAt: Date.UTC(2024, 0, 20, 15, 40) })

  const nil = '00000000-0000-4000-8000-000000000000'
  const tree = read(claude('tree', [
    { sender: 'human', text: 'One', more: { parent_message_uuid: nil } }, { sender: 'assistant', text: 'First', more: { parent_message_uuid: 'tree-0' } }, { sender: 'assistant', text: 'Second', more: { parent_message_uuid: 'tree-0' } },
  ], { current_leaf_message_uuid: 'tree-1' }))
  expect(shape(tree)).toEqual([['user', 'One', null], ['assistant', 'First', 'One'], ['assistant', 'Second', 'One']])
  expect(tree.branches).toBe(2)
  expect(tree.leafId).toBe(tree.messages[1]!.id)
})

test('[Y8] circles are cut, lost parents make a branch of their own, twins count once, and nothing is lost', () => {
  const circle = read(chatGpt('circle', { a: { role: 'user', text: 'A', parent: 'c' }, b: { role: 'assistant', text: 'B', parent: 'a' }, c: { role: 'user', text: 'C', parent: 'b' }, self: { role: 'user', text: 'S', parent: 'self' } }))
  expect(shape(circle)).toEqual([['user', 'S', null], ['user', 'A', null], ['assistant', 'B', 'A'], ['user', 'C', 'B']])
  const lost = read(chatGpt('lost', { a: { role: 'user', text: 'A', parent: 'nowhere' }, b: { role: 'assistant', text: 'B', parent: 'a' } }, { current_node: 'gone' }))
  expect(shape(lost)).toEqual([['user', 'A', null], ['assistant', 'B', 'A']])
  expect(lost.leafId).toBe(lost.messages[1]!.id)
  const twins = read(claude('twins', ['A', 'A', 'B'].map((text) => ({ sender: 'human', text, more: { uuid: 'same' } }))))
  expect(shape(twins).map(([, text]) => text)).toEqual(['A', 'B'])
  expect(new Set(twins.messages.map((message) => message.id)).size).toBe(2)
  // The parent does not name the child, the child names no parent: the list of children alone says it.
  const children = chatGpt('children', { a: { role: 'user', text: 'A', parent: null }, b: { role: 'assistant', text: 'B', parent: null } }) as { mapping: Record<string, { children: string[] }> }
  children.mapping['a']!.children = ['b']
  expect(shape(read(children))).toEqual([['user', 'A', null], ['assistant', 'B', 'A']])
})

test('[Y8] times that cannot be are times that are missing: they follow what stands before, or the conversation', () => {
  const odd = ['0000-01-01', '9999-12-31T23:59:59Z', -1, 1e300, 'yesterday', null, {}, Number.MAX_SAFE_INTEGER]
  const conversation = read(chatGpt('odd', Object.fromEntries([['first', { role: 'user', text: 'first', parent: null, at: 1_600_000_000 }], ...odd.map((at, number) => [`n${number}`, { role: 'user', text: `odd ${number}`, parent: 'first', at }] as const)]), { create_time: 0, update_time: 'never' }))
  expect(new Set(conversation.messages.map((message) => message.at))).toEqual(new Set([1_600_000_000_000]))
  expect(conversation).toMatchObject({ createdAt: 1_600_000_000_000, updatedAt: 1_600_000_000_000 })
  const none = read({ chat_messages: [{ sender: 'human', text: 'Hi' }] })
  expect(none.messages[0]!.at).toBe(now)
  // A time without a zone is UTC, wherever it is read.
  expect(read(claude('zone', [{ sender: 'human', text: 'Hi' }], { created_at: '2024-08-08T19:12:06.120414' })).createdAt).toBe(Date.UTC(2024, 7, 8, 19, 12, 6, 120))
})

test('[Y9] the same conversation gets the same ids wherever and whenever it is read, and one that grew keeps those it had', () => {
  const nodes = { a: { role: 'user', text: 'A', parent: null }, b: { role: 'assistant', text: 'B', parent: 'a' } }
  const before = read(chatGpt('grown', nodes))
  const after = read(chatGpt('grown', { ...nodes, c: { role: 'user', text: 'C', parent: 'b' } }, { title: 'Another name' }))
  expect(after.id).toBe(before.id)
  expect(after.messages.slice(0, 2).map((message) => message.id)).toEqual(before.messages.map((message) => message.id))
  expect(read(claude('grown', [{ sender: 'human', text: 'A' }])).id).not.toBe(before.id)
  for (const id of [before.id, ...before.messages.map((message) => message.id)]) expect(id).toMatch(/^[A-Za-z0-9_.:-]{1,64}$/)
  const talk = { title: 'A talk', messages: [{ role: 'user', text: 'Hello', at: 1_700_000_000_000, speaker: 'Ana' }, { role: 'assistant', text: 'Hi', at: '2023-11-14T22:14:00Z' }] }
  expect(read(talk)).toEqual(read(structuredClone(talk)))
  expect(read(talk)).toMatchObject({ origin: 'talk', messages: [{ speaker: 'Ana', at: 1_700_000_000_000 }, { at: Date.UTC(2023, 10, 14, 22, 14) }] })
  expect(read({ ...talk, messages: [...talk.messages, { role: 'user', text: 'More' }] }).id).toBe(read(talk).id)
})

test('[Y9] half of a surrogate pair, control characters and a thousand words in a title come through', () => {
  const odd = 'a\uD800b \u0000 \uDFFF'
  const conversation = read(JSON.parse(JSON.stringify(chatGpt('odd', { a: { role: 'user', text: odd, parent: null } }, { title: `\u0000${'word '.repeat(1000)}\uD800` }))))
  expect(conversation.messages[0]!.text).toBe(odd)
  expect(conversation.title.length).toBeLessThanOrEqual(200)
})

// Samples of real exports, where they are at hand.
const samples = join(import.meta.dirname, '../../../../shared/data/import_samples')
test.skipIf(!existsSync(samples))('[Y6] [Y7] the samples of both programs are read with everything that was said', () => {
  const files = globSync('*{representatives,example}*', { cwd: samples })
  expect(files.length).toBeGreaterThan(3)
  for (const name of files) {
    const bytes = readFileSync(join(samples, name))
    const value = JSON.parse((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString())
    const { conversations, problems } = readConversations(value, now)
    expect(problems, name).toEqual([])
    expect(conversations.length, name).toBeGreaterThan(0)
    for (const one of Array.isArray(value) ? value : [value]) {
      const wanted = one.mapping === undefined ? one.chat_messages.length : Object.values(one.mapping as Record<string, { message?: { author: { role: string } } }>).filter((node) => ['user', 'assistant'].includes(node.message?.author.role ?? '')).length
      expect(conversations.find((conversation) => conversation.messages.length === wanted), name).toBeDefined()
    }
  }
})
