import { expect, test } from 'vitest'
import { createAnswerCacheDesk } from '../../../src/main/engine/answerCacheDesk.ts'
import { createSettingsDesk } from '../../../src/main/engine/settingsDesk.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { addTalk, openToWrite, someTime, tempFolder } from '../storage/support.ts'

const dayMs = 86_400_000
const words = (name: string) => `So it is with ${name}: `.repeat(9)

test('[E206] beyond a number the answers that were not used for longest go; long after its time an answer is gone', async () => {
  const clock = { now: someTime }
  const store = await openToWrite(tempFolder())
  const desk = createAnswerCacheDesk({ store, settings: createSettingsDesk(store), clock: { now: () => clock.now, elapsed: () => clock.now }, log: silentLog, most: 20 })
  const keep = (name: string) => {
    clock.now += 1000
    const [questionId, messageId] = addTalk(store.write, name, [`What of ${name}?`, words(name)])
    desk.keep(store.write, { key: name, messageId: messageId!, questionId: questionId!, turnId: `t_${name}`, text: words(name), label: 'personal', modelId: 'local:m', costUsd: 0, tookMs: 1, vector: null })
  }
  const isKept = (name: string) => desk.find(name, 'personal', true) !== null
  const held: number[] = []
  for (let at = 0; at < 30; at++) { keep(`a${at}`); held.push(desk.stats().entries) }
  expect(Math.max(...held)).toBeLessThanOrEqual(20)
  expect(held.slice(18, 24)).toEqual([19, 20, 19, 20, 19, 20])
  expect([isKept('a0'), isKept('a29')]).toEqual([false, true])
  clock.now += 29 * dayMs
  keep('later')
  expect(isKept('a29')).toBe(true)
  clock.now += 2 * dayMs
  keep('last')
  expect([isKept('a29'), isKept('later'), isKept('last'), desk.stats().entries]).toEqual([false, true, true, 2])
})
