import type { Memory } from '../../../shared/memory.ts'
import { formatAmount } from '../../state/formats.ts'

const dayMs = 86_400_000
/** What fades within so many days is said in the list and waits on the page of what fades. */
const soonDays = 30

/** How long a memory lasts without being used: "fades in about 40 days"; null where it never fades or is not in use. */
export function tellFading(memory: Pick<Memory, 'fadesAt' | 'state'>, now: number): string | null {
  if (memory.fadesAt === null || memory.state !== 'active') return null
  const days = Math.ceil((memory.fadesAt - now) / dayMs)
  if (days <= 0) return 'fades today'
  if (days === 1) return 'fades tomorrow'
  if (days < 60) return `fades in about ${formatAmount(days, 'day')}`
  if (days < 730) return `fades in about ${formatAmount(Math.round(days / 30.4), 'month')}`
  return `fades in about ${formatAmount(Math.round(days / 365), 'year')}`
}

/** True where a memory is about to fade, so that a person may want to say something to it. */
export function fadesSoon(memory: Pick<Memory, 'fadesAt' | 'state'>, now: number): boolean {
  return memory.state === 'active' && memory.fadesAt !== null && memory.fadesAt - now <= soonDays * dayMs
}
