import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'
import { addThread, makeSummary, makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const longAnswer = Array.from({ length: 60 }, (_, at) => `Sentence ${at} of an answer that goes on.`).join('\n\n')

async function openConversation(data: WindowData, name = 'Lisbon in June', options = {}): Promise<OpenedWindow> {
  const opened = await bench.open(data, options)
  await opened.page.getByRole('button', { name, exact: true }).first().click()
  await opened.page.locator('article').first().waitFor()
  return opened
}
async function say({ page }: OpenedWindow, text: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(text)
  await page.keyboard.press('Enter')
}
const lastAnswer = ({ page }: OpenedWindow) => page.getByRole('article', { name: 'Answer' }).last()

test('[W10] before the first word stands what the turn is doing', async () => {
  const opened = await openConversation(makeWindowData({ paceMs: 0, answers: [{ text: 'One two three' }] }))
  await say(opened, 'Hello')
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('Looking in memory')
  for (const [inLine, words] of [[3, 'Waiting for other answers to end: 2 before this one…'], [1, 'Waiting for another answer to end: this one is next…']] as const) {
    await opened.page.evaluate((place) => window.scripted.emit('turn.waiting', { turnId: 'turn-made-2', conversationId: 'conv-lisbon', inLine: place }), inLine)
    await expect.poll(() => lastAnswer(opened).innerText()).toContain(words)
  }
  await opened.page.evaluate(() => window.scripted.release(1))
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('Reading the context')
  await opened.close()
})

test('[W5] [W6] tokens reach the growing answer alone, and its end moves nothing', async () => {
  const opened = await openConversation(makeWindowData({ paceMs: 0, answers: [{ text: 'The first paragraph.\n\nThe **second** one.' }] }))
  const { page } = opened
  await say(opened, 'Go on')
  await page.evaluate(() => {
    const others = [...document.querySelectorAll('article')]
    const changed: string[] = []
    Object.assign(window, { changed })
    new MutationObserver((all) => { for (const one of all) if (others.slice(0, -1).some((other) => other.contains(one.target))) changed.push(one.type) }).observe(document.querySelector('[role=log]')!, { subtree: true, childList: true, characterData: true })
    window.scripted.release(7)
  })
  await expect.poll(() => lastAnswer(opened).locator('.markdown').innerText()).toContain('The second')
  const paragraph = await lastAnswer(opened).locator('.markdown p').first().elementHandle()
  const before = await paragraph!.boundingBox()
  await page.evaluate(() => window.scripted.release(20))
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('3.1k context')
  expect(await paragraph!.evaluate((one) => one.isConnected)).toBe(true)
  expect((await paragraph!.boundingBox())!.x).toBe(before!.x)
  const heights = await page.evaluate(() => document.querySelector('[role=log]')!.getBoundingClientRect().height)
  expect(heights).toBeGreaterThan(0)
  expect(await page.evaluate(() => (window as unknown as { changed: string[] }).changed)).toEqual([])
  await opened.close()
})

test('[W6] the room under a growing answer is there from its first word', async () => {
  const opened = await openConversation(makeWindowData({ paceMs: 0, answers: [{ text: 'Short answer.' }] }), 'Rust lifetimes, gently')
  await say(opened, 'Go on')
  await opened.page.evaluate(() => window.scripted.release(3))
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('Short')
  await opened.page.evaluate(() => window.scripted.release(1))
  await expect.poll(() => lastAnswer(opened).locator('.markdown').innerText()).toBe('Short answer.')
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('local')
  const after = await lastAnswer(opened).boundingBox()
  expect(after!.height).toBeLessThan(80)
  await opened.close()
})

test('[W5] a gap in the tokens is filled by asking what runs; a token after the end changes nothing', async () => {
  const opened = await openConversation(makeWindowData({ paceMs: 0, answers: [{ text: 'alpha beta gamma delta' }] }))
  const { page } = opened
  await say(opened, 'Go on')
  await page.evaluate(() => window.scripted.release(4))
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('alpha beta')
  const turnId = await page.evaluate(() => {
    const calls = window.scripted.calls.filter((one) => one.name === 'turn.running').length
    const { turnId } = window.scripted.data.messages[Object.keys(window.scripted.data.messages).at(-1)!]!
    return { calls, turnId }
  })
  await page.evaluate(() => window.scripted.emit('turn.token', { turnId: 'turn-made-2', conversationId: 'conv-lisbon', text: ' later', offset: 400 }))
  await expect.poll(async () => (await opened.calls('turn.running')).length).toBeGreaterThan(turnId.calls)
  expect(await lastAnswer(opened).innerText()).not.toContain('later')
  await page.evaluate(() => window.scripted.release(9))
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('alpha beta gamma delta')
  await expect.poll(() => page.getByRole('button', { name: 'Stop' }).count()).toBe(0)
  await page.evaluate(() => window.scripted.emit('turn.token', { turnId: 'turn-made-2', conversationId: 'conv-lisbon', text: 'ghost', offset: 0 }))
  await page.waitForTimeout(100)
  expect(await page.getByText('ghost').count()).toBe(0)
  await opened.close()
})

test('[W7] reading further up is left in peace, and one button leads to the end', async () => {
  const opened = await openConversation(makeWindowData({ paceMs: 8, answers: [{ text: longAnswer }] }))
  const { page } = opened
  await say(opened, 'Tell me all')
  await expect.poll(() => page.getByText('Sentence 30', { exact: false }).count(), { timeout: 15_000 }).toBeGreaterThan(0)
  const pane = page.locator('[role=log]').locator('..')
  await pane.hover()
  await page.mouse.wheel(0, -600)
  await page.getByRole('button', { name: 'Jump to the end' }).waitFor()
  const top = await pane.evaluate((one) => one.scrollTop)
  await expect.poll(() => page.getByText('Sentence 59', { exact: false }).count(), { timeout: 15_000 }).toBeGreaterThan(0)
  expect(await pane.evaluate((one) => one.scrollTop)).toBe(top)
  await page.getByRole('button', { name: 'Jump to the end' }).click()
  await expect.poll(() => pane.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight)).toBeLessThan(3)
  await opened.close()
})

