import type { Conversation } from '../../shared/message.ts'

export type ConversationGroup = { label: 'Temporary' | 'Pinned' | 'Today' | 'Yesterday' | 'Last week' | 'Older'; items: Conversation[] }

/** Sorts conversations under the headings of the list, by local calendar days before `now`. Empty headings are left out. */
export function groupConversations(items: readonly Conversation[], now: number): ConversationGroup[] {
  const today = new Date(now).setHours(0, 0, 0, 0)
  // Calendar days, not 24 hours: a day with a change of the clock is 23 or 25 hours long.
  const daysAgo = (at: number) => Math.round((today - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000)
  const labelOf = (one: Conversation): ConversationGroup['label'] => {
    if (one.temporary) return 'Temporary'
    if (one.pinned) return 'Pinned'
    const days = daysAgo(one.updatedAt)
    return days <= 0 ? 'Today' : days === 1 ? 'Yesterday' : days <= 7 ? 'Last week' : 'Older'
  }
  const labels: ConversationGroup['label'][] = ['Temporary', 'Pinned', 'Today', 'Yesterday', 'Last week', 'Older']
  return labels.map((label) => ({ label, items: items.filter((one) => labelOf(one) === label) })).filter((group) => group.items.length > 0)
}
