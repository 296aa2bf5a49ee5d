import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** What a provider does wrong, one after the other over the turns of a benchmark. */
export const faultNames = [
  'limit', 'error', 'overloaded', 'wrong-key', 'no-credit', 'reset', 'slow-loris', 'half-frame', 'bad-json', 'stall', 'huge-chunk', 'tls',
] as const
export type FaultName = (typeof faultNames)[number]
/** Faults that come in the middle of an answer, at a word of one's choice. */
export const midwayFaults = ['cut', 'half-frame', 'bad-json', 'stall', 'error-frame'] as const
export type Fault = FaultName | (typeof midwayFaults)[number] | 'none'

/** Stands before the fault in a model's name. */
export const modelPrefix = 'Faulty-'

/** The whole answer, word by word; each is another one, so that a repetition shows. */
export const answerWords = Array.from({ length: 60 }, (_, at) => `word${at} `)

export interface FaultyServer {
  /** Ends in a version, as a provider's address does. */
  readonly baseUrl: string
  requests(): number
  /** Requests whose connection is still held: neither answered to the end nor left. */
  answering(): number
  close(): Promise<void>
}

/** Bytes of a slow loris come this often: often enough to look alive. */
const lorisMs = 50
const hugeBytes = 4_000_000

/**
 * A local server that speaks OpenAI's chat completions and goes wrong as the model's name says, and where the message says:
 * "… after 7 words".
 */
export async function startFaultyServer(): Promise<FaultyServer> {
  let requests = 0
  const answering = new Set<ServerResponse>()
  const server = createServer((incoming, response) => {
    answering.add(response)
    response.on('close', () => answering.delete(response))
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { model, messages } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { model: string; messages: { content: unknown }[] }
      // Notes of earlier turns stand before the question and speak of other words.
      const after = [...JSON.stringify(messages.at(-1)?.content ?? '').matchAll(/after (\d+) words/g)].at(-1)?.[1] ?? '0'
      void respond(model.slice(modelPrefix.length) as Fault, Number(after), requests++, response)
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: () => requests,
    answering: () => answering.size,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }),
  }
}

async function respond(fault: Fault, after: number, at: number, response: ServerResponse): Promise<void> {
  switch (fault) {
    case 'limit': return refuse(response, 429, 'rate_limit_exceeded', at % 2 === 0 ? { 'retry-after': '17' } : {})
    case 'error': return refuse(response, 500, 'server_error')
    case 'overloaded': return refuse(response, 503, 'overloaded')
    case 'wrong-key': return refuse(response, 401, 'invalid_api_key')
    case 'no-credit': return refuse(response, 402, 'payment_required')
    case 'reset': case 'tls': response.socket?.destroy(); return
    default: return stream(fault, after, response)
  }
}

function refuse(response: ServerResponse, status: number, code: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ error: { message: 'It went wrong.', type: code, code } }))
}

const frame = (content: string, more: object = {}) => `data: ${JSON.stringify({ id: 'answer', object: 'chat.completion.chunk', created: 1, model: 'faulty', choices: [{ index: 0, delta: { content }, finish_reason: null }], ...more })}\n\n`
const lastFrame = `data: ${JSON.stringify({ id: 'answer', object: 'chat.completion.chunk', created: 1, model: 'faulty', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`

async function stream(fault: Fault, after: number, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  if (fault === 'slow-loris') {
    while (!response.destroyed) { response.write(':'); await wait(lorisMs) }
    return
  }
  if (fault === 'huge-chunk') response.write(frame('', { padding: 'a'.repeat(hugeBytes) }))
  const isWhole = fault === 'none' || fault === 'huge-chunk'
  for (const word of isWhole ? answerWords : answerWords.slice(0, after)) response.write(frame(word))
  switch (fault) {
    case 'stall': return
    // The words must be on their way before the socket dies under them.
    case 'cut': await wait(20); response.socket?.destroy(); return
    case 'half-frame': response.end(frame('never whole').slice(0, -12)); return
    case 'bad-json': response.end('data: {"choices": [{"delta": \n\n'); return
    case 'error-frame': response.end(`data: ${JSON.stringify({ error: { message: 'It went wrong.', type: 'server_error', code: 'server_error' } })}\n\n`); return
    default: response.end(lastFrame)
  }
}
