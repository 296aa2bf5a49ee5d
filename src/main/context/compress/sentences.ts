import { cutAtWord } from '../cut.ts'

/** A place in a text, in UTF-16 units; the end is the first unit after it. */
export interface Span { readonly start: number; readonly end: number }

/** The smallest part that is kept or left out. `code` and `tool` blocks are one sentence each, so they are never cut. */
export interface Sentence extends Span {
  readonly kind: 'sentence' | 'code' | 'tool'
  /** The line that it stands in, counted over the lines that hold anything. */
  readonly line: number
}

/** A line with its head: a bullet, a speaker ("- Anna: "), or both, which stays as long as anything of the line does. */
export interface Line extends Span { readonly head: Span | null; readonly speaker: string | null }

export interface SplitText { readonly sentences: readonly Sentence[]; readonly lines: readonly Line[] }

/** Longest sentence in UTF-16 units: a log in one line would be kept or lost whole. */
const longest = 1000
const fence = /^[ \t]*(`{3,}|~{3,})/
const toolOpens = /^[ \t]*<(tool_call|tool_use|function_call)\b/
const toolFollows = /^\s*<(tool_result|tool_response|function_result)\b/
const headOf = /^[ \t]*((?:[-*•>]|\d{1,3}[.)])[ \t]+)?(?:(\p{L}[^:\n]{0,60}):(?:\*\*)?[ \t]+(?=\S))?/u
const endOfSentence = /[.!?…]+["'”’»)\]]*(?=\s|$)|[。！？]+["'”’」』）]*/gu
/** What ends with a full stop and does not end a sentence. */
const abbreviation = /(?:^|[\s(])(?:\p{Lu}|dr|mr|mrs|ms|prof|st|no|nr|vs|etc|e\.g|i\.e|z\.b|bzw|ca|approx|fig|inc|ltd|jr|sr|sra|art|abb|\d{1,3})\.$/iu

/**
 * Splits a text into lines and sentences with their places. Fenced code and a tool call with its result are one part each;
 * an unclosed fence is read as plain lines, since it is what a cut-off message leaves behind. A sentence over 1,000 units is
 * divided between words. Every place lies between two graphemes.
 */
export function splitSentences(text: string): SplitText {
  const sentences: Sentence[] = []
  const lines: Line[] = []
  const unclosed = new Set<string>()
  let at = 0
  while (at < text.length) {
    const end = endOfLine(text, at)
    const block = blockAt(text, at, end, unclosed)
    if (block !== null) {
      lines.push({ start: at, end: block.end, head: null, speaker: null })
      sentences.push({ start: at, end: block.end, kind: block.kind, line: lines.length - 1 })
      at = block.end + 1
      continue
    }
    const line = text.slice(at, end)
    if (line.trim() !== '') {
      const found = headOf.exec(line)
      const headLength = found?.[0].length ?? 0
      lines.push({ start: at, end, head: headLength > 0 && line.slice(0, headLength).trim() !== '' ? { start: at, end: at + headLength } : null, speaker: found?.[2]?.replaceAll('*', '').trim() ?? null })
      for (const span of sentencesOf(line.slice(headLength), at + headLength)) sentences.push({ ...span, kind: 'sentence', line: lines.length - 1 })
    }
    at = end + 1
  }
  return { sentences, lines }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** @param unclosed marks that nothing closes from here on, so that a text full of them is not searched again and again */
function blockAt(text: string, at: number, endOfFirst: number, unclosed: Set<string>): { kind: 'code' | 'tool'; end: number } | null {
  const first = text.slice(at, Math.min(endOfFirst, at + 200))
  const mark = fence.exec(first)?.[1]
  if (mark !== undefined) {
    if (unclosed.has(mark)) return null
    for (let line = endOfFirst + 1; line < text.length; line = endOfLine(text, line) + 1) {
      const end = endOfLine(text, line)
      if (text.slice(line, end).trim().startsWith(mark)) return { kind: 'code', end }
    }
    unclosed.add(mark)
    return null
  }
  const name = toolOpens.exec(first)?.[1]
  if (name === undefined || unclosed.has(name)) return null
  const closed = text.indexOf(`</${name}>`, at)
  if (closed < 0) {
    unclosed.add(name)
    return null
  }
  let end = closed + name.length + 3
  for (let next = toolFollows.exec(text.slice(end, end + 200)); next !== null; next = toolFollows.exec(text.slice(end, end + 200))) {
    const close = text.indexOf(`</${next[1]!}>`, end)
    if (close < 0) break
    end = close + next[1]!.length + 3
  }
  return { kind: 'tool', end: endOfLine(text, end) }
}

function sentencesOf(line: string, offset: number): Span[] {
  const spans: Span[] = []
  let from = 0
  const push = (to: number) => {
    const start = from + (line.slice(from, to).length - line.slice(from, to).trimStart().length)
    const end = from + line.slice(from, to).trimEnd().length
    if (end > start) spans.push(...divide(line, start, end, offset))
    from = to
  }
  for (const found of line.matchAll(endOfSentence)) {
    const end = found.index + found[0].length
    const next = line.slice(end, end + 20).trimStart()
    if (found[0].startsWith('.') && (abbreviation.test(line.slice(Math.max(from, end - 12), end)) || /^\p{Ll}/u.test(next))) continue
    push(end)
  }
  push(line.length)
  return spans
}

function divide(line: string, start: number, end: number, offset: number): Span[] {
  const parts: Span[] = []
  let from = start
  while (end - from > longest) {
    const cut = from + Math.max(1, cutAtWord(line.slice(from, from + longest + 50), longest))
    parts.push({ start: offset + from, end: offset + cut })
    from = cut
    while (from < end && /\s/.test(line[from]!)) from++
  }
  if (end > from) parts.push({ start: offset + from, end: offset + end })
  return parts
}