test('[W8] Esc stops an answer, keeps its words, says so and offers another try', async () => {
  const opened = await openConversation(makeWindowData({ paceMs: 0, answers: [{ text: 'kept words and the rest' }, { text: 'whole' }] }))
  const { page } = opened
  await say(opened, 'Go on')
  await page.evaluate(() => window.scripted.release(4))
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('kept words')
  await page.keyboard.press('Escape')
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('Stopped by you')
  expect(await lastAnswer(opened).innerText()).toContain('kept words')
  await lastAnswer(opened).getByRole('button', { name: 'Try again' }).click()
  await page.evaluate(() => window.scripted.release(20))
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('2/2')
  await opened.close()
})

test('[W8] an answer that failed says why and what to do', async () => {
  const failure = { kind: 'provider-key' as const, message: 'OpenAI refused the key (401).', next: 'Write a new key in Settings.' }
  const opened = await openConversation(makeWindowData({ answers: [{ text: '', failure }] }))
  await say(opened, 'Go on')
  await expect.poll(() => lastAnswer(opened).getByRole('alert').innerText()).toContain('OpenAI refused the key (401). Write a new key in Settings.')
  await opened.close()
})

test('[W9] a second answer and a changed message stand beside the first ones', async () => {
  const opened = await openConversation(makeWindowData({ answers: [{ text: 'another way' }, { text: 'to the new question' }] }))
  const { page } = opened
  await lastAnswer(opened).hover()
  await lastAnswer(opened).getByRole('button', { name: 'Write the answer again' }).click()
  await page.getByRole('menuitem', { name: 'Same model' }).click()
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('another way')
  expect(await lastAnswer(opened).innerText()).toContain('2/2')
  await lastAnswer(opened).getByRole('button', { name: 'Earlier version' }).click()
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('640 €')
  await page.getByLabel('Message', { exact: true }).focus()
  await page.keyboard.press('ArrowUp')
  const edit = page.getByLabel('Edit the message')
  expect(await edit.inputValue()).toContain('what did we pay')
  await edit.fill('And what did the train cost?')
  await page.keyboard.press('Enter')
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('to the new question')
  const asked = page.getByRole('article', { name: 'You' }).last()
  expect(await asked.innerText()).toContain('2/2')
  expect((await opened.calls('turn.send')).at(-1)!['parentId']).toBe('conv-lisbon-m1')
  await asked.getByRole('button', { name: 'Earlier version' }).click()
  await expect.poll(() => page.getByRole('article', { name: 'You' }).last().innerText()).toContain('what did we pay')
  await opened.close()
})

