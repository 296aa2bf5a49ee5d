import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeQuestion } from './costsFixtures.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { faultsIn, plain, wideParts } from './routingBench.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

async function withQuestion(run: (opened: OpenedWindow) => Promise<void>, { colorScheme = 'light' as 'light' | 'dark', width = 1440, question = makeQuestion() } = {}): Promise<void> {
  const data = makeWindowData()
  data.routing.questions = [question]
  const opened = await bench.open(data, { colorScheme, viewport: { width, height: 900 } })
  try {
    await opened.page.evaluate(() => localStorage.setItem('casement.window', JSON.stringify({ conversationId: 'conv-lisbon' })))
    await opened.page.reload()
    await asked(opened).waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}
const asked = ({ page }: OpenedWindow) => page.getByRole('alertdialog')

test('[W442] [W443] a question is there after a reload with reason, what would leave, to whom and the price, and keys answer it', () => withQuestion(async (opened) => {
  const says = plain(await asked(opened).innerText()).replaceAll('\n', ' ')
  for (const part of ['Your rule “Long letters” asks you', 'your message, the talk before it and 3 notes, about 2 140 tokens; 1 personal note stays here', 'large (OpenAI) at api.openai.com', 'about $0.012', 'Qwen3 4B, at no cost', 'Nothing was sent yet.']) expect(says).toContain(part)
  await expect.poll(() => opened.page.evaluate(() => document.activeElement?.textContent)).toBe('Answer here')
  await opened.page.keyboard.press('Tab')
  await opened.page.keyboard.press('Enter')
  await expect.poll(() => opened.calls('turn.decide')).toEqual([{ turnId: 'turn-asked', choice: 'cloud' }])
  await expect.poll(() => asked(opened).count()).toBe(0)
}))

test('[W442] here and not at all are one press each; what nobody can answer here is not offered', async () => {
  await withQuestion(async (opened) => {
    await asked(opened).getByRole('button', { name: 'Answer here' }).click()
    await expect.poll(() => opened.calls('turn.decide')).toEqual([{ turnId: 'turn-asked', choice: 'local' }])
  })
  await withQuestion(async (opened) => {
    expect(await asked(opened).getByRole('button', { name: 'Answer here' }).count()).toBe(0)
    expect(await asked(opened).innerText()).toMatch(/not known[^]*no model on this computer can answer/)
    await asked(opened).getByRole('button', { name: 'Stop' }).click()
    await expect.poll(() => opened.calls('turn.decide')).toEqual([{ turnId: 'turn-asked', choice: 'stop' }])
  }, { question: makeQuestion({ local: null, leaves: null, cloud: { ...makeQuestion().cloud!, cost: null } }) })
})

test('[W443] a question that was decided elsewhere goes, and belongs to its conversation alone', () => withQuestion(async (opened) => {
  const { page } = opened
  await page.evaluate(() => window.scripted.emit('turn.decided', { turnId: 'turn-asked', conversationId: 'conv-lisbon' }))
  await expect.poll(() => asked(opened).count()).toBe(0)
  await page.evaluate((question) => window.scripted.emit('turn.asked', question), makeQuestion({ turnId: 'turn-rust', conversationId: 'conv-rust' }))
  expect(await asked(opened).count()).toBe(0)
  await page.getByRole('button', { name: 'waits for your answer Rust lifetimes, gently' }).click()
  await asked(opened).waitFor()
  await page.evaluate(() => { window.scripted.data.routing.questions = [] })
  await asked(opened).getByRole('button', { name: 'Answer here' }).click()
  await page.getByText('This was decided already.').waitFor()
  await expect.poll(() => asked(opened).count()).toBe(0)
}))

test.each(['light', 'dark'] as const)('[W454] the question has no serious accessibility fault and fits 700 pixels, %s', (colorScheme) => withQuestion(async (opened) => {
  expect(await faultsIn(opened)).toEqual([])
  expect(await wideParts(opened)).toEqual([])
}, { colorScheme, width: 700 }))
