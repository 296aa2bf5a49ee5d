import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeValues } from './contextData.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')

/** Opens a page from the list, runs a test in it, and closes the window. */
async function inPage(name: 'Insights' | 'Strategies', change: (data: WindowData) => void, run: (opened: OpenedWindow) => Promise<void>, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  const data = makeWindowData()
  data.settings.strategy = makeValues()
  change(data)
  const opened = await bench.open(data, { colorScheme })
  try {
    await opened.page.getByRole('button', { name: 'Lisbon in June', exact: true }).click()
    await opened.page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: new RegExp(`^${name}`) }).click()
    await opened.page.getByRole('heading', { name, level: 1 }).waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}
const asItIs = () => {}

test('[W269] the pages are reached from the list and the palette, and Esc returns', () => inPage('Insights', asItIs, async ({ page }) => {
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More for this conversation' }).waitFor()
  for (const name of ['Strategies', 'Insights']) {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search everything' }).fill(`>${name}`)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name, level: 1 }).waitFor()
  }
  await page.getByRole('button', { name: 'Back to the conversation' }).click()
  await page.getByRole('button', { name: 'More for this conversation' }).waitFor()
}))

test('[W260] [W262] every metric has a value, a picture and a table; what is not known says so; advice stands above', () => inPage('Insights', asItIs, async ({ page }) => {
  const cards = page.locator('main section[aria-labelledby]')
  await expect.poll(() => cards.count()).toBe(12)
  const saved = page.getByRole('region', { name: 'Tokens saved' })
  expect(plain(await saved.innerText())).toContain('71 %')
  expect(plain((await saved.getByRole('img').getAttribute('aria-label'))!)).toMatch(/^Tokens saved: from 50 % on .*highest \d+ %\.$/)
  expect(await page.getByRole('region', { name: 'Recall' }).innerText()).toMatch(/not known yet[^]*No day in this time has a figure/)
  await saved.getByRole('button', { name: 'Days as a table: Tokens saved' }).click()
  const table = page.getByRole('table', { name: 'Tokens saved by day' })
  const days = await table.getByRole('row').count()
  expect(days).toBeGreaterThan(20)
  expect(plain(await table.getByRole('row').nth(days - 1).innerText())).toMatch(/50 %/)
  await saved.getByRole('button', { name: 'Days as a picture: Tokens saved' }).click()
  await saved.getByRole('img').focus()
  await page.keyboard.press('ArrowRight')
  expect(plain(await saved.getByRole('status').innerText())).toMatch(/50 %, 3 turns/)
  await page.keyboard.press('End')
  expect(await page.getByRole('region', { name: 'What could be better' }).innerText()).toContain('Relevance is 64 %, below 70 %')
}))

test('[W261] time and conversation are chosen; without turns the page says what will stand here', () => inPage('Insights', (data) => { data.context.insights = { ...data.context.insights, turns: 0, conversations: 0, metrics: [], advice: [] } }, async (opened) => {
  const { page } = opened
  await page.getByText('No turns in this time').waitFor()
  await page.getByRole('combobox', { name: 'Time' }).click()
  await page.getByRole('option', { name: 'A year' }).click()
  await page.getByRole('combobox', { name: 'Conversations' }).click()
  await page.getByRole('option', { name: 'Lisbon in June' }).click()
  const asked = async () => [...new Set((await opened.calls('insights.get')).map((one) => `${one['days']} ${one['conversationId']}`))]
  await expect.poll(asked).toEqual(['30 null', '365 null', '365 conv-lisbon'])
  await page.evaluate(() => { window.scripted.data.failures['insights.get'] = { kind: 'storage-failed', message: 'The figures could not be read.', next: 'Try again later.' } })
  await page.getByRole('combobox', { name: 'Time' }).click()
  await page.getByRole('option', { name: '7 days' }).click()
  await page.getByText('The figures could not be read. Try again later.').waitFor()
}))

