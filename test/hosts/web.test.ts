import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserCommand, hasDisplay } from '../../src/main/hosts/web/openBrowser.ts'
import { openWebServer, type WebServer } from '../../src/main/hosts/web/server.ts'
import { pagePolicy } from '../../src/main/platform/windowFiles.ts'
import { ok } from '../../src/shared/result.ts'
import { openDoor } from '../support/fakeEngine.ts'

const token = 'a-token-that-only-this-test-knows'
const window = mkdtempSync(join(tmpdir(), 'casement-window-'))
let handled = 0
const door = openDoor({ 'models.pickFile': () => { handled++; return ok({ path: null, supported: false }) } })
let now = 0
let server: WebServer
let base: string

beforeAll(async () => {
  writeFileSync(join(window, 'index.html'), '<!doctype html><title>window</title>')
  writeFileSync(join(window, 'main.js'), 'export {}')
  writeFileSync(join(window, 'main.js.map'), '{}')
  const opened = await openWebServer({ engine: door.engine, window, port: 0, token, now: () => now, beatMs: 20 })
  if (!opened.ok) throw new Error(opened.error.message)
  server = opened.value
  base = `http://127.0.0.1:${server.port}`
})
afterAll(async () => {
  await server.close()
  rmSync(window, { recursive: true })
})

interface Reply { status: number; headers: Record<string, unknown>; body: string }
type Headers = Record<string, string | undefined>

// Node's own client, because fetch writes Host and Origin by itself and these tests are about lies in them.
function knock(method: string, path: string, headers: Headers = {}, body = ''): Promise<Reply> {
  return new Promise((done, failed) => {
    const sent = Object.fromEntries(Object.entries({ host: `127.0.0.1:${server.port}`, ...headers }).filter((entry): entry is [string, string] => entry[1] !== undefined))
    const call = request({ host: '127.0.0.1', port: server.port, method, path, headers: sent, setHost: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => { text += part }).on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }))
    })
    call.on('error', failed).end(body)
  })
}

const good = (): Headers => ({ authorization: `Bearer ${token}`, origin: base, 'content-type': 'application/json' })
const body = JSON.stringify({ name: 'models.pickFile', input: {} })
const post = (changes: Headers) => knock('POST', '/api/call', { ...good(), ...changes }, body)

test('[H10] the loopback host answers the window that it serves', async () => {
  const reply = await post({})
  expect([reply.status, JSON.parse(reply.body)]).toEqual([200, { ok: true, value: { path: null, supported: false } }])
})

test('[H11] a foreign Host, Origin or page is refused, on every path', async () => {
  const port = server.port
  for (const host of ['evil.example', `localhost:${port}`, `127.0.0.1:${port + 1}`, '127.0.0.1', `127.0.0.1.nip.io:${port}`, `[::1]:${port}`]) {
    expect((await post({ host })).status, host).toBe(421)
    expect((await knock('GET', '/', { host })).status, host).toBe(421)
  }
  for (const origin of ['http://evil.example', 'null', `https://127.0.0.1:${port}`, `http://127.0.0.1:${port}.evil.example`, `http://127.0.0.1:${port + 1}`, `http://localhost:${port}`, 'file://', '']) {
    expect((await post({ origin })).status, origin).toBe(403)
    expect((await knock('GET', '/', { origin })).status, origin).toBe(403)
    expect((await knock('GET', '/api/events', { ...good(), origin })).status, origin).toBe(403)
  }
  expect((await post({ origin: undefined })).status).toBe(403)
  for (const site of ['cross-site', 'same-site', 'none']) expect((await post({ 'sec-fetch-site': site })).status, site).toBe(403)
})

test('[H12] a wrong key is refused and soon slowed down, and never locks the right one out', async () => {
  now = 1_000_000
  const wrong = [undefined, '', 'Bearer', 'Bearer ', `Bearer ${token}x`, `bearer ${token}`, `Basic ${token}`, token, `Bearer ${token.slice(0, -1)}`, `Bearer ${'x'.repeat(5000)}`]
  for (const authorization of wrong) expect((await post({ authorization })).status, authorization).toBe(401)
  expect((await post({ authorization: 'Bearer no' })).status).toBe(429)
  expect((await knock('GET', '/api/events', { authorization: 'Bearer no' })).status).toBe(429)
  expect((await post({})).status).toBe(200)
  now += 61_000
  expect((await post({ authorization: 'Bearer no' })).status).toBe(401)
  now += 61_000
  expect((await knock('POST', `/api/call?token=${token}`, { ...good(), authorization: undefined }, body)).status).toBe(401)
})

