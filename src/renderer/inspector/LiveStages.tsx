import { Check, CircleAlert } from 'lucide-react'
import { useHeardStages } from '../state/AppStateContext.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { Section } from './Section.tsx'
import { orderStages } from './orderStages.ts'
import { formatDuration } from '../state/formats.ts'
import { stageWords } from './view/names.ts'

/** The turn that runs now: its stages as they come. The full picture follows when it ends. */
export function LiveStages({ conversationId }: { conversationId: string | null }) {
  const heard = useHeardStages(conversationId)
  const stages = orderStages(heard)
  // Before anything was heard nothing is known: a list of stages that wait would say that none has begun.
  if (heard.length === 0) {
    return (
      <Section title="This turn is running" aside="the full picture follows">
        <p role="status" className="mt-2 flex items-center gap-2.5 text-small text-mute"><span aria-hidden className="size-2 animate-[breathe_1.2s_ease-in-out_infinite] rounded-full bg-accent" />Working…</p>
      </Section>
    )
  }
  return (
    <Section title="This turn is running" aside="the full picture follows">
      <ol aria-label="Stages" className="mt-2 grid gap-1 text-small">
        {stages.map((stage) => (
          <li key={stage.name} data-state={stage.state} className={joinClasses('flex items-center gap-2.5', stage.state === 'waiting' && 'text-faint', stage.state === 'failed' && 'text-bad')}>
            <span aria-hidden className="flex size-4 items-center justify-center">
              {stage.state === 'done' && <Check size={14} className="text-good" />}
              {stage.state === 'failed' && <CircleAlert size={14} />}
              {stage.state === 'running' && <span className="size-2 animate-[breathe_1.2s_ease-in-out_infinite] rounded-full bg-accent" />}
              {stage.state === 'waiting' && <span className="size-1.5 rounded-full bg-line-strong" />}
            </span>
            <span className={stage.state === 'running' ? 'font-medium' : undefined}>{stageWords[stage.name].name}</span>
            <span className="sr-only">{stage.state}</span>
            <span className="ml-auto text-tiny text-mute">{stage.ms === null ? '' : formatDuration(stage.ms)}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
