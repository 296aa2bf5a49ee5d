import type { ContextRun } from '../../../shared/versions.ts'
import { excerpt, formatMoment } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { RowList } from '../RowList.tsx'
import { Section } from '../Section.tsx'
import { tellChange } from '../view/change.ts'

const states: Record<ContextRun['state'], string> = { running: 'running', done: '', failed: 'failed', stopped: 'stopped' }
const idOf = (run: ContextRun) => run.runId

/** The other answers that were asked for before. A press shows one with its changes. */
export function EarlierRuns({ runs, shownRunId, onShow }: { runs: readonly ContextRun[]; shownRunId: string | null; onShow: (run: ContextRun) => void }) {
  if (runs.length === 0) return null
  return (
    <Section title="Other answers so far">
      <div className="mt-1 max-h-64 overflow-y-auto">
        <RowList label="Other answers" items={runs} keyOf={idOf} sought={shownRunId}>
          {(run) => (
            <button type="button" aria-pressed={run.runId === shownRunId} onClick={() => onShow(run)} className={joinClasses('block w-full border-t border-line px-1.5 py-1.5 text-left hover:bg-hover', run.runId === shownRunId && 'bg-accent-soft')}>
              <span className="block text-snug">{tellChange(run.change)}</span>
              <span dir="auto" className="block truncate text-small text-mute">{run.answer === '' ? run.failure?.message ?? 'nothing written' : excerpt(run.answer, 100)}</span>
              <span className="block text-tiny text-faint">{[formatMoment(run.at), run.modelName, states[run.state]].filter(Boolean).join(' · ')}</span>
            </button>
          )}
        </RowList>
      </div>
    </Section>
  )
}
