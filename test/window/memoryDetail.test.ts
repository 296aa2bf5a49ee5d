import { afterAll, beforeAll, expect, test } from 'vitest'
import { detail, inMemories, plain, row } from './memoryBench.ts'
import { makeHistory } from './memoryData.ts'
import { openWindowBench, type WindowBench } from './openWindow.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const day = 86_400_000
const nadia = 'Nadia asked for grilled vegetables and bean stew'

test('[W310] a memory is edited in place, and only what changed is sent, in one change', () => inMemories(bench, {}, async ({ page, calls }) => {
  await row(page, nadia).click()
  await page.keyboard.press('e')
  const form = detail(page).getByRole('form', { name: 'Edit this memory' })
  await form.getByLabel('About').fill('')
  await form.getByText('Say who or what it is about').waitFor()
  await form.getByLabel('About').fill('Nadia and Ines')
  await form.getByLabel('When it happened').fill('2026-11-18')
  await form.getByLabel('Holds until').fill('2027-01-31')
  await form.getByLabel('Importance').fill('0.5')
  await form.getByRole('combobox', { name: 'Applies' }).click()
  await page.getByRole('option', { name: /^The boat/ }).click()
  await form.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: /^Fact/ }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  const sent = (await calls('memories.update')).at(-1)!
  expect(sent).toMatchObject({ memoryId: 'mem-1', subject: 'Nadia and Ines', kind: 'semantic', importance: 0.5, scope: 'project', scopeId: 'project-boat', validUntil: Date.UTC(2027, 0, 31, 12) })
  expect(new Date(Number(sent['eventAt'])).toISOString()).toMatch(/^2026-11-18T/)
  expect(sent).not.toHaveProperty('text')
  expect(sent).not.toHaveProperty('label')
  await expect.poll(async () => plain(await detail(page).innerText())).toContain('one project: The boat')
}))

test('[W311] several become one with a proposed text, one becomes several', () => inMemories(bench, {}, async ({ page, calls }) => {
  await row(page, nadia).click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByText('2 memories chosen'.replace(' ', '\u00a0')).waitFor()
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog')
  const text = dialog.getByLabel('Text of the merged memory')
  await expect.poll(() => text.inputValue()).toBe(`${nadia}. I prefer trains to planes, up to 2,400 € for a trip`)
  await dialog.getByRole('button', { name: 'Use this text' }).first().click()
  expect(await text.inputValue()).toBe(nadia)
  await dialog.getByRole('button', { name: 'Merge' }).click()
  await expect.poll(() => calls('memories.merge')).toEqual([{ memoryIds: ['mem-1', 'mem-2'], text: nadia }])
  await expect.poll(async () => detail(page).getByRole('heading', { level: 2 }).innerText()).toBe(nadia)
  await detail(page).getByRole('button', { name: 'Split…' }).click()
  expect(await dialog.getByLabel('Part 1', { exact: true }).inputValue()).toBe(nadia)
  expect(await dialog.getByRole('button', { name: 'Split into 2' }).getAttribute('aria-disabled')).toBe('true')
  await dialog.getByLabel('Part 1', { exact: true }).fill('Nadia asked for grilled vegetables')
  expect(await dialog.getByLabel('Part 2', { exact: true }).inputValue()).toBe(nadia)
  await dialog.getByLabel('Part 2', { exact: true }).fill('')
  expect(await dialog.getByRole('button', { name: 'Split into 2' }).getAttribute('aria-disabled')).toBe('true')
  await dialog.getByLabel('Part 2', { exact: true }).fill('Nadia asked for bean stew')
  await dialog.getByRole('button', { name: 'Split into 2' }).click()
  await expect.poll(async () => (await calls('memories.split')).at(-1)?.['texts']).toEqual(['Nadia asked for grilled vegetables', 'Nadia asked for bean stew'])
}))

test('[W312] the history says who changed what, word by word, and any version can be restored', () => inMemories(bench, { change: (data) => { data.memoryDesk.histories['mem-0'] = makeHistory(data.memories.find((one) => one.id === 'mem-0')!) } }, async ({ page, calls }) => {
  await page.getByRole('searchbox').fill('satay')
  await page.getByRole('option').last().waitFor()
  await expect.poll(() => page.getByRole('option').count()).toBe(4)
  const id = async () => (await calls('memories.get')).at(-1)?.['memoryId']
  for (let at = 0; at < 4 && await id() !== 'mem-0'; at++) { await page.getByRole('option').nth(at).click(); await page.waitForTimeout(100) }
  const history = detail(page).getByRole('region', { name: /^History/ })
  await expect.poll(async () => plain(await history.innerText())).toContain('3 versions')
  await history.getByRole('button', { name: /Edited by hand, by you/ }).click()
  const text = history.getByRole('group', { name: 'What changed in the text' })
  expect(await text.locator('del').allInnerTexts()).toEqual([' nuts'])
  expect((await text.locator('ins').allInnerTexts()).join('')).toBe(' peanuts, so no satay please.')
  await history.getByRole('button', { name: /Label personal became local/ }).click()
  expect(plain(await history.innerText())).toMatch(/Label personal → local/)
  await history.getByRole('button', { name: 'Restore this version' }).click()
  await expect.poll(() => calls('memories.restore')).toEqual([{ memoryId: 'mem-0', number: 2 }])
  await expect.poll(async () => detail(page).getByRole('heading', { level: 2 }).innerText()).toBe('I’m allergic to nuts')
}))

