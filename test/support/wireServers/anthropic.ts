import { startWireServer, type Vendor, type WireAnswer, type WireAnswers, type WireServer } from './wireServer.ts'

const frame = (type: string, value: Record<string, unknown>) => `event: ${type}\ndata: ${JSON.stringify({ type, ...value })}\n\n`
const block = (index: number, opened: Record<string, unknown>, deltas: readonly Record<string, unknown>[]) =>
  frame('content_block_start', { index, content_block: opened }) + deltas.map((delta) => frame('content_block_delta', { index, delta })).join('') + frame('content_block_stop', { index })

/** Thoughts make a block of their own before the words, and each tool one behind them. */
const textAt = ({ thoughts }: WireAnswer) => thoughts === undefined ? 0 : 1
const stopOf = ({ finish, calls }: WireAnswer) => finish === 'length' ? 'max_tokens' : finish === 'filtered' ? 'refusal' : calls === undefined ? 'end_turn' : 'tool_use'

const anthropic: Vendor = {
  base: '/v1',
  accepts: (url) => url.startsWith('/v1/messages'),
  keyOf: (headers) => String(headers['x-api-key'] ?? ''),
  start: (answer) => frame('message_start', { message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'wire-model', content: [], stop_reason: null, stop_sequence: null, usage: { input_tokens: 0, output_tokens: 1 } } })
    + (answer.thoughts === undefined ? '' : block(0, { type: 'thinking', thinking: '', signature: '' }, [...answer.thoughts.map((one) => ({ type: 'thinking_delta', thinking: one })), { type: 'signature_delta', signature: 'c2lnbmVk' }]))
    + frame('content_block_start', { index: textAt(answer), content_block: { type: 'text', text: '' } }),
  word: (word, answer) => frame('content_block_delta', { index: textAt(answer), delta: { type: 'text_delta', text: word } }),
  end: (answer) => frame('content_block_stop', { index: textAt(answer) })
    + (answer.calls ?? []).map((call, at) => {
      const half = Math.ceil(call.input.length / 2)
      return block(textAt(answer) + 1 + at, { type: 'tool_use', id: call.id, name: call.name, input: {} }, [call.input.slice(0, half), call.input.slice(half)].map((part) => ({ type: 'input_json_delta', partial_json: part })))
    }).join('')
    + frame('message_delta', {
      delta: { stop_reason: stopOf(answer), stop_sequence: null },
      usage: { input_tokens: (answer.usage?.input ?? 0) - (answer.usage?.cached ?? 0) - (answer.usage?.cacheWrite ?? 0), cache_read_input_tokens: answer.usage?.cached ?? 0, cache_creation_input_tokens: answer.usage?.cacheWrite ?? 0, output_tokens: answer.usage?.output ?? 0 },
    })
    + frame('message_stop', {}),
  errorBody: (_status, code, message) => JSON.stringify({ type: 'error', error: { type: code, message }, request_id: 'req_1' }),
  errorFrame: (code, message) => frame('error', { error: { type: code, message } }),
}

/** Speaks Anthropic's messages over server-sent events. Usage is always reported there. */
export function startAnthropicServer(answers: WireAnswers): Promise<WireServer> {
  return startWireServer(anthropic, answers)
}
