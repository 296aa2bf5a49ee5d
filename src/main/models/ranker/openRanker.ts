import { FailureError } from '../../../shared/result.ts'
import type { RankerFacts } from '../folders/folderFacts.ts'
import { physicalCores } from '../process/cores.ts'
import type { ModelProcess } from '../process/modelProcessClient.ts'

/** What lies behind these was found far down: nobody waits for it to be read again. */
const mostTexts = 30

/** A model that reads a question and a text together. */
export interface Ranker {
  /**
   * How well each text answers the question, 0 to 1, for the first 30 texts; further ones get no number.
   * Rejects with a `FailureError` when the model process dies or the model does not open: it is not tried twice, because
   * someone waits.
   */
  rank(question: string, texts: readonly string[]): Promise<number[]>
}

/** The ranking model of a folder over the process that embeds. It loads with the first question. */
export function openRanker(options: { readonly process: ModelProcess; readonly folder: string; readonly facts: RankerFacts }): Ranker {
  const threads = Math.min(2, physicalCores())
  return {
    async rank(question, texts) {
      if (texts.length === 0) return []
      const result = await options.process.call('rank.run', { folder: options.folder, question, texts: texts.slice(0, mostTexts), threads, maxTokens: options.facts.maxTokens })
      if (!result.ok) throw new FailureError(result.error)
      return result.value
    },
  }
}
