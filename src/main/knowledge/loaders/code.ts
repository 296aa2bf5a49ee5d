import { broughtPieces } from '../memoryPiece.ts'
import type { Loader } from '../loader.ts'

const mostNotes = 8
const mostWishes = 60

const names = ['typescript', 'javascript', 'python', 'java', 'kotlin', 'swift', 'rust', 'golang', 'ruby', 'php', 'scala', 'haskell', 'elixir', 'sql', 'postgres', 'sqlite', 'bash', 'node', 'react', 'django', 'rails', 'spring', 'docker', 'kubernetes', 'git', 'linux', 'vim', 'vitest', 'pytest', 'jest', 'eslint']
const words = ['code', 'coding', 'programming', 'repository', 'codebase', 'indent', 'tabs', 'tests', 'semicolons', 'linter', 'framework']
/** C, Go and R are words of their own too: they count with what stands beside them. */
const ofCode = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...names, ...words].join('|')}|c\\+\\+|c#|f#|\\.net|(?:in|use|using|write|prefer) (?:c|go|r)|programmier\\p{L}*|program(?:s|mer)?|functions?|snake_case|camelcase|type hints|unit tests|commits?|branch(?:es)?|pull requests?)(?![\\p{L}\\p{N}+#])`, 'iu')

/** Languages, tools and conventions that the person works with. */
export const codeLoader: Loader = {
  id: 'code', name: 'How you code', about: 'Languages, tools and conventions that you said you use.', required: false, timeLimitMs: 1000, label: 'personal', activatedBy: ['code'],
  async load({ message }, ports) {
    const head = message.text.slice(0, 4000).toLowerCase()
    const wishes = ports.wishes(mostWishes).filter(({ text }) => ofCode.test(text))
    const told = (await ports.byWords([...names.filter((name) => head.includes(name)), ...words, ...names], 30)).filter(({ text }) => ofCode.test(text))
    return broughtPieces([...wishes.slice(0, mostNotes - 3), ...told], mostNotes)
  },
}
