import { KeyRound, Lock } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import { useAppState, useModels } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PassphraseDialog } from './PassphraseDialog.tsx'
import { UnlockKeys } from './UnlockKeys.tsx'

type Kept = Output<'providers.list'>['keysStored']
const whereKeysAre: Record<Kept, string> = {
  'keychain': 'Keys are kept in this computer’s keychain.',
  'passphrase': 'Keys are kept in a file that your passphrase opens.',
  'this-run-only': 'Keys are kept for this run only: started this way, Casement has no keychain to keep them in. A passphrase keeps them longer.',
}

/** Where keys rest, and what can be done about it: a passphrase, locking, forgetting. */
export function KeysPart() {
  const { client, models, toasts } = useAppState()
  const loaded = useModels((state) => state.loaded)
  const kept = useModels((state) => state.keysStored)
  const locked = useModels((state) => state.keysLocked)
  const problem = useModels((state) => state.keysProblem)
  const [dialog, setDialog] = useState<'passphrase' | 'forget' | null>(null)
  if (!loaded) return null
  const run = async (name: 'keys.lock' | 'keys.forget') => {
    setDialog(null)
    const done = await client.call(name, {})
    if (!done.ok) toasts.getState().notifyFailure(done.error)
    await models.getState().load()
  }
  return (
    <div role="group" aria-label="Keys" className="grid gap-2">
      {problem !== null && <Notice level="warning">{problem}</Notice>}
      {locked
        ? <UnlockKeys onForget={() => setDialog('forget')} />
        : (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <p className="flex min-w-56 flex-1 items-start gap-2 text-small text-mute"><KeyRound size={13} aria-hidden className="mt-0.5 shrink-0" />{whereKeysAre[kept]}</p>
            {kept === 'this-run-only' && <Button size="small" onClick={() => setDialog('passphrase')}>Set a passphrase…</Button>}
            {kept === 'passphrase' && (
              <span className="flex flex-wrap gap-1.5">
                <Button size="small" icon={<Lock size={12} />} onClick={() => void run('keys.lock')}>Lock</Button>
                <Button size="small" look="quiet" onClick={() => setDialog('passphrase')}>Change the passphrase…</Button>
                <Button size="small" look="quiet" onClick={() => setDialog('forget')}>Forget the keys…</Button>
              </span>
            )}
          </div>
        )}
      {dialog === 'passphrase' && <PassphraseDialog change={kept === 'passphrase'} onClose={() => setDialog(null)} />}
      <Dialog
        open={dialog === 'forget'} onClose={() => setDialog(null)} title="Forget the kept keys?"
        description={locked ? 'The file with the keys is deleted. They cannot be brought back: each key has to be written in again.' : 'The file with the keys is deleted. They stay in memory until Casement is closed; after that each has to be written in again.'}
        footer={<><Button onClick={() => setDialog(null)}>Keep them</Button><Button look="danger" onClick={() => void run('keys.forget')}>Forget</Button></>}
      />
    </div>
  )
}
