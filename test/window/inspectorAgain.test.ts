import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDiff, makeRun } from './contextFixtures.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { emitIn, inInspector, type InspectorSetting } from './inspectorBench.ts'
import { answerText, makeTurn } from './inspectorFixtures.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(async () => { await bench.close() })

const inWindow = (setting: InspectorSetting, run: (opened: OpenedWindow) => Promise<void>) => inInspector(bench, setting, run)
const nothing = { off: [], pinned: [], edited: [], strategy: null, modelId: null }
const trace = makeTurn()

async function checkAccess(page: Page, where: string, part: string): Promise<void> {
  const found = await new AxeBuilder({ page }).include(part).analyze()
  const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  expect(serious.map((one) => `${where}: ${one.id} ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')}`)).toEqual([])
}

test('[W211] this turn is compared with the one before, or with any other; the earlier one is always “before”', () => inWindow({}, async ({ page, calls }) => {
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.getByRole('status').getByText(/2.pieces left, 2 came, 1 changed, 2 moved: 51.tokens more/).waitFor()
  for (const [name, count] of [['Left', 2], ['Came', 2], ['Changed', 1], ['Moved', 2]] as const) expect(await page.getByRole('list', { name, exact: true }).getByRole('listitem').count()).toBe(count)
  const regions = page.getByRole('table', { name: 'Tokens by region, before and after' })
  expect(await regions.getByRole('row', { name: /^Memories/ }).innerText()).toContain('+67')
  await page.getByRole('button', { name: 'Choose another', exact: true }).click()
  const turns = page.getByRole('list', { name: 'Turns' }).getByRole('button')
  expect(await turns.last().innerText()).toContain('texts let go')
  await turns.nth(3).click()
  await expect.poll(() => calls('contexts.compare')).toEqual([{ turnId: 'turn-56', otherTurnId: 'turn-57' }, { turnId: 'turn-53', otherTurnId: 'turn-57' }])
  await page.getByRole('button', { name: 'Show it wide' }).click()
  await page.getByRole('dialog').getByRole('list', { name: 'Came' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'This turn' }).click()
  await page.getByRole('group', { name: 'Picture' }).waitFor()
}))

test('[W211] without another turn, or when it cannot be compared, it says so', async () => {
  await inWindow({ change: (data) => { data.replies['contexts.list'] = { items: [], next: null } } }, async ({ page }) => {
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await page.getByText('There is no other turn to compare with in this conversation.').waitFor()
  })
  await inWindow({ change: (data) => { data.failures['contexts.compare'] = { kind: 'storage-corrupt', message: 'The context of that turn is damaged.', next: 'Choose another turn.' } } }, async ({ page }) => {
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await page.getByRole('alert').getByText('The context of that turn is damaged. Choose another turn.').waitFor()
  })
})

test('[W212] from a piece: what would have been said without it; the new context shows before any model is asked', () => inWindow({}, async ({ page, calls }) => {
  await page.getByRole('list', { name: 'Pieces: In' }).getByRole('button', { name: /allergic to peanuts/ }).click()
  await page.getByRole('button', { name: 'What without it?' }).click()
  await page.getByRole('list', { name: 'Left', exact: true }).waitFor()
  expect(await calls('contexts.again')).toEqual([{ turnId: 'turn-57', change: { ...nothing, off: ['piece-8'] } }])
  await page.getByRole('button', { name: 'Choose pieces to change' }).click()
  await page.getByLabel('Find a piece to change').fill('Nadia asked')
  await page.getByRole('button', { name: /^Edit: Nadia asked/ }).click()
  await page.getByLabel('Its text instead').fill('Nadia eats anything.')
  const last = async () => (await calls('contexts.again')).at(-1)?.['change']
  await expect.poll(last).toEqual({ ...nothing, off: ['piece-8'], edited: [{ pieceId: 'piece-9', text: 'Nadia eats anything.' }] })
  // One preview for what was typed in one go.
  expect((await calls('contexts.again')).length).toBeLessThan(5)
  await page.getByRole('combobox', { name: 'Model' }).click()
  await page.getByRole('option', { name: /large/ }).click()
  await expect.poll(async () => (await last() as { modelId: string }).modelId).toBe('cloud:openai:large')
  await page.getByRole('combobox', { name: 'Strategy' }).click()
  await page.getByRole('option').nth(1).click()
  await expect.poll(async () => (await last() as { strategy: object | null }).strategy).not.toBeNull()
  await page.getByRole('button', { name: 'Take all changes back' }).click()
  await page.getByText('Change something, and the context', { exact: false }).waitFor()
  expect(await calls('contexts.ask')).toEqual([])
  expect(await calls('turn.send')).toEqual([])
}))

