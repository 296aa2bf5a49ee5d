import type { PromptMessage } from '../../../shared/piece.ts'
import type { Region } from '../../../shared/words.ts'

/** A run of the prompt's text that belongs to one piece; `region` is null for the framing between pieces. */
export type Run = { start: number; end: number; text: string; region: Region | null; pieceId: string | null }
export type Match = { message: number; start: number; end: number }

/** The text of one message cut into runs. The runs, one after the other, are exactly the text, whatever the spans say. */
export function cutRuns(message: PromptMessage): Run[] {
  const runs: Run[] = []
  const text = message.text
  let at = 0
  for (const span of [...message.spans].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const start = Math.max(at, Math.min(span.start, text.length))
    const end = Math.max(start, Math.min(span.end, text.length))
    if (start > at) runs.push({ start: at, end: start, text: text.slice(at, start), region: null, pieceId: null })
    if (end > start) runs.push({ start, end, text: text.slice(start, end), region: span.region, pieceId: span.pieceId })
    at = Math.max(at, end)
  }
  if (at < text.length) runs.push({ start: at, end: text.length, text: text.slice(at), region: null, pieceId: null })
  return runs
}

/** The runs between two places of the text, the outer ones cut, so that of a very long prompt only a part is drawn. */
export function takeRuns(runs: readonly Run[], from: number, to: number): Run[] {
  return runs.filter((run) => run.end > from && run.start < to).map((run) => {
    const start = Math.max(run.start, from)
    const end = Math.min(run.end, to)
    return start === run.start && end === run.end ? run : { ...run, start, end, text: run.text.slice(start - run.start, end - run.start) }
  })
}

/** Which part of a message is drawn: what was asked for from its start, or the surroundings of a place that is sought beyond that. */
export function viewPart(length: number, asked: number, sought: { start: number; end: number } | null, around: number): { from: number; to: number } {
  if (sought === null || sought.end <= asked) return { from: 0, to: Math.min(length, asked) }
  return { from: Math.max(0, sought.start - around), to: Math.min(length, sought.end + around) }
}

/** Where a text occurs in the prompt, without regard to case, at most `limit` times, in reading order. */
export function findInPrompt(prompt: readonly PromptMessage[], query: string, limit = 500): Match[] {
  const wanted = query.trim()
  if (wanted === '') return []
  // A pattern keeps the positions of the original text; lower-casing it would move them in some scripts.
  const pattern = new RegExp(wanted.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'giu')
  const matches: Match[] = []
  for (const [at, message] of prompt.entries()) {
    for (const found of message.text.matchAll(pattern)) {
      matches.push({ message: at, start: found.index, end: found.index + found[0].length })
      if (matches.length >= limit) return matches
    }
  }
  return matches
}

/** The parts of one run with the matches set apart; a match that crosses two runs lights up in both. */
export function splitRun(run: Run, matches: readonly { start: number; end: number; current: boolean }[]): { text: string; hit: 'no' | 'hit' | 'current' }[] {
  const parts: { text: string; hit: 'no' | 'hit' | 'current' }[] = []
  let at = run.start
  for (const match of matches) {
    const start = Math.max(at, match.start)
    const end = Math.min(run.end, match.end)
    if (end <= start) continue
    if (start > at) parts.push({ text: run.text.slice(at - run.start, start - run.start), hit: 'no' })
    parts.push({ text: run.text.slice(start - run.start, end - run.start), hit: match.current ? 'current' : 'hit' })
    at = end
  }
  if (at < run.end) parts.push({ text: run.text.slice(at - run.start), hit: 'no' })
  return parts
}

/** The whole prompt as one text to copy: each message under its role, its text unchanged. */
export function writePrompt(prompt: readonly PromptMessage[]): string {
  return prompt.map((message) => `[${message.role}]\n${message.text}`).join('\n\n')
}
