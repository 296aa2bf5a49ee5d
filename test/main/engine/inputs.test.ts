import { afterEach, expect, test } from 'vitest'
import type { CommandName } from '../../../src/shared/contract.ts'
import { openTestEngine, type TestEngine } from '../../support/testEngine.ts'

let open: TestEngine | null = null
afterEach(async () => { await open?.close(); open = null })

/** Words of the library that reads the contract; none of them may reach a person. */
const foreign = /Invalid|expected|Too (?:small|big)|received|regex|zod/u

test('[E1] a refusal names the field in plain words, and what to do', async () => {
  const { engine } = (open = await openTestEngine({ chat: [] }))
  const refuse = async (name: CommandName, raw: unknown) => {
    const answer = await engine.handle(name, raw)
    if (answer.ok) throw new Error(`${name} was taken`)
    expect(answer.error.message, name).not.toMatch(foreign)
    expect(answer.error.next, name).toMatch(/\.$/u)
    return `${answer.error.kind}: ${answer.error.message}`
  }
  expect(await refuse('memories.add', { text: '' })).toBe('bad-input: “text” is empty.')
  expect(await refuse('memories.add', { text: ' \n\t ' })).toBe('bad-input: The memory is empty.')
  expect(await refuse('memories.add', {})).toBe('bad-input: “text” is missing.')
  expect(await refuse('memories.add', { text: 'x', kind: 'guess' })).toBe('bad-input: “kind” must be one of “episodic”, “semantic”, “procedural”.')
  expect(await refuse('memories.add', { text: 'x'.repeat(4001) })).toBe('too-large: “text” is too long: at most 4,000 characters are taken.')
  for (const eventAt of [1e300, 8.64e15 + 1, -8.64e15 - 1]) expect(await refuse('memories.update', { memoryId: 'y_1', eventAt })).toBe('bad-input: “eventAt” is no time that a calendar knows.')
  expect(await refuse('memories.update', { memoryId: 'y_1', validUntil: 'soon' })).toBe('bad-input: “validUntil” must be a number.')
  expect(await refuse('memories.update', { memoryId: 'not an id!', pinned: true })).toBe('bad-input: “memoryId” is no name or id that Casement gave.')
  expect(await refuse('memories.update', { memoryId: 'y_1', importance: 2 })).toBe('too-large: “importance” must be at most 1.')
  expect(await refuse('memories.merge', { memoryIds: ['y_1'], text: 'x' })).toBe('bad-input: “memoryIds” must be a list of at least 2.')
  expect(await refuse('memories.split', { memoryId: 'y_1', texts: ['one', ''] })).toBe('bad-input: “texts”, number 2 is empty.')
  expect(await refuse('memories.list', { from: 9e15 })).toBe('bad-input: “from” is no time that a calendar knows.')
  expect(await refuse('projects.save', { name: '' })).toBe('bad-input: “name” is empty.')
  expect(await refuse('projects.save', { name: '  ' })).toBe('bad-input: The project has no name.')
  expect(await refuse('imports.start', { path: '' })).toBe('bad-input: “path” is empty.')
  expect(await refuse('imports.learn', 17)).toBe('bad-input: The input must be a set of fields.')
})

test('[E107] a memory whose times no calendar knows is refused by its row, in plain words', async () => {
  const engine = (open = await openTestEngine({ chat: [] }))
  const kept = await engine.ask('memories.add', { text: 'I like tea' })
  const { text } = await engine.ask('memories.export', { format: 'json' })
  for (const field of ['eventAt', 'validFrom', 'validUntil']) {
    const changed = text!.replaceAll(kept.id, `${kept.id}x`).replace(`"${field}":null`, `"${field}":9000000000000000`)
    expect(changed, field).toContain('9000000000000000')
    const { refused, added } = await engine.ask('memories.import', { text: changed })
    expect(added).toBe(0)
    expect(refused.map((one) => one.why)).toEqual([`“${field}” is no time that a calendar knows.`])
  }
})
