import { useEpochs } from '../state/AppStateContext.ts'

/** Says that earlier messages are being summed up, where that was asked for here. */
export function EpochsInWork({ conversationId }: { conversationId: string }) {
  const making = useEpochs((state) => state.making)
  if (making?.conversationId !== conversationId) return null
  return (
    <p role="status" className="flex items-center justify-center gap-2.5 text-small text-mute">
      <span aria-hidden className="size-1.5 animate-[breathe_1.4s_infinite] rounded-full bg-accent" />{making.kind === 'checkpoint' ? 'Writing a checkpoint…' : 'Summing up earlier messages…'}
    </p>
  )
}
