import { cuesOf, type Cues } from './cues.ts'
import { listDetails } from './details.ts'
import { splitSentences } from './sentences.ts'

export interface TalkMessage { readonly id: string; readonly role: 'user' | 'assistant'; readonly text: string; readonly speaker: string | null; readonly at: number }

export type Heading = 'Decisions' | 'Findings' | 'State' | 'Open questions'
export const headings: readonly Heading[] = ['Decisions', 'Findings', 'State', 'Open questions']

/** One thing that was said: a sentence of a message, or a line of the summary before. */
export interface Point {
  readonly text: string
  readonly speaker: string
  readonly from: 'user' | 'assistant' | 'summary'
  /** Index of the message; -1 for the summary before. */
  readonly message: number
  /** Place of the sentence in its message. */
  readonly place: number
  readonly code: boolean
  readonly cues: Cues
  readonly details: readonly string[]
  /** The heading under which the summary before had it. */
  readonly heading: Heading | null
}

/** Sentences of the talk and lines of the summary before, in order, chatter left out. */
export function listPoints(ask: { readonly messages: readonly TalkMessage[]; readonly previous: string | null }): Point[] {
  return [...ask.previous === null ? [] : pointsOfSummary(ask.previous), ...ask.messages.flatMap((message, at) => pointsOfMessage(message, at))]
}

/** The name under which a message stands. */
export function speakerOf(message: Pick<TalkMessage, 'role' | 'speaker'>): string {
  return message.speaker ?? (message.role === 'user' ? 'User' : 'Assistant')
}

function pointsOfMessage(message: TalkMessage, at: number): Point[] {
  const { sentences } = splitSentences(message.text)
  const speaker = speakerOf(message)
  return sentences.flatMap((sentence, place): Point[] => {
    const text = message.text.slice(sentence.start, sentence.end)
    const code = sentence.kind !== 'sentence'
    const cues = cuesOf(code ? '' : text)
    if (!code && (cues.chatter || !/[\p{L}\p{N}]{2}/u.test(text))) return []
    return [{ text, speaker, from: message.role, message: at, place, code, cues, details: detailsOf(text), heading: null }]
  })
}

/** A summary is lines of "- Who: what"; a person may have edited it into plain prose, whose sentences are then the points. */
function pointsOfSummary(summary: string): Point[] {
  let heading: Heading | null = null
  let speaker = ''
  let place = 0
  const points: Point[] = []
  for (const line of summary.split('\n').map((one) => one.trim()).filter((one) => one !== '')) {
    const title = headings.find((one) => one.toLowerCase() === line.replace(/^[#*\s]+|[:*\s]+$/g, '').toLowerCase())
    if (title !== undefined) { heading = title; continue }
    // The details of a summary are looked for again in the whole source, so this line need not compete.
    if (/^details:/i.test(line)) continue
    const found = /^(?:[-*•]\s+)?(?:(\p{L}[^:.!?]{0,38}):\s+)?(.+)$/u.exec(line)
    if (found === null) continue
    speaker = found[1] ?? speaker
    for (const sentence of splitSentences(found[2]!).sentences) {
      const text = found[2]!.slice(sentence.start, sentence.end)
      points.push({ text, speaker, from: 'summary', message: -1, place: place++, code: false, cues: cuesOf(text), details: detailsOf(text), heading })
    }
  }
  return points
}

const detailsOf = (text: string) => listDetails(text).map((one) => `${one.kind} ${one.text.toLowerCase()}`)