test('[W11] the quiet line opens its turn; in detail it says more', async () => {
  const data = makeWindowData()
  data.settings.detail = 'detailed'
  const opened = await openConversation(data)
  const line = opened.page.getByRole('button', { name: /3\.1k context, 4 memories/ })
  expect(await line.innerText()).toContain('left out')
  await line.click()
  await opened.page.getByRole('complementary', { name: 'Inspector' }).waitFor()
  await expect.poll(async () => (await opened.calls('trace.get')).some((one) => one['turnId'] === 'turn-56')).toBe(true)
  await opened.close()
})

test('[W12] each fact has its own Undo, and several new ones can be undone at once', async () => {
  const data = makeWindowData()
  const learned = ['mem-1', 'mem-2', 'mem-3', 'mem-4', 'mem-5'].map((memoryId, at) => ({ memoryId, text: at === 4 ? '[forgotten]' : `Fact number ${at + 1}`, rule: 'plan', change: at === 3 ? 'strengthened' as const : 'learned' as const }))
  addThread(data, 'conv-0', [{ role: 'user', text: 'Hi' }, { role: 'assistant', text: 'Hello', summary: makeSummary({ learned }) }])
  const opened = await openConversation(data, 'Knee rehab plan')
  const { page } = opened
  const rows = page.getByRole('list', { name: 'Learned from your message' }).getByRole('listitem')
  const takenBack = async () => (await opened.calls('memories.unlearn')).map((one) => `${one['turnId']} ${one['memoryId']}`)
  await page.getByRole('button', { name: 'Undo: take back “Fact number 2”' }).click()
  await rows.nth(1).getByText('Taken back.').waitFor()
  expect(await takenBack()).toEqual(['conv-0-t1 mem-2'])
  await page.getByRole('button', { name: 'Undo all' }).click()
  await rows.nth(2).getByText('Taken back.').waitFor()
  expect(await takenBack()).toEqual(['conv-0-t1 mem-2', 'conv-0-t1 mem-1', 'conv-0-t1 mem-3'])
  // It was known before this turn: it is as it was before, and not swept along.
  await page.getByRole('button', { name: 'Show 1 more' }).click()
  expect(await rows.count()).toBe(4)
  await page.getByRole('button', { name: 'Undo: “Fact number 4” as it was before' }).click()
  await rows.nth(3).getByText('As it was before.').waitFor()
  expect(await page.getByRole('button', { name: 'Fact number 4', exact: true }).count()).toBe(1)
  expect(await page.getByText('[forgotten]').count()).toBe(0)
  await opened.close()
})

test('[W13] a quoted memory is marked, and stands alone where no model wrote', async () => {
  const opened = await openConversation(makeWindowData())
  const answer = lastAnswer(opened)
  expect(await answer.locator('.markdown').count()).toBe(0)
  expect(await answer.innerText()).toContain('Quoted, not written by a model')
  expect(await answer.innerText()).toContain('no model used')
  await answer.getByRole('button', { name: /open the memory/ }).click()
  await expect.poll(async () => (await opened.calls('memories.get')).map((one) => one['memoryId'])).toContain('mem-5')
  await opened.close()
})

test('[W14] what else happened stands under the answer', async () => {
  const data = makeWindowData()
  addThread(data, 'conv-0', [{ role: 'user', text: 'Hi' }, { role: 'assistant', text: 'Hello', summary: makeSummary({ notices: ['OpenAI did not answer, so this computer did.'] }) }])
  const opened = await openConversation(data, 'Knee rehab plan')
  await opened.page.getByText('OpenAI did not answer, so this computer did.').waitFor()
  await opened.close()
})

