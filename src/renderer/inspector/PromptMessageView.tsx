import { useMemo, useState } from 'react'
import type { PromptMessage } from '../../shared/piece.ts'
import { Button } from '../ui/Button.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { formatCount } from '../state/formats.ts'
import { regionWords } from './view/names.ts'
import { cutRuns, splitRun, takeRuns, viewPart, type Run } from './view/prompt.ts'

const step = 20_000
/** So many characters stand before and after a match that lies further down than what is drawn. */
const around = 4_000
type Hit = { start: number; end: number; current: boolean }

/** One message of the prompt: its role, and its text in runs of one region each. */
export function PromptMessageView({ message, matches, selected, onSelect }: { message: PromptMessage; matches: readonly Hit[]; selected: string | null; onSelect: (pieceId: string | null) => void }) {
  const [asked, setAsked] = useState(step)
  const sought = matches.find((match) => match.current)
  const { from, to } = viewPart(message.text.length, asked, sought ?? null, around)
  const all = useMemo(() => cutRuns(message), [message])
  const runs = useMemo(() => takeRuns(all, from, to), [all, from, to])
  const near = useMemo(() => matches.filter((match) => match.end > from && match.start < to), [matches, from, to])
  return (
    <div className="border-t border-line py-2 first:border-t-0 first:pt-0 last:pb-0">
      <div className="mb-1 text-tiny font-medium text-faint">{message.role}</div>
      {from > 0 && <Button className="mb-1" size="small" look="quiet" onClick={() => setAsked(to)}>Show the {formatCount(from)} characters before</Button>}
      <div dir="auto" data-prompt-text className="font-mono text-[11.5px] leading-[1.6] whitespace-pre-wrap [overflow-wrap:anywhere]">
        {runs.map((run, at) => <RunView key={run.start} run={run} isFirst={run.region !== null && runs[at - 1]?.region !== run.region} matches={near} selected={selected} onSelect={onSelect} />)}
      </div>
      {message.text.length > to && <Button className="mt-1" size="small" look="quiet" onClick={() => setAsked(to + step * 5)}>Show more of {formatCount(message.text.length)} characters</Button>}
    </div>
  )
}

function RunView({ run, isFirst, matches, selected, onSelect }: { run: Run; isFirst: boolean; matches: readonly Hit[]; selected: string | null; onSelect: (pieceId: string | null) => void }) {
  const text = splitRun(run, matches).map((part, at) => part.hit === 'no' ? part.text
    : <mark key={at} data-current={part.hit === 'current' ? '' : undefined} className={part.hit === 'current' ? 'rounded-[2px] bg-text text-ground' : 'rounded-[2px] bg-accent text-on-accent'}>{part.text}</mark>)
  if (run.region === null) return <span className="text-mute">{text}</span>
  return (
    // The name stands in an attribute, drawn by CSS: it is seen, but never part of what is selected and copied.
    <span
      title={regionWords[run.region].name} data-region={isFirst ? regionWords[run.region].name : undefined} onClick={() => onSelect(run.pieceId)}
      className={joinClasses(
        'rounded-[3px] border-l-2 region-edge region-soft box-decoration-clone pl-1 !text-text', `region-${run.region}`,
        isFirst && 'before:mr-1.5 before:rounded-[3px] before:font-sans before:text-[10px] before:font-semibold before:text-(--region-ink) before:content-[attr(data-region)]',
        run.pieceId === selected && 'outline-2 outline-accent',
      )}
    >
      {text}
    </span>
  )
}
