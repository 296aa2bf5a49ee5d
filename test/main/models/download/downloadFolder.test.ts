import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bytesOf, readCatalogue, type FolderEntry } from '../../../../src/main/models/catalogue/catalogue.ts'
import { createDownloads } from '../../../../src/main/models/downloads.ts'
import { createEgress } from '../../../../src/main/models/egress.ts'
import { systemClock } from '../../../../src/main/platform/clock.ts'
import type { DownloadProgress } from '../../../../src/shared/model.ts'
import type { Result } from '../../../../src/shared/result.ts'

const weights = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 31 + (at >> 8)) & 255))
const config = Buffer.from('{"hidden_size":24}')
const revision = 'a'.repeat(40)
const pin = (path: string, content: Buffer, from?: string) => ({ path, ...(from === undefined ? {} : { from }), sizeBytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })
const entry: FolderEntry = {
  id: 'local:some-model', name: 'Some model', duty: 'ranking', folder: 'some-model', license: 'MIT', languages: 'English', windowTokens: 512, hub: { repo: 'a/b', revision },
  files: [pin('config.json', config), pin('onnx/model_quantized.onnx', weights, 'onnx/model_small.onnx')],
}
const contents: Record<string, Buffer> = { [`/a/b/resolve/${revision}/config.json`]: config, [`/a/b/resolve/${revision}/onnx/model_small.onnx`]: weights }

let folder = ''
let server: Server | null = null
let requests: { url: string; range: string | undefined }[] = []
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'casement-folder-')); requests = [] })
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => { if (server === null) resolve(null); else server.close(resolve) })
  server = null
  rmSync(folder, { recursive: true, force: true })
})

type Answer = (request: IncomingMessage, response: ServerResponse, content: Buffer) => void
const sendRange: Answer = (request, response, content) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  response.writeHead(from > 0 ? 206 : 200, from > 0 ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {})
  response.end(content.subarray(from))
}

async function start(answer: Answer, offline = false) {
  server = createServer((request, response) => {
    requests.push({ url: request.url!, range: request.headers.range })
    const content = contents[request.url!]
    if (content === undefined) response.writeHead(404).end()
    else answer(request, response, content)
  })
  await new Promise<void>((resolve) => { server!.listen(0, '127.0.0.1', resolve) })
  const hosts: string[] = []
  const progress: DownloadProgress[] = []
  const ended: Result<string>[] = []
  const downloads = createDownloads({
    folder, clock: systemClock, egress: createEgress({ isOffline: () => offline, onRequest: ({ host }) => { hosts.push(host) } }), onProgress: (one) => { progress.push(one) },
    onEnd: (_id, result) => { ended.push(result) }, source: { hubBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stallMs: 2000, pythons: [] },
  })
  return { downloads, hosts, progress, ended, fetch: async () => { downloads.start(entry); await downloads.ended(entry.id); return ended.at(-1)! } }
}

test('[M116] a model of several files comes from its pinned revision and stands there only when all of it is right', async () => {
  const { fetch, progress, hosts } = await start(sendRange)
  expect(await fetch()).toEqual({ ok: true, value: join(folder, 'some-model') })
  expect(requests.map((one) => one.url)).toEqual(Object.keys(contents))
  expect(readFileSync(join(folder, 'some-model', 'onnx', 'model_quantized.onnx')).equals(weights)).toBe(true)
  expect(readdirSync(folder)).toEqual(['some-model'])
  expect(progress.at(-1)).toMatchObject({ state: 'done', receivedBytes: bytesOf(entry), totalBytes: bytesOf(entry), from: 'the model hub' })
  expect(progress.every((one, at) => one.receivedBytes >= (progress[at - 1]?.receivedBytes ?? 0))).toBe(true)
  expect(hosts).toHaveLength(2)
  await fetch()
  expect(requests).toHaveLength(2)
})

test('[M116] a wrong file leaves nothing under the name; the next download fetches that one again and keeps the others', async () => {
  const wrong = Buffer.from(weights)
  wrong[9] = wrong[9]! ^ 1
  let good = false
  const { fetch } = await start((request, response, content) => sendRange(request, response, content === weights && !good ? wrong : content))
  expect(await fetch()).toMatchObject({ ok: false, error: { kind: 'download-failed', message: expect.stringContaining('checksum') } })
  expect(existsSync(join(folder, 'some-model'))).toBe(false)
  good = true
  expect((await fetch()).ok).toBe(true)
  expect(requests.map((one) => one.url.split('/').at(-1))).toEqual(['config.json', 'model_small.onnx', 'model_small.onnx'])
})

test('[M116] a paused download goes on in the middle of its file, also in a later run', async () => {
  let release = false
  const { downloads, ended, progress } = await start((request, response, content) => {
    if (content === config || release) sendRange(request, response, content)
    else { response.writeHead(200); response.write(content.subarray(0, 60_000)) }
  })
  downloads.start(entry)
  await expect.poll(() => existsSync(join(folder, 'some-model.part/onnx/model_quantized.onnx')) && readFileSync(join(folder, 'some-model.part/onnx/model_quantized.onnx')).length).toBe(60_000)
  downloads.pause(entry.id)
  await downloads.ended(entry.id)
  expect([ended[0]?.ok, progress.at(-1)?.state]).toEqual([false, 'paused'])
  expect(existsSync(join(folder, 'some-model'))).toBe(false)
  release = true
  downloads.start(entry)
  await downloads.ended(entry.id)
  expect(ended[1]?.ok).toBe(true)
  expect(requests.at(-1)).toEqual({ url: Object.keys(contents)[1], range: 'bytes=60000-' })
})

test('[M116] offline nothing is asked for', async () => {
  const { fetch, hosts } = await start(sendRange, true)
  expect(await fetch()).toMatchObject({ ok: false, error: { kind: 'offline' } })
  expect([requests.length, hosts.length, readdirSync(folder).length]).toEqual([0, 0, 0])
})

test('[M40] every folder of the catalogue is pinned by revision, sizes and checksums, and none leads out of its place', async () => {
  const path = join(import.meta.dirname, '../../../../resources/catalogue.json')
  const { folders } = await readCatalogue(path)
  expect(folders.filter((one) => one.duty === 'embedding' && one.languages !== 'English').length).toBeGreaterThanOrEqual(2)
  expect(folders.filter((one) => one.duty === 'ranking').length).toBeGreaterThanOrEqual(2)
  for (const one of folders) expect(one.files.map((file) => file.path)).toEqual(expect.arrayContaining(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx']))
  const bundled = folders.find((one) => one.hub === null)!
  for (const file of bundled.files) {
    const content = readFileSync(join(import.meta.dirname, '../../../../resources/models', bundled.folder, file.path))
    expect([file.path, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([file.path, file.sizeBytes, file.sha256])
  }
})
