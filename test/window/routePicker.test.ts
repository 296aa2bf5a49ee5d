import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeLimit } from './routingData.ts'
import { faultsIn, plain, wideParts } from './routingBench.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

async function atComposer(change: (data: WindowData) => void, run: (opened: OpenedWindow) => Promise<void>, { colorScheme = 'light' as 'light' | 'dark', width = 1440 } = {}): Promise<void> {
  const data = makeWindowData()
  change(data)
  const opened = await bench.open(data, { colorScheme, viewport: { width, height: 900 } })
  try {
    await opened.page.evaluate(() => localStorage.setItem('casement.window', JSON.stringify({ conversationId: 'conv-lisbon' })))
    await opened.page.reload()
    await picker(opened).waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}
const picker = ({ page }: OpenedWindow) => page.locator('form').getByRole('button', { name: /^Who answers/ })
const rowOf = ({ page }: OpenedWindow, name: string) => page.getByRole('menuitem', { name: new RegExp(`^${name.replaceAll(/[()]/g, '\\$&')}`) })

test('[W440] Auto, this computer, the cloud and single models stand at the composer with what helps to choose', () => atComposer((data) => {
  data.preview = { destination: 'cloud', model: 'large (OpenAI)', reason: 'By your rules, if “Code goes out” fits; anything else stays here' }
  data.models.models.push({ ...data.models.models.at(-1)!, id: 'cloud:openai:any', name: 'any (OpenAI)', price: null })
  data.models.models.push({ ...data.models.models.at(-1)!, id: 'cloud:ollama:tiny', name: 'tiny (Ollama)', providerId: 'ollama', price: { input: 0, output: 0 } })
  data.providers.providers.push({ ...data.providers.providers[0]!, id: 'ollama', name: 'Ollama', loopback: true })
}, async (opened) => {
  const { page } = opened
  await picker(opened).click()
  const says = async (name: string) => plain(await rowOf(opened, name).innerText()).replaceAll('\n', ' ')
  await expect.poll(() => says('Auto')).toContain('Now: large (OpenAI). By your rules, if “Code goes out” fits; anything else stays here.')
  expect(await says('This computer')).toContain('this computer')
  expect(await says('The cloud')).toContain('leaves this computer')
  expect(await says('Qwen3 4B')).toMatch(/this computer.*2\.5 GB · needs 3\.6 GB of memory, which fits · 8\.2k window/)
  expect(await says('large (OpenAI)')).toMatch(/leaves this computer.*\$2\.00 in, \$8\.00 out per million tokens · images, tools/)
  expect(await says('any (OpenAI)')).toContain('price not known')
  expect(await says('tiny (Ollama)')).toMatch(/this computer.*costs nothing/)
  await page.keyboard.press('ArrowDown')
  await rowOf(opened, 'The cloud').click()
  await expect.poll(() => opened.calls('conversations.update')).toEqual([{ conversationId: 'conv-lisbon', route: 'cloud' }])
  await expect.poll(() => picker(opened).innerText()).toBe('The cloud · leaves this computer')
}))

test('[W441] local only is a lock that leads to the settings, and nothing that leaves can be chosen', () => atComposer((data) => { data.settings.localOnly = true }, async (opened) => {
  const { page } = opened
  expect(await picker(opened).getAttribute('aria-label')).toBe('Who answers: Auto, local only')
  await picker(opened).click()
  for (const name of ['The cloud', 'large (OpenAI)']) {
    expect(await rowOf(opened, name).getAttribute('aria-disabled')).toBe('true')
    expect(await rowOf(opened, name).innerText()).toContain('Not while local only is on')
  }
  await rowOf(opened, 'Local only is on').click()
  await page.getByRole('switch', { name: 'Local only' }).waitFor()
}))

test('[W453] a reached limit is said where the next message would run into it, with the way to answer here', () => atComposer((data) => {
  data.preview = { destination: 'cloud', model: 'large (OpenAI)' }
  data.conversations[2]!.route = 'cloud:openai:large'
  data.routing.spending.limits = [makeLimit({ share: 0.95 }), makeLimit({ limit: { id: 'day', scope: { kind: 'provider', providerId: 'openai' }, period: 'day', usd: 1, tokens: null }, name: 'Today for OpenAI', share: 1, usedUsd: 1 })]
}, async (opened) => {
  const { page } = opened
  await page.getByText('The budget today for OpenAI is reached, until').waitFor()
  expect(await page.getByText('this month is reached').count()).toBe(0)
  await page.getByRole('button', { name: 'Answer on this computer' }).click()
  await expect.poll(() => opened.calls('conversations.update')).toEqual([{ conversationId: 'conv-lisbon', route: 'local' }])
  await page.evaluate(() => { Object.assign(window.scripted.data.preview, { destination: 'local', model: 'Qwen3 4B' }) })
  await page.getByRole('textbox', { name: 'Message' }).fill('And now?')
  await expect.poll(() => page.getByText('is reached').count()).toBe(0)
}))

test('[W453] a reached limit of something else is not spoken of', () => atComposer((data) => {
  data.preview = { destination: 'cloud', model: 'large (OpenAI)' }
  data.routing.spending.limits = [makeLimit({ limit: { id: 'other', scope: { kind: 'conversation', conversationId: 'conv-rust' }, period: 'always', usd: 1, tokens: null }, share: 1 })]
}, async ({ page }) => {
  await page.getByText(/Goes to large \(OpenAI\)/).waitFor()
  expect(await page.getByText('is reached').count()).toBe(0)
}))

test('[W452] an alert is told once, also one that was raised while no window was open', () => atComposer((data) => {
  data.routing.spending.alerts = [{ id: 'old', limitId: 'limit-month', level: 'warning', at: data.now, sentence: 'Three quarters of the budget for this month are used ($15.00 of $20.00).', seen: false }, { id: 'seen', limitId: 'limit-month', level: 'critical', at: data.now, sentence: 'Seen before.', seen: true }]
}, async (opened) => {
  const { page } = opened
  const toasts = page.getByRole('region', { name: 'Messages of the window' })
  await toasts.getByText('Three quarters of the budget for this month are used').waitFor()
  await toasts.getByRole('button', { name: 'Dismiss' }).click()
  await page.evaluate(() => window.scripted.emit('spending.changed', {}))
  const alert = { id: 'new', limitId: 'limit-month', level: 'critical', at: 1, sentence: 'Nine tenths of the budget for this month are used.', seen: false }
  for (let times = 0; times < 2; times++) await page.evaluate((one) => window.scripted.emit('spending.alert', one), alert)
  await toasts.getByText('Nine tenths').waitFor()
  expect(await toasts.getByRole('status').count()).toBe(1)
  await expect.poll(() => opened.calls('spending.seen')).toEqual([{ alertId: 'old' }, { alertId: 'new' }])
  await toasts.getByRole('button', { name: 'Costs' }).click()
  await page.getByRole('heading', { name: 'Costs', level: 1 }).waitFor()
}))

test.each(['light', 'dark'] as const)('[W454] the picker and the limit’s line have no serious accessibility fault and fit 700 pixels, %s', (colorScheme) => atComposer((data) => {
  data.preview = { destination: 'cloud', model: 'large (OpenAI)' }
  data.routing.spending.limits = [makeLimit({ share: 1 })]
}, async (opened) => {
  await opened.page.getByRole('button', { name: 'Answer on this computer' }).waitFor()
  await picker(opened).click()
  await rowOf(opened, 'The cloud').waitFor()
  expect(await faultsIn(opened)).toEqual([])
  expect(await wideParts(opened)).toEqual([])
}, { colorScheme, width: 700 }))
