/** What is chosen in a list too long to hold: some by id, or all but some. */
export type Selection = { readonly all: boolean; /** Chosen ids, or with `all` the ids that are not. */ readonly ids: ReadonlySet<string> }

export const nothingChosen: Selection = { all: false, ids: new Set() }

export function isChosen(selection: Selection, id: string): boolean {
  return selection.all !== selection.ids.has(id)
}

/** @param total how many memories the list has */
export function countChosen(selection: Selection, total: number): number {
  return selection.all ? Math.max(0, total - selection.ids.size) : selection.ids.size
}

export function chooseOnly(id: string): Selection {
  return { all: false, ids: new Set([id]) }
}

export function chooseAll(): Selection {
  return { all: true, ids: new Set() }
}

/** Takes one in or out, whatever else is chosen. */
export function toggleChosen(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { all: selection.all, ids }
}

export function chooseThese(ids: Iterable<string>): Selection {
  return { all: false, ids: new Set(ids) }
}
