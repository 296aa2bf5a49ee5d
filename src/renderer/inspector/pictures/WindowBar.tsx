import { memo } from 'react'
import type { Context } from '../../../shared/piece.ts'
import type { Region } from '../../../shared/words.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { cutWindow } from '../view/bar.ts'
import { formatAmount, formatShare } from '../../state/formats.ts'

/** The model's window as one thin bar; the table under it says the same in words. */
export const WindowBar = memo(function WindowBar({ context, region }: { context: Context; region: Region | 'all' }) {
  return (
    <div aria-hidden className="mt-2.5 flex h-3.5 gap-px overflow-hidden rounded-small bg-line">
      {cutWindow(context).map((segment) => (
        <div
          key={segment.key} title={`${segment.name}: ${formatAmount(segment.tokens, 'token')}, ${formatShare(segment.share)}`} style={{ flexGrow: segment.tokens, flexBasis: 0 }}
          className={joinClasses('min-w-0.5 transition-opacity', segmentLook(segment.key), region !== 'all' && segment.key !== region && 'opacity-35')}
        />
      ))}
    </div>
  )
})

/** The colour and texture of one part of the window. */
export function segmentLook(key: ReturnType<typeof cutWindow>[number]['key']): string {
  if (key === 'framing') return 'bg-line-strong'
  if (key === 'free') return 'region-free'
  return key === 'reserve' ? 'region-reserve' : `region-fill region-${key}`
}
