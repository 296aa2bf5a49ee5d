import type { Detail, Epoch } from '../../shared/epoch.ts'
import { formatAmount, formatCount } from '../state/formats.ts'

/** The epochs by the message after which each begins, in the order in which they were made. */
export function groupEpochs(epochs: readonly Epoch[]): ReadonlyMap<string, readonly Epoch[]> {
  const groups = new Map<string, Epoch[]>()
  for (const one of epochs) groups.set(one.afterMessageId, [...groups.get(one.afterMessageId) ?? [], one])
  return groups
}

/** What happened, in one sentence: "Earlier messages were summed up: 24 messages, 3 210 → 310 tokens." */
export function sayEpoch(epoch: Epoch): string {
  const what = epoch.kind === 'checkpoint' ? 'A checkpoint was written' : 'Earlier messages were summed up'
  const size = `${formatAmount(epoch.messages, 'message')}, ${formatCount(epoch.tokensBefore)} → ${formatAmount(epoch.tokensAfter, 'token')}`
  if (epoch.undoneAt !== null) return `${epoch.kind === 'checkpoint' ? 'A checkpoint' : 'A summary'} of ${formatAmount(epoch.messages, 'earlier message')} was undone.`
  return `${what}: ${size}.`
}

/** What undoing would do, said before it is done; null where it does nothing but that. */
export function sayBranch(epoch: Epoch): string | null {
  if (epoch.turns === 0) return null
  const rest = epoch.turns === 1 ? 'One answer rests' : `${formatCount(epoch.turns)} answers rest`
  return `${rest} on it already. So the conversation goes back to where it was made, and what came after stays on a branch of its own: ‹ 1/2 › leads there.`
}

export const byWords: Record<Epoch['by'], string> = { 'rules': 'by rules, without a model', 'local-model': 'by a model on this computer', 'cloud-model': 'by a cloud model' }

const kindWords: Record<Detail['kind'], string> = { name: 'Names', number: 'Numbers', date: 'Dates', path: 'Paths', url: 'Addresses', code: 'Code', quote: 'Quotes' }

/** What a summary does not hold, by kind; each detail once. */
export function groupLost(lost: readonly Detail[]): { kind: string; texts: string[] }[] {
  return Object.entries(kindWords).flatMap(([kind, name]) => {
    const texts = [...new Set(lost.filter((one) => one.kind === kind).map((one) => one.text))]
    return texts.length === 0 ? [] : [{ kind: name, texts }]
  })
}
