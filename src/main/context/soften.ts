import type { PieceRecord, PromptMessage } from '../../shared/piece.ts'
import type { Region } from '../../shared/words.ts'
import type { ResolvedBudget } from './budget.ts'
import { alongside } from './choose.ts'
import { formatCount, secondsIn, tokensIn } from './figures.ts'
import { originalOf, writePrompt, type Fitted, type PieceIndex } from './fit.ts'
import { filledTo, listStarts } from './history.ts'
import { keptPrefix } from './prefix.ts'
import { leave } from './records.ts'
import type { RenderStyle } from './render.ts'
import type { CountTokens } from './shorten.ts'
import { rankUnits, settleGroups, type Unit } from './units.ts'

export interface SoftLimits {
  /** Seconds within which the part of the prompt that is not held yet must be read, and how fast that goes; null: no such limit. */
  readonly time: { readonly seconds: number; readonly tokensPerSecond: number } | null
  /** Tokens of a prompt up to which the model was found to use it well; null: not known. */
  readonly trustedTokens: number | null
}

export interface SoftenAsk {
  readonly fitted: Fitted
  readonly limits: SoftLimits
  readonly budget: ResolvedBudget['regions']
  readonly style: RenderStyle
  readonly index: PieceIndex
  readonly previousPrompt: readonly PromptMessage[] | null
  readonly count: CountTokens
  readonly countChat: (prompt: readonly PromptMessage[]) => Promise<number>
}

/** A context with the tokens at its front that need not be read again. */
export interface Softened extends Fitted { readonly kept: number }

const mostRounds = 6

/**
 * Takes out what would make a prompt slower to read or longer than it is good for: the least fitting of what changes every turn,
 * and earlier turns only where they would have to be read anew anyway. Rules, persona, the newest exchange, the message and
 * what the person pinned stay as they are, so both limits may be missed. Nothing leaves when that would mean reading more.
 */
export async function soften(ask: SoftenAsk): Promise<Softened> {
  let now: Softened = { ...ask.fitted, kept: await keptPrefix(ask.previousPrompt, ask.fitted.prompt, ask.count) }
  for (let round = 0; round < mostRounds; round++) {
    const over = overBy(now, ask.limits)
    if (over.time <= 0 && over.trust <= 0) break
    const leaving = chooseLeaving(ask, now, over)
    if (leaving.size === 0) break
    const next = await without(ask, now, leaving)
    if (next.used - next.kept > now.used - now.kept) break
    now = next
  }
  return now
}

interface Over { readonly time: number; readonly trust: number }

function overBy({ used, kept }: { used: number; kept: number }, { time, trustedTokens }: SoftLimits): Over {
  return {
    time: time === null ? 0 : used - kept - tokensToRead(time),
    trust: trustedTokens === null ? 0 : used - trustedTokens,
  }
}

/** Tokens that are read within the limit of time. */
export function tokensToRead(time: { readonly seconds: number; readonly tokensPerSecond: number }): number {
  return Math.floor(time.seconds * time.tokensPerSecond)
}

/** What leaves in one round, with its reason: as much as the limits are missed by, as far as sums can tell. */
function chooseLeaving(ask: SoftenAsk, now: Softened, over: Over): Map<string, PieceRecord> {
  const leaving = new Map<string, PieceRecord>()
  let freed = 0
  const take = (units: readonly Unit[], more = 0) => {
    for (const unit of units) {
      const rest = { time: over.time - freed, trust: over.trust - freed }
      if (Math.max(rest.time, rest.trust) + more <= 0) return
      for (const piece of unit) leaving.set(piece.id, explain(originalOf(ask.index, piece.id), rest, ask.limits))
      freed += costOf(unit)
    }
  }
  const volatile = listVolatile(ask, now.records)
  const talk = isTalkHeld(ask.previousPrompt, now.prompt) ? [] : listTalk(ask, now.records)
  // Priority says who survives: notes usually stand above what was said long ago, and leave after it.
  const isTalkFirst = ask.budget.history.priority > ask.budget.memories.priority
  // When earlier turns must leave for good, so much leaves at once that the next turns can grow.
  const spare = ask.limits.trustedTokens === null || over.trust <= 0 ? 0 : ask.limits.trustedTokens * (1 - filledTo)
  if (!isTalkFirst) take(volatile)
  const held = talk.length === 0 ? null : talkOfBefore(talk, ask.previousPrompt)
  // What the model still holds from the turn before costs nothing to read: the talk begins where it began then.
  if (held !== null && Math.max(over.time, over.trust) - freed > 0) {
    for (const unit of talk.slice(0, held)) take([unit], Infinity)
    return leaving
  }
  take(talk, talk.length > 0 ? spare : 0)
  if (isTalkFirst) take(volatile)
  return leaving
}

function explain(piece: Parameters<typeof leave>[0], over: Over, { time, trustedTokens }: SoftLimits): PieceRecord {
  if (time !== null && over.time > 0 && over.time >= over.trust) {
    return leave(piece, 'over-time', `Left out: reading it would take ${secondsIn(over.time / time.tokensPerSecond)} more than the ${String(time.seconds)} s set for a first token`)
  }
  return leave(piece, 'over-trust', over.trust > 0
    ? `Left out: with it the prompt is ${tokensIn(over.trust)} over the ${formatCount(trustedTokens ?? 0)} that this model uses well`
    : `Left out: an earlier turn that made room for the next ones`)
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
    .toSorted((a, b) => ask.index.places.get(a.id)! - ask.index.places.get(b.id)!)
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

async function without(ask: SoftenAsk, now: Softened, leaving: ReadonlyMap<string, PieceRecord>): Promise<Softened> {
  const records = settleGroups(now.records.map((record) => leaving.get(record.id) ?? record), new Map(), (id) => originalOf(ask.index, id))
  const prompt = writePrompt(records, ask.style, ask.index)
  return { ...now, records, prompt, used: await ask.countChat(prompt), kept: await keptPrefix(ask.previousPrompt, prompt, ask.count) }
}
