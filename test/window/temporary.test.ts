import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { addThread, makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const box = ({ page }: OpenedWindow) => page.getByLabel('Message', { exact: true })
const temporary = ({ page }: OpenedWindow) => page.getByRole('region', { name: 'Temporary' })

test('[W344] a temporary chat begins from the list and by its keys, says what it is, and an unused one is taken up again', async () => {
  const opened = await bench.open(makeWindowData({ answers: [{ text: 'Hello.' }] }))
  const { page } = opened
  await page.getByRole('button', { name: /^Temporary chat/ }).click()
  await page.getByRole('note').getByText('nothing here is stored or learned').waitFor()
  await page.getByText('Nothing of this is stored.').waitFor()
  await page.getByRole('button', { name: 'Lisbon in June', exact: true }).click()
  await expect.poll(() => page.getByRole('note').count()).toBe(0)
  await page.keyboard.press('Control+Shift+H')
  await page.getByRole('note').waitFor()
  expect(await opened.calls('conversations.create')).toEqual([{ temporary: true }])
  await expect.poll(() => box(opened).evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.type('I live in Rome.')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('article', { name: 'Answer' }).innerText()).toContain('Hello.')
  await temporary(opened).getByRole('button', { name: 'I live in Rome.', exact: true }).waitFor()
  expect(await page.getByRole('button', { name: 'Memories from this message' }).count()).toBe(0)
  await page.keyboard.press('Control+Shift+H')
  await expect.poll(() => temporary(opened).getByRole('listitem').count()).toBe(2)
  await opened.close()
})

test('[W345] it stays in reach over a reload, has no pin and no project, and closing leaves nothing behind', async () => {
  const data = makeWindowData()
  const like = data.conversations[0]!
  data.conversations.push({ ...like, id: 'brief', title: 'Something brief', temporary: true, pinned: false })
  addThread(data, 'brief', [{ role: 'user', text: 'Only for now' }, { role: 'assistant', text: 'As you like' }])
  const opened = await bench.open(data)
  const { page } = opened
  expect(await temporary(opened).count()).toBe(0)
  await page.evaluate(() => sessionStorage.setItem('casement.temporary', '["brief","gone long ago"]'))
  await page.reload()
  await temporary(opened).getByRole('button', { name: 'Something brief', exact: true }).click()
  await page.getByRole('note').waitFor()
  await page.getByRole('button', { name: 'More for this conversation' }).click()
  const items = await page.getByRole('menuitem').allInnerTexts()
  expect(items.some((one) => /Pin|Project|trash/.test(one))).toBe(false)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Close and let go' }).click()
  await page.getByText('Nothing of it was stored.').waitFor()
  await expect.poll(() => temporary(opened).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  expect(await page.evaluate(() => sessionStorage.getItem('casement.temporary'))).toBe('[]')
  expect(opened.troubles).toEqual([])
  await opened.close()
})

test('[W346] no key of the window is one that a browser never hands on, save where a second pair does the same', async () => {
  const { actions } = await import('../../src/renderer/app/actions.ts')
  const kept = ['Ctrl+N', 'Ctrl+T', 'Ctrl+W', 'Ctrl+Shift+N', 'Ctrl+Shift+T', 'Ctrl+Shift+W', 'Ctrl+Shift+P']
  expect(actions.filter((one) => one.keys.length > 0 && one.keys.every((keys) => kept.includes(keys))).map((one) => one.id)).toEqual([])
  const all = actions.flatMap((one) => one.keys)
  expect(new Set(all).size).toBe(all.length)
})

test.each(['light', 'dark'] as const)('[W347] [W356] a conversation gets a project in its menu; projects are made, renamed and removed there; the list marks it, %s', async (colorScheme) => {
  const opened = await bench.open(makeWindowData(), { colorScheme })
  const { page } = opened
  const openDialog = async () => {
    await page.getByRole('button', { name: 'More for this conversation' }).click()
    await page.getByRole('menuitem', { name: /^Project/ }).click()
    await page.getByRole('dialog', { name: 'Project' }).waitFor()
  }
  const dialog = page.getByRole('dialog', { name: 'Project' })
  await page.getByRole('button', { name: 'Lisbon in June', exact: true }).click()
  await openDialog()
  expect(await dialog.getByRole('radio', { name: 'None' }).isChecked()).toBe(true)
  await dialog.getByRole('button', { name: 'Rename “The boat”' }).click()
  await dialog.getByLabel('Name of the project').fill('The old boat')
  await page.keyboard.press('Enter')
  await dialog.getByRole('radio', { name: /^The old boat/ }).waitFor()
  await dialog.getByRole('button', { name: 'Remove “The old boat”' }).click()
  await page.waitForTimeout(250)
  const { violations } = await new AxeBuilder({ page: page as never }).exclude('[data-base-ui-focus-guard]').analyze()
  expect(violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual([])
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await dialog.getByLabel('A new project').fill('Lisbon')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await opened.calls('projects.save')).map((one) => one['name'])).toEqual(['The old boat', 'Lisbon'])
  await page.getByRole('button', { name: 'Lisbon in June Lisbon', exact: true }).waitFor()
  await openDialog()
  expect(await dialog.getByRole('radio', { name: /^Lisbon/ }).isChecked()).toBe(true)
  await dialog.getByRole('button', { name: 'Remove “Lisbon”' }).click()
  await dialog.getByRole('group', { name: 'Remove “Lisbon”?' }).getByRole('button', { name: 'Remove' }).click()
  await expect.poll(() => dialog.getByRole('radio', { name: 'None' }).isChecked()).toBe(true)
  expect((await opened.calls('projects.remove')).length).toBe(1)
  expect(opened.troubles).toEqual([])
  await opened.close()
})
