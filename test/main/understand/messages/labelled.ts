import type { Needs, TaskClass } from '../../../../src/shared/understanding.ts'

/**
 * A message as a person would label it. Marks: m memory, f files, t tools, n fresh facts of now, a arithmetic, u follow-up,
 * o outside everything.
 */
export type Labelled = readonly [text: string, marks: string, taskClass: TaskClass, before?: string, answer?: string]

export interface Wanted { readonly needs: Needs; readonly isFollowUp: boolean; readonly inScope: boolean; readonly taskClass: TaskClass }

/** The labels of a row in full. */
export function wantedOf([, marks, taskClass]: Labelled): Wanted {
  const has = (mark: string) => marks.includes(mark)
  return {
    needs: { memory: has('m'), files: has('f'), tools: has('t'), fresh: has('n'), arithmetic: has('a') },
    isFollowUp: has('u'), inScope: !has('o'), taskClass,
  }
}
