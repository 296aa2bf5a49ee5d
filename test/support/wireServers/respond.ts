import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Vendor, WireAnswer, WireFault, WireRequest } from './wireServer.ts'

/** Writes one answer with what goes wrong in it. */
export async function respond(vendor: Vendor, answer: WireAnswer, request: WireRequest, response: ServerResponse): Promise<void> {
  const { fault } = answer
  if (fault !== undefined && refuse(vendor, fault, request, response)) return
  if (!vendor.accepts(request.url)) { writeError(response, 404, vendor.errorBody(404, 'not_found', 'No such path.')); return }

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.write(vendor.start(answer))
  const after = fault !== undefined && 'after' in fault ? fault.after : Number.POSITIVE_INFINITY
  for (const [at, word] of [...answer.words.entries()].slice(0, after)) {
    if (answer.delayMs !== undefined && at > 0) await wait(answer.delayMs)
    if (response.destroyed) return
    response.write(vendor.word(word, answer))
  }
  if (fault === undefined) { response.end(vendor.end(answer, request)); return }
  await goWrong((word) => vendor.word(word, answer), vendor, fault, response)
}

/** What goes wrong before the stream begins; false where it begins first. */
function refuse(vendor: Vendor, fault: WireFault, request: WireRequest, response: ServerResponse): boolean {
  switch (fault.kind) {
    case 'silent': return true
    case 'reset-at-once': response.socket?.resetAndDestroy(); return true
    case 'redirect': response.writeHead(307, { location: fault.to }).end(); return true
    case 'garbage': response.writeHead(200, { 'content-type': 'text/html' }).end(fault.body); return true
    case 'echo-key': writeError(response, fault.status, vendor.errorBody(fault.status, 'invalid_api_key', `Incorrect API key provided: ${vendor.keyOf(request.headers)}.`)); return true
    case 'status': writeError(response, fault.status, fault.body ?? vendor.errorBody(fault.status, fault.code ?? 'error', fault.message ?? 'It went wrong.'), fault.headers); return true
    default: return false
  }
}

async function goWrong(write: (word: string) => string, vendor: Vendor, fault: WireFault, response: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case 'no-end': response.end(); return
    // The words must be on their way before the socket dies under them.
    case 'cut': await wait(50); response.socket?.destroy(); return
    case 'reset': await wait(50); response.socket?.resetAndDestroy(); return
    case 'half-frame': response.end(write('never whole').slice(0, -12)); return
    case 'bad-json': response.end('data: {"choices": [{"delta": \n\n'); return
    case 'error-frame': response.end(vendor.errorFrame(fault.code, fault.message)); return
    case 'noise': response.end(randomBytes(5000)); return
    case 'crawl': while (!response.destroyed) { response.write(': still here\n\n'); await wait(fault.everyMs) } return
    case 'repeat': await pour(response, () => write(fault.word)); return
    case 'flood': {
      let count = 0
      await pour(response, () => write(Array.from({ length: 20 }, () => `more and ${count++} `).join('')))
      return
    }
    case 'huge-line': await pour(response, () => 'x'.repeat(1 << 20), fault.bytes, 'data: {"x": "'); return
    case 'empty-frames': await pour(response, () => ': nothing\n\n'.repeat(10_000), fault.bytes)
  }
}

/** Writes as fast as the other side takes it, until it has gone or so many bytes were sent. */
async function pour(response: ServerResponse, next: () => string, bytes = Number.POSITIVE_INFINITY, first = ''): Promise<void> {
  response.write(first)
  for (let sent = 0; sent < bytes && !response.destroyed;) {
    const chunk = next()
    sent += chunk.length
    if (!response.write(chunk)) await Promise.race([new Promise((resolve) => { response.once('drain', resolve) }), wait(100)])
  }
  response.end()
}

function writeError(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}
