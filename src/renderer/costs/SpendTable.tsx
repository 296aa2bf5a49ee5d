import { useState } from 'react'
import type { SpendSums } from '../../shared/spending.ts'
import { formatCount, formatMoney, formatShare, formatShort } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'

export type SpendRow = SpendSums & { key: string; name: string; /** Leads to what the row is about, where it leads anywhere. */ open?: (() => void) | undefined }

const shownAtFirst = 8

/** What was spent, part by part, the dearest first, each with its share of all. A cost that nobody knows is said, never shown as nothing. */
export function SpendTable({ head, rows, total }: { head: string; rows: readonly SpendRow[]; total: number }) {
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, shownAtFirst)
  return (
    <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label={`Spent by ${head.toLowerCase()}`}>
      <table className="w-full text-small">
        <caption className="sr-only">Spent by {head.toLowerCase()}</caption>
        <thead>
          <tr className="text-right text-tiny text-faint [&>th]:pb-1 [&>th]:pl-3 [&>th]:font-normal">
            <th scope="col" className="pl-0! text-left">{head}</th><th scope="col">Calls</th><th scope="col">Tokens in</th><th scope="col">Tokens out</th><th scope="col">Cost</th><th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.key} className="border-t border-line text-right [&>td]:py-1 [&>td]:pl-3 [&>td]:whitespace-nowrap">
              <th scope="row" dir="auto" className="max-w-80 min-w-32 py-1 text-left font-normal [overflow-wrap:anywhere]">
                {row.open === undefined ? row.name : <button type="button" onClick={row.open} className="rounded-small text-left text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current">{row.name}</button>}
              </th>
              <td>{formatCount(row.calls)}</td><td>{formatShort(row.promptTokens)}</td><td>{formatShort(row.outputTokens)}</td>
              <td>{row.unpricedCalls > 0 && row.costUsd === 0 ? 'not known' : formatMoney(row.costUsd)}{row.unpricedCalls > 0 && row.costUsd > 0 && <span className="text-warn"> and more</span>}</td>
              <td className="text-mute">{total > 0 ? formatShare(row.costUsd / total) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length && <Button size="small" look="quiet" className="mt-1" onClick={() => setAll(true)}>Show all {formatCount(rows.length)}</Button>}
    </div>
  )
}
