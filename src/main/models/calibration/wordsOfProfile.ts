import type { ModelProfile } from '../../../shared/model.ts'
import { lengthOf } from './cells.ts'

const figures = new Intl.NumberFormat('en-US')
const places = { system: 'in the system text', before: 'right before the question', after: 'right after the question' } as const
/** What was tried up to here and held is the window itself. */
const nearlyWhole = 0.9

/** What is known of a model, in plain words; empty where nothing is. */
export function wordsOfProfile(profile: ModelProfile): string {
  return [aboutNotes(profile), aboutLength(profile), aboutSpeed(profile), profile.state === 'edited' ? 'Changed by hand.' : ''].filter((one) => one !== '').join(' ')
}

function aboutNotes({ notes, place, cells }: ModelProfile): string {
  if (notes === null) return place === null ? '' : `Reads notes best ${places[place]}.`
  if (cells.length > 0 && cells.every((cell) => cell.right === 0)) return 'Found none of the notes that it was given.'
  return `Uses about ${notes} ${notes === 1 ? 'note' : 'notes'} well${place === null ? '' : `, best ${places[place]}`}.`
}

function aboutLength({ trustedTokens, windowTokens, cells, state }: ModelProfile): string {
  if (trustedTokens === null) return ''
  if (windowTokens === null || trustedTokens < windowTokens) return `Finds things in up to ${figures.format(trustedTokens)} tokens.`
  const tried = Math.max(0, ...cells.map((cell) => lengthOf(cell) ?? 0))
  // What a person has set is theirs to say.
  if (state === 'edited' || tried >= windowTokens * nearlyWhole) return `Finds things in its whole window of ${figures.format(windowTokens)} tokens.`
  return tried === 0 ? '' : `Finds things in ${figures.format(tried)} tokens, and longer was not tried.`
}

function aboutSpeed({ readTokensPerSecond: read, writeTokensPerSecond: write }: ModelProfile): string {
  if (read !== null && write !== null) return `Reads about ${round(read)} and writes about ${round(write)} tokens a second.`
  if (read !== null) return `Reads about ${round(read)} tokens a second.`
  return write === null ? '' : `Writes about ${round(write)} tokens a second.`
}

/** Two digits are all that a measured speed is good for. */
function round(speed: number): string {
  const unit = speed >= 100 ? 10 : 1
  return figures.format(Math.max(1, Math.round(speed / unit) * unit))
}
