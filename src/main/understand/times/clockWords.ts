const hours = ['twelve', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven']
const hour = hours.join('|')
const spoken = new RegExp(`(?<![\\p{L}])(?:(?<lead>half past|quarter past|quarter to) (?<said>${hour})|(?<at>at|by|around) (?<full>${hour})(?: o['’]?clock)?)(?![\\p{L}-]| (?:people|percent|times|minutes|hours|days|per|of))`, 'giu')

/** A text in which hours stand in figures, and where the words for them stood. */
export interface ClockText { readonly text: string; readonly places: readonly { readonly start: number; readonly end: number }[] }

/**
 * The same text, as long as before, with hours that are spoken as words ("half past six", "at seven") written as a clock shows
 * them and filled up with spaces: what is found in it stands at the same place of the text.
 */
export function clockWords(text: string): ClockText {
  const places: { start: number; end: number }[] = []
  const written = text.replace(spoken, (said: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>
    places.push({ start: rest.at(-3) as number, end: (rest.at(-3) as number) + said.length })
    const named = hours.indexOf((groups['said'] ?? groups['full'] ?? '').toLowerCase())
    const lead = groups['lead']?.toLowerCase()
    const full = (lead === 'quarter to' ? named + 11 : named) % 12 || 12
    const minutes = lead === undefined ? '' : lead === 'half past' ? ':30' : lead === 'quarter past' ? ':15' : ':45'
    return `${groups['at'] === undefined ? '' : `${groups['at']} `}${full}${minutes}`.padEnd(said.length, ' ')
  })
  return { text: written, places }
}
