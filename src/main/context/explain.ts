import type { Context, PieceRecord } from '../../shared/piece.ts'

const figures = new Intl.NumberFormat('en-US')

/**
 * What a person should hear about a turn's context without opening it: a shortened message or rules, earlier turns and notes
 * that did not fit. Empty when everything that belongs in is in.
 */
export function explainContext(context: Context): string[] {
  const sentences: string[] = []
  for (const record of context.pieces) {
    if (record.region !== 'message' || record.outcome !== 'shortened') continue
    sentences.push(`Your message is longer than the window: ${figures.format(record.tokens)} of its ${figures.format(record.wantedTokens)} tokens were read, the beginning and the end.`)
  }
  const told = context.pieces.filter((record) => record.region !== 'message')
  const cut = told.filter((record) => record.outcome === 'shortened').length
  if (cut > 0) sentences.push(`${count(cut, 'piece was', 'pieces were')} shortened to fit.`)
  const earlier = told.filter((record) => record.region === 'history' && isForRoom(record)).length
  if (earlier > 0) sentences.push(`${count(earlier, 'earlier message', 'earlier messages')} did not fit into the window.`)
  const others = told.filter((record) => record.region !== 'history' && isForRoom(record)).length
  if (others > 0) sentences.push(`${count(others, 'other piece', 'other pieces')} did not fit into the budget.`)
  const kept = told.filter((record) => record.code === 'label').length
  if (kept > 0) sentences.push(`${count(kept, 'piece', 'pieces')} stayed on this computer.`)
  return sentences
}

function isForRoom(record: PieceRecord): boolean {
  return record.code === 'over-budget' || record.code === 'over-window'
}

function count(number: number, one: string, many: string): string {
  return `${figures.format(number)} ${number === 1 ? one : many}`
}
