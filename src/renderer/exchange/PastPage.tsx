import { ArrowLeft } from 'lucide-react'
import { Section } from '../inspector/Section.tsx'
import { PageHead } from '../inspector/PageHead.tsx'
import { useReadOnly } from '../memories/useReadOnly.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { ExportEverything } from './ExportEverything.tsx'
import { ImportJobCard } from './ImportJobCard.tsx'
import { MemoriesFile } from './MemoriesFile.tsx'
import { StartImport } from './StartImport.tsx'
import { useImportJobs } from './useImportJobs.ts'

/** Bringing conversations and memories along from elsewhere, and taking everything away again. */
export function PastPage() {
  const { window } = useAppState()
  const { shown, failure, again } = useImportJobs()
  const readOnly = useReadOnly()
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHead title="Import and export"><Button look="quiet" icon={<ArrowLeft size={14} />} title="Back to the conversation (Esc)" onClick={() => window.getState().showPage('chat')}>Back</Button></PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-180 py-2">
          <Section title="Bring your past" aside="ChatGPT and Claude exports, and those of Casement">
            <p className="mt-1 text-snug text-mute">Conversations come with their branches and their times, and are found like your own. Nothing is learned from them before you have seen what and said yes. An archive read twice brings only what is new.</p>
            {readOnly ? <p className="mt-2 text-snug text-faint">Nothing can be brought while the store is open read-only.</p> : <StartImport onStarted={again} />}
          </Section>
          {failure !== null && <FailureNotice failure={failure} className="mx-5" />}
          {shown.length > 0 && (
            <Section title="Archives">
              <ul aria-label="Archives that were read" className="mt-1 flex flex-col gap-3">{shown.map(({ job, bytesPerSecond }) => <li key={job.id}><ImportJobCard onCommand={again} job={job} bytesPerSecond={bytesPerSecond} /></li>)}</ul>
            </Section>
          )}
          <Section title="Memories as a file" aside="JSON, or Markdown to read and edit"><MemoriesFile /></Section>
          <Section title="Take everything away" aside="conversations, memories and settings; no keys"><ExportEverything /></Section>
        </div>
      </div>
    </div>
  )
}
