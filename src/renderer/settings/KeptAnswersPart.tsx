import { useAppState, useSettings } from '../state/AppStateContext.ts'
import { formatAmount, formatBytes } from '../state/formats.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { useReply } from '../state/useReply.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { keptTimes, keptWays, sayKept } from './view/saving.ts'

const input = {}
const hears = ['turn.ended', 'settings.changed'] as const

/** Which answers are given again and for how long, what that was worth, and what else is kept in memory. */
export function KeptAnswersPart() {
  const { client, settings: store, toasts } = useAppState()
  const settings = useSettings(selectSettings)
  const { value: kept, failure, reload } = useReply('cache.get', input, hears)
  if (settings === null) return null
  const save = store.getState().save
  const clear = async () => {
    const done = await client.call('cache.clear', {})
    if (done.ok) toasts.getState().notify({ message: `${formatAmount(done.value.removed, 'answer')} will not be given again. In their conversations they stay.` })
    else toasts.getState().notifyFailure(done.error)
    reload()
  }
  return (
    <div role="group" aria-labelledby="kept-answers" className="grid gap-3">
      <div>
        <h3 id="kept-answers" className="text-snug font-semibold">Answers that are given again</h3>
        <p className="text-small text-mute">Such an answer says from when it is, and one press asks afresh. What hangs on the time of asking is always asked anew.</p>
      </div>
      <div className="grid grid-cols-1 gap-4 side:grid-cols-2">
        <Select label="Given again" value={settings.answerCache} options={keptWays} onChange={(answerCache) => void save({ answerCache })} />
        <Select label="For how long" value={String(settings.answerCacheSeconds)} options={keptTimes(settings.answerCacheSeconds)} disabled={settings.answerCache === 'off'} onChange={(seconds) => void save({ answerCacheSeconds: Number(seconds) })} />
      </div>
      {failure !== null && <FailureNotice failure={failure} />}
      {kept !== null && (
        <>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-small text-mute"><span className="min-w-56 flex-1">{sayKept(kept.answers)}</span><Button size="small" disabled={kept.answers.entries === 0} title={kept.answers.entries === 0 ? 'There is none.' : undefined} onClick={() => void clear()}>Give none of them again</Button></p>
          {kept.others.length > 0 && <p className="text-small text-faint">Also in memory until the end of the program: {kept.others.map((one) => `${one.name.charAt(0).toLowerCase()}${one.name.slice(1)} (${formatBytes(one.bytes)} of ${formatBytes(one.mostBytes)})`).join(', ')}.</p>}
        </>
      )}
    </div>
  )
}
