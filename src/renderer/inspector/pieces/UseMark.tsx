import { Check, Minus, TriangleAlert } from 'lucide-react'
import type { PieceUse } from '../../../shared/trace.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { tellUse } from '../view/judged.ts'

const icons = { used: Check, unused: Minus, ignored: TriangleAlert }

/** Whether the answer used a piece: a sign and a word. */
export function UseMark({ use }: { use: PieceUse }) {
  const { kind, name, hint } = tellUse(use)
  const Icon = icons[kind]
  return <span title={hint} className={joinClasses('inline-flex items-center gap-1 whitespace-nowrap align-bottom', kind === 'used' ? 'text-good' : kind === 'ignored' ? 'text-warn' : 'text-faint')}><Icon size={12} aria-hidden className="shrink-0" />{name}</span>
}
