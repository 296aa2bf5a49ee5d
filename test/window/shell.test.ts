import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const list = ({ page }: OpenedWindow) => page.getByRole('navigation', { name: 'Conversations' })
const day = 86_400_000

test('[W22] the list is grouped by calendar days and comes in pages', async () => {
  const data = makeWindowData()
  const model = data.conversations[9]!
  for (let at = 0; at < 150; at++) data.conversations.push({ ...model, id: `old-${at}`, title: `Old talk ${at}`, updatedAt: data.now - (40 + at) * day })
  const opened = await bench.open(data)
  await expect.poll(() => list(opened).getByRole('heading').allInnerTexts()).toEqual(['Pinned', 'Today', 'Yesterday', 'Last week', 'Older'])
  expect(await list(opened).getByRole('region', { name: 'Yesterday' }).getByRole('listitem').count()).toBe(3)
  expect(await list(opened).getByRole('listitem').count()).toBe(60)
  await list(opened).evaluate((one) => { one.scrollTop = one.scrollHeight })
  await expect.poll(() => list(opened).getByRole('listitem').count()).toBe(120)
  await opened.close()
})

test('[W23] a deleted conversation comes back by Undo, and from the trash', async () => {
  const opened = await bench.open(makeWindowData())
  const { page } = opened
  const row = list(opened).getByRole('button', { name: 'Names for the boat', exact: true })
  const remove = async () => {
    await row.hover()
    await page.getByRole('button', { name: 'More for “Names for the boat”' }).click()
    await page.getByRole('menuitem', { name: 'Move to the trash' }).click()
  }
  await remove()
  await page.getByText('“Names for the boat” is in the trash.').waitFor()
  expect(await row.count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await row.waitFor()
  await remove()
  await page.getByRole('button', { name: 'Trash' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
  await row.waitFor()
  await opened.close()
})

test('[W23] the trash is reached however long the list is, and forgets what was learned in what lies there', async () => {
  const data = makeWindowData()
  const model = data.conversations[9]!
  for (let at = 0; at < 300; at++) data.conversations.push({ ...model, id: `old-${at}`, title: `Old talk ${at}`, updatedAt: data.now - (40 + at) * day })
  data.conversations.push({ ...model, id: 'gone', title: 'Thrown away', deletedAt: data.now - day })
  for (const memory of data.memories.slice(0, 3)) memory.sources = [{ ...memory.sources[0]!, conversationId: 'gone' }]
  const opened = await bench.open(data)
  const { page } = opened
  expect(await page.getByRole('button', { name: 'Trash' }).evaluate((one) => one.getBoundingClientRect().bottom <= innerHeight)).toBe(true)
  await page.getByRole('button', { name: 'Trash' }).click()
  await page.getByRole('button', { name: 'Forget what was learned in “Thrown away”' }).click()
  await page.getByRole('dialog', { name: 'Forget 3 memories?' }).getByRole('button', { name: 'Keep them' }).click()
  await page.getByRole('dialog', { name: 'Trash' }).getByRole('button', { name: 'Restore' }).click()
  expect(await opened.calls('memories.forgetSelected')).toEqual([])
  await opened.close()
})

test('[W359] what was learned in a conversation is shown, and forgotten after a preview that can be taken back', async () => {
  const data = makeWindowData()
  for (const [at, memory] of data.memories.entries()) memory.sources = memory.sources.map((one) => ({ ...one, conversationId: at < 4 ? 'conv-lisbon' : 'conv-rust' }))
  const opened = await bench.open(data)
  const { page } = opened
  const title = data.conversations.find((one) => one.id === 'conv-lisbon')!.title
  const openMenu = async () => {
    await list(opened).getByRole('button', { name: title, exact: true }).hover()
    await page.getByRole('button', { name: `More for “${title}”` }).click()
  }
  await openMenu()
  await page.getByRole('menuitem', { name: 'What was learned here', exact: true }).click()
  await page.getByRole('heading', { name: 'Memories', level: 1 }).waitFor()
  await page.getByRole('button', { name: `Take away: From ${title}` }).waitFor()
  await expect.poll(() => page.getByRole('main').getByRole('option').count()).toBe(4)
  await openMenu()
  await page.getByRole('menuitem', { name: /^Forget what was learned here…/ }).click()
  await page.getByRole('dialog', { name: 'Forget 4 memories?' }).getByRole('button', { name: 'Forget', exact: true }).click()
  await page.getByText(/4.memories are being forgotten\./).waitFor()
  expect((await opened.calls('memories.forgetPreview')).at(-1)?.['filter']).toMatchObject({ conversationId: 'conv-lisbon', state: null })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText(/4.memories are back\./).waitFor()
  await opened.close()
})

test('[W358] what was imported is marked in the list, beside its title and at the sources of its memories', async () => {
  const data = makeWindowData()
  Object.assign(data.conversations.find((one) => one.id === 'conv-lisbon')!, { importedFrom: 'chatgpt', title: 'Old colours' })
  data.memories[0]!.sources = [{ ...data.memories[0]!.sources[0]!, conversationId: 'conv-lisbon' }]
  const opened = await bench.open(data)
  const { page } = opened
  const row = list(opened).getByRole('button', { name: 'Old colours', exact: true })
  expect(await row.getAttribute('title')).toMatch(/^Old colours\nImported from ChatGPT, held (?:on|from) /)
  await row.click()
  await page.getByRole('main').getByText('Imported from ChatGPT', { exact: true }).waitFor()
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: /^Memories/ }).click()
  await page.getByRole('option').filter({ hasText: data.memories[0]!.text.slice(0, 40) }).first().click()
  await page.getByText(/you · Imported from ChatGPT · Old colours/).waitFor()
  await opened.close()
})

test('[W22] a conversation is renamed in place and pinned from its menu', async () => {
  const opened = await bench.open(makeWindowData())
  const { page } = opened
  await list(opened).getByRole('button', { name: 'Names for the boat', exact: true }).focus()
  await page.keyboard.press('F2')
  await page.keyboard.type('The boat')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await opened.calls('conversations.update'))[0]?.['title']).toBe('The boat')
  await list(opened).getByRole('button', { name: 'The boat', exact: true }).hover()
  await page.getByRole('button', { name: 'More for “The boat”' }).click()
  await page.getByRole('menuitem', { name: 'Pin' }).click()
  await expect.poll(() => list(opened).getByRole('region', { name: 'Pinned' }).getByRole('listitem').count()).toBe(3)
  await opened.close()
})

