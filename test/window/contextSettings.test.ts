import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeWindowData } from './windowData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
const part = ({ page }: OpenedWindow, name: string) => page.getByRole('region', { name, exact: true })

/** Opens the settings, runs a test in them, and closes the window. */
async function inSettings(change: (data: WindowData) => void, run: (opened: OpenedWindow) => Promise<void>, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  const data = makeWindowData()
  change(data)
  const opened = await bench.open(data, { colorScheme })
  try {
    await opened.page.keyboard.press('Control+,')
    await part(opened, 'Contexts').waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}
const asItIs = () => {}

test('[W266] a persona is written, chosen, edited and removed', () => inSettings(asItIs, async (opened) => {
  const { page } = opened
  const personas = part(opened, 'Personas')
  await personas.getByRole('button', { name: 'Add a persona…' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true')
  await dialog.getByLabel('Name', { exact: true }).fill('Editor')
  await dialog.getByLabel('Role').fill('A patient editor')
  await dialog.getByLabel('Constraints').fill('Never rewrite a whole text.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toMatchObject({ personas: [{ name: 'Editor', role: 'A patient editor', instructions: '', constraints: 'Never rewrite a whole text.', examples: '' }] })
  await personas.getByRole('radio', { name: 'Editor' }).click()
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toMatchObject({ personaId: expect.stringMatching(/^persona-/) })
  await personas.getByRole('button', { name: 'Add a persona…' }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('Editor')
  await dialog.getByText('There is a persona of that name already.').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await personas.getByRole('button', { name: 'Edit Editor' }).click()
  await dialog.getByLabel('Instructions').fill('Say first what works.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toMatchObject({ personas: [{ name: 'Editor', instructions: 'Say first what works.' }] })
  await personas.getByRole('button', { name: 'Remove Editor' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toEqual({ personas: [], personaId: null })
}))

test('[W267] retention, disk and calibration are saved as they are set; what is out of range goes back', () => inSettings(asItIs, async (opened) => {
  const { page } = opened
  const contexts = part(opened, 'Contexts')
  const days = contexts.getByLabel('Texts of sent contexts are kept for')
  await days.fill('90')
  await page.keyboard.press('Enter')
  await expect.poll(() => opened.calls('settings.set')).toEqual([{ keepContextsDays: 90 }])
  await days.fill('0')
  await page.keyboard.press('Tab')
  expect(await days.inputValue()).toBe('90')
  await days.fill('')
  await page.keyboard.press('Tab')
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toEqual({ keepContextsDays: null })
  const disk = contexts.getByLabel('Disk for what a model has read')
  await disk.fill('2 000')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toEqual({ prefixStoreMb: 2000 })
  await page.getByRole('combobox', { name: 'Measured on first use' }).click()
  await page.getByRole('option', { name: /Models on this computer/ }).click()
  await expect.poll(async () => (await opened.calls('settings.set')).at(-1)).toEqual({ calibrate: 'local' })
  await contexts.getByRole('button', { name: 'Strategies…' }).click()
  await page.getByRole('heading', { name: 'Strategies', level: 1 }).waitFor()
}))

test('[W268] a profile is read, measured with a stop, asked for before a cloud model, and corrected', () => inSettings(asItIs, async (opened) => {
  const { page } = opened
  const profiles = part(opened, 'How models use notes')
  await expect.poll(async () => plain(await profiles.innerText())).toContain('Uses about 3 notes well, best right before the question; reads 160 tokens a second.')
  await profiles.getByRole('button', { name: 'Measure again: Qwen3 4B' }).click()
  await expect.poll(() => profiles.getByRole('progressbar', { name: 'Measuring Qwen3 4B' }).getAttribute('aria-valuenow')).toBe('42')
  expect(await profiles.getByRole('button', { name: 'Measure now: large (OpenAI)' }).getAttribute('aria-disabled')).toBe('true')
  await profiles.getByRole('button', { name: 'Stop' }).click()
  await profiles.getByRole('progressbar').waitFor({ state: 'detached' })
  await profiles.getByRole('button', { name: 'Measure now: large (OpenAI)' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.innerText()).toContain('outside this computer')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect((await opened.calls('profiles.measure')).map((one) => one['modelId'])).toEqual(['local:qwen3-4b'])
  await profiles.getByRole('button', { name: 'Figures of Qwen3 4B' }).click()
  const table = dialog.getByRole('table', { name: /made-up notes/ })
  expect(await table.getByRole('row').count()).toBe(1 + 15)
  await dialog.getByLabel('Notes it uses well').fill('5')
  await page.keyboard.press('Enter')
  await dialog.getByLabel('Trusted up to').fill('')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => opened.calls('profiles.edit')).toEqual([{ key: 'sha256:4f', notes: 5, place: 'before', trustedTokens: null }])
  await page.evaluate(() => { window.scripted.data.failures['profiles.measure'] = { kind: 'busy', message: 'An answer is being written.', next: 'Wait for it, or stop it.' } })
  await profiles.getByRole('button', { name: 'Measure again: Qwen3 4B' }).click()
  await profiles.getByText('An answer is being written. Wait for it, or stop it.').waitFor()
}))

test('[W357] learning, the local model, fading and the way back are saved as they are set; empty means never', () => inSettings(asItIs, async (opened) => {
  const { page } = opened
  const memory = part(opened, 'Memory')
  const newest = async () => (await opened.calls('settings.set')).at(-1)
  await memory.getByRole('combobox', { name: 'Learning' }).click()
  expect(await page.getByRole('option').count()).toBe(4)
  await page.getByRole('option', { name: /Ask first/ }).click()
  await expect.poll(newest).toEqual({ learning: 'ask' })
  for (const [name, unit] of [['Looks a day', 'times'], ['Tokens a day', 'tokens'], ['Seconds a day', 'seconds']] as const) {
    const field = memory.getByLabel(name)
    const shown = memory.getByText(unit, { exact: true })
    // The number ends before its unit begins.
    expect(await field.evaluate((one) => Number.parseFloat(getComputedStyle(one).paddingRight))).toBeGreaterThanOrEqual((await shown.boundingBox())!.width + 10)
    expect(await field.getAttribute('aria-describedby')).toBe(await shown.getAttribute('id'))
  }
  await memory.getByLabel('Tokens a day').fill('50 000')
  await page.keyboard.press('Enter')
  await expect.poll(newest).toMatchObject({ background: { tokens: 50_000 } })
  await memory.getByLabel('What happened').fill('')
  await page.keyboard.press('Tab')
  await expect.poll(newest).toMatchObject({ fading: { episodic: null } })
  await memory.getByLabel('Forgetting can be taken back for').fill('0')
  await page.keyboard.press('Enter')
  await expect.poll(newest).toEqual({ forgetUndoSeconds: 0 })
  await memory.getByText('Gone at once, for good.').waitFor()
  await memory.getByRole('switch', { name: 'Let a local model look for more' }).click()
  await expect.poll(newest).toEqual({ learnWithModel: false })
  expect(await memory.getByLabel('Tokens a day').count()).toBe(0)
  await memory.getByRole('button', { name: 'Import and export…' }).click()
  await page.getByRole('heading', { name: 'Import and export', level: 1 }).waitFor()
}))

test.each(['light', 'dark'] as const)('[W270] personas, contexts and profiles have no serious accessibility fault, %s', (scheme) => inSettings((data) => {
  data.settings.personas = [{ id: 'persona-1', name: 'Editor', role: 'An editor', instructions: '', constraints: '', examples: '' }]
  data.context.profiles.running = { modelId: 'cloud:openai:large', share: 0.42 }
}, async (opened) => {
  const { page } = opened
  const faults = async () => {
    await page.waitForTimeout(250)
    const { violations } = await new AxeBuilder({ page: page as never }).exclude('[data-base-ui-focus-guard]').analyze()
    return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`)
  }
  await page.getByRole('progressbar').waitFor()
  expect(await faults()).toEqual([])
  await page.getByRole('button', { name: 'Figures of Qwen3 4B' }).click()
  expect(await faults()).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Edit Editor' }).click()
  expect(await faults()).toEqual([])
}, scheme))
