import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { compressText } from '../../../../src/main/context/compress/compressText.ts'
import { splitSentences } from '../../../../src/main/context/compress/sentences.ts'
import { chapters, count, tokensOf } from './support.ts'
import { startEmbedder } from '../../../support/modelProcesses.ts'

const { embedder, process } = startEmbedder()
afterAll(() => process.close())
const byWords = (text: string, target: number, question: string | null) => compressText({ text, target, query: question === null ? null : { text: question, vector: null }, count, embed: null })

const words = fc.constantFrom('Anna:', 'harbour', 'the', 'wall.', 'Why?', '👩‍👩‍👧', 'é́', '数字', '。', '\n', '\n\n', '- item', '```\ncode here\n```\n', '<tool_call>{"a":1}</tool_call>\n<tool_result>7</tool_result>\n', '12.5', '{laugh}', 'uh')
const texts = fc.array(words, { maxLength: 120 }).map((parts) => parts.join(' '))

test('[X60] what is compressed is never above its target, is made of its source in order, and is the same every time', async () => {
  await fc.assert(fc.asyncProperty(texts, fc.integer({ min: 0, max: 200 }), fc.option(fc.constantFrom('harbour wall', 'Anna', '数字'), { nil: null }), async (text, target, question) => {
    const made = await byWords(text, target, question)
    expect(made.tokens).toBeLessThanOrEqual(target)
    expect(made.tokens).toBe(made.text === '' ? 0 : await tokensOf(made.text))
    expect(await byWords(text, target, question)).toEqual(made)
    let from = 0
    for (const span of made.kept) {
      const part = text.slice(span.start, span.end).trim()
      expect(made.text.indexOf(part, from)).toBeGreaterThanOrEqual(from)
      from = made.text.indexOf(part, from) + part.length
    }
  }), { numRuns: 60 })
})

test('[X61] a text that fits stays as it is; the less room there is, the more is left out', async () => {
  const tokens = await tokensOf(chapters)
  expect(await byWords(chapters, tokens, null)).toMatchObject({ text: chapters, tokens, level: 'none', lost: [] })
  expect((await byWords(chapters, Math.ceil(tokens * 0.8), null)).level).toBe('redundancy')
  expect((await byWords(chapters, Math.ceil(tokens * 0.5), null)).level).toBe('key-points')
  const summary = await byWords(chapters, Math.ceil(tokens * 0.2), null)
  expect(summary.level).toBe('summary')
  expect(summary.tokens).toBeGreaterThan(tokens * 0.12)
})

test('[X61] what is said twice leaves first', async () => {
  const text = `${chapters}\n\nA librarian called Agathe Bron sorts the maps on Fridays. Its telescope was bought with the money of a brewer. The rye loaves need eleven hours of rest. Farmers sell cheese, honey and plums.`
  const { text: made } = await byWords(text, await tokensOf(chapters), null)
  for (const sentence of splitSentences(chapters).sentences) expect(made).toContain(chapters.slice(sentence.start, sentence.end))
})

test('[X62] what a question needs stays, by its words or by its meaning alone', async () => {
  const target = Math.ceil(await tokensOf(chapters) * 0.2)
  expect((await byWords(chapters, target, 'Which librarian sorts the maps?')).text).toContain('A librarian called Agathe Bron sorts the maps on Fridays.')
  const question = 'Where can I watch the stars and planets?'
  const [vector] = await embedder.embed([question])
  const made = await compressText({ text: chapters, target, query: { text: question, vector: vector! }, count, embed: (all) => embedder.embed(all) })
  expect(made.text).toContain('The observatory stands on the hill.')
})

