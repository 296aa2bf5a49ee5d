import { ArrowDown, ArrowUp, Copy, Ellipsis, GripVertical, Pencil, Trash2 } from 'lucide-react'
import type { DryRun, PolicyRule } from '../../shared/policy.ts'
import { formatCount } from '../state/formats.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { Menu } from '../ui/Menu.tsx'
import { Switch } from '../ui/Switch.tsx'
import { sayAction, listConditions, type RuleNames } from './view/sentence.ts'
import type { RuleHandle } from './useRuleOrder.ts'

export type RuleRowProps = {
  rule: PolicyRule
  at: number
  count: number
  names: RuleNames
  found: DryRun['rules'][number] | null
  /** True while the counts are those of other rules. */
  stale: boolean
  dragged: boolean
  handle: RuleHandle
  onMove: (to: number) => void
  onShow: () => void
  onEdit: () => void
  onEnable: (enabled: boolean) => void
  onCopy: () => void
  onRemove: () => void
}

/** One rule: its place, what it asks for and where it leads, what it would have caught, and whether it holds. */
export function RuleRow({ rule, at, count, names, found, stale, dragged, handle, onMove, onShow, onEdit, onEnable, onCopy, onRemove }: RuleRowProps) {
  const clauses = listConditions(rule.when, names)
  return (
    <tr className={joinClasses('border-t border-line align-top transition-colors', dragged && 'bg-accent-soft')}>
      <td className="py-2">
        <span className="flex items-center">
          <button
            {...handle} type="button" aria-label={`Move “${rule.name}”, rule ${at + 1} of ${count}: drag, or use the arrow keys`}
            className={joinClasses('inline-flex h-6 w-5 shrink-0 touch-none items-center justify-center rounded-small text-faint hover:bg-hover hover:text-text', dragged ? 'cursor-grabbing' : 'cursor-grab')}
          >
            <GripVertical size={14} aria-hidden />
          </button>
          <span aria-hidden className="w-6 text-end text-small text-faint">{at + 1}</span>
        </span>
      </td>
      <th scope="row" className="py-2 pr-4 pl-1 text-start font-normal">
        <span dir="auto" className={joinClasses('block font-medium [overflow-wrap:anywhere]', !rule.enabled && 'text-mute')}>{rule.name}{!rule.enabled && <span className="font-normal text-faint"> · off</span>}</span>
        <span className="block text-small text-mute [overflow-wrap:anywhere]">{clauses.length === 0 ? 'Always' : `When ${clauses.join(' and ')}`}</span>
        <span className="block text-small [overflow-wrap:anywhere]"><span aria-hidden className="text-faint">→ </span><span className="sr-only">goes to: </span>{sayAction(rule.then, names)}</span>
      </th>
      <td className={joinClasses('py-2 pr-3 text-end transition-opacity', stale && 'opacity-50')}>
        {found !== null && found.caught > 0
          ? (
            <button type="button" onClick={onShow} className="rounded-small text-end hover:text-accent">
              <span className="underline decoration-line-strong underline-offset-3">{formatCount(found.caught)}</span><span className="sr-only"> caught by “{rule.name}”</span>
              {found.changed > 0 && <span className="block text-small text-warn"><span className="sr-only">, </span>{formatCount(found.changed)} changed</span>}
              <span className="sr-only">: show some</span>
            </button>
          )
          : <span className="text-faint">{found === null ? '' : rule.enabled ? 'none' : '–'}</span>}
      </td>
      <td className="py-2"><Switch label={`Use “${rule.name}”`} labelHidden checked={rule.enabled} onChange={onEnable} /></td>
      <td className="py-1.5">
        <Menu
          align="end" trigger={<IconButton label={`More for “${rule.name}”`}><Ellipsis size={15} /></IconButton>}
          items={[
            { kind: 'item', label: 'Edit…', icon: <Pencil size={14} />, onSelect: onEdit },
            { kind: 'item', label: 'Move up', icon: <ArrowUp size={14} />, disabled: at === 0, onSelect: () => onMove(at - 1) },
            { kind: 'item', label: 'Move down', icon: <ArrowDown size={14} />, disabled: at === count - 1, onSelect: () => onMove(at + 1) },
            { kind: 'item', label: 'Make a copy', icon: <Copy size={14} />, onSelect: onCopy },
            { kind: 'line' },
            { kind: 'item', label: 'Remove', icon: <Trash2 size={14} />, danger: true, onSelect: onRemove },
          ]}
        />
      </td>
    </tr>
  )
}
