import { FailureError, type Result } from '../../../shared/result.ts'
import type { Embedder } from '../ports.ts'
import { physicalCores } from '../process/cores.ts'
import type { ModelProcess } from '../process/modelProcessClient.ts'
import { createRecentVectors } from './recentVectors.ts'

const dimensions = 384
/** Texts per message to the process: long work is cut so that a question of the running turn slips in between. */
const batchSize = 64

/**
 * The embedder over its model process. The process starts with the first text.
 * Vectors are shared with a small cache: readers must not write into them.
 * Blank text has the vector of an empty sentence, a unit vector like any other.
 * A crash in the middle is survived once per batch, unseen; a second one rejects with a `FailureError`.
 * @param folder the model's folder, named after the model
 */
export function openEmbedder(options: { readonly process: ModelProcess; readonly folder: string }): Embedder {
  const threads = Math.min(2, physicalCores())
  const recent = createRecentVectors(512)

  async function run(texts: readonly string[]): Promise<Float32Array[]> {
    const ask = (): Promise<Result<Float32Array>> => options.process.call('embed.run', { folder: options.folder, texts, threads })
    let result = await ask()
    if (!result.ok && result.error.kind === 'model-crashed') result = await ask()
    if (!result.ok) throw new FailureError(result.error)
    const flat = result.value
    return texts.map((_, at) => flat.slice(at * dimensions, (at + 1) * dimensions))
  }

  return {
    modelId: 'all-MiniLM-L6-v2:int8',
    dimensions,
    async embed(texts) {
      const missing = [...new Set(texts)].filter((text) => recent.get(text) === undefined).sort((a, b) => a.length - b.length)
      const found = new Map<string, Promise<Float32Array>>()
      for (const text of texts) { const kept = recent.get(text); if (kept !== undefined) found.set(text, kept) }
      let before: Promise<unknown> = Promise.resolve()
      for (let at = 0; at < missing.length; at += batchSize) {
        const batch = missing.slice(at, at + batchSize)
        const vectors = before.then(() => run(batch))
        before = vectors
        batch.forEach((text, index) => {
          const vector = vectors.then((all) => all[index]!)
          found.set(text, vector)
          recent.put(text, vector)
        })
      }
      return Promise.all(texts.map((text) => found.get(text)!))
    },
  }
}
