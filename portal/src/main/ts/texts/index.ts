/** One catalogue a language; what the API says in two languages is shown as it says it and stands in none of them. English comes when it is chosen. */
import type { Label } from './labels';
import { zh } from './zh';

/** Every language has all the texts that Chinese has. */
export type Texts = { [G in keyof typeof zh]: { [K in keyof (typeof zh)[G]]: string } };
export type Language = 'zh-CN' | 'en';

const LANGUAGE = 'zhicheng.language';
let chosen: Language = 'zh-CN';
let listener: () => void = () => undefined;

export let t: Texts = zh;
export const language = () => chosen;
export const onLanguage = (next: () => void) => void (listener = next);

/** Shows the pages in a language; they stay as they are where its texts do not come. */
async function turn(next: Language) {
  t = next === 'en' ? (await import('./en')).en : zh;
  chosen = next;
  document.documentElement.lang = chosen;
}

export async function choose(next: Language) {
  await turn(next);
  localStorage.setItem(LANGUAGE, next);
  listener();
}

/** The language of last time, or else the browser's. */
export const begin = () => turn((localStorage.getItem(LANGUAGE) as Language | null) ?? (navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'));

/** Fills `{name}` in, and for `{name:day|days}` the word that goes with the number. */
export const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => (!(name in values) ? whole : one === undefined ? String(values[name]) : new Intl.PluralRules(chosen).select(Number(values[name])) === 'one' ? one : many ?? ''));

/** The label of a code. */
export const label = (labels: readonly Label[] | undefined, code: string | undefined) => {
  const found = labels?.find((l) => l.code === code);
  return found ? (chosen === 'en' ? found.english : found.chinese) : (code ?? '');
};

/** A name of the catalogue, which is Chinese, with what it means where that is asked for. */
export const named = (entry: { name: string; english?: string }) => [entry.name, chosen === 'en' && entry.english].filter(Boolean).join(' ');

/** Of two languages the one chosen. */
export const said = (both: { chinese?: string; english?: string; message?: string }) =>
  both.message ?? (chosen === 'en' ? both.english : both.chinese) ?? '';

// Phones in Urumqi may stand at UTC+6: every time is Beijing's, and says so.
const zone = { timeZone: 'Asia/Shanghai', hourCycle: 'h23' } as const;

/** A calendar day, which has no zone. */
export const day = (value: string | undefined) =>
  value ? new Intl.DateTimeFormat(chosen, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value + 'T00:00:00Z')) : '';

/** A calendar day, its month or its weekday, in a form of its own. */
export const dayAs = (value: string, style: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(chosen, { ...style, timeZone: 'UTC' }).format(new Date(value + 'T00:00:00Z'));

/** Of what ends with the day before: `2028-03-01` is told as the last day of February. */
export const dayBefore = (value: string) => day(new Date(Date.parse(value + 'T00:00:00Z') - 86_400_000).toISOString().slice(0, 10));

export const moment = (value: string | undefined) =>
  value ? fill(t.frame.beijing, { time: new Intl.DateTimeFormat(chosen, { ...zone, year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(value)) }) : '';

/** The day of an instant. */
export const dateOf = (instant: string | number) => new Intl.DateTimeFormat(chosen, { ...zone, year: 'numeric', month: 'long', day: 'numeric' }).format(new Date(instant));
export const hour = (instant: string) => new Intl.DateTimeFormat(chosen, { ...zone, hour: '2-digit', minute: '2-digit' }).format(new Date(instant));

/** The last day of a deadline: it ends at 24:00, the first instant of the next day. */
export const lastDay = (deadline: string | undefined) => (deadline ? dateOf(Date.parse(deadline) - 1) : '');

/** Begin and end of a window: a day begins without an hour, and ends at its 24:00. */
export const since = (begin: string) => (hour(begin) === '00:00' ? dateOf(begin) : dateOf(begin) + comma() + hour(begin));
export const until = (end: string) => lastDay(end) + comma() + (hour(end) === '00:00' ? '24:00' : hour(end));
const comma = () => (chosen === 'en' ? ', ' : '');
/** Between two sentences. */
export const gap = () => (chosen === 'en' ? ' ' : '');

export const size = (bytes: number) => {
  const [amount, unit] = bytes < 1048576 ? [Math.max(1, Math.round(bytes / 1024)), 'KB'] : [bytes / 1048576, 'MB'];
  return `${new Intl.NumberFormat(chosen, { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
};
export const number = (value: number) => new Intl.NumberFormat(chosen).format(value);
