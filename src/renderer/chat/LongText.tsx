import { useState } from 'react'
import { formatCount } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { clipText } from './clipText.ts'

const firstChars = 2_400
const chunkChars = 40_000

/** Plain text that is shown in parts when it is long, so that megabytes never stand in the page at once by accident. */
export function LongText({ text }: { text: string }) {
  const [chars, setChars] = useState(firstChars)
  const shown = clipText(text, chars)
  const hidden = text.length - shown.length
  return (
    <>
      <div dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">{shown}{hidden > 0 && '…'}</div>
      {hidden > 0 && (
        <div className="mt-2 flex flex-wrap items-center gap-2 text-small text-mute">
          <span>{formatCount(hidden)} more characters</span>
          <Button size="small" onClick={() => setChars(chars + chunkChars)}>{hidden <= chunkChars ? 'Show all' : `Show ${formatCount(chunkChars)} more`}</Button>
          {chars > firstChars && <Button size="small" look="quiet" onClick={() => setChars(firstChars)}>Show less</Button>}
        </div>
      )}
    </>
  )
}
