import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { faultsIn, inSettings, partOf, plain, wideParts } from './routingBench.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const part = (opened: OpenedWindow) => partOf(opened, 'Money and kept answers')
const words = async (opened: OpenedWindow) => plain(await part(opened).innerText()).replaceAll(/\s+/g, ' ')
const choose = async (opened: OpenedWindow, label: string, option: string | RegExp) => {
  await part(opened).getByRole('combobox', { name: label }).click()
  await opened.page.getByRole('option', { name: option }).click()
}
const last = async (opened: OpenedWindow) => (await opened.calls('settings.set')).at(-1)

test('[W455] difficulty may choose the cloud model, prompts get shorter from a share on, and a missing price is asked about', () => inSettings(bench, {}, async (opened) => {
  expect(await words(opened)).not.toContain('the cheapest')
  await part(opened).getByRole('switch', { name: 'Choose the cloud model by difficulty' }).click()
  await expect.poll(() => last(opened)).toMatchObject({ thrift: { choose: 'by-difficulty', steps: [], squeezeFrom: 0.75, unpriced: 'ask' } })
  await expect.poll(() => words(opened)).toContain('above 80 % difficulty the dearest')
  await choose(opened, 'Shorter prompts for the cloud', /^From 90.% of a budget on$/)
  await expect.poll(() => last(opened)).toMatchObject({ thrift: { choose: 'by-difficulty', squeezeFrom: 0.9 } })
  await choose(opened, 'Shorter prompts for the cloud', 'Never')
  await expect.poll(() => last(opened)).toMatchObject({ thrift: { squeezeFrom: null } })
  await choose(opened, 'A model without a known price', 'Leave it alone')
  await expect.poll(() => last(opened)).toMatchObject({ thrift: { choose: 'by-difficulty', squeezeFrom: null, unpriced: 'refuse' } })
}))

test('[W455] steps of one’s own are told as they stand', () => inSettings(bench, {
  change: (data) => { data.settings.thrift = { choose: 'by-difficulty', steps: [{ modelId: 'cloud:openai:large', difficultyAbove: 0.6, leftUsd: 3 }, { modelId: 'cloud:openai:small', difficultyAbove: 0, leftUsd: 0 }], squeezeFrom: 0.6, unpriced: 'ask' } },
}, async (opened) => {
  expect((await part(opened).getByRole('listitem').allInnerTexts()).map(plain)).toEqual(['large, above 60 % difficulty, while more than $3.00 is left', 'small'])
  expect(plain(await part(opened).getByRole('combobox', { name: 'Shorter prompts for the cloud' }).innerText())).toBe('From 60 % of a budget on')
}))

test('[W456] answers are given again as one chooses, with what that saved, and none once they are taken out of use', () => inSettings(bench, {}, async (opened) => {
  await expect.poll(() => words(opened)).toContain('31 answers can be given again. Of 80 questions 12 had one (15 %), which saved $0.22 and 1 min 35 s.')
  expect(await words(opened)).toContain('token counts (240 kB of 6.3 MB)')
  await choose(opened, 'Given again', 'And offer those to a like question')
  await expect.poll(() => last(opened)).toMatchObject({ answerCache: 'near' })
  await choose(opened, 'For how long', 'A week')
  await expect.poll(() => last(opened)).toMatchObject({ answerCacheSeconds: 604_800 })
  await part(opened).getByRole('button', { name: 'Give none of them again' }).click()
  await opened.page.getByText('31 answers will not be given again. In their conversations they stay.').waitFor()
  expect(await opened.calls('cache.clear')).toEqual([{}])
  await expect.poll(() => words(opened)).toContain('0 answers can be given again.')
  expect(await part(opened).getByRole('button', { name: 'Give none of them again' }).isDisabled()).toBe(true)
  await choose(opened, 'Given again', 'None')
  await expect.poll(() => part(opened).getByRole('combobox', { name: 'For how long' }).isDisabled()).toBe(true)
}))

test('[W456] a refusal to take them out of use says why', () => inSettings(bench, { change: (data) => { data.failures['cache.clear'] = { kind: 'read-only', message: 'This profile is open for reading only.', next: 'Close the other Casement.' } } }, async (opened) => {
  await part(opened).getByRole('button', { name: 'Give none of them again' }).click()
  await opened.page.getByText('This profile is open for reading only.').waitFor()
}))

test('[W454] money and kept answers have no serious accessibility fault, in light or dark, and fit 700 pixels', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await inSettings(bench, { colorScheme, width: 700, change: (data) => { data.settings.thrift.choose = 'by-difficulty' } }, async (opened) => {
      await part(opened).scrollIntoViewIfNeeded()
      expect(await faultsIn(opened)).toEqual([])
      expect(await wideParts(opened)).toEqual([])
    })
  }
})
