import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { ArchiveConversation } from '../../../src/main/exchange/archive.ts'
import { readConversations } from '../../../src/main/exchange/formats/readConversations.ts'
import { writeConversationLine } from '../../../src/main/exchange/everything/conversationLine.ts'
import { id as idShape } from '../../../src/shared/words.ts'
import { conversationsOf, makeZip, now, readAll } from './support.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-strange-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const anything = fc.oneof({ weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown> }, fc.constantFrom('', null, true, -1, 1e308, '9999-12-31', '0000-00-00', [], {}, '__proto__', 'constructor', '\uD800'))
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '```', '\uD800', '\u0000', 'I live in Delft.'))
const time = fc.oneof(fc.double({ min: 1.4e9, max: 1.8e9, noNaN: true }), fc.double(), fc.constantFrom(null, '2024-01-20T15:30:00Z', '2024-08-08T19:12:06.120414', '0001-01-01', 0))
const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '__proto__', 'toString')

const chatGptNode = fc.record({
  id: name, parent: fc.option(name), children: fc.array(name, { maxLength: 4 }),
  message: fc.option(fc.record({
    author: fc.record({ role: fc.constantFrom('user', 'assistant', 'system', 'tool', 'nobody'), name: fc.option(text), metadata: fc.object({ maxDepth: 1 }) }),
    create_time: time, recipient: fc.constantFrom('all', 'python', 'canmore.create_textdoc', 'x'), weight: fc.double(), status: text,
    metadata: fc.record({ is_visually_hidden_from_conversation: fc.boolean() }, { requiredKeys: [] }),
    content: fc.record({
      content_type: fc.constantFrom('text', 'multimodal_text', 'code', 'thoughts', 'reasoning_recap', 'execution_output', 'unheard_of'),
      parts: fc.array(fc.oneof(text, fc.record({ content_type: fc.constantFrom('image_asset_pointer', 'audio_transcription', 'x'), text }), anything), { maxLength: 4 }), text, language: text,
    }, { requiredKeys: [] }),
  }, { requiredKeys: ['author'] })),
}, { requiredKeys: [] })
const chatGptTalk = fc.record({
  title: text, create_time: time, update_time: time, current_node: fc.option(name), id: name, conversation_id: fc.option(text),
  mapping: fc.array(fc.tuple(name, chatGptNode), { maxLength: 8 }).map((pairs) => JSON.parse(`{${pairs.map(([key, node]) => `${JSON.stringify(key)}:${JSON.stringify(node)}`).join(',')}}`)),
}, { requiredKeys: ['mapping'] })
const claudeTalk = fc.record({
  uuid: text, name: text, created_at: time, updated_at: time, current_leaf_message_uuid: fc.option(name),
  chat_messages: fc.array(fc.record({
    uuid: name, parent_message_uuid: fc.option(name), sender: fc.constantFrom('human', 'assistant', 'nobody'), text, created_at: time,
    content: fc.array(fc.record({ type: fc.constantFrom('text', 'thinking', 'tool_use', 'tool_result', 'code', 'x'), text, name: fc.constantFrom('artifacts', 'repl'), input: fc.record({ content: text, code: text, language: text }, { requiredKeys: [] }) }, { requiredKeys: [] }), { maxLength: 4 }),
    attachments: fc.array(fc.record({ file_name: text, extracted_content: text }, { requiredKeys: [] }), { maxLength: 2 }), files: fc.array(fc.oneof(fc.record({ file_name: text }), anything), { maxLength: 2 }),
  }, { requiredKeys: [] }), { maxLength: 8 }),
}, { requiredKeys: ['chat_messages'] })
const plainTalk = fc.record({ title: text, messages: fc.array(fc.record({ role: fc.constantFrom('user', 'assistant', 'x'), text, at: time, speaker: fc.option(text) }, { requiredKeys: ['role', 'text'] }), { maxLength: 6 }) })

/** A talk in which some value, anywhere, became something else. */
const spoiled = fc.tuple(fc.oneof(chatGptTalk, claudeTalk, plainTalk), fc.array(fc.tuple(fc.nat(), anything), { maxLength: 3 })).map(([talk, changes]) => {
  const value = JSON.parse(JSON.stringify(talk)) as object
  for (const [at, change] of changes) {
    const places: [holder: Record<string, unknown>, key: string][] = []
    const walk = (holder: object): void => {
      for (const key of Object.keys(holder)) {
        const inner = (holder as Record<string, unknown>)[key]
        places.push([holder as Record<string, unknown>, key])
        if (typeof inner === 'object' && inner !== null) walk(inner)
      }
    }
    walk(value)
    const place = places[at % Math.max(1, places.length)]
    if (place !== undefined) place[0][place[1]] = change
  }
  return value
})

function expectSound(conversation: ArchiveConversation): void {
  const seen = new Set<string>()
  for (const message of conversation.messages) {
    expect(idShape.safeParse(message.id).success).toBe(true)
    expect(seen.has(message.id)).toBe(false)
    if (message.parentId !== null) expect(seen.has(message.parentId)).toBe(true)
    expect(message.text.trim()).not.toBe('')
    expect(Number.isSafeInteger(message.at)).toBe(true)
    seen.add(message.id)
  }
  expect(seen.has(conversation.leafId)).toBe(true)
  expect(conversation.branches).toBeGreaterThan(0)
  expect(idShape.safeParse(conversation.id).success).toBe(true)
  expect([conversation.createdAt, conversation.updatedAt].every(Number.isSafeInteger)).toBe(true)
}

