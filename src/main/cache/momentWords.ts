/** Words by which a question hangs on the moment it is asked in, for languages that put spaces between words. The first four are those of seed 001. */
export const momentWords: readonly string[] = [
  'current', 'now', 'today', 'latest', 'currently', 'tonight', 'tomorrow', 'yesterday', 'recent', 'recently', 'nowadays', 'lately', 'upcoming', 'so far', 'as of', 'this (?:morning|afternoon|evening|week|weekend|month|year|hour|minute|second|moment)',
  '(?:next|last|past|coming) (?:hour|day|night|week|weekend|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|few \\p{L}+)', 'at the moment', 'right away', 'ago', 'news', 'weather', 'forecast', 'what time', 'what day', 'what date', 'which day', 'the time', 'the date', 'stock price', 'exchange rate', 'live score', 'breaking', 'still open', 'any more', 'anymore', 'yet',
  // German
  'aktuell\\p{L}*', 'jetzt', 'gerade', 'heute', 'heutig\\p{L}*', 'morgen', 'gestern', 'neuest\\p{L}*', 'neulich', 'kürzlich', 'derzeit', 'momentan', 'zurzeit', 'diese[rsn]? (?:woche|monat|jahr|morgen|abend)', '(?:nächste|letzte|kommende)[rsnm]? (?:woche|monat|jahr|tag|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)', 'wie spät', 'welcher tag', 'wetter', 'nachrichten', 'bisher', 'noch nicht',
  // French
  'actuel\\p{L}*', 'maintenant', 'aujourd\'hui', 'demain', 'hier', 'récent\\p{L}*', 'récemment', 'dernières? nouvelles?', 'en ce moment', 'ce (?:matin|soir|mois)', 'cette (?:semaine|année|nuit)', 'la semaine (?:prochaine|dernière)', '(?:le mois|l\'année|l\'an) (?:prochain|dernier)\\p{L}*', 'quelle heure', 'quel jour', 'météo', 'actualités?', 'bientôt',
  // Spanish
  'actual(?:es|mente)?', 'ahora(?: mismo)?', 'hoy', 'mañana', 'ayer', 'reciente\\p{L}*', 'últim[oa]s? noticias?', 'más recientes?', 'este (?:mes|año|momento)', 'esta (?:semana|noche|tarde)', '(?:próxim|pasad)[oa]s? (?:semana|mes|año|lunes|martes|miércoles|jueves|viernes|sábado|domingo)', 'la semana (?:que viene|pasada)', 'qué hora', 'qué día', 'el tiempo', 'noticias',
  // Italian
  'attual\\p{L}*', 'adesso', 'ora', 'oggi', 'domani', 'ieri', 'recent[ei]\\p{L}*', 'ultime notizie', 'questa (?:settimana|sera|notte)', 'quest\'anno', 'questo (?:mese|momento)', '(?:la )?(?:prossima|scorsa) settimana', 'che ore', 'che ora', 'che giorno', 'meteo',
  // Portuguese
  'atual\\p{L}*', 'agora', 'hoje', 'amanhã', 'ontem', 'recente\\p{L}*', 'últimas notícias', 'esta semana', 'este (?:mês|ano)', 'neste momento', '(?:próxima|passada) semana', 'que horas', 'que dia', 'notícias',
  // Dutch
  'actueel', 'actuele', 'nu', 'vandaag', 'gisteren', 'recent\\p{L}*', 'laatste nieuws', 'nieuws', 'deze (?:week|maand|avond)', 'dit jaar', '(?:volgende|vorige) (?:week|maand|jaar)', 'op dit moment', 'hoe laat', 'welke dag', 'het weer',
  // Russian, Polish, Turkish
  'сейчас', 'сегодня', 'завтра', 'вчера', 'текущ\\p{L}*', 'последни\\p{L}*', 'недавн\\p{L}*', 'который час', 'сколько времени', 'новост\\p{L}*', 'погод\\p{L}*', 'на (?:этой|прошлой|следующей) неделе', 'в (?:этом|прошлом|следующем) (?:году|месяце)', 'только что', 'нынешн\\p{L}*',
  'teraz', 'dzisiaj', 'dziś', 'jutro', 'wczoraj', 'obecn\\p{L}*', 'aktualn\\p{L}*', 'najnowsz\\p{L}*', 'ostatni\\p{L}*', 'która godzina', 'pogoda', 'wiadomości', 'niedawno', 'bieżąc\\p{L}*', 'w (?:tym|zeszłym|przyszłym) (?:tygodniu|miesiącu|roku)',
  'şimdi', 'şu an\\p{L}*', 'bugün\\p{L}*', 'yarın\\p{L}*', 'dün\\p{L}*', 'güncel\\p{L}*', 'en son', 'saat kaç', 'hava durumu', 'haberler\\p{L}*', 'bu (?:hafta|ay|yıl|sabah|akşam|gece)', '(?:geçen|gelecek|önümüzdeki) (?:hafta|ay|yıl)',
  // Danish, Norwegian, Swedish, Czech
  'nå', 'akkurat nå', 'lige nu', 'just nu', 'i ?dag', 'i morgen', 'i ?morgon', 'i ?g[åä]r', 'i aften', 'i ?kväll', 'i kveld', 'aktuel\\p{L}*', 'seneste', 'senaste', 'nyeste', 'nyheder', 'nyheter', 'vejret', 'vädret', 'hvordan er været', 'klokk[ea]n?', 'klockan?', '(?:denne|næste|neste|sidste|forrige) (?:uge|uke|måned|år)', '(?:nästa|förra) (?:vecka|månad|år)', 'den här (?:veckan|månaden)',
  'teď', 'nyní', 'dnes', 'zítra', 'včera', 'aktuáln\\p{L}*', 'nejnovějš\\p{L}*', 'poslední', 'zprávy', 'počasí', 'kolik je(?: \\p{L}+)? hodin', 'ten(?:to)? (?:týden|měsíc|rok)', '(?:příští|minulý) (?:týden|měsíc|rok)',
]

/** Languages that write without spaces, or that bind such words to others. */
export const unspacedMoments = /现在|今天|今日|明天|昨天|目前|最新|最近|当前|今年|本周|这周|几点|天气|新闻|今(?:の|は|日|週|月|年|夜|朝|晩|天|回|何)|如今|刚刚|刚才|明年|去年|[上下](?:周|个月|星期)|[先来]週|[先来]月|来年|さっき|いま|現在|明日|昨日|最新|最近|何時|天気|ニュース|지금|오늘|내일|어제|현재|최신|최근|이번|요즘|방금|지난|다음 (?:주|달)|내년|작년|몇 시|날씨|뉴스|الآن|اليوم|غد[اً]?|أمس|حالي|أحدث|مؤخر|الساعة|الطقس|अभी|आज|कल|वर्तमान|ताज़?ा|हाल ही|मौसम|ตอนนี้|วันนี้|พรุ่งนี้|เมื่อวาน|ล่าสุด|ปัจจุบัน/u
