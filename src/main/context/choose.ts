import type { Piece, PieceRecord, PromptMessage } from '../../shared/piece.ts'
import { regions, type Region } from '../../shared/words.ts'
import { allot } from './allot.ts'
import { firstKept, previousStart } from './history.ts'
import { compareFit } from './notes.ts'
import { enter, leave, shortened } from './records.ts'
import { forEachRegion, regionRules } from './regions.ts'
import { shortenEnd, shortenMiddle, type CountTokens } from './shorten.ts'

/** Tokens that the chat template adds per message, about: role names and their marks. */
const templatePerMessage = 8
/** Tokens that a piece brings along beside its own text (its line's beginning, its share of the template), about. */
const alongside: Readonly<Record<Region, number>> = {
  core: 2, persona: 2, tools: 2, profile: 3, summary: 8, history: templatePerMessage, recent: templatePerMessage,
  memories: 14, documents: 4, results: 4, steering: 2, message: 2,
}
/** The chat template's frame around system text and question, and the headings of regions. */
const frame = 24

export interface ChooseAsk {
  readonly byRegion: Readonly<Record<Region, readonly Piece[]>>
  readonly budgets: Readonly<Record<Region, number>>
  readonly fixed: ReadonlySet<Region>
  /** Tokens for pieces and their frame. */
  readonly usable: number
  readonly previousPrompt: readonly PromptMessage[] | null
  readonly count: CountTokens
}

export interface Chosen {
  /** What became of every piece outside the notes, in the order given. */
  readonly records: Readonly<Record<Region, readonly PieceRecord[]>>
  readonly given: Readonly<Record<Region, number>>
}

/** Decides on everything but the notes (memories), by priority and budget. */
export async function chooseBase(ask: ChooseAsk): Promise<Chosen> {
  const { byRegion, usable } = ask
  const wants = forEachRegion((region) => (region === 'memories' ? 0 : sumTokens(byRegion[region])))
  const costs = byRegion.history.map((piece) => piece.tokens + alongside.history)
  const start = previousStart(byRegion.history, byRegion.recent, ask.previousPrompt)
  const beside = regions.reduce((sum, region) => sum + (region === 'history' || region === 'memories' ? 0 : alongside[region] * byRegion[region].length), frame)
  let first = byRegion.history.length
  const given = allot({
    wants, budgets: ask.budgets, fixed: ask.fixed, usable: usable - beside,
    takeHistory: (room) => {
      first = firstKept(byRegion.history, costs, room, start)
      return costs.slice(first).reduce((sum, cost) => sum + cost, 0)
    },
  })
  const records = forEachRegion((): PieceRecord[] => [])
  for (const region of regions) {
    const pieces = byRegion[region]
    const budget = ask.budgets[region]
    if (region === 'memories' || pieces.length === 0) continue
    if (region === 'history') records.history = keepNewest(pieces, first, given.history)
    else if (wants[region] <= given[region]) records[region] = pieces.map(enter)
    else if (regionRules[region].overflow === 'drop-lowest') records[region] = dropLowest(pieces, given[region], budget, 0, enter)
    else records[region] = await shortenEach(pieces, given[region], budget, ask.count)
  }
  return { records, given }
}

/** A note that is too long to stand beside others is cut at the end of a sentence; what it says is more than nothing. */
export async function cutLongNotes(notes: readonly Piece[], longest: number, count: CountTokens): Promise<Map<Piece, PieceRecord>> {
  const records = await Promise.all(notes.map(async (piece) => {
    if (piece.tokens <= longest) return enter(piece)
    const made = await shortenEnd(piece.text, piece.tokens, longest, count)
    return shortened(piece, made, `Shortened: ${tokensIn(made.tokens)} of ${figures.format(piece.tokens)}, so that other notes have room`)
  }))
  return new Map(notes.map((piece, i) => [piece, records[i]!]))
}

/** The notes that fit into the room, best first; each costs its text and its line. The order given stays. */
export function chooseNotes(notes: ReadonlyMap<Piece, PieceRecord>, room: number, budget: number): PieceRecord[] {
  return dropLowest([...notes.keys()], room, budget, alongside.memories, (piece) => notes.get(piece)!)
}

/** What the notes that are in take, with their lines. */
export function costOfNotes(records: readonly PieceRecord[]): number {
  return records.reduce((sum, record) => sum + (record.outcome === 'out' ? 0 : record.tokens + alongside.memories), 0)
}

function sumTokens(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.tokens, 0)
}

function keepNewest(pieces: readonly Piece[], first: number, room: number): PieceRecord[] {
  const over = sumTokens(pieces) - room
  return pieces.map((piece, i) => i >= first ? enter(piece) : leave(piece, 'over-window', over > 0
    ? `Left out: the earlier turns are over the room for history by ${tokensIn(over)}`
    : 'Left out: an earlier turn that made room for the next ones'))
}

function dropLowest(pieces: readonly Piece[], room: number, budget: number, each: number, admit: (piece: Piece) => PieceRecord): PieceRecord[] {
  const records = new Map<Piece, PieceRecord>()
  let used = 0
  for (const piece of [...pieces].sort(compareFit)) {
    const record = admit(piece)
    const cost = record.tokens + each
    if (used + cost <= room) { used += cost; records.set(piece, record); continue }
    const over = tokensIn(used + cost - Math.max(0, room))
    records.set(piece, room < budget
      ? leave(piece, 'over-window', `Left out: the window had no room left, over by ${over}`)
      : leave(piece, 'over-budget', `Left out: over the ${piece.region} budget by ${over}`))
  }
  return pieces.map((piece) => records.get(piece)!)
}

/** Long pieces give first: each gets an equal part of the room, and what short ones leave goes to the others. */
async function shortenEach(pieces: readonly Piece[], room: number, budget: number, count: CountTokens): Promise<PieceRecord[]> {
  const parts = new Map<Piece, number>()
  let rest = room
  const byLength = [...pieces].sort((a, b) => a.tokens - b.tokens)
  byLength.forEach((piece, i) => {
    const part = Math.min(piece.tokens, Math.floor(rest / (byLength.length - i)))
    parts.set(piece, part)
    rest -= part
  })
  return Promise.all(pieces.map(async (piece) => {
    const part = parts.get(piece)!
    const rule = regionRules[piece.region]
    if (part >= piece.tokens) return enter(piece)
    if (part < leastUseful && !rule.neverDropped) return leave(piece, room < budget ? 'over-window' : 'over-budget', `Left out: no room in ${piece.region} for ${tokensIn(piece.tokens)}`)
    const cut = rule.overflow === 'shorten-middle' ? shortenMiddle : shortenEnd
    const made = await cut(piece.text, piece.tokens, part, count)
    return shortened(piece, made, `Shortened: ${tokensIn(made.tokens)} of ${figures.format(piece.tokens)} fit into ${piece.region === 'message' ? 'the window' : piece.region}`)
  }))
}

/** Less than this of a text says nothing. */
const leastUseful = 16
const figures = new Intl.NumberFormat('en-US')
const tokensIn = (count: number) => `${figures.format(count)} ${count === 1 ? 'token' : 'tokens'}`
