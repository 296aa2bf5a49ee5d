import { AutoModel, AutoTokenizer } from '@huggingface/transformers'
import { ok, type Result } from '../../../shared/result.ts'
import { openModel } from './openSessions.ts'

/** Runs inside the model process: the tokenizer, the ONNX session, pooling. */

/** No natural text of 512 word pieces is longer; this keeps ten megabytes away from the tokenizer. */
const maxChars = 8192

export interface EmbedArgs {
  /** The model's folder, with `onnx/model_quantized.onnx` inside. */
  readonly folder: string
  readonly texts: readonly string[]
  readonly threads: number
  readonly pooling: 'mean' | 'cls'
  /** The model was trained on no more; what follows is cut off by the tokenizer. */
  readonly maxTokens: number
}

/**
 * Embeds texts one by one. The weights are quantised dynamically: their scale depends on all that runs
 * together, so a padded batch moves each vector (to a cosine of 0.96 in the worst case) and is slower on a CPU too.
 * One by one, a text has one vector whatever its neighbours are.
 */
export async function embedTexts(args: EmbedArgs): Promise<Result<Float32Array>> {
  const { tokenizer, model } = await openModel(args.folder, args.threads, async (name, options) => ({ tokenizer: await AutoTokenizer.from_pretrained(name), model: await AutoModel.from_pretrained(name, options) }))
  const vectors: Float32Array[] = []
  for (const text of args.texts) {
    const input = tokenizer(text.slice(0, maxChars).toWellFormed(), { truncation: true, max_length: args.maxTokens })
    const output = await model(input) as { last_hidden_state: State }
    vectors.push(toUnitLength(args.pooling === 'cls' ? firstOf(output.last_hidden_state) : meanOf(output.last_hidden_state)))
  }
  const flat = new Float32Array(vectors.reduce((sum, vector) => sum + vector.length, 0))
  let at = 0
  for (const vector of vectors) { flat.set(vector, at); at += vector.length }
  return ok(flat)
}

interface State { readonly dims: readonly number[]; readonly data: Float32Array }

function meanOf(state: State): Float64Array {
  const [, tokens = 0, dimensions = 0] = state.dims
  const sum = new Float64Array(dimensions)
  for (let token = 0; token < tokens; token++) {
    for (let d = 0; d < dimensions; d++) sum[d]! += state.data[token * dimensions + d]!
  }
  return sum
}

function firstOf(state: State): Float64Array {
  return Float64Array.from(state.data.subarray(0, state.dims[2] ?? 0))
}

/** How all these weights were trained to be read: the direction counts. */
function toUnitLength(vector: Float64Array): Float32Array {
  let square = 0
  for (const value of vector) square += value * value
  const length = Math.sqrt(square) || 1
  return Float32Array.from(vector, (value) => value / length)
}
