import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PolicyRule } from '../../src/shared/policy.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { faultsIn, inSettings, partOf, plain, wideParts } from './routingBench.ts'
import type { WindowData } from './scriptedClient.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const rules: PolicyRule[] = [
  { id: 'rule-notes', name: 'Notes stay here', enabled: true, when: { labels: ['personal', 'local'] }, then: { kind: 'local', modelId: null } },
  { id: 'rule-code', name: 'Code goes out', enabled: true, when: { taskClasses: ['coding', 'reasoning'], difficultyAtLeast: 0.6 }, then: { kind: 'cloud', modelId: 'cloud:openai:large', allowPersonal: false } },
  { id: 'rule-night', name: 'Quiet at night', enabled: false, when: { hours: { from: 22, until: 7 } }, then: { kind: 'refuse', sentence: 'Not at night.' } },
]
const withRules = (data: WindowData) => { data.settings.policy = structuredClone(rules) }
const part = (opened: OpenedWindow) => partOf(opened, 'Where answers come from')
const bar = (opened: OpenedWindow) => part(opened).getByRole('group', { name: 'Rules that are not saved' })
const table = (opened: OpenedWindow) => part(opened).getByRole('table', { name: 'Rules; the first that fits decides' })
const order = (opened: OpenedWindow) => table(opened).locator('tbody tr th > span:first-child').allInnerTexts()
const menu = async (opened: OpenedWindow, rule: string, item: string) => {
  await table(opened).getByRole('button', { name: `More for “${rule}”` }).click()
  await opened.page.getByRole('menuitem', { name: item }).click()
}

test('[W400] local only is one switch that says what it does; the rules stay', () => inSettings(bench, { change: withRules }, async (opened) => {
  const box = part(opened).getByRole('switch', { name: 'Local only' })
  await part(opened).getByText('No rule, no chosen model and no fallback overrides this.').waitFor()
  await box.click()
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toEqual({ localOnly: true })
  await part(opened).getByText('On: nothing you write leaves this computer.').waitFor()
  await part(opened).getByText('rules only choose among what is here').waitFor()
  expect(await order(opened)).toHaveLength(3)
}))

test('[W401] each rule is a name, a plain sentence and where it leads; what none fits comes last', () => inSettings(bench, { change: withRules }, async (opened) => {
  const rows = table(opened).getByRole('row')
  expect(plain(await rows.nth(2).innerText())).toMatch(/Code goes out\s+When it is code or hard thinking and its difficulty is at least 60 %/)
  expect(plain(await rows.nth(2).innerText())).toContain('large (OpenAI), without personal notes')
  expect(await rows.nth(3).innerText()).toMatch(/off[^]*When the clock is between 22:00 and 07:00[^]*nobody answers: “Not at night.”/)
  expect(plain(await rows.last().innerText())).toMatch(/Everything else: by kind of task\s+115/)
}))

test('[W402] rules change places by dragging, by arrow keys and from the menu', () => inSettings(bench, { change: withRules }, async (opened) => {
  const { page } = opened
  const handle = (name: string) => table(opened).getByRole('button', { name: new RegExp(`^Move “${name}”`) })
  await handle('Notes stay here').focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => order(opened)).toEqual(['Code goes out', 'Notes stay here', 'Quiet at night · off'])
  await part(opened).getByText('“Notes stay here” is now rule 2 of 3.').waitFor({ state: 'attached' })
  expect(await handle('Notes stay here').evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.press('End')
  await expect.poll(() => order(opened)).toEqual(['Code goes out', 'Quiet at night · off', 'Notes stay here'])
  await menu(opened, 'Notes stay here', 'Move up')
  await expect.poll(() => order(opened)).toEqual(['Code goes out', 'Notes stay here', 'Quiet at night · off'])
  const drag = async (from: string, to: string) => {
    const [start, end] = [(await handle(from).boundingBox())!, (await handle(to).boundingBox())!]
    await page.mouse.move(start.x + 8, start.y + 8)
    await page.mouse.down()
    await page.mouse.move(end.x + 8, end.y + 6, { steps: 6 })
  }
  await handle('Quiet at night').scrollIntoViewIfNeeded()
  await drag('Quiet at night', 'Code goes out')
  await expect.poll(() => order(opened)).toEqual(['Quiet at night · off', 'Code goes out', 'Notes stay here'])
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect.poll(() => order(opened)).toEqual(['Code goes out', 'Notes stay here', 'Quiet at night · off'])
  await drag('Notes stay here', 'Code goes out')
  await page.mouse.up()
  await expect.poll(() => order(opened)).toEqual(['Notes stay here', 'Code goes out', 'Quiet at night · off'])
  // What was put back as it was saved is no change.
  expect(await bar(opened).count()).toBe(0)
}))

