import type { SpendingReport } from '../../shared/spending.ts'
import { formatAmount, formatMoney } from '../state/formats.ts'

/** What was not spent: answers of this computer, prompts that providers kept, answers that were given again, and prompts made shorter. */
export function SavedPart({ saved }: { saved: SpendingReport['saved'] }) {
  const rows: { name: string; value: string; more: string }[] = [
    { name: 'Answered on this computer', value: saved.localUsd === null ? 'price not known' : formatMoney(saved.localUsd), more: saved.localUsd === null ? `${formatAmount(saved.localAnswers, 'answer')}. Choose a cloud model with a price in Settings to see what they would have cost.` : `${formatAmount(saved.localAnswers, 'answer')}, at the price of the cloud model of the settings` },
    { name: 'Prompts that providers kept', value: formatMoney(saved.promptCacheUsd), more: 'parts that were sent before and cost less' },
    { name: 'Answers that are kept', value: formatMoney(saved.responseCacheUsd), more: `${formatAmount(saved.cachedAnswers, 'answer')} given again` },
    { name: 'Prompts made shorter', value: formatAmount(saved.optimisedTokens, 'token'), more: 'left out or compressed while money was short' },
  ]
  return (
    <dl className="mt-2 grid grid-cols-2 gap-3 wide:grid-cols-4">
      {rows.map((row) => (
        <div key={row.name} className="flex flex-col rounded-medium border border-line bg-panel px-3.5 py-3">
          <dt className="text-small text-mute">{row.name}</dt>
          <dd className="text-title font-medium">{row.value}</dd>
          <dd className="text-small text-faint">{row.more}</dd>
        </div>
      ))}
    </dl>
  )
}
