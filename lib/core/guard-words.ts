/** The words that a near quote must share, in every language the checks know (judge.md section 11). */

function setOf(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(/\s+/)));
}

export const negations = setOf(
  "not no never none without nor neither cannot nobody nothing nowhere hardly barely scarcely",
  "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder kaum",
  "ne pas aucun aucune sans jamais rien ni guère non",
  "nunca sin jamás ningún ninguno ninguna nada nadie tampoco",
  "não nem sem senza niet geen не нет без",
);

/** Negations of scripts without spaces, as phrases. */
export const densePhrases = /ไม่|มิได้|ปราศจาก|ไร้|ບໍ່|មិន|မ|ません|ない|なかった|なく|[不没沒無无未非否勿莫]/;

export const magnitudes = setOf(
  "hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens k m bn mn tn",
  "hundert tausend tausende million millionen milliarde milliarden billion billionen mio mrd",
  "cent mille million millions milliard milliards billion billions",
  "cien mil millón millones billón billones",
);

/** Counting words; "one" and its like are left out, they are articles too. */
export const countingWords = setOf(
  "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety",
  "half third quarter double twice triple",
  "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig halb halbe hälfte drittel viertel doppelt",
  "deux trois quatre cinq six sept huit neuf dix onze douze vingt moitié tiers quart double",
  "dos tres cuatro cinco seis siete ocho nueve diez once doce veinte mitad tercio cuarto doble",
);

export const directions = setOf(
  "more less fewer above below over under before after up down higher lower greater smaller larger better worse",
  "increase increases increased increasing decrease decreases decreased decreasing rise rises rose risen rising",
  "fall falls fell fallen falling grow grows grew grown growing shrink shrinks shrank drop drops dropped dropping",
  "gain gains gained lose loses lost losing raise raises raised reduce reduces reduced cut cuts most least maximum",
  "minimum earlier later until since faster slower longer shorter decline declines declined",
  "mehr weniger über unter vor nach höher niedriger größer kleiner besser schlechter steigt stieg gestiegen steigen",
  "sinkt sank gesunken sinken fällt fiel gefallen zunahme abnahme mindestens höchstens wächst schrumpft früher später",
  "plus moins avant après hausse baisse augmente augmenté diminue diminué supérieur inférieur dessus dessous meilleur",
  "pire monte monté baissé accru réduit",
  "más menos antes después aumento aumenta aumentó disminución disminuye disminuyó sube subió baja bajó mayor menor",
  "encima debajo mejor peor creció cayó redujo",
);

export const denseGuards =
  /[多少上下前后後增减減高低升降大小涨跌漲百千万萬亿億兆零〇一二三四五六七八九十两兩半]|ล้าน|แสน|หมื่น|พัน|เพิ่ม|ลด|มาก|น้อย|ก่อน|หลัง/;

/** Units that count only right after a number. */
export const units = setOf(
  "km m cm mm mi ft in kg g mg µg μg ng t lb lbs oz l ml dl h hr hrs min s ms c f k kw kwh mw mwh gw gwh tw twh w v a",
  "hz khz mhz ghz kb mb gb tb px pt pp bp bps ppm kcal cal j kj mj pa kpa bar usd eur gbp chf",
  "degree degrees percent percentage point points year years month months week weeks day days hour hours minute minutes",
  "second seconds metre metres meter meters kilometre kilometres kilometer kilometers mile miles gram grams kilogram",
  "kilograms ton tons tonne tonnes litre litres liter liters euro euros dollar dollars pound pounds cent cents times",
  "prozent prozentpunkte grad jahr jahre jahren monat monate monaten woche wochen tag tage tagen stunde stunden minute",
  "minuten sekunde sekunden meter kilometer tonne tonnen gramm mal",
  "pour degrés an ans année années mois semaine semaines jour jours heure heures tonnes mètres kilomètres fois",
  "por grados año años mes meses semana semanas día días hora horas minutos segundos toneladas metros kilómetros veces",
);
