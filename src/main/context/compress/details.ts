import type { Detail } from '../../../shared/epoch.ts'
import { datePattern, readDate, readNumber, sameDate } from './detailValues.ts'
import { findNames } from './names.ts'

/** More are not listed: a table of numbers would drown what matters. */
const most = 2000

/** In the order of their claim: what an earlier pattern took is not read again by a later one. */
const patterns: readonly (readonly [Detail['kind'], RegExp])[] = [
  ['code', /^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?\n[ \t]*\1[^\n]*$/gmu],
  ['url', /\b(?:https?|ftp):\/\/[^\s<>"'”’)\]}]+|\bwww\.[^\s<>"'”’)\]}]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/giu],
  ['code', /`[^`\n]{1,200}`/gu],
  ['quote', /"[^"\n]{2,160}"|“[^”\n]{2,160}”|„[^“”\n]{2,160}[“”]|«[^»\n]{2,160}»|「[^」\n]{1,160}」/gu],
  ['path', /(?<![\w/.])(?:~|\.{1,2})?\/(?:[\w.@+-]+\/)*[\w.@+-]+\/?|\b[A-Za-z]:\\(?:[\w .@+-]+\\)*[\w.@+-]+|\b(?:[\w.@+-]+\/)+[\w@+-]+\.\w{1,6}\b|\b[\w@+-]+(?:\.[\w@+-]+)*\.(?:[jt]sx?|mjs|py|rs|go|java|rb|php|c|h|cpp|cs|sh|sql|html?|css|json|ya?ml|toml|xml|md|txt|pdf|docx?|xlsx?|pptx?|csv|png|jpe?g|gif|svg|zip|gz|log|db|ini|env)\b/gu],
  ['code', /\b[A-Z]{2,}-\d+\b|\b[a-z]+(?:[A-Z][a-z0-9]+)+(?:\(\))?|\b\w*[A-Za-z]\w*_\w+\b(?:\(\))?|\b(?=\w*\d)(?=\w*[A-Z])[A-Z0-9]{5,}\b|\bv\d+(?:\.\d+)+\b/gu],
  ['date', datePattern],
  ['number', /(?:[€$£¥₹]\s?)?(?<![\p{L}\d.,])[-−]?\d+(?:[.,'’\u00a0\u202f]\d{3})*(?:[.,]\d+)?(?:\s?(?:%|€|\$|£|°C|°F|km|kg|cm|mm|GB|MB|TB|ms|EUR|USD|CHF|GBP))?(?![\p{L}\d])/gu],
]

/**
 * What a later turn may need to the letter: names, numbers, dates and times, paths, addresses, code and quoted words, each once, in the
 * order of the text. Names are told by their capitals, so scripts without capitals give none (but Japanese loan names).
 */
export function listDetails(text: string): Detail[] {
  const taken: { start: number; end: number; kind: Detail['kind']; text: string }[] = []
  let rest = text
  const take = (kind: Detail['kind'], start: number, found: string) => {
    taken.push({ start, end: start + found.length, kind, text: kind === 'code' ? found.replace(/^`([^`]+)`$/, '$1') : kind === 'quote' ? found.slice(1, -1) : found.trim() })
  }
  for (const [kind, pattern] of patterns) {
    const before = taken.length
    for (const found of rest.matchAll(pattern)) {
      const clean = kind === 'url' || kind === 'path' ? found[0].replace(/[.,;:!?]+$/, '') : found[0]
      if (taken.length < most && isMeant(kind, clean)) take(kind, found.index, clean)
    }
    rest = blank(rest, taken.slice(before))
  }
  for (const name of findNames(rest)) if (taken.length < most * 2) take('name', name.start, name.text)
  taken.sort((a, b) => a.start - b.start)
  const seen = new Set<string>()
  return taken.flatMap(({ kind, text: found }) => {
    const key = `${kind} ${found.toLowerCase()}`
    if (seen.has(key)) return []
    seen.add(key)
    return [{ kind, text: found }]
  })
}

/**
 * What of the source the summary does not hold. Case, spaces, the writing of numbers ("1,200", "1.200") and of dates
 * ("3 May 2024", "2024-05-03") do not matter; a date without its year is the same as one with it, not the other way round.
 */
export function lostDetails(source: string, summary: string): Detail[] {
  const plain = ` ${flatten(summary)} `
  const made = listDetails(summary)
  const dates = made.filter((one) => one.kind === 'date').flatMap((one) => readDate(one.text))
  // Whole numbers may stand inside other details or as words.
  const numbers = new Set([...summary.matchAll(/\d+(?:[.,'’\u00a0\u202f]\d+)*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/giu)].flatMap(([found]) => readNumber(found)))
  return listDetails(source).filter((one) => {
    if (plain.includes(flatten(one.text))) return false
    if (one.kind === 'date') return !readDate(one.text).some((wanted) => dates.some((found) => sameDate(wanted, found)))
    if (one.kind === 'number') return !readNumber(one.text).some((value) => numbers.has(value))
    return true
  })
}

function flatten(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[’']s\b/g, '').replaceAll(/[“”„«»"`]/g, '').replaceAll(/\s+/g, ' ').trim()
}

/** Single digits are chatter ("1 thing"), and so are quotes that hold no word. */
function isMeant(kind: Detail['kind'], found: string): boolean {
  if (kind === 'number') return found.replace(/\D/g, '').length > 1 || /[%€$£¥₹]|[A-Za-z°]/.test(found)
  return kind !== 'quote' || /[\p{L}\p{N}]{2}/u.test(found)
}

function blank(text: string, spans: readonly { start: number; end: number }[]): string {
  if (spans.length === 0) return text
  const parts: string[] = []
  let at = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < at) continue
    parts.push(text.slice(at, span.start), '\ufffc'.repeat(span.end - span.start))
    at = span.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}
