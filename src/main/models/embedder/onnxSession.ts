import { basename, dirname } from 'node:path'
import { AutoModel, AutoTokenizer, env } from '@huggingface/transformers'
import { ok, type Result } from '../../../shared/result.ts'

/** Runs inside the model process: the tokenizer, the ONNX session, pooling. */

/** The model was trained on no more; what follows is cut off by the tokenizer. */
const maxTokens = 256
/** No natural text of 256 word pieces is longer; this keeps ten megabytes away from the tokenizer. */
const maxChars = 8192

type Session = (text: string) => Promise<Float32Array>

let opened: { readonly folder: string; readonly session: Promise<Session> } | null = null

/**
 * Embeds texts one by one. The weights are quantised dynamically: their scale depends on all that runs
 * together, so a padded batch moves each vector (to a cosine of 0.96 in the worst case) and is slower on a CPU too.
 * One by one, a text has one vector whatever its neighbours are.
 * @param args.folder the model's folder, with `onnx/model_quantized.onnx` inside
 */
export async function embedTexts(args: { folder: string; texts: readonly string[]; threads: number }): Promise<Result<Float32Array>> {
  if (opened?.folder !== args.folder) {
    const session = open(args.folder, args.threads)
    opened = { folder: args.folder, session }
    // A model that did not open is tried again by the next call.
    session.catch(() => { if (opened?.session === session) opened = null })
  }
  const session = await opened.session
  const vectors: Float32Array[] = []
  for (const text of args.texts) vectors.push(await session(text))
  const flat = new Float32Array(vectors.reduce((sum, vector) => sum + vector.length, 0))
  let at = 0
  for (const vector of vectors) { flat.set(vector, at); at += vector.length }
  return ok(flat)
}

async function open(folder: string, threads: number): Promise<Session> {
  env.allowRemoteModels = false
  env.localModelPath = dirname(folder)
  const name = basename(folder)
  const tokenizer = await AutoTokenizer.from_pretrained(name)
  const model = await AutoModel.from_pretrained(name, {
    dtype: 'q8', device: 'cpu',
    // Threads that wait by spinning cost more than the work itself here, and starve whatever else runs.
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, extra: { session: { intra_op: { allow_spinning: '0' } } } },
  })
  return async (text) => {
    const input = tokenizer(text.slice(0, maxChars).toWellFormed(), { truncation: true, max_length: maxTokens })
    const output = await model(input) as { last_hidden_state: { dims: number[]; data: Float32Array } }
    return pool(output.last_hidden_state)
  }
}

/** Mean over the tokens, then unit length: how these weights were trained to be read. */
function pool(state: { readonly dims: readonly number[]; readonly data: Float32Array }): Float32Array {
  const [, tokens = 0, dimensions = 0] = state.dims
  const sum = new Float64Array(dimensions)
  for (let token = 0; token < tokens; token++) {
    for (let d = 0; d < dimensions; d++) sum[d]! += state.data[token * dimensions + d]!
  }
  let square = 0
  for (const value of sum) square += value * value
  const length = Math.sqrt(square) || 1
  return Float32Array.from(sum, (value) => value / length)
}
