import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Span } from '../context/compress/sentences.ts'
import { UsageError } from './benchArguments.ts'

/** A marked turn counts as kept when so much of its words is left. */
export const keptFrom = 0.6

interface RawMeeting {
  readonly meeting_transcripts: readonly { readonly speaker: string; readonly content: string }[]
  readonly specific_query_list: readonly { readonly query: string; readonly relevant_text_span: readonly (readonly [string | number, string | number])[] }[]
}

export interface Turn { readonly speaker: string; readonly content: string; /** Where the content stands in the text. */ readonly start: number; readonly end: number }

export interface Meeting {
  /** One line per turn: "Speaker: what was said". */
  readonly text: string
  readonly turns: readonly Turn[]
  /** Questions about it, each with the turns that people marked as holding the answer. */
  readonly queries: readonly { readonly text: string; readonly gold: ReadonlySet<number> }[]
}

/**
 * Reads meetings in the form of QMSum (one JSON object a line, gzipped) from a file, or from all such files of a folder. Queries about the whole meeting
 * have no marked turns and are left out. Throws a `UsageError` where nothing can be read.
 */
export function readMeetings(path: string | null): Meeting[] {
  if (path === null) throw new UsageError('bench compress needs --data with a file or folder of meetings (QMSum, .jsonl.gz).')
  const files = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(path).filter((name) => /\.(?:dev|heldout)\.jsonl\.gz$/.test(name)).sort().map((name) => join(path, name)) : [path]
  let lines: string[]
  try {
    lines = files.flatMap((file) => gunzipSync(readFileSync(file)).toString('utf8').split('\n')).filter((line) => line.trim() !== '')
  } catch {
    throw new UsageError(`No meetings could be read from “${path}”.`)
  }
  return lines.map((line) => toMeeting(JSON.parse(line) as RawMeeting))
}

function toMeeting(from: RawMeeting): Meeting {
  const turns: Turn[] = []
  let text = ''
  for (const { speaker, content } of from.meeting_transcripts) {
    const line = content.replaceAll('\n', ' ')
    if (turns.length > 0) text += '\n'
    const start = text.length + speaker.length + 2
    text += `${speaker}: ${line}`
    turns.push({ speaker, content: line, start, end: text.length })
  }
  return {
    text, turns,
    queries: from.specific_query_list.map(({ query, relevant_text_span: spans }) => ({
      text: query, gold: new Set(spans.flatMap(([first, last]) => turns.map((_, at) => at).slice(Number(first), Number(last) + 1))),
    })).filter((query) => query.gold.size > 0),
  }
}

/** What of the marked turns is left. All words count, a transcriber's marks too; a turn without any is kept where its line is. */
export function keptTurns(meeting: Meeting, gold: ReadonlySet<number>, kept: readonly Span[]): { turns: number; words: number } {
  const sorted = [...kept].sort((a, b) => a.start - b.start)
  let [turns, words, all] = [0, 0, 0]
  for (const at of gold) {
    const turn = meeting.turns[at]!
    const inside = sorted.filter((span) => span.end > turn.start && span.start < turn.end)
    const places = [...turn.content.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => turn.start + found.index)
    const left = places.filter((place) => inside.some((span) => span.start <= place && place < span.end)).length
    if (places.length === 0 ? inside.length > 0 : left >= keptFrom * places.length) turns++
    words += left
    all += places.length
  }
  return { turns: turns / gold.size, words: all === 0 ? 0 : words / all }
}
