import { createHash } from 'node:crypto'
import type { Embedder } from '../../../models/ports.ts'
import type { RoutedPrompt } from '../../routeData.ts'
import { chatLevels } from './chatLevels.ts'
import type { Exam, Talk } from './trainHead.ts'

/** Stored outcomes as examples for a head. */
export async function examsOf(prompts: readonly RoutedPrompt[], embedder: Pick<Embedder, 'embed'>): Promise<Exam[]> {
  const vectors = await embedder.embed(prompts.map(({ text }) => text))
  return prompts.map(({ text, weak }, at) => ({ text, vector: vectors[at]!, failed: !weak }))
}

/** The project's own messages with their levels. */
export async function talksOf(embedder: Pick<Embedder, 'embed'>): Promise<Talk[]> {
  const talks = chatLevels.flatMap(({ level, texts }) => texts.map((text) => ({ text, level })))
  const vectors = await embedder.embed(talks.map(({ text }) => text))
  return talks.map((talk, at) => ({ ...talk, vector: vectors[at]! }))
}

/** What tells one set of prompts from another, whatever their order: a head knows by it what it was trained on. */
export function fingerprintOf(prompts: readonly RoutedPrompt[]): string {
  return createHash('sha256').update(prompts.map(({ text }) => createHash('sha256').update(text).digest('hex')).sort().join('')).digest('hex').slice(0, 16)
}
