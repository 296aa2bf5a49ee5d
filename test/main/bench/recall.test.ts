import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readArguments, UsageError } from '../../../src/main/bench/benchArguments.ts'
import { areaUnder, scoreHaystacks } from '../../../src/main/bench/haystackScores.ts'
import { benchRecall } from '../../../src/main/bench/recallBench.ts'
import { fitRanking } from '../../../src/main/bench/train/fitRanking.ts'
import { makeTalks } from '../../../src/main/bench/train/makeTalks.ts'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** A made talk in the form of LoCoMo; every fifth question, so that the test stays short. */
function plantTalk(folder: string, seed: number): void {
  const talk = makeTalks(seed, 1)[0]!
  const conversation: Record<string, unknown> = {}
  const ids: string[] = []
  for (const [at, turn] of talk.turns.entries()) {
    const key = `session_${turn.session}`
    const date = new Date(turn.at)
    const turns = (conversation[key] ??= []) as unknown[]
    if (turns.length === 0) conversation[`${key}_date_time`] = `${(date.getUTCHours() + 11) % 12 + 1}:${String(date.getUTCMinutes()).padStart(2, '0')} ${date.getUTCHours() < 12 ? 'am' : 'pm'} on ${date.getUTCDate()} ${months[date.getUTCMonth()]}, ${date.getUTCFullYear()}`
    turns.push({ speaker: turn.speaker, dia_id: ids[at] = `D${turn.session}:${turns.length + 1}`, text: turn.text })
  }
  const qa = talk.questions.filter((_, at) => at % 5 === 0).map((question) => ({ question: question.text, category: question.category, evidence: question.gold.map((place) => ids[place]!) }))
  writeFileSync(join(folder, 'locomo.heldout.json.gz'), gzipSync(JSON.stringify([{ sample_id: talk.id, conversation, qa }])))
}

test('[R94] on a made talk that the training did not see, no part alone finds more than all together', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casement-recall-'))
  try {
    plantTalk(folder, 99)
    const { figures } = await benchRecall(readArguments(['recall', '--data', folder, '--vectors', join(folder, 'vectors.bin')]).args)
    for (const name of ['turn_recall_at_10', 'turn_recall_at_25', 'evidence_in_2000_tokens']) {
      const { ours, baselines } = figures[name]!
      for (const [way, reached] of Object.entries(baselines)) expect([name, way, ours >= reached]).toEqual([name, way, true])
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('chats with an assistant are measured with a store for each question, and what they do not hold scores lower', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casement-recall-'))
  try {
    const sessions = [
      { id: 's1', user_turns: [{ i: 0, t: 'Can you suggest a warm coat? By the way, I moved to Oslo in March.', has_answer: true }, { i: 2, t: 'Thanks, that helps.' }] },
      { id: 's2', user_turns: [{ i: 0, t: 'How do I bake rye bread?' }] },
      { id: 's3', user_turns: [{ i: 0, t: 'Explain photosynthesis to a child.' }] },
    ]
    const question = { question_type: 'single-session-user', answer: '', question_date: '2023/05/30 (Tue) 10:00', haystack_session_ids: ['s1', 's2', 's3'], haystack_dates: ['2023/04/01 (Sat) 09:00', '2023/04/02 (Sun) 09:00', '2023/04/03 (Mon) 09:00'], answer_session_ids: ['s1'] }
    const lines = (rows: readonly unknown[]) => gzipSync(rows.map((row) => JSON.stringify(row)).join('\n'))
    writeFileSync(join(folder, 'S_sessions_userturns.heldout.jsonl.gz'), lines(sessions))
    writeFileSync(join(folder, 'S_questions.heldout.jsonl.gz'), lines([{ ...question, question_id: 'q1', question: 'When did I move to Oslo?' }, { ...question, question_id: 'q2_abs', question: 'What is the name of my parrot?' }]))
    const { figures, notes } = await benchRecall(readArguments(['recall', '--set', 'longmemeval', '--data', folder, '--vectors', join(folder, 'vectors.bin')]).args)
    for (const name of ['session_all_at_5', 'session_any_at_5', 'turn_all_at_10', 'ndcg_at_10', 'abstention_auroc']) expect([name, figures[name]!.ours]).toEqual([name, 1])
    expect(notes[0]).toContain('2 questions, 1 of them official')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('without data, or for a set that is none, it says what it needs', async () => {
  await expect(benchRecall(readArguments(['recall']).args)).rejects.toThrow(UsageError)
  await expect(benchRecall(readArguments(['recall', '--set', 'longmemeval', '--data', '/nowhere']).args)).rejects.toThrow(UsageError)
  await expect(benchRecall(readArguments(['recall', '--set', 'other']).args)).rejects.toThrow(UsageError)
})

test('scores of a haystack count all that is needed, and ties for half', () => {
  const scores = scoreHaystacks([{ turns: [4, 1, 2], sessions: ['b', 'a'], gold: [1, 9], goldSessions: ['a'] }])
  expect(scores).toMatchObject({ session_all_at_5: 1, session_any_at_5: 1, turn_all_at_10: 0, turn_recall_at_10: 0.5 })
  expect(scores.ndcg_at_10).toBeCloseTo(1 / Math.log2(3))
  expect(areaUnder([1, 2], [1, 0])).toBe(0.875)
  expect(areaUnder([], [1])).toBe(0)
})

test('[R95] the same seed makes the same talks, and every question has its answer in them', () => {
  expect(makeTalks(3, 2)).toEqual(makeTalks(3, 2))
  expect(makeTalks(4, 1)).not.toEqual(makeTalks(3, 1))
  for (const talk of makeTalks(5, 4)) {
    expect(talk.questions.length).toBeGreaterThan(50)
    for (const { text, gold } of talk.questions) {
      expect([text, gold.length > 0 && gold.every((place) => place >= 0 && place < talk.turns.length)]).toEqual([text, true])
      expect(text).not.toMatch(/[{}]/)
    }
    for (const turn of talk.turns) expect(turn.text).not.toMatch(/[{}]|undefined/)
  }
})

test('[R95] the fit finds what tells answers apart, and gives the same weights again', () => {
  const examples = Array.from({ length: 40 }, (_, number) => {
    const answer = number % 5
    return { rows: Array.from({ length: 5 }, (__, row) => Float64Array.of(row === answer ? 0.6 + (number % 3) * 0.1 : (row * 7 + number) % 5 / 10, ((row + number) * 13) % 7 / 7)), gold: Array.from({ length: 5 }, (__, row) => row === answer), needed: 1, weight: 1 }
  })
  const weights = fitRanking(examples, 2, 0.1)
  expect(weights[0]).toBeGreaterThan(1)
  expect(Math.abs(weights[1]!)).toBeLessThan(weights[0]! / 4)
  expect(fitRanking(examples, 2, 0.1)).toEqual(weights)
})
