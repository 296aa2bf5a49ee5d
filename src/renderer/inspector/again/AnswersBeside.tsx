import type { ReactNode } from 'react'
import type { TurnTrace } from '../../../shared/trace.ts'
import type { ContextRun } from '../../../shared/versions.ts'
import { Markdown } from '../../chat/Markdown.tsx'
import { formatAmount, formatDuration, formatMoney } from '../../state/formats.ts'
import { FailureNotice } from '../../ui/Notice.tsx'
import { tellChange } from '../view/change.ts'

export type AnswersBesideProps = { trace: TurnTrace; original: string | null; run: ContextRun | null; /** The text so far while a model writes. */ growing: string | null }

/** The answer as it was beside the other one. */
export function AnswersBeside({ trace, original, run, growing }: AnswersBesideProps) {
  const first = [trace.route?.modelName ?? '', trace.usage === null ? '' : formatAmount(trace.usage.promptTokens, 'token'), trace.firstTokenMs === null ? '' : `first word ${formatDuration(trace.firstTokenMs)}`]
  const second = run === null ? [] : [run.modelName, run.usage === null ? '' : formatAmount(run.usage.promptTokens, 'token'), run.firstTokenMs === null ? '' : `first word ${formatDuration(run.firstTokenMs)}`, run.cost > 0 ? formatMoney(run.cost) : '']
  const text = growing ?? run?.answer ?? ''
  return (
    <div className="@lg:grid @lg:grid-cols-2">
      <OneAnswer title="As it was" note={join(first)}>{original === null ? <p className="text-small text-mute">The answer of this turn is not there any more.</p> : <Markdown text={original} streaming={false} />}</OneAnswer>
      <OneAnswer title={run === null ? 'The other answer' : `The other answer: ${tellChange(run.change)}`} note={join(second)} live={growing !== null}>
        {text === '' ? <p className="text-small text-mute">{growing === null ? 'It wrote nothing.' : 'Waiting for the first word…'}</p> : <Markdown text={text} streaming={growing !== null} />}
        {run?.state === 'stopped' && growing === null && <p className="mt-2 text-small text-mute">Stopped. What was written so far is kept.</p>}
        {run !== null && run.failure !== null && growing === null && <FailureNotice failure={run.failure} className="mt-2" />}
      </OneAnswer>
    </div>
  )
}

function OneAnswer({ title, note, live = false, children }: { title: string; note: string; live?: boolean; children: ReactNode }) {
  return (
    <section aria-label={title} aria-busy={live || undefined} className="border-b border-line px-4 py-3.5 @lg:odd:border-r">
      <h4 className="text-small font-semibold">{title}</h4>
      {note !== '' && <p className="mb-2 text-tiny text-faint">{note}</p>}
      <div className="max-h-96 overflow-y-auto text-snug" tabIndex={0} role="region" aria-label={`Text: ${title}`}>{children}</div>
    </section>
  )
}

const join = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' · ')
