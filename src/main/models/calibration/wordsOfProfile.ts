import type { ModelProfile } from '../../../shared/model.ts'

const figures = new Intl.NumberFormat('en-US')

/** What is known of a model, in plain words; empty where nothing is. */
export function wordsOfProfile(profile: ModelProfile): string {
  const places = { system: 'in the system text', before: 'right before the question', after: 'right after the question' }
  const sentences: string[] = []
  if (profile.notes !== null) sentences.push(`Uses about ${profile.notes} ${profile.notes === 1 ? 'note' : 'notes'} well${profile.place === null ? '' : `, best ${places[profile.place]}`}.`)
  if (profile.trustedTokens !== null) sentences.push(`Finds things in up to ${figures.format(profile.trustedTokens)} tokens.`)
  if (profile.readTokensPerSecond !== null) sentences.push(`Reads about ${figures.format(Math.round(profile.readTokensPerSecond))} tokens a second.`)
  if (profile.writeTokensPerSecond !== null) sentences.push(`Writes about ${figures.format(Math.round(profile.writeTokensPerSecond))} tokens a second.`)
  if (profile.state === 'edited') sentences.push('Changed by hand.')
  return sentences.join(' ')
}
