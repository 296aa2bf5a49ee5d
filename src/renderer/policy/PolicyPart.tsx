import { ListPlus, Plus } from 'lucide-react'
import { useState } from 'react'
import { policyPresets } from '../../shared/policyPresets.ts'
import type { PolicyRule } from '../../shared/policy.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { FailureNotice, Notice } from '../ui/Notice.tsx'
import { CaughtSheet } from './CaughtSheet.tsx'
import { PolicySaveBar } from './PolicySaveBar.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import { RuleTable } from './RuleTable.tsx'
import { usePolicy } from './usePolicy.ts'
import { putRule, startRule } from './view/rules.ts'

const mostRules = 100

/** The policy: a list of rules, the first that fits decides. Nothing holds before it is saved. */
export function PolicyPart({ rests }: { /** True while nothing may leave anyway, so that no rule is asked. */ rests: boolean }) {
  const used = usePolicy()
  const { rules, change } = used
  const [editing, setEditing] = useState<PolicyRule | null>(null)
  const [shownId, setShownId] = useState<string | null>(null)
  const full = rules.length >= mostRules
  const shown = rules.find((one) => one.id === shownId) ?? null
  return (
    <div role="group" aria-labelledby="policy-title" className="mt-2">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <div className="min-w-60 flex-1">
          <h3 id="policy-title" className="text-snug font-semibold">Rules</h3>
          <p className="text-small text-mute">Read from the top; the first rule that fits a message decides. What no rule fits goes by kind of task, below.</p>
        </div>
        <span className="flex gap-2">
          <Menu
            align="end" trigger={<Button size="small" icon={<ListPlus size={13} />}>Begin from…</Button>}
            items={policyPresets.map((one) => ({ kind: 'item' as const, label: one.name, detail: one.about, onSelect: () => change(structuredClone(one.rules) as PolicyRule[]) }))}
          />
          <Button size="small" icon={<Plus size={13} />} disabled={full} title={full ? `There are ${mostRules} already. Remove one first.` : undefined} onClick={() => setEditing(startRule())}>Add a rule…</Button>
        </span>
      </div>
      {rests && rules.length > 0 && <p className="mt-2 text-small text-mute">While nothing may leave this computer, rules only choose among what is here.</p>}
      {rules.length === 0
        ? <p className="mt-3 rounded-medium bg-side px-3 py-2.5 text-snug text-mute">No rules yet, so only the kind of task decides. Begin from a ready-made list to see what it would have done last month; nothing holds before you save it.</p>
        : <RuleTable used={used} onEdit={setEditing} onShow={(rule) => setShownId(rule.id)} />}
      {used.warnings.length > 0 && <Notice level="warning" className="mt-3"><ul className="grid gap-1">{used.warnings.map((one) => <li key={one}>{one}</li>)}</ul></Notice>}
      {!used.changed && used.problems.map((one) => <Notice key={one} level="error" className="mt-3">{one}</Notice>)}
      {used.failure !== null && <FailureNotice failure={used.failure} className="mt-3" />}
      {used.changed && <PolicySaveBar used={used} />}
      {editing !== null && (
        <RuleDialog
          rule={editing} isNew={!rules.some((one) => one.id === editing.id)} others={rules.filter((one) => one.id !== editing.id)} names={used.names} intents={used.intents}
          onClose={() => setEditing(null)} onSave={(rule) => { change(putRule(rules, rule)); setEditing(null) }}
        />
      )}
      <CaughtSheet rule={shown} dryRun={used.dryRun} onClose={() => setShownId(null)} />
    </div>
  )
}
