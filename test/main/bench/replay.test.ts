import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readArguments, UsageError } from '../../../src/main/bench/benchArguments.ts'
import { benchReplay } from '../../../src/main/bench/replayBench.ts'

const subjects = ['garden', 'train', 'concert', 'kitchen', 'museum', 'bicycle', 'river', 'library']

/** Two people, eight sessions of forty turns, and one fact in the first session that nothing else speaks of. */
function plantTalk(folder: string): void {
  const conversation: Record<string, unknown> = {}
  for (const [at, subject] of subjects.entries()) {
    conversation[`session_${at + 1}_date_time`] = `1:0${at} pm on ${at + 1} May, 2023`
    conversation[`session_${at + 1}`] = Array.from({ length: 40 }, (_, turn) => ({
      speaker: turn % 2 === 0 ? 'Ann' : 'Ben', dia_id: `D${at + 1}:${turn + 1}`,
      text: at === 0 && turn === 10 ? 'My grandmother taught me to play the accordion when I was nine.' : `That ${subject} was as nice as the one of number ${turn}, and we stayed there for a long while to talk about this and that.`,
    }))
  }
  const talk = [{ sample_id: 'planted', conversation, qa: [{ question: 'Who taught Ann to play the accordion?', category: 4, evidence: ['D1:11'] }] }]
  writeFileSync(join(folder, 'locomo.heldout.json.gz'), gzipSync(JSON.stringify(talk)))
}

test('a planted fact is in every budget, at a fraction of the tokens, and not among the last turns', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casement-replay-'))
  try {
    plantTalk(folder)
    const { figures } = await benchReplay(readArguments(['replay', '--data', folder]).args)
    expect(Object.keys(figures)).toEqual(['token_ratio', 'evidence_in_1000_tokens', 'evidence_in_2000_tokens', 'evidence_in_4000_tokens', 'cost_ratio'])
    for (const budget of [1000, 2000, 4000]) expect(figures[`evidence_in_${budget}_tokens`]).toMatchObject({ ours: 1, baselines: { last_15: 0, full_history: 1 } })
    expect(figures.token_ratio!.ours).toBeGreaterThan(4)
    expect(figures.cost_ratio!.ours).toBeGreaterThan(3)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('without data it says what it needs', async () => {
  await expect(benchReplay(readArguments(['replay']).args)).rejects.toThrow(UsageError)
})
