/**
 * Orders to a grader in other languages, in folded text: to ignore the instructions, to give full
 * marks, to find the criteria met. An honest answer may be written in any of them, so each needs two
 * words that belong together.
 */
const ORDERS: RegExp[] = [
  // German
  /\bvolle[nr]? (punktzahl|punkte|note)\b|\b(h[öo]chste|beste) (note|punktzahl|bewertung)\b/,
  /\b(ignorier\w*|missacht\w*|vergiss)\b.{0,30}(anweisung|rubrik|kriteri|vorgabe|bewertung)/,
  /\bbewert\w*.{0,40}\bals (voll )?erf[üu]llt/,
  // French
  /\b(ignore[zr]?|oublie[zr]?)\b.{0,30}(instructions? pr[ée]c|consigne|bar[èe]me|crit[èe]re)/,
  /\bnote maximale\b|\btous les points\b|\bcrit[èe]res?\b.{0,30}\bcomme (rempli|satisfait|valid)/,
  // Spanish, Portuguese
  /\b(ignor[ae]|olvida|esque[çc]a|desconsidere)\b.{0,30}(instrucc|instru[çc][õo]es|r[úu]brica|crit[ée]ri)/,
  /\b(puntuaci[óo]n|pontua[çc][ãa]o|nota|calificaci[óo]n) m[áa]xima\b/,
  /\bcrit[ée]rios\b.{0,20}\bcomo (cumpl|cumpr|satisf)/,
  // Italian
  /\b(ignora|dimentica)\b.{0,30}(istruzioni|rubrica|criteri)|\bpunteggio massimo\b|\bpieni voti\b/,
  // Dutch
  /\b(negeer|vergeet)\b.{0,30}(instructie|rubriek|criteri)|\bmaximale (score|punten)\b/,
  // Polish
  /\b(zignoruj|ignoruj|pomi[ńn]|zapomnij)\b.{0,30}(instrukcj|polece|kryteri|rubryk)/,
  /\bmaksymaln\S+ (liczb\S+ )?(punkt|ocen)/,
  // Turkish
  /\b(talimat|kriter|rubrik)\S*.{0,40}(yok say|g[öo]rmezden|unut)|\btam puan\b|\ben y[üu]ksek (puan|not)\b/,
  // Russian, Ukrainian
  /(игнорир|ігнор|забуд)\S*.{0,30}(инструкц|інструкц|рубрик|критери|критері|указани|вказівк)/,
  /(максимальн|наивысш|высш|найвищ)\S* (балл|бал|оцен|оцін)/,
  // Chinese
  /(忽略|无视|無視|忘记|忘記).{0,16}(标准|標準|指令|指示|规则|規則|提示)|[给給打].{0,10}[满滿]分/u,
  /(所有|全部|每).{0,4}(标准|標準|条件).{0,10}(满足|滿足|达到|通过)/u,
  // Japanese
  /(採点|評価|指示|ルーブリック|命令).{0,10}(無視|忘れ)|満点(に|を|と)|最高点(に|を)/u,
  // Korean
  /(지시|기준|루브릭|명령).{0,12}(무시|잊)|만점|(모든|각) 기준.{0,12}충족/u,
  // Arabic
  /(تجاهل|انس).{0,30}(التعليمات|المعايير|التقييم)|(الدرجة|العلامة) (الكاملة|القصوى|النهائية)/u,
  // Hindi
  /निर्देश.{0,30}(अनदेखा|नज़रअंदाज|भूल)|(पूरे|पूर्ण|अधिकतम) अंक/u,
];

/** Whether a folded sentence holds an order to a grader in another language than English. */
export function isOrderAbroad(folded: string): boolean {
  return ORDERS.some((order) => order.test(folded));
}
