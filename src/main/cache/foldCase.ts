/**
 * Words that mean something else with a capital than without: people, places, makers and products that are ordinary words too, and the
 * German forms of address.
 */
const twoFaced = new Set(`polish turkey march may august china japan jordan chile chad cuba georgia jersey guinea cologne hamburg frankfurt florence nice reading bath cork bologna worms mobile
  apple amazon oracle shell gap target ford orange slack zoom signal discord notion chrome safari edge opera outlook windows office word excel teams access meta alphabet square stripe puma tesla
  java python swift rust go ruby scheme julia basic dart elm crystal nim pascal perl react express flask spring rails node docker
  bill mark will rose grace hope faith jack job frank pat sue drew rob art penny dale guy ray rich lance chuck dick harry peg bob jean victor victoria max ivy iris lily daisy violet olive ruby pearl jade amber
  mercury mars saturn earth venus moon sun titan pluto bible mass god congress parliament house senate state union republic democrat labour liberal conservative
  sie ihr ihre ihren ihrem ihnen weise arm dichter schloss`.split(/\s+/u))

/** A word with a capital after its first letter, of capitals alone, of one letter, or right behind a number: a name, an abbreviation, a unit. */
const tellingForm = /^(?:.+\p{Lu}.*|\p{Lu})$/u

/**
 * Takes the capitals away that only begin a sentence or a name, and leaves those that tell two things apart: "US" and "us", "mW" and "MW",
 * "Polish" and "polish", `Map` and `map`. Without small letters a text shouts, and no capital tells anything.
 */
export function foldCase(text: string): string {
  if (!/\p{Ll}/u.test(text)) return text.toLowerCase()
  let before = ''
  return text.replace(/`[^`]*`|"[^"]*"|[^\s`"]+|\s+/gu, (part) => {
    const previous = before
    if (!/^\s/u.test(part)) before = part
    if (/^[\s`"]/u.test(part)) return part
    const word = part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    const beginsSentence = previous === '' || /[.!?:…。]["')\]]*$/u.test(previous)
    if (beginsSentence && /^(?:\p{Lu}|\p{Lu}\p{Ll}.*)$/u.test(word) && !/[._/#+\\()[\]{}=<>$@*-]/u.test(word) && !/\p{Lu}/u.test(word.slice(1))) return part.toLowerCase()
    return isTelling(word, part, previous) ? part : part.toLowerCase()
  })
}

function isTelling(word: string, part: string, previous: string): boolean {
  if (tellingForm.test(word) || twoFaced.has(word.toLowerCase())) return word !== 'I'
  // Units follow numbers, and code is written as it is written.
  return /\p{N}[)\]]?$/u.test(previous) && word.length <= 3 || /[\p{L}\p{N}][._/\\@#=<>][\p{L}\p{N}]|[_$\\{}[\]=<>*]|\(\)|::|->|\p{L}\(/u.test(part)
}
