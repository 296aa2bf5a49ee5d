import type { MessageEntity, TimeExpression } from '../../../shared/understanding.ts'
import type { SlotTagger } from '../slots/slotTagger.ts'
import { repeated } from '../times/readTimes.ts'
import { timeLanguages } from '../times/timeWords.ts'
import { announcedEntities, taggedEntities } from './namedEntities.ts'
import { entityAt, numberEntities, plainEntities } from './plainEntities.ts'

/** Names further down belong to what was pasted. */
const readChars = 2000

/**
 * What a message names, in order and without overlaps; offsets are UTF-16 units of the text as it is. What is told by its form
 * comes first, then times, names that are announced, what the tagger found, and bare numbers.
 * @param times what `readTimes` found in the same text
 * @param tagger null where it could not be read; it reads English only
 */
export function readEntities(text: string, language: string, times: readonly TimeExpression[], tagger: SlotTagger | null): MessageEntity[] {
  const head = cutWhole(text)
  const own = timeLanguages.find((one) => one === language) ?? 'en'
  const found: MessageEntity[] = []
  const take = (some: readonly MessageEntity[]) => {
    for (const one of some) if (one.end > one.start && !found.some((other) => one.start < other.end && other.start < one.end)) found.push(one)
  }
  take(plainEntities(head))
  take(times.filter(({ end }) => end <= head.length).map(({ text: said, start, end }) => entityAt(text, isClock(said) ? 'time' : 'date', start, end)))
  if (head.length <= 600) take(repeated(head, own).map(({ kind, start, end }) => entityAt(text, kind, start, end)))
  take(announcedEntities(head))
  if (tagger !== null && (language === 'en' || language === 'und')) take(taggedEntities(head, tagger))
  take(numberEntities(head))
  return found.sort((a, b) => a.start - b.start)
}

/** Never between the halves of a pair. */
function cutWhole(text: string): string {
  if (text.length <= readChars) return text
  const last = text.charCodeAt(readChars - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? readChars - 1 : readChars)
}

/** "3 pm", "at seven": an hour and no day. */
function isClock(said: string): boolean {
  return /^(?:at|by|around|um|gegen|à|a las?|vers)? ?(?:\d{1,2}(?::\d\d|h\d{0,2})?|(?:half past|quarter (?:past|to)) \p{L}+|noon|midnight|midday|mittags?|mitternacht|midi|minuit|now|jetzt|maintenant|ahora|\p{L}+)(?: ?(?:[ap]\.?m\.?|uhr|o['’]?clock|heures?))?$/iu.test(said) && /\d|half|quarter|noon|mid|mittag|now|jetzt|maintenant|ahora|^at |^by |^around /iu.test(said)
}
