import { forgottenMark } from '../../../shared/names.ts'
import type { Span } from './wordMatcher.ts'

/** A text without some parts of it. Places of the text before are found again by `start` and `end`: inside a part they are those of its mark. */
export interface Cut { readonly text: string; start(place: number): number; end(place: number): number }

/** Puts the mark of what is forgotten in the place of each part; parts may overlap and stand in any order. */
export function cutText(text: string, parts: readonly Span[]): Cut {
  const spans = joinSpans(parts)
  const kept: string[] = []
  let done = 0
  for (const { start, end } of spans) {
    kept.push(text.slice(done, start), forgottenMark)
    done = end
  }
  kept.push(text.slice(done))
  const placeOf = (place: number, isEnd: boolean): number => {
    let shift = 0
    for (const { start, end } of spans) {
      if (isEnd ? place <= start : place < start) break
      if (place < end || (isEnd && place === end)) return start + shift + (isEnd ? forgottenMark.length : 0)
      shift += forgottenMark.length - (end - start)
    }
    return place + shift
  }
  return { text: kept.join(''), start: (place) => placeOf(place, false), end: (place) => placeOf(place, true) }
}

/** One cut after another, seen as one. */
export function cutAgain(first: Cut, parts: readonly Span[]): Cut {
  if (parts.length === 0) return first
  const second = cutText(first.text, parts)
  return { text: second.text, start: (place) => second.start(first.start(place)), end: (place) => second.end(first.end(place)) }
}

/** Spans in order; those that touch or overlap are one. */
export function joinSpans(parts: readonly Span[]): Span[] {
  const joined: { start: number; end: number }[] = []
  for (const { start, end } of parts.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (end <= start) continue
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}

/** Where marks stand in a text. */
export function marksIn(text: string): Span[] {
  const marks: Span[] = []
  for (let at = text.indexOf(forgottenMark); at !== -1; at = text.indexOf(forgottenMark, at + forgottenMark.length)) marks.push({ start: at, end: at + forgottenMark.length })
  return marks
}
