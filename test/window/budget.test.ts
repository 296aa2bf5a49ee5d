import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeInspectorData } from './inspectorData.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

type Wish = { change?: (data: WindowData) => void; theme?: 'light' | 'dark' }

/** Opens the conversation of the fixtures with the budget beside it, runs a test in it, and closes it. */
async function inBudget(wish: Wish, run: (opened: OpenedWindow) => Promise<void>): Promise<void> {
  const data = makeInspectorData()
  wish.change?.(data)
  const opened = await bench.open(data, { colorScheme: wish.theme ?? 'light' })
  try {
    await opened.page.evaluate(() => localStorage.setItem('casement.window', JSON.stringify({ conversationId: 'conv-lisbon', inspectorOpen: true, inspectorFace: 'budget' })))
    await opened.page.reload()
    await bar(opened, 'Memories').waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
    expect(opened.strayRequests).toEqual([])
  } finally {
    await opened.close()
  }
}

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
const bar = ({ page }: OpenedWindow, name: string) => page.getByRole('slider', { name: `Share of ${name}` })
const field = ({ page }: OpenedWindow, name: string) => page.getByLabel(`Share of ${name} in percent`)
const save = ({ page }: OpenedWindow) => page.getByRole('button', { name: /^Save for/ })
const effect = ({ page }: OpenedWindow) => page.getByRole('region', { name: 'Effect on the last turn' })
const previews = async (opened: OpenedWindow) => (await opened.calls('budget.preview')).map((one) => (one['plan'] as { regions: Record<string, unknown> }).regions)

test('[W71] [W240] a share starts as the preset has it, and moves by keys, by a number and by the pointer', () => inBudget({}, async (opened) => {
  const { page } = opened
  expect(await field(opened, 'Memories').inputValue()).toBe('18.8')
  expect(await field(opened, 'History').inputValue()).toBe('')
  expect(await bar(opened, 'History').getAttribute('aria-valuetext')).toMatch(/^what the others leave, /)
  await bar(opened, 'Memories').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('PageUp')
  await expect.poll(() => field(opened, 'Memories').inputValue()).toBe('24.3')
  await page.keyboard.press('End')
  await expect.poll(() => field(opened, 'Memories').inputValue()).toBe('100')
  await field(opened, 'Memories').fill('20')
  await page.keyboard.press('Enter')
  expect(await bar(opened, 'Memories').getAttribute('aria-valuenow')).toBe('20')
  await field(opened, 'Memories').fill('nonsense')
  await page.keyboard.press('Tab')
  expect(await field(opened, 'Memories').inputValue()).toBe('20')
  await bar(opened, 'Documents').scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await bar(opened, 'Documents').boundingBox())!
  await page.mouse.move(x + width * 0.1, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 })
  await page.mouse.up()
  expect(Number(await field(opened, 'Documents').inputValue())).toBeCloseTo(50, 0)
  await field(opened, 'Documents').fill('')
  await page.keyboard.press('Enter')
  expect(await bar(opened, 'Documents').getAttribute('aria-valuetext')).toMatch(/^what the others leave/)
}))