test('[W403] a rule says what it would have caught, opens to examples, and leads to their turns', () => inSettings(bench, { change: withRules }, async (opened) => {
  const { page } = opened
  await table(opened).getByRole('button', { name: /^61 caught by “Code goes out”\s*, 4 changed\s*: show some$/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Caught turns' })
  const examples = sheet.getByRole('listitem')
  expect(await examples.count()).toBe(5)
  expect(await examples.first().innerText()).toMatch(/went to this computer[^]*the cloud \(large\)[^]*changed/)
  expect(await examples.last().innerText()).toContain('went to this computer, as it would')
  await examples.first().getByRole('button', { name: /^Open/ }).click()
  await page.getByRole('complementary', { name: 'Inspector' }).waitFor()
  await expect.poll(async () => (await opened.calls('trace.get')).map((one) => one['turnId'])).toContain('turn-57')
}))

test('[W404] nothing holds before it is saved; what is not saved stays over another page, and goes with Cancel', () => inSettings(bench, { change: withRules }, async (opened) => {
  const { page } = opened
  await menu(opened, 'Notes stay here', 'Remove')
  await expect.poll(async () => plain(await bar(opened).innerText())).toContain('Not saved yet. 4 turns of the last month would have gone elsewhere.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+,')
  await expect.poll(() => order(opened)).toEqual(['Code goes out', 'Quiet at night · off'])
  await bar(opened).getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => order(opened)).toHaveLength(3)
  await menu(opened, 'Notes stay here', 'Remove')
  expect(await opened.calls('policy.save')).toEqual([])
  await bar(opened).getByRole('button', { name: 'Save the rules' }).click()
  await bar(opened).waitFor({ state: 'detached' })
  expect((await opened.calls('policy.save')).map((one) => (one['rules'] as PolicyRule[]).map((rule) => rule.id))).toEqual([['rule-code', 'rule-night']])
}))

test('[W405] problems stop the saving, warnings do not, and a refusal is said', () => inSettings(bench, { change: (data) => { withRules(data); data.routing.warnings = ['“Quiet at night” is never reached.'] } }, async (opened) => {
  const { page } = opened
  await part(opened).getByText('“Quiet at night” is never reached.').waitFor()
  await page.evaluate(() => { window.scripted.data.routing.problems = ['“Code goes out” asks for at least 9 and at most 3 tokens.'] })
  await table(opened).getByRole('switch', { name: 'Use “Quiet at night”' }).click()
  await bar(opened).getByText('“Code goes out” asks for at least 9 and at most 3 tokens.').waitFor()
  expect(await bar(opened).getByRole('button', { name: 'Save the rules' }).getAttribute('aria-disabled')).toBe('true')
  await page.evaluate(() => { window.scripted.data.routing.problems = []; window.scripted.data.failures['policy.save'] = { kind: 'read-only', message: 'The store is read-only.', next: 'Restore a copy.' } })
  await table(opened).getByRole('switch', { name: 'Use “Notes stay here”' }).click()
  await bar(opened).getByRole('button', { name: 'Save the rules' }).click()
  await bar(opened).getByText('The store is read-only. Restore a copy.').waitFor()
  expect(await order(opened)).toEqual(['Notes stay here · off', 'Code goes out', 'Quiet at night'])
}))

test('[W406] [W407] a rule is written with every condition, says itself in one sentence, and leads to one of four', () => inSettings(bench, {}, async (opened) => {
  const { page } = opened
  await part(opened).getByText('No rules yet, so only the kind of task decides.').waitFor()
  await part(opened).getByRole('button', { name: 'Add a rule…' }).click()
  const dialog = page.getByRole('dialog')
  const says = async () => plain(await dialog.getByRole('status', { name: 'The rule in words' }).innerText())
  const open = (name: string) => dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  const set = async (label: string, value: string) => { await dialog.getByLabel(label, { exact: true }).fill(value); await page.keyboard.press('Enter') }
  const pick = async (box: string, option: string | RegExp) => { await dialog.getByRole('combobox', { name: box, exact: true }).click(); await page.getByRole('option', { name: option }).click() }
  expect(await says()).toBe('Always → this computer')
  expect(await dialog.getByRole('button', { name: 'Add to the rules' }).getAttribute('aria-disabled')).toBe('true')
  await dialog.getByLabel('Name', { exact: true }).fill('  Everything at once ')
  await open('What is asked')
  await dialog.getByRole('group', { name: 'Class of task' }).getByRole('button', { name: 'Code' }).click()
  await dialog.getByRole('group', { name: 'Kind of task' }).getByRole('button', { name: 'Planning' }).click()
  await dialog.getByLabel('Intents', { exact: true }).fill('trip')
  await dialog.getByRole('button', { name: 'Planning a trip' }).click()
  await dialog.getByLabel('Topics').fill('travel, , boats,')
  await dialog.getByRole('button', { name: 'German' }).click()
  await open('How private it is')
  await dialog.getByRole('button', { name: 'personal', exact: true }).click()
  await open('How long and how hard')
  await set('At least', '1 000')
  await set('At most', '20 000')
  await set('Difficulty from', '40')
  await set('Difficulty up to', '90')
  await open('Time of day')
  await set('From', '22:30')
  await set('Until', '7')
  await open('Money spent')
  await set('Spent today, from', '2,50')
  await set('Spent this month, from', '20')
  await open('This computer')
  await pick('Network', 'There is one')
  await pick('Local model', 'Not in memory')
  await pick('Power', 'On battery')
  await set('Battery below', '30')
  await pick('Then it is answered by', /Ask first/)
  await pick('Model', 'large (OpenAI)')
  await dialog.getByRole('switch', { name: 'Personal notes may go along' }).click()
  expect(await says()).toBe('When it is code and the task is planning and it is about “Planning a trip” and its topic is travel or boats and it is labelled personal and it is in German and it has 1 000 to 20 000 tokens and its difficulty is 40 % to 90 % and the clock is between 22:30 and 07:00 and $2.50 or more was spent today and $20.00 or more was spent this month and there is a network and the computer runs on battery and the battery is below 30 % and the local model is not in memory → asks you, then large (OpenAI), personal notes too')
  await dialog.getByRole('button', { name: 'Add to the rules' }).click()
  await bar(opened).getByRole('button', { name: 'Save the rules' }).click()
  await expect.poll(async () => (await opened.calls('policy.save')).at(-1)).toEqual({ rules: [{
    id: expect.stringMatching(/^rule-/), name: 'Everything at once', enabled: true,
    when: {
      taskClasses: ['coding'], tasks: ['plan'], intents: ['plan.trip'], topics: ['travel', 'boats'], languages: ['de'], labels: ['personal'], tokensAtLeast: 1000, tokensAtMost: 20_000,
      difficultyAtLeast: 0.4, difficultyAtMost: 0.9, hours: { from: 22.5, until: 7 }, spentTodayAtLeast: 2.5, spentMonthAtLeast: 20, network: 'online', power: 'battery', batteryBelow: 0.3, localModelLoaded: false,
    },
    then: { kind: 'ask', modelId: 'cloud:openai:large', allowPersonal: true },
  }] })
  // What is emptied asks nothing, and a rule may lead to nobody.
  await menu(opened, 'Everything at once', 'Edit…')
  await open('Time of day')
  await set('From', '')
  await open('What is asked')
  await dialog.getByRole('group', { name: 'Class of task' }).getByRole('button', { name: 'Code' }).click()
  await pick('Then it is answered by', /Nobody/)
  await dialog.getByLabel('What is said instead').fill('Not now.')
  await dialog.getByRole('button', { name: 'Take over' }).click()
  await bar(opened).getByRole('button', { name: 'Save the rules' }).click()
  const saved = async () => ((await opened.calls('policy.save')).at(-1)!['rules'] as PolicyRule[])[0]!
  await expect.poll(async () => (await saved()).then).toEqual({ kind: 'refuse', sentence: 'Not now.' })
  expect(Object.keys((await saved()).when)).not.toContain('hours')
  expect(Object.keys((await saved()).when)).not.toContain('taskClasses')
  await part(opened).getByRole('button', { name: 'Add a rule…' }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('everything AT once')
  await dialog.getByText('There is a rule of that name already.').waitFor()
}))

test('[W407] a model that is gone is still named', () => inSettings(bench, { change: (data) => { data.settings.policy = [{ ...structuredClone(rules[1]!), then: { kind: 'cloud', modelId: 'cloud:openai:older', allowPersonal: false } }] } }, async (opened) => {
  await table(opened).getByText('cloud:openai:older (not here now), without personal notes').waitFor()
  await menu(opened, 'Code goes out', 'Edit…')
  expect(await opened.page.getByRole('dialog').getByRole('combobox', { name: 'Model' }).innerText()).toContain('cloud:openai:older (not here now)')
}))

test('[W408] a ready-made list takes the place of the rules, not saved', () => inSettings(bench, { change: withRules }, async (opened) => {
  const { page } = opened
  await part(opened).getByRole('button', { name: 'Begin from…' }).click()
  await page.getByRole('menuitem', { name: /^Hybrid/ }).click()
  await expect.poll(() => order(opened)).toEqual(['Simple things here', 'Writing, hard thinking and code to the cloud', 'In between: context made here, then the cloud'])
  expect(await opened.calls('policy.save')).toEqual([])
  await bar(opened).getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => order(opened)).toContain('Code goes out')
}))

test('[W409] a rule is switched off, copied and removed from its row', () => inSettings(bench, { change: withRules }, async (opened) => {
  await table(opened).getByRole('switch', { name: 'Use “Code goes out”' }).click()
  await menu(opened, 'Code goes out', 'Make a copy')
  await menu(opened, 'Notes stay here', 'Remove')
  await expect.poll(() => order(opened)).toEqual(['Code goes out · off', 'Code goes out, copy · off', 'Quiet at night · off'])
}))

test.each(['light', 'dark'] as const)('[W439] the rules have no serious accessibility fault and fit 700 pixels, %s', (colorScheme) => inSettings(bench, { change: withRules, colorScheme, width: 700 }, async (opened) => {
  await menu(opened, 'Notes stay here', 'Make a copy')
  await bar(opened).waitFor()
  expect(await faultsIn(opened)).toEqual([])
  expect(await wideParts(opened)).toEqual([])
  await table(opened).getByRole('button', { name: /61 caught/ }).click()
  await opened.page.getByRole('dialog', { name: 'Caught turns' }).waitFor()
  expect(await faultsIn(opened)).toEqual([])
  await opened.page.keyboard.press('Escape')
  await menu(opened, 'Code goes out', 'Edit…')
  for (const name of ['What is asked', 'How long and how hard', 'This computer']) await opened.page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${name}`) }).click()
  expect(await faultsIn(opened)).toEqual([])
  expect(await wideParts(opened)).toEqual([])
}))
