/** Facts that nobody told, in every form in which a text may stand in a file otherwise than it was written. */
export const canaries = [
  { name: 'plain', fact: 'the locker code is Quillfeather-4471', told: 'It is Quillfeather with 4471 behind it, for the locker.' },
  { name: 'accents', fact: 'Meine Großmutter heißt Žofia Ångström-Ñúñez', told: 'Žofia Ångström-Ñúñez ist deine Großmutter.' },
  { name: 'emoji', fact: 'the party 🎉 is at 17 Blaubeerweg 🏡 on the roof', told: 'On the roof of Blaubeerweg, the party.' },
  { name: 'quotes', fact: 'she said "never say \\Rumpelstilz\\\'s name"\ntwice,\tand left', told: 'She never wanted the name Rumpelstilz to be said twice.' },
  { name: 'chinese', fact: '我的保险箱密码是九七三二零八', told: '九七三二零八是你的保险箱密码。' },
  { name: 'arabic', fact: 'مفتاح البيت تحت السجادة الخضراء في الممر', told: 'تجد مفتاح البيت تحت السجادة الخضراء.' },
] as const

export type Canary = (typeof canaries)[number]