test('[H13] only the two calls exist, each with its method and its type of content', async () => {
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) expect((await knock(method, '/api/call', good())).status, method).toBe(405)
  expect((await knock('POST', '/api/events', good())).status).toBe(405)
  expect((await knock('POST', '/api/other', good(), body)).status).toBe(404)
  for (const type of [undefined, 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) expect((await post({ 'content-type': type })).status, type).toBe(415)
  for (const broken of ['', '{', '[]', 'null', '"x"', '\0', '{"name":', '[[[[']) expect((await knock('POST', '/api/call', good(), broken)).status, broken).toBe(400)
  expect((await knock('POST', '/', good(), body)).status).toBe(405)
})

test('[H14] a body beyond the limit is refused, told or untold, and the host lives on', async () => {
  const large = 'x'.repeat(48 * 1024 * 1024 + 1)
  const before = handled
  for (const length of [{ 'content-length': String(large.length) }, { 'transfer-encoding': 'chunked' }]) {
    // The host need not read on: a sender that does not listen finds its line cut instead of reading the refusal.
    const status = await knock('POST', '/api/call', { ...good(), ...length }, large).then((reply) => reply.status, () => 'cut')
    expect([413, 'cut']).toContain(status)
  }
  expect(handled).toBe(before)
  expect((await post({})).status).toBe(200)
})

test('[H15] the window comes with the strict page policy, and nothing beside its files is served', async () => {
  const page = await knock('GET', '/')
  expect([page.status, page.body]).toEqual([200, '<!doctype html><title>window</title>'])
  const refused = await knock('GET', '/', { host: 'evil.example' })
  const missing = await knock('GET', '/nothing')
  for (const reply of [page, refused, missing, await post({})]) {
    expect(reply.headers['content-security-policy']).toBe(pagePolicy)
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
    expect(reply.headers['referrer-policy']).toBe('no-referrer')
    expect(reply.headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(reply.headers['access-control-allow-origin']).toBeUndefined()
  }
  for (const path of ['/main.js.map', '/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '//etc/passwd', '/index.html/', '/main.js%00', '/constructor', '/__proto__', '/\\..\\package.json']) {
    // What cannot be an address at all ends before the list is asked.
    expect([400, 404], path).toContain((await knock('GET', path)).status)
  }
})

test('[H16] the page policy is exactly this', () => {
  expect(pagePolicy).toBe("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-src 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'")
})

test('[H17] events come as lines in order, with pings between, and a listener that leaves is forgotten', async () => {
  const leave = new AbortController()
  const stream = await fetch(`${base}/api/events`, { headers: { authorization: `Bearer ${token}` }, signal: leave.signal })
  const lines: Array<{ name: string; event?: { offset: number } }> = []
  const reading = (async () => {
    let rest = ''
    for await (const part of stream.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + part).split('\n')
      rest = parts.pop()!
      lines.push(...parts.map((line) => JSON.parse(line) as { name: string; event?: { offset: number } }))
    }
  })().catch(() => {})
  await expect.poll(() => door.listeners()).toBe(1)
  for (let offset = 0; offset < 500; offset++) door.emit('turn.token', { turnId: 't', conversationId: 'c', text: '\ud800 text\n', offset })
  await expect.poll(() => lines.filter((line) => line.name === 'turn.token').length).toBe(500)
  expect(lines[0]).toEqual({ name: 'ping' })
  expect(lines.filter((line) => line.name === 'turn.token').map((line) => line.event!.offset)).toEqual([...Array(500).keys()])
  await expect.poll(() => lines.filter((line) => line.name === 'ping').length).toBeGreaterThan(1)
  leave.abort()
  await reading
  await expect.poll(() => door.listeners()).toBe(0)
})

test('[H18] a taken port is told by its number, with what to do', async () => {
  const other = createServer()
  const port = await new Promise<number>((done) => other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port)))
  const opened = await openWebServer({ engine: door.engine, window, port, token, now: () => now })
  expect(opened).toMatchObject({ ok: false, error: { kind: 'busy' } })
  if (!opened.ok) expect(`${opened.error.message} ${opened.error.next}`).toContain(`${port} is taken`)
  other.close()
})

test('[H19] a browser is opened only where there is a screen, and no shell reads the address', () => {
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'linux')).toBe(false)
  expect(hasDisplay({ DISPLAY: ':0', CI: 'true' }, 'linux')).toBe(false)
  expect(hasDisplay({}, 'darwin')).toBe(true)
  expect(hasDisplay({ SSH_CONNECTION: 'x' }, 'darwin')).toBe(false)
  expect(browserCommand('http://127.0.0.1:1/#token=a&b', 'win32')).toEqual(['rundll32', ['url.dll,FileProtocolHandler', 'http://127.0.0.1:1/#token=a&b']])
  expect(browserCommand('x', 'linux')[0]).toBe('xdg-open')
})