test('[W27] shortcuts work from everywhere, are listed, and Ctrl+R stays free', async () => {
  const opened = await bench.open(makeWindowData())
  const { page } = opened
  await page.keyboard.press('Control+/')
  const listed = await page.getByRole('dialog', { name: 'Shortcuts' }).innerText()
  for (const words of ['Ctrl N', 'Ctrl Shift O', 'Ctrl K', 'Ctrl L', 'Ctrl I', 'Ctrl B', 'Ctrl ,', 'Ctrl /', 'Ctrl Shift R', 'Shift Esc']) expect(listed).toContain(words)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+b')
  await expect.poll(() => list(opened).count()).toBe(0)
  await page.keyboard.press('Control+b')
  await list(opened).getByRole('button', { name: 'Lisbon in June', exact: true }).click()
  await page.keyboard.press('Control+i')
  await page.getByRole('complementary', { name: 'Inspector' }).waitFor()
  await page.keyboard.press('Control+,')
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByLabel('Message', { exact: true }).waitFor()
  await page.keyboard.press('Control+Shift+O')
  await page.getByRole('heading', { name: 'What is on your mind?' }).waitFor()
  await expect.poll(() => page.getByLabel('Message', { exact: true }).evaluate((one) => one === document.activeElement)).toBe(true)
  expect(await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', ctrlKey: true, cancelable: true })))).toBe(true)
  await opened.close()
})

test('[W28] the palette finds and opens conversations, memories, commands and models', async () => {
  const opened = await bench.open(makeWindowData())
  const { page } = opened
  const find = async (words: string) => { await page.keyboard.press('Control+k'); await page.getByRole('combobox', { name: 'Search everything' }).fill(words) }
  await find('#lisbon')
  await page.getByRole('option', { name: 'Lisbon in June' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Lisbon in June' }).waitFor()
  await find('qwen')
  await page.getByRole('option', { name: /Qwen3 4B/ }).click()
  await expect.poll(async () => (await opened.calls('conversations.update')).at(-1)).toEqual({ conversationId: 'conv-lisbon', route: 'local:qwen3-4b' })
  await find('>costs')
  await expect.poll(() => page.getByRole('option').allInnerTexts()).toEqual(['Costs'])
  await page.keyboard.press('Escape')
  await find('@peanuts')
  await page.getByRole('option', { name: /peanuts/ }).first().click()
  await expect.poll(async () => (await opened.calls('memories.get')).map((one) => one['memoryId'])).toContain('mem-0')
  await find('zzzz')
  await page.getByText('Nothing found for “zzzz”').waitFor()
  await opened.close()
})

test('[W30] a rule for a kind of task names the place and what may go along', async () => {
  const opened = await bench.open(makeWindowData())
  const { page } = opened
  await page.keyboard.press('Control+,')
  const pick = page.getByRole('combobox', { name: 'Who answers: Code' })
  expect(await pick.innerText()).toBe('This computer')
  await pick.click()
  await page.getByRole('option', { name: 'Cloud, personal notes too' }).click()
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toEqual({ taskRules: [{ task: 'code', place: 'cloud', allowPersonal: true }] })
  await pick.click()
  await page.getByRole('option', { name: 'This computer' }).click()
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toEqual({ taskRules: [] })
  await opened.close()
})

test('[W31] the first start is three steps that can be passed over, once', async () => {
  const data = makeWindowData()
  data.settings.firstStartDone = false
  data.models.models = data.models.models.filter((one) => one.state === 'available')
  const opened = await bench.open(data)
  const { page } = opened
  await page.getByRole('heading', { name: 'An assistant that lives on this computer' }).waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Download' }).waitFor()
  await page.getByRole('button', { name: 'Later' }).click()
  await page.getByRole('heading', { name: 'You can begin' }).waitFor()
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByLabel('Message', { exact: true }).waitFor()
  expect(await opened.calls('settings.set')).toEqual([{ firstStartDone: true }])
  await opened.close()
})

test('[W32] a model says how it is: in use, downloading, paused, refused', async () => {
  const opened = await bench.open(makeWindowData())
  const { page } = opened
  await page.keyboard.press('Control+,')
  await page.getByText('The file ends in the middle of its list of tensors. Download it again.').waitFor()
  await page.getByText('In use').waitFor()
  await page.getByRole('button', { name: 'Download', exact: true }).click()
  await page.getByText(/Downloading · 41\.3\sMB of 98\.4\sMB · 7\.4\sMB\/s · 7\.7\ss left · from the model hub/).waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Resume' }).waitFor()
  await page.getByLabel('A model file on this computer (GGUF)').fill('/tmp/page.gguf')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('is not a GGUF file').waitFor()
  await opened.close()
})

test('[W4] a key is hidden while typed, sent once, and shown by its last four characters', async () => {
  const opened = await bench.open(makeWindowData())
  const { page } = opened
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: 'Add a key…' }).click()
  const field = page.getByLabel('Key', { exact: true })
  expect(await field.getAttribute('type')).toBe('password')
  await field.fill('sk-very-secret-9Zb4')
  await page.getByLabel('Models by name', { exact: true }).fill('big:128000, small')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/key …9Zb4 · big, small/).waitFor()
  const sent = await opened.calls('providers.save')
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ key: 'sk-very-secret-9Zb4', kind: 'openai', models: [{ id: 'big', windowTokens: 128_000 }, { id: 'small', windowTokens: 8192 }] })
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.body.innerHTML]))).not.toContain('very-secret')
  await opened.close()
})

