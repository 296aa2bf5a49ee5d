import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chosen, inMemories, plain, showView } from './memoryBench.ts'
import { openWindowBench, type WindowBench } from './openWindow.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

test('[W306] every side says how many it would show; what narrows stands above and is taken away there; months take a stretch', () => inMemories(bench, {}, async ({ page, calls }) => {
  const facets = page.getByRole('complementary', { name: 'Filters of the memories' })
  expect(await facets.getByRole('button', { name: /^Habits/ }).innerText()).toMatch(/5$/)
  await facets.getByRole('button', { name: /^Nadia/ }).click()
  await expect.poll(async () => (await calls('memories.list')).at(-1)).toMatchObject({ person: 'Nadia' })
  await facets.getByRole('button', { name: /^Facts/ }).click()
  await expect.poll(async () => (await calls('memories.list')).at(-1)).toMatchObject({ person: 'Nadia', kind: 'semantic' })
  expect(await facets.getByRole('button', { name: /^Facts/ }).getAttribute('aria-pressed')).toBe('true')
  await page.getByRole('button', { name: 'Take away: Nadia' }).click()
  await facets.getByRole('button', { name: /^Facts/ }).click()
  const months = facets.getByRole('toolbar', { name: 'When' }).getByRole('button')
  const last = (await months.count()) - 1
  await months.nth(last).click()
  await expect.poll(async () => (await calls('memories.list')).at(-1)).toMatchObject({ from: Date.UTC(2026, 10, 1), until: Date.UTC(2026, 11, 1) })
  await months.nth(last).focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(async () => (await calls('memories.list')).at(-1)).toMatchObject({ from: Date.UTC(2026, 9, 1), until: Date.UTC(2026, 11, 1) })
  await page.getByRole('button', { name: 'Take away: Oct 2026 to Nov 2026' }).click()
  await expect.poll(async () => (await calls('memories.list')).at(-1)).toMatchObject({ from: null, until: null })
}))

test('[W307] in a narrow window the filters are a sheet, and nothing is wider than the window', () => inMemories(bench, { options: { viewport: { width: 700, height: 900 } } }, async ({ page, calls }) => {
  await page.getByRole('option').nth(1).click()
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('dialog', { name: 'Filters' }).getByRole('button', { name: /^Events/ }).click()
  await expect.poll(async () => (await calls('memories.list')).at(-1)).toMatchObject({ kind: 'episodic' })
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(700)
}))

test('[W308] the timeline goes from years to months to days, and a month leads to its memories', () => inMemories(bench, { wish: { memories: 400 } }, async ({ page, calls }) => {
  await showView(page, 'Timeline')
  await expect.poll(async () => (await calls('memories.list')).at(-1)).toMatchObject({ order: 'time' })
  expect(plain(await page.getByRole('option').first().innerText())).toContain('November 2026')
  await page.getByRole('option').first().click()
  await page.keyboard.press('+')
  await expect.poll(async () => plain(await page.getByRole('option').first().innerText())).toContain('21 Nov 2026')
  await page.keyboard.press('-')
  await page.keyboard.press('-')
  await page.getByRole('region', { name: 'Years' }).waitFor()
  await page.getByRole('region', { name: 'Years' }).getByRole('button', { name: /^March 2025, / }).click()
  await page.locator('[role=option]', { hasText: 'March 2025' }).first().waitFor()
  await page.getByRole('combobox', { name: 'By which time' }).click()
  await page.getByRole('option', { name: /^When it changed/ }).click()
  await expect.poll(async () => (await calls('memories.list')).at(-1)).toMatchObject({ order: 'changed' })
}))

test('[W309] people and topics: arrows go from name to name, Enter opens their memories; the same as a table', () => inMemories(bench, {}, async ({ page, calls }) => {
  await showView(page, 'People and topics')
  const names = page.getByRole('group', { name: 'People and topics' }).getByRole('button')
  await names.first().waitFor()
  await page.getByRole('button', { name: /^Ines, person, / }).click()
  expect(plain(await page.getByRole('status').filter({ hasText: 'Ines' }).innerText())).toMatch(/Ines person · \d+ memories · with viola/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowLeft')
  const there = await page.evaluate(() => document.activeElement?.getAttribute('data-node'))
  expect(there).not.toBe(null)
  await page.getByRole('button', { name: 'Table' }).click()
  await page.getByRole('row', { name: /^Ines Person \d+ viola/ }).waitFor()
  await page.getByRole('button', { name: 'Picture' }).click()
  await page.getByRole('button', { name: /^Ines, person, / }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await calls('memories.list')).at(-1)).toMatchObject({ person: 'Ines' })
  await page.getByRole('button', { name: 'Take away: Ines' }).waitFor()
}))

