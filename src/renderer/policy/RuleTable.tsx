import { useRef, useState } from 'react'
import type { PolicyRule } from '../../shared/policy.ts'
import { formatCount } from '../state/formats.ts'
import { RuleRow } from './RuleRow.tsx'
import { useRuleOrder } from './useRuleOrder.ts'
import type { UsedPolicy } from './usePolicy.ts'
import { copyRule, moveRule, putRule } from './view/rules.ts'

/** The rules in their order, each with what it would have caught, and a last line for what none of them fits. */
export function RuleTable({ used, onEdit, onShow }: { used: UsedPolicy; onEdit: (rule: PolicyRule) => void; onShow: (rule: PolicyRule) => void }) {
  const { rules, change, dryRun, names } = used
  const [said, setSaid] = useState('')
  const move = (from: number, to: number) => {
    if (to < 0 || to >= rules.length || to === from) return
    change(moveRule(rules, from, to))
    setSaid(`“${rules[from]!.name}” is now rule ${to + 1} of ${rules.length}.`)
  }
  const body = useRef<HTMLTableSectionElement>(null)
  const order = useRuleOrder(body, rules, change, move)
  const found = new Map(dryRun?.rules.map((one) => [one.ruleId, one]))
  return (
    <>
      <table className="mt-3 w-full table-fixed border-t border-line text-snug">
        <caption className="sr-only">Rules; the first that fits decides</caption>
        <thead>
          <tr className="text-small text-faint">
            <th scope="col" className="w-14 py-1 font-normal"><span className="sr-only">Order</span></th>
            <th scope="col" className="py-1 pl-1 text-start font-normal">Rule</th>
            <th scope="col" className="w-27 py-1 pr-3 text-end font-normal">Last 30 days</th>
            <th scope="col" className="w-11 py-1 text-start font-normal">On</th>
            <th scope="col" className="w-8 py-1 font-normal"><span className="sr-only">More</span></th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rules.map((rule, at) => (
            <RuleRow
              key={rule.id} rule={rule} at={at} count={rules.length} names={names} found={found.get(rule.id) ?? null} stale={used.waiting} dragged={order.draggedId === rule.id}
              handle={order.handle(rule.id, at)} onMove={(to) => move(at, to)} onShow={() => onShow(rule)} onEdit={() => onEdit(rule)}
              onEnable={(enabled) => change(putRule(rules, { ...rule, enabled }))} onCopy={() => change(copyRule(rules, rule))} onRemove={() => change(rules.filter((one) => one.id !== rule.id))}
            />
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line align-top text-mute">
            <td />
            <th scope="row" className="py-2 pr-4 pl-1 text-start font-normal">Everything else: by kind of task</th>
            <td className="py-2 pr-3 text-end">{dryRun === null ? '' : formatCount(dryRun.uncaught)}</td>
            <td colSpan={2} />
          </tr>
        </tfoot>
      </table>
      <p role="status" className="sr-only">{said}</p>
      {dryRun !== null && <p className="text-small text-faint">{dryRun.turns === 0 ? 'There are no turns of the last 30 days to try the rules on.' : `Tried on the ${formatCount(dryRun.turns)} turns of the last ${dryRun.days} days. Nothing was sent for it.`}</p>}
    </>
  )
}
