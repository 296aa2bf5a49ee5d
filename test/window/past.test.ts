import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeImportCandidates, makeJob } from './scriptedExchange.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
const asItIs = () => {}
const archive = (page: Page) => page.getByRole('article', { name: /^Archive/ }).first()

/** Opens the page of import and export, runs a test in it, and closes the window. */
async function inPast(change: (data: WindowData) => void, run: (opened: OpenedWindow) => Promise<void>, options = {}): Promise<void> {
  const data = makeWindowData()
  change(data)
  const opened = await bench.open(data, options)
  try {
    await opened.page.keyboard.press('Control+k')
    await opened.page.getByRole('combobox', { name: 'Search everything' }).fill('>Import and export')
    await opened.page.keyboard.press('Enter')
    await opened.page.getByRole('heading', { name: 'Import and export', level: 1 }).waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}

test('[W350] an archive is named by its path; a refusal stands at the field; it is stopped and gone on with', () => inPast(asItIs, async (opened) => {
  const { page } = opened
  const path = page.getByLabel(/^An archive on this computer/)
  await page.getByRole('button', { name: 'Choose…' }).click()
  await page.getByText('There is no file picker here. Write the path').waitFor()
  await path.fill('/home/maren/old')
  await page.keyboard.press('Enter')
  await page.getByText('There is no such file.').waitFor()
  await path.fill('/home/maren/claude.zip')
  await page.keyboard.press('Enter')
  expect(await archive(page).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('0')
  await page.evaluate(() => { const job = window.scripted.data.exchange.jobs[0]!; window.scripted.emit('imports.changed', Object.assign(job, { bytesRead: 12_000_000, conversations: 9, messages: 310 })) })
  await expect.poll(() => archive(page).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25')
  expect(plain(await archive(page).innerText())).toContain('12 MB of 48 MB')
  await archive(page).getByRole('button', { name: 'Stop' }).click()
  await archive(page).getByText('Stopped; it can go on where it ended.').waitFor()
  await archive(page).getByRole('button', { name: 'Go on reading' }).click()
  await archive(page).getByRole('progressbar').waitFor()
  expect((await opened.calls('imports.resume')).map((one) => one['importId'])).toEqual(['import-2'])
}))

test('[W350] in a browser there is no picker: the path is written', () => inPast((data) => { data.status.host = 'web' }, async ({ page }) => {
  await page.getByText(/^Write its full path/).waitFor()
  expect(await page.getByRole('button', { name: 'Choose…' }).count()).toBe(0)
}))

test('[W350] a small archive that was read before its first answer came is not shown as running', () => inPast(asItIs, async ({ page }) => {
  await page.getByLabel(/^An archive on this computer/).fill('/home/maren/tiny.zip')
  await page.keyboard.press('Enter')
  await archive(page).getByText('New: 2 conversations, 4 messages.').waitFor()
  expect(await page.getByRole('progressbar').count()).toBe(0)
}))

test('[W350] a reading whose end was missed is asked for again', () => inPast((data) => { data.exchange.jobs = [makeJob({ state: 'running', bytesRead: 0, bytesTotal: 2_100, conversations: 0, messages: 0, branches: 0 })] }, async ({ page }) => {
  await page.getByRole('progressbar').waitFor()
  await page.evaluate(() => { Object.assign(window.scripted.data.exchange.jobs[0]!, { state: 'done', bytesRead: 2_100, conversations: 2, messages: 4, branches: 2 }) })
  await page.getByRole('progressbar').waitFor({ state: 'detached' })
  await archive(page).getByText('New: 2 conversations, 4 messages.').waitFor()
}))

test('[W350] reading on is offered only where it can help', () => inPast((data) => { data.exchange.jobs = [
  makeJob({ id: 'c', state: 'stopped' }), makeJob({ id: 'b', state: 'failed', problem: { kind: 'bad-input', message: 'This zip archive is broken.', next: 'Download it again.' } }),
  makeJob({ id: 'a', state: 'failed', problem: { kind: 'too-large', message: 'This archive unpacks to more than it may.', next: 'Download it again.' } }),
] }, async ({ page }) => {
  await expect.poll(() => page.getByRole('article', { name: /^Archive/ }).count()).toBe(3)
  expect(await page.getByRole('button', { name: 'Go on reading' }).count()).toBe(1)
}))

test('[W351] a reading says what it brought and passed over; at its end the list of conversations is read again', () => inPast(asItIs, async (opened) => {
  const { page } = opened
  expect(plain(await archive(page).innerText())).toContain('New: 212 conversations, 9 871 messages, 28 further branches.')
  await archive(page).getByRole('button', { name: /^1.part passed over/ }).click()
  expect(await archive(page).getByRole('list', { name: 'Passed over' }).innerText()).toContain('conversations.json, entry 14: It holds no messages.')
  await page.evaluate(() => {
    const { data, emit } = window.scripted
    data.conversations.push({ ...data.conversations[0]!, id: 'brought', title: 'Brought from elsewhere', pinned: false })
    emit('imports.changed', { ...data.exchange.jobs[0]!, conversations: 0, messages: 0, branches: 0, known: 212 })
  })
  await page.getByRole('button', { name: 'Brought from elsewhere', exact: true }).waitFor()
  expect(plain(await archive(page).innerText())).toContain('Nothing new. 212 conversations were there already.')
}))

test('[W352] [W353] facts of any number are chosen, with their words and places; nothing is learned before the button', () => inPast((data) => { data.exchange.candidates = makeImportCandidates(5_000) }, async (opened) => {
  const { page } = opened
  await archive(page).getByRole('button', { name: 'See what could be learned…' }).click()
  const part = page.getByRole('region', { name: 'What could be learned' })
  await part.getByText(/5.000.facts found, 5.000 chosen\./).waitFor()
  const facts = part.getByRole('list', { name: 'Facts' })
  expect(await facts.getByRole('listitem').first().innerText()).toContain('“Well, fact number 0, as far as I remember”')
  expect(await facts.getByRole('listitem').nth(2).innerText()).toContain('known already')
  for (let page = 0; page < 3; page++) {
    const before = (await opened.calls('imports.candidates')).length
    await facts.locator('..').evaluate((one) => { one.scrollTop = one.scrollHeight })
    await expect.poll(async () => (await opened.calls('imports.candidates')).length).toBeGreaterThan(before)
  }
  expect(await facts.getByRole('listitem').count()).toBeLessThan(60)
  await facts.locator('..').evaluate((one) => { one.scrollTop = 0 })
  await facts.getByRole('checkbox', { name: 'Learn “Fact number 1”', exact: true }).click()
  await part.getByText(/4.999 chosen/).waitFor()
  expect(await opened.calls('imports.learn')).toEqual([])
  await part.getByRole('button', { name: /^Learn 4.999$/ }).click()
  await page.getByText(/4.998.memories learned, 1 known already\./).waitFor()
  expect(await opened.calls('imports.learn')).toEqual([{ importId: 'import-1', candidateIds: null, except: ['cand-1'] }])
  await part.getByText(/0 chosen/).waitFor()
  expect(await part.getByRole('button', { name: 'Learn 0' }).getAttribute('aria-disabled')).toBe('true')
  await expect.poll(() => facts.getByRole('listitem').first().innerText()).toContain('known already')
  await facts.getByRole('checkbox', { name: 'Learn “Fact number 1”', exact: true }).click()
  await part.getByRole('button', { name: 'Learn 1', exact: true }).click()
  await expect.poll(async () => (await opened.calls('imports.learn')).at(-1)).toEqual({ importId: 'import-1', candidateIds: ['cand-1'], except: [] })
  await expect.poll(async () => (await archive(page).innerText()).includes('learned from it')).toBe(true)
  await archive(page).getByRole('button', { name: 'Hide what could be learned' }).click()
  await archive(page).getByRole('button', { name: 'See what could be learned…' }).click()
  await part.getByText(/0 chosen/).waitFor()
  await facts.getByRole('button', { name: 'Where it was said: “Fact number 0”' }).click()
  await page.locator('[data-message="conv-lisbon-m0"]').waitFor()
}))

test('[W352] while messages are still read it says how far that is, and what is found meanwhile comes', () => inPast((data) => { Object.assign(data.exchange, { candidates: makeImportCandidates(30), readsAtOnce: 10 }) }, async ({ page }) => {
  await archive(page).getByRole('button', { name: 'See what could be learned…' }).click()
  const part = page.getByRole('region', { name: 'What could be learned' })
  await part.getByText(/of 30.messages read/).waitFor()
  await part.getByText(/30.facts found, 30 chosen\./).waitFor()
  expect(await part.getByRole('checkbox', { name: 'Learn “Fact number 0”', exact: true }).count()).toBe(1)
}))

test('[W353] where nothing tells about the person that is said', () => inPast((data) => { data.exchange.candidates = [] }, async ({ page }) => {
  await archive(page).getByRole('button', { name: 'See what could be learned…' }).click()
  await page.getByText('Nothing in it tells about you.').waitFor()
}))

test('[W354] memories go to a file and come back, everything goes to a folder, each with its sentence', () => inPast(asItIs, async (opened) => {
  const { page } = opened
  await page.getByLabel('File for memories').fill('/tmp/memories.md')
  await page.getByRole('combobox', { name: 'Form of the memories' }).click()
  await page.getByRole('option', { name: /Markdown/ }).click()
  await page.getByRole('button', { name: 'Write', exact: true }).click()
  await page.getByText(/60.memories written to \/tmp\/memories\.md\./).waitFor()
  await page.getByRole('button', { name: 'Bring back' }).click()
  await page.getByText('3 added, 1 changed, 12 known already. 2 held back, because they were forgotten here. line 40: Its kind is not one of the three.').waitFor()
  await page.getByLabel('Where to').fill('/tmp/all')
  await page.getByRole('button', { name: 'Write everything' }).click()
  await expect.poll(async () => plain(await page.getByText(/written to \/tmp\/all/).innerText())).toBe('10 conversations, 412 messages and 60 memories written to /tmp/all (1.2 MB).')
  await page.evaluate(() => { window.scripted.data.failures['export.everything'] = { kind: 'storage-failed', message: 'There is something at /tmp/all already.', next: 'Name another folder.' } })
  await page.getByRole('button', { name: 'Write everything' }).click()
  await page.getByText('There is something at /tmp/all already. Name another folder.').waitFor()
}))

test('[W355] the first start and an empty store offer to bring one’s past', async () => {
  const data = makeWindowData({ memoryCount: 0 })
  data.settings.firstStartDone = false
  data.status.counts = { conversations: 0, messages: 0, memories: 0 }
  data.conversations = []
  const opened = await bench.open(data)
  const { page } = opened
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Bring your past…' }).click()
  await page.getByRole('heading', { name: 'Import and export', level: 1 }).waitFor()
  expect(await opened.calls('settings.set')).toEqual([{ firstStartDone: true }])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Bring your past…' }).click()
  await page.getByRole('heading', { name: 'Import and export', level: 1 }).waitFor()
  await opened.close()
})

test('[W355] the list and the memories lead to it, and its Back to the conversation', () => inPast(asItIs, async ({ page }) => {
  const heading = page.getByRole('heading', { name: 'Import and export', level: 1 })
  await page.getByRole('main').getByRole('button', { name: 'Back', exact: true }).click()
  await page.getByRole('textbox', { name: /message/i }).first().waitFor()
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Import and export' }).click()
  await heading.waitFor()
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: /^Memories/ }).click()
  await page.getByRole('button', { name: 'More for memories' }).click()
  await page.getByRole('menuitem', { name: /^Bring your past/ }).click()
  await heading.waitFor()
}))

test.each(['light', 'dark'] as const)('[W356] the page has no serious accessibility fault and fits 700 pixels, %s', (colorScheme) => inPast((data) => { data.exchange.jobs = [makeJob({ id: 'now', state: 'running', bytesRead: 9_000_000 }), makeJob(), makeJob({ id: 'broken', state: 'failed', problem: { kind: 'bad-input', message: 'This is no archive.', next: 'Choose another.' } })] }, async ({ page }) => {
  await page.getByRole('button', { name: 'See what could be learned…' }).first().click()
  await page.getByRole('list', { name: 'Facts' }).waitFor()
  await page.waitForTimeout(250)
  const { violations } = await new AxeBuilder({ page: page as never }).exclude('[data-base-ui-focus-guard]').analyze()
  expect(violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual([])
  await page.setViewportSize({ width: 700, height: 900 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(700)
  expect(await page.locator('main').evaluate((one) => [...one.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > 701).length)).toBe(0)
}, { colorScheme }))
