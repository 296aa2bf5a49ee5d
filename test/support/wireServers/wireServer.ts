import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** What goes wrong in one answer; `after` counts words that were sent before. */
export type WireFault =
  /** An error status; `code` and `message` stand in the vendor's own error shape, `body` replaces it whole. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string>; readonly code?: string; readonly message?: string; readonly body?: string }
  /** Status 401 whose message repeats the key that was sent. */
  | { readonly kind: 'echo-key'; readonly status: number }
  /** The socket is destroyed. */
  | { readonly kind: 'cut'; readonly after: number }
  /** The stream ends properly in the middle of a frame. */
  | { readonly kind: 'half-frame'; readonly after: number }
  /** The stream ends properly, but nobody said that the answer did. */
  | { readonly kind: 'no-end'; readonly after: number }
  | { readonly kind: 'bad-json'; readonly after: number }
  /** An error frame in the stream. */
  | { readonly kind: 'error-frame'; readonly after: number; readonly code: string; readonly message: string }
  /** Accepts the request and says nothing. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'stall'; readonly after: number }
  /** Status 200 with a page, or with random bytes. */
  | { readonly kind: 'garbage'; readonly body: string }
  /** Words without end. */
  | { readonly kind: 'flood' }
  | { readonly kind: 'redirect'; readonly to: string }

export interface WireAnswer {
  readonly words: readonly string[]
  /** Tokens as the provider reports them; null reports none. */
  readonly usage?: { readonly input: number; readonly output: number; readonly cached?: number; readonly cacheWrite?: number } | null
  readonly finish?: 'end' | 'length'
  readonly delayMs?: number
  readonly fault?: WireFault
}

export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: Record<string, unknown>
}

/** How one vendor writes its stream and its errors. */
export interface Vendor {
  readonly path: string
  keyOf(headers: IncomingHttpHeaders): string
  start(request: WireRequest): string
  word(word: string): string
  end(answer: WireAnswer, request: WireRequest): string
  errorBody(status: number, code: string, message: string): string
  errorFrame(code: string, message: string): string
}

export interface WireServer {
  /** With the version in its path, as a provider's address is written. */
  readonly baseUrl: string
  readonly requests: readonly WireRequest[]
  /** Connections ever made, requests or not. */
  readonly connections: () => number
  /** Resolves when so many answers were left by the client before their end. */
  abandoned(count: number): Promise<void>
  close(): Promise<void>
}

/** A local server that answers as a provider does, answer by answer, the last one again and again. */
export async function startWireServer(vendor: Vendor, answers: readonly WireAnswer[]): Promise<WireServer> {
  const requests: WireRequest[] = []
  let connections = 0
  let left = 0
  const waiting: { count: number; resolve: () => void }[] = []
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const request = { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, text, body: asRecord(text) }
      const answer = answers[Math.min(requests.length, answers.length - 1)]!
      requests.push(request)
      response.on('close', () => {
        if (response.writableEnded) return
        left++
        for (const one of waiting) if (left >= one.count) one.resolve()
      })
      void respond(vendor, answer, request, response)
    })
  })
  server.on('connection', () => { connections++ })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    connections: () => connections,
    abandoned: (count) => left >= count ? Promise.resolve() : new Promise((resolve) => { waiting.push({ count, resolve }) }),
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }),
  }
}

async function respond(vendor: Vendor, answer: WireAnswer, request: WireRequest, response: ServerResponse): Promise<void> {
  const { fault } = answer
  if (fault?.kind === 'silent') return
  if (fault?.kind === 'redirect') { response.writeHead(307, { location: fault.to }).end(); return }
  if (fault?.kind === 'garbage') { response.writeHead(200, { 'content-type': 'text/html' }).end(fault.body); return }
  if (fault?.kind === 'echo-key') { respondError(response, fault.status, vendor.errorBody(fault.status, 'invalid_api_key', `Incorrect API key provided: ${vendor.keyOf(request.headers)}.`)); return }
  if (fault?.kind === 'status') { respondError(response, fault.status, fault.body ?? vendor.errorBody(fault.status, fault.code ?? 'error', fault.message ?? 'It went wrong.'), fault.headers); return }
  if (!request.url.startsWith(vendor.path)) { respondError(response, 404, vendor.errorBody(404, 'not_found', 'No such path.')); return }

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.write(vendor.start(request))
  const after = fault !== undefined && 'after' in fault ? fault.after : Number.POSITIVE_INFINITY
  for (const [at, word] of [...answer.words.entries()].slice(0, after)) {
    if (answer.delayMs !== undefined && at > 0) await wait(answer.delayMs)
    if (response.destroyed) return
    response.write(vendor.word(word))
  }
  switch (fault?.kind) {
    case undefined: response.end(vendor.end(answer, request)); return
    case 'stall': return
    case 'no-end': response.end(); return
    // The words must be on their way before the socket dies under them.
    case 'cut': await wait(50); response.socket?.destroy(); return
    case 'half-frame': response.end(vendor.word('never whole').slice(0, -12)); return
    case 'bad-json': response.end('data: {"choices": [{"delta": \n\n'); return
    case 'error-frame': response.end(vendor.errorFrame(fault.code, fault.message)); return
    case 'flood':
      while (!response.destroyed) {
        if (!response.write(vendor.word('more and more '.repeat(20)))) await Promise.race([new Promise((resolve) => { response.once('drain', resolve) }), wait(100)])
      }
  }
}

function respondError(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

function asRecord(text: string): Record<string, unknown> {
  try { return JSON.parse(text) as Record<string, unknown> } catch { return {} }
}
