import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBrowser } from '../support/browser.ts'
import { built, builtPreload } from '../support/built.ts'
import { launchStandIn, type StandIn } from '../support/electronStandIn/launch.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-stand-in-test-'))
const profile = join(folder, 'profile')
const complaints: string[] = []
let browser: string
let app: StandIn
let page: Page

const launch = (at: string) => launchStandIn({ entry: built('index'), args: ['--profile', at, '--offline'], browser })

beforeAll(async () => {
  browser = (await findBrowser()).path
  app = launch(profile)
  page = await app.firstWindow()
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('evil.example')) complaints.push(message.text()) })
  page.on('pageerror', (error) => complaints.push(String(error)))
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('[H20] the one window has every lock, and the sandbox stands before the app is ready', async () => {
  const { windowOptions, beforeReady } = await app.evaluate(({ standIn }) => standIn.record, null)
  expect(windowOptions).toHaveLength(1)
  expect((windowOptions[0] as { webPreferences: object }).webPreferences).toEqual({
    preload: builtPreload, devTools: true, contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false, webviewTag: false, spellcheck: false, navigateOnDragDrop: false,
  })
  expect(beforeReady).toEqual(['enableSandbox', 'scheme app'])
})

test('[H26] the page reaches one frozen object with two functions, and nothing of Electron or Node', async () => {
  const reach = await page.evaluate(() => {
    const own = window as unknown as Record<string, object>
    return {
      names: Object.getOwnPropertyNames(own['casement']), frozen: Object.isFrozen(own['casement']),
      strange: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron', '__standInOut', '__standInIn'].filter((name) => name in own),
    }
  })
  expect(reach).toEqual({ names: ['call', 'listen'], frozen: true, strange: [] })
})

test('[H26] the built preload asks for electron and nothing else, and is small', () => {
  const text = readFileSync(builtPreload, 'utf8')
  expect([...text.matchAll(/require\((.+?)\)/g)].map((found) => found[1])).toEqual([expect.stringMatching(/^["']electron["']$/)])
  expect(text.length).toBeLessThan(10_000)
})

test('[H21] every permission but copying is denied, for every page and device', async () => {
  const names = ['clipboard-read', 'clipboard-sanitized-write', 'display-capture', 'fullscreen', 'geolocation', 'hid', 'idle-detection', 'keyboardLock', 'media', 'mediaKeySystem', 'midi', 'midiSysex', 'notifications',
    'openExternal', 'pointerLock', 'serial', 'speaker-selection', 'storage-access', 'top-level-storage-access', 'unknown', 'usb', 'window-management', 'fileSystem', 'background-sync', 'payment-handler', 'persistent-storage']
  const granted = await app.evaluate(({ standIn }, all) => {
    const { request, check, device } = standIn.permissions
    const list: string[] = []
    for (const page of ['app://casement/', 'https://evil.example/']) {
      for (const name of all) {
        request!(null, name, (yes) => { if (yes) list.push(`request ${name} ${page}`) }, { requestingUrl: page })
        if (check!(null, name, page)) list.push(`check ${name} ${page}`)
      }
      if (device!({ deviceType: 'hid', origin: page })) list.push(`device ${page}`)
    }
    return list
  }, names)
  expect(granted).toEqual(['request clipboard-sanitized-write app://casement/', 'check clipboard-sanitized-write app://casement/'])
})

test('[H27] the page goes nowhere: navigation, frames, popups and posts end in a question or in nothing', async () => {
  const before = page.url()
  await page.evaluate(() => { location.href = 'https://evil.example/away' })
  await expect.poll(() => app.evaluate(({ standIn }) => standIn.record.dialogs.length, null)).toBe(1)
  await page.evaluate(() => { window.open('https://evil.example/popup') })
  await expect.poll(() => app.evaluate(({ standIn }) => standIn.record.dialogs.length, null)).toBe(2)
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.src = 'https://evil.example/frame'
    const form = Object.assign(document.createElement('form'), { action: 'https://evil.example/form', method: 'post' })
    document.body.append(frame, form)
    form.submit()
    frame.remove()
    form.remove()
  })
  await page.evaluate(async () => {
    const image = new Image()
    image.src = 'https://evil.example/picture'
    await fetch('https://evil.example/fetch').catch(() => {})
  })
  const { dialogs, opened, strangeRequests } = await app.evaluate(({ standIn }) => standIn.record, null)
  expect(dialogs.map((one) => (one.options as { detail: string }).detail)).toEqual(['https://evil.example/away', 'https://evil.example/popup'])
  expect([opened, strangeRequests, page.url()]).toEqual([[], [], before])
})

test('[H28] a page that dies comes back, with the engine as it was', async () => {
  const created = await page.evaluate(() => (window as unknown as { casement: { call(name: string, input: object): Promise<{ value: { id: string } }> } }).casement.call('conversations.create', { title: 'Before' }))
  const times = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents
    const loads: number[] = []
    contents.on('did-finish-load', () => loads.push(1))
    Object.assign(globalThis, { loads })
    contents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
    contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
    return loads.length
  }, null)
  expect(times).toBe(0)
  await expect.poll(() => app.evaluate(() => (globalThis as unknown as { loads: number[] }).loads.length, null), { timeout: 20_000 }).toBe(1)
  await page.waitForFunction(() => 'casement' in window)
  const found = await page.evaluate((id) => (window as unknown as { casement: { call(name: string, input: object): Promise<unknown> } }).casement.call('conversations.get', { conversationId: id }), created.value.id)
  expect(found).toMatchObject({ ok: true, value: { title: 'Before' } })
})