test('[W33] what holds for the whole window is said in one line each', async () => {
  const data = makeWindowData()
  data.settings.offline = true
  data.status.index = { state: 'building', done: 120, total: 900, again: true, beside: null }
  data.status.readOnly = { kind: 'storage-corrupt', message: 'The store is damaged.', next: 'Restore a copy.' }
  data.status.readOnlySince = data.now - 2 * day
  const opened = await bench.open(data)
  await opened.page.getByText('The store is damaged. Restore a copy. Shown is the copy of 19 Nov 2026.').waitFor()
  await opened.page.getByText(/being built again: 120 of 900/).waitFor()
  await opened.page.getByRole('button', { name: 'Go online' }).click()
  await expect.poll(() => opened.page.getByText('Offline: nothing leaves this computer.').count()).toBe(0)
  await opened.close()

  const importing = makeWindowData()
  importing.status.index = { state: 'building', done: 20, total: 300, again: false, beside: null }
  const other = await bench.open(importing)
  await other.page.getByText(/made findable by meaning: 20 of 300/).waitFor()
  await other.close()
})

test('[W34] narrow windows show the inspector, then the list, as sheets', async () => {
  const middle = await bench.open(makeWindowData(), { viewport: { width: 960, height: 800 } })
  await list(middle).getByRole('button', { name: 'Lisbon in June', exact: true }).click()
  await middle.page.keyboard.press('Control+i')
  await middle.page.getByRole('dialog', { name: 'Inspector' }).waitFor()
  await middle.page.keyboard.press('Control+i')
  await middle.page.getByRole('dialog').waitFor({ state: 'detached' })
  await middle.close()
  const narrow = await bench.open(makeWindowData(), { viewport: { width: 700, height: 800 } })
  expect(await list(narrow).count()).toBe(0)
  await narrow.page.getByRole('button', { name: 'Show the conversations' }).click()
  await narrow.page.getByRole('dialog', { name: 'Conversations' }).getByRole('button', { name: 'Lisbon in June', exact: true }).click()
  await narrow.page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await narrow.page.evaluate(() => document.documentElement.scrollWidth)).toBe(700)
  await narrow.close()
})

