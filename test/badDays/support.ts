import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import type { ShownMessage } from '../../src/shared/message.ts'
import type { Failure } from '../../src/shared/result.ts'
import { createEngine } from '../../src/main/engine/createEngine.ts'
import { built } from '../support/built.ts'
export { everyTask } from './everyTask.ts'
import { openTestEngine, root, sourceEntries, type TestEngine, type TestEngineOptions } from '../support/testEngine.ts'

const closers: (() => unknown)[] = []
/** Runs after the test, last first. */
export function afterwards(close: () => unknown): void { closers.push(close) }
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'casement-badday-'))
  afterwards(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A real engine that is closed after the test, on a profile that then goes away. */
export async function start(options: TestEngineOptions = {}): Promise<TestEngine> {
  const engine = await openTestEngine({ profile: tempFolder(), ...options })
  afterwards(() => engine.engine.close())
  return engine
}

/** A sentence that a person can act on: it ends as sentences do, names no code of ours, and says what to do now. */
export function expectPlain(failure: Failure | null): void {
  expect(failure).not.toBeNull()
  expect(failure!.message).toMatch(/^(?:\p{Lu}|“\p{L}+”).*[.:]$/su)
  expect(failure!.next ?? '').toMatch(/^\p{Lu}.*\.$/su)
  expect(`${failure!.message} ${failure!.next}`).not.toMatch(/SQLITE|ENO[A-Z]+|E[A-Z]{4,}:|undefined|\n\s+at |Error:|\[object/)
}

/** The shown branch from its first message on. */
export async function talkOf(engine: TestEngine, conversationId: string): Promise<ShownMessage[]> {
  return (await engine.ask('messages.list', { conversationId, limit: 200 })).items
}

/** How long a person would wait at most; the computer may be busy with other tests. */
export const patient = { timeout: 30_000, interval: 20 }

/** Opens a profile that must not open, and gives the reason. */
export async function refuseToOpen(profile: string): Promise<Failure> {
  const opened = await createEngine({ host: 'test', profile, resources: join(root, 'resources'), sharedModels: [], entries: sourceEntries })
  if (opened.ok) { await opened.value.close(); throw new Error('the engine opened') }
  return opened.error
}

/** Every file of a folder with its bytes, to see that nothing changed. */
export function bytesOf(folder: string, except: RegExp = /^$/): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile() && !except.test(name))
  return Object.fromEntries(files.sort().map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]))
}

export interface Ended { readonly code: number | null; readonly out: string; readonly err: string }

/** Runs a built host to its end. */
export function runHost(name: 'web' | 'cli', args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [built(name), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  afterwards(() => { child.kill('SIGKILL') })
  let out = ''
  let err = ''
  child.stdout.on('data', (part: Buffer) => { out += String(part) })
  child.stderr.on('data', (part: Buffer) => { err += String(part) })
  return new Promise((resolve) => { child.on('close', (code) => resolve({ code, out, err })) })
}
