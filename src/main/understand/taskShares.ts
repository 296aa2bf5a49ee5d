import { cosineOf } from '../../shared/cosine.ts'
import type { TaskKind } from '../../shared/words.ts'
import { cueScores } from './cues.ts'
import type { IntentOutcome } from './intent/classifyIntent.ts'
import type { Prototypes } from './prototypes.ts'

/** How sharply scores become shares: found on our own held-out sentences so that 0.8 is right about four times in five. */
const sharpness = 11
const topicFloor = 0.28

export interface Share { readonly task: TaskKind; readonly score: number }

/** How likely each kind of task is, best first, and what the wording added. */
export interface TaskReading { readonly cues: ReadonlyMap<TaskKind, number>; readonly shares: readonly Share[] }

/**
 * Weighs the closest example sentences and the wording; an intent of the user's own comes before both. What the built-in intents know of
 * kinds was tried and made the reading no better.
 * @param followed what a follow-up of a few words takes its kind from, unless its own wording says otherwise; null for other messages
 */
export function readTask(text: string, vector: Float32Array, followed: string | null, prototypes: Prototypes, { intent, ownIntent }: IntentOutcome): TaskReading {
  const cues = cueScores(text)
  const inherited = cues.size === 0 && followed !== null ? cueScores(followed) : new Map<TaskKind, number>()
  const scores = [...prototypes.tasks].map(([task, own]) => ({
    task, score: meanOfBest(vector, own, 3) + (cues.get(task) ?? 0) + 0.6 * (inherited.get(task) ?? 0),
  })).sort((a, b) => b.score - a.score || (a.task < b.task ? -1 : 1))
  const sum = scores.reduce((all, { score }) => all + Math.exp(sharpness * (score - scores[0]!.score)), 0)
  const shares = scores.map(({ task, score }) => ({ task, score: round(Math.exp(sharpness * (score - scores[0]!.score)) / sum) }))
  return { cues, shares: ownIntent === null ? shares : taughtFirst(shares, ownIntent.task, intent?.confidence ?? 0) }
}

/** What the user taught is of the kind that they gave it; the others share what is left. */
function taughtFirst(shares: readonly Share[], task: TaskKind, confidence: number): Share[] {
  const others = shares.filter((share) => share.task !== task)
  const rest = others.reduce((sum, { score }) => sum + score, 0) || 1
  const own = Math.max(confidence, shares.find((share) => share.task === task)?.score ?? 0)
  return [{ task, score: round(own) }, ...others.map((share) => ({ task: share.task, score: round(Math.min(own, share.score / rest * (1 - own))) }))]
}

/** Up to three topics, best first; none where nothing is near. */
export function topicsOf(vector: Float32Array, prototypes: Prototypes): string[] {
  const near = [...prototypes.topics].map(([topic, own]) => ({ topic, score: meanOfBest(vector, own, 2) }))
    .filter(({ score }) => score >= topicFloor).sort((a, b) => b.score - a.score || (a.topic < b.topic ? -1 : 1))
  return near.filter(({ score }) => score >= near[0]!.score - 0.1).slice(0, 3).map(({ topic }) => topic)
}

/** The closest examples of a class speak for it; the far ones say nothing. */
function meanOfBest(vector: Float32Array, examples: readonly Float32Array[], count: number): number {
  const best = examples.map((example) => cosineOf(vector, example)).sort((a, b) => b - a).slice(0, count)
  return best.length === 0 ? 0 : best.reduce((sum, one) => sum + one, 0) / best.length
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000
}
