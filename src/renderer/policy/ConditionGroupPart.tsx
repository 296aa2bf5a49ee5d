import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { RuleConditions } from '../../shared/policy.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { AskedFields } from './AskedFields.tsx'
import { ComputerFields, LabelFields, MoneyFields, SizeFields, TimeFields } from './ConditionFields.tsx'
import { conditionsOf, type ConditionGroup } from './view/rules.ts'
import { listConditions, type RuleNames } from './view/sentence.ts'

export type ConditionGroupProps = { group: ConditionGroup; when: RuleConditions; onChange: (part: RuleConditions) => void; names: RuleNames; intents: Output<'intents.list'> | null }

/** One group of conditions, folded until it is opened; its head says what it holds. */
export function ConditionGroupPart({ group, when, onChange, names, intents }: ConditionGroupProps) {
  const clauses = listConditions(conditionsOf(group, when), names)
  const [open, setOpen] = useState(false)
  const id = `rule-${group.id}`
  return (
    <div className="border-b border-line last:border-b-0">
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} className="flex w-full items-start gap-2 rounded-medium px-3 py-2 text-start text-snug hover:bg-hover focus-visible:-outline-offset-2">
        <ChevronRight size={14} aria-hidden className={joinClasses('mt-0.75 shrink-0 text-mute transition-transform', open && 'rotate-90')} />
        <span className="w-40 shrink-0">{group.title}</span>
        <span className={joinClasses('min-w-0 flex-1 text-small [overflow-wrap:anywhere]', clauses.length === 0 ? 'text-faint' : 'text-mute')}>{clauses.length === 0 ? 'any' : clauses.join(' and ')}</span>
      </button>
      {open && <div id={id} className="grid gap-3 px-3 pt-1 pb-3.5 pl-9"><Fields group={group} when={when} onChange={onChange} intents={intents} /></div>}
    </div>
  )
}

function Fields({ group, when, onChange, intents }: Omit<ConditionGroupProps, 'names'>) {
  switch (group.id) {
    case 'asked': return <AskedFields when={when} onChange={onChange} intents={intents} />
    case 'label': return <LabelFields when={when} onChange={onChange} />
    case 'size': return <SizeFields when={when} onChange={onChange} />
    case 'time': return <TimeFields when={when} onChange={onChange} />
    case 'money': return <MoneyFields when={when} onChange={onChange} />
    case 'computer': return <ComputerFields when={when} onChange={onChange} />
  }
}