test('[W213] the other answer grows beside the first, a gap is filled, and stop keeps what was written', () => inWindow({ change: (data) => { data.replies['contexts.runs'] = { runs: [] }; data.replies['contexts.run'] = makeRun(trace, { runId: 'run-2', state: 'running', answer: '' }) } }, async ({ page, calls }) => {
  const reply = (run: Partial<ReturnType<typeof makeRun>>) => page.evaluate((value) => { window.scripted.data.replies['contexts.run'] = value }, makeRun(trace, { runId: 'run-2', ...run }))
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('button', { name: 'Ask the model' }).click()
  await page.getByText('The model reads…').waitFor()
  const other = page.getByRole('region', { name: /^Text: The other answer/ })
  await emitIn(page, 'run.token', { runId: 'run-2', text: 'Go to', offset: 0 })
  await emitIn(page, 'run.token', { runId: 'run-else', text: 'not this', offset: 5 })
  await other.getByText('Go to').waitFor()
  expect(await page.getByRole('region', { name: 'Text: As it was' }).innerText()).toBe(answerText)
  await reply({ state: 'running', answer: 'Go to the harbour, and' })
  await emitIn(page, 'run.token', { runId: 'run-2', text: ' order', offset: 22 })
  await other.getByText('Go to the harbour, and').waitFor()
  await page.getByRole('button', { name: 'Stop' }).click()
  expect(await calls('contexts.stop')).toEqual([{ runId: 'run-2' }])
  await reply({ state: 'stopped', answer: 'Go to the harbour, and order' })
  await emitIn(page, 'run.ended', { runId: 'run-2', state: 'stopped' })
  await page.getByText('Stopped. What was written so far is kept.').waitFor()
  expect(await page.getByRole('list', { name: 'Other answers' }).getByRole('listitem').count()).toBe(1)
  await page.getByRole('button', { name: 'Ask the model' }).waitFor()
}))

test('[W213] earlier answers are listed, and one opens with its changes; a refusal says why', () => inWindow({ change: (data) => { data.failures['contexts.ask'] = { kind: 'model-missing', message: 'There is no model that could answer.', next: 'Choose one in Settings.' } } }, async ({ page }) => {
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('list', { name: 'Other answers' }).getByRole('button', { name: /without one piece/ }).click()
  await page.getByRole('region', { name: 'Text: The other answer: without one piece' }).getByText('Order the satay starter').waitFor()
  expect(await page.getByRole('list', { name: 'Changed pieces' }).innerText()).toContain('allergic to peanuts')
  await page.getByRole('button', { name: 'Ask the model' }).click()
  await page.getByRole('alert').getByText('There is no model that could answer. Choose one in Settings.').waitFor()
}))

test('[W215] 1,200 changed pieces are listed without drawing them all', () => {
  const big = makeTurn({ pieces: 2000 })
  const came = big.context!.pieces.slice(0, 1200).map(({ id, region, text, tokens, reason }) => ({ pieceId: id, region, text, tokens, reason }))
  return inWindow({ wish: { trace: big }, change: (data) => { data.replies['contexts.compare'] = makeDiff(big, { came }) } }, async ({ page }) => {
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await page.getByRole('heading', { name: /Came 1.200/ }).waitFor()
    expect(await page.getByRole('list', { name: 'Came' }).locator('li[data-row]').count()).toBeLessThan(60)
  })
})

test.each(['light', 'dark'] as const)('[W64] comparing and running again have no serious accessibility violations, %s', (theme) => inWindow({ theme }, async ({ page }) => {
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.getByRole('list', { name: 'Left', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Choose another', exact: true }).click()
  await checkAccess(page, 'compare', 'aside[aria-label=Inspector]')
  await page.getByRole('button', { name: 'This turn' }).click()
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('list', { name: 'Other answers' }).getByRole('button').click()
  await page.getByRole('button', { name: 'Choose pieces to change' }).click()
  await page.getByRole('list', { name: 'Left', exact: true }).waitFor()
  await checkAccess(page, 'again', 'aside[aria-label=Inspector]')
  await page.getByRole('button', { name: 'Show it wide' }).click()
  await page.getByRole('dialog').getByRole('list', { name: 'Left', exact: true }).waitFor()
  await checkAccess(page, 'again, wide', '[role=dialog]')
}))
