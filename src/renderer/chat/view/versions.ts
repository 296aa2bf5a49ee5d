import type { ShownMessage } from '../../../shared/message.ts'
import { formatDuration, formatMoment, formatMoney } from '../../state/formats.ts'
import type { Fact } from '../../inspector/view/story.ts'

/** One version of an answer by its place and its model: "2: Qwen3 4B". */
export function nameVersion({ summary }: Pick<ShownMessage, 'summary'>, at: number): string {
  const by = summary === null ? 'not known who wrote it' : summary.destination === 'memory' ? 'from your memories' : summary.model === '' ? 'no model' : summary.model
  return `${at + 1}: ${by}`
}

/** Where a version was written, what it cost and how long it took, in lines. */
export function tellVersion({ summary, createdAt, status }: Pick<ShownMessage, 'summary' | 'createdAt' | 'status'>): Fact[] {
  const written = { name: 'Written', value: `${formatMoment(createdAt)}${status === 'done' ? '' : status === 'failed' ? ', failed' : ', not finished'}` }
  if (summary === null) return [written]
  const places = { local: 'stayed on this computer', cloud: 'left this computer', memory: 'quoted from memory', none: 'nowhere' }
  return [
    { name: 'Where', value: summary.cached === null ? places[summary.destination] : 'kept from an earlier answer' },
    { name: 'Cost', value: summary.destination === 'local' || summary.destination === 'memory' ? 'nothing' : formatMoney(summary.cost) },
    { name: 'Time', value: summary.firstTokenMs === null ? formatDuration(summary.totalMs) : `${formatDuration(summary.totalMs)}, first word after ${formatDuration(summary.firstTokenMs)}` },
    written,
  ]
}
