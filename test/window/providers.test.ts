import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import { faultsIn, inSettings, partOf, plain, wideParts } from './routingBench.ts'
import { makeProvider } from './routingData.ts'

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

const part = (opened: OpenedWindow) => partOf(opened, 'Servers and cloud')
const keys = (opened: OpenedWindow) => part(opened).getByRole('group', { name: 'Keys' })

test('[W410] a server is added by its kind, with models from the bundled list, each to be set by hand', () => inSettings(bench, {}, async (opened) => {
  const { page } = opened
  await part(opened).getByRole('button', { name: 'Add a key…' }).click()
  const form = part(opened).getByRole('form', { name: 'A new server' })
  await form.getByRole('combobox', { name: 'Kind' }).click()
  expect(await page.getByRole('option').allInnerTexts()).toEqual(['OpenAI', 'Anthropic', 'Google', 'Mistral', 'OpenRouter', 'OpenAI-compatible server'])
  await page.getByRole('option', { name: 'Google' }).click()
  expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Google')
  await form.getByText('Messages go to generativelanguage.googleapis.com').waitFor()
  await form.getByText('leaves this computer').waitFor()
  await form.getByText('Windows and prices as of 2 Nov 2026', { exact: false }).waitFor()
  expect(await form.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true')
  await form.getByRole('button', { name: 'Pick from the list' }).click()
  await page.getByRole('menuitem', { name: /^Star/ }).click()
  const row = form.getByRole('listitem')
  expect(plain(await row.innerText())).toMatch(/Star\s*images\s*tools\s*reasoning\s*1 000 000 tokens · \$1\.25 in, \$10\.00 out/)
  await row.getByRole('button', { name: 'Window, price and abilities of star' }).click()
  await form.getByLabel('Window', { exact: true }).fill('500 000')
  await form.getByLabel('Price in', { exact: true }).fill('0,0375')
  await form.getByLabel('Price out', { exact: true }).fill('dear')
  await form.getByRole('button', { name: 'images' }).click()
  await expect.poll(async () => plain(await row.innerText())).toMatch(/500 000 tokens · \$0\.0375 in, \$10\.00 out, set by you/)
  await form.getByRole('button', { name: 'As in the list' }).click()
  await form.getByLabel('Models by name').fill('comet:32000')
  await form.getByLabel('Key', { exact: true }).fill('goo-very-secret-7Yx2')
  await form.getByRole('button', { name: 'Save' }).click()
  await part(opened).getByText(/key …7Yx2 · star, comet/).waitFor()
  expect((await opened.calls('providers.save')).at(-1)).toMatchObject({
    kind: 'google', name: 'Google', baseUrl: null, enabled: true, key: 'goo-very-secret-7Yx2',
    models: [{ id: 'star', windowTokens: 500_000, inputPrice: 0.0375, outputPrice: null, abilities: null }, { id: 'comet', windowTokens: 32_000, inputPrice: null, outputPrice: null, abilities: null }],
  })
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.body.innerHTML]))).not.toContain('very-secret')
}))

test('[W410] Esc leaves the form alone, and asks where something was typed', () => inSettings(bench, {}, async (opened) => {
  const { page } = opened
  const form = part(opened).getByRole('form', { name: 'A new server' })
  await part(opened).getByRole('button', { name: 'Add a key…' }).click()
  // A list in the form takes its own Esc.
  await form.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Google' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('option', { name: 'Google' }).waitFor({ state: 'detached' })
  await form.getByLabel('Key', { exact: true }).fill('goo-very-secret-7Yx2')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Go on typing' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await form.getByLabel('Key', { exact: true }).inputValue()).toBe('goo-very-secret-7Yx2')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
  await form.waitFor({ state: 'detached' })
  await part(opened).getByRole('button', { name: 'Add a key…' }).click()
  expect(await form.getByLabel('Key', { exact: true }).inputValue()).toBe('')
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await part(opened).waitFor()
  await page.keyboard.press('Escape')
  await part(opened).waitFor({ state: 'detached' })
}))

test('[W410] a server on this computer is asked for no price; a refusal goes with what was refused', () => inSettings(bench, { change: (data) => { data.failures['providers.save'] = { kind: 'bad-input', message: 'The address is not an https address.', next: 'Write one.' } } }, async (opened) => {
  const form = part(opened).getByRole('form', { name: 'A new server' })
  await part(opened).getByRole('button', { name: 'Add a local server…' }).click()
  await form.getByLabel('Models by name').fill('comet')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await form.getByText('8 192 tokens · costs nothing').waitFor()
  await form.getByRole('button', { name: 'Window, price and abilities of comet' }).click()
  await form.getByLabel('Window', { exact: true }).waitFor()
  expect(await form.getByLabel('Price in', { exact: true }).count()).toBe(0)
  await form.getByLabel('Address').fill('http://far.example/v1')
  await form.getByLabel('Price in', { exact: true }).waitFor()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('The address is not an https address.').waitFor()
  await form.getByLabel('Address').fill('https://far.example/v1')
  await form.getByText('The address is not an https address.').waitFor({ state: 'detached' })
}))

