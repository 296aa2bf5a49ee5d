import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Context, Piece } from '../../../src/shared/piece.ts'
import { assemble } from '../../../src/main/context/assemble.ts'
import { compressText } from '../../../src/main/context/compress/compressText.ts'
import { renderPersona } from '../../../src/main/context/layers/renderPersona.ts'
import { isFounded, pointToRepeats } from '../../../src/main/spend/references.ts'
import { isProtected, squeezeContext, type SqueezeAsk } from '../../../src/main/spend/squeeze.ts'
import { core, fullNotes, pieceOf, plainCounter, planOf } from '../context/support.ts'

const assembleAll = (pieces: readonly Piece[], window = 16_000) => assemble({
  pieces, window, plan: planOf(), counter: plainCounter, notes: fullNotes, order: 'edges', previousPrompt: null, destinationCeiling: 'local', time: null, trustedTokens: null,
})

async function contextOf(pieces: readonly Piece[], window?: number): Promise<Context> {
  const made = await assembleAll(pieces, window)
  if (!made.ok) throw new Error(made.error.message)
  return made.value
}

const persona = { id: 'p', name: 'Editor', role: 'an editor', instructions: 'Cut what is not needed.', constraints: '', examples: 'Asked for a title, you give three.\nAsked for a summary, you give two lines.' }
const askOf = (context: Context, patch: Partial<SqueezeAsk> = {}): SqueezeAsk => ({
  context, count: (texts) => plainCounter.count(texts),
  withoutExamples: (piece) => piece.text === renderPersona(persona, 'Be brief.') ? renderPersona({ ...persona, examples: '' }, 'Be brief.') : null,
  condense: async (piece, target) => (await compressText({ text: piece.text, target, query: null, count: (texts) => plainCounter.count(texts), embed: null })).text,
  assemble: (pieces) => assembleAll(pieces), ...patch,
})

const clause = 'The tenant gives the keys back on the last day of the month, cleans the flat and pays for what is broken beyond ordinary wear.'
const report = 'The river rose by two metres in the night of the fourth. The bridge at the mill was closed at six in the morning. Nobody was hurt. The school stayed open. Trains ran with delays of an hour. The mayor thanked all volunteers for their help. Sandbags are kept in the old barn. A second wave is not expected this week.'

test('[C77] examples go, what is said twice is pointed to, notes are cut down, and each step says what it saved', async () => {
  const pieces = [
    core(), pieceOf('persona', renderPersona(persona, 'Be brief.'), { id: 'persona' }), pieceOf('profile', 'I am called Ada.', { id: 'ada', pinned: true }),
    pieceOf('history', `Here is my contract.\n${clause}`, { id: 'h1' }), pieceOf('documents', `Page 4\n${clause}\nSigned in May.`, { id: 'd1', source: { kind: 'file', name: 'contract.pdf', path: null, part: 1, at: 5 } }),
    pieceOf('documents', report, { id: 'd2', source: { kind: 'file', name: 'report.txt', path: null, part: 1, at: 5 } }), pieceOf('message', `What does this mean?\n${clause}`, { id: 'q' }),
  ]
  const context = await contextOf(pieces)
  const squeezed = await squeezeContext(askOf(context))
  expect(squeezed.steps.map((step) => step.step)).toEqual(['examples-out', 'references', 'compressed'])
  expect(squeezed.steps.every((step) => step.tokens > 0)).toBe(true)
  const inPrompt = squeezed.context.prompt.map((message) => message.text).join('\n')
  expect(squeezed.context.used).toBeLessThan(context.used)
  expect(context.used - squeezed.context.used).toBeCloseTo(squeezed.steps.reduce((sum, step) => sum + step.tokens, 0), -1)
  expect(inPrompt).not.toContain('Asked for a title')
  expect(inPrompt).toContain('Page 4\n[As said above: “The tenant gives the keys back on the last day of the month, …”]\nSigned in May.')
  expect(inPrompt).toContain(`What does this mean?\n${clause}`)
  expect(inPrompt).toContain('I am called Ada.')
  const [d1, d2] = ['d1', 'd2'].map((id) => squeezed.context.pieces.find((piece) => piece.id === id)!)
  expect(d1).toMatchObject({ outcome: 'shortened', original: `Page 4\n${clause}\nSigned in May.`, reason: 'Made smaller because little is left of the budget' })
  expect(d2!.tokens).toBeLessThanOrEqual(Math.floor(d2!.wantedTokens * 0.6))
  expect(squeezed.context.pieces.find((piece) => piece.id === 'h1')).toMatchObject({ outcome: 'in', text: `Here is my contract.\n${clause}` })
})

const line = fc.constantFrom(clause, report, 'Short line.', 'Another line that stands in several places of this talk and is long enough to be pointed to from there.', '```', 'const x = 1', '', '- a list', '“quoted” \ud83d\ude00 words that go on for a while so that there is something to repeat, or so it seems, until the end of it.')
const text = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n')).filter((one) => one.trim() !== '')
const somePiece = fc.record({ region: fc.constantFrom('persona' as const, 'summary' as const, 'history' as const, 'memories' as const, 'documents' as const, 'results' as const, 'recent' as const, 'profile' as const), text, pinned: fc.boolean(), assistant: fc.boolean(), group: fc.option(fc.constantFrom('g1', 'g2'), { nil: undefined }) })

