import type { Needs, TaskClass } from '../../../shared/understanding.ts'
import type { TaskKind } from '../../../shared/words.ts'
import { assistantIntents, sameAsEveryday } from './intentTable/assistantIntents.ts'
import { bankingIntents } from './intentTable/bankingIntents.ts'
import { homeIntents } from './intentTable/homeIntents.ts'
import type { IntentRow } from './intentTable/intentRow.ts'
import { moneyIntents } from './intentTable/moneyIntents.ts'
import { talkIntents } from './intentTable/talkIntents.ts'
import { travelIntents } from './intentTable/travelIntents.ts'
import { workIntents } from './intentTable/workIntents.ts'

/** What an intent means for the rest of a turn. */
export interface IntentEntry {
  readonly id: string
  /** Plain English, for the window. */
  readonly name: string
  readonly task: TaskKind
  /** One of the topics of the reading; null where it has none of its own. */
  readonly topic: string | null
  readonly needs: Needs
  readonly taskClass: TaskClass
}

const everyday = entriesOf([...moneyIntents, ...homeIntents, ...travelIntents, ...workIntents, ...talkIntents])
const assistant = entriesOf(assistantIntents)
const banking = entriesOf(bankingIntents, 'bank:')

/** Every built-in intent, each once, in a fixed order. */
export const intentEntries: readonly IntentEntry[] = [...everyday.values(), ...assistant.values(), ...banking.values()]

/**
 * What an output of the head stands for. Null where it names no intent of its own ("a question of fact").
 * @param part which of the head's outputs: `everyday`, `assistant` or `banking`
 */
export function entryOf(part: string, output: string): IntentEntry | null {
  if (part === 'everyday') return everyday.get(output) ?? null
  if (part === 'banking') return banking.get(output) ?? null
  return assistant.get(output) ?? everyday.get(sameAsEveryday[output] ?? '') ?? null
}

function entriesOf(rows: readonly IntentRow[], prefix = ''): ReadonlyMap<string, IntentEntry> {
  return new Map(rows.map(([id, name, task, topic, letters, taskClass]) => [id, {
    // Ids stand in rules and commands, which take no question mark.
    id: `${prefix}${id.replaceAll('?', '')}`, name, task, topic, taskClass,
    needs: { memory: letters.includes('m'), files: letters.includes('f'), tools: letters.includes('t'), fresh: letters.includes('n'), arithmetic: letters.includes('a') },
  }]))
}
