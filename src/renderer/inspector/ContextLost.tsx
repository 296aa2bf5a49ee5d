import { Section } from './Section.tsx'
import type { ContextState } from './view/state.ts'

const said: Record<Exclude<ContextState, 'whole'>, { title: string; text: string }> = {
  'never-made': { title: 'No context', text: 'This turn ended before a prompt was put together.' },
  'let-go': { title: 'The texts were let go', text: 'The texts of this context are older than you keep them. Figures, reasons and scores stay, and the messages are whole. How long texts are kept is set in Settings.' },
  'lost': { title: 'The context cannot be shown', text: 'What was sent in this turn is damaged or missing. The messages are whole, and so are the other turns.' },
}

/** Says plainly what is left of a context that is not whole. */
export function ContextLost({ state }: { state: Exclude<ContextState, 'whole'> }) {
  return <Section title={said[state].title}><p className="mt-1 text-small text-mute">{said[state].text}</p></Section>
}
