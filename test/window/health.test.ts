import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixtureNow } from './inspectorFixtures.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { faultsIn, inSettings, partOf, plain, wideParts } from './routingBench.ts'
import { makeHealth } from './routingData.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const minute = 60_000
const resting = makeHealth({ state: 'open', failures: 5, retryAt: fixtureNow + 35 * minute, last: { kind: 'provider-failed', message: 'It answered with 503.', next: 'Try again later.' } })
const ill = (data: WindowData) => {
  data.routing.health = [
    resting, makeHealth({ id: 'second', name: 'Second', failures: 2, last: { kind: 'provider-silent', message: 'It sent nothing for 30 s.' } }),
    makeHealth({ id: 'third', name: 'Third', state: 'half-open', failures: 6 }), makeHealth({ id: 'documents', name: 'Documents', kind: 'source', lastOkAt: null }),
  ]
}
const part = (opened: OpenedWindow) => partOf(opened, 'Health')

test('[W420] each server and source says how it stands, and what rests can be tried now', () => inSettings(bench, { change: ill }, async (opened) => {
  const rows = part(opened).getByRole('listitem')
  await expect.poll(async () => (await rows.allInnerTexts()).map((one) => plain(one).replaceAll(/\s+/g, ' '))).toEqual([
    'OpenAI resting Resting until 19:05 after 5 failures, the last: It answered with 503. Try again later. Try now',
    'Second Works, but failed 2 times in a row, the last: It sent nothing for 30 s.',
    'Third trying The next call tries it again, after 6 failures.',
    'Documents Not asked yet since the start.',
  ])
  await part(opened).getByRole('button', { name: 'Try OpenAI now' }).click()
  await expect.poll(async () => plain(await rows.first().innerText())).toContain('The next call tries it again, after 5 failures, the last: It answered with 503.')
  expect(await opened.calls('health.retry')).toEqual([{ kind: 'provider', id: 'openai' }])
}))

test('[W421] a conversation says that its model rests only while what may answer in it rests, and leads to Health', async () => {
  const line = ({ page }: OpenedWindow) => page.getByText('OpenAI does not answer and rests until 19:05.', { exact: false })
  const data = makeWindowData()
  ill(data)
  const opened = await bench.open(data)
  const { page } = opened
  await page.getByRole('button', { name: 'Lisbon in June', exact: true }).click()
  await expect.poll(async () => (await opened.calls('health.list')).length).toBeGreaterThan(0)
  // Everything is answered here: what rests elsewhere is nobody's matter.
  expect(await line(opened).count()).toBe(0)
  await page.evaluate(() => { window.scripted.data.settings.taskRules = [{ task: 'code', place: 'cloud', allowPersonal: false }]; window.scripted.emit('settings.changed', window.scripted.data.settings) })
  await line(opened).waitFor()
  await page.evaluate(() => { window.scripted.data.settings.localOnly = true; window.scripted.emit('settings.changed', window.scripted.data.settings) })
  await line(opened).waitFor({ state: 'detached' })
  await page.evaluate(() => { window.scripted.data.settings.localOnly = false; window.scripted.emit('settings.changed', window.scripted.data.settings) })
  await line(opened).waitFor()
  await page.keyboard.press('Control+,')
  await line(opened).waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Why?' }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('health-title')
  await expect.poll(() => page.evaluate(() => document.getElementById('health')!.getBoundingClientRect().top)).toBeLessThan(200)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Try now' }).click()
  await line(opened).waitFor({ state: 'detached' })
  expect(opened.troubles).toEqual([])
  await opened.close()
})

test.each(['light', 'dark'] as const)('[W439] health has no serious accessibility fault and fits 700 pixels, %s', (colorScheme) => inSettings(bench, { change: ill, colorScheme, width: 700 }, async (opened) => {
  await part(opened).getByRole('button', { name: 'Try OpenAI now' }).waitFor()
  expect(await faultsIn(opened)).toEqual([])
  expect(await wideParts(opened)).toEqual([])
}))
