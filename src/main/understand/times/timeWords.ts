/** The languages in which times are read. */
export const timeLanguages = ['en', 'de', 'fr', 'es'] as const
export type TimeLanguage = (typeof timeLanguages)[number]

/** How a language speaks of spans; every part is the source of a regular expression. */
export interface TimeWords {
  /** The twelve months in order. */
  readonly months: readonly string[]
  readonly week: string
  readonly weekend: string
  readonly month: string
  readonly year: string
  /** Words of "last", "this", "next" as they stand before and after what they point at; an empty one is not used. */
  readonly last: readonly [before: string, after: string]
  readonly current: readonly [before: string, after: string]
  readonly next: readonly [before: string, after: string]
  /** What stands before a month or a year that is meant as a time. */
  readonly inside: string
  readonly since: string
  readonly until: string
  /** Makes a repetition of what follows. */
  readonly every: string
  readonly count: string
  readonly units: string
  readonly always: string
  /** Parts of the day, each with the hours it spans. */
  readonly parts: readonly (readonly [words: string, from: number, until: number])[]
  /** Says that the sentence looks back. */
  readonly past: string
}

export const timeWords: Readonly<Record<TimeLanguage, TimeWords>> = {
  en: {
    months: ['january|jan', 'february|feb', 'march', 'april|apr', 'may', 'june', 'july', 'august|aug', 'september|sept?', 'october|oct', 'november|nov', 'december|dec'],
    week: 'week', weekend: 'weekend', month: 'month', year: 'year',
    last: ['last|past|previous', ''], current: ['this|the current', ''], next: ['next|the coming|coming', ''],
    inside: 'in|during|of|by|around|throughout|for|before|after|from|to|early|late|mid', since: 'since', until: 'until|till|through',
    every: 'every|each', count: '\\d{1,4}|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|forty-five|half an|a few|several',
    units: 'seconds?|minutes?|hours?|days?|weeks?|months?|years?', always: 'daily|weekly|monthly|yearly|annually|hourly|every ?day',
    parts: [['morning', 6, 12], ['afternoon', 12, 18], ['evening', 18, 24], ['tonight|night', 18, 28]],
    past: 'did|was|were|had|happened|ago|said|told|went',
  },
  de: {
    months: ['januar|jänner', 'februar', 'märz', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'dezember'],
    week: 'woche', weekend: 'wochenende', month: 'monat', year: 'jahr',
    last: ['letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?', ''], current: ['diese[nrsm]?', ''], next: ['nächste[nrsm]?|kommende[nrsm]?', ''],
    inside: 'im|in|ab|vor|nach|von|bis|anfang|mitte|ende|(?:im )?jahr', since: 'seit', until: 'bis',
    every: 'jede[nrsm]?|alle', count: '\\d{1,4}|ein|eine[nrm]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|eine halbe|ein paar',
    units: 'sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?', always: 'täglich|wöchentlich|monatlich|jährlich|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|morgen|abend)s',
    parts: [['morgens|früh|vormittags?', 6, 12], ['nachmittags?', 12, 18], ['abends?', 18, 24], ['nachts?', 20, 28]],
    past: 'war|waren|hatte|hatten|habe|haben|hast|vor|sagte|ging',
  },
  fr: {
    months: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
    week: 'semaine', weekend: 'week-?end', month: 'mois', year: 'année|an',
    last: ['', 'dernière?|passée?|précédente?'], current: ['cette|cet|ce', ''], next: ['', 'prochaine?|qui vient|suivante?'],
    inside: 'en|au mois de|au mois d[\'’]|d[eu\'’]|début|fin|mi|dès|avant|après', since: 'depuis', until: 'jusqu[\'’](?:en|au?)',
    every: 'chaque|tous les|toutes les', count: '\\d{1,4}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|quelques',
    units: 'secondes?|minutes?|heures?|jours?|semaines?|mois|ans?|années?', always: 'quotidiennement|hebdomadaire|mensuel(?:lement)?',
    parts: [['matin|matinée', 6, 12], ['après-midi', 12, 18], ['soir|soirée', 18, 24], ['nuit', 20, 28]],
    past: 'était|étaient|avait|ai|as|avons|a été|dit',
  },
  es: {
    months: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre|setiembre', 'octubre', 'noviembre', 'diciembre'],
    week: 'semana', weekend: 'fin de semana', month: 'mes', year: 'año',
    last: ['últim[oa]|pasad[oa]', 'pasad[oa]|anterior'], current: ['est[ea]', ''], next: ['próxim[oa]', 'que viene|próxim[oa]|siguiente'],
    inside: 'en|de|del|durante|antes de|después de|a principios de|a finales de', since: 'desde', until: 'hasta',
    every: 'cada|todos los|todas las', count: '\\d{1,4}|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|unos|unas',
    units: 'segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?|años?', always: 'diariamente|semanalmente|mensualmente',
    parts: [['por la mañana|de la mañana', 6, 12], ['por la tarde|de la tarde', 12, 20], ['noche', 20, 28]],
    past: 'fue|era|estaba|había|dije|dijo|hice|ayer',
  },
}
