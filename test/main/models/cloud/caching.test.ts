import { expect, test } from 'vitest'
import type { ChatMessage } from '../../../../src/main/models/ports.ts'
import { ask, hear, kinds, openBench, type Kind } from './support.ts'

const words = ['Yes', '.']
const talk: ChatMessage[] = [
  { role: 'system', text: 'Be brief.' }, { role: 'user', text: 'One?' }, { role: 'assistant', text: 'Two.' }, { role: 'user', text: 'Three?' },
]

async function bodyOf(kind: Kind, messages: readonly ChatMessage[], conversationId = 'c_1'): Promise<Record<string, unknown>> {
  const { server, model } = await openBench(kind, [{ words }])
  await hear(model.generate(ask({ messages, conversationId })))
  return server.requests[0]!.body
}

const mark = { type: 'ephemeral' }

test('[C27] Anthropic gets its marks on the system text and on the message before the newest one', async () => {
  expect(await bodyOf('anthropic', talk)).toMatchObject({
    system: [{ type: 'text', text: 'Be brief.', cache_control: mark }],
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'One?' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Two.', cache_control: mark }] },
      { role: 'user', content: [{ type: 'text', text: 'Three?' }] },
    ],
  })
  const body = JSON.stringify(await bodyOf('anthropic', talk))
  expect(body.split('cache_control')).toHaveLength(3)
  expect(JSON.stringify(await bodyOf('anthropic', talk.slice(1, 2)))).not.toContain('cache_control')
})

test.each(['openai', 'mistral'] as const)('[C27] %s gets one key per conversation, which does not name it', async (kind) => {
  const [one, again, other] = [await bodyOf(kind, talk), await bodyOf(kind, talk.slice(0, 2)), await bodyOf(kind, talk, 'c_2')]
  expect(one.prompt_cache_key).toMatch(/^[0-9a-f]{32}$/)
  expect([again.prompt_cache_key === one.prompt_cache_key, other.prompt_cache_key === one.prompt_cache_key]).toEqual([true, false])
  expect(JSON.stringify(one.messages)).not.toContain('cache')
})

test('[C27] other servers get nothing that they may not know', async () => {
  const body = await bodyOf('openai-compatible', talk)
  expect(Object.keys(body).sort()).toEqual(['max_tokens', 'messages', 'model', 'stream', 'stream_options', 'temperature'])
  expect(body.messages).toEqual(talk.map(({ role, text }) => ({ role, content: text })))
})

test.each(kinds)('[C28] %s: the key names provider and model, and chooses the margin', async (kind) => {
  const asked: string[] = []
  const { model } = await openBench(kind, [{ words }], { margin: (key) => { asked.push(key); return 2 } })
  expect([model.key, asked.at(-1)]).toEqual(['wire:wire-model', 'wire:wire-model'])
  const [doubled] = await model.counter.count(['Some words that are counted.'])
  const plain = await openBench(kind, [{ words }])
  expect(doubled).toBe((await plain.model.counter.count(['Some words that are counted.']))[0]! * 2)
})
