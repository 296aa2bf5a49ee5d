import { CloudOff, Database, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { RestingLine } from '../health/RestingLine.tsx'
import { useAppState, useSettings, useStatus } from '../state/AppStateContext.ts'
import { formatCount, formatDay } from '../state/formats.ts'
import { selectOffline } from '../state/settingsStore.ts'
import { selectConnection, selectStatus, selectTrouble } from '../state/statusStore.ts'
import { Button } from '../ui/Button.tsx'

/** What the person should know about the engine as a whole, one quiet line each. */
export function Banners() {
  const { connection, settings } = useAppState()
  const lost = useStatus(selectConnection) === 'lost'
  const trouble = useStatus(selectTrouble)
  const status = useStatus(selectStatus)
  const readOnly = status?.readOnly ?? null
  const offline = useSettings(selectOffline)
  return (
    <div>
      {trouble !== null && (
        <Banner icon={<Unplug size={15} className="text-warn" />} action={trouble.kind === 'refused-sender' ? undefined : <Button size="small" onClick={() => connection.reconnect()}>Try again</Button>}>
          {trouble.message} {trouble.next}
        </Banner>
      )}
      {lost && trouble === null && (
        <Banner icon={<Unplug size={15} className="text-warn" />} action={<Button size="small" onClick={() => connection.reconnect()}>Reconnect</Button>}>
          Casement was closed or has stopped. Start it again with “npm start” and open the address it prints. What stands here is kept until then.
        </Banner>
      )}
      {readOnly !== null && (
        <Banner icon={<Database size={15} className="text-warn" />}>
          {readOnly.message} {readOnly.next}
          {status !== null && status.readOnlySince !== null && <> Shown is the copy of {formatDay(status.readOnlySince)}.</>}
        </Banner>
      )}
      {status?.index.state === 'building' && status.index.total > 0 && (
        <Banner icon={<Database size={15} className="text-mute" />}>
          {status.index.again
            ? <>The search index is being built again: {formatCount(status.index.done)} of {formatCount(status.index.total)}. Everything works meanwhile; search finds less until then.</>
            : <>New messages are being made findable by meaning: {formatCount(status.index.done)} of {formatCount(status.index.total)}. By their words they are found already.</>}
        </Banner>
      )}
      {status?.index.state === 'failed' && (
        <Banner icon={<Database size={15} className="text-warn" />}>The search index could not be built, so memories are found by words alone. Restart Casement to try again.</Banner>
      )}
      {offline && (
        <Banner icon={<CloudOff size={15} className="text-mute" />} action={<Button size="small" look="quiet" onClick={() => void settings.getState().save({ offline: false })}>Go online</Button>}>
          Offline: nothing leaves this computer.
        </Banner>
      )}
      <RestingLine />
    </div>
  )
}

function Banner({ icon, children, action }: { icon: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <div role="status" className="flex items-center gap-2.5 border-b border-line bg-side px-5 py-1.5 text-small text-mute">
      <span className="shrink-0">{icon}</span>
      <span className="min-w-0 flex-1">{children}</span>
      {action}
    </div>
  )
}