test('[Y10] a thousand strange exports: each gives sound conversations or sentences, never an error, and the same ones again', () => {
  fc.assert(fc.property(spoiled, (value) => {
    const { conversations, problems } = readConversations(value, now)
    conversations.forEach(expectSound)
    expect(conversations.length + problems.length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem).toMatch(/^[A-Z].*\.$/)
    expect(readConversations(structuredClone(value), now)).toEqual({ conversations, problems })
  }), { numRuns: 1000 })
})

test('[Y10] what a tree holds is not lost: every word of the person and the assistant that is not hidden is there once', () => {
  const node = fc.record({ parent: fc.option(fc.nat(20)), role: fc.constantFrom('user', 'assistant', 'system', 'tool') })
  fc.assert(fc.property(fc.array(node, { minLength: 1, maxLength: 20 }), (nodes) => {
    const mapping = Object.fromEntries(nodes.map(({ parent, role }, at) => [`n${at}`, { id: `n${at}`, parent: parent === null ? null : `n${parent}`, children: [], message: { author: { role }, content: { content_type: 'text', parts: [`text ${at}`] }, create_time: 1.7e9 } }]))
    const wanted = nodes.flatMap(({ role }, at) => role === 'user' || role === 'assistant' ? [`text ${at}`] : [])
    const { conversations } = readConversations({ id: 'x', mapping }, now)
    expect(conversations.flatMap((conversation) => conversation.messages.map((message) => message.text)).sort()).toEqual(wanted.sort())
    conversations.forEach(expectSound)
  }), { numRuns: 500 })
})

test('[Y10] bytes that changed on the way never end in an error: not in a file, not in an archive', async () => {
  await fc.assert(fc.asyncProperty(fc.array(spoiled, { maxLength: 4 }), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }), fc.boolean(), fc.option(fc.nat()), async (talks, changes, packed, cut) => {
    const json = JSON.stringify(talks)
    const bytes = packed ? makeZip([{ name: 'conversations.json', data: json }, { name: 'conversations-1.json', data: json, stored: true }]) : Buffer.from(json)
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte
    const path = join(folder, 'bytes')
    writeFileSync(path, cut === null ? bytes : bytes.subarray(0, cut % (bytes.length + 1)))
    const items = await readAll(path)
    conversationsOf(items).forEach(expectSound)
    for (const item of items) if (item.kind === 'failed') expect(item).toBe(items.at(-1))
  }), { numRuns: 200 })
}, 60_000)

test("[Y11] a conversation that Casement wrote is read back as it was, ids, branches, labels and all", () => {
  fc.assert(fc.property(fc.array(fc.record({ text, parent: fc.nat(), role: fc.constantFrom('user' as const, 'assistant' as const), at: fc.integer({ min: -8.64e15, max: 8.64e15 }), speaker: fc.option(fc.string({ minLength: 1, maxLength: 80 })), label: fc.constantFrom('open' as const, 'personal' as const, 'local' as const) }), { minLength: 1, maxLength: 12 }), (given) => {
    const messages = given.map(({ text: words, parent, role, at, speaker, label }, number) => ({
      id: `m_${number}`, conversationId: 'c_1', parentId: number === 0 || parent % 5 === 0 ? null : `m_${parent % number}`, role, text: words, createdAt: at, status: 'done' as const, turnId: null, label, trust: 'user' as const, speaker, note: null,
    }))
    const conversation = {
      id: 'c_1', title: 'A talk', createdAt: 5, updatedAt: 6, pinned: true, deletedAt: 7, leafId: 'm_0', route: 'auto', messageCount: messages.length, budget: null, goal: 'Stay kind', personaId: null, projectId: null, importedFrom: 'claude' as const, temporary: false,
    }
    const read = readConversations(JSON.parse(writeConversationLine(conversation, messages)), now).conversations[0]!
    expect(read).toMatchObject({ id: 'c_1', origin: 'casement', title: 'A talk', createdAt: 5, updatedAt: 6, leafId: 'm_0', own: { pinned: true, deletedAt: 7, goal: 'Stay kind', importedFrom: 'claude' } })
    expect(read.messages).toEqual(messages.map(({ id, parentId, role, text: words, createdAt: at, speaker, label }) => ({ id, parentId, role, text: words, at, speaker, label })))
  }), { numRuns: 200 })
  expect(readConversations({ casement: 'conversation', version: 99, id: 'c_1' }, now).problems).toEqual([expect.stringContaining('newer Casement')])
  expect(readConversations({ casement: 'conversation', version: 1, id: '../x', messages: [] }, now).problems).toEqual(['It has no valid id.'])
  expect(readConversations({ casement: 'conversation', version: 1, id: 'c_1', messages: [{ id: 'm_1', role: 'user', text: 5 }] }, now).problems).toEqual(['Its message number 1 is damaged.'])
})
