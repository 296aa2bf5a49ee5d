import { startWireServer, type Vendor, type WireAnswer, type WireAnswers, type WireServer } from './wireServer.ts'

const frame = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const parts = (value: readonly unknown[], finish?: string) => ({ candidates: [{ content: { role: 'model', parts: value }, index: 0, ...(finish === undefined ? {} : { finishReason: finish }) }], modelVersion: 'wire-model', responseId: 'resp-1' })

const countedOf = ({ usage }: WireAnswer) => usage === null || usage === undefined ? {} : {
  usageMetadata: { promptTokenCount: usage.input, candidatesTokenCount: usage.output, totalTokenCount: usage.input + usage.output, ...(usage.cached === undefined ? {} : { cachedContentTokenCount: usage.cached }) },
}

/** The words of an RPC status for one of HTTP. */
const statusWord = (status: number) => ({ 400: 'INVALID_ARGUMENT', 401: 'UNAUTHENTICATED', 403: 'PERMISSION_DENIED', 404: 'NOT_FOUND', 429: 'RESOURCE_EXHAUSTED', 500: 'INTERNAL', 503: 'UNAVAILABLE' }[status] ?? 'UNKNOWN')

const google: Vendor = {
  base: '/v1beta',
  accepts: (url) => /^\/v1beta\/models\/[^/:]+:streamGenerateContent\?alt=sse$/.test(url),
  keyOf: (headers) => String(headers['x-goog-api-key'] ?? ''),
  start: ({ thoughts = [] }) => thoughts.map((one) => frame(parts([{ text: one, thought: true }]))).join(''),
  word: (word) => frame(parts([{ text: word }])),
  end: (answer) => {
    const calls = (answer.calls ?? []).map((call) => frame(parts([{ functionCall: { id: call.id, name: call.name, args: JSON.parse(call.input) as unknown } }]))).join('')
    if (answer.finish === 'filtered' && answer.words.length === 0) return frame({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, ...countedOf(answer), modelVersion: 'wire-model' })
    return calls + frame({ ...parts([{ text: '' }], answer.finish === 'length' ? 'MAX_TOKENS' : answer.finish === 'filtered' ? 'SAFETY' : 'STOP'), ...countedOf(answer) })
  },
  errorBody: (status, code, message) => JSON.stringify({ error: { code: status, message, status: statusWord(status), details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: code, domain: 'googleapis.com' }] } }),
  errorFrame: (code, message) => frame({ error: { code: 503, message, status: 'UNAVAILABLE', details: [{ reason: code }] } }),
}

/** Speaks Google's generateContent over server-sent events; the key stands in a header of its own. */
export function startGoogleServer(answers: WireAnswers): Promise<WireServer> {
  return startWireServer(google, answers)
}
