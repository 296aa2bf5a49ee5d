/** A line of a script: who says it, in which wordings; questions carry what they ask for. */
export type ScriptLine =
  | { readonly kind: 'own' | 'other'; readonly variants: readonly string[] }
  | { readonly kind: 'ask'; readonly variants: readonly string[]; readonly lines: 1 | 2 }
  | { readonly kind: 'askAll'; readonly variants: readonly string[]; readonly last: boolean }

export interface Script { readonly name: string; readonly slots: Readonly<Record<string, readonly string[]>>; readonly lines: readonly ScriptLine[] }

/** Reads scripts in the form that `talkScriptsA` tells. */
export function readScripts(text: string): Script[] {
  return text.split(/^# /m).slice(1).map((block) => {
    const [name, ...rest] = block.trim().split('\n') as [string, ...string[]]
    const slots: Record<string, readonly string[]> = {}
    const lines: ScriptLine[] = []
    for (const line of rest) {
      const slot = /^(\w+)=(.*)$/.exec(line)
      if (slot !== null) { slots[slot[1]!] = slot[2]!.split(';'); continue }
      const [, mark, said] = /^(>|<|\?2|\?|@-|@) (.*)$/.exec(line) ?? []
      if (mark === undefined) throw new Error(`The script “${name}” holds a line that is none: ${line}`)
      const variants = said!.split(' | ')
      lines.push(mark === '>' ? { kind: 'own', variants } : mark === '<' ? { kind: 'other', variants } : mark.startsWith('@') ? { kind: 'askAll', variants, last: mark === '@-' } : { kind: 'ask', variants, lines: mark === '?2' ? 2 : 1 })
    }
    return { name, slots, lines }
  })
}