test('[W69] [W241] nothing is saved before it is asked for: the effect first, then all conversations or Cancel', () => inBudget({}, async (opened) => {
  const { page } = opened
  expect(await effect(opened).count()).toBe(0)
  await field(opened, 'Memories').fill('2')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await previews(opened)).at(-1)).toEqual({ memories: { share: 20 } })
  await expect.poll(() => save(opened).getAttribute('aria-disabled')).toBeNull()
  await expect.poll(() => effect(opened).getByRole('table', { name: /before and after/ }).getByRole('row').count()).toBe(1 + 12)
  await expect.poll(async () => plain(await page.getByText(/^Not saved yet/).innerText())).toMatch(/The last turn would go from 2 \d\d\d to \d \d\d\d tokens: /)
  expect(await effect(opened).getByRole('region', { name: 'Would come in' }).innerText()).toContain('There would be room for it.')
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(await field(opened, 'Memories').inputValue()).toBe('18.8')
  expect(await effect(opened).count()).toBe(0)
  expect(await opened.calls('settings.set')).toEqual([])
  await field(opened, 'Memories').fill('20')
  await page.keyboard.press('Enter')
  await expect.poll(() => save(opened).getAttribute('aria-disabled')).toBeNull()
  await save(opened).click()
  await expect.poll(() => opened.calls('settings.set')).toMatchObject([{ strategy: { budget: { preset: 'casement', regions: { memories: { share: 200 } } }, order: 'edges' } }])
  await expect.poll(() => save(opened).count()).toBe(0)
  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  await expect.poll(() => save(opened).getAttribute('aria-disabled')).toBeNull()
  await save(opened).click()
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toMatchObject({ strategy: { budget: { preset: 'casement', total: null, reserve: null, regions: {} } } })
}))

test('[W69] floors, priorities, presets, the whole and the reserve are part of a budget', () => inBudget({}, async (opened) => {
  const { page } = opened
  await page.getByRole('button', { name: 'More about Memories: floor and priority' }).click()
  await page.getByLabel('Floor', { exact: true }).fill('350')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Priority' }).click()
  await page.getByRole('option', { name: '0, served first' }).click()
  await page.getByRole('switch', { name: 'May be shortened' }).click()
  await expect.poll(async () => (await previews(opened)).at(-1)).toEqual({ memories: { floor: 350, priority: 0, compressible: false } })
  await page.getByRole('button', { name: 'As the preset has it' }).click()
  await page.getByRole('textbox', { name: 'Kept for the answer' }).fill('900')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await opened.calls('budget.preview')).at(-1)).toMatchObject({ conversationId: 'conv-lisbon', plan: { total: null, reserve: 900, regions: {} } })
  await page.getByRole('combobox', { name: 'Preset' }).click()
  await page.getByRole('option', { name: /Seven sections/ }).click()
  await expect.poll(async () => (await opened.calls('budget.preview')).at(-1)).toMatchObject({ plan: { preset: 'seven-sections', total: null, reserve: null, regions: {} } })
}))

test('[W242] a budget with a problem says why and cannot be saved', () => inBudget({}, async (opened) => {
  const { page } = opened
  await field(opened, 'History').fill('95')
  await page.keyboard.press('Enter')
  await page.getByText('The fixed shares add up to 190', { exact: false }).waitFor()
  expect(await save(opened).getAttribute('aria-disabled')).toBe('true')
  await save(opened).dispatchEvent('click')
  expect(await opened.calls('settings.set')).toEqual([])
  await field(opened, 'History').fill('4')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByText('The fixed shares add up', { exact: false }).count()).toBe(0)
  await page.evaluate(() => { window.scripted.data.failures['settings.set'] = { kind: 'storage-full', message: 'The disk is full.', next: 'Make some room.' } })
  await expect.poll(() => save(opened).getAttribute('aria-disabled')).toBeNull()
  await save(opened).click()
  await page.getByText('The disk is full. Make some room.').waitFor()
  // Refused: what was tried is still there, and still not saved.
  expect(await field(opened, 'History').inputValue()).toBe('4')
  expect(await page.getByText('not saved', { exact: true }).count()).toBe(1)
}))

