import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeEpoch } from './contextData.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
const row = ({ page }: OpenedWindow) => page.getByRole('region', { name: 'Summary of earlier messages' })

/** Opens the conversation about Lisbon, runs a test in it, and closes it. */
async function inTalk(change: (data: WindowData) => void, run: (opened: OpenedWindow) => Promise<void>, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  const data = makeWindowData()
  change(data)
  const opened = await bench.open(data, { colorScheme })
  try {
    await opened.page.getByRole('button', { name: 'Lisbon in June', exact: true }).click()
    await opened.page.locator('article').first().waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}
const asItIs = () => {}

test('[W250] a quiet row stands behind the message after which a summary began; an undone one is shown as such', () => inTalk((data) => {
  data.context.epochs['conv-lisbon'] = [makeEpoch({ id: 'epoch-0', undoneAt: 1, afterMessageId: 'conv-lisbon-m0' }), makeEpoch({ id: 'elsewhere', afterMessageId: 'not-loaded' }), makeEpoch({ number: 2 })]
}, async (opened) => {
  await expect.poll(() => row(opened).count()).toBe(2)
  expect(plain(await row(opened).nth(0).innerText())).toMatch(/^A summary of 24 earlier messages was undone\.\s+Read$/)
  expect(plain(await row(opened).nth(1).innerText())).toMatch(/^Earlier messages were summed up: 24 messages, 3 210 → 310 tokens\.\s+Read\s+Edit\s+Undo$/)
  const order = await opened.page.locator('[role=log] > :is(article, section)').evaluateAll((all) => all.map((one) => one.getAttribute('data-message') ?? one.getAttribute('aria-label')))
  expect(order.slice(0, 4)).toEqual(['conv-lisbon-m0', 'Summary of earlier messages', 'conv-lisbon-m1', 'Summary of earlier messages'])
}))

test('[W251] a summary opens to its text, what is not in it, its messages, and the one before', () => inTalk((data) => {
  data.context.epochs['conv-lisbon'] = [makeEpoch({ id: 'epoch-0', number: 1, text: 'The older summary.', afterMessageId: 'not-loaded' }), makeEpoch({ number: 2, previousId: 'epoch-0' })]
}, async (opened) => {
  const { page } = opened
  await row(opened).getByRole('button', { name: 'Read' }).click()
  const dialog = page.getByRole('dialog', { name: 'Summary 2' })
  expect(plain(await dialog.innerText())).toContain('Earlier turns took 72 % of the window. 24 messages of 3 210 tokens became 310 tokens, by rules, without a model')
  expect(await dialog.getByRole('region', { name: 'Not in the summary' }).innerText()).toMatch(/Names\s+O Pitéu · Penha de França\s+Numbers\s+640 €/)
  const sources = dialog.getByRole('region', { name: 'Made of' })
  await expect.poll(() => sources.getByRole('listitem').count()).toBe(8)
  await sources.getByRole('button', { name: /Show all/ }).click()
  expect(await sources.getByRole('listitem').count()).toBe(12)
  await sources.getByRole('button', { name: /^Summary 1/ }).click()
  await page.getByRole('dialog', { name: 'Summary 1' }).getByText('The older summary.').waitFor()
  await page.getByRole('button', { name: 'Back to the one it went into' }).click()
  await sources.getByRole('listitem').first().getByRole('button').click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect([...new Set((await opened.calls('epochs.get')).map((one) => one['epochId']))]).toEqual(['epoch-1', 'epoch-0'])
  expect(await page.locator('[data-message=conv-lisbon-m0]').evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThan(0)
}))

test('[W252] a summary is edited, never to nothing, and can be as it was made again', () => inTalk(asItIs, async (opened) => {
  const { page } = opened
  await row(opened).getByRole('button', { name: 'Edit' }).click()
  const box = page.getByLabel('Text of the summary')
  await box.fill('')
  await page.getByText('A summary needs some text. To do without it, undo it.').waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true')
  await box.fill('Lisbon, 12 to 17 June.')
  await page.evaluate(() => { window.scripted.data.failures['epochs.edit'] = { kind: 'read-only', message: 'The store is read only.', next: 'Restart Casement.' } })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The store is read only. Restart Casement.').waitFor()
  await page.evaluate(() => { delete window.scripted.data.failures['epochs.edit'] })
  await box.press('Control+Enter')
  await page.getByText(/Edited by you on/).waitFor()
  expect((await opened.calls('epochs.edit')).at(-1)).toEqual({ epochId: 'epoch-1', text: 'Lisbon, 12 to 17 June.' })
  await page.getByRole('button', { name: 'Show how it was made' }).click()
  await page.getByText(/^The trip to Lisbon is 12 to 17 June/).waitFor()
  await page.getByRole('button', { name: 'Edit' }).last().click()
  await page.getByRole('button', { name: 'As it was made' }).click()
  expect(await box.inputValue()).toMatch(/^The trip to Lisbon/)
  await page.keyboard.press('Escape')
  await expect.poll(() => row(opened).innerText()).toContain('Edited by you.')
}))

test('[W253] undo is at once while nothing rests on it, and said to be a branch before it becomes one', () => inTalk((data) => {
  data.context.epochs['conv-lisbon'] = [makeEpoch(), makeEpoch({ id: 'epoch-2', number: 2, turns: 3, afterMessageId: 'conv-lisbon-m3' })]
}, async (opened) => {
  const { page } = opened
  await row(opened).first().getByRole('button', { name: 'Undo' }).click()
  await page.getByText('The summary is undone. The messages stand in the prompt again.').waitFor()
  await expect.poll(() => row(opened).first().innerText()).toContain('was undone')
  await row(opened).last().getByRole('button', { name: 'Undo…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Undo as a branch?' })
  expect(await dialog.innerText()).toContain('3 answers rest on it already. So the conversation goes back to where it was made')
  await dialog.getByRole('button', { name: 'Leave it' }).click()
  expect(await opened.calls('epochs.undo')).toEqual([{ epochId: 'epoch-1' }])
  const reads = (await opened.calls('messages.list')).length
  await row(opened).last().getByRole('button', { name: 'Undo…' }).click()
  await dialog.getByRole('button', { name: 'Undo as a branch' }).click()
  await page.getByText(/The later messages stay on their own branch/).waitFor()
  await expect.poll(async () => (await opened.calls('messages.list')).length).toBeGreaterThan(reads)
}))

test('[W254] summing up and a checkpoint stand in the menu and the palette; what runs and what failed is said', () => inTalk((data) => { data.context.epochs = { 'conv-lisbon': [], other: [makeEpoch()] }; data.context.slowMs = 300 }, async (opened) => {
  const { page } = opened
  await page.getByRole('button', { name: 'More for this conversation' }).click()
  await page.getByRole('menuitem', { name: /Sum up now/ }).click()
  await page.getByText('Summing up earlier messages…').waitFor()
  await page.getByText('Earlier messages were summed up.', { exact: true }).waitFor()
  await expect.poll(() => row(opened).count()).toBe(1)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('>checkpoint')
  await page.keyboard.press('Enter')
  await page.getByText('Writing a checkpoint…').waitFor()
  await page.getByRole('region', { name: 'Checkpoint' }).waitFor()
  expect(await opened.calls('epochs.make')).toEqual([{ conversationId: 'conv-lisbon', kind: 'compaction' }, { conversationId: 'conv-lisbon', kind: 'checkpoint' }])
  await page.evaluate(() => { window.scripted.data.failures['epochs.make'] = { kind: 'busy', message: 'An answer is being written.', next: 'Wait for it, or stop it.' } })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('>sum up')
  await page.keyboard.press('Enter')
  await page.getByText('An answer is being written. Wait for it, or stop it.').waitFor()
}))

test('[W247] what will be summed up is said before it happens, and can be done now', () => inTalk((data) => {
  data.preview = { used: 6100, compaction: { messages: 24, sentence: '24 earlier messages will be summed up with your next message.' } }
}, async (opened) => {
  const { page } = opened
  await page.getByRole('button', { name: /6.1k of 8.2k.*24 earlier messages will be summed up with your next message\. Open the budget\./ }).waitFor()
  await page.getByText('24 earlier messages will be summed up with your next message.', { exact: true }).waitFor()
  await page.evaluate(() => { window.scripted.data.preview = {} })
  await page.getByRole('button', { name: 'Sum up now' }).click()
  await expect.poll(() => opened.calls('epochs.make')).toEqual([{ conversationId: 'conv-lisbon', kind: 'compaction' }])
  await expect.poll(() => page.getByText('will be summed up', { exact: false }).count()).toBe(0)
}))

test('[W255] a thumb is noted, the same one takes it back, and a refused one goes back', () => inTalk(asItIs, async (opened) => {
  const { page } = opened
  const answer = page.getByRole('article', { name: 'Answer' }).first()
  await answer.getByRole('button', { name: 'Good answer' }).click()
  await expect.poll(() => answer.getByRole('button', { name: 'Good answer: take it back' }).getAttribute('aria-pressed')).toBe('true')
  await answer.getByRole('button', { name: 'Poor answer' }).click()
  expect(await answer.getByRole('button', { name: 'Good answer' }).getAttribute('aria-pressed')).toBe('false')
  await answer.getByRole('button', { name: 'Poor answer: take it back' }).click()
  await expect.poll(async () => (await opened.calls('turn.rate')).map((one) => [one['turnId'], one['thumb']])).toEqual([['turn-56', 'up'], ['turn-56', 'down'], ['turn-56', null]])
  await page.evaluate(() => { window.scripted.data.failures['turn.rate'] = { kind: 'read-only', message: 'The store is read only.' } })
  await answer.getByRole('button', { name: 'Good answer' }).click()
  await page.getByText('The store is read only.').waitFor()
  expect(await answer.getByRole('button', { name: 'Good answer' }).getAttribute('aria-pressed')).toBe('false')
}))

test('[W256] in Detailed an answer names what it did without, once that was looked at', async () => {
  const flag = 'The answer did without your note “The flat in Graça cost 640 €.”'
  for (const detail of ['detailed', 'simple'] as const) {
    await inTalk((data) => { data.settings.detail = detail }, async ({ page }) => {
      expect(await page.getByText(flag).count()).toBe(0)
      await page.evaluate((words) => {
        Object.assign(window.scripted.data.messages['conv-lisbon-m1']!.summary!, { flags: [words], fidelity: 0.61 })
        window.scripted.emit('trace.changed', { turnId: 'turn-56', conversationId: 'conv-lisbon' })
      }, flag)
      if (detail === 'simple') { await page.waitForTimeout(300); expect(await page.getByText(flag).count()).toBe(0); return }
      await page.getByText(flag).waitFor()
      expect(plain(await page.getByRole('article', { name: 'Answer' }).first().innerText())).toContain('61 % of its notes used')
      await page.getByRole('button', { name: 'See what it was given' }).click()
      await page.getByRole('tab', { name: 'Context' }).waitFor()
    })
  }
})

test('[W266] a conversation names its own persona and goal', () => inTalk((data) => {
  data.settings.personas = [{ id: 'persona-1', name: 'Editor', role: 'An editor', instructions: '', constraints: '', examples: '' }]
}, async (opened) => {
  const { page } = opened
  await page.getByRole('button', { name: 'More for this conversation' }).click()
  await page.getByRole('menuitem', { name: 'Persona and goal…' }).click()
  await page.getByLabel('Goal', { exact: true }).fill('Five days within 1,100 €')
  await page.getByRole('combobox', { name: 'Who answers' }).click()
  await page.getByRole('option', { name: /Editor/ }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => opened.calls('conversations.update')).toEqual([{ conversationId: 'conv-lisbon', goal: 'Five days within 1,100 €', personaId: 'persona-1' }])
}))

test.each(['light', 'dark'] as const)('[W270] summaries and their dialogs have no serious accessibility fault, %s', (scheme) => inTalk((data) => {
  data.settings.detail = 'detailed'
  data.messages['conv-lisbon-m1']!.summary!.flags = ['The answer did without a note.']
  data.preview = { used: 6100, compaction: { messages: 24, sentence: '24 earlier messages will be summed up.' } }
}, async (opened) => {
  const { page } = opened
  const faults = async () => {
    await page.waitForTimeout(250)
    const { violations } = await new AxeBuilder({ page: page as never }).exclude('[data-base-ui-focus-guard]').analyze()
    return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`)
  }
  await row(opened).waitFor()
  expect(await faults()).toEqual([])
  await row(opened).getByRole('button', { name: 'Read' }).click()
  expect(await faults()).toEqual([])
  await page.getByRole('button', { name: 'Edit' }).last().click()
  expect(await faults()).toEqual([])
}, scheme))
