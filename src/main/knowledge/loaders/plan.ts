import { broughtPieces, knownPiece } from '../memoryPiece.ts'
import type { Loader } from '../loader.ts'

const dayMs = 86_400_000
const aheadDays = 28
/** A day that the message itself names may lie further ahead; past this nobody plans. */
const mostSpanDays = 366
const mostDated = 8

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** What day it is, and what falls due in the next weeks or on the days that the message speaks of. */
export const planLoader: Loader = {
  id: 'plan', name: 'Calendar of memories', about: 'Today’s date, and what you told that falls within the next four weeks.', required: false, timeLimitMs: 1000, label: 'personal',
  activatedBy: ['plan', 'intent:date', 'intent:calendar', 'intent:calendar_update', 'intent:meeting_schedule', 'intent:schedule_meeting', 'intent:todo_list', 'intent:reminder'],
  load({ understanding, now }, ports) {
    const today = knownPiece('known:today', 'results', 'today', `Today is ${day.format(now)}.`)
    const start = new Date(now).setHours(0, 0, 0, 0)
    const spans = [{ from: start, until: start + aheadDays * dayMs }, ...understanding.times.flatMap(({ from, until }) => {
      const begin = Math.max(start, from ?? start)
      const end = Math.min(until ?? begin + dayMs, begin + mostSpanDays * dayMs)
      return (from === null && until === null) || end <= begin ? [] : [{ from: begin, until: end }]
    })]
    // What the message names comes before what lies ahead anyway.
    const dated = spans.toReversed().flatMap(({ from, until }) => ports.happening(from, until, mostDated))
    return Promise.resolve([today, ...broughtPieces(dated, mostDated)])
  },
}
