import { Popover } from '@base-ui/react/popover'
import type { ShownMessage } from '../../shared/message.ts'
import { useAppState } from '../state/AppStateContext.ts'

type Mark = NonNullable<ShownMessage['summary']>['shapedBy'][number]

/** Small numbered marks for the memories and earlier messages that an answer used; each opens to its words and leads there. */
export function ShapedBy({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return null
  return (
    <ul aria-label="What shaped this answer" className="region-memories flex items-center gap-1 pl-0.5">
      {marks.map((mark, at) => <li key={`${mark.kind}-${mark.id}`} className="flex"><OneMark mark={mark} number={at + 1} /></li>)}
    </ul>
  )
}

function OneMark({ mark, number }: { mark: Mark; number: number }) {
  const { window } = useAppState()
  const isMemory = mark.kind === 'memory'
  const go = () => isMemory ? window.getState().openMemory(mark.id) : mark.conversationId !== null && window.getState().openMessage(mark.id, mark.conversationId)
  return (
    <Popover.Root>
      <Popover.Trigger
        openOnHover delay={200} aria-label={`${isMemory ? 'A memory' : 'An earlier message'} that shaped this answer: ${mark.text}`}
        className="grid size-4.5 place-items-center rounded-full border border-line-strong text-tiny text-mute tabular-nums transition-colors hover:border-accent hover:text-text"
      >
        {number}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} collisionPadding={8} className="z-50">
          <Popover.Popup className="w-72 rounded-medium border border-line bg-raised p-3 text-snug shadow-float outline-none">
            <p className="text-tiny text-faint">{isMemory ? 'From your memories' : 'From an earlier conversation'}</p>
            <p dir="auto" className="mt-0.5 [overflow-wrap:anywhere]">{mark.text}</p>
            <button type="button" onClick={go} className="mt-1.5 rounded-small text-small text-mute underline decoration-line-strong underline-offset-3 hover:text-text">{isMemory ? 'Open the memory' : 'Go to the message'}</button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
