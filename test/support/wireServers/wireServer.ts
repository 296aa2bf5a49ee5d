import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { respond } from './respond.ts'

/** What goes wrong in one answer; `after` counts words that were sent before. */
export type WireFault =
  /** An error status; `code` and `message` stand in the vendor's own error shape, `body` replaces it whole. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string>; readonly code?: string; readonly message?: string; readonly body?: string }
  /** Status 401 whose message repeats the key that was sent. */
  | { readonly kind: 'echo-key'; readonly status: number }
  /** The socket is destroyed. */
  | { readonly kind: 'cut'; readonly after: number }
  /** The connection is reset, which loses what was still on its way. */
  | { readonly kind: 'reset'; readonly after: number }
  /** The connection is reset before a byte of an answer. */
  | { readonly kind: 'reset-at-once' }
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
  /** Goes on sending comments, which are no part of an answer. */
  | { readonly kind: 'crawl'; readonly after: number; readonly everyMs: number }
  /** Status 200 with a page, or with random bytes. */
  | { readonly kind: 'garbage'; readonly body: string }
  /** Words without end, no two stretches alike. */
  | { readonly kind: 'flood' }
  /** One word for ever. */
  | { readonly kind: 'repeat'; readonly after: number; readonly word: string }
  /** One line of so many bytes, which ends nowhere. */
  | { readonly kind: 'huge-line'; readonly after: number; readonly bytes: number }
  /** Whole frames of nothing, so many bytes of them. */
  | { readonly kind: 'empty-frames'; readonly bytes: number }
  /** Bytes by chance behind the words. */
  | { readonly kind: 'noise'; readonly after: number }
  | { readonly kind: 'redirect'; readonly to: string }

/** Numbers as the provider reports them, true or not. */
export interface WireUsage {
  readonly input: number; readonly output: number; readonly cached?: number; readonly cacheWrite?: number
  /** What OpenRouter says that it cost. */
  readonly costUsd?: number
}

export interface WireToolCall { readonly id: string; readonly name: string; readonly input: string }

export interface WireAnswer {
  readonly words: readonly string[]
  /** What the model thinks before its first word. */
  readonly thoughts?: readonly string[]
  /** Tools that it asks for behind its words; `input` is the JSON text, which may be broken. */
  readonly calls?: readonly WireToolCall[]
  /** Tokens as the provider reports them; null reports none. */
  readonly usage?: WireUsage | null
  readonly finish?: 'end' | 'length' | 'filtered'
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
  /** What an address of this vendor ends in. */
  readonly base: string
  /** Whether a request goes to the place where answers are made. */
  accepts(url: string): boolean
  keyOf(headers: IncomingHttpHeaders): string
  /** What comes before the first word, thoughts included. */
  start(answer: WireAnswer): string
  word(word: string, answer: WireAnswer): string
  /** What comes behind the last word: tool calls, the reason of the end, usage. */
  end(answer: WireAnswer, request: WireRequest): string
  errorBody(status: number, code: string, message: string): string
  errorFrame(code: string, message: string): string
}

/** Answers one after the other, the last one again and again; or made from the request and its number. */
export type WireAnswers = readonly WireAnswer[] | ((request: WireRequest, at: number) => WireAnswer)

export interface WireServer {
  /** With the version in its path, as a provider's address is written. */
  readonly baseUrl: string
  readonly requests: readonly WireRequest[]
  /** Connections ever made, requests or not. */
  readonly connections: () => number
  /** Connections that are open now. */
  readonly open: () => number
  /** Resolves when so many answers were left by the client before their end. */
  abandoned(count: number): Promise<void>
  close(): Promise<void>
}

/** A local server that answers as a provider does. */
export async function startWireServer(vendor: Vendor, answers: WireAnswers): Promise<WireServer> {
  const requests: WireRequest[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  let left = 0
  const waiting: { count: number; resolve: () => void }[] = []
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const request = { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, text, body: asRecord(text) }
      const answer = typeof answers === 'function' ? answers(request, requests.length) : answers[Math.min(requests.length, answers.length - 1)]!
      requests.push(request)
      noteLeaving(response)
      void respond(vendor, answer, request, response)
    })
  })
  const noteLeaving = (response: ServerResponse) => response.on('close', () => {
    if (response.writableEnded) return
    left++
    for (const one of waiting) if (left >= one.count) one.resolve()
  })
  server.on('connection', (socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${vendor.base}`,
    requests,
    connections: () => connections,
    open: () => sockets.size,
    abandoned: (count) => left >= count ? Promise.resolve() : new Promise((resolve) => { waiting.push({ count, resolve }) }),
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }),
  }
}

/** Resolves when the client has hung up everywhere; asked again and again, for at most two seconds. */
export async function hungUp(server: WireServer): Promise<boolean> {
  for (let tries = 0; tries < 100 && server.open() > 0; tries++) await wait(20)
  return server.open() === 0
}

function asRecord(text: string): Record<string, unknown> {
  try { return JSON.parse(text) as Record<string, unknown> } catch { return {} }
}
