import { Radar } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState, useModels } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { startModel } from './providerKinds.ts'

type Found = Output<'providers.discover'>

/** Looks for servers on this computer, only when that is asked for, and offers what it found. */
export function DiscoverPart() {
  const { client, models: store } = useAppState()
  const providers = useModels((state) => state.providers)
  const [found, setFound] = useState<Found | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [looking, setLooking] = useState(false)
  const look = async () => {
    setLooking(true)
    const done = await client.call('providers.discover', {})
    setLooking(false)
    setFound(done.ok ? done.value : null)
    setFailure(done.ok ? null : done.error)
  }
  const add = async (one: Found['found'][number]) => {
    const saved = await client.call('providers.save', {
      id: `openai-compatible-${crypto.randomUUID().slice(0, 8)}`, name: one.name, kind: 'openai-compatible', baseUrl: one.baseUrl, enabled: true, key: null,
      models: one.models.slice(0, 100).map((model) => startModel(model.id, null, model.windowTokens)),
    })
    setFailure(saved.ok ? null : saved.error)
    await store.getState().load()
  }
  return (
    <div className="grid gap-2">
      <Button className="justify-self-start" icon={<Radar size={14} />} disabled={looking} onClick={() => void look()}>{looking ? 'Looking…' : 'Look for servers on this computer'}</Button>
      <div role="status" className="grid gap-2">
        {found !== null && (
          <div className="text-small text-mute">
            <p>{found.found.length === 0 && 'None answered. Start the server and look again, or add it by its address. '}Looked here and nowhere else:</p>
            <ul aria-label="Where it looked" className="list-disc pl-4">{found.looked.map((one) => <li key={one}>{one}</li>)}</ul>
          </div>
        )}
        {found !== null && found.found.length > 0 && (
          <ul aria-label="Servers that were found" className="rounded-medium border border-line">
            {found.found.map((one) => {
              const known = providers.some((other) => other.baseUrl === one.baseUrl)
              return (
                <li key={one.baseUrl} className="flex items-center gap-3 border-b border-line px-3 py-2 last:border-b-0">
                  <div className="min-w-0 flex-1"><p className="text-snug font-medium">{one.name}</p><p className="text-small text-faint [overflow-wrap:anywhere]">{one.baseUrl} · {one.models.length === 0 ? 'it has no model yet' : one.models.map((model) => model.id).join(', ')}</p></div>
                  {known ? <span className="text-small text-good">Added</span> : <Button size="small" look="primary" disabled={one.models.length === 0} title={one.models.length === 0 ? 'Load a model into it first.' : undefined} aria-label={`Add ${one.name}`} onClick={() => void add(one)}>Add</Button>}
                </li>
              )
            })}
          </ul>
        )}
      </div>
      {failure !== null && <FailureNotice failure={failure} />}
    </div>
  )
}
