import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { build, mergeConfig, type InlineConfig } from 'vite'
import config from '../../electron.vite.config.ts'
import { listWindowFiles, pageHeaders } from '../../src/main/platform/windowFiles.ts'
import { findBrowser } from '../support/browser.ts'
import { installScriptedContext } from './scriptedContext.ts'
import { installScriptedExchange } from './scriptedExchange.ts'
import { installScriptedMemories } from './scriptedMemories.ts'
import { installScriptedRouting } from './scriptedRouting.ts'
import { installScriptedClient, type ScriptedControl, type WindowData } from './scriptedClient.ts'

declare global { interface Window { scripted: ScriptedControl } }

/** The built window on a server with the page policy, and one browser; shared by the tests of a file. */
export type WindowBench = {
  open(data: WindowData, options?: BrowserContextOptions): Promise<OpenedWindow>
  close(): Promise<void>
}
export type OpenedWindow = {
  page: Page
  /** What the page wrote to the console as an error, and what the page policy refused. */
  troubles: string[]
  /** Addresses outside the window that the page tried to reach. */
  strayRequests: string[]
  calls(name: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** Builds the window once and starts a browser. The built files are served from memory; their folder is gone before the first page. */
export async function openWindowBench(): Promise<WindowBench> {
  const server = serveFiles(await buildFiles())
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const found = await findBrowser()
  const browser = await chromium.launch({ executablePath: found.path, args: [...found.args] })
  return {
    open: (data, options) => openOne(browser, address, data, options),
    close: async () => {
      await browser.close()
      await new Promise((closed) => server.close(closed))
    },
  }
}

type BuiltFiles = Map<string, { type: string; bytes: Uint8Array }>

async function buildFiles(): Promise<BuiltFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'casement-window-'))
  try {
    await build(mergeConfig((config as { renderer: InlineConfig }).renderer, { configFile: false, logLevel: 'error', build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false } }))
    return new Map([...listWindowFiles(folder)].map(([path, file]) => [path, { type: file.type, bytes: file.read() }]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function serveFiles(files: BuiltFiles): Server {
  return createServer((request, response) => {
    const file = files.get(request.url ?? '/')
    response.writeHead(file === undefined ? 404 : 200, { ...pageHeaders, 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.bytes)
  })
}

async function openOne(browser: Browser, address: string, data: WindowData, options: BrowserContextOptions = {}): Promise<OpenedWindow> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce', ...options })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(address).origin })
  const page = await context.newPage()
  page.setDefaultTimeout(12_000)
  const troubles: string[] = []
  const strayRequests: string[] = []
  page.on('console', (line) => { if (line.type() === 'error') troubles.push(line.text()) })
  page.on('pageerror', (error) => troubles.push(String(error)))
  context.on('request', (request) => { if (!request.url().startsWith(address) && !request.url().startsWith('data:') && !request.url().startsWith('blob:')) strayRequests.push(request.url()) })
  await page.clock.setFixedTime(data.now)
  // One script, so that the second part finds what the first one put there.
  await page.addInitScript({ content: `{ const data = ${JSON.stringify(data)}; (${installScriptedClient.toString()})(data); (${installScriptedContext.toString()})(data); (${installScriptedMemories.toString()})(data); (${installScriptedExchange.toString()})(data); (${installScriptedRouting.toString()})(data) }` })
  await page.goto(address)
  await page.locator('main').first().waitFor()
  return {
    page, troubles, strayRequests,
    calls: (name) => page.evaluate((wanted) => window.scripted.calls.filter((one) => one.name === wanted).map((one) => one.input), name),
    close: () => context.close(),
  }
}
