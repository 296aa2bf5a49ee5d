import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scoreFidelity } from '../../../src/main/trace/fidelity.ts'
import { markUsed } from '../../../src/main/trace/markUsed.ts'
import { startEmbedder } from '../../support/modelProcesses.ts'
import { checked, fidelityCases, piecesOf, tuned, type FidelityCase } from './fidelityCases.ts'
import { recordOf } from './support.ts'

let started: ReturnType<typeof startEmbedder>
beforeAll(() => { started = startEmbedder() })
afterAll(() => started.process.close())
const embed = (texts: readonly string[]) => started.embedder.embed(texts)
const note = (text: string, score: number | null = 0.48) => recordOf('memories', text, { score })
const ask = (question: string, answer: string, pieces: Parameters<typeof scoreFidelity>[0]['pieces']) => scoreFidelity({ question, answer, pieces, embed })

async function agreement(cases: readonly FidelityCase[], by: typeof embed | null): Promise<number> {
  let same = 0, all = 0
  for (const one of cases) {
    const { pieces } = await scoreFidelity({ question: one.question, answer: one.answer, pieces: piecesOf(one), embed: by })
    for (const each of one.notes) {
      all++
      if ((pieces.find((use) => use.pieceId === each.id)?.used ?? false) === one.used.includes(each.id)) same++
    }
  }
  return same / all
}

describe('the labelled cases', () => {
  test('[Z3] are many and of many kinds', () => {
    expect(fidelityCases.length).toBeGreaterThanOrEqual(72)
    expect(new Set(fidelityCases.map((one) => one.kind)).size).toBeGreaterThan(12)
    expect(new Set(fidelityCases.map((one) => one.language)).size).toBeGreaterThan(3)
  })

  test('[Z3] agree with words and meaning, on the cases that were looked at and on those that were not', async () => {
    expect(await agreement(tuned, embed)).toBeGreaterThanOrEqual(0.85)
    expect(await agreement(checked, embed)).toBeGreaterThanOrEqual(0.85)
  })

  test('[Z3] by words alone', async () => {
    expect(await agreement(fidelityCases, null)).toBeGreaterThanOrEqual(0.8)
  })

  test('[Z5] what should have been used and was not is told, and hardly anything else', async () => {
    let found = 0, missed = 0, wrong = 0
    for (const one of fidelityCases) {
      const { pieces, flags } = await ask(one.question, one.answer, piecesOf(one))
      const ignored = pieces.filter((use) => use.ignored).map((use) => use.pieceId)
      expect(flags).toHaveLength(ignored.length)
      found += ignored.filter((id) => one.ignored.includes(id)).length
      missed += one.ignored.filter((id) => !ignored.includes(id)).length
      wrong += ignored.filter((id) => !one.ignored.includes(id)).length
    }
    expect(found).toBeGreaterThanOrEqual(14)
    expect(missed).toBeLessThanOrEqual(2)
    expect(wrong).toBeLessThanOrEqual(2)
  })
})

describe('used', () => {
  test.each([
    ['When is our anniversary?', 'Your anniversary is on June 21st.', 'Our wedding anniversary: 2014-06-21.'],
    ['What is the kitchen budget?', 'It is 12,000 at most.', 'Kitchen budget: 12k.'],
    ['When does the museum open?', 'It opens at half past nine.', 'The museum opens at 9:30.'],
    ['What do I have to watch for with Theo?', 'Theo is allergic to shellfish.', 'Theo has a shellfish allergy.'],
    ['Wann ist das Fest?', 'Am 4. Oktober.', 'The party is on 10/4/2026.'],
    ['What was my rate?', 'It was 3.2 percent.', 'Loan with Sparbank at 3,2 %.'],
  ])('[Z2] %s %s', async (question, answer, text) => {
    const { pieces: [use] } = await ask(question, answer, [note(text)])
    expect(use).toMatchObject({ used: true, ignored: false })
  })

  test('[Z2] names its place in the answer', async () => {
    const answer = 'Let me see. Your sister Ana lives in Porto, near the river.'
    const { pieces: [use] } = await ask('Where does my sister live?', answer, [note('My sister Ana lives in Porto.')])
    expect(use!.span!.quote).not.toBe('')
    expect(answer.slice(use!.span!.start, use!.span!.end).startsWith(use!.span!.quote)).toBe(true)
    expect(use!.span!.quote).toContain('Porto')
  })

  test('[Z2] words of the question that come back are no use', async () => {
    const { pieces: [use], score } = await ask('Which wine goes with duck?', 'A red wine goes well with duck.', [note('I went to a wine tasting; duck was served.', 0.2)])
    expect(use!.used).toBe(false)
    expect(score).toBe(0)
  })

  test('[Z1] what is out is not told, earlier turns only when something was taken from them', async () => {
    const earlier = recordOf('history', 'Option one is the night train via Zurich for 89 euros, option two the bus via Lyon for 45 euros.')
    const other = recordOf('history', 'My favourite colour is green.')
    const { pieces, score } = await ask('And the second option?', 'The second one was the bus through Lyon at 45 euros.', [earlier, other, recordOf('core', 'Bus rules about Lyon and 45 euros.'), { ...note('The bus via Lyon costs 45 euros.'), outcome: 'out', code: 'over-budget' }])
    expect(pieces.map((use) => use.pieceId)).toEqual([earlier.id])
    expect(score).toBeNull()
  })
})

