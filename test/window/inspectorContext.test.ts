import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenedWindow, WindowBench } from './openWindow.ts'
import { openWindowBench } from './openWindow.ts'
import { emitIn, inInspector, type InspectorSetting } from './inspectorBench.ts'
import { answerText, makeTurn } from './inspectorFixtures.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(async () => { await bench.close() })

const inWindow = (setting: InspectorSetting, run: (opened: OpenedWindow) => Promise<void>) => inInspector(bench, setting, run)
const map = (page: Page) => page.getByRole('group', { name: /^Map of pieces/ })
const list = (page: Page, name: 'In' | 'Shortened' | 'Out') => page.getByRole('list', { name: `Pieces: ${name}` })

test('[W201] map, grid and table take turns, keep what is chosen, and the choice outlives the page', () => inWindow({}, async ({ page }) => {
  await map(page).getByRole('button', { name: /^Memories: I’m allergic/ }).click()
  await page.getByRole('button', { name: 'Grid', exact: true }).click()
  await page.getByText('The chosen piece is outlined.').waitFor()
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  const table = page.getByRole('table', { name: 'The pieces with tokens, fit and state' })
  expect(await table.locator('tr[aria-current]').innerText()).toContain('allergic to peanuts')
  expect(await table.getAttribute('aria-rowcount')).toBe('26')
  await table.locator('tr[aria-current]').getByRole('button').click()
  await table.getByRole('button', { name: 'Tokens' }).click()
  await expect.poll(() => table.getByRole('row').nth(1).innerText()).toContain('612')
  const regions = page.getByRole('table', { name: 'The window by region, in tokens' })
  expect(await regions.getByRole('columnheader').allTextContents()).toEqual(['Region', 'Wanted', 'Given', 'Kept', 'In', 'Out'])
  await page.reload()
  await table.waitFor()
}))

test('[W200] the grid has 200 cells, and a press on one dives into its region', () => inWindow({ picture: 'grid' }, async ({ page }) => {
  const cells = page.locator('[title="Summary"]')
  expect(await page.locator('.grid-cols-25 > div').count()).toBe(200)
  expect(await page.locator('.grid-cols-25 > [title="Kept for the answer"]').count()).toBe(25)
  await cells.first().click()
  await page.getByRole('navigation', { name: 'Place in the map' }).getByText('Summary').waitFor()
  expect(await list(page, 'In').getByRole('listitem').count()).toBe(1)
}))

test('[W202] one dives into a region and into what is too small to draw, and comes back by crumbs and by Backspace', () => inWindow({ wish: { trace: makeTurn({ pieces: 2000 }) } }, async ({ page }) => {
  await map(page).getByRole('button', { name: /smaller pieces.*left out/ }).first().click()
  const crumbs = page.getByRole('navigation', { name: 'Place in the map' }).getByRole('listitem')
  expect(await crumbs.count()).toBe(2)
  await map(page).getByRole('button', { name: /smaller pieces.*left out/ }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => crumbs.count()).toBe(3)
  await map(page).locator('button[tabindex="0"]').focus()
  await page.keyboard.press('Backspace')
  await expect.poll(() => crumbs.count()).toBe(2)
  await crumbs.getByRole('button', { name: 'All regions' }).click()
  await expect.poll(() => crumbs.count()).toBe(0)
}))

test('[W203] of 2,000 pieces only the rows in view are drawn, and one that is chosen elsewhere is brought into view', () => inWindow({ wish: { trace: makeTurn({ pieces: 2000 }) } }, async ({ page }) => {
  expect(await page.getByRole('heading', { name: /^In 49 · Shortened 2 · Out 1.949$/ }).count()).toBe(1)
  expect(await list(page, 'Out').locator('li[data-row]').count()).toBeLessThan(60)
  expect(await list(page, 'Out').locator('li[data-row]').first().getAttribute('aria-setsize')).toBe('1949')
  expect(await map(page).getByRole('button').count()).toBeLessThan(220)
  // Rows are measured as they are drawn, so the end may move down a little on the way to it.
  const toEnd = async () => {
    await page.getByRole('region', { name: /^Pieces: Out, / }).evaluate((box) => { box.scrollTop = box.scrollHeight })
    return list(page, 'Out').locator('li[data-row]').last().getAttribute('aria-posinset')
  }
  await expect.poll(toEnd).toBe('1949')
  await map(page).getByRole('button', { name: /^Documents: Itinerary, page 5/ }).click()
  await list(page, 'Out').locator('li[aria-current]').getByText('Itinerary, page 5').waitFor()
}))

test('[W204] a shortened piece shows what was taken out', () => inWindow({}, async ({ page }) => {
  await list(page, 'Shortened').getByRole('button', { name: /^Documents, shortened|Itinerary/ }).click()
  const change = page.getByRole('group', { name: 'Before and after shortening' })
  expect(await change.locator('del').innerText()).toContain('ticket machines')
  await page.getByRole('button', { name: 'Show only what the model read' }).click()
  expect(await list(page, 'Shortened').locator('li[aria-current]').innerText()).not.toContain('ticket machines')
}))

