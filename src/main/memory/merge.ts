import type { Candidate, Memory, MemoryAuthor, MemoryChange, MemoryScope, MemorySource } from '../../shared/memory.ts'
import { strictestLabel, trusts, type Label, type Trust } from '../../shared/words.ts'
import { isEnding } from './endings.ts'
import { fadesAt, type FadingDays } from './fade.ts'
import { labelOf } from './labelOf.ts'
import { relate, saidAt } from './relate.ts'

export interface Merged {
  /** The memory to save: a new one, or the old one made stronger. */
  readonly memory: Memory
  readonly change: MemoryChange
  /** The old memory that no longer holds, to be saved as well with `supersededChange`. */
  readonly superseded: Memory | null
  readonly supersededChange: MemoryChange | null
  /** Others that no longer hold either, each with its line of history. */
  readonly alsoSuperseded: readonly { readonly memory: Memory; readonly change: MemoryChange }[]
  /** `conflict`: it waits for a person, beside the memory that `memory.conflictsWith` names, which is left as it is. */
  readonly outcome: 'learned' | 'strengthened' | 'superseded' | 'conflict'
}

/** Where a candidate was said, and how it is to be kept. */
export interface Origin {
  readonly messageId: string | null
  readonly conversationId: string | null
  /** The time of that message. */
  readonly at?: number
  readonly trust?: Trust
  readonly label?: Label
  /** Who found it; a rule where nothing is said. */
  readonly author?: MemoryAuthor
  /** `ask`: every new fact waits for a yes; `review` (where nothing is said): the uncertain ones; `automatic`: none. */
  readonly mode?: 'ask' | 'review' | 'automatic'
  readonly fading?: FadingDays
  readonly scope?: MemoryScope
  readonly scopeId?: string | null
  /** The imported file that it stands in. */
  readonly file?: string | null
  /** The assistant's message that holds `candidate.support`. */
  readonly support?: { readonly messageId: string; readonly at: number }
}

/** An end may be told so much later than it came. */
const lateTellingMs = 2 * 366 * 86_400_000

/** Below this a candidate waits for a person's yes before it is recalled. */
export const reviewBelow = 0.6

const nowhere: Origin = { messageId: null, conversationId: null }

/**
 * Brings a candidate together with what is known. The same fact strengthens the memory that holds it; a newer value of the
 * same key, or the opposite of a taste, supersedes the old memory, which stays in the history with the time at which it
 * ended; an older one goes into the history itself; where it is not clear which of two holds, the candidate waits for a
 * person; anything else is learned.
 * @param existing memories that may hold the same fact (same key, subject or text) and hold where it was said; all others are ignored
 * @param newId makes the id of the memory when it turns out to be new
 * @param origin where it was said; null leaves the sources as they are, for a caller that adds its own
 */
export function merge(candidate: Candidate, existing: readonly Memory[], now: number, newId: () => string, origin: Origin | null = null): Merged {
  const from = origin ?? nowhere
  const sources = origin === null ? [] : sourcesOf(candidate, from, now)
  const since = from.at ?? now
  const found = relate(candidate, existing, since)
  if (found.relation === 'same' || found.relation === 'more') return strengthen(found.known, candidate, found.relation === 'more', sources, from, now)

  const waits = from.mode === 'ask' || (candidate.confidence < reviewBelow && from.mode !== 'automatic')
  const author = from.author ?? 'rule'
  const memory: Memory = {
    id: newId(), kind: candidate.kind, text: candidate.text, subject: candidate.subject, key: candidate.key,
    importance: candidate.importance, confidence: candidate.confidence, eventAt: candidate.eventAt,
    learnedAt: now, updatedAt: now, validFrom: candidate.key === null ? null : Math.min(since, candidate.eventAt ?? since), validUntil: candidate.validUntil ?? null, supersededBy: null,
    label: from.label ?? labelOf(candidate), trust: lowestTrust(from.trust ?? 'user', isOfAssistant(candidate) ? 'assistant' : 'user'), pinned: false,
    state: waits ? 'candidate' : 'active', uses: 0, lastUsedAt: null,
    scope: from.scope ?? 'everywhere', scopeId: from.scopeId ?? null, entities: candidate.entities ?? [], fadesAt: null, conflictsWith: null, sources,
  }
  const learned = (changed: Partial<Memory>, reason: string, outcome: Merged['outcome']): Merged => {
    const made = { ...memory, ...changed }
    return { memory: fading(made, from, now), change: { at: now, author, action: author === 'import' ? 'imported' : 'learned', reason: `${foundBy(candidate, author)}${reason}`, before: null }, superseded: null, supersededChange: null, alsoSuperseded: [], outcome }
  }
  if (found.relation === 'none') return learned({}, '.', 'learned')
  const { known } = found
  // What is said where the known one holds is about the same matter, and holds where that does.
  const { scope, scopeId } = known
  if (found.relation === 'unclear' || waits) return learned({ state: 'candidate', conflictsWith: known.id, scope, scopeId }, '; it may contradict what is known.', 'conflict')
  if (found.relation === 'older') {
    return learned({ state: 'superseded', scope, scopeId, supersededBy: known.id, validUntil: saidAt(known, since) }, '; something newer is known already.', 'learned')
  }
  const replaced = [known, ...found.relation === 'newer' ? found.also : []]
  const old = replaced.map((one) => ({
    memory: { ...one, state: 'superseded' as const, ...endedAt(one, candidate, since), supersededBy: memory.id, updatedAt: now },
    change: { at: now, author, action: 'superseded' as const, reason: 'A newer fact took its place.', before: one.text },
  }))
  return {
    // The person may have said of the older one that it stays on this computer: that was about the matter, not about its value.
    ...learned({ scope, scopeId, pinned: replaced.some((one) => one.pinned), label: strictestLabel([...replaced.map((one) => one.label), memory.label]) }, '; it takes the place of an older fact.', 'superseded'),
    superseded: old[0]!.memory, supersededChange: old[0]!.change, alsoSuperseded: old.slice(1),
  }
}