test('[W315] what waits is decided one by one by keys, with the known one beside it and how far one is', () => inMemories(bench, { candidates: true }, async ({ page, calls }) => {
  await showView(page, /^To review/)
  await page.getByText('1 of 2').waitFor()
  await expect.poll(async () => (await page.getByRole('region', { name: 'Known' }).innerText())).toContain('My rent is 1,080')
  expect(plain(await page.getByRole('region', { name: 'Known' }).innerText())).toContain('learned 17 Oct 2025')
  expect(await page.getByRole('region', { name: 'New' }).locator('mark').innerText()).toBe('My rent goes up to 1,150 from January')
  await page.keyboard.press('ArrowRight')
  await page.getByText('2 of 2').waitFor()
  expect(await page.getByRole('button', { name: 'Keep both' }).count()).toBe(0)
  await page.keyboard.press('ArrowLeft')
  await page.getByRole('button', { name: 'Keep both' }).waitFor()
  await page.keyboard.press('e')
  await page.getByLabel('In your words').fill('My rent is 1,150 from January')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => calls('memories.decide')).toEqual([{ memoryId: 'cand-rent', decision: 'accept', text: 'My rent is 1,150 from January' }])
  await page.getByText('2 of 2').waitFor()
  await page.getByText('Yusuf hates surprises').first().waitFor()
  await page.keyboard.press('r')
  await expect.poll(async () => (await calls('memories.decide')).at(-1)).toEqual({ memoryId: 'cand-yusuf', decision: 'reject' })
  await page.getByText('Nothing waits for review').waitFor()
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await page.getByRole('listbox', { name: 'Memories' }).waitFor()
}))

test('[W316] what fades soon is kept or let go, one or many, with a way back', () => inMemories(bench, { wish: { memories: 200 } }, async ({ page, calls }) => {
  await showView(page, /^Fading/)
  await expect.poll(async () => (await calls('memories.list')).at(-1)).toMatchObject({ fading: true, order: 'fading' })
  const before = await page.getByRole('option').count()
  expect(plain(await page.getByRole('option').first().innerText())).toMatch(/fades (in about \d+ days|tomorrow|today)/)
  await page.getByRole('option').first().click()
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(() => chosen(page).count()).toBe(2)
  await page.keyboard.press('k')
  await expect.poll(async () => (await calls('memories.change')).at(-1)).toMatchObject({ state: 'active' })
  await expect.poll(() => page.getByRole('option').count()).toBe(before - 2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => page.getByRole('option').count()).toBe(before)
  await page.getByRole('option').first().click()
  await page.keyboard.press('l')
  await expect.poll(async () => (await calls('memories.change')).at(-1)).toMatchObject({ state: 'faded' })
}))

test('[W318] a question is tried: how it was read, and the ranking with its parts', () => inMemories(bench, {}, async ({ page, calls }) => {
  await showView(page, 'Try a question')
  await page.getByText('Nothing is used or counted by trying.').waitFor()
  await page.getByLabel('A question as you would ask it').fill('What may I not eat?')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await calls('memories.try')).at(-1)).toEqual({ query: 'What may I not eat?', conversationId: null })
  expect(plain(await page.getByRole('region', { name: 'How the question was read' }).innerText())).toMatch(/What may I not eat in Lisbon\?[^]*eat, lisbon[^]*dinner, allergic[^]*Nadia[^]*22 Oct 2026 to 21 Nov 2026/)
  await page.getByRole('button', { name: 'The parts of place 1' }).click()
  expect(plain(await page.getByRole('table', { name: 'How well it fits, 0 to 1' }).innerText())).toMatch(/Meaning\s+\.83[^]*Fit\s+\.91/)
  await page.getByRole('button', { name: 'Open the memory' }).first().click()
  await page.getByRole('complementary', { name: 'The chosen memory' }).getByRole('heading', { level: 2, name: /^I’m allergic/ }).waitFor()
  await page.getByRole('button', { name: 'Open the message' }).first().click()
  await page.getByRole('heading', { name: 'Memories', level: 1 }).waitFor({ state: 'hidden' })
}))

test('[W320] empty and refused each say what to do', async () => {
  await inMemories(bench, { change: (data) => { data.memories = [] } }, async ({ page }) => {
    await page.getByText('No memories yet.').waitFor()
    await page.getByRole('button', { name: 'Add a memory' }).waitFor()
    expect(await page.getByRole('complementary', { name: 'Filters of the memories' }).count()).toBe(0)
  })
  await inMemories(bench, { change: (data) => { data.failures['memories.list'] = { kind: 'storage-failed', message: 'The memories could not be read.', next: 'Start Casement again.' } } }, async ({ page }) => {
    await page.getByRole('alert').filter({ hasText: 'The memories could not be read. Start Casement again.' }).waitFor()
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[W320] no view has a serious accessibility fault, ${colorScheme}`, () => inMemories(bench, { candidates: true, wish: { settings: { detail: 'detailed' } }, options: { colorScheme } }, async ({ page }) => {
    const check = async (name: string) => {
      const { violations } = await new AxeBuilder({ page: page as never }).include('main').exclude('[data-base-ui-focus-guard]').analyze()
      expect(violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${name}: ${one.id} ${one.nodes[0]?.html}`)).toEqual([])
    }
    await page.getByRole('option').nth(2).click()
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await page.keyboard.press('e')
    await page.getByRole('form', { name: 'Edit this memory' }).waitFor()
    await check('list, and editing')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByRole('toolbar', { name: 'The chosen memories' }).waitFor()
    await page.getByRole('tab', { name: /^Why/ }).click()
    await check('many, and why')
    for (const [name, seen] of [['Timeline', 'option'], ['People and topics', 'group'], [/^To review/, 'toolbar'], [/^Fading/, 'option'], ['Try a question', 'textbox']] as const) {
      await showView(page, name)
      await page.locator('main').getByRole(seen).first().waitFor()
      await check(String(name))
    }
  }), 120_000)
}
