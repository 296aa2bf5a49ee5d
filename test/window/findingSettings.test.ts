import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModelInfo } from '../../src/shared/model.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
const info = (id: string, name: string, duty: ModelInfo['duty'], state: ModelInfo['state']): ModelInfo => ({
  id, name, place: 'local', providerId: null, state, sizeBytes: 24_000_000, windowTokens: 256, needsBytes: null, fits: null, license: 'Apache-2.0', problem: null, small: true, duty,
  price: null, abilities: { images: false, tools: false, reasoning: false },
})
const finders = [
  info('local:all-MiniLM-L6-v2', 'all-MiniLM-L6-v2 (English)', 'embedding', 'ready'), info('local:own-embedder', 'own-embedder', 'embedding', 'ready'),
  info('local:multilingual-e5-small', 'Multilingual E5 small (100 languages)', 'embedding', 'available'), info('local:own-ranker', 'own-ranker', 'ranking', 'ready'),
]

/** Opens the settings with models that help to find, runs a test in them, and closes the window. */
async function inSettings(run: (opened: OpenedWindow) => Promise<void>, change: (data: WindowData) => void = () => {}, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  const data = makeWindowData()
  data.models.models.push(...finders)
  change(data)
  const opened = await bench.open(data, { colorScheme })
  try {
    await opened.page.keyboard.press('Control+,')
    await opened.page.getByRole('group', { name: 'Finding by meaning' }).waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}

test('[W370] models that help to find are chosen, fetched and removed beside memory, and stand in no list of those that answer', () => inSettings(async ({ page, calls }) => {
  const meaning = page.getByRole('group', { name: 'Finding by meaning' })
  const rows = meaning.getByRole('listitem')
  expect(await rows.count()).toBe(3)
  expect(await rows.nth(0).innerText()).toMatch(/On this computer[^]*Apache-2\.0[^]*In use/)
  expect(await rows.nth(0).getByRole('button').count()).toBe(0)
  await rows.nth(2).getByRole('button', { name: 'Download' }).click()
  await rows.nth(2).getByRole('progressbar', { name: 'Downloading' }).waitFor()
  expect((await calls('models.download')).at(-1)).toEqual({ modelId: 'local:multilingual-e5-small' })
  await rows.nth(1).getByRole('button', { name: 'Use' }).click()
  await rows.nth(1).getByText('In use').waitFor()
  expect((await calls('models.use')).at(-1)).toEqual({ modelId: 'local:own-embedder' })
  await rows.nth(0).getByRole('button', { name: 'Use' }).waitFor()
  // The one that comes along stays.
  expect(await rows.nth(0).getByRole('button', { name: /Remove/ }).count()).toBe(0)
  await rows.nth(0).getByRole('button', { name: 'Use' }).click()
  await rows.nth(1).getByRole('button', { name: 'Remove own-embedder' }).click()
  expect((await calls('models.remove')).at(-1)).toEqual({ modelId: 'local:own-embedder' })
  await expect.poll(() => rows.count()).toBe(2)
  expect(await page.getByRole('region', { name: 'Models on this computer', exact: true }).innerText()).not.toMatch(/all-MiniLM|own-ranker/)
}))

test('[W371] how far another embedding model is read in is said; reading again is chosen and switched off', () => inSettings(async ({ page, calls }) => {
  const meaning = page.getByRole('group', { name: 'Finding by meaning' })
  expect(await meaning.getByRole('progressbar', { name: 'Reading in for the new model' }).getAttribute('aria-valuenow')).toBe('30')
  expect(plain(await meaning.innerText())).toContain('Reading in for own-embedder: 1 200 of 4 000')
  const order = page.getByRole('group', { name: 'Reading again what was found' })
  expect(await order.getByRole('button', { name: 'Use none' }).count()).toBe(0)
  await order.getByRole('button', { name: 'Use', exact: true }).click()
  await order.getByText('In use').waitFor()
  await order.getByRole('button', { name: 'Use none' }).click()
  await expect.poll(async () => (await calls('settings.set')).at(-1)).toEqual({ rankerId: null })
  await order.getByRole('button', { name: 'Use', exact: true }).waitFor()
}, (data) => { data.status.index.beside = { model: 'own-embedder:int8', done: 1200, total: 4000 } }))

test.each(['light', 'dark'] as const)('[W372] these parts have no serious accessibility fault, %s', (scheme) => inSettings(async ({ page }) => {
  const found = await new AxeBuilder({ page }).include('#memory').analyze()
  expect(found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 120))])).toEqual([])
}, (data) => { data.status.index.beside = { model: 'own-embedder:int8', done: 1, total: 4 } }, scheme))
