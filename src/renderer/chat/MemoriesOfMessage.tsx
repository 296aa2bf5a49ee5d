import { Popover } from '@base-ui/react/popover'
import { Brain } from 'lucide-react'
import { useState } from 'react'
import type { Memory } from '../../shared/memory.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'

/** The memories that were learned from one message, asked for when they are looked at. */
export function MemoriesOfMessage({ messageId }: { messageId: string }) {
  const { client, window } = useAppState()
  const [found, setFound] = useState<readonly Memory[] | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const look = async () => {
    const answer = await client.call('memories.ofMessage', { messageId })
    if (answer.ok) { setFound(answer.value.memories); setFailure(null) } else setFailure(answer.error)
  }
  return (
    <Popover.Root onOpenChange={(open) => { if (open) void look() }}>
      <Popover.Trigger aria-label="Memories from this message" className="grid size-6 place-items-center rounded-medium text-mute transition-colors hover:bg-hover hover:text-text"><Brain size={14} /></Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" collisionPadding={8} className="z-50">
          <Popover.Popup className="w-80 rounded-medium border border-line bg-raised p-3 text-snug shadow-float outline-none">
            <p className="text-tiny text-faint">Memories from this message</p>
            {failure !== null && <p className="mt-1 text-bad">{failure.message} {failure.next}</p>}
            {found?.length === 0 && <p className="mt-1 text-mute">None.</p>}
            <ul className="mt-1 flex flex-col gap-1">
              {found?.map((memory) => (
                <li key={memory.id}><button type="button" dir="auto" onClick={() => window.getState().openMemory(memory.id)} className="rounded-small text-left underline decoration-line-strong underline-offset-3 [overflow-wrap:anywhere] hover:decoration-current">{memory.text}</button></li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
