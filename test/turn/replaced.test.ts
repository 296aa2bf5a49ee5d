import { afterEach, expect, test } from 'vitest'
import type { TurnTrace } from '../../src/shared/trace.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine, type TestEngine } from '../support/testEngine.ts'

let open: TestEngine | null = null
afterEach(async () => { await open?.close(); open = null })

const start = async () => open = await openTestEngine({ chat: [scriptedModel({ answers: ['Fine.'] })], settings: { answerFromMemory: false, learning: 'automatic' } })
const say = async (engine: TestEngine, text: string): Promise<TurnTrace> => engine.say((await engine.newConversation()).id, text)
const holding = (trace: TurnTrace, words: string) => trace.context!.pieces.filter((piece) => piece.region === 'memories' && piece.text.includes(words))
const promptOf = (trace: TurnTrace) => trace.context!.prompt.at(-1)!.text
const mark = / \(replaced on \d{1,2} \p{L}+ \d{4}\)/u

test('[T46] words that a newer fact replaced do not stand beside it, and the trace says why', async () => {
  const engine = await start()
  await say(engine, 'My favourite colour is teal.')
  await say(engine, 'My favourite colour is green.')
  expect((await engine.ask('memories.list', { state: 'superseded' })).items.map((one) => one.text)).toEqual(['My favourite colour is teal.'])
  const trace = await say(engine, 'What is my favourite colour?')
  expect(promptOf(trace)).not.toContain('teal')
  expect(promptOf(trace)).toContain('green')
  const out = trace.context!.pieces.filter((piece) => piece.source.kind === 'message' && piece.text.includes('teal'))
  expect(out).toMatchObject([{ outcome: 'out', code: 'superseded', reason: expect.stringMatching(/^Left out: something newer took its place on \d{1,2} \p{L}+ \d{4}$/u) }])
}, 30_000)

test('[T46] where the question is for what was before, or the message says more, it goes in with the day of the change', async () => {
  const engine = await start()
  await say(engine, 'My favourite colour is teal. The fence behind our house was painted in it by two cousins of mine.')
  await say(engine, 'My favourite colour is green.')
  const more = await say(engine, 'What is my favourite colour, and who painted the fence behind our house in it?')
  const [message] = holding(more, 'painted').filter((piece) => piece.source.kind === 'message')
  expect(message).toMatchObject({ outcome: 'in' })
  expect(message!.text).toMatch(new RegExp(`^My favourite colour is teal\\.?${mark.source}`, 'u'))
  expect(holding(more, 'green').some((piece) => piece.source.kind === 'memory' && piece.outcome === 'in')).toBe(true)
  const before = await say(engine, 'What was my favourite colour before?')
  expect(promptOf(before)).toMatch(new RegExp(`teal\\.?${mark.source}`, 'u'))
}, 30_000)

test('[T46] what was merged or taken up again carries no mark', async () => {
  const engine = await start()
  await say(engine, 'I live in Lyon.')
  await say(engine, 'I work at Renault.')
  const { items } = await engine.ask('memories.list', { state: 'active' })
  await engine.ask('memories.merge', { memoryIds: items.map((one) => one.id), text: 'I live in Lyon and work at Renault.' })
  const trace = await say(engine, 'Where do I live, and where do I work?')
  expect(trace.context!.pieces.some((piece) => piece.code === 'superseded' || mark.test(piece.text))).toBe(false)
}, 30_000)
