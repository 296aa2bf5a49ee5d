import type { Context, PieceRecord } from '../../../shared/piece.ts'
import type { TurnTrace } from '../../../shared/trace.ts'
import type { WriteDb } from '../database.ts'
import { packIds, unpackIds } from './idList.ts'
import { openKeeper, type LastingPiece, type PieceLoader } from './pieceBlobs.ts'
import { readRecipe, writeRecipe, type MessageRecipe } from './promptRecipe.ts'

/** What became of a piece in one turn. Pieces of one fate share it. */
type Fate = Pick<PieceRecord, 'region' | 'score' | 'scores' | 'outcome' | 'code' | 'reason' | 'pinned' | 'used'> & { wantedTokens?: number }

/** A context without its texts: those stand in the rows that `pieces` of its turn names. */
export interface StoredContext extends Omit<Context, 'pieces' | 'prompt'> {
  fates: Fate[]
  /** By piece, which of the fates is its. */
  fateOf: number[]
  prompt: MessageRecipe[]
}

/** A trace as its body says it. */
export type StoredTrace = Omit<TurnTrace, 'context'> & { context: StoredContext | null }

/** A context as its turn keeps it. `bytes` is what its texts added to the store. */
export interface KeptContext { readonly stored: StoredContext | null; readonly pieces: Buffer | null; readonly bytes: number }

/** Keeps the texts of a context, each once for its conversation and all its turns. Belongs into a transaction. */
export function keepContext(db: WriteDb, conversationId: string, context: Context | null): KeptContext {
  if (context === null) return { stored: null, pieces: null, bytes: 0 }
  const { pieces, prompt, ...figures } = context
  const keeper = openKeeper(db, conversationId)
  const ids = pieces.map((piece) => keeper.keepPiece(piece))
  const known = new Map<string, number>()
  const fates: Fate[] = []
  const fateOf = pieces.map((piece) => {
    const fate = fateIn(piece)
    const key = JSON.stringify(fate)
    const at = known.get(key)
    if (at !== undefined) return at
    known.set(key, fates.push(fate) - 1)
    return fates.length - 1
  })
  const recipe = writeRecipe(prompt, pieces, (text) => ids.push(keeper.keepText(text)) - 1)
  return { stored: { ...figures, fates, fateOf, prompt: recipe }, pieces: packIds(ids), bytes: keeper.bytes }
}

function fateIn({ region, score, scores, outcome, code, reason, pinned, used, tokens, wantedTokens }: PieceRecord): Fate {
  return { region, score, scores, outcome, code, reason, pinned, used, wantedTokens: wantedTokens === tokens ? undefined : wantedTokens }
}

/** A stored context whose prompt is let go: only who speaks is left of it. */
export function withoutTexts(stored: StoredContext): StoredContext {
  return { ...stored, prompt: stored.prompt.map((message) => [Array.isArray(message) ? message[0] : message.role]) }
}

/**
 * The context as it was kept. Throws where a part of it is missing or damaged.
 * @param isWhole false where its texts were let go: what younger contexts still hold of them is not shown here either
 */
export function restoreContext(stored: StoredContext | null, pieces: Buffer | null, isWhole: boolean, load: PieceLoader): Context | null {
  if (stored === null) return null
  const { fates, fateOf, prompt, ...figures } = stored
  const ids = unpackIds(pieces!)
  const loaded = load(ids)
  const records = fateOf.map((fate, at): PieceRecord => {
    const { original, ...lasting }: LastingPiece = loaded.get(ids[at]!)!.record!
    return { ...lasting, ...(isWhole ? original === undefined ? {} : { original } : { text: '' }), ...fates[fate]!, wantedTokens: fates[fate]!.wantedTokens ?? lasting.tokens }
  })
  return { ...figures, pieces: records, prompt: readRecipe(prompt, records, (number) => loaded.get(ids[number]!)!.text) }
}
