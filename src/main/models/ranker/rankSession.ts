import { AutoModelForSequenceClassification, AutoTokenizer } from '@huggingface/transformers'
import { ok, type Result } from '../../../shared/result.ts'
import { openModel } from '../embedder/openSessions.ts'

/** Runs inside the model process: a model that reads a question and a text together. */

/** Much longer texts would only be cut off by the tokenizer, at a price. */
const maxChars = 4096

export interface RankArgs {
  readonly folder: string
  readonly question: string
  readonly texts: readonly string[]
  readonly threads: number
  readonly maxTokens: number
}

/**
 * How well each text answers the question, 0 to 1: the logistic function of the model's one logit, or of the distance of its
 * two. Pair by pair, so that a number does not depend on what else was found.
 */
export async function rankTexts(args: RankArgs): Promise<Result<number[]>> {
  const { tokenizer, model } = await openModel(args.folder, args.threads, async (name, options) => ({ tokenizer: await AutoTokenizer.from_pretrained(name), model: await AutoModelForSequenceClassification.from_pretrained(name, options) }))
  const question = args.question.slice(0, maxChars).toWellFormed()
  const fits: number[] = []
  for (const text of args.texts) {
    const input = tokenizer(question, { text_pair: text.slice(0, maxChars).toWellFormed(), truncation: true, max_length: args.maxTokens })
    const { logits } = await model(input) as { logits: { data: Float32Array } }
    const logit = logits.data.length > 1 ? logits.data[1]! - logits.data[0]! : logits.data[0]!
    fits.push(1 / (1 + Math.exp(-logit)))
  }
  return ok(fits)
}
