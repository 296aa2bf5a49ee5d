import { cosineOf } from '../../shared/cosine.ts'
import type { Understanding } from '../../shared/trace.ts'
import type { TaskKind } from '../../shared/words.ts'
import { cueScores, isQuestion, leansOnMemory } from './cues.ts'
import { difficultyOf } from './difficulty.ts'
import { languageOf } from './language.ts'
import type { Prototypes } from './prototypes.ts'

export interface UnderstandInput {
  readonly text: string
  /** Unit vector of `text`, of the same embedding model as the prototypes. */
  readonly vector: Float32Array
  /** What the user wrote before, for short follow-ups ("and in French?"); null at a start. */
  readonly previousUserText: string | null
}

/** How sharply scores become shares: found on our own held-out sentences so that 0.8 is right about four times in five. */
const sharpness = 11
const topicFloor = 0.28

/**
 * Reads what a message asks for: the closest example sentences, and what the wording gives away. Deterministic and without
 * any generating model; about a millisecond beside the embedding itself.
 */
export function understand(input: UnderstandInput, prototypes: Prototypes): Understanding {
  const cues = cueScores(input.text)
  // A follow-up of a few words takes its kind from what it follows, unless its own wording says otherwise.
  const inherited = cues.size === 0 && input.previousUserText !== null && isFollowUp(input.text) ? cueScores(input.previousUserText) : new Map<TaskKind, number>()
  const scores = [...prototypes.tasks].map(([task, own]) => ({
    task, score: meanOfBest(input.vector, own, 3) + (cues.get(task) ?? 0) + 0.6 * (inherited.get(task) ?? 0),
  })).sort((a, b) => b.score - a.score || (a.task < b.task ? -1 : 1))
  const sum = scores.reduce((all, { score }) => all + Math.exp(sharpness * (score - scores[0]!.score)), 0)
  const shares = scores.map(({ task, score }) => ({ task, score: round(Math.exp(sharpness * (score - scores[0]!.score)) / sum) }))
  const task = shares[0]?.task ?? 'chat'
  const question = isQuestion(input.text)
  return {
    task, confidence: shares[0]?.score ?? 0, alternatives: shares.slice(1, 4),
    topics: topicsOf(input.vector, prototypes), language: languageOf(input.text),
    difficulty: difficultyOf(input.text, task), isQuestion: question,
    needsMemory: task === 'recall' || leansOnMemory(input.text, question),
  }
}

function isFollowUp(text: string): boolean {
  return text.length < 60 && /^\s*(?:and|or|but|what about|how about|now|also|then|und|et|y|in|for|to|the same|another|again|shorter|longer|more|less)(?![\p{L}])/iu.test(text)
}

/** The closest examples of a class speak for it; the far ones say nothing. */
function meanOfBest(vector: Float32Array, examples: readonly Float32Array[], count: number): number {
  const best = examples.map((example) => cosineOf(vector, example)).sort((a, b) => b - a).slice(0, count)
  return best.length === 0 ? 0 : best.reduce((sum, one) => sum + one, 0) / best.length
}

/** Up to three topics, best first; none where nothing is near. */
function topicsOf(vector: Float32Array, prototypes: Prototypes): string[] {
  const near = [...prototypes.topics].map(([topic, own]) => ({ topic, score: meanOfBest(vector, own, 2) }))
    .filter(({ score }) => score >= topicFloor).sort((a, b) => b.score - a.score || (a.topic < b.topic ? -1 : 1))
  return near.filter(({ score }) => score >= near[0]!.score - 0.1).slice(0, 3).map(({ topic }) => topic)
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000
}
