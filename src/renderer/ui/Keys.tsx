const isMac = navigator.platform.startsWith('Mac')

/** The name of a shortcut as this computer writes it: "Ctrl+Shift+O" or "⌘⇧O". */
export function nameKeys(keys: string): string {
  if (!isMac) return keys.replaceAll('+', ' ')
  return keys.replace('Ctrl', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', '')
}

/** A shortcut in small type, beside what it does. */
export function Keys({ keys, onDark = false }: { keys: string; onDark?: boolean }) {
  return <kbd className={`shrink-0 font-sans text-tiny ${onDark ? 'opacity-75' : 'text-faint'}`}>{nameKeys(keys)}</kbd>
}
