import { formatCount, formatMoney } from '../state/formats.ts'
import type { Spending } from './useSpending.ts'

/** Turns, tokens and money: this conversation beside today. */
export function SpendingSums({ spending, withConversation = true }: { spending: Spending; withConversation?: boolean }) {
  const { conversation, today } = spending
  const rows: [string, string, string][] = [
    ['Turns', formatCount(conversation.turns), formatCount(today.turns)],
    ['Tokens read', formatCount(conversation.promptTokens), formatCount(today.promptTokens)],
    ['Tokens written', formatCount(conversation.outputTokens), formatCount(today.outputTokens)],
    ['Cost', formatMoney(conversation.cost), formatMoney(today.cost)],
  ]
  return (
    <table className="mt-2 w-full text-small">
      <caption className="sr-only">Tokens and cost</caption>
      <thead><tr className="text-right text-tiny text-faint [&>th]:font-normal"><td />{withConversation && <th scope="col">this conversation</th>}<th scope="col">today</th></tr></thead>
      <tbody>
        {rows.map(([name, here, all]) => (
          <tr key={name} className="text-right last:font-medium"><th scope="row" className="py-0.5 text-left font-normal text-mute">{name}</th>{withConversation && <td>{here}</td>}<td>{all}</td></tr>
        ))}
      </tbody>
    </table>
  )
}
