import { Popover } from '@base-ui/react/popover'
import { useState } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import { forgottenMark } from '../../shared/names.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { TinyButton } from './TinyButton.tsx'

type Mark = NonNullable<ShownMessage['summary']>['shapedBy'][number]

/** Marks that are shown before the rest is asked for. */
const shownAtFirst = 6
/** A message may be long; its beginning says which one it is. */
const mostChars = 280

/** Small numbered marks for the memories and earlier messages that an answer used; each opens to its words and leads there. */
export function ShapedBy({ marks }: { marks: readonly Mark[] }) {
  const [all, setAll] = useState(false)
  // What was forgotten since has nothing left to show.
  const known = marks.filter((one) => one.text !== forgottenMark)
  if (known.length === 0) return null
  const shown = all ? known : known.slice(0, shownAtFirst)
  return (
    <ul aria-label="What shaped this answer" className="flex flex-wrap items-center">
      {shown.map((mark, at) => <li key={`${mark.kind}-${mark.id}`} className="flex"><OneMark mark={mark} number={at + 1} /></li>)}
      {known.length > shown.length && <li className="px-1 text-small"><TinyButton label={`Show ${known.length - shown.length} more`} onPress={() => setAll(true)}>{known.length - shown.length} more</TinyButton></li>}
    </ul>
  )
}

function OneMark({ mark, number }: { mark: Mark; number: number }) {
  const { window } = useAppState()
  const isMemory = mark.kind === 'memory'
  const { conversationId } = mark
  const text = mark.text.length > mostChars ? `${mark.text.slice(0, mostChars)}…` : mark.text
  const go = isMemory ? () => window.getState().openMemory(mark.id) : conversationId === null ? null : () => window.getState().openMessage(mark.id, conversationId)
  return (
    <Popover.Root>
      <Popover.Trigger openOnHover delay={200} aria-label={`${number}: ${isMemory ? 'a memory' : 'an earlier message'} that shaped this answer: ${text}`} className="group/mark grid size-6 place-items-center rounded-full">
        <span className="grid size-4.5 place-items-center rounded-full border border-line-strong text-tiny text-mute tabular-nums transition-colors group-hover/mark:border-accent group-hover/mark:text-text group-data-[popup-open]/mark:border-accent">{number}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} collisionPadding={8} className="z-50">
          <Popover.Popup className="w-72 max-w-[calc(100vw-16px)] rounded-medium border border-line bg-raised p-3 text-snug shadow-float outline-none">
            <Popover.Title className="text-tiny font-normal text-faint">{isMemory ? 'From your memories' : 'From an earlier message'}</Popover.Title>
            <Popover.Description dir="auto" className="mt-0.5 line-clamp-6 [overflow-wrap:anywhere]">{text}</Popover.Description>
            {go !== null && <p className="mt-1.5 text-small"><TinyButton label={isMemory ? 'Open the memory' : 'Go to the message'} onPress={go}>{isMemory ? 'Open the memory' : 'Go to the message'}</TinyButton></p>}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
