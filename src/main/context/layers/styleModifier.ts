import type { TurnPlan } from '../../../shared/trace.ts'
import type { Mood } from '../../../shared/words.ts'

/** Each says what to do, never what the person feels: being told one's mood by a machine helps nobody. */
const byMood: Readonly<Record<Mood['mood'], string | null>> = {
  neutral: null,
  upset: 'Stay calm and factual, and say first what can be done.',
  worried: 'Be calm and concrete: what is known, then the next step.',
  sad: 'Be warm and unhurried; give no advice that was not asked for.',
  happy: 'A light, friendly tone fits.',
  urgent: 'Be brief: the next step first, explanations only where they are needed.',
  confused: 'Explain in small steps with one plain example.',
}
const byTone: Readonly<Record<TurnPlan['tone'], string | null>> = {
  plain: null,
  warm: 'Write in a warm tone.',
  brief: 'Answer in as few words as the question allows.',
  careful: 'Be careful: separate what is certain from what is not, and name who decides such things.',
  formal: 'Write in a formal tone.',
}

/** One or two sentences on how this answer should sound; null where nothing speaks against the usual way. Volatile. */
export function styleModifier(mood: Mood, plan: TurnPlan | null): string | null {
  const own = byMood[mood.mood]
  const tone = plan === null ? null : byTone[plan.tone]
  // Both ask for few words: once is enough.
  if (mood.mood === 'urgent' && plan?.tone === 'brief') return own
  return [own, tone].filter((one) => one !== null).join(' ') || null
}
