import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scoreExternalSet } from '../../../src/main/bench/extractSets.ts'

let folder = ''
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'casement-sets-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const lines = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n')

test('[R72] notes with labelled names are scored by equal names, in each language, whichever half the file is of', async () => {
  writeFileSync(join(folder, 'entity_extraction__labels.heldout.jsonl'), lines([{ id: 'a', entities: [{ name: 'Nadia', type: 'person' }, { name: 'Lyon', type: 'place' }] }]))
  writeFileSync(join(folder, 'entity_extraction__dataset.heldout.jsonl'), lines([{ id: 'a', text: 'My sister Nadia lives in Lyon.' }, { id: 'unlabelled', text: 'Tom' }]))
  writeFileSync(join(folder, 'entity_extraction__dataset.de.heldout.jsonl.gz'), gzipSync(lines([{ id: 'a', text: 'Meine Schwester Nadia wohnt bei Oslo.' }])))
  const figures = await scoreExternalSet(folder)
  expect(figures!.entity_f1).toMatchObject({ ours: 1, goal: 0.75, better: 'higher' })
  expect(Object.keys(figures!.entity_f1!.baselines)).toEqual(['compromise', 'capitals'])
  expect(figures!.entity_f1_de!.ours).toBeCloseTo(0.5)
  expect(figures!.coverage).toBeUndefined()
})

test('[R72] tagged sentences are scored over the different names of the test part', async () => {
  writeFileSync(join(folder, 'some-train.conll'), 'Nobody\tB-person\n')
  writeFileSync(join(folder, 'test.heldout.conll.gz'), gzipSync('Nadia\tB-person\nlives\tO\nin\tO\nLyon\tB-location\n\nTom\tB-person\nMoe\tI-person\ncame\tO\n'))
  expect((await scoreExternalSet(folder))!.wnut_f1).toMatchObject({ ours: 1, goal: 0.35 })
})

test('[R72] talks are scored by pairs of who says and who is named', async () => {
  writeFileSync(join(folder, 'test.heldout.jsonl'), lines([{ dialog: ['Speaker 1: My brother Tom lives in Lyon.', 'Speaker 2: Oh!'], relations: [{ x: 'Speaker 1', y: 'Tom', r: ['per:siblings'] }, { x: 'Tom', y: 'Speaker 1', r: ['per:siblings'] }, { x: 'Speaker 2', y: 'Lyon', r: ['unanswerable'] }] }]))
  const figures = await scoreExternalSet(folder)
  expect(figures!.dialogre_pair_recall!.ours).toBe(1)
  expect(figures!.dialogre_pair_precision!.ours).toBeCloseTo(1 / 3)
})

test('[R72] a folder of something else is no set', async () => {
  writeFileSync(join(folder, 'readme.md'), 'nothing')
  expect(await scoreExternalSet(folder)).toBeNull()
})