test('[W243] [W244] an unsaved budget stays over faces and pages, goes along to one conversation, and that can follow all again', () => inBudget({}, async (opened) => {
  const { page } = opened
  await field(opened, 'Memories').fill('20')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Context' }).click()
  await page.getByRole('button', { name: /^Insights/ }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Budget' }).click()
  expect(await field(opened, 'Memories').inputValue()).toBe('20')
  await page.getByText('not saved', { exact: true }).waitFor()
  await page.getByRole('radio', { name: 'This conversation only' }).click()
  expect(await field(opened, 'Memories').inputValue()).toBe('20')
  await expect.poll(() => save(opened).getAttribute('aria-disabled')).toBeNull()
  await save(opened).click()
  await expect.poll(() => opened.calls('conversations.update')).toMatchObject([{ conversationId: 'conv-lisbon', budget: { regions: { memories: { share: 200 } } } }])
  expect(await opened.calls('settings.set')).toEqual([])
  await page.getByText('This conversation has a budget of its own.').waitFor()
  await page.getByRole('button', { name: 'Follow all again' }).click()
  await expect.poll(async () => (await opened.calls('conversations.update')).at(-1)).toEqual({ conversationId: 'conv-lisbon', budget: null })
  await expect.poll(() => field(opened, 'Memories').inputValue()).toBe('18.8')
}))

test('[W245] the waiting time speaks of the speed of the model, and is saved when it is set', () => inBudget({}, async (opened) => {
  const { page } = opened
  const waits = page.getByRole('region', { name: 'Waiting time' })
  await expect.poll(async () => plain(await waits.innerText())).toContain('Qwen3 4B reads about 160 tokens a second: 480 tokens in 3 s.')
  await waits.getByLabel('Seconds to wait').fill('0,5')
  await page.keyboard.press('Enter')
  await expect.poll(() => opened.calls('settings.set')).toEqual([{ firstTokenSeconds: 0.5 }])
  await waits.getByLabel('Seconds to wait').fill('9000')
  await page.keyboard.press('Tab')
  expect(await waits.getByLabel('Seconds to wait').inputValue()).toBe('0.5')
  await waits.getByRole('switch', { name: 'Limit the wait for the first word' }).click()
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toEqual({ firstTokenSeconds: null })
}))

test('[W246] the gauge follows what is typed and pasted', () => inBudget({}, async (opened) => {
  const { page } = opened
  const gauge = page.getByRole('region', { name: 'With what you are writing' })
  const words = async () => plain(await gauge.innerText())
  await expect.poll(words).toContain('3 000 of 8 192')
  await page.getByLabel('Message', { exact: true }).fill('x'.repeat(400))
  await expect.poll(words).toMatch(/Your message\s+100 tokens\s+Used with it\s+3 100 of 8 192/)
  await page.getByLabel('Message', { exact: true }).evaluate((one) => {
    const data = new DataTransfer()
    data.setData('text/plain', 'y'.repeat(8000))
    one.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect.poll(words).toMatch(/2 100 tokens\s+Used with it\s+5 100 of 8 192/)
}))

test.each(['light', 'dark'] as const)('[W270] the budget has no serious accessibility fault, %s', (theme) => inBudget({ theme }, async (opened) => {
  const { page } = opened
  await page.getByRole('button', { name: 'More about Memories: floor and priority' }).click()
  await field(opened, 'Memories').fill('2')
  await page.keyboard.press('Enter')
  await effect(opened).waitFor()
  await expect.poll(() => save(opened).getAttribute('aria-disabled')).toBeNull()
  const { violations } = await new AxeBuilder({ page: page as never }).include('aside[aria-label=Inspector]').analyze()
  expect(violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`)).toEqual([])
}))

test('[W239] what is focused far down in the budget scrolls its pane, and never the window itself', () => inBudget({}, async (opened) => {
  const { page } = opened
  const last = field(opened, 'Message')
  await last.scrollIntoViewIfNeeded()
  await last.fill('9')
  await last.press('Tab')
  await page.evaluate(() => { for (const hidden of document.querySelectorAll('.sr-only')) hidden.scrollIntoView({ block: 'center' }) })
  const place = await page.evaluate(() => ({ scrolled: document.scrollingElement!.scrollTop + document.body.scrollTop + document.getElementById('root')!.scrollTop, top: document.getElementById('root')!.getBoundingClientRect().top }))
  expect(place).toEqual({ scrolled: 0, top: 0 })
}))