test('[X62] of a talk whole turns stay, with who said them, as passages', async () => {
  const turns = chapters.split('\n\n').flatMap((chapter, at) => chapter.split('. ').map((sentence, place) => `${(at + place) % 2 === 0 ? 'Anna' : 'Boris'}: ${sentence.replace(/\.$/, '')}.`))
  const text = turns.join('\n')
  const made = await byWords(text, Math.ceil(await tokensOf(text) * 0.25), 'What was said about the railway and its tunnel?')
  for (const line of made.text.split('\n')) expect(line).toMatch(/^(?:Anna|Boris): /)
  for (const sentence of made.text.replace(/^(?:Anna|Boris): /gm, '').split(/(?<=\.)\s/)) expect(turns.map((turn) => turn.slice(turn.indexOf(' ') + 1))).toContain(sentence)
  expect(made.text).toContain('The railway reached the town late.\nBoris: A tunnel of two miles had to be dug.')
})

test('[X63] code, a tool call with its result, and graphemes are never cut', async () => {
  const code = '```ts\nconst port = 8080\nlisten(port)\n```'
  const call = '<tool_call>{"name":"weather"}\n</tool_call>\n<tool_result>\nrain. wind. hail.\n</tool_result>'
  const text = `${chapters}\n${code}\n${chapters}\n${call}\nThe family 👩‍👩‍👧‍👦 stays.`
  for (let target = 5; target < 400; target += 37) {
    const made = (await byWords(text, target, 'port weather family')).text
    expect(made.includes('```ts') || made.includes('listen(port)')).toBe(made.includes(code))
    expect(made.includes('tool_call') || made.includes('hail')).toBe(made.includes(call))
    expect(made.includes('👩')).toBe(made.includes('👩‍👩‍👧‍👦'))
  }
})

test('[X63] sentences end where people end them', () => {
  const parts = (text: string) => splitSentences(text).sentences.map((one) => text.slice(one.start, one.end))
  expect(parts('Dr. Weber paid 3.5 million, e.g. for tests. Was it enough? "No." 次の。終わり')).toEqual(['Dr. Weber paid 3.5 million, e.g. for tests.', 'Was it enough?', '"No."', '次の。', '終わり'])
  expect(parts('- Anna: One. Two.\n1. Three')).toEqual(['One.', 'Two.', 'Three'])
  expect(parts('```\nnever closed. Really\nnext')).toEqual(['```', 'never closed.', 'Really', 'next'])
})

test('[X64] marks of a transcriber and sounds leave a transcript first, and stay everywhere else', async () => {
  const talk = Array.from({ length: 12 }, (_, at) => `${at % 2 === 0 ? 'Anna' : 'Boris'}: Uh , the number {noise} of harbour ${at} is um , known .`).join('\n')
  const made = await byWords(talk, Math.ceil(await tokensOf(talk) * 0.75), null)
  expect(made.text).not.toMatch(/\{noise\}| um /)
  const template = `${chapters}\n${'Put {name} here, um die Ecke. '.repeat(10)}`
  expect((await byWords(template, await tokensOf(template) - 20, 'Put name here um die Ecke')).text).toContain('{name} here, um')
})

test('[X65] what was lost is named, and a text of which nothing fits says how much is missing', async () => {
  const made = await byWords(chapters, 30, 'the market')
  expect(made.lost).toContainEqual({ kind: 'number', text: '1612' })
  expect(made.lost).toContainEqual({ kind: 'name', text: 'Agathe Bron' })
  const code = `\`\`\`\n${'const a = 1\n'.repeat(200)}\`\`\``
  expect((await byWords(code, 20, null)).text).toMatch(/^\[… \d+ tokens left out …\]$/)
  expect((await byWords('word '.repeat(400), 20, null)).text).toMatch(/^word word/)
})

test('[X65] a text of two megabytes is compressed like any other', async () => {
  const text = Array.from({ length: 4000 }, (_, at) => `${chapters.slice(0, 480)} Entry ${at}.`).join('\n')
  const made = await compressText({ text, target: 500, query: { text: 'Entry 3777', vector: null }, count: (all) => Promise.resolve(all.map((one) => Math.ceil(one.length / 4))), embed: null })
  expect(made.tokens).toBeLessThanOrEqual(500)
  expect(made.text).toContain('Entry 3777.')
})
