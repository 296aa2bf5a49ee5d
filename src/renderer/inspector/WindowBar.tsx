import type { Context } from '../../shared/piece.ts'
import type { Region } from '../../shared/words.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { Section } from './Section.tsx'
import { cutWindow, headContext, lentNote, listRegions } from './view/bar.ts'
import { formatAmount, formatCount, formatShare } from '../state/formats.ts'

export type WindowBarProps = { context: Context; modelName: string; region: Region | 'all'; onRegion: (region: Region | 'all') => void }

/** The model's window as one bar, and under it a table that says the same in words. A region's row filters the pieces. */
export function WindowBar({ context, modelName, region, onRegion }: WindowBarProps) {
  const head = headContext(context)
  const segments = cutWindow(context)
  const rest = segments.filter((segment) => segment.key === 'framing' || segment.key === 'free' || segment.key === 'reserve')
  return (
    <Section title={head.used} aside={head.prefix}>
      <p className="mt-0.5 text-tiny text-faint">{modelName === '' ? head.counting : `${modelName} · ${head.counting}`}</p>
      <div aria-hidden className="my-2.5 flex h-4 gap-px overflow-hidden rounded-small bg-line">
        {segments.map((segment) => (
          <div
            key={segment.key} title={`${segment.name}: ${formatAmount(segment.tokens, 'token')}, ${formatShare(segment.share)}`} style={{ flexGrow: segment.tokens, flexBasis: 0 }}
            className={joinClasses('min-w-0.5 transition-opacity', segmentLook(segment.key), region !== 'all' && segment.key !== region && 'opacity-35')}
          />
        ))}
      </div>
      <table className="w-full text-small">
        <caption className="sr-only">The window by region, in tokens</caption>
        <thead className="sr-only"><tr><th>Region</th><th>Way</th><th>Kept</th></tr></thead>
        <tbody>
          {listRegions(context).map((row) => (
            <tr key={row.region} className={joinClasses('rounded-small', region === row.region && 'bg-accent-soft')}>
              <th scope="row" className="w-26 py-px text-left font-normal">
                <button type="button" aria-pressed={region === row.region} title={row.hint} onClick={() => onRegion(region === row.region ? 'all' : row.region)} className="flex w-full items-center gap-2 rounded-small hover:text-accent">
                  <span aria-hidden className={joinClasses('size-2.5 shrink-0 rounded-[3px] region-fill', `region-${row.region}`)} />{row.name}
                </button>
              </th>
              <td title={row.short ? lentNote : undefined} className={joinClasses('py-px text-tiny', row.short ? 'text-mute' : 'text-faint')}>{row.note}</td>
              <td className="py-px pl-2 text-right align-top">{formatCount(row.kept)}</td>
            </tr>
          ))}
          {rest.map((segment) => (
            <tr key={segment.key} className="text-faint">
              <th scope="row" colSpan={2} className="py-px text-left font-normal">
                <span className="flex items-center gap-2"><span aria-hidden className={joinClasses('size-2.5 shrink-0 rounded-[3px] border border-line-strong', segmentLook(segment.key))} />{segment.name}</span>
              </th>
              <td className="py-px pl-2 text-right">{formatCount(segment.tokens)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function segmentLook(key: ReturnType<typeof cutWindow>[number]['key']): string {
  if (key === 'framing') return 'bg-line-strong'
  if (key === 'free') return 'region-free'
  return key === 'reserve' ? 'region-reserve' : `region-fill region-${key}`
}
