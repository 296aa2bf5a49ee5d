import type { Memory } from '../../shared/memory.ts'
import type { Piece } from '../../shared/piece.ts'
import { memoryPiece } from '../knowledge/memoryPiece.ts'
import type { LeftOut } from '../privacy/screen.ts'
import type { ReadDb } from '../storage/database.ts'
import { findReplacedWords, type ReplacedWords } from '../storage/replacedWords.ts'

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const asksForEarlier = /\b(?:used to|before|previous(?:ly)?|former(?:ly)?|earlier|originally|in the past|back then|at first|(?<!how )old|until|ever|chang(?:e|ed|es)|früher|vorher|zuvor|damals|zuerst|ursprünglich|bis|geändert|avant|auparavant|autrefois|au début|changé|antes|anterior(?:mente)?|primero|cambi(?:ado|é|ato)|prima|una volta|mudou|mudei)\b/iu
/** A name, an address or the like around replaced words says nothing by itself. */
const leastRest = 12

export interface ReplacedAsk {
  readonly pieces: readonly Piece[]
  readonly question: string
  /** Whether a memory may be recalled in this conversation. */
  readonly isInScope: (memory: Memory) => boolean
}

/**
 * Keeps words that no longer hold from standing beside the newer ones as if they did. A found message in whose words a replaced
 * memory was said carries the day of that behind those words, and what holds now goes in with it. A message that says
 * nothing else stays out, unless the question is for what was before.
 */
export function markReplaced({ pieces, question, isInScope }: ReplacedAsk, db: ReadDb): { readonly kept: Piece[]; readonly out: LeftOut[] } {
  const ids = pieces.flatMap((piece) => isFoundMessage(piece) ? [piece.id] : [])
  const replaced = ids.length === 0 ? new Map<string, ReplacedWords[]>() : findReplacedWords(db, ids)
  if (replaced.size === 0) return { kept: [...pieces], out: [] }
  const wantsEarlier = asksForEarlier.test(question.slice(0, 2000))
  const there = new Set(pieces.map((piece) => piece.id))
  const kept: Piece[] = []
  const out: LeftOut[] = []
  /** What holds now belongs beside the older words, so it fits as well as they do. */
  const lifted = new Map<string, number | null>()
  for (const piece of pieces) {
    const words = isFoundMessage(piece) ? replaced.get(piece.id) ?? [] : []
    if (words.length === 0) { kept.push(piece); continue }
    for (const { now } of words) {
      if (now === null || !isInScope(now)) continue
      lifted.set(now.id, higher(piece.score, lifted.get(now.id) ?? null))
      if (there.has(now.id)) continue
      there.add(now.id)
      kept.push(memoryPiece(now, 'memories', piece.score, piece.scores))
    }
    const newer = words.find((one) => one.now !== null && there.has(one.now.id))
    if (newer !== undefined && !wantsEarlier && piece.pinned !== true && saysNothingElse(piece.text, words)) {
      out.push({ piece, code: 'superseded', reason: `Left out: something newer took its place on ${days.format(newer.at)}` })
    } else kept.push({ ...piece, text: words.reduce(withMark, piece.text) })
  }
  return { kept: kept.map((piece) => piece.region === 'memories' && lifted.has(piece.id) ? { ...piece, score: higher(piece.score, lifted.get(piece.id) ?? null) } : piece), out }
}

const higher = (one: number | null, other: number | null) => one === null ? other : Math.max(one, other ?? one)

const isFoundMessage = (piece: Piece) => piece.region === 'memories' && piece.source.kind === 'message'

function saysNothingElse(text: string, words: readonly ReplacedWords[]): boolean {
  const rest = words.reduce((left, { quote }) => left.replace(quote, ''), text)
  return rest.length < text.length && rest.replace(/[^\p{L}\p{N}]/gu, '').length < leastRest
}

function withMark(text: string, { quote, at }: ReplacedWords): string {
  const mark = ` (replaced on ${days.format(at)})`
  const found = text.indexOf(quote)
  if (found < 0) return `${text}${mark}`
  const end = found + quote.length
  return text.startsWith(mark, end) ? text : `${text.slice(0, end)}${mark}${text.slice(end)}`
}
