import type { ImportJob } from '../../../shared/exchange.ts'
import { formatAmount, formatBytes, formatCount } from '../../state/formats.ts'

const origins: Readonly<Record<NonNullable<ImportJob['origin']>, string>> = { chatgpt: 'ChatGPT', claude: 'Claude', casement: 'Casement', talk: 'A list of talks' }

/** Where an archive comes from, in words. */
export function tellOrigin(origin: ImportJob['origin']): string {
  return origin === null ? 'not known yet' : origins[origin]
}

/** Reading on helps where it was stopped, and where what failed may pass; a file that is no export or does harm stays what it is. */
export function canGoOn({ state, problem }: Pick<ImportJob, 'state' | 'problem'>): boolean {
  return state === 'stopped' || (state === 'failed' && problem?.kind !== 'bad-input' && problem?.kind !== 'too-large')
}

/** What a reading brought so far, in one sentence. */
export function tellJob(job: ImportJob): string {
  const parts = [formatAmount(job.conversations, 'conversation'), formatAmount(job.messages, 'message')]
  // Every conversation is one branch at least.
  const further = job.branches - job.conversations
  if (further > 0) parts.push(formatAmount(further, 'further branch', 'further branches'))
  const brought = job.conversations === 0 && job.messages === 0 ? (job.state === 'running' ? 'Nothing new so far' : 'Nothing new') : `New: ${parts.join(', ')}`
  const known = job.known === 0 ? '' : ` ${formatAmount(job.known, 'conversation')} ${job.known === 1 ? 'was' : 'were'} there already.`
  const learned = job.learned === 0 ? '' : ` ${formatAmount(job.learned, 'memory', 'memories')} learned from it.`
  const heldBack = job.heldBack === 0 ? '' : ` ${formatAmount(job.heldBack, 'sentence')} left out, because ${job.heldBack === 1 ? 'it says' : 'they say'} what was forgotten here; the same in other words is not known again.`
  const state = job.state === 'stopped' ? ' Stopped; it can go on where it ended.' : ''
  return `${brought}.${known}${learned}${heldBack}${state}`
}

/** How far a reading is, and how fast. */
export function tellProgress(job: Pick<ImportJob, 'bytesRead' | 'bytesTotal'>, bytesPerSecond: number | null): string {
  const far = job.bytesTotal === 0 ? `${formatBytes(job.bytesRead)} read` : `${formatBytes(job.bytesRead)} of ${formatBytes(job.bytesTotal)}`
  return bytesPerSecond === null || bytesPerSecond <= 0 ? far : `${far}, ${formatBytes(bytesPerSecond)} a second`
}

/** What a press on "Learn" did. */
export function tellLearned({ learned, waiting, known, heldBack }: { learned: number; waiting: number; known: number; heldBack: number }): string {
  const more = [waiting > 0 ? `${formatCount(waiting)} waiting for your review` : '', known > 0 ? `${formatCount(known)} known already` : '', heldBack > 0 ? `${formatCount(heldBack)} held back, because they were forgotten or turned down before` : '']
  return `${[`${formatAmount(learned, 'memory', 'memories')} learned`, ...more.filter(Boolean)].join(', ')}.`
}
