import { useEffect, useRef, useState } from 'react'
import type { Memory } from '../../shared/memory.ts'
import { formatAmount, formatDay } from '../state/formats.ts'
import { useClient } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { TextArea } from '../ui/TextField.tsx'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { proposeMerged } from './view/joining.ts'

/** One memory in the place of several: their texts, a proposal to change, and what becomes of them. Open for as long as it is mounted. */
export function MergeDialog({ memoryIds, onClose, onMerged }: { memoryIds: readonly string[]; onClose: () => void; onMerged: (memoryId: string) => void }) {
  const client = useClient()
  const { merge } = useMemoryChanges()
  const [memories, setMemories] = useState<Memory[] | null>(null)
  const [text, setText] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    let current = true
    void Promise.all(memoryIds.map((memoryId) => client.call('memories.get', { memoryId }))).then((answers) => {
      if (!current) return
      const found = answers.flatMap((answer) => answer.ok && answer.value.memory.state !== 'forgotten' ? [answer.value.memory] : []).sort((one, other) => other.learnedAt - one.learnedAt)
      setMemories(found)
      setText(proposeMerged(found.map((one) => one.text)))
    })
    return () => { current = false }
  }, [client, memoryIds])
  const save = async () => {
    if (memories === null) return
    const merged = await merge(memories.map((one) => one.id), text.trim())
    if (merged !== null) { onClose(); onMerged(merged.id) }
  }
  const isEnough = (memories?.length ?? 0) >= 2
  return (
    <Dialog
      open onClose={onClose} size="wide" title={`Merge ${formatAmount(memoryIds.length, 'memory', 'memories')}`}
      description="The new memory takes over their sources. The old ones stay as replaced, with their history."
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" disabled={!isEnough || text.trim() === ''} onClick={() => void save()}>Merge</Button></>}
    >
      {memories === null && <Skeleton label="Reading the memories" lines={4} className="mt-3" />}
      {memories !== null && !isEnough && <Notice className="mt-3" level="warning">Two of them are needed, and they are not there any more. Close this and choose others.</Notice>}
      {memories !== null && isEnough && (
        <div className="mt-3 grid gap-3">
          <ul aria-label="What is merged" className="max-h-52 overflow-y-auto rounded-medium border border-line">
            {memories.map((memory) => (
              <li key={memory.id} className="flex items-start gap-3 border-t border-line px-3 py-1.5 first:border-t-0">
                <span className="min-w-0 flex-1"><span dir="auto" className="block whitespace-pre-wrap [overflow-wrap:anywhere]">{memory.text}</span><span className="text-tiny text-mute">{formatDay(memory.learnedAt)}</span></span>
                <Button size="small" look="quiet" onClick={() => { setText(memory.text); box.current?.focus() }}>Use this text</Button>
              </li>
            ))}
          </ul>
          <TextArea ref={box} autoFocus label="Text of the merged memory" rows={3} maxLength={4000} value={text} onChange={setText} />
        </div>
      )}
    </Dialog>
  )
}
