import type { Client } from '../../../shared/contract.ts'
import type { SpendSums } from '../../../shared/spending.ts'
import { exitCodes, oneLine, printable, table, tellFailure, type Terminal } from './terminal.ts'

export interface CostsOptions { readonly days?: number; readonly json?: boolean; readonly csv?: boolean }

const usual = 30

/** Says what was spent in the last days, on what, and how far each budget is used; with `csv` every call as a line. */
export async function costs(client: Client, terminal: Terminal, options: CostsOptions): Promise<number> {
  const days = options.days ?? usual
  if (options.csv === true) {
    const lines = await client.call('spending.export', { days })
    if (!lines.ok) return tellFailure(terminal, lines.error)
    terminal.out(lines.value.csv)
    return exitCodes.done
  }
  const found = await client.call('spending.get', { days })
  if (!found.ok) return tellFailure(terminal, found.error)
  const report = found.value
  if (options.json === true) {
    terminal.out(`${JSON.stringify(report)}\n`)
    return exitCodes.done
  }
  const row = (name: string, sums: SpendSums) => [oneLine(name, 40), usd(sums.costUsd), sums.promptTokens, sums.outputTokens, sums.calls, sums.unpricedCalls === 0 ? '' : `${sums.unpricedCalls} without a price`]
  const head = ['', 'dollars', 'tokens in', 'tokens out', 'calls', '']
  const blocks = [
    table([head, row(`Last ${days} days`, report.total), ...report.models.map((model) => row(model.modelName, model)), ...report.purposes.map((purpose) => row(`for ${purpose.purpose}`, purpose))]),
    ...(report.limits.length === 0 ? [] : [table([['budget', 'used', 'of', ''], ...report.limits.map(({ name, usedUsd, usedTokens, limit, share }) => [oneLine(name, 50), limit.usd === null ? `${usedTokens} tokens` : usd(usedUsd), limit.usd === null ? `${limit.tokens} tokens` : usd(limit.usd), `${Math.round(share * 100)} %`])])]),
    [
      `${report.saved.localAnswers} answers from this computer${report.saved.localUsd === null ? '' : ` saved ${usd(report.saved.localUsd)} dollars at the price of your cloud model`}.`,
      `Prompt caches saved ${usd(report.saved.promptCacheUsd)} dollars, ${report.saved.cachedAnswers} answers given again ${usd(report.saved.responseCacheUsd)}.`,
    ].join('\n'),
    ...report.alerts.filter((alert) => !alert.seen).map((alert) => alert.sentence),
  ]
  terminal.out(`${printable(blocks.join('\n\n'))}\n`)
  return exitCodes.done
}

function usd(amount: number): string {
  return amount === 0 ? '0' : amount < 0.01 ? amount.toPrecision(2) : amount.toFixed(2)
}
