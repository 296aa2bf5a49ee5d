import { expect, test } from 'vitest'
import type { ModelProfile, NotePlace } from '../../../../src/shared/model.ts'
import { defaultStrategy } from '../../../../src/shared/names.ts'
import type { Piece } from '../../../../src/shared/piece.ts'
import { assemble } from '../../../../src/main/context/assemble.ts'
import { coreText } from '../../../../src/main/context/coreText.ts'
import { isClearlyBelow } from '../../../../src/main/models/calibration/cells.ts'
import { plantNotes } from '../../../../src/main/models/calibration/facts.ts'
import { isRight } from '../../../../src/main/models/calibration/judge.ts'
import { wordsOfProfile } from '../../../../src/main/models/calibration/wordsOfProfile.ts'
import { writePrompt } from '../../../../src/main/models/calibration/writePrompt.ts'
import { wordCounter } from '../../../../src/main/models/scripted/wordCounter.ts'

const places: NotePlace[] = ['system', 'before', 'after']

test.each(places.flatMap((place) => [true, false].map((small) => ({ place, small }))))('[M107] notes are given as a real turn gives them: %o', async ({ place, small }) => {
  const { asked, notes } = plantNotes(3, 4, 2)
  const noon = new Date(2026, 2, 9, 12).getTime()
  const piece = (id: string, region: Piece['region'], text: string, score: number | null, source: Piece['source']): Piece =>
    ({ id, region, text, tokens: 20, label: 'open', trust: 'user', score, scores: {}, stability: 'volatile', marks: [], source })
  const made = await assemble({
    pieces: [
      piece('core', 'core', coreText(small ? 'small' : 'full'), null, { kind: 'rule', name: 'core' }),
      ...notes.map((note, at) => piece(`n${at}`, 'memories', note.text, 0.9 - at / 100, { kind: 'memory', memoryId: 'y_one', messageId: null, conversationId: null, at: noon })),
      piece('m', 'message', asked.question, null, { kind: 'message', messageId: 'm_one', conversationId: 'c_one', role: 'user', at: noon }),
    ],
    window: 4096, plan: { ...defaultStrategy.budget }, counter: wordCounter, notes: { place, limit: null, plain: small }, order: 'best-first',
    previousPrompt: null, destinationCeiling: 'local', time: null, trustedTokens: null,
  })
  if (!made.ok) throw new Error(made.error.message)
  expect(made.value.prompt.map(({ role, text }) => ({ role, text }))).toEqual(writePrompt({ notes, place, question: asked.question, talk: [], small }))
})

test('[M109] a right answer names the planted value before any other, however it is written', () => {
  const code = plantNotes(0, 4, 0)
  const other = code.notes.find((note) => note !== code.asked && note.question.includes('locker'))!
  const value = code.asked.values[0]!
  for (const answer of [value, `The code is ${value}.`, `${value[0]},${value.slice(1)}`, `**${value}**`, `${value}, and not ${other.values[0]}`]) expect(isRight(answer, code.asked, code.notes), answer).toBe(true)
  for (const answer of ['', `1${value}`, `${value}7`, `${other.values[0]}, ${value}`, 'I do not know.']) expect(isRight(answer, code.asked, code.notes), answer).toBe(false)
  const birthday = plantNotes(3, 1, 0)
  const [day, month] = birthday.asked.values[0]!.split(' ') as [string, string]
  for (const answer of [`${month} ${day}`, `the ${day}th of ${month}`, `${day} ${month.toUpperCase()}`]) expect(isRight(answer, birthday.asked, birthday.notes), answer).toBe(true)
  expect(isRight(month, birthday.asked, birthday.notes)).toBe(false)
  expect(isRight('she lives in krakow', { text: '', question: '', values: ['Kraków'] }, [])).toBe(true)
})

test('[M101] a loss that chance can explain, or that is not worth having fewer notes, is none', () => {
  const of = (right: number, asked: number) => ({ right, asked })
  expect(isClearlyBelow(of(12, 18), of(18, 18))).toBe(true)
  expect(isClearlyBelow(of(15, 18), of(18, 18))).toBe(false)
  expect(isClearlyBelow(of(1, 3), of(2, 3))).toBe(false)
  expect(isClearlyBelow(of(80, 100), of(100, 100))).toBe(false)
  expect(isClearlyBelow(of(60, 100), of(90, 100))).toBe(true)
  expect(isClearlyBelow(of(0, 0), of(5, 5))).toBe(false)
})

const profile: ModelProfile = {
  key: 'k', modelId: 'local:m', modelName: 'M', state: 'measured', windowTokens: 8192, notes: 3, place: 'before', trustedTokens: 8192, readTokensPerSecond: 163, writeTokensPerSecond: 19.6,
  margin: 1, marginFrom: 0, seconds: 80, calibratedAt: 1, words: '', cells: [{ notes: 1, position: 'last', place: 'before', tokens: 8128, asked: 4, right: 4 }],
}

test('[M108] a profile is told in plain words, and only what is known', () => {
  expect(wordsOfProfile(profile)).toBe('Uses about 3 notes well, best right before the question. Finds things in its whole window of 8,192 tokens. Reads about 160 and writes about 20 tokens a second.')
  expect(wordsOfProfile({ ...profile, notes: 1, place: 'system', trustedTokens: 1024, writeTokensPerSecond: null })).toBe('Uses about 1 note well, best in the system text. Finds things in up to 1,024 tokens. Reads about 160 tokens a second.')
  const speed = { ...profile, state: 'speed' as const, notes: null, place: null, trustedTokens: null, cells: [] }
  expect(wordsOfProfile(speed)).toBe('Reads about 160 and writes about 20 tokens a second.')
  expect(wordsOfProfile({ ...speed, readTokensPerSecond: null, writeTokensPerSecond: null })).toBe('')
  expect(wordsOfProfile({ ...profile, state: 'edited' })).toMatch(/Changed by hand\.$/)
})

test('[M108] what was not tried is not claimed', () => {
  const cells = [{ notes: 1, position: 'last' as const, place: 'before' as const, tokens: 1024, asked: 4, right: 4 }]
  expect(wordsOfProfile({ ...profile, cells })).toContain('Finds things in 1,024 tokens, and longer was not tried.')
  expect(wordsOfProfile({ ...profile, cells: [{ ...cells[0]!, tokens: 90 }] })).not.toContain('Finds')
  expect(wordsOfProfile({ ...profile, notes: 1, cells: [{ ...cells[0]!, tokens: 90, right: 0 }] })).toContain('Found none of the notes that it was given.')
})
