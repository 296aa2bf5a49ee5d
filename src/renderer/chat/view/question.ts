import type { RouteQuestion } from '../../../shared/policy.ts'
import { formatAmount, formatMoney } from '../../state/formats.ts'

/** What would leave, to whom and at what price, and who would answer here instead, as lines of a small table. */
export function tellLeaving({ cloud, local, leaves, ruleName }: RouteQuestion): { name: string; value: string }[] {
  const rule = ruleName === '' ? [] : [{ name: 'Rule', value: ruleName }]
  const here = { name: 'Here', value: local === null ? 'no model on this computer can answer' : `${local.modelName}, at no cost` }
  if (cloud === null) return [...rule, here]
  return [
    ...rule,
    { name: 'Would leave', value: tellWhat(leaves) },
    { name: 'To', value: cloud.destination === '' || cloud.destination === cloud.modelName ? cloud.modelName : `${cloud.modelName} at ${cloud.destination}` },
    { name: 'Price', value: cloud.cost === null ? 'not known' : `about ${formatMoney(cloud.cost)}` },
    here,
  ]
}

function tellWhat(leaves: RouteQuestion['leaves']): string {
  if (leaves === null) return 'your message and what belongs to it'
  const notes = leaves.notes === 0 ? 'no notes' : formatAmount(leaves.notes, 'note')
  const held = leaves.heldBack === 0 ? '' : `; ${formatAmount(leaves.heldBack, 'personal note')} ${leaves.heldBack === 1 ? 'stays' : 'stay'} here`
  return `your message, the talk before it and ${notes}, about ${formatAmount(leaves.tokens, 'token')}${held}`
}
