import nlp from 'compromise/two'
import { adverbs, byPattern, iAm, looksLikeName, nameIn, type Rule } from './rule.ts'

const jobs = '(?:(?:software|web|data|civil|mechanical|electrical|product|project|graphic|game|primary|high|school|maths?|english|freelance|junior|senior|lead|head|retired|registered|full-time|part-time|professional|self-employed|assistant|social|truck|taxi|bus|train|night|mental|real|estate|sales|marketing|human|resources|tax|police|fire|ux|ui|front-?end|back-?end|machine|learning|research|medical|veterinary|dental|law|phd|stay-at-home|former|elementary|kindergarten|piano|music|yoga|fitness|science|history|art|interior|fashion|flight|postal|construction|quality|business|financial|security|network|systems?|devops|site|cloud|mobile|android|ios|embedded|firmware|hospital|high-school|middle|customer|service|office|general)\\s+)*'
  + '(?:teacher|nurse|doctor|engineer|developer|programmer|designer|lawyer|attorney|accountant|chef|cook|baker|driver|pilot|student|manager|director|consultant|analyst|scientist|researcher|professor|lecturer|architect|artist|painter|musician|singer|guitarist|pianist|writer|author|journalist|editor|photographer|plumber|electrician|carpenter|mechanic|farmer|gardener|barista|waiter|waitress|bartender|cashier|clerk|secretary|receptionist|librarian|psychologist|therapist|physiotherapist|dentist|vet|veterinarian|pharmacist|surgeon|midwife|paramedic|firefighter|policeman|policewoman|police officer|officer|soldier|judge|translator|interpreter|tailor|hairdresser|barber|butcher|florist|tutor|coach|trainer|actor|actress|dancer|biologist|chemist|physicist|mathematician|statistician|economist|historian|philosopher|geologist|astronomer|administrator|technician|operator|worker|assistant|agent|broker|realtor|banker|trader|auditor|recruiter|founder|entrepreneur|freelancer|ceo|cto|cfo|postman|cleaner|janitor|builder|roofer|welder|machinist|sailor|captain|fisherman|priest|pastor|imam|rabbi|homemaker|housewife|retiree|pensioner|intern|apprentice|trainee|mayor|diplomat|tester|planner|surveyor|optician|radiologist|cardiologist|paediatrician|pediatrician|archaeologist|zookeeper|beekeeper|teaching assistant|au pair|nanny|childminder|carer|caregiver)'

const stopAge = /^\s*(?:years?\b|yrs?\b|y\/?o\b|and a half\b|[.!,;]|$|and\b|now\b|today\b)/iu

