import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const box = ({ page }: OpenedWindow) => page.getByLabel('Message', { exact: true })
const sendButton = ({ page }: OpenedWindow) => page.getByRole('button', { name: 'Send', exact: true })
const shows = (opened: OpenedWindow, name: string) => opened.page.getByRole('button', { name, exact: true }).first().click()
async function paste({ page }: OpenedWindow, makeText: () => string): Promise<void> {
  await page.evaluate(`{
    const data = new DataTransfer()
    data.setData('text/plain', (${makeText.toString()})())
    document.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }`)
}

test('[W15] Enter sends, Shift+Enter breaks the line, Shift+Esc leads into the box', async () => {
  const opened = await bench.open(makeWindowData({ answers: [{ text: 'Hello.' }] }))
  await opened.page.getByRole('button', { name: 'Search everything' }).focus()
  await opened.page.keyboard.press('Shift+Escape')
  await expect.poll(() => box(opened).evaluate((one) => one === document.activeElement)).toBe(true)
  await opened.page.keyboard.type('one')
  await opened.page.keyboard.press('Shift+Enter')
  await opened.page.keyboard.type('two')
  await opened.page.keyboard.press('Enter')
  await expect.poll(async () => (await opened.calls('turn.send')).map((one) => one['text'])).toEqual(['one\ntwo'])
  await expect.poll(() => opened.page.getByRole('article', { name: 'Answer' }).innerText()).toContain('Hello.')
  expect(await box(opened).inputValue()).toBe('')
  await opened.close()
})

const draftsSaved = async (opened: OpenedWindow) => (await opened.calls('drafts.set')).map((one) => [one['conversationId'], one['text']])
const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms) })

test('[W16] drafts belong to their conversations and survive a reload', async () => {
  const opened = await bench.open(makeWindowData())
  await shows(opened, 'Lisbon in June')
  await box(opened).fill('half a thought about Lisbon')
  await shows(opened, 'Rust lifetimes, gently')
  expect(await box(opened).inputValue()).toBe('')
  await box(opened).fill('another half')
  await paste(opened, () => 'p'.repeat(5_000))
  await opened.page.getByText(/tokens/).first().waitFor()
  await opened.page.reload()
  await expect.poll(() => box(opened).inputValue()).toBe('another half')
  await opened.page.getByRole('button', { name: 'Remove the pasted text' }).waitFor()
  await shows(opened, 'Lisbon in June')
  await expect.poll(() => box(opened).inputValue()).toBe('half a thought about Lisbon')
  await opened.close()
})

test('[W16] drafts are kept by the engine and not by the browser: after a rest, on blur, and once it can be reached again', async () => {
  const opened = await bench.open(makeWindowData())
  const { page } = opened
  await box(opened).pressSequentially('typed letter by letter')
  await expect.poll(() => draftsSaved(opened)).toContainEqual([null, 'typed letter by letter'])
  expect((await draftsSaved(opened)).length).toBeLessThan(8)
  await page.evaluate(() => { window.scripted.data.failures['drafts.set'] = { kind: 'storage-full', message: 'The disk is full.', next: 'Make some room.' } })
  await box(opened).fill('kept a little later')
  await page.getByRole('button', { name: 'Search everything' }).focus()
  await page.getByText('What you write here is not kept over a restart. The disk is full. Make some room.').waitFor()
  await page.evaluate(() => { delete window.scripted.data.failures['drafts.set'] })
  await box(opened).focus()
  await page.getByRole('button', { name: 'Search everything' }).focus()
  await expect.poll(async () => (await draftsSaved(opened)).filter(([, text]) => text === 'kept a little later').length).toBe(2)
  expect(await page.evaluate(async () => ({ kept: Object.keys(localStorage).filter((key) => key !== 'casement.window'), databases: (await indexedDB.databases()).length }))).toEqual({ kept: [], databases: 0 })
  await opened.close()
})

