import type { ImportJob } from '../../../shared/exchange.ts'
import { formatAmount } from '../../state/formats.ts'

const origins: Readonly<Record<NonNullable<ImportJob['origin']>, string>> = { chatgpt: 'ChatGPT', claude: 'Claude', casement: 'Casement', talk: 'A list of talks' }

/** Where an archive comes from, in words. */
export function tellOrigin(origin: ImportJob['origin']): string {
  return origin === null ? 'not known yet' : origins[origin]
}

/** What a reading brought so far, in one sentence. */
export function tellJob(job: ImportJob): string {
  const parts = [formatAmount(job.conversations, 'conversation'), formatAmount(job.messages, 'message')]
  if (job.branches > 0) parts.push(formatAmount(job.branches, 'branch', 'branches'))
  const brought = job.conversations === 0 && job.known > 0 ? 'Nothing new' : `New: ${parts.join(', ')}`
  const known = job.known === 0 ? '' : ` ${formatAmount(job.known, 'conversation')} ${job.known === 1 ? 'was' : 'were'} there already.`
  const learned = job.learned === 0 ? '' : ` ${formatAmount(job.learned, 'memory', 'memories')} learned from it.`
  const state = job.state === 'stopped' ? ' Stopped; it can go on where it ended.' : ''
  return `${brought}.${known}${learned}${state}`
}
