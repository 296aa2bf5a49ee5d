import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sourceEntries } from '../support/testEngine.ts'
import { startOpenAiServer } from '../support/wireServers/openAi.ts'
import type { WireAnswer } from '../support/wireServers/wireServer.ts'
import { createCanary, shapeNames } from './canary.ts'
import { afterwards, everyTask, patient, start, tempFolder } from './support.ts'

// Signs that JSON writes otherwise, so that an escaped leak is another text than the key.
const key = 'sk-canary-"7f\\3a9c1e5b8d2460"c4e1f7a2b96083d5'
const passphrase = 'albatross over "quiet" harbours 7391'
const publicBase = 'https://api.wire.test/v1'
const ofKey = createCanary(key)
const ofPassphrase = createCanary(passphrase)
const found = (bytes: Buffer | string): string[] => [...ofKey.in(bytes), ...ofPassphrase.in(bytes)]
const foundInFolder = (folder: string): string[] => [...ofKey.inFolder(folder), ...ofPassphrase.inFolder(folder)]
const provider = { id: 'wire', name: 'Wire', kind: 'openai' as const, baseUrl: publicBase, enabled: true, models: [{ id: 'wire-model', windowTokens: 8000, inputPrice: 3, outputPrice: 15 }] }
const words = ['The ', 'sea ', 'is ', 'wide.']

