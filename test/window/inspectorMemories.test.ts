import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { makeInspectorData } from './inspectorData.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(async () => { await bench.close() })

/** Opens the Memories page, runs a test in it, and closes it. */
async function onPage(memories: number, run: (opened: OpenedWindow & { page: Page }) => Promise<void>): Promise<void> {
  const opened = await bench.open(makeInspectorData({ memories }))
  const { page } = opened
  page.setDefaultTimeout(15_000)
  try {
    await page.getByRole('button', { name: /^Memories/ }).first().click()
    await page.getByRole('option').first().waitFor()
    await run(opened)
    expect(opened.strayRequests).toEqual([])
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}

const detail = (page: Page) => page.getByRole('complementary', { name: 'The chosen memory' })
const chosen = (page: Page) => page.locator('[role=option][aria-selected=true]')

test('[W62] forgetting asks first, says what it takes and how long there is a way back, and the memory leaves the list', () => onPage(30, async ({ page, calls }) => {
  await page.getByRole('option', { name: /My sister Ines/ }).first().click()
  await detail(page).getByRole('button', { name: 'Forget…' }).click()
  const dialog = page.getByRole('dialog')
  await expect.poll(() => dialog.innerText()).toContain('after that it cannot be undone')
  expect(await dialog.innerText()).toContain('My sister Ines plays the viola')
  await dialog.getByRole('button', { name: 'Keep it' }).click()
  expect(await calls('memories.forgetSelected')).toEqual([])
  await page.evaluate(() => { window.scripted.data.settings.forgetUndoSeconds = 0; window.scripted.emit('settings.changed', window.scripted.data.settings) })
  await detail(page).getByRole('button', { name: 'Forget…' }).click()
  await expect.poll(() => dialog.innerText()).toContain('This cannot be undone.')
  await dialog.getByRole('button', { name: 'Forget for good' }).click()
  await expect.poll(() => page.getByText('40 memories').count()).toBe(1)
  expect(await calls('memories.forgetSelected')).toMatchObject([{ undoSeconds: 0 }])
  expect(await page.getByRole('option', { name: /^My sister Ines plays the viola you/ }).count()).toBe(0)
  expect(await chosen(page).count()).toBe(1)
}))

test('[W65] the page works by keyboard alone', () => onPage(30, async ({ page, calls }) => {
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => chosen(page).innerText()).toContain('we land at nine')
  await page.keyboard.press('p')
  await expect.poll(() => calls('memories.update')).toEqual([{ memoryId: 'mem-new-2', pinned: true }])
  await page.keyboard.press('e')
  await page.getByLabel('Text of the memory').fill('we land at ten')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => chosen(page).innerText()).toContain('we land at ten')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('we land at ten')
  await page.keyboard.press('Delete')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await calls('memories.forget')).toEqual([])
  await page.keyboard.press('/')
  await page.keyboard.type('viola')
  await expect.poll(() => page.getByRole('option').count()).toBe(2)
  await page.keyboard.press('Enter')
  await expect.poll(() => chosen(page).innerText()).toContain('viola')
  await page.keyboard.press('Escape')
  await detail(page).waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(2)
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Memories', level: 1 }).waitFor({ state: 'hidden' })
}))

test('[W61] one press leads from a memory to the message it came from', () => onPage(30, async ({ page }) => {
  await page.getByRole('option', { name: /I prefer trains to planes, up/ }).first().click()
  // The quote stands inside its message, and only it is marked.
  await expect.poll(() => detail(page).locator('blockquote').innerText()).toContain('Note to: I prefer trains')
  expect(await detail(page).locator('blockquote mark').innerText()).toBe('I prefer trains to planes, up to 2,400 € for a trip')
  await detail(page).getByRole('button', { name: 'Open the message' }).click()
  await page.getByText('Note to: I prefer trains to planes, up to 2,400 € for a trip').first().waitFor()
}))

test('[W67] 2,000 memories come in pages, and only the rows in view stand in the page', () => onPage(2000, async ({ page, calls }) => {
  const asked = async () => (await calls('memories.list')).filter((input) => input['limit'] !== 1)
  expect((await asked()).every((input) => Number(input['limit']) <= 200)).toBe(true)
  const before = (await asked()).length
  expect(await page.getByRole('option').count()).toBeLessThan(50)
  await page.getByRole('listbox', { name: 'Memories' }).focus()
  await page.keyboard.press('End')
  await expect.poll(async () => (await asked()).length).toBeGreaterThan(before)
  const last = page.locator('[role=option][aria-posinset="2011"][aria-setsize="2011"]')
  await expect.poll(async () => { await page.keyboard.press('End'); return await last.count() }, { timeout: 40_000 }).toBe(1)
  expect(await page.getByRole('option').count()).toBeLessThan(50)
}))

test('kinds and states narrow the list, and a memory can be added by hand', () => onPage(30, async ({ page, calls }) => {
  await page.getByRole('button', { name: /^Habits/ }).click()
  await expect.poll(() => page.getByRole('option').count()).toBe(5)
  const facets = page.getByRole('complementary', { name: 'Filters of the memories' })
  await facets.getByRole('button', { name: /^To review/ }).click()
  await page.getByText('Nothing waits for review.').waitFor()
  await facets.getByRole('button', { name: /^In use/ }).click()
  await facets.getByRole('button', { name: /^Habits/ }).click()
  await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(5)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect.poll(() => page.getByRole('dialog').getByLabel('Text').evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.type('I prefer window seats')
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
  await page.getByRole('option', { name: /I prefer window seats/ }).waitFor()
  expect(await calls('memories.add')).toEqual([{ text: 'I prefer window seats' }])
}))
