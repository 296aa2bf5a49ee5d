import type { Piece } from '../../shared/piece.ts'

/** A part of a piece that was replaced by a line that points to an earlier piece. */
export interface Reference {
  readonly pieceId: string
  readonly targetId: string
  /** The line that stands there now. */
  readonly line: string
  /** The words that it points to, with single spaces. */
  readonly quote: string
}

export interface Referenced { readonly pieces: readonly Piece[]; readonly references: readonly Reference[] }

/** Shorter repeats cost less than what a model needs to look them up. */
const fewestCharacters = 120
/** A line of fewer characters may stand anywhere by chance. */
const fewestInLine = 24
const longestQuote = 60
/** Comparisons of characters above which nothing is looked for: a prompt of books must not hold up its turn. */
const mostWork = 400_000_000

/**
 * Points to what stands earlier in the prompt in the place of saying it again: lines and paragraphs, word for word but for spaces.
 * Only later pieces change, so the front stays as it was, and what is pointed to stays whole where it is.
 * @param pieces in the order of the prompt
 * @param mayChange whether a piece may lose words
 */
export function pointToRepeats(pieces: readonly Piece[], mayChange: (piece: Piece) => boolean): Referenced {
  const lines = pieces.filter(mayChange).reduce((sum, piece) => sum + piece.text.split('\n').length, 0)
  const characters = pieces.reduce((sum, piece) => sum + piece.text.length, 0)
  if (lines * characters > mostWork) return { pieces, references: [] }
  const earlier: Target[] = []
  const references: Reference[] = []
  const changed = pieces.map((piece) => {
    const made = mayChange(piece) ? pointBack(piece, earlier) : null
    const now = made === null ? piece : { ...piece, text: made.text }
    if (made !== null) references.push(...made.references)
    earlier.push({ id: piece.id, said: spaced(now.text) })
    return now
  })
  return { pieces: changed, references }
}

/** True when what a reference points to stands in the prompt, before it. @param pieces those that are in, in the order of the prompt */
export function isFounded(reference: Reference, pieces: readonly Pick<Piece, 'id' | 'text'>[]): boolean {
  const at = pieces.findIndex((piece) => piece.id === reference.pieceId)
  if (at === -1 || !pieces[at]!.text.includes(reference.line)) return true
  return pieces.slice(0, at).some((piece) => piece.id === reference.targetId && spaced(piece.text).includes(reference.quote))
}

interface Target { readonly id: string; readonly said: string }
interface Run { from: number; to: number; readonly target: Target; said: string }

function pointBack(piece: Piece, earlier: readonly Target[]): { text: string; references: Reference[] } | null {
  const lines = piece.text.split('\n')
  const runs = repeatedRuns(lines, earlier).filter((run) => run.said.length >= fewestCharacters)
  if (runs.length === 0) return null
  const references: Reference[] = []
  const kept: string[] = []
  let at = 0
  for (const run of runs) {
    const quote = beginningOf(run.said)
    const line = `[As said above: “${quote} …”]`
    references.push({ pieceId: piece.id, targetId: run.target.id, line, quote })
    kept.push(...lines.slice(at, run.from), line)
    at = run.to
  }
  return { text: [...kept, ...lines.slice(at)].join('\n'), references }
}

/** Neighbouring lines that stand together in one earlier piece. Blocks of code are no prose to point into: they stay. */
function repeatedRuns(lines: readonly string[], earlier: readonly Target[]): Run[] {
  const runs: Run[] = []
  let current: Run | null = null
  let inCode = false
  lines.forEach((line, at) => {
    const isFence = /^\s*(?:```|~~~)/.test(line)
    const said = inCode || isFence ? '' : spaced(line)
    if (isFence) inCode = !inCode
    if (said === '' && !inCode && !isFence) return
    const longer: string = current === null ? said : `${current.said} ${said}`
    if (current !== null && said !== '' && current.target.said.includes(longer)) {
      current.to = at + 1
      current.said = longer
      return
    }
    const target = said.length < fewestInLine ? undefined : earlier.find((one) => one.said.includes(said))
    current = target === undefined ? null : { from: at, to: at + 1, target, said }
    if (current !== null) runs.push(current)
  })
  return runs
}

/** The first words, as many as fit. */
function beginningOf(said: string): string {
  if (said.length <= longestQuote) return said
  const cut = said.slice(0, longestQuote + 1)
  const end = cut.lastIndexOf(' ')
  const words = end > 0 ? cut.slice(0, end) : cut.slice(0, longestQuote)
  return words.isWellFormed() ? words : words.slice(0, -1)
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
