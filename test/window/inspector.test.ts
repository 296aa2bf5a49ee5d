import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { writePrompt } from '../../src/renderer/inspector/view/prompt.ts'
import { makeInspectorData, type InspectorWish } from './inspectorData.ts'
import { makeTurn } from './inspectorFixtures.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(async () => { await bench.close() })

type Setting = { wish?: InspectorWish; theme?: 'light' | 'dark'; face?: string; page?: string }

/** Opens the window on the conversation of the fixtures with the inspector beside it, runs a test in it, and closes it. */
async function inWindow(setting: Setting, run: (opened: OpenedWindow & { page: Page }) => Promise<void>): Promise<void> {
  const opened = await bench.open(makeInspectorData(setting.wish), { colorScheme: setting.theme ?? 'light' })
  const { page } = opened
  page.setDefaultTimeout(15_000)
  try {
    await page.evaluate((kept) => localStorage.setItem('casement.window', JSON.stringify(kept)), { conversationId: 'conv-lisbon', inspectorOpen: true, inspectorFace: setting.face ?? 'context' })
    await page.reload()
    await page.getByRole('tab', { name: 'Context' }).waitFor()
    if (setting.page !== undefined) await page.getByRole('button', { name: setting.page }).first().click()
    await run(opened)
    expect(opened.strayRequests).toEqual([])
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}

const map = (page: Page) => page.getByRole('group', { name: /^Map of pieces/ })
const pieces = (page: Page) => page.getByRole('list', { name: /^Pieces: / })

test('[W60] a piece chosen in the map is marked in the list and the prompt, by mouse and by keyboard', () => inWindow({}, async ({ page }) => {
  await map(page).getByRole('button', { name: /^Memories: I’m allergic/ }).click()
  expect(await pieces(page).locator('li[aria-current]').innerText()).toContain('allergic to peanuts')
  expect(await page.getByRole('region', { name: 'The chosen piece' }).innerText()).toContain('within the budget')
  await pieces(page).getByRole('button', { name: /Nadia asked for grilled/ }).click()
  expect(await map(page).locator('button[aria-pressed=true]').getAttribute('aria-label')).toContain('Nadia asked for grilled')
  // By keyboard: the map is one stop, the arrow keys walk, Enter chooses.
  const first = map(page).locator('button[tabindex="0"]')
  await first.focus()
  const before = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowUp')
  const after = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  expect(after).not.toBe(before)
  await page.keyboard.press('Enter')
  expect(await map(page).locator('button[aria-pressed=true]').getAttribute('aria-label')).toBe(after)
  expect(await pieces(page).locator('li[aria-current]').count()).toBe(1)
}))

test('[W61] one press leads from a piece to the message it came from', () => inWindow({}, async ({ page }) => {
  await pieces(page).getByRole('button', { name: /allergic to peanuts/ }).click()
  await page.getByRole('button', { name: 'Open the message' }).click()
  const sought = page.getByText('Note to: I’m allergic to peanuts, so no satay please.. That is all for now').first()
  await sought.waitFor()
  expect(await sought.isVisible()).toBe(true)
}))

test('[W54] the prompt on show and on the clipboard is exactly the prompt as sent', () => inWindow({}, async ({ page }) => {
  const prompt = makeTurn().context!.prompt
  await page.getByRole('button', { name: 'Show it' }).click()
  expect(await page.locator('[data-prompt-text]').allTextContents()).toEqual(prompt.map((message) => message.text))
  await page.getByRole('button', { name: 'Copy all' }).click()
  await page.getByText('The prompt is on the clipboard.').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(writePrompt(prompt))
  await page.getByLabel('Find in the prompt').fill('nadia')
  expect(await page.locator('[data-prompt-text] mark').allTextContents()).toEqual(['Nadia', 'Nadia'])
  await page.keyboard.press('Enter')
  await page.getByText('2 of 2').waitFor()
}))

test('[W56] why not: the reason comes at once, the numbers at a press', () => inWindow({}, async ({ page }) => {
  await page.getByRole('button', { name: 'Out 9' }).click()
  await pieces(page).getByRole('button', { name: /wedding in Porto/ }).click()
  const detail = pieces(page).locator('li[aria-current]')
  expect(await detail.innerText()).toContain('Left out: over the memories budget by 42 tokens.')
  expect(await detail.innerText()).not.toContain('was given')
  await detail.getByRole('button', { name: 'Why not?' }).click()
  expect(await detail.innerText()).toContain('was given 100 and kept 58')
}))

test('[W68] every picture is a table too, and the bar has a name for each colour', () => inWindow({}, async ({ page }) => {
  const legend = page.getByRole('table', { name: 'The window by region, in tokens' })
  expect(await legend.getByRole('rowheader').allTextContents()).toEqual(['Rules', 'Persona', 'Tools', 'Profile', 'Summary', 'History', 'Memories', 'Documents', 'Results', 'Steering', 'Recent', 'Message', 'Framing', 'Free', 'Kept for the answer'])
  expect(await page.getByRole('table', { name: 'Time of each stage' }).getByRole('row').count()).toBe(1 + 9 + 1)
  expect(await pieces(page).getByRole('listitem').count()).toBe(25)
  await page.getByRole('tab', { name: 'Budget' }).click()
  expect(await page.getByRole('table', { name: 'Tokens kept and given per region' }).getByRole('row').count()).toBe(1 + 12)
  expect(await page.getByRole('table', { name: 'Tokens and cost per turn' }).getByRole('row').count()).toBe(1 + 12)
}))

test('[W66] stages appear as they come, and the trace takes their place', () => inWindow({}, async ({ page }) => {
  const emit = (name: string, event: Record<string, unknown>) => page.evaluate(([kind, what]) => window.scripted.emit(kind, what), [name, { turnId: 'turn-live', conversationId: 'conv-lisbon', ...event }] as const)
  await emit('turn.started', { userMessageId: 'm' })
  await page.getByText('This turn is running').waitFor()
  await emit('turn.stage', { stage: 'understand', state: 'done', ms: 11 })
  await emit('turn.stage', { stage: 'recall', state: 'running', ms: 0 })
  const stages = page.getByRole('list', { name: 'Stages' }).getByRole('listitem')
  await expect.poll(() => stages.evaluateAll((all) => all.slice(0, 4).map((one) => one.dataset['state']))).toEqual(['done', 'done', 'running', 'waiting'])
  await page.evaluate((trace) => { window.scripted.data.traces['turn-live'] = trace }, { ...makeTurn({ turnId: 'turn-live' }), totalMs: 7000 })
  await emit('turn.ended', { status: 'done', messageId: null, failure: null })
  await page.getByRole('heading', { name: '7.0 s' }).waitFor()
  expect(await page.getByText('This turn is running').count()).toBe(0)
}))

test('[W66] opened in mid-answer, the inspector says what is known and no more', () => inWindow({}, async ({ page }) => {
  const stages = page.getByRole('list', { name: 'Stages' }).getByRole('listitem')
  const emit = (name: string, event: Record<string, unknown>) => page.evaluate(([kind, what]) => window.scripted.emit(kind, what), [name, { turnId: 'turn-live', conversationId: 'conv-lisbon', ...event }] as const)
  await emit('turn.started', { userMessageId: 'm' })
  await page.getByText('Working…').waitFor()
  expect(await stages.count()).toBe(0)
  await page.keyboard.press('Control+i')
  await page.getByRole('tab', { name: 'Context' }).waitFor({ state: 'detached' })
  await emit('turn.stage', { stage: 'recall', state: 'done', ms: 11 })
  await emit('turn.token', { text: 'So', offset: 0 })
  await page.keyboard.press('Control+i')
  await expect.poll(() => stages.evaluateAll((all) => all.map((one) => one.dataset['state']))).toEqual([...Array<string>(9).fill('done'), 'running', 'waiting', 'waiting'])
}))

const payloads = [
  '<img src="https://sink.example/a.png" onerror="window.hurt = 1">', '<script src="https://sink.example/b.js"></script>', '![x](https://sink.example/c.png)',
  '<iframe src="https://sink.example/d"></iframe>', '<svg onload="window.hurt = 1"></svg>', '<style>@import url(https://sink.example/e.css)</style>', '<meta http-equiv="refresh" content="0;url=https://sink.example/f">',
]

test('[W63] markup in pieces, prompts and memories is shown as text, and nothing is requested', () => {
  const trace = makeTurn({ change: (all) => all.map((piece, at) => ({ ...piece, text: `${payloads[at % payloads.length]} ${piece.text}`, reason: `${payloads[0]} ${piece.reason}` })) })
  trace.notices = [payloads[0]!]
  trace.learned = trace.learned.map((fact, at) => ({ ...fact, text: payloads[at]! }))
  return inWindow({ wish: { trace } }, async ({ page }) => {
    for (const name of ['In 14', 'Out 9']) {
      await page.getByRole('button', { name }).click()
      await pieces(page).getByRole('button').first().click()
    }
    await page.getByRole('button', { name: 'Show it' }).click()
    expect(await page.locator('[data-prompt-text]').allTextContents()).toEqual(trace.context!.prompt.map((message) => message.text))
    await page.getByRole('tab', { name: 'Memories' }).click()
    await page.getByRole('list', { name: 'Memories in this turn' }).getByRole('button').first().click()
    await page.getByRole('button', { name: 'Open all memories' }).click()
    await page.getByRole('option').first().click()
    await page.getByRole('complementary', { name: 'The chosen memory' }).getByRole('heading').first().waitFor()
    expect(await page.locator('#root :is(img, script, iframe, svg[onload], style, meta, form)').count()).toBe(0)
    expect(await page.evaluate(() => 'hurt' in window)).toBe(false)
    // The control: the same page does report a request when one is made.
    const [asked] = await Promise.all([page.waitForEvent('request'), page.evaluate(() => { new Image().src = '/control.png' })])
    expect(asked.url()).toContain('control.png')
  })
})

test.each(['light', 'dark'] as const)('[W64] no serious accessibility violations, %s', (theme) => inWindow({ theme }, async ({ page }) => {
  const check = async (where: string, part: string) => {
    const found = await new AxeBuilder({ page }).include(part).analyze()
    const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
    expect(serious.map((one) => `${where}: ${one.id} ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([])
  }
  await pieces(page).getByRole('button', { name: /allergic to peanuts/ }).click()
  await page.getByRole('button', { name: 'Show it' }).click()
  await check('context', 'aside[aria-label=Inspector]')
  await page.getByRole('tab', { name: 'Memories' }).click()
  await page.getByRole('list', { name: 'Memories in this turn' }).getByRole('button').first().click()
  await check('memories face', 'aside[aria-label=Inspector]')
  await page.getByRole('tab', { name: 'Budget' }).click()
  await check('budget', 'aside[aria-label=Inspector]')
  for (const name of ['Memories', 'Privacy', 'Costs']) {
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).first().click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    if (name === 'Memories') await page.getByRole('option').nth(1).click()
    await check(name, 'main')
  }
}))

test('[W70] the privacy page says what left and who could receive, and turns offline on', () => inWindow({ page: 'Privacy' }, async ({ page, calls }) => {
  await page.getByText(/18.4.kB left this computer today/).waitFor()
  const receivers = page.getByRole('table', { name: 'Services that could receive something' })
  expect(await receivers.innerText()).toContain('api.anthropic.com')
  expect(await receivers.innerText()).toContain('models.example.org')
  // A server on this computer receives nothing from it.
  expect(await receivers.innerText()).not.toContain('Ollama')
  await page.getByRole('switch', { name: 'Stay offline' }).click()
  await expect.poll(() => calls('settings.set')).toEqual([{ offline: true }])
  await page.getByText('nobody while offline').waitFor()
}))
