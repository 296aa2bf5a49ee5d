import { Check } from 'lucide-react'
import { useState } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import { PlaceMark } from '../composer/PlaceMark.tsx'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { FactList } from '../inspector/Section.tsx'
import { Select } from '../ui/Select.tsx'
import { clipText } from './clipText.ts'
import { DrawnOrPlain } from './DrawnOrPlain.tsx'
import { Markdown } from './Markdown.tsx'
import { nameVersion, tellVersion } from './view/versions.ts'

/** So much of an answer is drawn at first: two of them stand side by side. */
const firstChars = 20_000

export type AnswerColumnProps = { versions: readonly ShownMessage[]; at: number; shownId: string; onChoose: (at: number) => void; onClose: () => void }

/** One of two answers: who wrote it, where, at what price, how fast, its words, and the way to keep it. */
export function AnswerColumn({ versions, at, shownId, onChoose, onClose }: AnswerColumnProps) {
  const { thread, toasts } = useAppState()
  const [chars, setChars] = useState(firstChars)
  const version = versions[at]!
  const { summary } = version
  const isShown = version.id === shownId
  const name = nameVersion(version, at)
  const keep = async () => {
    const failed = isShown ? null : await thread.getState().selectBranch(version.id)
    if (failed !== null) toasts.getState().notifyFailure(failed)
    else onClose()
  }
  const text = clipText(version.text, chars)
  return (
    <section aria-label={name} className="flex min-w-0 flex-col gap-2.5 rounded-medium border border-line px-4 py-3.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {versions.length > 2
          ? <Select className="min-w-44" label="Answer" labelHidden value={String(at)} onChange={(next) => onChoose(Number(next))} options={versions.map((one, place) => ({ value: String(place), label: nameVersion(one, place) }))} />
          : <h3 className="font-medium [overflow-wrap:anywhere]">{name}</h3>}
        {summary !== null && (summary.destination === 'cloud' || summary.destination === 'local') && <PlaceMark here={summary.destination === 'local'} />}
        <span className="ml-auto flex items-center gap-2">
          {isShown && <span className="text-small text-mute">on show</span>}
          <Button size="small" icon={<Check size={13} />} aria-label={`Keep this one: ${name}`} onClick={() => void keep()}>Keep this one</Button>
        </span>
      </div>
      <FactList facts={tellVersion(version)} />
      <div className="min-w-0 border-t border-line pt-3 text-base">
        {version.text === '' ? <p className="text-mute">{version.note ?? 'Nothing was written.'}</p> : <DrawnOrPlain text={text}><Markdown text={text} streaming={false} /></DrawnOrPlain>}
        {version.text.length > text.length && <Button size="small" className="mt-2" onClick={() => setChars(chars + firstChars)}>Show more</Button>}
      </div>
    </section>
  )
}
