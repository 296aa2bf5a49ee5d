/** What is said and not meant as it stands: figures of speech, what nearly came about, what others wanted to know. */

const figures = new RegExp(`(?<![\\p{L}])(?:${[
  // Measures that nobody counts.
  '(?:i|we|he|she|they) could (?:eat|sleep|kill|murder|drink|cry|hug|kiss) ', '(?:i|we|you)[\'’]?(?:ll)? bet(?: that)?(?: (?:i|we|you|he|she|they|my|our|it)(?![\\p{L}]))?',
  '(?:dying|starving|bored|scared|tired|worked|laughed|laughing) (?:of hunger|of thirst|of boredom|to death|half to death)', 'dying (?:to|for) ', '(?:dead|dog) tired', '(?:is|are|was|were|am|[\'’]s|[\'’]re|[\'’]m) (?:going to|gonna) (?:kill|murder|strangle) (?:me|us|him|her|them|you|somebody|someone)',
  '(?:a|two|ten) (?:million|billion|zillion|gazillion|thousand|hundred) (?:times|things|years|reasons|questions|ideas)', '(?:i|we)(?:[\'’]?m| am| are|[\'’]re| must be| have to be) (?:probably )?(?:the|one of the) (?:\\p{L}+est|best|worst|most \\p{L}+|least \\p{L}+) [\\p{L} ]+ (?:in the (?:world|universe)|on (?:earth|the planet)|ever|alive|of all time)',
  '(?:weighs?|costs?|takes?|took|lasted|waited|been waiting) (?:a ton|an arm and a leg|a fortune|forever|for ever|ages|for ages|an eternity)',
  // What people are called.
  '(?:is|are|was|were|[\'’]s|am|[\'’]m) (?:(?:such|really|actually|just|literally|basically|being|a bit of|kind of|sort of) )*(?:an? )?(?:real |total |absolute |complete |proper |right |royal )*(?:pain in the \\p{L}+|slave ?driver|monsters?|nightmares?|disasters?|jokes?|clowns?|pigs?|pigst[yi]e?s?|saints?|angels?|devils?|zoo|war ?zone|lemon|dinosaurs?|rays? of sunshine|lifesavers?|drama queens?|control freaks?|dream come true|walking \\p{L}+|machines?|beasts?|snakes?|rats?|sharks?|peach|legends?|rock ?stars?|headaches?|handful|riot|hoot|piece of cake|piece of work|nuts|bananas|toast|all ears|on fire|over the moon|on cloud nine|under the weather|in the same boat|on the same page|at the end of (?:my|our) rope|out of (?:my|our|his|her) minds?|up to (?:my|our) (?:ears|eyeballs|neck))[.!]*(?=$|[,;.!]| (?:about|when|today|right now|this|sometimes|lately|with|to|at|and|of (?:a|an)) )',
  // Sayings.
  'rain(?:s|ing|ed) cats and dogs', 'butterflies in (?:my|our|his|her|their) stomach', 'a frog in (?:my|his|her) throat', '(?:work|works|worked|working|eat|eats|ate|sleep|sleeps|slept|fight|fights|drive|drives|run|runs|sing|sings) like an? (?:dog|horse|pig|bird|log|baby|rock|maniac|madman|machine|slave|king|cat and dog|bat|angel)', 'live under a rock', '(?:drives?|driving|drove) (?:me|us|him|her) (?:crazy|nuts|mad|insane|up the wall|bananas)', '(?:my|his|her|our|their) (?:head|brain|heart|mind) (?:is|was|will be|[\'’]s)? ?(?:exploding|explod(?:ed|es)|melting|melted|fried|racing|about to explode|broken|spinning)', '(?:hit|hitting) the (?:sack|hay|roof|books|road|wall)', '(?:bite|bit) the bullet', '(?:spill|spilled) the beans', 'lost (?:my|our|his|her) (?:mind|marbles|head|temper|cool|shit)', '(?:cost|costs|paid) (?:me |us )?an arm and a leg', '(?:my|the) (?:ship has sailed|last straw)', 'break a leg', 'sold (?:my|our|his|her) souls?', 'no spring chicken', 'skeletons? in (?:my|our|the) closet', '(?:my|his|her) (?:plate is full|hands are tied|hands are full)', 'too much on (?:my|our) plate', 'wear(?:s|ing)? (?:my|his|her) heart on', 'chip on (?:my|his|her) shoulder',
].join('|')})`, 'iu')

const intended = '(?:was|were) (?:(?:just|about|originally|once|almost|all) )*(?:going to (?!the(?![\\p{L}])|an?(?![\\p{L}])|my|our|school|church|work|college|university|bed|(?-i:\\p{Lu}))|gonna|about to|supposed to|meant to|planning (?:to|on)|hoping to|set to|due to)|had (?:(?:originally|once|long|always) )*(?:planned|intended|hoped|wanted|meant|been going) to|(?:almost|nearly) (?:bought|moved|married|got|joined|accepted|took|signed|booked|became|studied|adopted|sold|quit|left|went|started|chose|rented|emigrated|enrolled|applied)'
const tookBack = '(?:changed (?:my|our) minds?|decided (?:against|not to)|(?:it |that |we |i |they )?(?:(?:was|were|got|been|had to) )?(?:cancell?ed|called (?:it )?off|called off|postponed indefinitely|fell through|back(?:ed)? out|gave (?:it )?up|never did|never happened|didn[\'’]?t|did not|couldn[\'’]?t|could not))'

const givenUp = [
  new RegExp(`^(?:i|we)(?:['’]d| had)? (?:${intended})`, 'iu'),
  new RegExp(`^(?:i|we|my|our) .*\\b(?:planned|plan|wanted|hoped|intended|meant|thought|considered|booked|had|was|were|going)\\b.*(?:,|\\bbut|\\band then)(?: then)?(?: i| we)?(?:['’]ve| have| had)? ${tookBack}`, 'iu'),
]
/** Who is asked to do something ("if I could lead it") is told of a request, which may be worth keeping. */
const askedByOthers = /\b(?:asked|asks|(?:keeps?|is|are|was|were|kept|been|started) asking|wondered|wonders|(?:is|are|was|were) wondering|want(?:ed|s) to know|inquired|enquired|doubt(?:s|ed))(?: (?:me|us|him|her|them|(?:my|our|his|her|their|the) \p{L}+|(?-i:\p{Lu})\p{L}+))?(?: (?:yesterday|today|again|once|twice|politely|always|often|last \p{L}+|this \p{L}+|about it|just now))* (?:(?:if|whether)(?! (?:i|we)(?:['’]d| would| could| can)(?![\p{L}]))|where|what|who|whom|whose|how|when|why|which)(?![\p{L}])/iu

/**
 * True for hyperbole and sayings ("I could eat a horse"), for a plan that came to nothing as far as the sentence tells ("I
 * was going to move to Tokyo"), and for what others asked ("my friend asked if I live in Seoul").
 */
export function isUnmeant(body: string): boolean {
  return figures.test(body) || askedByOthers.test(body) || givenUp.some((pattern) => pattern.test(body))
}
