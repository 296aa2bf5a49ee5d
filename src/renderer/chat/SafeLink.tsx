import { useState, type ReactNode } from 'react'
import { useStatus } from '../state/AppStateContext.ts'
import { selectStatus } from '../state/statusStore.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { nameTarget, readLink } from './links.ts'

/**
 * A link of an answer. It has no address in the page: nothing is fetched ahead, and a click asks first,
 * with the whole address in sight.
 */
export function SafeLink({ href, children }: { href?: string; children?: ReactNode }) {
  const [asking, setAsking] = useState(false)
  const desktop = useStatus(selectStatus)?.host === 'electron'
  const url = readLink(href)
  if (url === null) return <span>{children}</span>
  const open = () => {
    setAsking(false)
    window.open(url.href, '_blank', 'noopener,noreferrer')
  }
  // On the desktop the host itself asks before anything leaves; one question is enough.
  const follow = desktop ? open : () => setAsking(true)
  return (
    <>
      <Tooltip label={nameTarget(url)} side="top">
        <span data-safe-link role="link" tabIndex={0} onClick={follow} onKeyDown={(event) => { if (event.key === 'Enter') follow() }}>{children}</span>
      </Tooltip>
      <Dialog
        open={asking} onClose={() => setAsking(false)} title={url.protocol === 'mailto:' ? `Write to ${nameTarget(url)}?` : `Open ${nameTarget(url)}?`}
        description="It opens outside Casement, and whoever runs the place sees that you came."
        footer={<><Button onClick={() => setAsking(false)}>Stay here</Button><Button look="primary" onClick={open}>Open</Button></>}
      >
        <p className="mt-3 max-h-40 overflow-y-auto rounded-medium bg-ground px-3 py-2 font-mono text-small [overflow-wrap:anywhere]">{url.href}</p>
      </Dialog>
    </>
  )
}
