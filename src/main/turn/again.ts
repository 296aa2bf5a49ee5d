import type { Context, Piece, PieceRecord } from '../../shared/piece.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { StrategyValues } from '../../shared/strategy.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import type { ContextChange } from '../../shared/versions.ts'
import { strictestLabel, type Label } from '../../shared/words.ts'
import { selectPieces } from '../context/select/selectPieces.ts'
import type { ChatModel } from '../models/ports.ts'
import type { ModelProfile } from '../../shared/model.ts'
import { labelOfMessage } from '../privacy/labels.ts'
import type { ReadDb } from '../storage/database.ts'
import { loadIndexable } from '../storage/indexable.ts'
import { getMemory } from '../storage/memories.ts'
import { getMessage } from '../storage/messages.ts'
import { holdBackPersonal } from './holdBack.ts'
import { makeContext } from './makeContext.ts'

/** A past context as it can be made again. */
export interface Again {
  readonly trace: TurnTrace
  readonly change: ContextChange
  readonly model: ChatModel
  readonly profile: ModelProfile | null
  readonly settings: Settings
  /** How contexts are made in that conversation today, unless the change names another strategy. */
  readonly strategy: StrategyValues
  readonly db: ReadDb
  readonly vectors: (ids: readonly string[]) => Promise<ReadonlyMap<string, Float32Array>>
}

const recalledRegions: readonly Piece['region'][] = ['memories', 'documents', 'results']
/** Reasons that a change of budget or strategy does not touch. */
const lasting: readonly PieceRecord['code'][] = ['label', 'injection', 'switched-off', 'superseded']
/** Reasons that selection gave, which another strategy may see otherwise. */
const selection: readonly PieceRecord['code'][] = ['below-threshold', 'duplicate', 'contained']

/**
 * Makes the context of a past turn again under a change: pieces switched off, pinned or edited, another strategy or model.
 * Nothing is recalled anew, so both contexts come from the same candidates.
 */
export async function makeAgain(ask: Again): Promise<Result<Context>> {
  const { trace, change, model } = ask
  if (trace.context === null) return fail('not-found', 'This turn had no context: no model was asked.', 'Choose another turn.')
  if (trace.context.pieces.every((piece) => piece.text === '')) return fail('not-found', 'The texts of this context were let go, as the settings ask for.', 'Choose a newer turn, or keep contexts for longer in Settings.')
  const leaves = model.place === 'cloud' && !model.loopback
  const { candidates, out } = divide(ask, leaves)
  if (leaves && candidates.some((piece) => piece.label === 'local')) {
    return fail('not-allowed', 'This context holds a piece that never leaves this computer.', 'Switch that piece off, or choose a model on this computer.')
  }
  const consents = ask.settings.taskRules.some((rule) => rule.task === trace.understanding?.task && rule.place === 'cloud' && rule.allowPersonal)
  const { kept, held } = leaves && !consents ? holdBackPersonal(candidates) : { kept: candidates, held: [] }
  const chosen = await reselect(ask, kept)
  const made = await makeContext({
    model, profile: ask.profile, pieces: chosen.kept, layers: null, condense: { question: getMessage(ask.db, trace.userMessageId)?.text ?? '', questionVector: null, embed: null }, strategy: change.strategy ?? ask.strategy, firstTokenSeconds: ask.settings.firstTokenSeconds,
    ceiling: leaves ? 'personal' : 'local', previousPrompt: null, limitTokens: null,
  })
  if (!made.ok) return made
  const left = [...held, ...chosen.out].map(({ piece, code, reason }): PieceRecord => ({ ...piece, outcome: 'out', code, reason, wantedTokens: piece.tokens }))
  return ok({ ...made.value, pieces: [...made.value.pieces, ...left, ...out] })
}

/** What can go in again, whole and as the change has it, and what stays out whatever changes. */
function divide({ trace, change, db }: Again, leaves: boolean): { candidates: Piece[]; out: PieceRecord[] } {
  const off = new Set(change.off)
  const pinned = new Set(change.pinned)
  const edited = new Map(change.edited.map((one) => [one.pieceId, one.text]))
  const candidates: Piece[] = []
  const out: PieceRecord[] = []
  for (const record of trace.context!.pieces) {
    const mayLeave = record.region !== 'message' && record.region !== 'core'
    if (off.has(record.id) && mayLeave) out.push({ ...record, outcome: 'out', code: 'switched-off', reason: 'Left out: switched off for this comparison.' })
    else if (lasting.includes(record.code) && !pinned.has(record.id)) out.push(record)
    else if (selection.includes(record.code) && change.strategy === null && !pinned.has(record.id)) out.push(record)
    else if (leaves && record.region === 'steering' && record.label !== 'open') out.push({ ...record, outcome: 'out', code: 'label', reason: 'Left out: it speaks of notes by the labels that they had then.' })
    else {
      const piece = pieceOf(record, db, edited.get(record.id), pinned.has(record.id))
      candidates.push(leaves ? { ...piece, label: labelNow(piece, db) } : piece)
    }
  }
  return { candidates, out }
}

function pieceOf(record: PieceRecord, db: ReadDb, edited: string | undefined, pinned: boolean): Piece {
  const { outcome, code: _code, reason: _reason, wantedTokens: _wanted, used: _used, original, ...piece } = record
  const whole = original ?? (outcome === 'shortened' && piece.source.kind === 'message' ? wholeMessage(piece.region, piece.source.messageId, db) : undefined) ?? piece.text
  return { ...piece, text: edited ?? whole, ...(pinned ? { pinned: true } : {}) }
}

/** A message too long to be kept with its record. As a note it is read as recall sees it: without what was forgotten of it. */
function wholeMessage(region: Piece['region'], id: string, db: ReadDb): string | undefined {
  return recalledRegions.includes(region) ? loadIndexable(db, [id])[0]?.text : getMessage(db, id)?.text
}

/** What was labelled since, or written into it for this change, counts before anything leaves. */
function labelNow(piece: Piece, db: ReadDb): Label {
  const memory = piece.source.kind === 'memory' ? getMemory(db, piece.source.memoryId) : null
  const written = labelOfMessage(piece.text) === 'local' ? 'local' : piece.label
  return strictestLabel([piece.label, written, ...(memory === null ? [] : [memory.label])])
}

async function reselect({ change, trace, db, vectors }: Again, pieces: readonly Piece[]): Promise<ReturnType<typeof selectPieces>> {
  if (change.strategy === null) return { kept: [...pieces], out: [] }
  const recalled = pieces.filter((piece) => recalledRegions.includes(piece.region))
  const best = new Set([...recalled].sort((a, b) => (b.score ?? 0) - (a.score ?? 0)).slice(0, change.strategy.retrieval.limit))
  const beyond = recalled.filter((piece) => !best.has(piece) && piece.pinned !== true)
  const chosen = selectPieces({
    pieces: pieces.filter((piece) => !beyond.includes(piece)), question: getMessage(db, trace.userMessageId)?.text ?? '', questionVector: null,
    vectors: await vectors(recalled.map((piece) => piece.id)), retrieval: change.strategy.retrieval, feedback: new Map(), switchedOff: new Set(),
  })
  return { kept: chosen.kept, out: [...chosen.out, ...beyond.map((piece) => ({ piece, code: 'below-threshold' as const, reason: 'Left out: beyond the number of candidates of this strategy.' }))] }
}
