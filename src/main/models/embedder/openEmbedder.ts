import { FailureError, type Result } from '../../../shared/result.ts'
import type { CacheFigures } from '../../cache/byteCache.ts'
import type { EmbedderFacts } from '../folders/folderFacts.ts'
import type { Embedder } from '../ports.ts'
import { physicalCores } from '../process/cores.ts'
import type { ModelProcess } from '../process/modelProcessClient.ts'
import { createRecentVectors } from './recentVectors.ts'

/** What the model that comes with Casement is; others say it in the catalogue or in their own files. */
const bundledFacts: EmbedderFacts = { duty: 'embedding', name: 'all-MiniLM-L6-v2', dimensions: 384, pooling: 'mean', prefixes: { question: '', passage: '' }, maxTokens: 256 }
/** Texts per message to the process: long work is cut so that a question of the running turn slips in between. */
const batchSize = 64

export interface EmbedderOptions {
  readonly process: ModelProcess
  /** The model's folder, named after the model. */
  readonly folder: string
  /** What is known of the model; the one that comes with Casement unless given. */
  readonly facts?: EmbedderFacts
}

/** One that tells how its cache of recent texts stands. */
export interface CachingEmbedder extends Embedder { figures(): CacheFigures }

/** Keys the vectors of a model: the name of its folder and how its weights are stored. */
export function vectorIdOf(facts: EmbedderFacts): string {
  return `${facts.name}:int8`
}

/**
 * An embedder over its model process, several of which can share one process. The process starts with the first text.
 * Vectors are shared with a small cache: readers must not write into them.
 * Blank text has the vector of an empty sentence, a unit vector like any other.
 * A crash in the middle is survived once per batch, unseen; a second one rejects with a `FailureError`.
 */
export function openEmbedder(options: EmbedderOptions): CachingEmbedder {
  const { process, folder, facts = bundledFacts } = options
  const { dimensions, pooling, maxTokens } = facts
  const threads = Math.min(2, physicalCores())
  const recent = createRecentVectors(dimensions)

  async function run(texts: readonly string[]): Promise<Float32Array[]> {
    const ask = (): Promise<Result<Float32Array>> => process.call('embed.run', { folder, texts, threads, pooling, maxTokens })
    let result = await ask()
    if (!result.ok && result.error.kind === 'model-crashed') result = await ask()
    if (!result.ok) throw new FailureError(result.error)
    const flat = result.value
    return texts.map((_, at) => flat.slice(at * dimensions, (at + 1) * dimensions))
  }

  return {
    modelId: vectorIdOf(facts),
    dimensions,
    async embed(given, as = 'passage') {
      const texts = given.map((text) => facts.prefixes[as] + text)
      const found = new Map<string, Promise<Float32Array>>()
      const missing: string[] = []
      for (const text of new Set(texts)) {
        const kept = recent.get(text)
        if (kept === undefined) missing.push(text)
        else found.set(text, kept)
      }
      missing.sort((a, b) => a.length - b.length)
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
    figures: recent.figures,
  }
}
