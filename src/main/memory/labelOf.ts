import type { Label } from '../../shared/words.ts'

/** What never leaves this computer unless the person relabels it: health, money, numbers that identify. */
const local = [
  /\b(?:allerg\w*|asthma|diabet\w*|cancer|tumou?r|epilep\w*|depress\w*|anxiety|adhd|autis\w*|bipolar|therap(?:y|ist)|psychiatr\w*|diagnos\w*|disease|illness|disorder|syndrome|medication|medicine|pills?|insulin|antidepressants?|surgery|operation|pregnan\w*|miscarriage|hiv|blood (?:type|pressure|group)|chronic|migraines?|disab(?:led|ility)|intoleran\w*|coeliac|celiac|hospital)\b/iu,
  /\b(?:krank\w*|allergisch|schwanger|depression\w*|medikament\w*|allergique|enceinte|malad\w*|médicament\w*|alérgic[oa]|embarazada|enferm\w*|medicament\w*)/iu,
  /\b(?:salary|income|wages?|debts?|mortgage|loan|overdraft|bank account|account number|net worth|savings|tax(?:es)? (?:id|number|return)|i earn|credit score|gehalt|schulden|salaire|dettes?|salario|sueldo|deudas?)\b/iu,
  /\b(?:passport|social security|ssn|national insurance|driving licen[cs]e|driver'?s licen[cs]e|(?:phone|mobile|cell|telephone|handy|fax) ?(?:number|no\.?|nummer)|telefonnummer|handynummer|numéro de téléphone|(?:locker|alarm|gate|entry|garage|bike lock|suitcase|lock|building|access|door) (?:code|combination|number)|id card|identity card|insurance number|visa number|tax number|(?:code|combination) (?:for|of|to) (?:my|our|the)|personalausweis|reisepass|passeport|pasaporte|dni)\b/iu,
  /[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}|(?<![\p{L}\d])(?:\+|00)\d[\d ()/-]{6,}\d|(?<![\p{L}\d])0\d{2,4}[ /-]?\d{3,}|(?<![\d-])\d{3}[ -]\d{3,4}(?:[ -]\d{3,4})?(?![\d-])|(?:my|our|his|her) (?:number|digits)(?: is|['’]s) \+?\d/iu,
  /(?<![\p{L}\d])(?:\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|ml|iu|units) (?:of )?\p{L}|(?:take|takes|taking|on|nehme|prends|tomo) (?:\p{L}+ ){0,3}\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|iu)(?![\p{L}]))/iu,
]

/**
 * The label that a new memory starts with: `local` for health, money and numbers that identify a person, else `personal`.
 * Never `open`: what a person says about a life goes nowhere without consent.
 */
export function labelOf(fact: { readonly text: string; readonly rule?: string }): Label {
  if (fact.rule?.startsWith('health') === true) return 'local'
  return local.some((pattern) => pattern.test(fact.text)) ? 'local' : 'personal'
}
