import { startWireServer, type Vendor, type WireAnswer, type WireServer } from './wireServer.ts'

const frame = (type: string, value: Record<string, unknown>) => `event: ${type}\ndata: ${JSON.stringify({ type, ...value })}\n\n`

const anthropic: Vendor = {
  path: '/v1/messages',
  keyOf: (headers) => String(headers['x-api-key'] ?? ''),
  start: () => frame('message_start', { message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'wire-model', content: [], stop_reason: null, stop_sequence: null, usage: { input_tokens: 0, output_tokens: 1 } } })
    + frame('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
  word: (word) => frame('content_block_delta', { index: 0, delta: { type: 'text_delta', text: word } }),
  end: (answer) => frame('content_block_stop', { index: 0 })
    + frame('message_delta', {
      delta: { stop_reason: answer.finish === 'length' ? 'max_tokens' : 'end_turn', stop_sequence: null },
      usage: { input_tokens: (answer.usage?.input ?? 0) - (answer.usage?.cached ?? 0) - (answer.usage?.cacheWrite ?? 0), cache_read_input_tokens: answer.usage?.cached ?? 0, cache_creation_input_tokens: answer.usage?.cacheWrite ?? 0, output_tokens: answer.usage?.output ?? 0 },
    })
    + frame('message_stop', {}),
  errorBody: (_status, code, message) => JSON.stringify({ type: 'error', error: { type: code, message }, request_id: 'req_1' }),
  errorFrame: (code, message) => frame('error', { error: { type: code, message } }),
}

/** Speaks Anthropic's messages over server-sent events. Usage is always reported there. */
export function startAnthropicServer(answers: readonly WireAnswer[]): Promise<WireServer> {
  return startWireServer(anthropic, answers)
}
