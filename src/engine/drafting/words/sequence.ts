/** Words that put one thing after another, as somebody tells how a thing is done. */
import { isTime } from './about.ts';

const WORDS =
  "first(?: of all|ly)?|then|next|after that|afterwards|finally|lastly|zuerst|zunachst|als erstes|danach|dann|anschliessend|als nachstes|zum schluss|zuletzt|schliesslich|d'abord|tout d'abord|ensuite|puis|apres cela|enfin|pour finir|primero|en primer lugar|luego|despues|a continuacion|por ultimo|finalmente|primeiro|em primeiro lugar|depois|em seguida|a seguir|por fim|prima(?: di tutto)?|per prima cosa|poi|dopo|in seguito|infine";
const FIRST = new RegExp(`^(?:(?:and|und|et|y|e) )?(?:${WORDS})[ ,]`);
const FURTHER_ON =
  /^(?:[^ ,;]+ ){1,3}(?:dann|danach|anschliessend|zuerst|then|ensuite|puis|luego|despues|depois|poi)[ ,]|[,;] (?:so |and |also |und |donc |asi que )?(?:first of all|zuerst|tout d'abord|d'abord|primero|primeiro|prima di tutto) /;
const AT_THE_END = /^(?:at the end of|am ende|nach|a la fin d|al final d|no final d|alla fine d)\b/;

/** Whether a folded sentence says when in a sequence something is done ("Then …", "On day one, …"). */
export function isNext(folded: string): boolean {
  return FIRST.test(folded) || FURTHER_ON.test(folded) || AT_THE_END.test(folded) || isTime(folded);
}
