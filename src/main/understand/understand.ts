import type { Understanding } from '../../shared/trace.ts'
import type { Needs, TaskClass } from '../../shared/understanding.ts'
import { cueScores, isQuestion, leansOnMemory } from './cues.ts'
import { difficultyOf } from './difficulty.ts'
import { readEntities } from './entities/readEntities.ts'
import { followsOn } from './followUp.ts'
import type { UnderstandHeads } from './heads.ts'
import type { IntentOutcome } from './intent/classifyIntent.ts'
import { languageOf } from './language.ts'
import { needsOf } from './needs.ts'
import { isNonsense } from './nonsense.ts'
import type { Prototypes } from './prototypes.ts'
import { readIntent } from './readIntent.ts'
import { taskClassOf } from './taskClass.ts'
import { readTask, topicsOf } from './taskShares.ts'
import { readTimes } from './times/readTimes.ts'

export interface UnderstandInput {
  readonly text: string
  /** Unit vector of `text`, of the same embedding model as the prototypes and the heads. */
  readonly vector: Float32Array
  /** What the user wrote before, for follow-ups ("and in French?"); null at a start. */
  readonly previousUserText: string | null
  /** What was answered to that; null where nothing was. */
  readonly previousAnswer: string | null
  /** Unix milliseconds: what "tomorrow" is counted from, on the local clock. */
  readonly now: number
}

/** A built-in intent this sure adds what its answers need. */
const sureOfNeeds = 0.9
/** With less, the examples do not say what kind of task it is. */
const leastTask = 0.25

/**
 * Reads what a message asks for in one pass: the closest example sentences, what the wording gives away, and the trained heads.
 * Deterministic and without any generating model; a few milliseconds beside the embedding itself, however long the text.
 */
export function understand(input: UnderstandInput, prototypes: Prototypes, heads: UnderstandHeads): Understanding {
  const { text, vector, previousUserText, previousAnswer } = input
  const isFollowUp = followsOn(text, previousUserText, previousAnswer)
  const outcome = readIntent(text, vector, heads)
  const { cues, shares } = readTask(text, vector, isFollowUp ? previousUserText : null, prototypes, outcome)
  const [task, confidence] = [shares[0]?.task ?? 'chat', shares[0]?.score ?? 0]
  const question = isQuestion(text)
  const language = languageOf(text)
  const difficulty = heads.difficulty === null ? difficultyOf(text, task) : heads.difficulty.difficultyOf(text, vector)
  const times = readTimes(text, language, input.now)
  const said = needsOf(text, question)
  const before = isFollowUp && previousUserText !== null ? classBefore(previousUserText) : null
  const byWording = taskClassOf(text, { task, cued: cues.has(task), difficulty: difficultyOf(text, task), question, tools: said.tools, before })
  // Intents are small requests: of a larger piece of work they say nothing, even where they share its words.
  const needs = byWording === 'simple-question' ? withIntent(said, outcome) : said
  const nonsense = cues.size === 0 && !isFollowUp && heads.slots !== null && isNonsense(text, language, heads.slots.knows)
  return {
    task, confidence, alternatives: shares.slice(1, 4), topics: topicsOf(vector, prototypes), language, difficulty, isQuestion: question,
    needsMemory: task === 'recall' || needs.memory || leansOnMemory(text, question),
    intent: nonsense && outcome.ownIntent === null ? null : outcome.intent,
    inScope: !nonsense && (outcome.inScope || question || cues.size > 0 || isFollowUp || byWording !== 'simple-question' || confidence >= leastTask), isFollowUp,
    taskClass: outcome.ownIntent?.taskClass ?? (nonsense ? 'simple-question' : byWording),
    entities: readEntities(text, language, times, heads.slots), times, needs,
  }
}

/** A sure intent knows of needs that the wording does not show. */
function withIntent(needs: Needs, { intent, entry }: IntentOutcome): Needs {
  if (intent === null || entry === null || intent.confidence < sureOfNeeds) return needs
  return { ...needs, tools: needs.tools || entry.needs.tools, fresh: needs.fresh || entry.needs.fresh, memory: needs.memory || entry.needs.memory }
}

/** The class of the message before, by its wording alone: its vector is gone. */
function classBefore(text: string): TaskClass {
  const [task] = [...cueScores(text)].sort((a, b) => b[1] - a[1])[0] ?? ['explain' as const]
  return taskClassOf(text, { task, cued: true, difficulty: difficultyOf(text, task), question: isQuestion(text), tools: false, before: null })
}
