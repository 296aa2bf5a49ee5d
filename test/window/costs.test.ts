import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { faultsIn, plain, wideParts } from './routingBench.ts'
import { makeLimit, makeSpending } from './routingData.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

async function inCosts(change: (data: WindowData) => void, run: (opened: OpenedWindow) => Promise<void>, { colorScheme = 'light' as 'light' | 'dark', width = 1440 } = {}): Promise<void> {
  const data = makeWindowData()
  change(data)
  const opened = await bench.open(data, { colorScheme, viewport: { width, height: 900 } })
  const { page } = opened
  try {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search everything' }).fill('>Costs')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Limits' }).waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}
const asItIs = () => {}
const wordsOf = async ({ page }: OpenedWindow, name: string) => plain(await page.getByRole('region', { name, exact: true }).first().innerText()).replaceAll(/\s+/g, ' ')

test('[W448] the sum, the days as picture and table, and what was spent on what; unpriced calls are named', () => inCosts(asItIs, async (opened) => {
  const { page } = opened
  await page.getByText(/^2 of .*calls have no known price, so their money is in no sum/).waitFor()
  const chart = page.getByRole('img', { name: /^Spent per day: \$\d+\.\d\d on 20.days; most on / })
  await chart.focus()
  await page.keyboard.press('ArrowLeft')
  await page.getByText('21 Nov 2026').waitFor()
  await page.getByRole('button', { name: 'Days as a table' }).click()
  expect(await page.getByRole('table', { name: /^Spent per day/ }).getByRole('row').count()).toBe(21)
  await page.getByRole('button', { name: 'Days as a picture' }).click()
  expect(await wordsOf(opened, 'By model')).toMatch(/large \(OpenAI\) .* \$1\.20 .*open\/any \(OpenRouter\) 2 6\.4k 480 not known/)
  expect(await wordsOf(opened, 'By purpose')).toMatch(/Answers .* Summing up .* Tests of a server/)
  expect(await wordsOf(opened, 'By conversation')).toContain('Without a title, or in the trash')
  await page.getByRole('button', { name: '365 days' }).or(page.getByRole('button', { name: 'A year' })).click()
  await expect.poll(async () => (await opened.calls('spending.get')).at(-1)).toEqual({ days: 365 })
  await page.getByText(/in 365.days/).first().waitFor()
  await page.getByRole('button', { name: 'Lisbon in June', exact: true }).last().click()
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
}))

test('[W449] what was saved stands there, also where nobody knows how much', () => inCosts(asItIs, async (opened) => {
  expect(await wordsOf(opened, 'Saved')).toMatch(/Answered on this computer \$4\.31 212 answers.*Prompts that providers kept \$1\.06.*Answers that are kept \$0\.22 17 answers given again.*Prompts made shorter 8 420 tokens/)
  await opened.page.evaluate(() => { window.scripted.data.routing.spending.saved.localUsd = null; window.scripted.emit('spending.changed', {}) })
  await opened.page.getByText('Choose a cloud model with a price in Settings').waitFor()
}))

test('[W448] a time without calls says so, and a refusal what to do', () => inCosts((data) => { data.routing.spending = makeSpending({ total: { costUsd: 0, promptTokens: 0, outputTokens: 0, cachedTokens: 0, calls: 0, unpricedCalls: 0 }, days: [], models: [], conversations: [], purposes: [] }) }, async ({ page }) => {
  await page.getByText('Nothing was charged in this time. Nothing left this computer today.').waitFor()
  await page.getByRole('img', { name: 'Spent per day: nothing in this time.' }).waitFor()
  await page.evaluate(() => { window.scripted.data.failures['spending.get'] = { kind: 'storage-failed', message: 'The books could not be read.', next: 'Try again later.' } })
  await page.getByRole('button', { name: '7 days' }).click()
  await page.getByText('The books could not be read. Try again later.').waitFor()
}))

