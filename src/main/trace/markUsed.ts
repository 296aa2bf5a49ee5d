import type { PieceRecord } from '../../shared/piece.ts'

const word = /[\p{L}\p{N}]{3,}/gu

/**
 * Marks which of the given notes the answer leans on: it repeats a word or number of the note that the question did not hold.
 * A cheap first measure by span; it never claims more than that the words came back.
 */
export function markUsed(pieces: readonly PieceRecord[], question: string, answer: string): PieceRecord[] {
  const asked = wordsOf(question)
  const said = wordsOf(answer)
  return pieces.map((piece) => {
    if (piece.outcome === 'out' || !['memories', 'profile', 'documents', 'results'].includes(piece.region)) return piece
    const telling = [...wordsOf(piece.text)].filter((one) => !asked.has(one) && (one.length > 3 || /\p{N}/u.test(one)))
    return { ...piece, used: telling.some((one) => said.has(one)) }
  })
}

function wordsOf(text: string): Set<string> {
  return new Set((text.slice(0, 20_000).match(word) ?? []).map((one) => one.toLocaleLowerCase()))
}
