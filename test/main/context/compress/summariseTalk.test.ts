import fc from 'fast-check'
import { expect, test } from 'vitest'
import { summariseTalk } from '../../../../src/main/context/compress/summariseTalk.ts'
import { writeSummary } from '../../../../src/main/context/compress/writeSummary.ts'
import { checkSummary } from '../../../../src/main/context/compress/checkSummary.ts'
import { count, moving, talkOf, tokensOf } from './support.ts'

const ask = { messages: moving, previous: null, target: 120, kind: 'compaction' as const, count, embed: null }

test('[X68] a summary says who said what, keeps decisions and details before chatter, and names what is lost', async () => {
  const { text, tokens, lost } = await summariseTalk(ask)
  expect(tokens).toBe(await tokensOf(text))
  expect(text).toContain('- User: ')
  expect(text).toContain('Let\'s go with the movers from Porto')
  expect(text).toContain('4,500 €')
  expect(text).not.toMatch(/exciting|anything else|Great, thanks/)
  for (const one of lost) expect(text).not.toContain(one.text)
})

test('[X68] details that no sentence carries stand in a line of their own', async () => {
  const talk = talkOf('We will meet again on 4 June 2025 near the mill, because my sister arrives by train and wants to see the garden first.', `Fine. ${'Trains are often late in summer, so plan a margin. '.repeat(6)}The timetable, which nobody has ever read to the end because it is longer than most novels and printed in grey on grey, is at https://example.org/trains, and a copy of a copy of it lies in /home/me/plan.pdf.`)
  const { text } = await summariseTalk({ ...ask, messages: talk, target: 76 })
  expect(text).toMatch(/\nDetails: .*https:\/\/example\.org\/trains/)
})

test('[X69] a summary takes in the one before it, however often', async () => {
  let previous = (await summariseTalk(ask)).text
  for (const topic of ['curtains', 'plants', 'lamps']) {
    const talk = talkOf(`Which ${topic} would fit the new flat?`, `For ${topic} choose something light. Many shops sell ${topic}. You could also borrow some.`)
    previous = (await summariseTalk({ ...ask, messages: talk, previous })).text
  }
  expect(previous).toContain('Let\'s go with the movers from Porto')
  expect(previous).toContain('4,500 €')
  expect(previous.match(/Details:/g)?.length ?? 0).toBeLessThanOrEqual(1)
})

test('[X69] a summary that a person rewrote as prose is taken in as well', async () => {
  const { text } = await summariseTalk({ ...ask, messages: talkOf('Ok, and the dog food?', 'Any shop has it.'), previous: 'We move to Lisbon with Rufus. The flat costs 900 € a month.' })
  expect(text).toContain('The flat costs 900 € a month.')
})

test('[X70] a checkpoint has decisions, findings, state and open questions in under 500 words', async () => {
  const { text } = await summariseTalk({ ...ask, kind: 'checkpoint', target: 400, messages: [...moving, ...talkOf('When do we have to tell the school?')] })
  expect(text.match(/^(?:Decisions|Findings|State|Open questions):$/gm)).toEqual(['Decisions:', 'Findings:', 'State:', 'Open questions:'])
  expect(text.slice(text.indexOf('Decisions:'), text.indexOf('Findings:'))).toContain('movers from Porto')
  expect(text.slice(text.indexOf('Open questions:'))).toContain('tell the school?')
  const long = talkOf(...Array.from({ length: 300 }, (_, at) => `We decided that garden bed number ${at} gets ${at + 2} tulips of the kind ${String.fromCodePoint(65 + at % 26)}ora.`))
  const made = await summariseTalk({ ...ask, kind: 'checkpoint', target: 5000, messages: long })
  expect(made.text.split(/\s+/).length).toBeLessThan(500)
})

test('[X71] no summary is above its target, whatever is said', async () => {
  const message = fc.array(fc.constantFrom('I', 'moved', 'to', 'Berlin.', 'Why?', 'Because', '12.5 %', '数字。', '```\ncode\n```', '\n', 'https://example.org/a', '👩‍👩‍👧', 'Details:', 'Decisions:'), { maxLength: 40 }).map((words) => words.join(' '))
  await fc.assert(fc.asyncProperty(fc.array(message, { maxLength: 12 }), fc.option(message, { nil: null }), fc.integer({ min: 0, max: 150 }), fc.constantFrom('compaction' as const, 'checkpoint' as const), async (texts, previous, target, kind) => {
    const made = await summariseTalk({ messages: talkOf(...texts), previous, target, kind, count, embed: null })
    expect(made.tokens).toBeLessThanOrEqual(target)
    expect(made.tokens).toBe(made.text === '' ? 0 : await tokensOf(made.text))
  }), { numRuns: 60 })
})

test('[X72] a summary that is none is refused with the reason', () => {
  const source = 'The talk was about the harbour, and it went on and on. '.repeat(20)
  const why = (made: string, tokens = { source: 300, made: 20 }) => { const checked = checkSummary(source, made, tokens); return checked.ok ? checked.text : checked.why }
  expect(why('  ')).toMatch(/empty summary/)
  expect(why('{"summary": "They talked."}')).toMatch(/data/)
  expect(why('```json\n{"a": 1}\n```')).toMatch(/data/)
  expect(why('<think>Let me see')).toMatch(/thoughts/)
  expect(why('I\'m sorry, but I cannot help with that.')).toMatch(/declined/)
  expect(why('Summarize the following conversation: …')).toMatch(/repeated its task/)
  expect(why('They met at the harbour. '.repeat(9))).toMatch(/over and over/)
  expect(why('They met.', { source: 300, made: 400 })).toMatch(/longer/)
  expect(why('<think>hm, what?</think>\nThey met at the harbour.')).toBe('They met at the harbour.')
  expect(why('Here is a short summary of the talk:\nThey met at the harbour.')).toBe('They met at the harbour.')
  expect(why('```\nThey met at the harbour.\n```')).toBe('They met at the harbour.')
})

test('[X73] a model may write the summary; what it dropped is added, and where it fails the rules write it and say why', async () => {
  const good = await writeSummary({ ...ask, write: () => Promise.resolve('- User: Three people and the dog Rufus move to Lisbon with the movers from Porto.') })
  expect(good).toMatchObject({ by: 'model', because: null })
  expect(good.text).toMatch(/^- User: Three people/)
  expect(good.text).toMatch(/\nDetails: .*4,500 €/)
  const rules = await summariseTalk(ask)
  expect(await writeSummary({ ...ask, write: () => Promise.resolve('{"summary":""}') })).toEqual({ ...rules, by: 'rules', because: 'The model gave data back instead of a summary.' })
  expect(await writeSummary({ ...ask, write: () => Promise.reject(new Error('out of memory')) })).toEqual({ ...rules, by: 'rules', because: 'The model could not write the summary (out of memory).' })
})

test('[X73] a talk that is longer than the model can read is taken in part after part', async () => {
  const prompts: string[] = []
  const made = await writeSummary({ ...ask, room: 220, write: ({ user }) => { prompts.push(user); return Promise.resolve(`- User: the record after part ${prompts.length}.`) } })
  expect(prompts.length).toBeGreaterThan(1)
  expect(prompts[1]).toContain('the record after part 1.')
  expect(made.text).toContain(`the record after part ${prompts.length}.`)
})