test('[E175] the search finds a planted key in every shape, in files, names and texts', () => {
  const folder = tempFolder()
  const plants: Record<(typeof shapeNames)[number], Buffer> = {
    'plain': Buffer.from(`{"error":${key}}`), 'JSON': Buffer.from(JSON.stringify({ said: key })), 'JSON in JSON': Buffer.from(JSON.stringify(JSON.stringify({ said: key }))),
    'escaped': Buffer.from([...key].map((sign) => `\\u00${sign.charCodeAt(0).toString(16)}`).join('')),
    'UTF-16 little': Buffer.from(`x${key}`, 'utf16le'), 'UTF-16 big': Buffer.from(`x${key}`, 'utf16le').swap16(),
    'base64': Buffer.from(Buffer.from(`Bearer ${key} and more`).toString('base64')), 'base64 URL': Buffer.from(Buffer.from(`{"a":"${key}"}`).toString('base64url')),
    'hex': Buffer.from(Buffer.from(`<${key}>`).toString('hex')), 'HEX': Buffer.from(Buffer.from(key).toString('hex').toUpperCase()),
    'percent': Buffer.from([...key].map((sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`).join('')), 'reversed': Buffer.from([...key].reverse().join('')),
  }
  expect(Object.keys(plants)).toEqual([...shapeNames])
  for (const [shape, bytes] of Object.entries(plants)) {
    expect(ofKey.in(bytes), shape).toContain(shape)
    mkdirSync(join(folder, 'deep', shape), { recursive: true })
    writeFileSync(join(folder, 'deep', shape, 'file.db'), Buffer.concat([Buffer.alloc(5000, 1), bytes]))
    expect(ofKey.inFolder(join(folder, 'deep', shape)), shape).toContain(`file.db: ${shape}`)
  }
  // Shortened and starred ones count; the last four characters alone do not.
  expect(ofKey.in(`sk-can…${key.slice(15, -4)}`)).toContain('plain')
  expect(ofKey.in(`a key ending in ${key.slice(-4)}`)).toEqual([])
})

test('[E175] a key through save, use, refusal, echo, test, export, copy and doctor is nowhere but in its header', { timeout: 120_000 }, async () => {
  const answers: WireAnswer[] = [
    { words, usage: { input: 20, output: 4 } }, { words, fault: { kind: 'echo-key', status: 401 } }, { words, fault: { kind: 'echo-key', status: 400 } },
    { words, fault: { kind: 'error-frame', after: 2, code: 'bad', message: `the key ${key} is bad` } }, { words, fault: { kind: 'status', status: 500, body: `Authorization: Bearer ${key}` } },
    { words, fault: { kind: 'garbage', body: `<html>${key}</html>` } }, { words, fault: { kind: 'status', status: 429, headers: { 'retry-after': key.replace(/["\\]/g, '') } } }, { words, fault: { kind: 'cut', after: 1 } },
  ]
  // A provider of its own for each, so that one which failed is not left alone for the next.
  const servers = await Promise.all(answers.map((answer) => startOpenAiServer([answer])))
  for (const server of servers) afterwards(() => server.close())
  const baseOf = (at: number) => `https://api.wire${at}.test/v1`
  const urls: string[] = []
  const logged: string[] = []
  const log = { info: (what: string) => { logged.push(what) }, warn: (what: string) => { logged.push(what) } }
  const toServer = (url: string): string => servers.reduce((address, server, at) => address.replace(baseOf(at), server.baseUrl), url)
  const engine = await start({ engine: { silentMs: 2000, log, fetch: (url, init) => { urls.push(String(url)); return fetch(toServer(String(url)), init) } } })
  /** All that crossed to the window: every answer here, every event in `heard`. */
  const crossed: string[] = []
  const call = async (name: string, input: unknown): Promise<unknown> => {
    const answer = await engine.engine.handle(name, input)
    crossed.push(JSON.stringify(answer))
    return (answer as { value?: unknown }).value
  }

  // Wrong ways to give a key: no sentence quotes it.
  for (const wrong of [{ ...provider, key, kind: 'nope' }, { ...provider, id: key }, { ...provider, key: { key } }, { ...provider, key: `${key}\n${key}` }, { ...provider, baseUrl: `https://x:${encodeURIComponent(key)}@api.wire.test`, key: null }, { ...provider, key, models: key }]) await call('providers.save', wrong)
  await call(key, {})
  for (const at of answers.keys()) await call('providers.save', { ...provider, id: `wire${at}`, baseUrl: baseOf(at), key })
  await call('keys.setPassphrase', { passphrase })
  await call('keys.lock', {})
  await call('keys.unlock', { passphrase: `${passphrase}x` })
  await expect.poll(async () => (await engine.engine.handle('keys.unlock', { passphrase })).ok, patient).toBe(true)
  await call('settings.set', { taskRules: everyTask('cloud'), fallbackToLocal: false })
  const { id: conversationId } = await call('conversations.create', { title: 'Sea' }) as { id: string }
  for (const at of answers.keys()) {
    await call('models.use', { modelId: `cloud:wire${at}:wire-model` })
    const sent = await call('turn.send', { conversationId, text: `Write line ${at} about the sea.` }) as { turnId: string }
    await engine.ended(sent.turnId)
    await call('trace.get', { turnId: sent.turnId })
    expect(servers[at]!.requests.length, JSON.stringify(answers[at])).toBeGreaterThan(0)
    await call('providers.test', { providerId: `wire${at}`, modelId: 'wire-model' })
  }
  const requests = servers.flatMap((server) => server.requests)
  for (const name of ['app.status', 'app.diagnose', 'providers.list', 'models.list', 'settings.get', 'insights.get', 'profiles.list', 'health.get', 'spending.get', 'conversations.list', 'providers.prices']) await call(name, {})
  await call('messages.list', { conversationId })
  await call('contexts.list', { conversationId })
  const out = join(tempFolder(), 'export')
  expect(await call('export.everything', { path: out })).toBeDefined()
  await call('memories.export', { format: 'json' })
  // The model process, with all that it was started with.
  await call('app.diagnose', {})
  const children = process.platform === 'linux' ? childrenOf(process.pid) : []

  expect(new Set(requests.map((request) => request.headers.authorization))).toEqual(new Set([`Bearer ${key}`]))
  expect(requests.length).toBeGreaterThanOrEqual(answers.length * 2)
  expect(requests.flatMap(({ url, text, headers: { authorization: _sent, ...headers } }) => found(`${url}\n${text}\n${JSON.stringify(headers)}`))).toEqual([])
  const seen = { crossed: crossed.join('\n'), heard: JSON.stringify(engine.heard), logged: logged.join('\n'), urls: urls.join('\n'), children: children.join('\n') }
  for (const [place, text] of Object.entries(seen)) {
    expect(found(text), place).toEqual([])
    // The same search of the same place finds a key that is put there.
    expect(ofKey.in(`${text}${JSON.stringify({ said: key })}`), place).toContain('JSON')
  }
  expect([seen.heard.length > 1000, seen.urls.length > 100, children.length > 0 || process.platform !== 'linux']).toEqual([true, true, true])
  expect(foundInFolder(engine.profile)).toEqual([])
  expect(foundInFolder(out)).toEqual([])
  // The kept file is there, and it is the key that lies in it: it comes back after a restart.
  expect(readFileSync(join(engine.profile, 'keys.locked.json'), 'utf8')).toContain('"wire0"')
  const later = await engine.reopen()
  afterwards(() => later.engine.close())
  await later.ask('keys.unlock', { passphrase })
  expect(await later.ask('providers.list', {})).toMatchObject({ providers: answers.map(() => ({ keyTail: key.slice(-4) })) })
  // A copy of the store is made soon after a start.
  await expect.poll(() => existsSync(join(engine.profile, 'backups')) && readdirSync(join(engine.profile, 'backups')).length > 0, patient).toBe(true)
  await later.engine.close()
  expect(foundInFolder(engine.profile)).toEqual([])
  writeFileSync(join(engine.profile, 'prefixes.txt'), `Bearer ${key}`)
  expect(foundInFolder(engine.profile)).toContain('prefixes.txt: plain')
})

test.each(['killed', 'thrown', 'aborted'] as const)('[E175] a host that is %s in mid-call leaves no key in its profile, its reports, its words or its start', { timeout: 120_000 }, async (end) => {
  const server = await startOpenAiServer([{ words, delayMs: 5, fault: { kind: 'stall', after: 2 } }])
  afterwards(() => server.close())
  const folder = tempFolder()
  const profile = join(folder, 'profile')
  const reports = join(folder, 'reports')
  mkdirSync(reports)
  const child = spawn(process.execPath, ['--report-uncaught-exception', '--report-on-fatalerror', '--report-on-signal', `--report-directory=${reports}`, join(import.meta.dirname, 'children/useKey.ts'), profile, server.baseUrl, end], { cwd: reports, stdio: ['pipe', 'pipe', 'pipe'] })
  afterwards(() => { child.kill('SIGKILL') })
  let out = ''
  let err = ''
  child.stdout.on('data', (part) => { out += String(part) })
  child.stderr.on('data', (part) => { err += String(part) })
  const over = new Promise<number | string | null>((resolve) => { child.on('close', (code, signal) => resolve(signal ?? code)) })
  child.stdin.end(JSON.stringify({ key, passphrase }))
  await expect.poll(() => `${out}${server.requests.length > 0 ? ' asked' : ''}`, patient).toContain('asked')
  expect(server.requests[0]!.headers.authorization).toBe(`Bearer ${key}`)
  if (end === 'killed') {
    await expect.poll(() => out, patient).toContain('streaming')
    if (process.platform === 'linux') {
      const started = [startOf(child.pid!), ...childrenOf(child.pid!)].join('\n')
      expect([started.includes('useKey.ts'), found(started)]).toEqual([true, []])
    }
    child.kill('SIGKILL')
  }
  expect(await over).toEqual({ killed: 'SIGKILL', thrown: 1, aborted: 'SIGABRT' }[end])
  if (end === 'thrown') expect(readdirSync(reports).some((name) => name.startsWith('report.'))).toBe(true)
  expect([found(out), found(err), foundInFolder(folder)]).toEqual([[], [], []])
  expect(readFileSync(join(profile, 'keys.locked.json'), 'utf8')).toContain('"wire"')
  // The next start finds the key where it was.
  const engine = await start({ profile, engine: { entries: sourceEntries } })
  await engine.ask('keys.unlock', { passphrase })
  expect(await engine.ask('providers.list', {})).toMatchObject({ keysStored: 'passphrase', providers: [{ keyTail: key.slice(-4) }] })
})

/** How a process was started: its arguments and its environment. */
function startOf(pid: number): string {
  try { return `${readFileSync(`/proc/${pid}/cmdline`, 'utf8')}\n${readFileSync(`/proc/${pid}/environ`, 'utf8')}`.replaceAll('\0', '\n') } catch { return '' }
}

function childrenOf(pid: number): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      // The parent's number comes after the name in brackets, which may hold anything.
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1])
      return parent === pid ? [startOf(Number(name))] : []
    } catch { return [] }
  })
}

