import type { Contradiction } from './contradiction.ts'
import type { Given } from './given.ts'

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const shownChars = 120

/** "Your note of 3 May 2026 says Porto, the answer says Lisbon." */
export function flagOf(piece: Given, against: Contradiction | null): string {
  const source = nameOf(piece)
  if (against === null) return `${source} fits the question and is not in the answer: “${shorten(piece.record.text)}”`
  if (against.kind === 'negation') return `${source} says “${shorten(against.note)}”, and the answer does not keep to it.`
  return `${source} says ${shorten(against.note)}, the answer says ${shorten(against.answer)}.`
}

function nameOf({ record }: Given): string {
  const { source } = record
  if (source.kind === 'file') return `“${source.name}”`
  if (source.kind === 'tool') return `The result of ${source.name}`
  if (source.kind === 'summary') return 'The summary of this conversation'
  const day = source.kind === 'rule' ? null : new Date(source.at)
  return day === null || Number.isNaN(day.getTime()) ? 'Your note' : `Your note of ${days.format(day)}`
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= shownChars ? line : `${line.slice(0, shownChars).replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`
}