test('[H29] a second start shows the first window and leaves', { timeout: 60_000 }, async () => {
  const second = launch(profile)
  expect(await second.ended).toBe(3)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)).toBe(1)
})

test('[H62] a turn knows whether the computer runs on battery, as the system tells it', async () => {
  const powerOfTurn = async (onBattery: boolean) => {
    await app.evaluate(({ standIn }, on) => { standIn.script.onBattery = on }, onBattery)
    return page.evaluate(async () => {
      const client = window.casement!
      const made = await client.call('conversations.create', {})
      if (!made.ok) return made.error.message
      const ended = new Promise<void>((done) => client.listen('turn.ended', (event) => { if (event.conversationId === made.value.id) done() }))
      const sent = await client.call('turn.send', { conversationId: made.value.id, text: 'How are you today?' })
      if (!sent.ok) return sent.error.message
      await ended
      const trace = await client.call('trace.get', { turnId: sent.value.turnId })
      return trace.ok ? trace.value.route?.facts?.power : trace.error.message
    })
  }
  expect(await powerOfTurn(true)).toBe('battery')
  expect(await powerOfTurn(false)).toBe('plugged')
})

test('the window has drawn itself without a complaint, and nothing was asked of the stand-in that it lacks', async () => {
  expect((await page.innerText('#root')).length).toBeGreaterThan(20)
  expect(complaints).toEqual([])
  expect(await app.evaluate(({ standIn }) => standIn.record.unimplemented, null)).toEqual([])
})

test('[H29] a profile that another host holds is told in a dialog, and the app ends', { timeout: 90_000 }, async () => {
  const { spawn } = await import('node:child_process')
  const held = join(folder, 'held')
  const holder = spawn(process.execPath, [built('cli'), 'call', '--profile', held, '--offline'], { stdio: ['pipe', 'pipe', 'inherit'] })
  holder.stdin.write('{"id":1,"name":"app.status"}\n')
  await new Promise((ready) => holder.stdout.once('data', ready))
  const late = launch(held)
  expect(await late.ended).toBe(3)
  expect(late.said()).toContain('already open')
  holder.stdin.end()
  await new Promise((done) => holder.once('exit', done))
})

test('[H29] quitting closes the engine and leaves the profile free', { timeout: 90_000 }, async () => {
  await app.close()
  expect(await app.ended).toBe(0)
  expect(existsSync(join(profile, 'casement.db-wal'))).toBe(false)
  app = launch(profile)
  await app.firstWindow()
})
