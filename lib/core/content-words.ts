import { tokensOf } from "./text-tokens";

/** Words that carry no content of their own, in the languages the checks know best; of others, short words are left out. */
const functionWords = new Set(
  [
    "about above after again against also although always among and another any anyone are around because been before being below between both but can cannot could does doing done down during each either else even ever every few for from further had has have having her here him his how however if in instead into is it its itself just less like made make makes many may might more most much must neither never nor not now off often once one only onto or other others our out over own per perhaps quite rather same several shall she should since so some still such than that the their them then there therefore these they this those though through thus together too toward towards under until up upon very was way well were what when where whereas whether which while who whom whose why will with within without would yet you your",
    "aber alle allem allen aller alles als also am an auch auf aus bei beim bereits bis bisher da dabei damit danach dann daran darauf daraus das dass davon dazu dem den denn der deren des dessen deshalb die dies diese diesem diesen dieser dieses doch dort durch ein eine einem einen einer eines einige er es etwa etwas für gegen gibt ganz haben hat hatte hier hinter ich ihm ihn ihr ihre ihrem ihren ihrer im in ins ist jede jedem jeden jeder jedes jedoch kann können könnte man mehr meist mit muss müssen nach nicht noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so sobald sollte sollten sondern sonst sowie über um und uns unter viel viele vom von vor wann warum was weil weiter welche welcher wenn wer werden wie wieder wird wo wurde wurden zu zum zur zwar zwischen",
    "ainsi alors après au aucun aussi autre autres aux avec avant bien car ce ceci cela celle celui ces cet cette ceux chaque chez comme dans de depuis des donc dont du elle elles en encore entre est et était étant être eux fait fois font il ils je la le les leur leurs lorsque mais même moins mon ne ni non nos notre nous on ont ou où par parce pas peu peut plus pour pourquoi quand que quel quelle qui sa sans se ses si son sont sous sur ta tant tous tout toute toutes très un une vers vos votre vous",
    "al algo algunos ante antes aquel así aun aunque cada casi como con contra cual cuando de del desde donde dos el ella ellas ellos en entre era es esa ese eso esta este esto estos están fue ha hace hacia han hasta hay la las le les lo los más me mientras mismo mucho muy nada ni no nos otra otro para pero poco por porque puede pueden pues que quien se según ser si sin sino sobre son su sus también tan tanto te tiene todo todos tras tu un una uno unos y ya",
  ].flatMap((words) => words.split(" ")),
);

/** Words that differ in their endings only are the same: "allowance" and "allowances", "verringert" and "verringern". */
const stemLength = 6;
const leastLetters = 3;

/** The content of normalised text in order: stems of words that carry meaning, numbers, pairs of Han, kana or Thai characters. */
export function contentWords(text: string): string[] {
  const { starts, ends } = tokensOf(text);
  const words: string[] = [];
  let previousDense = "";
  for (const [index, start] of starts.entries()) {
    const word = text.slice(start, ends[index]);
    const isDense = dense.test(word);
    if (isDense && previousDense) words.push(previousDense + word);
    previousDense = isDense ? word : "";
    if (isDense || functionWords.has(word)) continue;
    if (/\d/.test(word) || word.length >= leastLetters) words.push(stemOf(word));
  }
  return words;
}

const dense =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function stemOf(word: string): string {
  const bare = word.replace(/'s$|^[ldnscjmt]'/, "");
  return /\d/.test(bare) ? bare : bare.replace(/(?:ies|es|s|ed|ing|en|e|y)$/, "").slice(0, stemLength);
}