test('[W263] what is in use is saved under a name; built-in strategies are edited as a copy, one’s own in place', () => inPage('Strategies', asItIs, async (opened) => {
  const { page } = opened
  const name = page.getByLabel('Save what is in use under a name')
  await name.fill('Lean')
  await page.getByText('There is one of that name already.').waitFor()
  await name.fill('As of today')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await opened.calls('strategies.save')).at(-1)).toMatchObject({ strategyId: null, name: 'As of today', values: { order: 'edges', retrieval: { limit: 24, threshold: 0.14 } } })
  await page.getByText('As of today').waitFor()
  await page.getByRole('button', { name: 'Edit a copy of Standard' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('Standard, changed')
  await dialog.getByLabel('Candidates').fill('40')
  await dialog.getByLabel('Lowest score').fill('7')
  await dialog.getByLabel('Candidates').focus()
  expect(await dialog.getByLabel('Lowest score').inputValue()).toBe('0.14')
  await dialog.getByLabel('From this part of the budget on').fill('60')
  await dialog.getByRole('switch', { name: 'Plan' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await opened.calls('strategies.save')).at(-1)).toMatchObject({ strategyId: null, values: { retrieval: { limit: 40, threshold: 0.14 }, compression: { compactAt: 0.6 }, plan: false } })
  await page.getByRole('button', { name: 'Edit Lean' }).click()
  await dialog.getByRole('combobox', { name: 'Preset' }).click()
  await page.getByRole('option', { name: /Seven priorities/ }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await opened.calls('strategies.save')).at(-1)).toMatchObject({ strategyId: 'strategy-lean', name: 'Lean', values: { budget: { preset: 'seven-priorities', total: null } } })
  await page.getByRole('button', { name: 'Remove Lean' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect.poll(() => opened.calls('strategies.remove')).toEqual([{ strategyId: 'strategy-lean' }])
}))

test('[W264] [W265] two strategies stand side by side with intervals; one press makes the better one the default, one takes it back', () => inPage('Strategies', (data) => { data.context.slowMs = 200 }, async (opened) => {
  const { page } = opened
  expect(await page.getByRole('button', { name: 'Go back' }).getAttribute('aria-disabled')).toBe('true')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.getByText('No model is asked', { exact: false }).waitFor()
  const table = page.getByRole('table', { name: /Standard and Lean over 87/ })
  await table.waitFor()
  expect(await opened.calls('strategies.compare')).toEqual([{ a: 'strategy-standard', b: 'strategy-lean', turns: 100, conversationId: null }])
  const line = async (name: string) => plain(await table.getByRole('row', { name: new RegExp(`^${name}`) }).innerText()).replaceAll(/\s+/g, ' ')
  expect(await line('Tokens sent')).toBe('Tokens sent lower is better 3 120 tokens 2 960 tokens to 3 280 tokens 1 840 tokens 1 680 tokens to 2 000 tokens −1 280 tokens −1 360 tokens to −1 200 tokens B is better 87')
  expect(await line('Used notes kept')).toContain('no clear difference 61')
  expect(await line('Fidelity')).toBe('Fidelity higher is better not known not known not known 0')
  expect(await page.getByRole('region', { name: 'Comparison' }).innerText()).toContain('the texts of 13 contexts were let go')
  await page.getByRole('button', { name: 'Make “Lean” the default' }).click()
  await page.getByText('“Lean” is the default now, from the next turn on.').waitFor()
  await expect.poll(() => page.getByRole('region', { name: 'In use' }).innerText()).toContain('Lean')
  await page.getByRole('region', { name: 'In use' }).getByRole('button', { name: 'Go back' }).click()
  await page.getByText('“Standard” is the default again.').waitFor()
  await expect.poll(() => page.getByRole('region', { name: 'In use' }).innerText()).toMatch(/Standard/)
  expect(await opened.calls('strategies.use')).toEqual([{ strategyId: 'strategy-lean' }])
}))

test.each(['light', 'dark'] as const)('[W270] the pages have no serious accessibility fault, %s', async (scheme) => {
  const faults = async ({ page }: OpenedWindow) => {
    await page.waitForTimeout(250)
    const { violations } = await new AxeBuilder({ page: page as never }).exclude('[data-base-ui-focus-guard]').analyze()
    return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`)
  }
  await inPage('Insights', asItIs, async (opened) => {
    await opened.page.getByRole('button', { name: 'Days as a table: Tokens saved' }).click()
    expect(await faults(opened)).toEqual([])
  }, scheme)
  await inPage('Strategies', asItIs, async (opened) => {
    await opened.page.getByRole('button', { name: 'Compare', exact: true }).click()
    await opened.page.getByRole('table').waitFor()
    expect(await faults(opened)).toEqual([])
    await opened.page.getByRole('button', { name: 'Edit Lean' }).click()
    await opened.page.getByLabel('Candidates').waitFor()
    expect(await faults(opened)).toEqual([])
  }, scheme)
})