test('[C78] message, rules, tools, steering and what is pinned keep every word, and no reference points to what is not in front of it', async () => {
  let [tried, pointed] = [0, 0]
  await fc.assert(fc.asyncProperty(fc.array(somePiece, { maxLength: 9 }), text, fc.integer({ min: 900, max: 9000 }), async (some, question, window) => {
    const pieces = [core(), ...some.map((one, at) => pieceOf(one.region, one.text, {
      id: `x${at}`, ...(one.pinned ? { pinned: true } : {}), ...(one.group === undefined ? {} : { group: one.group }),
      ...(['history', 'recent'].includes(one.region) ? { source: { kind: 'message' as const, messageId: `x${at}`, conversationId: 'c1', role: one.assistant ? 'assistant' as const : 'user' as const, at } } : {}),
    })), pieceOf('message', question, { id: 'q' })]
    const before = await assembleAll(pieces, window)
    if (!before.ok) return
    const { context, steps } = await squeezeContext(askOf(before.value, { assemble: (smaller) => assembleAll(smaller, window) }))
    const inBefore = before.value.pieces.filter((piece) => piece.outcome !== 'out')
    const after = new Map(context.pieces.map((piece) => [piece.id, piece]))
    for (const piece of inBefore) {
      expect(after.get(piece.id)!.outcome).not.toBe('out')
      if (isProtected(piece)) expect(after.get(piece.id)!.text).toBe(piece.text)
    }
    expect(context.pieces.length).toBe(before.value.pieces.length)
    if (steps.length > 0) tried++
    if (steps.some((one) => one.step === 'references')) pointed++
    if (steps.length === 0) expect(context).toBe(before.value)
    else expect(context.used).toBeLessThan(before.value.used)
    // Read as the model does: what a line says was said above must have been.
    const read = context.prompt.map((message) => message.text).join('\n').replace(/\s+/g, ' ')
    for (const found of read.matchAll(/\[As said above: “(.*?) …”\]/g)) expect(read.slice(0, found.index)).toContain(found[1]!)
    for (const message of context.prompt) for (const span of message.spans) expect(message.text.slice(span.start, span.end)).toBe(after.get(span.pieceId)!.text)
  }), { numRuns: 150 })
  expect([tried > 30, pointed > 10]).toEqual([true, true])
})

test('[C78] a context whose pieces do not come back whole is not used, and neither is one with a reference to what has left', async () => {
  const pieces = [core(), pieceOf('summary', `Earlier.\n${clause}`, { id: 's' }), pieceOf('documents', clause, { id: 'd', source: { kind: 'file', name: 'a', path: null, part: 1, at: 5 } }), pieceOf('message', 'And?', { id: 'q' })]
  const context = await contextOf(pieces)
  const without = (gone: string) => squeezeContext(askOf(context, { condense: async (piece) => piece.text, assemble: (smaller) => assembleAll(smaller.filter((piece) => piece.id !== gone)) }))
  expect((await squeezeContext(askOf(context, { condense: async (piece) => piece.text }))).steps).toMatchObject([{ step: 'references' }])
  for (const gone of ['s', 'd', 'q', 'core']) expect(await without(gone)).toEqual({ context, steps: [] })
  expect(await squeezeContext(askOf(context, { assemble: async () => ({ ok: false, error: { kind: 'message-too-long', message: 'No.' } }) }))).toEqual({ context, steps: [] })
  const { pieces: [s, d], references: [reference] } = pointToRepeats([pieces[1]!, pieces[2]!], () => true)
  expect(d!.text).toBe('[As said above: “The tenant gives the keys back on the last day of the month, …”]')
  expect([isFounded(reference!, [s!, d!]), isFounded(reference!, [d!, s!]), isFounded(reference!, [d!]), isFounded(reference!, [s!]), isFounded(reference!, [{ id: 's', text: 'Earlier.' }, d!])]).toEqual([true, false, false, true, false])
})

test('[C79] only later pieces point, never into code, never for a few words, and an answer of the assistant never turns into a pointer', async () => {
  const source = (role: 'user' | 'assistant', id: string) => ({ source: { kind: 'message' as const, messageId: id, conversationId: 'c1', role, at: 1 }, id })
  const code = `\`\`\`\n${clause}\n\`\`\``
  const { context, steps } = await squeezeContext(askOf(await contextOf([
    core(), pieceOf('history', clause, source('user', 'a')), pieceOf('history', clause, source('assistant', 'b')), pieceOf('history', code, source('user', 'c')), pieceOf('recent', 'Short line.', source('user', 'd')), pieceOf('recent', 'Short line.', source('assistant', 'e')), pieceOf('message', clause, { id: 'q' }),
  ])))
  expect(steps).toEqual([])
  expect(context.pieces.every((piece) => piece.outcome === 'in')).toBe(true)
})
