import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { built } from '../support/built.ts'
import { afterwards, refuseToOpen, runHost, tempFolder } from './support.ts'

interface Web { readonly origin: string; call(name: string, input: unknown): Promise<unknown>; stop(): Promise<number | null> }

/** The built loopback host, serving. */
async function serve(args: readonly string[]): Promise<Web> {
  const host = spawn(process.execPath, [built('web'), '--no-open', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((done) => { host.once('exit', done) })
  afterwards(async () => { host.kill('SIGKILL'); await ended })
  let said = ''
  const address = await new Promise<URL>((found, failed) => {
    host.stdout.on('data', (part: Buffer) => {
      const url = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(said += String(part))?.[0]
      if (url !== undefined) found(new URL(url))
    })
    void ended.then(() => failed(new Error(`the host ended: ${said}`)))
  })
  const headers = { 'authorization': `Bearer ${address.hash.slice('#token='.length)}`, 'origin': address.origin, 'content-type': 'application/json' }
  return {
    origin: address.origin,
    call: async (name, input) => (await fetch(`${address.origin}/api/call`, { method: 'POST', headers, body: JSON.stringify({ name, input }) })).json(),
    stop: () => { host.kill('SIGTERM'); return ended },
  }
}

test('[B20] a port that is taken, by Casement or by anything else: a sentence with a next step, and who was there goes on', async () => {
  const first = await serve(['--profile', tempFolder()])
  const second = tempFolder()
  const refused = await runHost('web', ['--no-open', '--profile', second, '--port', new URL(first.origin).port])
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toMatch(new RegExp(`${new URL(first.origin).port}.*\\.\\n\\p{Lu}.*--port.*\\.\\n$`, 'su'))
  expect(refused.err).not.toMatch(/EADDRINUSE|\n\s+at /)
  expect(await first.call('app.status', {})).toMatchObject({ ok: true })

  const stranger = createServer().listen(0, '127.0.0.1')
  afterwards(() => stranger.close())
  await new Promise((resolve) => { stranger.once('listening', resolve) })
  expect((await runHost('web', ['--no-open', '--profile', second, '--port', String((stranger.address() as AddressInfo).port)])).code).toBe(1)
  // The refused start let its profile go.
  const later = await serve(['--profile', second])
  expect(await later.call('app.status', {})).toMatchObject({ ok: true })
  expect(await later.stop()).toBe(0)
})

test('[B21] a second start on one profile, by any host: who holds it is said, the first goes on, and its end frees the profile', async () => {
  const profile = tempFolder()
  const first = await serve(['--profile', profile, '--offline'])
  const created = await first.call('conversations.create', { title: 'Mine' }) as { value: { id: string } }
  const holder = JSON.parse(readFileSync(join(profile, 'casement.holder.json'), 'utf8')) as { pid: number }
  for (const ended of [
    await runHost('web', ['--no-open', '--profile', profile]), await runHost('cli', ['memories', '--profile', profile]), await runHost('cli', ['ask', 'Hello?', '--profile', profile]),
  ]) {
    expect(ended).toMatchObject({ code: 3, out: '' })
    expect(ended.err).toContain(`already open (web, process ${holder.pid}`)
    expect(ended.err).toMatch(/\n\p{Lu}.*--profile.*\.\n$/su)
  }
  expect(await refuseToOpen(profile)).toMatchObject({ kind: 'profile-locked', message: expect.stringContaining(String(holder.pid)) })
  expect(await first.call('conversations.get', { conversationId: created.value.id })).toMatchObject({ ok: true, value: { title: 'Mine' } })
  process.kill(holder.pid, 'SIGKILL')
  await first.stop()
  const next = await serve(['--profile', profile, '--offline'])
  expect(await next.call('conversations.get', { conversationId: created.value.id })).toMatchObject({ ok: true, value: { title: 'Mine' } })
})

/** Every connect, send or bind of a program and its children to an address that is not of this machine's files. */
function networkCalls(command: readonly string[]): { calls: string[]; status: number | null } {
  const folder = tempFolder()
  const log = join(folder, 'calls')
  const ran = spawnSync('strace', ['-f', '-qq', '-e', 'trace=connect,sendto,sendmsg,sendmmsg,bind', '-o', log, ...command], { encoding: 'utf8', timeout: 120_000 })
  return { calls: readFileSync(log, 'utf8').split('\n').filter((line) => /sa_family=AF_INET6?\b/.test(line)), status: ran.status }
}

const traceable = process.platform === 'linux' && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

test.skipIf(!traceable)('[B19] offline, watched from outside: a whole question with learning, embedding and searching reaches for no address; the same watch catches one that does', { timeout: 180_000 }, async () => {
  const profile = tempFolder()
  mkdirSync(join(profile, 'models'))
  const offline = networkCalls([process.execPath, built('cli'), 'ask', 'My sister is called Nadia. What is she called?', '--profile', profile, '--offline'])
  expect([0, 1]).toContain(offline.status)
  expect(offline.calls).toEqual([])
  const told = await runHost('cli', ['memories', '--profile', profile, '--offline'])
  expect(told.out).toContain('Nadia')
  // The positive control: the watch sees Node reach out, directly and from a child process.
  const reach = "require('node:net').connect(9, '192.0.2.1').on('error', () => {}).setTimeout(50, function () { this.destroy() })"
  expect(networkCalls([process.execPath, '-e', reach]).calls.join('\n')).toContain('192.0.2.1')
  expect(networkCalls([process.execPath, '-e', `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(reach)}])`]).calls.join('\n')).toContain('192.0.2.1')
})
