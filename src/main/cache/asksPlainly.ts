/** Words that open a question or ask to be told something, in small letters; none of them is a name. */
const openers = new Set(`what what's which who who's whom whose when where where's why how how's is are was were am do does did can could should would shall must has have had isn't aren't doesn't don't didn't can't
  explain describe tell show give name list define compare
  was wer wem wen wessen wann wo woher wohin warum wieso weshalb wie welche welcher welches welchen welchem ist sind war waren kann können soll sollte darf muss hat haben gibt erkläre erklär beschreibe nenne zeige
  que quoi qui quand où pourquoi comment combien quel quelle quels quelles est est-ce peut-on dois-je puis-je explique décris qu'est-ce
  qué quién quiénes cuándo dónde cómo cuál cuáles cuánto cuánta cuántos cuántas es son puedo puede explica describe
  che chi cosa cos'è quando dove perché come quale quali quanto quanta quanti quante è sono posso spiega descrivi
  o quem onde como por qual quais pode explique descreva
  wat wie wanneer waar waarom hoe welke welk is zijn kan kun mag leg
  что кто когда где куда почему зачем как какой какая какое какие сколько объясни расскажи co kto kiedy gdzie dlaczego jak jaki jaka jakie ile czy ne kim nerede neden nasıl hangi
  hvad hvem hvor hvorfor hvordan hvornår hva når vad vem var varför hur när kdo kdy kde proč jaký kolik`.split(/\s+/u))
/** Languages without spaces put the word that asks anywhere. */
const unspacedAsking = /什么|怎么|如何|为什么|为何|谁|哪|多少|吗|呢|何|なぜ|どう|どこ|どれ|いつ|誰|方法|か[？?]?$|왜|무엇|뭐|어떻게|어디|언제|누가|ماذا|كيف|لماذا|متى|أين|क्या|कैसे|क्यों|कब|कहाँ|อะไร|อย่างไร|ทำไม|ที่ไหน/u

/** Words that begin a sentence and are never a name. */
const plainStarts = new Set('the a an my our your i we you it there this that these those something someone somebody everything nothing nobody for at in on to from with if and but so please first der die das ein eine mein meine ich wir le la les un une mon ma je el los mi'.split(' '))
/** "Cleaning the oven: how does it work" names its topic before it asks; nothing there is to be worked on. */
const topicFirst = /^(?:(?:the|my|our|an?) |\p{L}{3,}ing (?:the|my|our|an?) )[^:]{1,80}: (?=(?:how|what|where|when|why|which|who)(?!\p{L}))/iu
const namesText = /(?<!\p{L})(?:texts?|lines?|messages?|questions?|answers?|e-?mails?|poems?|notes?|input|string|chat|lyrics|transcript|original)(?!\p{L})/iu

/** True for a word, in small letters, that is no name where it begins a sentence. */
export const beginsPlainly = (word: string): boolean => openers.has(word) || plainStarts.has(word)

/** Marks of quoted text, code, options, formulas, and of something that follows to be worked on. */
const marks = /[:;\n"“”„«»`{}[\]\\<>=|*_#$@~^]|(?<!\S)-{1,2}\p{L}|\p{N}\p{L}|\p{L}\p{N}|\p{L}\(|(?<!\p{L})['‘’][^'‘’]+['‘’](?!\p{L})/u
/** Work on text or code, and questions about words themselves: there each sign may be what is asked about. */
const works = new RegExp([
  '翻译|翻訳|번역|改写|总结|要約|요약|ترجم|अनुवाद|แปล',
  `(?<!\\p{L})(?:${[
    '(?:translat|transcri|paraphras|proofread|rephras|rewrit|summar|punctuat|capitali[sz]|spell|grammar|rhym|synonym|antonym|pronounc|programm|übersetz|zusammenfass|schreib|formulier|rechtschreib|tradu|résum|resum|rédig|écri|escrib|escrev|riassum|scriv|schrijf|vertaal|samenvat|grammat|gramát|orthograph|ortograf|перевед|напиш|исправ|слов[оа]|tłumacz|napisz|popraw|çevir|düzelt|oversæt|översätt|oversett|přelož|opravit)\\p{L}*',
    'writ(?:e|es|ing|ten)|draft|compose|fix|correct(?:ion|ly)?|edit|improve|count|say|said|says|words?|phrases?|sentences?|passive|letters?|characters?|reply|repeat|means?|meaning|meant|title|headline|classify|label|quote|wort|wörter|satz|sätze|sag(?:en|t|e)?|korrigier\\p{L}*|mots?|corrige\\p{L}*|decir|palabras?|frases?|parol[ae]|dire|dizer|zeg(?:gen)?|woord|zin|verbeter|versions?|plural|tense|(?:in|into|to|from|auf|ins) (?:french|german|spanish|italian|english|portuguese|dutch|polish|turkish|russian|latin|japanese|chinese|arabic|hindi|korean|danish|swedish|norwegian|czech|deutsch|englisch\\p{L}*|französisch\\p{L}*)',
    'code|coding|keywords?|functions?|methods?|macros?|operators?|regex\\p{L}*|commands?|flags?|scripts?|shell|bash|vim|grep|sed|awk|git|sql|html|css|json|yaml|java|javascript|typescript|python|ruby|rust|golang|kotlin|swift|scheme|php|perl|haskell|c',
  ].join('|')})(?!\\p{L})`,
].join('|'), 'iu')

/**
 * True for a question in plain words about the world: its case and the mark at its end say nothing then. In all else, such as text that is
 * to be translated or mended, code, and what is no question, each sign may count.
 * @param text one line, without greeting and thanks
 */
export function asksPlainly(text: string): boolean {
  const topic = topicFirst.exec(text)?.[0] ?? ''
  const read = namesText.test(topic) ? text : topic.replace(': ', ', ') + text.slice(topic.length)
  if (marks.test(read) || works.test(read)) return false
  if (unspacedAsking.test(read)) return true
  return read.split(/[.!?,]\s+/u).some((sentence) => openers.has(/^[\s¿¡(]*(?:(?:for|at|in|on|to|from|with|and|but|so) )*([\p{L}'-]+)/iu.exec(sentence)?.[1]?.toLowerCase() ?? ''))
}
