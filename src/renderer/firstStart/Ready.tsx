import { useModels } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { nameKeys } from '../ui/Keys.tsx'

/** The last step: what to do first. */
export function Ready({ usable, onPast }: { usable: boolean; onPast: () => void }) {
  const fetching = useModels((state) => Object.values(state.downloads).some((one) => one.state === 'running' || one.state === 'verifying'))
  return (
    <section>
      <h1 className="text-page font-semibold tracking-tight">{usable ? 'Everything is ready' : 'You can begin'}</h1>
      <p className="mt-1 text-mute">
        {usable ? 'Tell something about yourself, then ask for it in another conversation.'
          : fetching ? 'The model is still coming. Meanwhile memories and search work.'
            : 'There is no model yet: what you tell is remembered, and questions are answered by quoting your memories.'}
      </p>
      <dl className="mt-5 grid grid-cols-[auto_1fr] gap-x-5 gap-y-2 text-snug">
        <dt><kbd className="font-sans text-mute">{nameKeys('Ctrl+I')}</kbd></dt><dd>shows what the model was given</dd>
        <dt><kbd className="font-sans text-mute">{nameKeys('Ctrl+K')}</kbd></dt><dd>finds every conversation and memory</dd>
        <dt><kbd className="font-sans text-mute">{nameKeys('Ctrl+/')}</kbd></dt><dd>lists all shortcuts</dd>
      </dl>
      <p className="mt-6 text-snug text-mute">Coming from ChatGPT or Claude? Your conversations from there can stand here too. <Button size="small" className="ml-1" onClick={onPast}>Bring your past…</Button></p>
    </section>
  )
}
