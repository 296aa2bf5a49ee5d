import type { TurnTrace } from '../../shared/trace.ts'
import { BudgetEditor } from '../budget/BudgetEditor.tsx'
import { LiveGauge } from '../budget/LiveGauge.tsx'
import { WaitingTime } from '../budget/WaitingTime.tsx'
import { useWindow } from '../state/AppStateContext.ts'
import { selectConversationId } from '../state/windowStore.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { Section } from './Section.tsx'
import { SpendingSums } from './SpendingSums.tsx'
import { TurnTable } from './TurnTable.tsx'
import type { Spending } from './useSpending.ts'
import { lentNote, listRegions } from './view/bar.ts'
import { formatCount } from '../state/formats.ts'

/** What a turn took of what it was given, what the conversation took, and how the window is shared out. */
export function BudgetFace({ trace, spending, shownTurnId }: { trace: TurnTrace | null; spending: Spending; shownTurnId: string | null }) {
  const conversationId = useWindow(selectConversationId)
  const context = trace?.context ?? null
  const rows = context === null ? [] : listRegions(context)
  const widest = Math.max(1, ...rows.map((row) => Math.max(row.budget, row.wanted)))
  return (
    <>
      <Section title="With what you are writing"><LiveGauge /></Section>
      {rows.length > 0 && (
        <Section title="This turn by region" aside={<Tooltip label={lentNote} side="left"><span tabIndex={0} className="underline decoration-line-strong decoration-dotted underline-offset-3">kept of given, in tokens</span></Tooltip>}>
          <table className="mt-2 w-full table-fixed text-small">
            <caption className="sr-only">Tokens kept and given per region</caption>
            <colgroup><col className="w-22" /><col /><col className="w-27" /></colgroup>
            <thead className="sr-only"><tr><th>Region</th><th>Bar</th><th>Kept of given</th></tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.region}>
                  <th scope="row" className="py-0.5 text-left font-normal">{row.name}</th>
                  <td className="py-0.5">
                    <span aria-hidden title={`${row.note}. ${lentNote}`} className="relative block h-3">
                      <span className="absolute inset-y-0 left-0 rounded-[3px] border border-line-strong bg-ground" style={{ width: `${(row.budget / widest) * 100}%` }} />
                      <span className={joinClasses('absolute inset-y-0 left-0 rounded-[3px] region-fill', `region-${row.region}`)} style={{ width: `${(row.kept / widest) * 100}%` }} />
                      {row.short && <span className="absolute inset-y-0 border-r-2 border-dotted border-warn" style={{ width: `${(row.wanted / widest) * 100}%` }} />}
                    </span>
                  </td>
                  <td className="py-0.5 pl-2 text-right">{formatCount(row.kept)} <span className="text-mute">of {formatCount(row.budget)}</span></td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.some((row) => row.short) && <p className="mt-1.5 flex items-center gap-2 text-tiny text-faint"><span aria-hidden className="h-3 border-r-2 border-dotted border-warn" />what a region wanted, where that was more</p>}
        </Section>
      )}
      <BudgetEditor key={conversationId} conversationId={conversationId} />
      <Section title="Waiting time"><div className="mt-2"><WaitingTime /></div></Section>
      <Section title="Spent"><SpendingSums spending={spending} /></Section>
      {spending.turns.length > 0 && <Section title="Turns of this conversation"><TurnTable turns={spending.turns} shownTurnId={shownTurnId} /></Section>}
    </>
  )
}
