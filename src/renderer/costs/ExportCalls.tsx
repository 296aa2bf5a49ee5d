import { Download } from 'lucide-react'
import { useState } from 'react'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'

/** Hands every call of so many days to the person as a file of comma-separated values. */
export function ExportCalls({ days }: { days: number }) {
  const { client, toasts } = useAppState()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    const made = await client.call('spending.export', { days })
    setBusy(false)
    if (!made.ok) { toasts.getState().notifyFailure(made.error); return }
    offerFile(made.value.name, made.value.csv)
    toasts.getState().notify({ message: `${made.value.name} was handed over as a download.` })
  }
  return <Button size="small" icon={<Download size={14} />} disabled={busy} onClick={() => void save()}>Export CSV</Button>
}

/** Offers a text as a file. Its address lives in this page alone and is let go as soon as the browser has it. */
function offerFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
