const some = String.raw`(?:\s+[\p{L}'’-]+){0,3}\s+`
const begins = String.raw`(?:^|[^\p{L}])(?:i|we)`
/** How people say what they like, avoid, cannot have or always do. "I'd like to …" is a request and no taste. */
const states = new RegExp([
  String.raw`${begins}(?:\s+(?:really|\w+ly|do|also|just|always|much|still|so|need to|have to|try to|don['’]t|do not|can['’]t|cannot|could never|would rather)){0,3}\s+(?:like|likes|love|enjoy|prefer|favou?r|adore|hate|dislike|detest|despise|loathe|avoid|refuse|abstain|refrain|fear|dread|(?:cannot|can['’]t|not|never|don['’]t|won['’]t) [\p{L}]+)(?!\s+to know)`,
  String.raw`${begins}(?:['’]m|['’]re|\s+am|\s+are)${some}?\s*(?:fond|keen|afraid|scared|terrified|allergic|intolerant|sensitive|averse|vegan|vegetarian|lactose|coeliac|celiac|pregnant|diabetic|committed|into|(?:not )?(?:a|an)(?:\s+\w+){0,2} (?:fan|lover|vegan|vegetarian|believer))`,
  String.raw`${begins}\s+(?:never|only|always|no longer|don['’]t|do not|can['’]t|cannot|won['’]t|will not|will never|will only|gave up|stay away|stick to|steer clear|opt for|choose)\s`,
  String.raw`${begins}\s+(?:have|suffer|follow|keep|observe)(?:\s+[\p{L}'’-]+){0,5}\s+(?:aversion|dislike|preference|fear|phobia|allerg\w+|intoleranc\w+|sensitiv\w+|hatred|distaste|passion|diets?|kosher|halal|sabbath|soft spot|interest)`,
  String.raw`(?:^|[^\p{L}])(?:i|we) (?:find|think|believe|consider)\s[^.?!]{3,90}(?:boring|hard|difficult|distracting|dull|brutal|unpleasant|ineffective|exhausting|tiring|wrong|off-putting|should|best|better|beautiful|exciting)|(?:^|[^\p{L}])(?:i|we)\s[^.?!]{3,120}\s(?:and|so|but) (?:i )?(?:prefer|avoid|never|always|hate|love|cannot|can['’]t|don['’]t)\s`,
  String.raw`(?:^|[^\p{L}])(?:i|we) (?:exclusively|strictly|only|adhere to|react (?:badly )?to|am on an?|live on|fast|abstain|boycott|was raised|keep to)\s|(?:^|[^\p{L}])(?:i|we) (?:have been|am|['’]m|was) (?:a )?(?:vegan|vegetarian|sober|colou?r-?blind|coeliac|celiac|hindu|muslim|jewish|buddhist|christian|atheist|not interested|strongly against|against)(?![\p{L}])`,
  String.raw`(?<![\p{L}])(?:not for me|dangerous for me|off the table|out for me|my doctor (?:told|forbade)|my stomach|my religion|my skin is|my (?:favou?rite|preference|allergy|religion|faith)|(?:given the choice|if there is a choice),? i|i learn best|i (?:work|sleep|feel) (?:best|better)|(?:no|please,? no) .{1,40} for me|i get (?:\w+ )?(?:dizzy|sick|seasick|carsick|bored|anxious|nervous|headaches?|migraines?|lonely)|(?:gives?|makes?) (?:me|my) (?:\w+ )?(?:headaches?|cramps|hives|sick|ill|nervous|dizzy|anxious|uncomfortable|itch|swell))(?![\p{L}])`,
  String.raw`(?<![\p{L}])(?:ich (?:mag|liebe|hasse|bevorzuge|meide|vermeide|bin allergisch|esse kein\w*|trinke kein\w*)|j['’](?:aime|adore|évite)|je (?:déteste|préfère|suis allergique|ne (?:mange|bois|supporte))|(?:no )?me gustan?|odio|prefiero|soy (?:alérgic[oa]|vegetarian[oa]|vegan[oa])|mi piac\w+|detesto|preferisco|sono allergic[oa]|gosto de|prefiro|sou alérgic[oa])(?![\p{L}])`,
].join('|'), 'iu')

/** True where a text states what a person likes, avoids, cannot have or always does, and asks nothing. */
export function statesPreference(text: string): boolean {
  return text.length <= 400 && !text.includes('?') && states.test(text)
}