describe('ignored', () => {
  test.each([
    ['Where does my sister live?', 'Your sister lives in Lisbon.', 'My sister lives in Porto.', 'Your note of 3 May 2026 says Porto, the answer says Lisbon.'],
    ['What is my rent?', 'Your rent is 950 euros a month.', 'The rent is 910 euros.', 'Your note of 3 May 2026 says 910, the answer says 950.'],
    ['When is the meeting?', 'The meeting is on 5 May.', 'The meeting takes place on 2026-05-06.', 'Your note of 3 May 2026 says 2026-05-06, the answer says 5 May.'],
    ['What do I drink in the morning?', 'You drink coffee.', 'I do not drink coffee any more.', 'Your note of 3 May 2026 says “I do not drink coffee any more.”, and the answer does not keep to it.'],
    ['Who is my landlord?', 'Your landlord is Mr. Brandt.', 'The landlord is called Mrs. Adeyemi.', 'Your note of 3 May 2026 says Adeyemi, the answer says Brandt.'],
  ])('[Z4] %s %s', async (question, answer, text, flag) => {
    const found = await ask(question, answer, [note(text)])
    expect(found.pieces[0]).toMatchObject({ used: false, ignored: true, how: 'none', span: null })
    expect(found.flags).toEqual([flag])
    expect(found.score).toBe(0)
  })

  test('[Z4] what another note or the question says contradicts nothing', async () => {
    const moved = await ask('Where does my sister live?', 'She lives in Lisbon now.', [note('My sister Ana lives in Porto.', 0.4), note('Ana has moved to Lisbon.')])
    expect(moved.flags).toEqual([])
    const asked = await ask('Does my sister live in Lisbon?', 'I think that she lives in Lisbon.', [note('My sister has lived in Lisbon for years.')])
    expect(asked.flags).toEqual([])
  })

  test('[Z4] a claim about something else is no contradiction', async () => {
    const found = await ask('Tell me about Paris', 'Paris is the capital of France with 2.1 million people. Do not miss the Louvre.', [note('I was in Paris in 2019 with Marc and saw the Louvre.')])
    expect(found.flags).toEqual([])
  })

  test('[Z5] an answer that does not know what a note says; not one about the world', async () => {
    const own = await ask('What is the name of my dentist?', 'I am sorry, I do not know the name of your dentist.', [note('My dentist is Dr. Okafor on Mill Road.')])
    expect(own.flags[0]).toContain('fits the question and is not in the answer')
    const world = await ask('How tall is Mount Fuji?', 'Mount Fuji is 3,776 m high.', [note('I climbed Mount Fuji with Ken.')])
    expect(world.flags).toEqual([])
  })

  test('[Z5] at most five flags', async () => {
    const notes = Array.from({ length: 9 }, () => note('My dentist is Dr. Okafor on Mill Road.'))
    const found = await ask('What is the name of my dentist?', 'I do not know your dentist.', notes)
    expect(found.pieces.filter((use) => use.ignored)).toHaveLength(9)
    expect(found.flags).toHaveLength(5)
  })
})

describe('the score', () => {
  test('[Z6] weighs by fit', async () => {
    const used = note('My sister Ana lives in Porto.', 0.6), unused = note('I have a red bicycle.', 0.25), pinned = { ...note('I repair old radios.', 0.1), pinned: true }
    expect((await ask('Where does my sister live?', 'Ana lives in Porto.', [used, unused])).score).toBeCloseTo(1 / 1.5)
    expect((await ask('Where does my sister live?', 'Ana lives in Porto.', [used, pinned])).score).toBeCloseTo(0.5)
  })

  test('[Z6] nothing given or no answer has none', async () => {
    expect((await ask('Why?', 'Because.', [recordOf('message', 'Why?')])).score).toBeNull()
    expect(await ask('Why?', ' \n', [note('A fact.')])).toEqual({ score: null, pieces: [], flags: [] })
  })

  test('[Z7] an embedder that fails leaves the words', async () => {
    const pieces = [note('My sister Ana lives in Porto.')]
    const broken = await scoreFidelity({ question: 'Where does my sister live?', answer: 'Ana lives in Porto.', pieces, embed: () => Promise.reject(new Error('gone')) })
    expect(broken).toEqual(await scoreFidelity({ question: 'Where does my sister live?', answer: 'Ana lives in Porto.', pieces, embed: null }))
    expect(broken.pieces[0]).toMatchObject({ used: true, how: 'words' })
  })

  test('[Z7] embeds a bounded number of texts and ends with absurd input', async () => {
    const counts: number[] = []
    const flat = (texts: readonly string[]) => { counts.push(texts.length); return Promise.resolve(texts.map(() => new Float32Array(4).fill(0.5))) }
    const many = Array.from({ length: 600 }, (_, at) => note(`Fact ${at} about thing ${at * 7}. It sleeps in box ${at}. `.repeat(30)))
    const found = await scoreFidelity({ question: 'a?'.repeat(100_000), answer: 'Some answer with 12 boxes. '.repeat(5000), pieces: many, embed: flat })
    expect(found.pieces).toHaveLength(400)
    expect(counts).toEqual([129])
    const absurd = await scoreFidelity({ question: '?', answer: `${'a.a.'.repeat(50_000)}${'1'.repeat(50_000)}\uD83D`, pieces: [note('x'.repeat(3_000_000)), note('\uDE00😀'.repeat(1000)), note('')], embed: null })
    expect(absurd.pieces).toHaveLength(3)
  })

  test('[Z8] marks what was looked at and nothing else', async () => {
    const used = note('My sister Ana lives in Porto.'), rule = recordOf('core', 'Be kind.'), out = { ...note('Old.'), outcome: 'out' as const }
    const found = await ask('Where does my sister live?', 'Ana lives in Porto.', [used, rule, out])
    expect(markUsed([used, rule, out], found)).toEqual([{ ...used, used: true }, rule, out])
  })
})
