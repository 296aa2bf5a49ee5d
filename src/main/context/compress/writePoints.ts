import type { Detail, Epoch } from '../../../shared/epoch.ts'
import { lostDetails } from './details.ts'
import { headings, type Heading, type Point } from './points.ts'
import type { ScoredPoint } from './scorePoints.ts'

/** Words that a checkpoint has at most, more or less. */
const checkpointWords = 480
/** Part of the room that the line of details may take. */
const detailShare = 0.2
/** Two points as alike as this say the same. */
const same = 0.86

/** Chooses points for about `room` tokens and writes them: in order, under who said them, or under headings for a checkpoint. */
export function writePoints(ask: { readonly points: readonly ScoredPoint[]; readonly room: number; readonly kind: Epoch['kind']; readonly source: string }): string {
  const room = ask.kind === 'checkpoint' ? Math.min(ask.room, Math.floor(checkpointWords * 1.3)) : ask.room
  const chosen = choose(ask.points, room * (1 - detailShare))
  const body = ask.kind === 'checkpoint' ? underHeadings(chosen) : underSpeakers(chosen)
  const details = detailLine(lostDetails(ask.source, body), room - sizeOf(body))
  return [body, details].filter((part) => part !== '').join('\n')
}

function choose(points: readonly ScoredPoint[], room: number): ScoredPoint[] {
  const order = [...points].sort((a, b) => b.score - a.score || a.message - b.message || a.place - b.place)
  const chosen: ScoredPoint[] = []
  let used = 0
  for (const point of order) {
    const size = sizeOf(point.text) + 3
    if (used + size > room || chosen.some((other) => !point.code && !other.code && point.likeness(other) >= same)) continue
    used += size
    chosen.push(point)
  }
  return chosen.sort((a, b) => a.message - b.message || a.place - b.place)
}

function underSpeakers(points: readonly Point[]): string {
  const lines: string[] = []
  let last: Point | null = null
  for (const point of points) {
    const text = oneLine(point)
    if (last !== null && !point.code && !last.code && last.message === point.message && last.speaker === point.speaker) lines[lines.length - 1] += ` ${text}`
    else lines.push(point.code ? point.text : `- ${point.speaker === '' ? '' : `${point.speaker}: `}${text}`)
    last = point
  }
  return lines.join('\n')
}

function underHeadings(points: readonly Point[]): string {
  const groups = new Map<Heading, Point[]>(headings.map((heading) => [heading, []]))
  const newest = points.reduce((most, point) => Math.max(most, point.message), -1)
  for (const point of points) groups.get(headingOf(point, newest))!.push(point)
  return [...groups].flatMap(([heading, group]) => group.length === 0 ? [] : [`${heading}:\n${underSpeakers(group)}`]).join('\n')
}

function headingOf(point: Point, newest: number): Heading {
  if (point.cues.question) return 'Open questions'
  if (point.heading !== null && point.heading !== 'Open questions') return point.heading
  if (point.cues.decision) return 'Decisions'
  if (point.cues.finding) return 'Findings'
  return newest >= 0 && point.from === 'assistant' ? 'Findings' : 'State'
}

/** "Details: 14 Rue Cler; 2024-05-03": what no sentence carries, the most telling kinds first, as far as there is room. */
function detailLine(lost: readonly Detail[], room: number): string {
  const kinds: readonly Detail['kind'][] = ['path', 'url', 'date', 'number', 'name', 'quote', 'code']
  const order = [...lost].filter((one) => one.text.length <= 120 && !one.text.includes('\n')).sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
  const kept: string[] = []
  let used = 4
  for (const one of order) {
    const text = one.kind === 'quote' ? `"${one.text}"` : one.text
    const size = sizeOf(text) + 1
    if (used + size > room) continue
    used += size
    kept.push(text)
  }
  return kept.length === 0 ? '' : `Details: ${kept.join('; ')}`
}

const oneLine = (point: Point) => point.text.replace(/\s*\n\s*/g, ' ')
/** A first guess, on the safe side for English; what is written is counted afterwards. */
const sizeOf = (text: string) => Math.ceil(text.length / 3.6)
