import { record, schemes } from './state.ts'

export interface PausedRequest {
  requestId: string
  resourceType: string
  frameId: string
  request: { url: string; method: string; headers: Record<string, string> }
}

/** Answers what a page asks for: handled schemes by their handler; everything else is noted and cut. */
export async function answerRequest(paused: PausedRequest, url: string, send: (method: string, params: object) => Promise<unknown>): Promise<void> {
  const handler = schemes.get(url.slice(0, url.indexOf(':')))
  if (handler === undefined) {
    record.strangeRequests.push(url)
    await send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'BlockedByClient' })
    return
  }
  const response = await handler(new Request(url, { method: paused.request.method }))
  await send('Fetch.fulfillRequest', {
    requestId: paused.requestId, responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  })
}
