export interface GoalAsk {
  readonly goal: string
  /** Exchanges that this conversation has had before this one. */
  readonly turns: number
  /** How much of what it was given the last answer used, 0 to 1; null where that is not known. */
  readonly lastAnswerUsed: number | null
}

const middleFrom = 3
const longFrom = 12
const usedLittle = 0.34

/** What serves the goal at this point of the talk: at its beginning, in its middle, when it has grown long. Null without a goal. */
export function goalSteering(ask: GoalAsk): string | null {
  if (ask.goal.trim() === '') return null
  const again = ask.lastAnswerUsed !== null && ask.lastAnswerUsed < usedLittle ? ' Rest on the notes given here: the last answer hardly did.' : ''
  if (ask.turns < middleFrom) return `Work towards the goal; ask for what is missing, one question at most.${again}`
  if (ask.turns < longFrom) return `Build on what was settled so far, and move the goal one step on.${again}`
  return `This talk is long: keep to what was decided, do not repeat it, and say what is still open for the goal.${again}`
}
