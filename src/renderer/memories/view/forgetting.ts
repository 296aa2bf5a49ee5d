import type { ForgetPreview } from '../../../shared/memory.ts'
import { formatAmount, formatMoment } from '../../state/formats.ts'

/** Where else the words of what is forgotten stand and go too, as one sentence; null where they stand nowhere else. */
export function tellReach(preview: Pick<ForgetPreview, 'messages' | 'conversations' | 'answers' | 'unrecalled' | 'turns' | 'summaries'>): string | null {
  const { messages, conversations, answers, unrecalled, turns, summaries } = preview
  const parts = [
    messages > 0 ? `${formatAmount(messages, 'message')}${conversations > 0 ? ` of ${formatAmount(conversations, 'conversation')}` : ''}` : null,
    answers > 0 ? formatAmount(answers, 'answer') : null,
    turns > 0 ? `the records of ${formatAmount(turns, 'turn')}` : null,
    summaries > 0 ? formatAmount(summaries, 'summary', 'summaries') : null,
  ].filter((part) => part !== null)
  const last = parts.pop()
  const taken = last === undefined ? null : `The same words are taken out of ${parts.length === 0 ? last : `${parts.join(', ')} and ${last}`}.`
  const kept = unrecalled > 0 ? `${formatAmount(unrecalled, 'answer')} given with it in view ${unrecalled === 1 ? 'says' : 'say'} nothing of it: ${unrecalled === 1 ? 'it stays, and is' : 'they stay, and are'} not recalled any more.` : null
  return taken === null && kept === null ? null : [taken, kept].filter((part) => part !== null).join(' ')
}

/** What else names the person whom one forgets, as the words of a choice; null where nothing does. */
export function tellNaming(naming: ForgetPreview['naming']): string | null {
  const places = placesOf(naming)
  return naming === null || places === null ? null : `Also cut the sentences that name ${naming.person} out of ${places}`
}

/** What still names a person who was forgotten, as a sentence; null where nothing does. */
export function tellStaying(staying: ForgetPreview['naming']): string | null {
  const places = placesOf(staying)
  return staying === null || places === null ? null : `${staying.person} is still named in ${places}.`
}

function placesOf(naming: ForgetPreview['naming']): string | null {
  const { messages, memories } = naming ?? { messages: 0, memories: 0 }
  const parts = [...(messages > 0 ? [formatAmount(messages, 'message')] : []), ...(memories > 0 ? [formatAmount(memories, 'other memory', 'other memories')] : [])]
  return parts.length === 0 ? null : parts.join(' and ')
}

/** What happens to copies that hold the words still, one sentence each. @param now milliseconds since 1970 */
export function tellBackups(preview: Pick<ForgetPreview, 'backups'>, now: number, locale?: string): string[] {
  return preview.backups.map(({ name, at, goesAt }) => `The copy of ${formatMoment(at, locale)} (${name}) ${tellEnd(goesAt, now, locale)}`)
}

function tellEnd(goesAt: number | null, now: number, locale?: string): string {
  if (goesAt === null) return 'holds them until you delete it.'
  if (goesAt <= now) return 'holds them until Casement next tidies up its copies: it is due to be deleted.'
  return goesAt - now < 86_400_000 ? `is deleted within a day, at ${formatMoment(goesAt, locale)}.` : `holds them until ${formatMoment(goesAt, locale)}.`
}

/** Whether there is a way back, in a sentence. @param undoSeconds 0: none */
export function tellWayBack(undoSeconds: number): string {
  if (undoSeconds === 0) return 'This cannot be undone.'
  const time = undoSeconds < 120 ? formatAmount(undoSeconds, 'second') : formatAmount(Math.round(undoSeconds / 60), 'minute')
  return `You can take it back for ${time}; after that it cannot be undone.`
}
