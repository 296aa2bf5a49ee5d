import type { OwnIntent, Understanding } from '../../shared/understanding.ts'
import type { Needs } from '../../shared/understanding.ts'
import type { Activation, Loader } from './loader.ts'

export interface ChosenLoader {
  readonly loader: Loader
  /** What woke it, for the trace. */
  readonly because: string
  readonly required: boolean
}

/**
 * The sources that a message wakes, in the order given, each once. An intent is named before a need, a need before the kind of task.
 * @param looksUp whether the plan of the turn wants memories and earlier messages
 */
export function chooseLoaders(understanding: Understanding, all: readonly Loader[], looksUp: boolean): ChosenLoader[] {
  return all.flatMap((loader) => {
    const because = wokenBy(loader.activatedBy, understanding, looksUp)
    return because === null ? [] : [{ loader, because, required: typeof loader.required === 'boolean' ? loader.required : isNeeded(loader.required, understanding) }]
  })
}

/** Sources as the person's intents wake them beside what they are woken by anyway. */
export function withIntents(loaders: readonly Loader[], intents: readonly OwnIntent[]): readonly Loader[] {
  return loaders.map((loader) => {
    const more = intents.filter((intent) => intent.loaders.includes(loader.id)).map((intent): Activation => `intent:${intent.id}`)
    return more.length === 0 ? loader : { ...loader, activatedBy: [...loader.activatedBy, ...more] }
  })
}

function wokenBy(by: readonly Activation[], understanding: Understanding, looksUp: boolean): string | null {
  const { intent, task } = understanding
  if (intent !== null && by.includes(`intent:${intent.id}`)) return `the intent “${intent.name}”`
  if (looksUp && by.includes('look-up')) return 'the plan of this turn'
  const need = by.find((one) => one.startsWith('need:') && isNeeded(one.slice(5) as keyof Needs, understanding))
  if (need !== undefined) return needWords[need.slice(5) as keyof Needs]
  return by.includes(task) ? `the task: ${task}` : null
}

const isNeeded = (need: keyof Needs, { needs, needsMemory }: Understanding) => need === 'memory' ? needsMemory : needs[need]

const needWords: Readonly<Record<keyof Needs, string>> = {
  memory: 'it needs what was told before', files: 'it speaks of a file', tools: 'it asks for something to be done', fresh: 'it asks how things stand now', arithmetic: 'it asks for a number',
}