test('[W24] [W25] older pages come in above without moving what is read, and a sought message is found far up', async () => {
  const data = makeWindowData()
  addThread(data, 'conv-0', Array.from({ length: 200 }, (_, at) => ({ role: at % 2 === 0 ? 'user' as const : 'assistant' as const, text: at === 8 ? 'The needle lies here.' : `Message number ${at}, with some words to fill its line.` })))
  const opened = await openConversation(data, 'Knee rehab plan')
  const { page } = opened
  await expect.poll(() => page.locator('article').count()).toBe(40)
  const pane = page.locator('[role=log]').locator('..')
  await pane.evaluate((one) => { one.scrollTop = 300 })
  const row = page.locator('[data-message="conv-0-m164"]')
  const seen = await row.boundingBox()
  await expect.poll(() => page.locator('article').count()).toBe(80)
  expect(Math.abs((await row.boundingBox())!.y - seen!.y)).toBeLessThan(2)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('needle')
  await page.getByRole('option', { name: /The needle lies here/ }).click()
  await expect.poll(() => page.locator('[data-message="conv-0-m8"]').boundingBox().then((box) => box !== null && box.y > 40 && box.y < 800)).toBe(true)
  await opened.close()
})

test('[W25] the message of a memory is in view, marked and focused in a long talk that is still being drawn; Esc and Back lead to the memory again', async () => {
  const data = makeWindowData()
  const long = ['Here it is:', '', '```ts', ...Array.from({ length: 30 }, (_, at) => `const value${at} = ${at}`), '```', '', 'That is all of it.'].join('\n')
  addThread(data, 'conv-0', Array.from({ length: 60 }, (_, at) => ({ role: at % 2 === 0 ? 'user' as const : 'assistant' as const, text: at % 2 === 0 ? `Question number ${at}` : long })))
  data.memories[0]!.text = 'The needle lies here.'
  data.memories[0]!.sources = [{ ...data.memories[0]!.sources[0]!, conversationId: 'conv-0', messageId: 'conv-0-m54', start: 0, end: 8, quote: 'Question' }]
  const opened = await bench.open(data)
  const { page } = opened
  const sought = page.locator('[data-message="conv-0-m54"]')
  const isInView = () => sought.evaluate((one) => { const { top, bottom } = one.getBoundingClientRect(); return top > 48 && bottom < innerHeight - 120 })
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: /^Memories/ }).click()
  await page.getByRole('option').filter({ hasText: 'The needle lies here.' }).click()
  for (const goBack of [() => page.keyboard.press('Escape'), () => page.getByRole('button', { name: 'Back to Memories' }).click()]) {
    await page.getByRole('button', { name: 'Open the message' }).click()
    await sought.waitFor()
    await page.waitForTimeout(400)
    expect(await isInView()).toBe(true)
    expect(await sought.evaluate((one) => one === document.activeElement && one.classList.contains('sought'))).toBe(true)
    await goBack()
    await page.getByRole('complementary', { name: 'The chosen memory' }).getByText('The needle lies here.').first().waitFor()
  }
  await opened.close()
})

test('[W25] a message of a far past is shown without the history between, and one press leads back', async () => {
  const data = makeWindowData({ answers: [{ text: 'Written at the end.' }] })
  addThread(data, 'conv-0', Array.from({ length: 3_000 }, (_, at) => ({ role: at % 2 === 0 ? 'user' as const : 'assistant' as const, text: at === 100 ? 'The needle lies here.' : `Message ${at}.` })))
  const opened = await openConversation(data, 'Knee rehab plan')
  const { page } = opened
  await page.keyboard.press('Control+k')
  await page.keyboard.type('needle')
  await page.getByRole('option', { name: /The needle lies here/ }).click()
  await expect.poll(() => page.locator('[data-message="conv-0-m100"]').boundingBox().then((box) => box !== null && box.y > 40 && box.y < 800), { timeout: 10_000 }).toBe(true)
  const asked = (await opened.calls('messages.list')).reduce((sum, one) => sum + Number(one['limit']), 0)
  expect(asked).toBeLessThan(1_100)
  expect(await page.locator('article').count()).toBeLessThan(200)
  expect(await page.getByText('This message has no answer.').count()).toBe(0)
  expect(await opened.calls('messages.selectBranch')).toEqual([])
  await page.getByRole('button', { name: 'Go to the newest messages' }).click()
  await page.locator('[data-message="conv-0-m2999"]').waitFor()
  expect(await page.locator('[data-message="conv-0-m100"]').count()).toBe(0)
  await opened.close()
})

