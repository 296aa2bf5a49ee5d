import type { Context, PieceRecord } from '../../shared/piece.ts'
import { formatCount } from './figures.ts'

/**
 * What a person should hear about a turn's context without opening it: a shortened message or rules, earlier turns and notes
 * that did not fit, were summed up, or would have cost more time or trust than there was. Empty when everything that belongs
 * in is in.
 */
export function explainContext(context: Context): string[] {
  const sentences: string[] = []
  for (const record of context.pieces) {
    if (record.region !== 'message' || record.outcome !== 'shortened') continue
    sentences.push(`Your message is longer than the window: ${formatCount(record.tokens)} of its ${formatCount(record.wantedTokens)} tokens were read, the beginning and the end.`)
  }
  // What Casement's own rules would have added beside the question is no loss that a person need hear of.
  const told = context.pieces.filter((record) => record.region !== 'message' && record.region !== 'steering')
  const say = (belongs: (record: PieceRecord) => boolean, one: string, many: string, rest: string) => {
    const number = told.filter(belongs).length
    if (number > 0) sentences.push(`${formatCount(number)} ${number === 1 ? one : many} ${rest}`)
  }
  say((record) => record.outcome === 'shortened', 'piece was', 'pieces were', 'shortened to fit.')
  say((record) => isTalk(record) && record.code === 'summed-up', 'earlier message is', 'earlier messages are', 'in the summary and not word for word.')
  say((record) => isTalk(record) && isForRoom(record), 'earlier message', 'earlier messages', 'did not fit into the window.')
  say((record) => !isTalk(record) && isForRoom(record), 'other piece', 'other pieces', 'did not fit into the budget.')
  const seconds = context.time === null ? 'the time set for a first token' : `${String(context.time.seconds)} s`
  say((record) => isTalk(record) && isOut(record, 'over-time'), 'earlier message was', 'earlier messages were', `left out, to begin the answer within ${seconds}.`)
  say((record) => !isTalk(record) && isOut(record, 'over-time'), 'other piece was', 'other pieces were', `left out, to begin the answer within ${seconds}.`)
  say((record) => isOut(record, 'over-trust'), 'piece was', 'pieces were', `left out, because this model uses about ${context.trusted === null ? 'fewer' : formatCount(context.trusted)} tokens well.`)
  say((record) => record.code === 'switched-off', 'piece is', 'pieces are', 'switched off by you.')
  say((record) => record.code === 'label', 'piece', 'pieces', 'stayed on this computer.')
  return sentences
}

function isTalk(record: PieceRecord): boolean {
  return record.region === 'history' || record.region === 'recent'
}

function isOut(record: PieceRecord, code: PieceRecord['code']): boolean {
  return record.outcome === 'out' && record.code === code
}

function isForRoom(record: PieceRecord): boolean {
  return record.code === 'over-budget' || record.code === 'over-window'
}
