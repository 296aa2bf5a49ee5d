import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Candidate } from '../../shared/memory.ts'
import { UsageError } from './benchArguments.ts'

/** One message of a set, with what must and what must not be learned from it. Each inner list stands for one memory, which holds all its words. */
export interface LabelledLine {
  readonly text: string
  readonly at: number
  readonly role: 'user' | 'assistant'
  readonly expect: readonly (readonly string[])[]
  readonly forbid: readonly (readonly string[])[]
  /** Pattern family, for the figures of each; absent in sets of others. */
  readonly family: string
}

/** What was learned from one line, as a memory would be kept. */
export interface LearnedText { readonly text: string; readonly quote: string; readonly start: number; readonly end: number; readonly waits: boolean }

export interface LineScores {
  readonly lines: number; readonly wanted: number; readonly found: number; readonly foundOrWaiting: number
  readonly learned: number; readonly waiting: number; readonly junk: number; readonly invented: number
  /** Memories beyond what is expected, in lines that expect something: more than was asked for, but said. */
  readonly extra: number
}

/** When a line names no time: a Sunday in May. */
const someDay = new Date(2026, 4, 3, 12).getTime()

/** Reads lines from one file, or from all `.jsonl` files of a folder in the order of their names. Throws a `UsageError` that names the line that cannot be read. */
export function readLabelledLines(path: string): LabelledLine[] {
  const files = path.endsWith('.jsonl') ? [path] : readdirSync(path).filter((name) => name.endsWith('.jsonl')).sort().map((name) => join(path, name))
  return files.flatMap((file) => readFileSync(file, 'utf8').split('\n').flatMap((line, index) => line.trim() === '' ? [] : [readLine(line, `${file}, line ${index + 1}`)]))
}

function readLine(line: string, place: string): LabelledLine {
  let raw: Record<string, unknown>
  try { raw = JSON.parse(line) as Record<string, unknown> } catch { throw new UsageError(`${place} is no JSON.`) }
  if (typeof raw.text !== 'string') throw new UsageError(`${place} has no “text”.`)
  const at = typeof raw.time === 'number' ? raw.time : typeof raw.time === 'string' ? new Date(raw.time).getTime() : someDay
  return { text: raw.text, at: Number.isFinite(at) ? at : someDay, role: raw.role === 'assistant' ? 'assistant' : 'user', expect: listsOf(raw.expect), forbid: listsOf(raw.forbid), family: typeof raw.family === 'string' ? raw.family : 'all' }
}

/** Lists of words; a plain list of words is one list. */
function listsOf(value: unknown): string[][] {
  if (!Array.isArray(value)) return []
  if (value.length > 0 && value.every((one) => typeof one === 'string')) return [value as string[]]
  return value.filter((one) => Array.isArray(one)).map((one) => (one as unknown[]).map(String))
}

/** True when a text holds all the words, whatever their case. */
export function holdsAll(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word.toLowerCase()))
}

/** What a candidate is to the reader of the figures. */
export function asLearned(candidate: Candidate, reviewBelow: number): LearnedText {
  return { text: candidate.text, quote: candidate.quote, start: candidate.start, end: candidate.end, waits: candidate.confidence < reviewBelow }
}

/** Scores what was learned from each line, by the definitions that the notes of the benchmark give. */
export function scoreLines(lines: readonly LabelledLine[], learned: readonly (readonly LearnedText[])[]): LineScores {
  const sum = { lines: lines.length, wanted: 0, found: 0, foundOrWaiting: 0, learned: 0, waiting: 0, junk: 0, invented: 0, extra: 0 }
  for (const [at, line] of lines.entries()) {
    const all = learned[at]!
    const active = all.filter((one) => !one.waits)
    sum.learned += active.length
    sum.waiting += all.length - active.length
    sum.invented += all.filter((one) => line.text.slice(one.start, one.end) !== one.quote || one.text !== one.quote || line.forbid.some((words) => holdsAll(one.text, words))).length
    if (line.role === 'assistant' || line.expect.length === 0) { sum.junk += active.length; continue }
    sum.wanted += line.expect.length
    sum.found += line.expect.filter((words) => active.some((one) => holdsAll(one.text, words))).length
    sum.foundOrWaiting += line.expect.filter((words) => all.some((one) => holdsAll(one.text, words))).length
    sum.extra += active.filter((one) => !line.expect.some((words) => holdsAll(one.text, words))).length
  }
  return sum
}