/** Who the user is: name, age, birthday, origin, languages, family state. */
export const personRules: readonly Rule[] = [
  byPattern({
    rule: 'name', pattern: /^(?:my (?:full |first |given |real |preferred )?name(?:['’]s| is)|(?:i['’]?m|i am) (?:called|named)|(?:everyone|everybody|people|friends|my friends|they all|most people) calls? me|(?:please |you can |just |you may |but )*call me|i go by|the name['’]?s)\s+(?<value>.+)$/iu,
    key: 'user.name', importance: 0.95, confidence: 0.95,
    accept: ({ groups }) => {
      const name = nameIn(groups!.value!)
      // "Call me when you are done", "my name is on the list": after a name in lower case nothing more may follow.
      return name !== null && (looksLikeName(name) || /^[\s.!,]*$/.test(groups!.value!.slice(name.length)))
    },
  }),
  byPattern({ rule: 'name', pattern: /^(?:i['’]?m|i am|this is|it['’]?s) (?<value>\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+){0,2})[.!]?$/u, key: 'user.name', importance: 0.9, confidence: 0.85,
    accept: ({ groups }, { clause }) => isPerson(groups!.value!) && clause.first }),
  byPattern({ rule: 'name', pattern: /^(?:I['’]?m|I am|This is|It['’]?s) (?<value>\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+){0,2})[.!]?$/u, key: 'user.name', importance: 0.9, confidence: 0.85,
    accept: ({ groups }, { clause }) => isPerson(groups!.value!) && clause.first }),
  byPattern({ rule: 'age', pattern: /^(?:i['’]?m|i am|i (?:just |recently )?turned|my age is)\s+(?:already |now |almost |nearly )?(?<value>\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|eighteen|nineteen|sixteen|seventeen|fifteen)(?<rest>.*)$/iu, key: 'user.age', importance: 0.75,
    accept: ({ groups }) => stopAge.test(groups!.rest!) && !/^\s*(?:%|percent|minutes?|hours?|km|miles?)/iu.test(groups!.rest!) && !(Number(groups!.value) < 5 || Number(groups!.value) > 120) }),
  byPattern({ rule: 'birthday', pattern: /^(?:my birthday(?:['’]s| is)(?: on)?|my date of birth is|i was born on)\s+.*(?:\d|january|february|march|april|may|june|july|august|september|october|november|december|christmas|new year)/iu, key: 'user.birthday', importance: 0.85 }),
  byPattern({ rule: 'born', pattern: /^i was born (?:in|at|near)\s+(?<value>.+)$/iu, key: ({ groups }) => /^(?:the )?(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|\d0s)/iu.test(groups!.value!) ? 'user.birthyear' : 'user.birthplace', importance: 0.75 }),
  byPattern({ rule: 'origin', pattern: new RegExp(`^(?:(?:i['’]?m|i am) (?:originally )?from|i (?:originally )?come from|i grew up in|my (?:hometown|home town|home country|nationality|country) is)\\s+(?!the (?:future|past|team)|you|here|there|now)(?<value>.+)$`, 'iu'), key: ({ 0: all }) => /grew up/iu.test(all!) ? 'user.upbringing' : 'user.origin', importance: 0.7, accept: ({ groups }) => /^(?:the |a )?(?:small |little |big )?\p{L}/u.test(groups!.value!) }),
  byPattern({ rule: 'nationality', pattern: new RegExp(`^(?:i['’]?m|i am) ${adverbs}(?:an? )?(?:half )?(?<value>\\p{L}+)(?:[ ,.!]|$)`, 'iu'), key: 'user.nationality', importance: 0.6,
    accept: ({ groups }) => /^(?:German|French|Spanish|Italian|English|British|Scottish|Welsh|Irish|American|Canadian|Mexican|Brazilian|Argentinian|Chilean|Colombian|Peruvian|Portuguese|Dutch|Belgian|Swiss|Austrian|Polish|Czech|Slovak|Hungarian|Romanian|Bulgarian|Greek|Turkish|Russian|Ukrainian|Swedish|Norwegian|Danish|Finnish|Icelandic|Estonian|Latvian|Lithuanian|Serbian|Croatian|Bosnian|Albanian|Egyptian|Moroccan|Tunisian|Algerian|Nigerian|Kenyan|Ethiopian|Ghanaian|Indian|Pakistani|Bangladeshi|Nepali|Chinese|Japanese|Korean|Vietnamese|Thai|Filipino|Filipina|Indonesian|Malaysian|Australian|Iranian|Iraqi|Syrian|Lebanese|Israeli|Jordanian|Saudi|Afghan|Cuban|Jamaican)$/u.test(groups!.value!) }),
  byPattern({ rule: 'language', pattern: new RegExp(`^[Ii] ${adverbs}(?:can )?(?:speak|understand a little|learn)\\s+(?:fluent |a little |some |both |only |native )?\\p{Lu}`, 'u'), importance: 0.6 }),
  byPattern({ rule: 'language', pattern: /^(?:my (?:native|first|mother) (?:language|tongue) is|(?:i['’]?m|i am) (?:currently |also )?learning)\s+\S/iu, importance: 0.6, key: ({ 0: all }) => /^my/iu.test(all!) ? 'user.native language' : null }),
  byPattern({ rule: 'family state', pattern: new RegExp(`^${iAm} ${adverbs}(?:not )?(?:married|single|divorced|widowed|engaged|separated|in a (?:long-distance )?relationship|getting married|expecting (?:a|our|my))(?![\\p{L}-])`, 'iu'), key: 'user.family state', importance: 0.7, accept: ({ 0: all }) => !/\bwe/iu.test(all!) || /married|engaged|divorced|expecting/iu.test(all!) }),
  byPattern({ rule: 'belief', pattern: new RegExp(`^(?:i['’]?m|i am) ${adverbs}(?:an? )?(?:practising |practicing |devout )?(?:Muslim|Christian|Catholic|Protestant|Jewish|Hindu|Buddhist|Sikh|atheist|agnostic|Mormon|Quaker)(?![\\p{L}])`, 'iu'), key: 'user.belief', importance: 0.6 }),
  byPattern({ rule: 'body', pattern: /^(?:i['’]?m|i am) (?:about |around )?(?:\d[.,]\d+ ?m(?:et(?:er|re)s?)?(?![\p{L}])|\d{3} ?cm|\d ?(?:ft|feet|foot)\b.*|(?:left|right)-handed|colou?r-?blind)/iu, importance: 0.5 }),
]

/** True for what a lexicon of names knows as a person's: "I'm Anna" is one, "I'm Tired" and "I'm German" are not. */
function isPerson(value: string): boolean {
  const read = nlp(value)
  return read.has('^(#FirstName|#MaleName|#FemaleName)') && !read.has('(#Adjective|#Demonym|#Place)')
}

/** Where the user lives and works. */
export const lifeRules: readonly Rule[] = [
  byPattern({ rule: 'home', pattern: new RegExp(`^(?:i|we) ${adverbs}(?:live|reside|stay)\\s+(?<how>in|at|near|on|outside|close to|just outside)\\s+(?<value>.+)$`, 'iu'), key: ({ groups }) => isPlace(groups!.value!) ? 'user.home' : null, importance: 0.85, accept: ({ groups }) => !/^(?:fear|hope|the moment|peace|denial|a (?:world|society|time)|interesting times)/iu.test(groups!.value!) }),
  byPattern({ rule: 'home', pattern: new RegExp(`^(?:${iAm} ${adverbs}(?:living|based|residing)|(?:i|we)(?:['’]ve| have)? ${adverbs}(?:moved|relocated)(?: back| house| here)?(?: from [\\p{L} ]+?)?)\\s+(?:in|to|near|at|into|outside)\\s+(?<value>.+)$`, 'iu'), key: ({ groups }) => isPlace(groups!.value!) ? 'user.home' : null, importance: 0.85 }),
  byPattern({ rule: 'home', pattern: /^(?:my|our) (?:home|house|flat|apartment|place|home address|address|new address|new flat|new house) is\s+(?:(?:in|at|on|near)\s+)?(?:\d|\p{L})/iu, key: ({ 0: all }) => /address/iu.test(all!) ? 'user.address' : /(?:is) (?:in|at|on|near)/iu.test(all!) ? 'user.home' : null, importance: 0.8, accept: ({ 0: all, input }) => /address/iu.test(all!) || /\bis (?:in|at|on|near)\b/iu.test(input) }),
  byPattern({ rule: 'home.ended', pattern: /^(?:i|we) (?:no longer live|don['’]?t live|do not live) (?:in|at|near)\s+(?<value>.+?)(?: any ?more| any longer)?[.!]?$/iu, key: ({ 0: all }) => /no longer|any/iu.test(all!) ? 'user.home' : null, importance: 0.8 }),
  byPattern({ rule: 'past', pattern: /^(?:i|we) (?:used to|once) (?:live|work|be|have|play|smoke|own|study|drive|speak|teach|go)\b.+/iu, importance: 0.5 }),
  byPattern({ rule: 'job', pattern: new RegExp(`^(?:i['’]?m|i am|i work as|my (?:job|profession|occupation) is(?: being)?|i['’]?m working as|i am working as|i became|i['’]ve become)\\s+${adverbs}(?:an? |the )?${jobs}(?![\\p{L}])`, 'iu'), key: 'user.job', importance: 0.8 }),
  byPattern({ rule: 'job', pattern: /^(?:i['’]?m|i am) (?:currently |now )?(?:retired|unemployed|self-employed|between jobs|on parental leave|on maternity leave|on paternity leave|a stay-at-home (?:mum|mom|dad|parent))(?![\p{L}])/iu, key: 'user.job', importance: 0.75 }),
  byPattern({ rule: 'employer', pattern: new RegExp(`^(?:(?:i|we) ${adverbs}work|(?:i['’]?m|i am) ${adverbs}(?:working|employed)|i (?:just |recently )?(?:started|began)(?: working| a (?:new )?job)?|i(?:['’]ve| have)? (?:just |recently )?(?:joined|got (?:a|the) (?:new )?job|found (?:a|the) (?:new )?job|switched jobs?|changed jobs?)|i (?:have|['’]ve got) a (?:new )?job|my (?:new )?(?:employer|company) is)\\s+(?:as an? [\\p{L} -]+? )?(?:at|for|with|in|to)?\\s*(?<value>.+)$`, 'iu'),
    key: ({ 0: all }) => /\b(?:at|for|with|joined|employer|company)\b/iu.test(all!) && !/\bwork(?:ing)? (?:in|with|from|on|out|late|hard)\b/iu.test(all!) ? 'user.employer' : null, importance: 0.8,
    accept: ({ 0: all }) => !/\b(?:work(?:ing)? (?:on|out|hard|late|with you|with this|it|for me|together|a lot)|for (?:hours|days|now|weeks|it|a while))/iu.test(all!) && /\b(?:at|for|with|as|in|from|joined|employer|company)\b/iu.test(all!) }),
  byPattern({ rule: 'employer.ended', pattern: /^i (?:no longer work|don['’]?t work|do not work) (?:at|for|with|as)\s+.+/iu, key: ({ 0: all }) => /no longer|any ?more|any longer/iu.test(all!) && !/\bas\b/iu.test(all!) ? 'user.employer' : null, importance: 0.75 }),
  byPattern({ rule: 'work', pattern: /^(?:i (?:quit|left|lost) (?:my|the) job|i (?:was|got) (?:fired|laid off|promoted|hired)|i (?:retired|graduated)\b|i run (?:a|my own) |i own a |i teach |i study |i['’]?m studying |i am studying |i studied |i have a (?:degree|phd|master['’]?s|bachelor['’]?s)|i['’]?m doing (?:a|my) (?:phd|master|bachelor|degree)|i am doing (?:a|my) (?:phd|master|bachelor|degree)|i go to (?:school|university|college)\b)/iu, importance: 0.65,
    key: ({ 0: all }) => /study/iu.test(all!) ? 'user.study' : null, accept: ({ input }) => !/^i (?:study|run) (?:it|this|that|the (?:code|script|test|program|command))\b/iu.test(input) }),
  byPattern({ rule: 'work', pattern: /^my (?:job|profession|work|office|workplace|school|university|college|team|gym|shift|commute|church|major|degree)(?:['’]s| is| are| starts| ends| takes)\s+(?!not working|broken|done|killing|boring me|hard|fine|ok)\S/iu, importance: 0.55, key: ({ 0: all }) => `user.${/^my (\p{L}+)/iu.exec(all!)![1]!.toLowerCase()}` }),
]

/** A place that has a name, rather than "a small flat". */
function isPlace(value: string): boolean {
  return /^(?:(?:the|a|an) )?(?:(?:city|town|village|suburb|suburbs|north|south|east|west|centre|center|heart|outskirts) of )?(?:north |south |east |west |central |downtown )?\p{Lu}/u.test(value) || /^(?!an? |the |my |our |his |her |their |it|here|there|this|that|different|another|new|two|three|one|front|bed|town|luxury|poverty|comfort|order|touch)\p{Ll}{3,}[.!]?$/u.test(value)
}
