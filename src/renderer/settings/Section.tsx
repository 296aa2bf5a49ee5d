import type { ReactNode } from 'react'

/** One part of the settings under its heading. */
export function Section({ id, title, hint, children }: { id: string; title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-6 border-t border-line py-6 first:border-t-0">
      <h2 id={`${id}-title`} tabIndex={-1} className="text-base font-semibold">{title}</h2>
      {hint !== undefined && <p className="mt-0.5 text-snug text-mute">{hint}</p>}
      <div className="mt-4 flex flex-col gap-4">{children}</div>
    </section>
  )
}