test.each(['light', 'dark'] as const)('[W439] a switch stands out from what is behind it, on and off, %s', (colorScheme) => inSettings(bench, { colorScheme }, async (opened) => {
  const contrasts = await opened.page.evaluate(() => {
    const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!
    const light = (...layers: string[]) => {
      pen.clearRect(0, 0, 1, 1)
      for (const layer of layers) { pen.fillStyle = layer; pen.fillRect(0, 0, 1, 1) }
      const [red = 0, green = 0, blue = 0] = [...pen.getImageData(0, 0, 1, 1).data].map((one) => one / 255).map((one) => one <= 0.040_45 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const behind = (element: Element | null): string[] => element === null ? [] : [...behind(element.parentElement), getComputedStyle(element).backgroundColor]
    const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    return [...document.querySelectorAll('[role="switch"]')].flatMap((track) => {
      const ground = light(...behind(track.parentElement))
      return [contrast(light(getComputedStyle(track).borderTopColor), ground), contrast(light(...behind(track.firstElementChild)), light(...behind(track)))]
    })
  })
  expect(contrasts.length).toBeGreaterThan(4)
  expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(3)
}))

test('[W411] each server says where it stands; it is switched without its key, and removed after a question', () => inSettings(bench, { change: (data) => { data.providers.providers.push(makeProvider({ id: 'here', name: 'Ollama', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:11434/v1', keyTail: null, loopback: true, models: [{ id: 'llama3.2:3b', windowTokens: 8192, inputPrice: null, outputPrice: null, abilities: null }] })) } }, async (opened) => {
  const { page } = opened
  const row = (name: string) => part(opened).getByRole('listitem').filter({ has: page.getByRole('switch', { name: `Use ${name}` }) })
  expect(await row('OpenAI').innerText()).toMatch(/leaves this computer[^]*key …x7Qa · large/)
  expect(await row('Ollama').innerText()).toMatch(/on this computer[^]*no key · llama3\.2:3b/)
  await row('OpenAI').getByRole('switch').click()
  await row('OpenAI').getByText('switched off · key …x7Qa').waitFor()
  expect((await opened.calls('providers.save')).at(-1)).toMatchObject({ id: 'openai', enabled: false, key: null })
  expect(await row('OpenAI').getByRole('button', { name: 'Test OpenAI' }).getAttribute('aria-disabled')).toBe('true')
  await row('OpenAI').getByRole('button', { name: 'Change OpenAI' }).click()
  const form = part(opened).getByRole('form', { name: 'Change OpenAI' })
  expect(await form.getByLabel('Key', { exact: true }).inputValue()).toBe('')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  // A change of what is switched off leaves it off.
  expect((await opened.calls('providers.save')).at(-1)).toMatchObject({ enabled: false, key: null })
  await row('OpenAI').getByRole('button', { name: 'Remove OpenAI' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect.poll(() => opened.calls('providers.remove')).toEqual([{ providerId: 'openai' }])
}))

test('[W412] a test shows each step as it was done, and a failure with what to do', () => inSettings(bench, {}, async (opened) => {
  const { page } = opened
  expect(await opened.calls('providers.test')).toEqual([])
  await part(opened).getByRole('button', { name: 'Test OpenAI' }).click()
  const box = part(opened).getByRole('group', { name: 'Test of OpenAI' })
  await expect.poll(() => box.getByRole('list', { name: 'What was done' }).getByRole('listitem').count()).toBe(5)
  expect(plain(await box.innerText())).toContain('Sent 412 B to api.openai.com and got 1.1 kB back. It cost $0.000031.')
  await page.evaluate(() => {
    window.scripted.data.routing.test = {
      ok: false, modelId: 'large', destination: 'api.openai.com', bytesOut: 0, bytesIn: 0, costUsd: null,
      steps: [{ sentence: 'The address is api.openai.com.', ok: true, ms: 0 }, { sentence: 'No key is kept for it.', ok: false, ms: 0 }],
      failure: { kind: 'provider-key', message: 'OpenAI wants a key.', next: 'Write one in under Change.' },
    }
  })
  await box.getByRole('button', { name: 'Test again' }).click()
  await box.getByText('OpenAI wants a key. Write one in under Change.').waitFor()
  await box.getByText('Nothing was sent.').waitFor()
  expect(await box.getByLabel('Failed').count()).toBe(1)
  expect(await opened.calls('providers.test')).toEqual([{ providerId: 'openai', modelId: 'large' }, { providerId: 'openai', modelId: 'large' }])
}))

test('[W413] servers on this computer are looked for only when asked, and added by one press', () => inSettings(bench, {}, async (opened) => {
  const { page } = opened
  expect(await opened.calls('providers.discover')).toEqual([])
  await part(opened).getByRole('button', { name: 'Look for servers on this computer' }).click()
  await part(opened).getByText('Looked here and nowhere else:').waitFor()
  expect(await part(opened).getByRole('list', { name: 'Where it looked' }).getByRole('listitem').allInnerTexts()).toEqual(['Ollama at 127.0.0.1:11434', 'LM Studio at 127.0.0.1:1234'])
  await part(opened).getByRole('button', { name: 'Add Ollama' }).click()
  await part(opened).getByText('Added', { exact: true }).waitFor()
  expect((await opened.calls('providers.save')).at(-1)).toMatchObject({ kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:11434/v1', key: null, models: [{ id: 'llama3.2:3b', windowTokens: 131_072 }, { id: 'qwen3:8b' }] })
  await page.evaluate(() => { window.scripted.data.routing.discovered.found = [] })
  await part(opened).getByRole('button', { name: 'Look for servers on this computer' }).click()
  await part(opened).getByText('None answered.', { exact: false }).waitFor()
}))

test('[W414] where keys rest is said; a passphrase is typed twice, hidden, and sent once', () => inSettings(bench, { change: (data) => { data.providers.keysStored = 'this-run-only'; data.providers.keysProblem = 'The file with the keys was damaged and set aside.' } }, async (opened) => {
  const { page } = opened
  await keys(opened).getByText('Keys are kept for this run only', { exact: false }).waitFor()
  await keys(opened).getByText('The file with the keys was damaged and set aside.').waitFor()
  await keys(opened).getByRole('button', { name: 'Set a passphrase…' }).click()
  const dialog = page.getByRole('dialog')
  const [first, second] = [dialog.getByLabel('Passphrase', { exact: true }), dialog.getByLabel('The same again')]
  expect(await Promise.all([first, second].map((one) => one.getAttribute('type')))).toEqual(['password', 'password'])
  await first.fill('short')
  await dialog.getByText('At least 8 characters', { exact: false }).waitFor()
  await first.fill('nine green lamps')
  await second.fill('nine green lamp')
  await dialog.getByText('This is not the same.').waitFor()
  await page.keyboard.press('Enter')
  expect(await opened.calls('keys.setPassphrase')).toEqual([])
  await second.fill('nine green lamps')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(await opened.calls('keys.setPassphrase')).toEqual([{ passphrase: 'nine green lamps' }])
  await keys(opened).getByText('Keys are kept in a file that your passphrase opens.').waitFor()
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.body.innerHTML]))).not.toContain('green lamps')
}))

test('[W415] locked keys are said and opened; a wrong passphrase is a sentence; they are locked and forgotten', () => inSettings(bench, { change: (data) => { data.providers.keysStored = 'passphrase'; data.providers.keysLocked = true } }, async (opened) => {
  const { page } = opened
  await keys(opened).getByText('everything on this computer works', { exact: false }).waitFor()
  const field = keys(opened).getByLabel('Passphrase')
  await field.fill('six quiet boats')
  await page.keyboard.press('Enter')
  await keys(opened).getByText('This passphrase does not open the keys. Check capital letters and the keyboard’s language.').waitFor()
  expect(await field.inputValue()).toBe('')
  await field.fill('seven quiet boats')
  await keys(opened).getByRole('button', { name: 'Unlock' }).click()
  await keys(opened).getByRole('button', { name: 'Lock', exact: true }).click()
  await field.waitFor()
  await keys(opened).getByRole('button', { name: 'Forget the keys…' }).click()
  await page.getByRole('dialog').getByText('They cannot be brought back', { exact: false }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click()
  await keys(opened).getByText('Keys are kept for this run only', { exact: false }).waitFor()
  expect(await opened.calls('keys.forget')).toHaveLength(1)
}))

test.each(['light', 'dark'] as const)('[W439] servers and keys have no serious accessibility fault and fit 700 pixels, %s', (colorScheme) => inSettings(bench, { colorScheme, width: 700, change: (data) => { data.providers.keysStored = 'passphrase'; data.providers.keysLocked = true } }, async (opened) => {
  await part(opened).getByRole('button', { name: 'Test OpenAI' }).click()
  await part(opened).getByText('It cost', { exact: false }).waitFor()
  await part(opened).getByRole('button', { name: 'Look for servers on this computer' }).click()
  await part(opened).getByRole('button', { name: 'Add Ollama' }).waitFor()
  await part(opened).getByRole('button', { name: 'Change OpenAI' }).click()
  await part(opened).getByRole('button', { name: 'Window, price and abilities of large' }).click()
  expect(await faultsIn(opened)).toEqual([])
  expect(await wideParts(opened)).toEqual([])
}))
