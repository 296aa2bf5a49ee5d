import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { faultsIn, inSettings, partOf, plain, wideParts } from './routingBench.ts'
import { makeOwnIntent } from './routingData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const part = (opened: OpenedWindow) => partOf(opened, 'How messages are read')

test('[W430] a message is tried and not sent: what it is about, what it needs, or that nothing fits', () => inSettings(bench, {}, async (opened) => {
  const { page } = opened
  const box = part(opened).getByRole('group', { name: 'Try a message' })
  await box.getByLabel('Try a message').fill('What did I plan for Lisbon in June?')
  await page.keyboard.press('Enter')
  await box.getByText('Planning a trip, sure to').waitFor()
  const words = plain(await box.innerText()).replaceAll(/\s+/g, ' ')
  for (const said of ['Kind of task Planning, sure to 91 %; or asking what you told before 6 %', 'Class In between', 'Difficulty 34 %', 'Language English', 'Needs what you told before', 'Names Lisbon (place)', 'Times in June (1 Jun 2027 to 30 Jun 2027)']) expect(words).toContain(said)
  await page.evaluate(() => { Object.assign(window.scripted.data.routing.reading, { intent: null, inScope: false, language: 'und' }) })
  await box.getByRole('button', { name: 'Read it' }).click()
  await box.getByText('none: it is outside of what the intents know').waitFor()
  await box.getByText('cannot be told').waitFor()
  expect(await opened.calls('turn.send')).toEqual([])
}))

test('[W431] built-in intents are searched; one’s own are taught by five examples, changed and removed', () => inSettings(bench, {}, async (opened) => {
  const { page } = opened
  await part(opened).getByRole('button', { name: 'Built in: 5' }).click()
  await part(opened).getByLabel('Search the built-in intents').fill('plan')
  const list = part(opened).getByRole('list', { name: 'Built-in intents that fit' })
  expect(await list.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining('Planning a trip')])
  await part(opened).getByLabel('Search the built-in intents').fill('zebra')
  await list.getByText('None fits. Teach one of your own above.').waitFor()

  await part(opened).getByRole('button', { name: 'Teach one…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('planning A trip')
  await dialog.getByText('There is an intent of that name already.').waitFor()
  await dialog.getByLabel('Name', { exact: true }).fill('The boat')
  const { examples } = makeOwnIntent()
  await dialog.getByLabel('Examples, one a line').fill([...examples.slice(0, 3), examples[0], ''].join('\n'))
  await dialog.getByText('2 more examples are needed.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true')
  await dialog.getByLabel('Examples, one a line').fill(examples.join('\n'))
  await dialog.getByText('5 examples.').waitFor()
  await dialog.getByRole('combobox', { name: 'Kind of task' }).click()
  await page.getByRole('option', { name: 'Asking what you told before' }).click()
  await dialog.getByRole('combobox', { name: 'Class of task' }).click()
  await page.getByRole('option', { name: 'Simple question' }).click()
  await dialog.getByRole('button', { name: 'Memories' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await opened.calls('intents.save')).toEqual([{ id: null, name: 'The boat', examples, task: 'recall', taskClass: 'simple-question', loaders: ['memories'] }])
  await part(opened).getByRole('button', { name: 'Edit The boat' }).click()
  await page.evaluate(() => { window.scripted.data.failures['intents.save'] = { kind: 'bad-input', message: 'Two examples say the same.', next: 'Change one of them.' } })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Two examples say the same. Change one of them.').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await part(opened).getByRole('button', { name: 'Remove The boat' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect.poll(() => opened.calls('intents.remove')).toEqual([{ intentId: 'own-made-1' }])
  await part(opened).getByRole('button', { name: 'Edit The boat' }).waitFor({ state: 'detached' })
}))

test('[W432] the sources say what wakes them, whether they are waited for, and for how long', () => inSettings(bench, {}, async (opened) => {
  const table = part(opened).getByRole('table', { name: 'Sources of context and what wakes them' })
  const row = async (name: string) => plain(await table.getByRole('row', { name: new RegExp(`^${name}`) }).innerText()).replaceAll(/\s+/g, ' ')
  expect(await row('Memories')).toBe('Memories What you told before. Asking what you told before, Planning yes 400 ms')
  expect(await row('Documents')).toBe('Documents Files that you attached. Summarising, The boat if it is in time 1.5 s')
}))

test('[W433] a pack says what it brings, and is switched on and off', () => inSettings(bench, { change: (data) => {
  const pack = { name: 'Boat yard', about: 'Berths and repairs.', capability: 'Answers questions on berths.', label: 'personal' as const, intents: ['Asking for a berth'], loaders: ['Berths'] }
  data.routing.intents.packs = [{ ...pack, id: 'yard', isOn: false }, { ...pack, id: 'other', name: 'Other yard', isOn: true }]
} }, async (opened) => {
  const group = part(opened).getByRole('group', { name: 'Packs' })
  await group.getByText('Berths and repairs. Answers questions on berths. Intents: Asking for a berth. Sources: Berths.').first().waitFor()
  await group.getByRole('switch', { name: 'Boat yard' }).click()
  await expect.poll(() => opened.calls('settings.set')).toEqual([{ packs: ['other', 'yard'] }])
  await group.getByRole('switch', { name: 'Other yard' }).click()
  await expect.poll(() => opened.calls('settings.set')).toEqual([{ packs: ['other', 'yard'] }, { packs: [] }])
  expect(await faultsIn(opened)).toEqual([])
}))

test.each(['light', 'dark'] as const)('[W439] intents have no serious accessibility fault and fit 700 pixels, %s', (colorScheme) => inSettings(bench, { colorScheme, width: 700, change: (data) => { data.routing.intents.own = [makeOwnIntent()] } }, async (opened) => {
  const { page } = opened
  await part(opened).getByRole('button', { name: 'Built in: 5' }).click()
  await part(opened).getByRole('group', { name: 'Try a message' }).getByLabel('Try a message').fill('Lisbon?')
  await page.keyboard.press('Enter')
  await part(opened).getByText('Planning a trip, sure to').waitFor()
  expect(await faultsIn(opened)).toEqual([])
  expect(await wideParts(opened)).toEqual([])
  await part(opened).getByRole('button', { name: 'Edit The boat' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await faultsIn(opened)).toEqual([])
}))
