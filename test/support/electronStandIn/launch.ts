import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { Reach } from './register.ts'

export interface LaunchOptions {
  /** The built main program. */
  readonly entry: string
  readonly args?: readonly string[]
  /** The Chrome or Chromium that draws the windows. */
  readonly browser: string
  readonly env?: Readonly<Record<string, string>>
}

/** The running app, in the shape that Playwright gives to a real one. */
export interface StandIn {
  readonly process: ChildProcess
  /** The first window, once its page is loaded. */
  firstWindow(): Promise<Page>
  /** Runs a function inside the app's main process, with electron and the stand-in's notes as its first argument. */
  evaluate<A, T>(run: (electron: Reach, arg: A) => T | Promise<T>, arg: A): Promise<T>
  /** Everything written to standard error so far. */
  said(): string
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>
  close(): Promise<void>
}

/** Starts the built app under the stand-in, as a process of its own. */
export function launchStandIn(options: LaunchOptions): StandIn {
  const folder = mkdtempSync(join(tmpdir(), 'casement-stand-in-'))
  const child = fork(options.entry, options.args ?? [], {
    execArgv: ['--import', import.meta.resolve('./register.ts')],
    env: { ...process.env, STAND_IN_BROWSER: options.browser, STAND_IN_FOLDER: folder, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced',
  })
  let said = ''
  child.stderr!.on('data', (part: Buffer) => { said += String(part) })
  child.stdout!.resume()
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>()
  let next = 0
  let browserPid: number | null = null
  const endpoint = new Promise<string>((found, failed) => {
    child.on('message', (message: { type: string; endpoint: string; pid: number; id: number; value: never; error?: string }) => {
      if (message.type === 'browser') {
        browserPid = message.pid
        found(message.endpoint)
      } else if (message.type === 'evaluated') {
        const one = waiting.get(message.id)
        waiting.delete(message.id)
        if (message.error === undefined) one?.resolve(message.value)
        else one?.reject(new Error(message.error))
      }
    })
    void ended.then(() => {
      failed(new Error(`the app ended before it had a window: ${said}`))
      for (const one of waiting.values()) one.reject(new Error('the app has ended'))
      // An app that was killed could not end its browser.
      if (browserPid !== null) try { process.kill(browserPid, 'SIGKILL') } catch { /* it is gone already */ }
      // A browser that is ending still writes for a moment.
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    })
  })
  endpoint.catch(() => {})
  let browser: Browser | null = null
  return {
    process: child, ended, said: () => said,
    async firstWindow() {
      browser ??= await chromium.connectOverCDP(await endpoint)
      const context = browser.contexts()[0]!
      const isOurs = (page: Page) => page.url() !== 'about:blank' && page.url() !== ''
      for (;;) {
        const page = context.pages().find(isOurs)
        if (page !== undefined) {
          await page.waitForLoadState()
          return page
        }
        await new Promise((again) => setTimeout(again, 20))
      }
    },
    evaluate: (run, arg) => new Promise((resolve, reject) => {
      const id = ++next
      waiting.set(id, { resolve, reject })
      child.send({ type: 'evaluate', id, source: run.toString(), arg })
    }),
    async close() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(late)
      await browser?.close().catch(() => {})
    },
  }
}