/**
 * When a fact ended: on the day that its end, or the beginning of what came after it, names, where that is later than the fact; else
 * when that was told. An end of the last two years counts also where it lies before
 * the fact was told, which named no day of its own; what lies further back was another time.
 */
function endedAt(known: Memory, candidate: Candidate, since: number): Pick<Memory, 'validFrom' | 'validUntil'> {
  const day = isEnding(candidate) || candidate.key !== null ? candidate.eventAt : null
  const { validFrom } = known
  if (day === null || day >= since) return { validFrom, validUntil: since }
  if (day > (validFrom ?? 0)) return { validFrom, validUntil: day }
  return isEnding(candidate) && known.eventAt === null && since - day < lateTellingMs ? { validFrom: day, validUntil: day } : { validFrom, validUntil: since }
}

function foundBy(candidate: Candidate, author: MemoryAuthor): string {
  if (author === 'user') return 'Written by you'
  if (author === 'model') return 'Found by the language model'
  return author === 'import' ? `Imported; found by the rule “${candidate.rule}”` : `Learned by the rule “${candidate.rule}”`
}

function sourcesOf(candidate: Candidate, origin: Origin, now: number): MemorySource[] {
  const { messageId, conversationId, file = null, support } = origin
  const own: MemorySource = { messageId, conversationId, start: candidate.start, end: candidate.end, quote: candidate.quote, at: origin.at ?? now, role: 'user', file }
  return candidate.support === undefined || support === undefined ? [own] : [own, { ...candidate.support, messageId: support.messageId, conversationId, at: support.at, role: 'assistant', file: null }]
}

function strengthen(twin: Memory, candidate: Candidate, tellsMore: boolean, sources: readonly MemorySource[], origin: Origin, now: number): Merged {
  const fresh = sources.filter((source) => !twin.sources.some((one) => one.messageId === source.messageId && one.start === source.start && one.end === source.end))
  const known = fresh.length === 0 && sources.length > 0
  const confidence = known ? twin.confidence : Math.min(0.99, Math.max(twin.confidence, candidate.confidence) + 0.02)
  // A conflict and a mode that asks wait for a person, however often it is said.
  const rises = twin.state === 'faded' || (twin.conflictsWith === null && origin.mode !== 'ask' && (confidence >= reviewBelow || origin.mode === 'automatic'))
  const author = origin.author ?? 'rule'
  // What a person wrote in the editor is no quote of any source, and stays; so do a person's words beside the assistant's.
  const text = tellsMore && !isOfAssistant(candidate) && twin.sources.some((one) => one.quote === twin.text) ? candidate.text : twin.text
  const memory: Memory = {
    ...twin, text, confidence, importance: Math.max(twin.importance, candidate.importance), updatedAt: now, state: rises ? 'active' : twin.state,
    trust: lowestTrust(twin.trust, origin.trust ?? 'user'), label: strictestLabel([twin.label, origin.label ?? (isRelaxed(twin) ? 'open' : labelOf(candidate))]),
    validUntil: candidate.validUntil ?? twin.validUntil,
    entities: twin.entities.length > 0 ? twin.entities : candidate.entities ?? [], sources: [...twin.sources, ...fresh],
  }
  return {
    memory: known ? memory : fading(memory, origin, now),
    change: { at: now, author, action: twin.state === 'faded' ? 'revived' : 'strengthened', reason: text === twin.text ? 'Said again.' : 'Said again, with more.', before: twin.text },
    superseded: null, supersededChange: null, alsoSuperseded: [], outcome: 'strengthened',
  }
}

/** Said now, it counts anew from now until it fades; what is pinned never does. */
function fading(memory: Memory, origin: Origin, now: number): Memory {
  return origin.fading === undefined ? memory : { ...memory, fadesAt: fadesAt({ ...memory, learnedAt: now }, origin.fading) }
}

/** True where a person gave it a label that is less strict than the one it began with: saying it again takes that back as little. */
function isRelaxed(memory: Memory): boolean {
  const given = labelOf(memory)
  return memory.label !== given && strictestLabel([memory.label, given]) === given
}

/** Who says yes to the assistant's words makes them a fact, and they stay the assistant's words. */
function isOfAssistant({ text, support }: Candidate): boolean {
  return support?.quote === text
}

function lowestTrust(one: Trust, other: Trust): Trust {
  return trusts[Math.max(trusts.indexOf(one), trusts.indexOf(other))]!
}
