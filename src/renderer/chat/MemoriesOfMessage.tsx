import { Popover } from '@base-ui/react/popover'
import { Brain } from 'lucide-react'
import { useState } from 'react'
import type { Memory } from '../../shared/memory.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'

const stateWords: Partial<Record<Memory['state'], string>> = { candidate: 'waits for your yes', superseded: 'replaced since', faded: 'faded' }

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
      <Popover.Trigger aria-label="Memories from this message" title="Memories from this message" className="grid size-6 place-items-center rounded-medium text-mute transition-colors hover:bg-hover hover:text-text"><Brain size={14} /></Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" collisionPadding={8} className="z-50">
          <Popover.Popup className="w-80 max-w-[calc(100vw-16px)] rounded-medium border border-line bg-raised p-3 text-snug shadow-float outline-none">
            <Popover.Title className="text-tiny font-normal text-faint">Memories from this message</Popover.Title>
            {failure !== null && <p role="alert" className="mt-1 text-bad">{failure.message} {failure.next}</p>}
            {found === null && failure === null && <p role="status" className="mt-1 text-mute">Looking…</p>}
            {found?.length === 0 && <p role="status" className="mt-1 text-mute">Nothing is remembered from it.</p>}
            <ul className="mt-1 flex max-h-72 flex-col gap-1 overflow-y-auto">
              {found?.map((memory) => (
                <li key={memory.id}><button type="button" dir="auto" onClick={() => window.getState().openMemory(memory.id)} className="max-w-full rounded-small text-left underline decoration-line-strong underline-offset-3 [overflow-wrap:anywhere] hover:decoration-current">{memory.text}</button>{stateWords[memory.state] !== undefined && <span className="ml-2 text-small text-faint">{stateWords[memory.state]}</span>}</li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
