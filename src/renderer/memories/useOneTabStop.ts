import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'

/**
 * Makes the buttons in a box one stop of the Tab key: the arrows, Home and End go from one to the next. What is a toolbar of
 * its own stays out.
 */
export function useOneTabStop(): { box: RefObject<HTMLDivElement | null>; onKeyDown: (event: KeyboardEvent) => void; onFocus: (event: FocusEvent) => void } {
  const box = useRef<HTMLDivElement>(null)
  // Without a list of what it depends on: which buttons there are changes with every count.
  useEffect(() => {
    const buttons = buttonsIn(box.current)
    const current = buttons.find((one) => one === document.activeElement) ?? buttons.find((one) => one.tabIndex === 0 && one.dataset['stop'] === 'yes') ?? buttons[0]
    for (const one of buttons) mark(one, one === current)
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = buttonsIn(box.current)
    const at = buttons.indexOf(event.target as HTMLButtonElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (to === undefined || at < 0 || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next = buttons[Math.max(0, Math.min(buttons.length - 1, to))]!
    for (const one of buttons) mark(one, one === next)
    next.focus()
  }
  const onFocus = (event: FocusEvent) => {
    const buttons = buttonsIn(box.current)
    if (buttons.includes(event.target as HTMLButtonElement)) for (const one of buttons) mark(one, one === event.target)
  }
  return { box, onKeyDown, onFocus }
}

function mark(button: HTMLButtonElement, isStop: boolean): void {
  button.tabIndex = isStop ? 0 : -1
  button.dataset['stop'] = isStop ? 'yes' : 'no'
}

function buttonsIn(box: HTMLElement | null): HTMLButtonElement[] {
  return box === null ? [] : [...box.querySelectorAll('button')].filter((button) => button.closest('[role="toolbar"]') === null)
}
