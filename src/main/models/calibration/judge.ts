import type { Fact } from './facts.ts'

/**
 * Whether an answer names what was asked for, before anything that the other notes say: a model that recites its notes has
 * found nothing. Case, accents and the way a number or a date is written do not matter.
 */
export function isRight(answer: string, asked: Fact, notes: readonly Fact[]): boolean {
  const said = plain(answer)
  const found = firstOf(said, asked)
  return found >= 0 && notes.every((note) => {
    const at = note === asked || note.values[0] === asked.values[0] ? -1 : firstOf(said, note)
    return at < 0 || at > found
  })
}

/** Where a value is named first; -1 where it is not. A number is never found inside of another one. */
function firstOf(said: string, fact: Fact): number {
  const places = fact.values.flatMap((value) => {
    const at = said.search(new RegExp(`(?<![\\p{L}\\p{N}])${plain(value).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u'))
    return at < 0 ? [] : [at]
  })
  return places.length === 0 ? -1 : Math.min(...places)
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