test('[W34] with both panes the page keeps 480 px at every width', async () => {
  for (const width of [1000, 1060, 1130, 1180]) {
    const opened = await bench.open(makeWindowData(), { viewport: { width, height: 800 } })
    await list(opened).getByRole('button', { name: 'Lisbon in June', exact: true }).click()
    await opened.page.keyboard.press('Control+i')
    const shown = width < 1048 ? opened.page.getByRole('dialog', { name: 'Inspector' }) : opened.page.getByRole('complementary', { name: 'Inspector' })
    await shown.waitFor()
    expect((await opened.page.locator('main').boundingBox())!.width).toBeGreaterThanOrEqual(480)
    await opened.close()
  }
})

test('[W34] the focus ring of a tab lies inside its sheet', async () => {
  const opened = await bench.open(makeWindowData(), { viewport: { width: 700, height: 800 } })
  await opened.page.keyboard.press('Control+i')
  const tab = opened.page.getByRole('dialog', { name: 'Inspector' }).getByRole('tab', { name: 'Context' })
  await tab.press('ArrowRight')
  await opened.page.keyboard.press('ArrowLeft')
  const ring = await tab.evaluate((one) => { const { outlineOffset, outlineWidth, outlineStyle } = getComputedStyle(one); return { style: outlineStyle, top: one.getBoundingClientRect().top - parseFloat(outlineOffset) - parseFloat(outlineWidth) } })
  expect(ring.style).toBe('solid')
  expect(ring.top).toBeGreaterThanOrEqual(0)
  await opened.close()
})

test.each(['light', 'dark'] as const)('[W35] no serious accessibility fault, %s', async (colorScheme) => {
  const opened = await bench.open(makeWindowData(), { colorScheme })
  const { page } = opened
  const faults = async (where: string) => {
    await page.waitForTimeout(250)
    // The components' focus guards are hidden on purpose: they hold nothing and pass the focus on at once.
    const { violations } = await new AxeBuilder({ page: page as never }).exclude('[data-base-ui-focus-guard]').analyze()
    return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${where}: ${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`)
  }
  const found = [...await faults('empty')]
  await list(opened).getByRole('button', { name: 'Lisbon in June', exact: true }).click()
  await page.locator('article').first().waitFor()
  found.push(...await faults('chat'))
  await list(opened).getByRole('button', { name: 'Rust lifetimes, gently', exact: true }).click()
  await page.locator('.code-keyword').first().waitFor()
  found.push(...await faults('code'))
  for (const [keys, where] of [['Control+k', 'palette'], ['Control+/', 'shortcuts'], ['Control+l', 'models']] as const) {
    await page.keyboard.press(keys)
    found.push(...await faults(where))
    await page.keyboard.press('Escape')
    await page.waitForTimeout(200)
  }
  await page.keyboard.press('Control+,')
  found.push(...await faults('settings'))
  expect(found).toEqual([])
  await opened.close()
})