test('[W313] each source says who said it and when; one from a file names the file; a turn that it went along in opens', () => inMemories(bench, {
  change: (data) => {
    const memory = data.memories.find((one) => one.id === 'mem-4')!
    memory.sources.push({ ...memory.sources[0]!, messageId: null, conversationId: null, file: 'notes/2024.md' }, { ...memory.sources[0]!, role: 'assistant' })
    data.memoryDesk.turns['mem-4'] = [{ turnId: 'turn-57', conversationId: 'conv-lisbon', at: data.now - day }]
  },
}, async ({ page }) => {
  await row(page, 'I live in Lyon').click()
  const sources = detail(page).getByRole('region', { name: /^Where it comes from/ })
  await expect.poll(() => sources.locator('blockquote').count()).toBe(3)
  const told = plain(await sources.innerText())
  expect(told).toContain('you · Dinner ideas')
  expect(told).toContain('from the file notes/2024.md')
  expect(told).toContain('an answer that supports it')
  expect(await sources.getByRole('button', { name: 'Open the message' }).count()).toBe(2)
  await detail(page).getByRole('button', { name: /open this turn/ }).click()
  await page.getByRole('complementary', { name: 'Inspector' }).waitFor()
}))

test('[W314] a memory that is about to fade says when, and is kept or pinned from there', () => inMemories(bench, { change: (data) => { data.memories.find((one) => one.id === 'mem-4')!.pinned = false; data.memories.find((one) => one.id === 'mem-4')!.fadesAt = data.now + 12 * day } }, async ({ page, calls }) => {
  await row(page, 'I live in Lyon').click()
  await expect.poll(async () => plain(await detail(page).innerText())).toContain('Fades in about 12 days.')
  await detail(page).getByRole('button', { name: 'Keep', exact: true }).click()
  await expect.poll(async () => (await calls('memories.update')).at(-1)).toEqual({ memoryId: 'mem-4', state: 'active' })
  await expect.poll(() => detail(page).getByText('Fades in about 12').count()).toBe(0)
}))

test('[W317] “Why not recalled?” answers for any question with the place, the reasons and the parts', () => inMemories(bench, {}, async ({ page, calls }) => {
  await page.getByRole('searchbox').fill('viola')
  await row(page, 'My sister Ines plays the viola').or(page.getByRole('option', { name: /My sister Ines/ })).first().click()
  await detail(page).getByRole('tab', { name: 'Why not recalled?' }).click()
  expect(await detail(page).getByLabel('Your question').inputValue()).toBe('viola')
  await detail(page).getByLabel('Your question').fill('Who is musical?')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await calls('memories.whyNot')).at(-1)).toMatchObject({ query: 'Who is musical?', conversationId: null })
  await expect.poll(async () => plain(await detail(page).innerText())).toContain('It is not recalled: place 31. Its fit is .22; the last one that goes along has .35.')
  expect(await detail(page).getByRole('list', { name: 'Reasons' }).getByRole('listitem').allInnerTexts()).toEqual(['Other memories fit the question better.', 'It shares no rare word with the question.'])
  await detail(page).getByRole('combobox', { name: 'Asked' }).click()
  await page.getByRole('option', { name: 'Lisbon in June' }).click()
  await detail(page).getByRole('button', { name: 'Look' }).click()
  await expect.poll(async () => (await calls('memories.whyNot')).at(-1)).toMatchObject({ conversationId: 'conv-lisbon' })
}))

test('[W323] Simple shows words, Detailed adds certainty, importance and kinds', async () => {
  for (const setting of ['simple', 'detailed'] as const) {
    await inMemories(bench, { wish: { memories: 30, settings: { detail: setting } } }, async ({ page }) => {
      await row(page, nadia).click()
      await expect.poll(async () => plain(await detail(page).innerText())).toContain('Event, about Nadia')
      expect(/Certainty\s+sure, from your words/.test(plain(await detail(page).innerText()))).toBe(setting === 'simple')
      expect(/Certainty\s+your words · \.\d\d|Certainty\s+your words · 1/.test(plain(await detail(page).innerText()))).toBe(setting === 'detailed')
      expect(plain(await page.getByRole('listbox').innerText()).includes('importance')).toBe(setting === 'detailed')
    })
  }
})
