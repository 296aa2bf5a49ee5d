import { broughtPieces } from '../memoryPiece.ts'
import type { Loader } from '../loader.ts'

const mostNotes = 6

const known = /(?<![\p{L}\p{N}])(?:learn(?:ing|ed|t)?|stud(?:y|ies|ied|ying)|know(?:s|n)?|knew|familiar|beginner|experts?|experienced?|taught|teach(?:es|er|ing)?|trained|degree|new to|explain\p{L}*|lerne\p{L}*|studier\p{L}*|kenne|anfänger\p{L}*|erkläre?\p{L}*|apprend\p{L}*|étudi\p{L}*|débutante?|explique\p{L}*|aprend\p{L}*|estudi\p{L}*|principiante|explica\p{L}*)(?![\p{L}\p{N}])/iu
const searched = ['learning', 'studying', 'study', 'familiar', 'beginner', 'expert', 'know', 'explain', 'lerne', 'apprends', 'aprendo']

/** What the person does and knows already, so that an explanation begins there. */
export const explainLoader: Loader = {
  id: 'explain', name: 'What you know already', about: 'Your work, your studies, and what you said that you know or are learning.', required: false, timeLimitMs: 1000, label: 'personal', activatedBy: ['explain'],
  async load(_ask, ports) {
    const told = (await ports.byWords(searched, 20)).filter(({ text }) => known.test(text))
    return broughtPieces([...ports.byKeys(['user.job', 'user.study']), ...told], mostNotes)
  },
}
