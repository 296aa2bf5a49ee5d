import type { Detail, Epoch } from '../../../shared/epoch.ts'
import type { CountTokens } from '../shorten.ts'
import type { Embed } from './compressText.ts'
import { lostDetails } from './details.ts'
import { listPoints, speakerOf, type TalkMessage } from './points.ts'
import { scorePoints } from './scorePoints.ts'
import { writePoints } from './writePoints.ts'

export interface SummaryAsk {
  /** Oldest first. */
  readonly messages: readonly TalkMessage[]
  /** The summary of what came before, which is taken in; null for none. */
  readonly previous: string | null
  /** Tokens that the summary may have at most. */
  readonly target: number
  readonly kind: Epoch['kind']
  readonly count: CountTokens
  /** Null works by words alone. */
  readonly embed: Embed | null
}

export interface Summary { readonly text: string; readonly tokens: number; readonly lost: Detail[] }

/** A checkpoint has fewer words. */
const checkpointWords = 500

/**
 * The rolling summary of a talk, made without any model: whole sentences under the name of who said them, in their order; the
 * user's own statements, decisions and numbers before chatter; the points of the summary before come first and compete
 * with the new ones. Details that no kept sentence carries stand in a line of their own as far as there is room, the
 * others are named as lost. A checkpoint has the same sentences under "Decisions", "Findings", "State" and "Open questions".
 */
export async function summariseTalk(ask: SummaryAsk): Promise<Summary> {
  const source = talkText(ask)
  const points = listPoints(ask)
  const scored = await scorePoints(points, ask)
  let best = { text: '', tokens: 0 }
  let room = ask.target
  // Points are chosen by a guess of their size; what is written is counted, and the room corrected both ways.
  for (let step = 0; step < 10 && room > 8; step++) {
    const text = writePoints({ points: scored, room, kind: ask.kind, source })
    const [counted] = await ask.count([text]) as [number]
    // Too many words are treated like too many tokens.
    const words = ask.kind === 'checkpoint' ? text.split(/\s+/).length : 0
    const tokens = words < checkpointWords ? counted : Math.max(counted, Math.ceil((ask.target * words) / (checkpointWords - 10)))
    if (tokens <= ask.target && tokens > best.tokens) best = { text, tokens }
    if (best.tokens >= ask.target * 0.95 || best.tokens > 0 && step >= 4) break
    room = Math.floor(tokens > ask.target ? room * Math.min(0.97, (ask.target / tokens) * 0.99) : room + Math.max(4, ask.target - tokens))
  }
  return { ...best, lost: lostDetails(source, best.text) }
}

/** All that the summary is made of, as one text: what it is compared with. */
export function talkText(ask: Pick<SummaryAsk, 'messages' | 'previous'>): string {
  return [...ask.previous === null ? [] : [ask.previous], ...ask.messages.map((message) => `${speakerOf(message)}: ${message.text}`)].join('\n')
}