test('[E167] unlocking the keys lets a provider that refused a key be asked again at once, and no other', { timeout: 120_000 }, async () => {
  const server = await startOpenAiServer((request, at) => at >= 4 ? { words } : { words, fault: { kind: 'status', status: String(request.body.model) === 'poor-model' ? 402 : 401 } })
  afterwards(() => server.close())
  const { ask, say, newConversation } = await start({ engine: { fetch: (url, init) => fetch(String(url).replace(publicBase, server.baseUrl), init) } })
  await ask('keys.setPassphrase', { passphrase })
  for (const id of ['wire', 'poor']) await ask('providers.save', { ...provider, id, kind: 'openai-compatible', key, models: [{ ...provider.models[0]!, id: `${id}-model` }] })
  await ask('settings.set', { taskRules: everyTask('cloud'), fallbackToLocal: false })
  const failureOf = async (id: string) => {
    const { id: conversationId } = await newConversation()
    await ask('conversations.update', { conversationId, route: `cloud:${id}:${id}-model` })
    return (await say(conversationId, 'Write one line about the sea.')).failure?.status ?? null
  }
  const stateOf = async (id: string) => (await ask('health.list', {})).items.find((one) => one.id === id)?.state
  expect([await failureOf('wire'), await failureOf('poor'), await failureOf('wire')]).toEqual([401, 402, 401])
  expect(server.requests).toHaveLength(2)
  await ask('keys.lock', {})
  expect([await stateOf('wire'), await stateOf('poor')]).toEqual(['open', 'open'])
  await ask('keys.unlock', { passphrase })
  expect([await stateOf('wire'), await stateOf('poor')]).toEqual(['closed', 'open'])
  expect(await failureOf('wire')).toBe(401)
  expect([server.requests.length, await stateOf('wire')]).toEqual([3, 'open'])
  await ask('keys.setPassphrase', { passphrase: `${passphrase} and more` })
  expect([await stateOf('wire'), await stateOf('poor')]).toEqual(['closed', 'open'])
})
