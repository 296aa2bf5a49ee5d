import { expect, test } from 'vitest'
import { createRecorder } from '../../../src/main/trace/recorder.ts'

test('[Z50] a stage that throws is recorded, heard and thrown on', async () => {
  let now = 10
  const heard: string[] = []
  const recorder = createRecorder(() => now, (stage, state, ms) => { heard.push(`${stage} ${state} ${ms}`) })
  await recorder.step('understand', () => { now += 5; return 3 }, (value) => `${value} topics`)
  await expect(recorder.step('recall', () => { now += 2; throw new Error('the index is gone') }, () => '')).rejects.toThrow('the index is gone')
  recorder.markFailed('understand', 'half of it')
  expect(recorder.stages).toEqual([
    { name: 'understand', startMs: 0, ms: 5, note: '3 topics', failed: 'half of it' },
    { name: 'recall', startMs: 5, ms: 2, note: '', failed: 'the index is gone' },
  ])
  expect(heard).toEqual(['understand running 0', 'understand done 5', 'recall running 0', 'recall failed 2'])
})
