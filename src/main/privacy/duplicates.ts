import type { Piece } from '../../shared/piece.ts'
import { trusts, type Region } from '../../shared/words.ts'

/** Regions whose pieces are looked up for a turn. The rest is the conversation itself and stays as it is. */
const lookedUp: readonly Region[] = ['profile', 'memories', 'documents', 'results']
/** Longer texts are only compared whole: they are hardly ever quoted inside another piece. */
const longestContained = 4000

interface Entry { readonly piece: Piece; readonly at: number; readonly text: string }

/** Pieces that say again what a better-sourced piece says, each with the piece that stays for it. */
export function findDuplicates(pieces: readonly Piece[]): Map<Piece, Piece> {
  const twins = new Map<Piece, Piece>()
  const shown = new Map<string, Piece>()
  for (const piece of pieces) if (piece.source.kind === 'message' && !lookedUp.includes(piece.region)) shown.set(piece.source.messageId, piece)
  const entries: Entry[] = []
  const byWord = new Map<string, Entry[]>()
  const candidates = pieces.filter((piece) => lookedUp.includes(piece.region)).sort(compareSources)
  for (const piece of candidates) {
    // A result was worked out from the message that it names: it is not what that message says.
    const same = piece.source.kind === 'message' && piece.region !== 'results' ? shown.get(piece.source.messageId) : undefined
    if (same !== undefined) { twins.set(piece, same); continue }
    const entry = { piece, at: entries.length, text: normalise(piece.text) }
    const better = entry.text.length <= longestContained ? findContainer(entry, entries, byWord) : undefined
    if (better !== undefined) { twins.set(piece, better); continue }
    entries.push(entry)
    for (const word of new Set(words(entry.text))) {
      const holders = byWord.get(word)
      if (holders === undefined) byWord.set(word, [entry])
      else holders.push(entry)
    }
  }
  return twins
}

/** A better-sourced piece that holds this text as whole words. Only the holders of its rarest word are read. */
function findContainer(entry: Entry, entries: readonly Entry[], byWord: ReadonlyMap<string, readonly Entry[]>): Piece | undefined {
  let holders: readonly Entry[] = entries
  for (const word of words(entry.text)) {
    const own = byWord.get(word)
    if (own === undefined) return undefined
    if (own.length < holders.length) holders = own
  }
  return holders.find((holder) => holder.text.includes(entry.text))?.piece
}

/** Best source first: the user's word, then higher trust; a memory before the message it came from; then the newer one. */
function compareSources(a: Piece, b: Piece): number {
  return trusts.indexOf(a.trust) - trusts.indexOf(b.trust) || rank(a) - rank(b) || at(b) - at(a) || (a.id < b.id ? -1 : 1)
}

const rank = (piece: Piece) => ['memory', 'message', 'rule'].indexOf(piece.source.kind)
const at = (piece: Piece) => (piece.source.kind === 'rule' ? 0 : piece.source.at)
const words = (text: string) => text.split(' ').filter((word) => word !== '')

/** Letters and digits in lower case between single spaces; a text without any keeps its own signs. */
function normalise(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim()
  return ` ${plain === '' ? text.trim() : plain} `
}