test('[W16] what is written before a draft was read stands behind it, and nothing is written over it', async () => {
  const opened = await bench.open(makeWindowData())
  await box(opened).fill('from yesterday')
  await expect.poll(() => draftsSaved(opened)).toContainEqual([null, 'from yesterday'])
  await opened.page.addInitScript(() => {
    const { call } = window.casement!
    let open = () => {}
    const opening = new Promise<void>((resolve) => { open = resolve })
    Object.assign(window, { readDrafts: open })
    window.casement!.call = async (name, input) => { if (name === 'drafts.get') await opening; return call(name, input) }
  })
  await opened.page.reload()
  await box(opened).fill('from today')
  await pause(500)
  expect(await draftsSaved(opened)).toEqual([])
  await opened.page.evaluate(() => { (window as unknown as { readDrafts: () => void }).readDrafts() })
  await expect.poll(() => box(opened).inputValue()).toBe('from yesterday\nfrom today')
  await expect.poll(() => draftsSaved(opened)).toEqual([[null, 'from yesterday\nfrom today']])
  await opened.close()
})

test('[W16] a large draft waits for a longer rest', async () => {
  const opened = await bench.open(makeWindowData())
  await paste(opened, () => 'x'.repeat(300_000))
  await opened.page.getByText(/75\s000\stokens/).waitFor()
  await box(opened).pressSequentially('abc', { delay: 400 })
  expect(await opened.calls('drafts.set')).toEqual([])
  await expect.poll(() => draftsSaved(opened), { timeout: 8_000 }).toEqual([[null, 'abc']])
  await opened.close()
})

test('[W17] a large paste becomes a chip with its cost, opens, and is sent whole', async () => {
  const opened = await bench.open(makeWindowData({ answers: [{ text: 'Read.' }] }))
  await shows(opened, 'Lisbon in June')
  await box(opened).fill('Read this:')
  await paste(opened, () => `Minutes of the meeting\n${'line '.repeat(2_000)}`)
  const chip = opened.page.getByRole('button', { name: /Minutes of the meeting · .* tokens/ })
  await chip.waitFor()
  expect(await box(opened).inputValue()).toBe('Read this:')
  await chip.click()
  await expect.poll(() => opened.page.getByRole('dialog').innerText()).toContain('sent whole')
  await opened.page.keyboard.press('Escape')
  await sendButton(opened).click()
  await expect.poll(async () => String((await opened.calls('turn.send'))[0]?.['text']).length).toBe('Read this:\n\nMinutes of the meeting\n'.length + 10_000)
  expect(await opened.page.getByRole('button', { name: 'Remove the pasted text' }).count()).toBe(0)
  await opened.close()
})

test('[W17] a paste of 4,000 characters stays in the box; ten megabytes are never drawn whole', async () => {
  const opened = await bench.open(makeWindowData({ answers: [{ text: 'Read.' }] }))
  await shows(opened, 'Lisbon in June')
  await paste(opened, () => 'x'.repeat(10_000_000))
  await opened.page.getByText('2 500 000 tokens').waitFor()
  await box(opened).fill('Still quick?')
  await sendButton(opened).click()
  await expect.poll(() => opened.page.getByRole('article', { name: 'Answer' }).last().innerText()).toContain('Read.')
  const drawn = await opened.page.evaluate(() => document.body.innerText.length)
  expect(drawn).toBeLessThan(20_000)
  expect(await opened.page.evaluate(() => String(window.scripted.calls.find((one) => one.name === 'turn.send')!.input['text']).length)).toBe(10_000_014)
  await opened.close()
})

test('[W17] a guessed cost is marked as one', async () => {
  for (const exact of [true, false]) {
    const opened = await bench.open(makeWindowData({ preview: { exact, draftTokens: 1800 } }))
    await shows(opened, 'Lisbon in June')
    await paste(opened, () => 'word '.repeat(1_500))
    const cost = opened.page.getByText(/1\D800\Dtokens/)
    await cost.waitFor()
    expect((await cost.innerText()).includes('~')).toBe(!exact)
    await opened.close()
  }
})

test('[W18] the ring follows the draft and warns when the window fills', async () => {
  const opened = await bench.open(makeWindowData())
  const ring = opened.page.getByRole('button', { name: /tokens used/ })
  const said = () => ring.getAttribute('aria-label').then((label) => label?.replaceAll('\u202f', ' '))
  await expect.poll(said).toContain('3 000 of 8 192 tokens used, 1 024 kept for the answer, 4 168 free')
  const calm = await ring.evaluate((one) => getComputedStyle(one).color)
  await box(opened).fill('word '.repeat(3_000))
  await expect.poll(said).toContain('6 750 of 8 192')
  await expect.poll(() => ring.evaluate((one) => getComputedStyle(one).color)).not.toBe(calm)
  await box(opened).fill('word '.repeat(4_000))
  await opened.page.getByText(/will be shortened to fit/).waitFor()
  await opened.close()
})

