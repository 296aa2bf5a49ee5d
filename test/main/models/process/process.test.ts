import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { childEnvironment } from '../../../../src/main/models/process/childEnvironment.ts'
import { physicalCores } from '../../../../src/main/models/process/cores.ts'
import { forkChild } from '../../../../src/main/models/process/forkChild.ts'
import { createModelProcess } from '../../../../src/main/models/process/modelProcessClient.ts'
import { createQuarantine } from '../../../../src/main/models/process/quarantine.ts'
import { createRestarts } from '../../../../src/main/models/process/restarts.ts'
import { systemClock, type Clock } from '../../../../src/main/platform/clock.ts'
import { silentLog } from '../../../../src/main/platform/log.ts'
import { startModelProcess } from '../../../support/modelProcesses.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-process-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A child entry of our own, to see the inside of such a process. */
function entry(name: string, body: string): string {
  const path = join(folder, `${name}.mjs`)
  writeFileSync(path, body)
  return path
}

function answerOf(path: string, env: Record<string, string>): Promise<unknown> {
  return new Promise((resolve) => {
    const child = forkChild(path, { env, name: 'test' })
    child.onMessage((message) => { resolve(message); child.kill() })
    child.onExit((code) => resolve(`ended with ${code}`))
  })
}

function scriptedClock(): Clock & { pass(ms: number): void } {
  let at = 0
  return { now: () => at, elapsed: () => at, pass(ms) { at += ms } }
}

test('[M8] a model process has no network: sockets, servers, names, fetch and web sockets are refused', async () => {
  const lock = JSON.stringify(join(import.meta.dirname, '../../../../src/main/models/process/blockNetwork.ts'))
  const path = entry('network', `
    import { blockNetwork } from ${lock}
    blockNetwork()
    const net = await import('node:net'), dns = await import('node:dns'), dgram = await import('node:dgram'), http = await import('node:http')
    const tries = {
      connect: () => net.connect(80, '127.0.0.1'), named: () => new net.Socket().connect({ port: 80 }), listen: () => net.createServer().listen(0),
      lookup: () => dns.lookup('localhost', () => {}), resolve: () => dns.promises.resolve4('localhost'), datagram: () => dgram.createSocket('udp4').send('x', 9, '127.0.0.1'),
      http: () => new Promise((resolve, reject) => http.get('http://127.0.0.1:9', resolve).on('error', reject)), fetch: () => fetch('http://127.0.0.1:9'), socket: () => new WebSocket('ws://127.0.0.1:9'),
    }
    const said = {}
    for (const [name, attempt] of Object.entries(tries)) {
      try { await attempt(); said[name] = 'allowed' } catch (error) { said[name] = error.message }
    }
    process.send(said)
  `)
  const said = await answerOf(path, childEnvironment(process.env)) as Record<string, string>
  expect(Object.keys(said)).toHaveLength(9)
  for (const [name, message] of Object.entries(said)) expect(message, name).toContain('no network')
})

test('[M9] a model process gets a short list of the environment and no keys', async () => {
  process.env['SECRET_API_KEY'] = 'canary-123'
  try {
    const env = childEnvironment(process.env)
    const seen = await answerOf(entry('environment', 'process.send(process.env)'), env) as Record<string, string>
    expect(JSON.stringify(seen)).not.toContain('canary-123')
    expect(Object.keys(seen).filter((name) => !(name in env) && !name.startsWith('NODE_CHANNEL'))).toEqual([])
  } finally {
    delete process.env['SECRET_API_KEY']
  }
})

test('[M10] a death ends every pending call with a sentence, and the next call has a new process within three seconds', async () => {
  let deaths = 0
  const mortal = startModelProcess('generate', () => { deaths++ })
  try {
    const first = await mortal.call('ping', {})
    const pending = [mortal.call('llama.load', { path: join(folder, 'absent.gguf'), key: 'k', windowTokens: 512, conversations: 1, threads: 1, prefixes: null }), mortal.call('ping', {})]
    process.kill(mortal.pid!, 'SIGKILL')
    for (const one of await Promise.all(pending)) expect(one).toMatchObject({ ok: false, error: { kind: 'model-crashed', next: expect.any(String) } })
    const second = await mortal.call('ping', {})
    expect(second.ok && first.ok && second.value.pid !== first.value.pid).toBe(true)
    expect(deaths).toBe(1)
    const clock = scriptedClock()
    const restarts = createRestarts(clock)
    expect(restarts.delay()).toBe(0)
    for (let i = 0; i < 20; i++) { restarts.noteDeath(); expect(restarts.delay()).toBeLessThan(3000) }
    expect(restarts.tooMany()).toBe(true)
    clock.pass(60_000)
    expect([restarts.tooMany(), restarts.delay()]).toEqual([false, 0])
  } finally {
    await mortal.close()
  }
})

test('[M11] a child that cannot even start is a failure, not a hang; closing ends the process and what waits', async () => {
  const broken = createModelProcess({ duty: 'generate', entry: join(folder, 'no-such-entry.mjs'), start: forkChild, clock: systemClock, log: silentLog })
  expect(await broken.call('ping', {})).toMatchObject({ ok: false, error: { kind: 'model-crashed' } })
  await broken.close()

  const closing = startModelProcess('generate')
  await closing.call('ping', {})
  const { pid } = closing
  const waiting = closing.call('ping', {})
  await closing.close()
  expect((await waiting).ok).toBe(false)
  expect(await closing.call('ping', {})).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
  expect(() => process.kill(pid!, 0)).toThrow()
})

test('[M12] three deaths within a minute set a file aside, and no other; adding it again takes it back', () => {
  const clock = scriptedClock()
  const news: string[] = []
  const quarantine = createQuarantine(clock, ['/old.gguf'], (path) => { news.push(path) })
  expect(quarantine.check('/old.gguf')).toMatchObject({ ok: false, error: { kind: 'model-quarantined' } })
  quarantine.noteDeath('/a.gguf')
  clock.pass(61_000)
  for (const path of ['/a.gguf', '/b.gguf', '/a.gguf']) quarantine.noteDeath(path)
  expect([quarantine.has('/a.gguf'), quarantine.has('/b.gguf')]).toEqual([false, false])
  quarantine.noteDeath('/a.gguf')
  expect([quarantine.has('/a.gguf'), news]).toEqual([true, ['/a.gguf']])
  quarantine.release('/a.gguf')
  expect(quarantine.check('/a.gguf').ok).toBe(true)
})

test('[M13] threads follow the physical cores', () => {
  expect(physicalCores()).toBeGreaterThanOrEqual(1)
  expect(physicalCores()).toBeLessThanOrEqual(navigator.hardwareConcurrency)
})
