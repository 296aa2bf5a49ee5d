const floating = '[role="dialog"], [role="menu"], [role="listbox"]'

/** True while something floats over the page that takes Escape for itself. A list that was closed stays in the page, hidden. */
export function isSomethingFloating(): boolean {
  return [...document.querySelectorAll(floating)].some((one) => one.checkVisibility())
}
