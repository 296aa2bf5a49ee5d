import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { createEngine } from '../engine/createEngine.ts'
import { silentLog } from '../platform/log.ts'
import { openStore } from '../storage/openStore.ts'
import { unwrap, waitForIndex } from './askEngine.ts'
import { percentile } from './percentile.ts'
import { benchEntries, projectFolder, resourcesFolder } from './places.ts'
import type { BenchArguments, BenchReport } from './registry.ts'
import { fillProfile } from './sampleProfile.ts'

const goalMs = 2000
const goalMegabytes = 300
const browsers = [process.env['CHROME'], '/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/**
 * From the start of the process until the window can be typed into and shows its conversations, in a real browser that is already open;
 * a large profile next to an empty one, in turn, in the same run. Memory is the resident size of the main process after that.
 */
export async function benchStart(options: BenchArguments): Promise<BenchReport> {
  const counts = { messages: options.number('messages', 10_000), memories: options.number('memories', 1000) }
  const repeats = options.number('repeats', 5)
  const entry = join(projectFolder, 'out/main/web.js')
  if (!existsSync(entry)) throw new Error('bench start measures the built app: run npm run build first')
  const executablePath = browsers.find((path) => path !== undefined && existsSync(path))
  if (executablePath === undefined) throw new Error('bench start needs Chrome or Chromium: set CHROME to its path')
  const large = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  const empty = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  const browser = await chromium.launch({ executablePath })
  try {
    await prepare(large, counts)
    await prepare(empty, { messages: 0, memories: 0 })
    const ours: Start[] = []
    const base: Start[] = []
    // The first of each warms the disk cache and is not counted.
    for (let at = 0; at <= repeats; at++) {
      const pair = [await startOnce(browser, entry, large), await startOnce(browser, entry, empty)] as const
      if (at > 0) { ours.push(pair[0]); base.push(pair[1]) }
    }
    const of = (starts: readonly Start[], what: keyof Start) => percentile(starts.map((start) => start[what]), 50)
    return {
      bench: 'start',
      figures: {
        usable_ms: { ours: of(ours, 'usableMs'), baselines: { empty_profile: of(base, 'usableMs') }, goal: goalMs, better: 'lower', unit: 'ms' },
        listening_ms: { ours: of(ours, 'listeningMs'), baselines: { empty_profile: of(base, 'listeningMs') }, goal: null, better: 'lower', unit: 'ms' },
        rss_mb: { ours: of(ours, 'megabytes'), baselines: { empty_profile: of(base, 'megabytes') }, goal: goalMegabytes, better: 'lower', unit: 'MB' },
      },
      notes: [`${counts.messages} messages, ${counts.memories} memories, median of ${repeats}, loopback host and an open browser`],
    }
  } finally {
    await browser.close()
    for (const folder of [large, empty]) rmSync(folder, { recursive: true, force: true })
  }
}

async function prepare(profile: string, counts: { messages: number; memories: number }): Promise<void> {
  const store = unwrap(await openStore({ folder: profile, holder: { host: 'bench', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog }))
  fillProfile(store.write!, counts, Date.now())
  store.close()
  // Warm means: the index is there, as on every start but the first.
  const engine = unwrap(await createEngine({ host: 'test', profile, resources: resourcesFolder, sharedModels: [], entries: benchEntries, calibrateAfterMs: null }))
  await engine.handle('settings.set', { firstStartDone: true })
  await waitForIndex(engine)
  await engine.close()
}

interface Start { readonly usableMs: number; readonly listeningMs: number; readonly megabytes: number }

async function startOnce(browser: Browser, entry: string, profile: string): Promise<Start> {
  const began = performance.now()
  const child = spawn(process.execPath, [entry, '--profile', profile, '--port', '0', '--no-open'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = new Promise<void>((resolve) => { child.once('exit', () => resolve()) })
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let printed = ''
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString('utf8')
        const found = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(printed)
        if (found !== null) resolve(found[0])
      })
      child.once('exit', () => reject(new Error('the app ended before it listened')))
    })
    const listeningMs = performance.now() - began
    const page = await browser.newPage()
    await page.goto(address)
    await page.getByRole('textbox', { name: /message/i }).waitFor()
    const usableMs = performance.now() - began
    // What is loaded in the background after the start counts as well.
    await page.waitForTimeout(4000)
    const status = existsSync(`/proc/${child.pid}/status`) ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : ''
    await page.close()
    return { usableMs, listeningMs, megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024 }
  } finally {
    child.kill('SIGTERM')
    await exited
  }
}
