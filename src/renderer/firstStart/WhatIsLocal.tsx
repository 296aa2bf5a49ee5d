import { Brain, Eye, HardDrive } from 'lucide-react'
import type { ReactNode } from 'react'

/** The first step: what stays on this computer. */
export function WhatIsLocal() {
  return (
    <section>
      <h1 className="text-page font-semibold tracking-tight">An assistant that lives on this computer</h1>
      <ul className="mt-6 flex flex-col gap-5">
        <Point icon={<HardDrive size={18} />} title="Conversations and memories stay here">They are kept in one folder of this computer. Search, memory and learning never use a network.</Point>
        <Point icon={<Brain size={18} />} title="Answers come from here too">A model on this computer writes them. A cloud model answers only after you add a key and allow it for a kind of task.</Point>
        <Point icon={<Eye size={18} />} title="You can look inside">Under every answer stands what the model was given, what was left out and why, and what was learned.</Point>
      </ul>
    </section>
  )
}

function Point({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-4">
      <span className="mt-0.5 flex size-9 shrink-0 items-center justify-center rounded-medium bg-accent-soft text-accent">{icon}</span>
      <div><p className="font-medium">{title}</p><p className="text-mute">{children}</p></div>
    </li>
  )
}
