import type { Language } from './contract.ts';

/**
 * Words of a question that say nothing about its subject. Longer than a search
 * engine's own list, because visitors write sentences ("how do I", "potrei
 * sapere"): left in, they would let any page of instructions match.
 */
const lists: Readonly<Record<Exclude<Language, 'other'>, string>> = {
  en: `a about after all also am an and any are as at be been but by can can't cannot could did do does doing don't for from get got had has have having he her here hers hi him his how i i'd i'll i'm i've if in into is it it's its just know let let's like many may me might more most much must my need no not of on only or other our out over own please possible same shall she should so some such tell thank thanks that the their them then there these they this those to too under until up us very want was we were what what's when where which while who whom whose why will with would you your yours explain find give help show there's anything something someone one way ways thing things`,
  it: `a ad agli ai al alla alle allo anche avere avete c'è che chi ci come con cosa cos'è cui da dagli dai dal dalla dalle dallo degli dei del della delle dello di dove dov'è e è ed era essere fa fanno fare faccio gli ha hai hanno ho i il in io la le lei lo loro ma me mi mia mie miei mio molto ne negli nei nel nella nelle nello noi non nostra nostro o ogni per perché più poi possibile posso possiamo possono potete potrei può qual quale quali quando quanta quante quanti quanto quella quelle quelli quello questa queste questi questo qui sapere se sei senza si sia siamo sono su sua sue sugli sui sul sulla sulle suo suoi tra tu tua tue tuo tuoi tutti tutto un una uno vi voglio voi vorrei vostra vostro grazie ciao salve buongiorno dimmi spiegami devo deve serve aiuto all dell nell sull un' l d cosa c`,
  de: `aber alle als am an auch auf aus bei bin bis bist bitte da dann das dass dein deine dem den der des dich die dies diese dieser dieses dir doch du durch ein eine einem einen einer eines er es etwas für gibt habe haben hat hallo ich ihr ihre im in ist ja kann kannst können könnte man mehr mein meine mich mir mit möchte muss müssen nach nicht noch nur ob oder ohne sehr sein seine sich sie sind so soll um und uns unser viel viele vom von vor wann war warum was welche welcher welches wenn wer werden wie wieviel will wir wird wo wofür zu zum zur über danke`,
  fr: `a ai ainsi alors après au aucun aussi autre aux avant avec avez avoir bien bonjour c ça car ce ces cet cette comme comment d dans de des dois du elle elles en encore es est et être eu faire fait faut il ils j je l la le les leur leurs lui m ma mais me merci mes moi mon n ne nos notre nous on ont ou où par pas peut peux plus plait pour pourquoi pouvez puis qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si son sont sur ta te tes toi ton tous tout très tu un une vos votre voudrais vous veux y`,
  es: `a al algo alguna alguno como cómo con cual cuál cuáles cuando cuándo cuanto cuánto cuántos de debe debo del desde donde dónde e el ella ellas ellos en entre era es esa ese eso esta está están este esto estos existe fue gracias ha hace hacer hacia hasta hay he hola la las le les lo los más me mi mis mucho muy necesito ni no nos nosotros o otra otro para pero por porque porqué por qué puede puedo pueden que qué quien quién quiero quisiera se sea ser si sí sin sobre son su sus también te tengo tiene todo todos tu tus un una unas uno unos usted y ya yo favor`,
  pt: `a ao aos aquela aquele as até com como da das de dela dele deve devo do dos e é ela ele eles em entre era essa esse esta está este eu existe favor fazer foi gostaria há isso isto já lhe mais mas me meu meus minha minhas muito na não nas nem no nos nós o obrigado obrigada olá onde os ou para pela pelo pode posso podem por porque porquê preciso qual quais quando quanto quantos que quem quero se sem ser seu sua são só sobre também tem tenho ter todos tu tudo um uma umas uns você vocês`,
  nl: `aan al als alstublieft ben bent bij dan dank dat de deze die dit doe doen door dus een en er geen graag had hallo heb hebben heeft het hier hij hoe hoeveel ik in is ja je jij jouw kan kun kunnen kunt maar mag me meer met mij mijn moet moeten na naar niet nog nu of om onder ons ook op over te tot u uit uw van veel voor waar waarom wanneer waren was wat we wel welk welke wie wij wil willen worden wordt zal ze zich zij zijn zo zonder`,
};

const sets: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.entries(lists).map(([language, words]) => [language, new Set(words.split(/\s+/).map(fold))]));

/** Lower case, without accents: the form in which words are compared. */
export function fold(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss').replace(/’/g, "'").toLowerCase();
}

/** Whether a word carries no meaning of its own in any of the languages asked about. */
export function isStopWord(word: string, languages: readonly Language[]): boolean {
  const folded = fold(word);
  return languages.some((language) => sets.get(language)?.has(folded) === true);
}

/** Words as a visitor separates them: letters and digits, with an apostrophe inside ("don't", "l'ordine" gives both parts). */
export function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? []).flatMap((word) => (/^(?:\p{L}{1,2}|all|dell|nell|sull|dall|quell|quest|qu)['’]\p{L}{3,}/iu.test(word) ? word.split(/['’]/) : [word]));
}