test('[W25] a message sent from a cut thread stands at the end with its answer', async () => {
  const data = makeWindowData({ answers: [{ text: 'Written at the end.' }] })
  addThread(data, 'conv-0', Array.from({ length: 1_200 }, (_, at) => ({ role: at % 2 === 0 ? 'user' as const : 'assistant' as const, text: at === 10 ? 'The needle lies here.' : `Message ${at}.` })))
  const opened = await openConversation(data, 'Knee rehab plan')
  await opened.page.keyboard.press('Control+k')
  await opened.page.keyboard.type('needle')
  await opened.page.getByRole('option', { name: /The needle lies here/ }).click()
  await opened.page.getByText('What came after is not shown here.').waitFor()
  await say(opened, 'And now?')
  await expect.poll(() => lastAnswer(opened).innerText()).toContain('Written at the end.')
  expect(await opened.page.getByRole('article', { name: 'You' }).last().innerText()).toContain('And now?')
  expect(await opened.page.locator('[data-message="conv-0-m1199"]').count()).toBe(1)
  await opened.close()
})

test('[W26] text keeps its characters and its direction; a long message is shown in parts', async () => {
  const data = makeWindowData()
  const text = 'שלום 👩🏽‍🚀 你好 <b>&amp;'
  addThread(data, 'conv-0', [{ role: 'user', text }, { role: 'assistant', text: 'مرحبا بك في النافذة' }, { role: 'user', text: `begin ${'long '.repeat(40_000)}finish` }])
  const opened = await openConversation(data, 'Knee rehab plan')
  const { page } = opened
  const first = page.getByText(text, { exact: true })
  expect(await first.evaluate((one) => getComputedStyle(one).direction)).toBe('rtl')
  expect(await page.getByText('مرحبا بك').evaluate((one) => getComputedStyle(one).direction)).toBe('rtl')
  const long = page.getByRole('article', { name: 'You' }).last()
  expect((await long.innerText()).length).toBeLessThan(6_000)
  await long.getByRole('button', { name: /Show .* more/ }).click()
  await expect.poll(async () => (await long.innerText()).length).toBeGreaterThan(40_000)
  await opened.close()
})

test('[W330] what is cut out of an open conversation is gone from it at once, in the past as in the newest answer, and nothing moves', async () => {
  const opened = await openConversation(makeWindowData())
  const { page } = opened
  const thread = page.locator('[role=log]')
  expect(await thread.innerText()).toContain('Nadia')
  const below = await lastAnswer(opened).boundingBox()
  await page.evaluate(() => {
    for (const message of Object.values(window.scripted.data.messages)) message.text = message.text.replaceAll(/[^.?!]*Nadia[^.?!]*[.?!]/g, '[forgotten]')
    window.scripted.emit('messages.changed', { conversationId: 'another' })
  })
  expect(await thread.innerText()).toContain('Nadia')
  const asked = (await opened.calls('messages.list')).length
  await page.evaluate(() => { window.scripted.emit('messages.changed', { conversationId: 'conv-lisbon' }) })
  await expect.poll(async () => (await thread.innerText()).includes('comes along, and we land')).toBe(false)
  await expect.poll(async () => (await thread.innerText()).includes('asked for last time')).toBe(false)
  expect((await opened.calls('messages.list')).length - asked).toBe(1)
  expect(await page.locator('article').count()).toBe(4)
  expect((await lastAnswer(opened).boundingBox())!.x).toBe(below!.x)
  await opened.close()
})
