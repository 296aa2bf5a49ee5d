import type { RuleAction } from '../../../shared/policy.ts'
import type { TaskClass } from '../../../shared/understanding.ts'
import type { Label, TaskKind } from '../../../shared/words.ts'

/** How tasks are sorted for the route, easiest first: as a name, and inside a sentence. */
export const classWords: Record<TaskClass, { name: string; inSentence: string }> = {
  'simple-question': { name: 'Simple question', inSentence: 'a simple question' },
  'classification': { name: 'Sorting', inSentence: 'sorting' },
  'extraction': { name: 'Finding in a text', inSentence: 'finding in a text' },
  'medium': { name: 'In between', inSentence: 'something in between' },
  'generation': { name: 'Writing at length', inSentence: 'writing at length' },
  'reasoning': { name: 'Hard thinking', inSentence: 'hard thinking' },
  'coding': { name: 'Code', inSentence: 'code' },
}

export const taskNames: Record<TaskKind, string> = {
  'chat': 'Talking', 'recall': 'Asking what you told before', 'write': 'Writing', 'explain': 'Explaining', 'code': 'Code', 'calculate': 'Calculating',
  'plan': 'Planning', 'summarise': 'Summarising', 'translate': 'Translating', 'small-talk': 'Small talk', 'command': 'Commands',
}

export const labelNames: Record<Label, string> = { open: 'open', personal: 'personal', local: 'local' }

export const actionWords: Record<RuleAction['kind'], { name: string; about: string }> = {
  local: { name: 'This computer', about: 'Answered here. Nothing leaves.' },
  cloud: { name: 'The cloud', about: 'Goes out, as far as labels and budgets allow.' },
  ask: { name: 'Ask first', about: 'The turn waits for your yes before anything is sent.' },
  refuse: { name: 'Nobody', about: 'No answer is written; your sentence says why.' },
}

/** Languages that are offered by name; any other that a rule holds stays. */
export const offeredLanguages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'ar', 'zh', 'ja'] as const

/** A language by its code in English words: "de" is "German". */
export function nameLanguage(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

/** An hour of the day as a clock shows it: 22.5 is "22:30". */
export function formatHour(hour: number): string {
  const minutes = Math.round(hour * 60)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Reads an hour of the day: "22", "22:30", "7.30". Null where it is none. */
export function readHour(text: string): number | null {
  const found = /^\s*(\d{1,2})(?:[:.h](\d{2}))?\s*$/.exec(text)
  if (found === null) return null
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)]
  return hours < 24 && minutes < 60 || hours === 24 && minutes === 0 ? hours + minutes / 60 : null
}