test('[W205] a piece is pinned or left out for this conversation, and undo takes it back', () => inWindow({}, async ({ page, calls }) => {
  await list(page, 'In').getByRole('button', { name: /allergic to peanuts/ }).click()
  await page.getByRole('button', { name: 'Leave out', exact: true }).click()
  await list(page, 'In').getByText('left out by you').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await list(page, 'In').getByText('left out by you').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Always take along' }).click()
  await list(page, 'In').getByText('pinned', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'No longer pin it' }).click()
  await expect.poll(() => calls('pieces.rule')).toEqual(['leave-out', null, 'pin', null].map((rule) => ({ conversationId: 'conv-lisbon', pieceId: 'piece-8', rule })))
  await list(page, 'In').getByRole('button', { name: /^You are Casement/ }).click()
  await expect.poll(() => page.getByRole('button', { name: 'Always take along' }).count()).toBe(0)
}))

test('[W206] the answer is marked where it used notes; a mark chooses its note', () => inWindow({}, async ({ page }) => {
  await page.getByText('The answer used 3 of 6 notes.').waitFor()
  await page.getByText('The answer did without your note', { exact: false }).first().waitFor()
  const answer = page.getByRole('region', { name: 'The answer, marked' })
  expect(await answer.textContent()).toBe(answerText)
  await answer.getByRole('button', { name: 'grilled vegetables' }).click()
  expect(await list(page, 'In').locator('li[aria-current]').innerText()).toContain('Nadia asked for grilled')
  expect(await list(page, 'In').getByText('not used, though it fits').count()).toBe(1)
  const detail = page.getByRole('region', { name: 'The chosen piece' })
  expect(await detail.innerText()).toContain('The answer used it by its words and its meaning.')
}))

test('[W210] what is found out after the answer appears by itself', () => {
  const before = { ...makeTurn(), fidelity: null, quality: null }
  return inWindow({ wish: { trace: before } }, async ({ page }) => {
    await page.getByText('Not looked at yet', { exact: false }).waitFor()
    await page.evaluate((trace) => { window.scripted.data.traces['turn-57'] = trace }, makeTurn())
    await emitIn(page, 'trace.changed', { turnId: 'turn-57', conversationId: 'conv-lisbon' })
    await page.getByText('The answer used 3 of 6 notes.').waitFor()
  })
})

test('[W207] [W208] quality says what falls short and what helps; the plan says what was assumed, asked and watched', () => inWindow({}, async ({ page }) => {
  const quality = page.getByRole('table', { name: 'Quality of the context, 0 to 1' })
  expect(await quality.getByRole('row', { name: /^To the point/ }).innerText()).toContain('low')
  await page.getByRole('list', { name: 'What would help' }).getByText('Raise the least score').waitFor()
  await page.getByText('the model was told this', { exact: false }).waitFor()
  for (const name of ['Taken for granted', 'Open questions', 'To watch out for', 'Key points', 'Looked for', 'Layers of the prompt']) expect(await page.getByRole('list', { name }).getByRole('listitem').count()).toBeGreaterThan(0)
  await page.getByRole('list', { name: 'Layers of the prompt' }).getByRole('button').last().click()
  expect(await page.getByRole('region', { name: 'The chosen piece' }).innerText()).toContain('Name one place, not a list.')
}))

test('[W209] the budget that cut is named', () => inWindow({}, async ({ page }) => {
  await page.getByText(/^The window cut: it holds 8.192.tokens/).waitFor()
}))

test('[W214] a context that is not whole says what is left of it', async () => {
  const trace = makeTurn()
  const made = trace.context!
  const letGo = { ...trace, context: { ...made, pieces: made.pieces.map((piece) => ({ ...piece, text: '', original: undefined })), prompt: [] } }
  await inWindow({ wish: { trace: letGo } }, async ({ page }) => {
    await page.getByRole('heading', { name: 'The texts were let go' }).waitFor()
    expect(await page.getByRole('button', { name: 'Run again' }).count()).toBe(0)
    await page.getByRole('table', { name: 'The window by region, in tokens' }).waitFor()
    await list(page, 'Out').getByRole('button').first().click()
    await page.getByText('Its text was let go. Its figures are kept.').waitFor()
  })
  await inWindow({ change: (data) => { data.traces['turn-57'] = { ...trace, context: null } } }, async ({ page }) => { await page.getByRole('heading', { name: 'The context cannot be shown' }).waitFor() })
  await inWindow({ change: (data) => { data.failures['trace.get'] = { kind: 'storage-corrupt', message: 'The context of this turn is damaged and cannot be shown. The messages are whole.' } } }, async ({ page }) => {
    await page.getByRole('alert').getByText('is damaged and cannot be shown').waitFor()
    await page.getByRole('button', { name: 'Previous turn' }).waitFor()
  })
})

test.each(['light', 'dark'] as const)('[W64] grid, table and an opened piece have no serious accessibility violations, %s', (theme) => inWindow({ theme, picture: 'grid' }, async ({ page }) => {
  const check = async (where: string) => {
    const found = await new AxeBuilder({ page }).include('aside[aria-label=Inspector]').analyze()
    const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
    expect(serious.map((one) => `${where}: ${one.id} ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')}`)).toEqual([])
  }
  await list(page, 'Shortened').getByRole('button', { name: /Itinerary/ }).click()
  await page.getByText('Show only what the model read').waitFor()
  await check('grid')
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await check('table')
}))