test('[W19] the line under the box says where the message goes', async () => {
  const here = await bench.open(makeWindowData())
  await here.page.getByText('Stays on this computer. The default model of this computer answers.').waitFor()
  await here.close()
  const away = await bench.open(makeWindowData({ preview: { destination: 'cloud', model: 'large (OpenAI)', reason: 'Your rule for writing says cloud.' } }))
  await away.page.getByText('Goes to large (OpenAI), outside this computer. Your rule for writing says cloud.').waitFor()
  await away.close()
})

test('[W20] when nothing can answer the button says why; with memories it can still be sent', async () => {
  const nobody = { destination: 'none' as const, window: 0, reason: 'There is no model yet.' }
  const empty = makeWindowData({ preview: nobody, memoryCount: 0 })
  const without = await bench.open(empty)
  await box(without).fill('Anyone there?')
  await without.page.getByText('No model is ready, so nothing can answer yet. Choose one in Settings.').waitFor()
  expect(await sendButton(without).getAttribute('aria-disabled')).toBe('true')
  await sendButton(without).click({ force: true })
  expect(await without.calls('turn.send')).toEqual([])
  await without.close()
  const withMemories = await bench.open(makeWindowData({ preview: nobody }))
  await box(withMemories).fill('Where do I live?')
  await withMemories.page.getByText('No model can answer now: questions are answered from your memories alone.').waitFor()
  expect(await sendButton(withMemories).getAttribute('aria-disabled')).toBeNull()
  await withMemories.close()
  const readOnly = makeWindowData()
  readOnly.status.readOnly = { kind: 'read-only', message: 'The profile folder cannot be written.', next: 'Free its permissions and start again.' }
  const kept = await bench.open(readOnly)
  await box(kept).fill('Keep this')
  await kept.page.getByText('Nothing can be sent: The profile folder cannot be written.').waitFor()
  await kept.close()
})

test('[W21] a message that was refused stays in the box, with the next step', async () => {
  const data = makeWindowData({ failures: { 'turn.send': { kind: 'busy', message: 'Another answer is being written.', next: 'Wait for it, or stop it.' } } })
  const opened = await bench.open(data)
  await shows(opened, 'Lisbon in June')
  await box(opened).fill('Do not lose me')
  await opened.page.keyboard.press('Enter')
  await expect.poll(() => opened.page.getByRole('alert').innerText()).toContain('Another answer is being written. Wait for it, or stop it.')
  expect(await box(opened).inputValue()).toBe('Do not lose me')
  await opened.page.getByRole('button', { name: 'New conversation Ctrl N' }).click()
  await box(opened).fill('Nor me')
  await opened.page.keyboard.press('Enter')
  await expect.poll(() => opened.page.getByRole('alert').count()).toBe(1)
  expect(await box(opened).inputValue()).toBe('Nor me')
  await opened.close()
})

test('[W29] who answers is chosen per conversation, also before its first message', async () => {
  const opened = await bench.open(makeWindowData({ answers: [{ text: 'From afar.' }] }))
  const { page } = opened
  await page.keyboard.press('Control+l')
  expect(await page.getByRole('menuitem', { name: /^large \(OpenAI\)/ }).innerText()).toContain('leaves this computer')
  await page.getByRole('menuitem', { name: /^large \(OpenAI\)/ }).click()
  await expect.poll(() => page.getByRole('button', { name: /Who answers/ }).innerText()).toContain('leaves this computer')
  await box(opened).fill('Hello')
  await page.keyboard.press('Enter')
  await expect.poll(() => opened.calls('conversations.update')).toEqual([{ conversationId: 'conversation-made-1', route: 'cloud:openai:large' }])
  await shows(opened, 'Lisbon in June')
  await expect.poll(() => page.getByRole('button', { name: /Who answers/ }).innerText()).toBe('Auto')
  await page.evaluate(() => { window.scripted.data.settings.offline = true; window.scripted.emit('settings.changed', window.scripted.data.settings) })
  await page.keyboard.press('Control+l')
  expect(await page.getByRole('menuitem', { name: /^large \(OpenAI\)/ }).getAttribute('aria-disabled')).toBe('true')
  await opened.close()
})
