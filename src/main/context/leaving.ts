import type { Piece, PieceRecord, PromptMessage } from '../../shared/piece.ts'
import type { Region } from '../../shared/words.ts'
import { alongside } from './choose.ts'
import { formatCount, secondsIn, tokensIn } from './figures.ts'
import { originalOf } from './fit.ts'
import { filledTo, listStarts } from './history.ts'
import { leave } from './records.ts'
import { shortenEach } from './shareOut.ts'
import type { SoftenAsk, Softened, SoftLimits } from './soften.ts'
import { rankUnits, type Unit } from './units.ts'

/** Tokens by which the two soft limits are missed; zero or less where they are kept. */
export interface Over { readonly time: number; readonly trust: number }

/** A text that would keep fewer tokens than this leaves as a whole. */
const leastKept = 64

/** What leaves or is cut in one round, with its reason: as much as the limits are missed by, as far as sums can tell. */
export async function chooseLeaving(ask: SoftenAsk, now: Softened, over: Over): Promise<Map<string, PieceRecord>> {
  const leaving = new Map<string, PieceRecord>()
  let freed = 0
  const take = (units: readonly Unit[], more = 0) => {
    for (const unit of units) {
      const rest = { time: over.time - freed, trust: over.trust - freed }
      if (Math.max(rest.time, rest.trust) + more <= 0) return
      for (const piece of unit) leaving.set(piece.id, explain(originalOf(ask.index, piece.id), over.time >= over.trust ? rest.time : null, rest.trust, ask.limits))
      freed += costOf(unit)
    }
  }
  const volatile = listVolatile(ask, now.records)
  const talk = isTalkHeld(ask.previousPrompt, now.prompt) ? [] : listTalk(ask, now.records)
  // Priority says who survives: notes usually stand above what was said long ago, and leave after it.
  const isTalkFirst = ask.budget.history.priority > ask.budget.memories.priority
  // When earlier turns must leave for good, so much leaves at once that the next turns can grow.
  const spare = ask.limits.trustedTokens === null || over.trust <= 0 ? 0 : ask.limits.trustedTokens * (1 - filledTo)
  const takeVolatile = async () => {
    for (const unit of volatile) {
      const missing = Math.max(over.time, over.trust) - freed
      if (missing <= 0) return
      const cut = await cutLongest(ask, unit, missing, over.time >= over.trust)
      if (cut === null) { take([unit]); continue }
      leaving.set(cut.id, cut)
      freed += missing
    }
  }
  if (!isTalkFirst) await takeVolatile()
  const held = talk.length === 0 ? null : talkOfBefore(talk, ask.previousPrompt)
  // What the model still holds from the turn before costs nothing to read: the talk begins where it began then.
  if (Math.max(over.time, over.trust) > freed) {
    if (held !== null) take(talk.slice(0, held), Infinity)
    else take(talk, spare)
  }
  if (isTalkFirst && held === null) await takeVolatile()
  return leaving
}

/** The record of a unit's longest piece without the tokens that are too many; null where too little of it would be left. */
async function cutLongest({ budget, index, limits, count }: SoftenAsk, unit: Unit, missing: number, isForTime: boolean): Promise<PieceRecord | null> {
  const longest = unit.toSorted((a, b) => b.tokens - a.tokens)[0]!
  const keeps = longest.tokens - missing
  if (keeps < leastKept || !budget[longest.region].compressible || longest.region === 'steering') return null
  const piece = originalOf(index, longest.id)
  const [made] = await shortenEach([piece], keeps, count) as [PieceRecord]
  const why = isForTime && limits.time !== null ? `more than can be read in ${String(limits.time.seconds)} s` : 'more than this model uses well'
  return { ...made, code: isForTime ? 'over-time' : 'over-trust', reason: `Shortened: ${tokensIn(made.tokens)} of ${formatCount(piece.tokens)}, the rest is ${why}` }
}

/** @param time tokens over what can be read in time; null where the length is the worse of the two */
function explain(piece: Piece, time: number | null, trust: number, limits: SoftLimits): PieceRecord {
  if (time !== null && limits.time !== null) {
    return leave(piece, 'over-time', time > 0
      ? `Left out: reading it would take ${secondsIn(time / limits.time.tokensPerSecond)} more than the ${String(limits.time.seconds)} s set for a first token`
      : 'Left out: what follows it need not be read again, and with it would have to be')
  }
  return leave(piece, 'over-trust', trust > 0
    ? `Left out: with it the prompt is ${tokensIn(trust)} over the ${formatCount(limits.trustedTokens ?? 0)} that this model uses well`
    : 'Left out: an earlier turn that made room for the next ones')
}

const costOf = (unit: Unit) => unit.reduce((sum, piece) => sum + piece.tokens + alongside[piece.region], 0)

/** What changes every turn, least fitting first, steering after all others; without the message. */
function listVolatile(ask: SoftenAsk, records: readonly PieceRecord[]): Unit[] {
  const isVolatile = (region: Region) => region === 'memories' || region === 'documents' || region === 'results' || region === 'steering' || (region === 'profile' && ask.style.notes.plain)
  const units = rankUnits(records.filter((record) => record.outcome !== 'out' && isVolatile(record.region))).filter((unit) => !unit.some((piece) => piece.pinned))
  const fit = (unit: Unit) => Math.max(...unit.map((piece) => piece.region === 'steering' ? 2 : piece.score ?? 1))
  // Ranked best first: turned around, the older of equals leaves first.
  return units.toReversed().sort((a, b) => fit(a) - fit(b))
}

/** Earlier exchanges, oldest first, without the newest one and without what is pinned. */
function listTalk(ask: SoftenAsk, records: readonly PieceRecord[]): Unit[] {
  const talk = records.filter((record) => record.outcome !== 'out' && (record.region === 'history' || record.region === 'recent'))
    .toSorted((a, b) => Number(a.region === 'recent') - Number(b.region === 'recent') || ask.index.places.get(a.id)! - ask.index.places.get(b.id)!)
  const starts = listStarts(talk)
  return starts.slice(0, -1).map((start, i) => talk.slice(start, starts[i + 1])).filter((unit) => !unit.some((piece) => piece.pinned))
}

/** How many of these exchanges stand before the place where the previous prompt began its talk; null when it is none of these. */
function talkOfBefore(talk: readonly Unit[], previous: readonly PromptMessage[] | null): number | null {
  const places = new Map(talk.flatMap((unit, i) => unit.map((piece) => [piece.id, i] as const)))
  for (const { spans } of previous ?? []) {
    const at = spans.map((span) => places.get(span.pieceId)).find((place) => place !== undefined)
    if (at !== undefined) return at > 0 ? at : null
  }
  return null
}

/** True where the model still holds the beginning of this prompt's talk: taking it out would mean reading more. */
function isTalkHeld(previous: readonly PromptMessage[] | null, prompt: readonly PromptMessage[]): boolean {
  const first = prompt.findIndex((message) => message.role !== 'system')
  return first < prompt.length - 1 && prompt.slice(0, first + 1).every((message, i) => previous?.[i]?.text === message.text && previous[i].role === message.role)
}
