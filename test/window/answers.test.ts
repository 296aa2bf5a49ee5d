import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ShownMessage } from '../../src/shared/message.ts'
import { makeCandidates } from './memoryData.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'
import { addThread, makeSummary, makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

type Summary = NonNullable<ShownMessage['summary']>
const marks: Summary['shapedBy'] = [
  { kind: 'memory', id: 'mem-5', conversationId: null, text: 'The flat in Graça cost 640 € for five nights' },
  { kind: 'message', id: 'conv-rust-m0', conversationId: 'conv-rust', text: 'Explain lifetimes, gently, with one example.' },
]
const talk = (data: WindowData, summary: Partial<Summary>) => addThread(data, 'conv-0', [{ role: 'user', text: 'Hi' }, { role: 'assistant', text: 'Hello', summary: makeSummary(summary) }])
const review = (memoryId: string, text: string) => ({ memoryId, text, change: 'for-review' })

/** Opens a conversation with such a summary, runs a test in it, and closes the window. */
async function inTalk(summary: Partial<Summary>, run: (opened: OpenedWindow) => Promise<void>, change: (data: WindowData) => void = () => {}, options = {}): Promise<void> {
  const data = makeWindowData()
  data.memories.push(...makeCandidates())
  talk(data, summary)
  change(data)
  const opened = await bench.open(data, options)
  try {
    await opened.page.getByRole('button', { name: 'Knee rehab plan', exact: true }).first().click()
    await opened.page.getByRole('article', { name: 'Answer' }).waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}
const shaped = ({ page }: OpenedWindow) => page.getByRole('list', { name: 'What shaped this answer' })
const learned = ({ page }: OpenedWindow) => page.getByRole('list', { name: 'Learned from your message' })

test('[W340] what shaped an answer stands as numbers that say it and lead there', () => inTalk({ shapedBy: marks }, async (opened) => {
  const { page } = opened
  await shaped(opened).getByRole('button', { name: /^1: a memory that shaped this answer: The flat in Graça/ }).hover()
  await page.getByRole('dialog', { name: 'From your memories' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await shaped(opened).getByRole('button', { name: /^2: an earlier message that shaped this answer: Explain/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'From an earlier message' }).getByRole('button', { name: 'Go to the message' }).press('Enter')
  await page.locator('[data-message="conv-rust-m0"]').waitFor()
  await page.getByRole('button', { name: 'Knee rehab plan', exact: true }).first().click()
  await shaped(opened).getByRole('button').first().click()
  await page.getByRole('button', { name: 'Open the memory' }).click()
  await expect.poll(async () => (await opened.calls('memories.get')).map((one) => one['memoryId'])).toContain('mem-5')
}))

test('[W340] where nothing shaped an answer there is no mark; what was forgotten is none; many fold', async () => {
  await inTalk({ shapedBy: [{ ...marks[0]!, text: '[forgotten]' }] }, async (opened) => { expect(await shaped(opened).count()).toBe(0) })
  await inTalk({ shapedBy: Array.from({ length: 9 }, (_, at) => ({ ...marks[0]!, id: `mem-${at}` })) }, async (opened) => {
    expect(await shaped(opened).getByRole('button').count()).toBe(7)
    await shaped(opened).getByRole('button', { name: 'Show 3 more' }).click()
    expect(await shaped(opened).getByRole('button').count()).toBe(9)
  })
})

test('[W340] the marks come as soon as the answer was looked back at', () => inTalk({}, async (opened) => {
  expect(await shaped(opened).count()).toBe(0)
  await opened.page.evaluate((found) => {
    window.scripted.data.messages['conv-0-m1']!.summary!.shapedBy = found
    window.scripted.emit('trace.changed', { turnId: 'conv-0-t1', conversationId: 'conv-0' })
  }, marks)
  await expect.poll(() => shaped(opened).getByRole('button').count()).toBe(2)
}))

test('[W341] what waits for a yes is kept or not from the answer, and says so when it was decided elsewhere', () => inTalk({ learned: [review('cand-rent', 'My rent goes up'), review('cand-yusuf', 'Yusuf hates surprises'), review('known-rent', 'My rent is 1,080'), review('nowhere', 'Turned down before')] }, async (opened) => {
  const rows = learned(opened).getByRole('listitem')
  await opened.page.getByRole('button', { name: 'Show 1 more' }).click()
  await expect.poll(() => rows.nth(0).innerText()).toContain('waits for your yes')
  await expect.poll(() => rows.nth(2).innerText()).toContain('Kept.')
  expect(await rows.nth(2).getByRole('button', { name: /^Keep/ }).count()).toBe(0)
  await expect.poll(() => rows.nth(3).innerText()).toContain('Not kept.')
  await rows.nth(0).getByRole('button', { name: 'Keep “My rent goes up”', exact: true }).click()
  await rows.nth(0).getByText('Kept.').waitFor()
  await rows.nth(1).getByRole('button', { name: 'No, do not keep “Yusuf hates surprises”' }).click()
  await rows.nth(1).getByText('Not kept.').waitFor()
  expect((await opened.calls('memories.decide')).map((one) => [one['memoryId'], one['decision']])).toEqual([['cand-rent', 'accept'], ['cand-yusuf', 'reject']])
}))

test('[W341] a store that is open read-only offers neither; a refused one says why and can be tried again', async () => {
  const fact = { memoryId: 'mem-1', text: 'Nadia comes along', change: 'learned' }
  await inTalk({ learned: [fact, review('cand-rent', 'My rent goes up')] }, async (opened) => {
    await expect.poll(() => learned(opened).innerText()).toContain('waits for your yes')
    expect(await opened.page.getByRole('button', { name: /^(Undo|Keep|No,)/ }).count()).toBe(0)
  }, (data) => { data.status.readOnly = { kind: 'read-only', message: 'The store is damaged.', next: 'Restore a copy.' } })
  await inTalk({ learned: [fact] }, async (opened) => {
    const undo = opened.page.getByRole('button', { name: 'Undo: take back “Nadia comes along”' })
    await undo.click()
    await opened.page.getByText('The disk is full.').waitFor()
    await opened.page.evaluate(() => { window.scripted.data.failures = {} })
    await undo.click()
    await opened.page.getByText('Taken back.').waitFor()
  }, (data) => { data.failures['memories.unlearn'] = { kind: 'storage-failed', message: 'The disk is full.', next: 'Make room.' } })
})

test('[W342] a message names the memories that came from it, and each opens', () => inTalk({}, async (opened) => {
  const { page } = opened
  await page.getByRole('article', { name: 'You' }).hover()
  await page.getByRole('button', { name: 'Memories from this message' }).click()
  const found = page.getByRole('dialog', { name: 'Memories from this message' })
  expect(await found.getByRole('listitem').nth(1).innerText()).toContain('waits for your yes')
  await found.getByRole('button', { name: /Peanuts/ }).click()
  await expect.poll(async () => (await opened.calls('memories.get')).map((one) => one['memoryId'])).toContain('from-0')
}, (data) => {
  const [one] = makeCandidates()
  const from = (id: string, text: string, state: 'active' | 'candidate') => ({ ...one!, id, text, state, conflictsWith: null, sources: one!.sources.map((source) => ({ ...source, messageId: 'conv-0-m0', conversationId: 'conv-0' })) })
  data.memories.push(from('from-0', 'Peanuts are bad for me', 'active'), from('from-1', 'Hazelnuts too, perhaps', 'candidate'))
}))

test('[W342] a message from which nothing was learned says so', () => inTalk({}, async ({ page }) => {
  await page.getByRole('article', { name: 'You' }).hover()
  await page.getByRole('button', { name: 'Memories from this message' }).click()
  await page.getByText('Nothing is remembered from it.').waitFor()
}))

test.each(['light', 'dark'] as const)('[W343] marks, learned facts and their popups have no serious accessibility fault, %s', (colorScheme) => inTalk({ shapedBy: marks, learned: [review('cand-rent', 'My rent goes up'), { memoryId: 'mem-1', text: 'Nadia comes along', change: 'superseded' }] }, async (opened) => {
  const { page } = opened
  const faults = async (where: string) => {
    await page.waitForTimeout(250)
    const { violations } = await new AxeBuilder({ page: page as never }).exclude('[data-base-ui-focus-guard]').analyze()
    return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${where}: ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`)
  }
  const found = await faults('answer')
  await shaped(opened).getByRole('button').first().click()
  found.push(...await faults('mark'))
  await page.keyboard.press('Escape')
  await page.getByRole('article', { name: 'You' }).hover()
  await page.getByRole('button', { name: 'Memories from this message' }).click()
  found.push(...await faults('memories of a message'))
  expect(found).toEqual([])
}, () => {}, { colorScheme }))