test('[W450] a limit shows used, set aside, where it leads and when it starts anew', () => inCosts((data) => { data.routing.spending.limits = [makeLimit({ projectedUsd: 24 }), makeLimit({ limit: { id: 'tokens', scope: { kind: 'all' }, period: 'day', usd: null, tokens: 5000 }, name: 'Today', share: 1.2, usedTokens: 6000, reservedTokens: 0 })] }, async (opened) => {
  const says = await wordsOf(opened, 'Limits')
  expect(says).toContain('This month 62 % used $12.40 of $20.00 this month $0.80 set aside for calls that run now. At this pace $24.00 by its end, more than the limit. Starts anew 1 Dec 2026, 00:00.')
  expect(says).toContain('Today reached 6 000 of 5 000 tokens today')
  expect(plain((await opened.page.getByRole('meter', { name: 'Used of the limit This month' }).getAttribute('aria-valuetext'))!)).toBe('62 % used, 4 % set aside')
}))

test('[W450] limits are added, changed and removed with a way back; what is no amount is refused at its field', () => inCosts((data) => { data.routing.spending.limits = [makeLimit()] }, async (opened) => {
  const { page } = opened
  const dialog = page.getByRole('dialog')
  const last = async () => ((await opened.calls('spending.setLimits')).at(-1)?.['limits'] ?? []) as { id: string; scope: object; period: string; usd: number | null; tokens: number | null }[]
  await page.getByRole('button', { name: 'Add a limit…' }).click()
  await dialog.getByRole('button', { name: 'Add the limit' }).click()
  await dialog.getByText('Write an amount of money or of tokens.').waitFor()
  await dialog.getByLabel('US dollars').fill('a lot')
  await dialog.getByText('Write an amount like 5 or 2.50').waitFor()
  await dialog.getByLabel('US dollars').fill('2,50')
  await dialog.getByLabel('Tokens').fill('100 000')
  await dialog.getByRole('combobox', { name: 'What counts' }).click()
  await page.getByRole('option', { name: 'One cloud model' }).click()
  await dialog.getByText('Choose what the limit is for.').waitFor()
  await dialog.getByRole('combobox', { name: 'Cloud model', exact: true }).click()
  await page.getByRole('option', { name: 'large (OpenAI)' }).click()
  await dialog.getByRole('button', { name: 'Each day' }).click()
  await dialog.getByRole('button', { name: 'Add the limit' }).click()
  await expect.poll(last).toEqual([makeLimit().limit, { id: expect.stringMatching(/^limit-/), scope: { kind: 'model', modelId: 'cloud:openai:large' }, period: 'day', usd: 2.5, tokens: 100_000 }])
  await page.getByRole('button', { name: 'Change the limit This month' }).click()
  await dialog.getByLabel('US dollars').fill('30')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await last())[0]?.usd).toBe(30)
  await page.getByRole('button', { name: 'Remove the limit This month' }).click()
  await expect.poll(async () => (await last()).length).toBe(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await last()).map((one) => one.usd)).toEqual([30, 2.5])
}))

test('[W451] every call is handed over as a file', () => inCosts(asItIs, async (opened) => {
  const file = opened.page.waitForEvent('download')
  await opened.page.getByRole('button', { name: 'Export CSV' }).click()
  const given = await file
  expect(given.suggestedFilename()).toBe('casement-costs-2026-11-21.csv')
  expect(readFileSync(await given.path(), 'utf8')).toContain('2026-11-21T18:30:00.000Z,large,0.01')
  expect(await opened.calls('spending.export')).toEqual([{ days: 30 }])
}))

test.each([['light', 1440], ['dark', 1440], ['light', 700], ['dark', 700]] as const)('[W454] the page of costs has no serious accessibility fault and nothing wider than the window, %s %i', (colorScheme, width) => inCosts((data) => { data.routing.spending.limits = [makeLimit(), makeLimit({ limit: { ...makeLimit().limit, id: 'two' }, name: 'Today', share: 1 })] }, async (opened) => {
  expect(await faultsIn(opened)).toEqual([])
  expect(await wideParts(opened)).toEqual([])
  await opened.page.getByRole('button', { name: 'Add a limit…' }).click()
  await opened.page.getByRole('dialog').waitFor()
  expect(await faultsIn(opened)).toEqual([])
}, { colorScheme, width }))
