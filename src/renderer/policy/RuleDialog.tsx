import { useRef, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { PolicyRule } from '../../shared/policy.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { ActionFields } from './ActionFields.tsx'
import { ConditionGroupPart } from './ConditionGroupPart.tsx'
import { cleanConditions, conditionGroups, nameProblem } from './view/rules.ts'
import { sayRule, type RuleNames } from './view/sentence.ts'

export type RuleDialogProps = {
  rule: PolicyRule
  isNew: boolean
  others: readonly PolicyRule[]
  names: RuleNames
  intents: Output<'intents.list'> | null
  onSave: (rule: PolicyRule) => void
  onClose: () => void
}

/** One rule to write: its name, what a message must be, and where it then goes. The sentence under it always says the whole. */
export function RuleDialog({ rule, isNew, others, names, intents, onSave, onClose }: RuleDialogProps) {
  const [written, setWritten] = useState(rule)
  const first = useRef<HTMLInputElement>(null)
  const set = (part: Partial<PolicyRule>) => setWritten((before) => ({ ...before, ...part }))
  const name = written.name.trim()
  const wrong = nameProblem(name, others)
  const ready = name !== '' && wrong === null
  const save = () => { if (ready) onSave({ ...written, name, when: cleanConditions(written.when) }) }
  return (
    <Dialog
      open onClose={onClose} size="wide" initialFocus={first} title={isNew ? 'A new rule' : `Edit “${rule.name}”`}
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" disabled={!ready} onClick={save}>{isNew ? 'Add to the rules' : 'Take over'}</Button></>}
    >
      <div className="grid gap-4 pt-1">
        <TextField ref={first} label="Name" maxLength={80} value={written.name} onChange={(next) => set({ name: next })} error={wrong} placeholder="Code to the cloud" />
        <section aria-label="When">
          <h3 className="text-small font-medium">When a message is so</h3>
          <p className="text-small text-faint">Everything that is set must hold. What is left open asks nothing.</p>
          <div className="mt-1.5 rounded-medium border border-line">
            {conditionGroups.map((group) => <ConditionGroupPart key={group.id} group={group} when={written.when} onChange={(part) => set({ when: { ...written.when, ...part } })} names={names} intents={intents} />)}
          </div>
        </section>
        <ActionFields then={written.then} onChange={(then) => set({ then })} />
        <p role="status" aria-label="The rule in words" className="sticky -bottom-4 -mx-5 -mb-4 border-t border-line bg-side px-5 py-2.5 text-small [overflow-wrap:anywhere]">{sayRule({ when: cleanConditions(written.when), then: written.then }, names)}</p>
      </div>
    </Dialog>
  )
}
