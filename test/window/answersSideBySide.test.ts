import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAnswers, makeRouted } from './costsFixtures.ts'
import { inInspector } from './inspectorBench.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { faultsIn, plain, wideParts } from './routingBench.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

async function withAnswers(run: (opened: OpenedWindow) => Promise<void>, { colorScheme = 'light' as 'light' | 'dark', width = 1440 } = {}): Promise<void> {
  const data = makeWindowData()
  makeAnswers(data)
  const opened = await bench.open(data, { colorScheme, viewport: { width, height: 900 } })
  try {
    await opened.page.evaluate(() => localStorage.setItem('casement.window', JSON.stringify({ conversationId: 'conv-lisbon' })))
    await opened.page.reload()
    await opened.page.getByText('You paid 640 €').waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}
const openBoth = async ({ page }: OpenedWindow) => {
  const both = page.getByRole('button', { name: 'Answers side by side' })
  await both.focus()
  await both.press('Enter')
  await page.getByRole('region', { name: '2: large (OpenAI)' }).waitFor()
}

test('[W444] an answer that was given before says when, leads there and is asked afresh; a like question is offered', () => withAnswers(async (opened) => {
  const { page } = opened
  const answer = page.getByRole('article', { name: 'Answer' }).last()
  expect(await answer.innerText()).toContain('from an answer of Tuesday 14:30 · ask afresh'.replaceAll(' · ', '\n·\n').split('\n')[0]!)
  await answer.getByRole('button', { name: /^See that answer/ }).click()
  await page.getByText('That answer is not there any more.').waitFor()
  await answer.getByRole('button', { name: 'ask afresh' }).click()
  await expect.poll(() => opened.calls('turn.regenerate')).toEqual([{ messageId: 'conv-lisbon-m3', fresh: true }])
  await page.getByText('A scripted answer.').waitFor()
  await page.getByRole('button', { name: 'Earlier version' }).last().press('Enter')
  await page.getByRole('button', { name: /^answer of Tuesday/ }).click()
  await page.getByText('Explain lifetimes, gently').waitFor()
}))

test('[W445] an answer is written again by any model, with its price and place', () => withAnswers(async (opened) => {
  const { page } = opened
  await page.getByRole('button', { name: 'Write the answer again' }).last().press('Enter')
  expect(plain(await page.getByRole('menuitem', { name: 'large (OpenAI)' }).innerText()).replaceAll('\n', ' ')).toMatch(/leaves this computer.*\$2\.00 in, \$8\.00 out per million tokens/)
  expect(await page.getByRole('menuitem', { name: 'Qwen3 4B' }).innerText()).toContain('costs nothing')
  await page.getByRole('menuitem', { name: 'large (OpenAI)' }).click()
  await expect.poll(() => opened.calls('turn.regenerate')).toEqual([{ messageId: 'conv-lisbon-m3', modelId: 'cloud:openai:large' }])
}))

test('[W446] two answers stand side by side with model, place, cost and time, and one press keeps one', () => withAnswers(async (opened) => {
  const { page } = opened
  await openBoth(opened)
  const far = page.getByRole('region', { name: '2: large (OpenAI)' })
  const near = page.getByRole('region', { name: '1: Qwen3 4B' })
  expect(plain(await far.innerText())).toMatch(/left this computer[^]*\$0\.0087[^]*3\.4 s, first word after 820 ms/)
  expect(plain(await near.innerText())).toMatch(/on show[^]*stayed on this computer[^]*nothing/)
  const [left, right] = [await near.boundingBox(), await far.boundingBox()]
  expect(right!.x).toBeGreaterThanOrEqual(left!.x + left!.width)
  expect(Math.abs(right!.y - left!.y)).toBeLessThan(2)
  await far.getByRole('button', { name: /^Keep this one/ }).click()
  await expect.poll(() => opened.calls('messages.selectBranch')).toEqual([{ messageId: 'lisbon-other' }])
  await page.getByText('Book O Pitéu for half past ten').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
}))

test('[W446] in a narrow window they stand one above the other', () => withAnswers(async (opened) => {
  await openBoth(opened)
  const [above, below] = [await opened.page.getByRole('region', { name: '1: Qwen3 4B' }).boundingBox(), await opened.page.getByRole('region', { name: '2: large (OpenAI)' }).boundingBox()]
  expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height)
  expect(below!.x).toBe(above!.x)
}, { width: 700 }))

test('[W447] the inspector says by which rule, who else at what price, who was tried, what sources gave and what was made cheaper', () => inInspector(bench, { wish: { trace: makeRouted() } }, async ({ page }) => {
  const partOf = async (name: string) => plain(await page.getByRole('region', { name, exact: true }).innerText()).replaceAll(/\s+/g, ' ')
  const route = await partOf('Route')
  for (const part of ['“Trips go out”, of your rules', 'send it', 'In between', '71 %, hard', 'about $0.012', 'Qwen3 4B this computer nothing Could have answered here', 'Thinker (OpenAI) leaves this computer $0.11', 'Any leaves this computer not known Nobody knows its price']) expect(route).toContain(part)
  expect(await partOf('Who was tried')).toMatch(/First choice: large \(OpenAI\), failed 2\.1 s api\.openai\.com did not answer\. · tried 2 more times · left alone since In its place: large-mini \(OpenAI\), answered 1\.8 s/)
  expect(await partOf('Sources of context')).toMatch(/Memories · required delivered 12 23 ms Planning Documents too late 0 1\.5 s Planning · It took longer than its 1\.5 s\. Date and time not asked 0 Earlier messages · required made up for 2 4 ms/)
  expect(await partOf('Made cheaper')).toContain('Compressed more 420 tokens saved References in place of repeats 90 tokens saved')
  expect(await partOf('An answer that is kept')).toContain('It saved $0.0040.')
  expect(await partOf('Understood and planned')).toMatch(/Planning a trip · sure to 88 %.*what was said just before.*Nadia \(person\).*“the first night”: 12 Jun 2027, 00:00 to 13 Jun 2027, 00:00.*what you told before, how the world stands now/)
}))

test.each(['light', 'dark'] as const)('[W454] kept answers, both answers and the route have no serious accessibility fault and fit 700 pixels, %s', async (colorScheme) => {
  await withAnswers(async (opened) => {
    expect(await faultsIn(opened)).toEqual([])
    await openBoth(opened)
    expect(await faultsIn(opened)).toEqual([])
    expect(await wideParts(opened)).toEqual([])
  }, { colorScheme, width: 700 })
  await inInspector(bench, { wish: { trace: makeRouted() }, theme: colorScheme, picture: 'table' }, async (opened) => {
    await opened.page.getByRole('region', { name: 'Who was tried' }).scrollIntoViewIfNeeded()
    expect(await faultsIn(opened)).toEqual([])
  })
})
